"""Where a list goes on. A cursor is signed, and good for the list that it came from alone: the same person, filters and
order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer

from app.api.caller import find_user_id
from app.api.schemas.base import CursorQuery
from app.errors import BadInput

NOT_PART = {"cursor", "page", "page_size"}  # of what makes a list


class BadCursor(BadInput):
    code = "bad_cursor"


def read(query: CursorQuery) -> list[Any] | None:
    """The place that the cursor says, None without one. Raises BadCursor."""
    if not query.cursor:
        return None
    try:
        place = _serializer().loads(query.cursor)
    except BadData:
        place = None
    if not isinstance(place, list):
        raise bad_cursor()
    return place


def bad_cursor() -> BadCursor:
    text = _("This cursor does not belong to this list. Begin again without it.")
    return BadCursor(text, fields={"cursor": text})


def write(place: Sequence[Any]) -> str:
    return str(_serializer().dumps(list(place)))


def _serializer() -> URLSafeSerializer:
    asked = sorted(pair for pair in request.args.items(multi=True) if pair[0] not in NOT_PART)
    made_of = repr((request.path, find_user_id(), asked)).encode("utf-8", "backslashreplace")
    salt = b"cursor " + hashlib.sha256(made_of).digest()
    return URLSafeSerializer(
        str(current_app.secret_key), salt=salt, signer_kwargs={"digest_method": hashlib.sha256}
    )
