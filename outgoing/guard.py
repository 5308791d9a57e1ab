"""A proxy on this machine through which a browser gets to checked, public addresses and nowhere else.

The browser resolves no name itself: for each connection that a page asks for, the host is resolved and
checked here, and the checked address is the one connected to.
"""

from __future__ import annotations

import re
import socket
import socketserver
import threading
from contextlib import suppress
from typing import Any, Final, Self

from outgoing.deadline import Deadline
from outgoing.faults import AddressForbidden, Fault, TooLarge
from outgoing.target import Target, target_of
from outgoing.transport import Transport

_MAX_HEAD: Final = 65_536
_BLOCK: Final = 65_536
_OF_THE_PROXY = re.compile(rb"(?im)^(?:proxy-[a-z-]*|connection|keep-alive):[^\r\n]*\r\n")


class Guard(socketserver.ThreadingTCPServer):
    """``refused`` are the hosts that a page wanted and must not have. All bytes of a page count together."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, transport: Transport, deadline: Deadline, max_bytes: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passage)
        self.transport = transport
        self.deadline = deadline
        self.refused: set[str] = set()
        self._left = max_bytes
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True, name="guard")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join(5)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def is_used_up(self) -> bool:
        return self._left < 0

    def take(self, count: int) -> None:
        """Raises TooLarge."""
        with self._lock:
            self._left -= count
            if self._left < 0:
                raise TooLarge("", "the page and what it loads are too large")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke is the browser's to notice."""


class _Passage(socketserver.BaseRequestHandler):
    server: Guard
    request: socket.socket

    def handle(self) -> None:
        self.request.settimeout(self.server.deadline.left())
        head, rest = self._head()
        try:
            method, address, _version = head.partition(b"\r\n")[0].decode("ascii").split(" ")
            is_tunnel = method == "CONNECT"
            target = target_of(f"https://{address}" if is_tunnel else address)
            opened = self._opened(target)
        except (Fault, OSError, ValueError):
            self.request.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        with opened:
            if is_tunnel:
                self.request.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            else:
                opened.sendall(_for_the_server(method, target, head))
            opened.sendall(rest)
            up = threading.Thread(target=self._pass, args=(self.request, opened), daemon=True)
            up.start()
            self._pass(opened, self.request)

    def _opened(self, target: Target) -> socket.socket:
        deadline = self.server.deadline
        try:
            places = self.server.transport.places(target, deadline)
        except AddressForbidden:
            self.server.refused.add(target.host)
            raise
        return self.server.transport.opened(target, places, deadline)

    def _head(self) -> tuple[bytes, bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            block = self.request.recv(_BLOCK)
            if not block or len(data) > _MAX_HEAD:
                return b"", b""
            data += block
        head, _, rest = data.partition(b"\r\n\r\n")
        return head + b"\r\n\r\n", rest

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        block = bytearray(_BLOCK)
        with suppress(OSError, Fault):
            while count := source.recv_into(block):
                self.server.take(count)
                sink.sendall(memoryview(block)[:count])
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


def _for_the_server(method: str, target: Target, head: bytes) -> bytes:
    """One request a connection, so that none passes unchecked behind another."""
    lines = _OF_THE_PROXY.sub(b"", head.partition(b"\r\n")[2])
    return f"{method} {target.path} HTTP/1.1\r\nConnection: close\r\n".encode("ascii") + lines
