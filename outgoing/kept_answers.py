"""Answers kept so that a service may say "nothing changed" (ETag, Last-Modified).

Only pages and lists that anybody could ask for: a request with a name and password, a header of its own or a
parameter that looks like a key is neither kept nor looked up. The name of what is kept is a hash.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qsl

from outgoing.answer import Answer
from outgoing.redirects import HARMLESS_HEADERS
from outgoing.store import Store
from outgoing.transport import Request

KEPT_SECONDS: Final = 7 * 24 * 3600.0
MAX_BYTES: Final = 256 * 1024  # compressed
_SECRET = re.compile(
    r"(?:^|[_.-])(?:key|token|secret|passw(?:or)?d|pwd|auth|sig(?:nature)?|code|session|sid)$|apikey|appkey",
    re.I,
)
_NOT_KEPT: Final = frozenset({"set-cookie", "content-encoding", "content-length", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """``is_on``: off for what one person asked for."""

    store: Store
    is_on: bool = True

    def find(self, request: Request) -> Answer | None:
        """What was answered last time, if that may be asked again with a condition."""
        if not self.is_on or not _may_be_kept(request):
            return None
        found = self.store.find(_name(request))
        if found is None:
            return None
        head, _, body = found.partition(b"\n")
        try:
            return Answer(request.target.url, 200, zlib.decompress(body), json.loads(head), is_cached=True)
        except (ValueError, zlib.error):
            return None  # another version wrote it

    def keep(self, request: Request, answer: Answer) -> None:
        if not self.is_on or not _may_be_kept(request) or answer.status != 200 or not conditions(answer):
            return
        said = answer.headers.get("cache-control", "").lower()
        if "no-store" in said or "private" in said or answer.headers.get("vary", "").strip() == "*":
            return
        headers = {name: value for name, value in answer.headers.items() if name not in _NOT_KEPT}
        value = json.dumps(headers).encode() + b"\n" + zlib.compress(answer.body)
        if len(value) <= MAX_BYTES:
            self.store.keep(_name(request), value, KEPT_SECONDS)


def conditions(kept: Answer) -> dict[str, str]:
    pairs = (("if-none-match", "etag"), ("if-modified-since", "last-modified"))
    return {name: kept.headers[header] for name, header in pairs if kept.headers.get(header)}


def with_conditions(request: Request, kept: Answer | None) -> Request:
    return replace(request, headers={**request.headers, **conditions(kept)}) if kept else request


def _may_be_kept(request: Request) -> bool:
    query = request.target.path.partition("?")[2]
    return (
        request.method == "GET"
        and set(request.headers) <= HARMLESS_HEADERS
        and not any(_SECRET.search(name) for name, _value in parse_qsl(query, keep_blank_values=True))
    )


def _name(request: Request) -> str:
    said = json.dumps([request.target.url, sorted(request.headers.items())])
    return "answer:" + hashlib.sha256(said.encode()).hexdigest()
