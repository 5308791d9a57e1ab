"""Requests to an address that an administrator wrote down, such as a model server beside this program.

It may be on a private network and on any port. One request, one answer: no redirect is followed, nothing is
tried again, bytes (after decompression) and time (over everything) are bounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from outgoing.addresses import is_public, resolved
from outgoing.answer import Answer
from outgoing.deadline import Deadline
from outgoing.faults import TooSlow
from outgoing.limits import MIB, Limits
from outgoing.target import target_of
from outgoing.transport import Request, Transport
from outgoing.watching import Watch, unwatched

MAX_ANSWER: Final = MIB
_LIMITS: Final = Limits(seconds=15.0, bytes=MAX_ANSWER, redirects=0)


class TrustedClient:
    """Safe to share between threads. ``routes`` as those of ``Transport``; what is on the public internet is
    asked through ``proxy``, where one is set."""

    def __init__(
        self,
        user_agent: str,
        *,
        routes: Mapping[str, str] | None = None,
        proxy: str = "",
        watch: Watch = unwatched,
    ) -> None:
        self._user_agent = user_agent
        self._routes = dict(routes or {})
        self._direct = Transport(_LIMITS, self._routes, watch=watch)
        self._proxied = Transport(_LIMITS, self._routes, proxy, watch)

    def exchange(
        self,
        method: str,
        url: str,
        *,
        seconds: float,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Raises AddressForbidden, Interrupted, TooLarge, TooSlow, Unreachable."""
        deadline = Deadline(seconds)
        target = target_of(url, any_port=True)
        given = {
            "accept": "application/json",
            **{name.lower(): text for name, text in (headers or {}).items()},
        }
        given["user-agent"] = self._user_agent
        try:
            return self._sent(Request(method, target, given, body), deadline)
        except TimeoutError as error:
            raise TooSlow(url, str(error)) from error

    def _sent(self, request: Request, deadline: Deadline) -> Answer:
        target = request.target
        if target.host in self._routes:
            host, _, port = self._routes[target.host].rpartition(":")
            return self._direct.exchange(request, resolved(target, host, int(port), deadline), deadline)
        places = resolved(target, target.host, target.port, deadline)
        is_outside = all(is_public(str(place.address[0])) for place in places)
        transport = self._proxied if is_outside else self._direct
        return transport.exchange(request, places, deadline)


def provider_of(url: str) -> str:
    """Host, and port where it is not the usual one: "localhost:11434". Raises AddressForbidden."""
    return target_of(url, any_port=True).authority
