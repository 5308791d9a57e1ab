"""What to ask next when a service answers with another address, as browsers do."""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin

from outgoing.answer import Answer
from outgoing.faults import AddressForbidden
from outgoing.target import Target, target_of
from outgoing.transport import Request

_STATUSES: Final = frozenset({301, 302, 303, 307, 308})
# All others may hold a secret: they stay with the host that they were meant for.
HARMLESS_HEADERS: Final = frozenset({"accept", "accept-language", "user-agent"})


def is_redirect(answer: Answer) -> bool:
    return answer.status in _STATUSES and bool(answer.headers.get("location", "").strip())


def following(request: Request, answer: Answer) -> Request:
    """Raises AddressForbidden for an address that is none, and for a posted body that would go elsewhere."""
    place = _decoded(answer.headers["location"])
    try:
        target = target_of(urljoin(request.target.url, place))
    except ValueError as error:
        raise AddressForbidden(request.target.url, "it redirects to what is not an address") from error
    is_same = _is_same_place(request.target, target)
    headers = dict(request.headers)
    if not is_same:
        headers = {name: value for name, value in headers.items() if name in HARMLESS_HEADERS}
    if request.method == "GET" or answer.status in {301, 302, 303}:
        headers.pop("content-type", None)
        return Request("GET", target, headers)
    if not is_same:
        raise AddressForbidden(target.url, "a redirect would hand what was sent to another host")
    return Request(request.method, target, headers, request.body)


def _is_same_place(old: Target, new: Target) -> bool:
    is_upgrade = old.scheme == "http" and new.scheme == "https" and (old.port, new.port) == (80, 443)
    return old.host == new.host and (is_upgrade or (old.scheme, old.port) == (new.scheme, new.port))


def _decoded(location: str) -> str:
    """Headers come as Latin-1; addresses in them are often UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
