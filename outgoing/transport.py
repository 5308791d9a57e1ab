"""One request, one answer: no redirect, no second attempt, no politeness."""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.exceptions import SSLError as WrappedTlsError
from urllib3.response import HTTPResponse
from urllib3.util.request import ACCEPT_ENCODING

from outgoing.addresses import Place, public_places, resolved
from outgoing.answer import Answer
from outgoing.deadline import Deadline
from outgoing.faults import AddressForbidden, Interrupted, TooLarge, TooSlow, Unreachable
from outgoing.limits import Limits
from outgoing.sockets import (
    PlainConnection,
    TimedSocket,
    TlsConnection,
    let_go,
    open_socket,
    open_tunnel,
    tls_context,
)
from outgoing.target import Target
from outgoing.watching import Watch, unwatched

_CHUNK = 65_536
_TOP = 16_384
# It logs addresses with their query, which may hold a key, when headers are odd.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_OURS = frozenset({"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "expect"})
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]{0,8000}")


@dataclass(frozen=True, slots=True)
class Request:
    """``headers`` have names in small letters."""

    method: str
    target: Target
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


class Transport:
    """``routes`` names hosts that live elsewhere for tests and development: host -> "127.0.0.1:8000", asked
    by plain HTTP. They are the only ones that may be on a private network. ``proxy`` is "http://host:port";
    it is asked for tunnels to checked addresses."""

    def __init__(
        self, limits: Limits, routes: Mapping[str, str], proxy: str = "", watch: Watch = unwatched
    ) -> None:
        self._limits = limits
        self._watch = watch
        self._routes = routes
        self._proxy = proxy
        self._tls = tls_context()

    def places(self, target: Target, deadline: Deadline) -> list[Place]:
        """Raises AddressForbidden, Unreachable."""
        if target.host in self._routes:
            host, _, port = self._routes[target.host].rpartition(":")
            return resolved(target, host, int(port), deadline)
        return public_places(target, deadline)

    def exchange(self, request: Request, places: list[Place], deadline: Deadline) -> Answer:
        """Raises AddressForbidden, Interrupted, TooLarge, Unreachable."""
        _check(request)
        url = request.target.url
        with self._watch(request.method, request.target.host) as told:
            answer = self._guarded(request, places, deadline, url)
            told(answer.status)
        return answer

    def _guarded(self, request: Request, places: list[Place], deadline: Deadline, url: str) -> Answer:
        try:
            return self._exchange(request, places, deadline)
        except ssl.SSLCertVerificationError as error:
            raise Unreachable(url, f"its certificate is not valid: {error.verify_message}") from error
        except (TimeoutError, ReadTimeoutError) as error:
            raise TooSlow(url, "no answer in time") from error
        except (ssl.SSLError, WrappedTlsError) as error:
            raise Interrupted(url, f"the secure connection broke: {error}"[:200]) from error
        except (OSError, HTTPError, HTTPException, ValueError) as error:
            raise Interrupted(url, f"the transfer broke: {type(error).__name__}: {error}"[:200]) from error

    def _exchange(self, request: Request, places: list[Place], deadline: Deadline) -> Answer:
        connection = self._connected(request.target, places, deadline)
        opened = connection.sock
        try:
            own = {
                "host": request.target.authority,
                "accept-encoding": ACCEPT_ENCODING,
                "connection": "close",
            }
            connection.request(
                request.method,
                request.target.path,
                body=request.body,
                headers={**own, **request.headers},
                preload_content=False,
                decode_content=True,
            )
            response = connection.getresponse()
            try:
                return self._answer(request.target.url, response)
            finally:
                response.close()
        finally:
            connection.close()
            let_go(opened)

    def opened(self, target: Target, places: list[Place], deadline: Deadline) -> TimedSocket:
        """A bare connection. Raises OSError."""
        if self._proxy and target.host not in self._routes:
            return open_tunnel(self._proxy, places[0], self._limits.connect_seconds, deadline)
        return open_socket(places, self._limits.connect_seconds, deadline)

    def browsable(self, target: Target) -> str:
        """The address as a browser must open it: what is routed speaks plain HTTP."""
        is_routed = target.host in self._routes
        return f"http://{target.host}{target.path}" if is_routed else target.url

    def shown(self, target: Target, url: str) -> str:
        """The address where a browser ended, as it is outside."""
        opened = f"http://{target.host}/"
        is_routed = target.host in self._routes and url.startswith(opened)
        return f"{target.origin}/{url[len(opened) :]}" if is_routed else url

    def _connected(self, target: Target, places: list[Place], deadline: Deadline) -> HTTPConnection:
        opened = self.opened(target, places, deadline)
        if target.scheme == "http" or target.host in self._routes:
            plain = PlainConnection(target.host, target.port, timeout=deadline.left())
            plain.opened = plain.sock = opened
            return plain
        secure = TlsConnection(target.host, target.port, timeout=deadline.left(), ssl_context=self._tls)
        secure.opened = opened
        try:
            opened.settimeout(deadline.left())
            secure.connect()
        except BaseException:
            opened.close()
            raise
        secure.sock.deadline = deadline  # type: ignore[union-attr]
        return secure

    def _answer(self, url: str, response: HTTPResponse) -> Answer:
        headers = {name.lower(): value for name, value in response.headers.items()}
        coding = headers.get("content-encoding", "").lower()
        for each in filter(None, (part.strip() for part in coding.split(","))):
            if each != "identity" and each not in response.CONTENT_DECODERS:
                raise Unreachable(url, f"sent in an unknown coding: {each[:40]}")
        if _says_enough(response.status, headers):
            return Answer(url, response.status, _top(response), headers)
        body = bytearray()
        if int(response.length_remaining or 0) > self._limits.bytes:
            raise TooLarge(url, f"more than {self._limits.bytes:,} bytes")
        for chunk in response.stream(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > self._limits.bytes:
                raise TooLarge(url, f"more than {self._limits.bytes:,} bytes")
        return Answer(url, response.status, bytes(body), headers)


def _check(request: Request) -> None:
    for name, value in request.headers.items():
        if name in _OURS or not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            raise AddressForbidden(request.target.url, f"the header {name[:40]!r} cannot be sent")


def _says_enough(status: int, headers: Mapping[str, str]) -> bool:
    """A refusal, a fault or a redirect says what it says, whatever follows."""
    return status in {403, 429} or status >= 500 or (300 <= status < 400 and "location" in headers)


def _top(response: HTTPResponse) -> bytes:
    try:
        return response.read1(_TOP, decode_content=True) or b""
    except (HTTPError, HTTPException, OSError, ValueError):
        return b""
