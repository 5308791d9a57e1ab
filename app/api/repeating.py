"""Idempotency-Key: a request that made something may be sent again when its answer was lost."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, make_response, request
from flask_babel import gettext as _

from app.api.caller import caller
from app.errors import Malformed
from app.services import idempotency

P = ParamSpec("P")
KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
KEPT_HEADERS = ("Location", "Link")


def repeatable(operation: Callable[P, Any]) -> Callable[P, Response]:
    """For an operation that makes something: under the same key it is done once, and answered the same again."""

    @wraps(operation)
    def once(*args: P.args, **kwargs: P.kwargs) -> Response:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return make_response(operation(*args, **kwargs))
        if not KEY.fullmatch(key):
            raise Malformed(
                _("An Idempotency-Key has 1 to 64 letters, digits, or one of . _ : -"), code="bad_key"
            )
        user_id = caller().user_id
        known = idempotency.begin(user_id, key, _content())
        if known is not None:
            response = Response(known.body, known.status, mimetype="application/json")
            response.headers.update({**known.headers, "Idempotency-Replayed": "true"})
            return response
        with idempotency.forgotten_on_failure(user_id, key):
            response = make_response(operation(*args, **kwargs))
            headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
            idempotency.finish(user_id, key, response.status_code, headers, response.get_data())
        return response

    once.takes_key = True  # type: ignore[attr-defined]  # for the document
    return once


def _content() -> str:
    """Which request this is; of files the names and sizes would not do, so their bytes count."""
    digest = hashlib.sha256(f"{request.method} {request.full_path}\n".encode("utf-8", "surrogatepass"))
    if request.mimetype == "multipart/form-data":
        for name, value in sorted(request.form.items(multi=True)):
            digest.update(f"{name}={value}\n".encode("utf-8", "surrogatepass"))
        for name, file in sorted(request.files.items(multi=True), key=lambda pair: pair[0]):
            digest.update(f"{name}:{file.filename}\n".encode("utf-8", "surrogatepass"))
            while block := file.stream.read(1 << 16):
                digest.update(block)
            file.stream.seek(0)
    else:
        digest.update(request.get_data(cache=True))
    return digest.hexdigest()
