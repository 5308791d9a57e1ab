"""A server that does what servers should not: each path is one behaviour, on raw sockets.

``with HostileServer() as server``: ``server.routes("bad.example")`` for the client, ``server.requests`` the
paths that were asked.
"""

from __future__ import annotations

import gzip
import socketserver
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from socket import SO_LINGER, SOL_SOCKET
from typing import Any, Self

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
BOMB_BYTES = 100 * 1024 * 1024
Parts = Iterator[bytes]


@cache
def compressed_zeros(bits: int) -> bytes:
    """zlib's window bits: 31 for gzip, 15 for deflate."""
    packer = zlib.compressobj(1, zlib.DEFLATED, bits)
    block = bytes(1024 * 1024)
    return b"".join(packer.compress(block) for _ in range(BOMB_BYTES // len(block))) + packer.flush()


def gzip_bomb() -> Parts:
    data = compressed_zeros(31)
    yield OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(data)
    yield data


def deflate_bomb() -> Parts:
    yield OK + b"Content-Encoding: deflate\r\n\r\n"
    yield compressed_zeros(15)


def double_gzip_bomb() -> Parts:
    yield OK + b"Content-Encoding: gzip, gzip\r\n\r\n"
    yield gzip.compress(compressed_zeros(31))


def empty_gzip_members() -> Parts:
    yield OK + b"Content-Encoding: gzip\r\n\r\n"
    while True:
        yield gzip.compress(b"") * 1000


def many_codings() -> Parts:
    yield OK + b"Content-Encoding: " + b", ".join([b"gzip"] * 200) + b"\r\n\r\n" + gzip.compress(b"x")


def unknown_coding() -> Parts:
    yield OK + b"Content-Encoding: zpaq\r\nContent-Length: 4\r\n\r\nabcd"


def false_gzip() -> Parts:
    yield OK + b"Content-Encoding: gzip\r\nContent-Length: 11\r\n\r\nplain words"


def endless() -> Parts:
    yield OK + b"\r\n"
    while True:
        yield b"x" * 65_536


def endless_chunks() -> Parts:
    yield OK + b"Transfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"10000\r\n" + b"x" * 65_536 + b"\r\n"


def drip() -> Parts:
    yield OK + b"Content-Length: 100000\r\n\r\n"
    while True:
        time.sleep(0.1)
        yield b"x"


def drip_headers() -> Parts:
    yield b"HTTP/1.1 200 OK\r\nX-Slow: "
    while True:
        time.sleep(0.1)
        yield b"x"


def silence() -> Parts:
    yield b""
    time.sleep(20)


def short() -> Parts:
    yield OK + b"Content-Length: 1000\r\n\r\ntoo few"


def broken_chunks() -> Parts:
    yield OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n50\r\nbroken"


def wrong_chunks() -> Parts:
    yield OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"


def says_ten_gigabytes() -> Parts:
    yield OK + b"Content-Length: 10000000000\r\n\r\nx"


def long_body() -> Parts:
    yield OK + b"Content-Length: 5\r\n\r\nhello and much more than that"


def odd_length() -> Parts:
    yield OK + b"Content-Length: five\r\n\r\nhello"


def two_lengths() -> Parts:
    yield OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello!!"


def endless_header() -> Parts:
    yield b"HTTP/1.1 200 OK\r\nX-Long: "
    while True:
        yield b"x" * 65_536


def many_headers() -> Parts:
    yield b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: 1\r\n" % number for number in range(10_000)) + b"\r\n"


def endless_continue() -> Parts:
    while True:
        yield b"HTTP/1.1 100 Continue\r\n\r\n" * 100
        time.sleep(0.01)


def not_http() -> Parts:
    yield b"SSH-2.0-OpenSSH_9.9\r\n"


def nothing() -> Parts:
    yield b""


def odd_status() -> Parts:
    yield b"HTTP/1.1 99999 What\r\n\r\n"


def refusal_without_end() -> Parts:
    yield b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\nAre you a robot?"
    while True:
        yield b"x" * 65_536


def refusal_bomb() -> Parts:
    yield b"HTTP/1.1 999 Denied\r\nContent-Encoding: gzip\r\n\r\n" + compressed_zeros(31)


def refusal_cut_short() -> Parts:
    yield b"HTTP/1.1 429 Slow down\r\nRetry-After: 7\r\nContent-Length: 1000\r\n\r\n"


def odd_headers() -> Parts:
    yield b"HTTP/1.1 200 OK\r\nno colon here\r\nX-Key : 1\r\nContent-Length: 5\r\n\r\nhello"


def redirect_without_end() -> Parts:
    yield b"HTTP/1.1 302 Found\r\nLocation: /odd-length\r\n\r\n"
    while True:
        yield b"x" * 65_536


def redirect_loop() -> Parts:
    yield b"HTTP/1.1 302 Found\r\nLocation: /redirect-loop\r\nContent-Length: 0\r\n\r\n"


def redirect_to_nowhere() -> Parts:
    yield b"HTTP/1.1 302 Found\r\nLocation: http://[::::/\r\nContent-Length: 0\r\n\r\n"


BEHAVIOURS: dict[str, Callable[[], Parts]] = {
    "/" + each.__name__.replace("_", "-"): each
    for each in (
        gzip_bomb, deflate_bomb, double_gzip_bomb, empty_gzip_members, many_codings, unknown_coding, false_gzip,
        endless, endless_chunks, drip, drip_headers, silence, short, broken_chunks, wrong_chunks,
        says_ten_gigabytes, long_body, odd_length, two_lengths, endless_header, many_headers, endless_continue,
        not_http, nothing, odd_status, odd_headers, refusal_without_end, refusal_bomb, refusal_cut_short,
        redirect_without_end, redirect_loop, redirect_to_nowhere,
    )
}  # fmt: skip


class HostileServer(socketserver.ThreadingTCPServer):
    """``/reset`` breaks the connection off amid the body; ``/robots.txt`` is not there."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Behaviour)
        self.requests: list[str] = []
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join(5)

    def routes(self, *hosts: str) -> dict[str, str]:
        return dict.fromkeys(hosts, f"127.0.0.1:{self.server_address[1]}")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients hang up here, as they should."""


class _Behaviour(socketserver.StreamRequestHandler):
    server: HostileServer

    def handle(self) -> None:
        self.connection.settimeout(20)
        path = self.rfile.readline(65_536).split(b" ")[1].decode("latin-1")
        while self.rfile.readline(65_536).strip():
            continue
        self.server.requests.append(path)
        if path == "/reset":
            self.wfile.write(OK + b"Content-Length: 1000\r\n\r\nhello")
            self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
            return
        path = path.partition("?")[0]
        if path not in BEHAVIOURS:
            self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        for part in BEHAVIOURS[path]():
            self.wfile.write(part)
