"""Connections to an address that was checked, whose every read ends by the deadline.

The time limit of a socket is for one read: a server that sends a byte now and then would hold it for ever.
"""

from __future__ import annotations

import socket
import ssl
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection

from outgoing.addresses import Place
from outgoing.deadline import Deadline

MAX_PLACES = 4
_MAX_PROXY_HEAD = 16_384


class TimedSocket(socket.socket):
    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.deadline.left())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        self.settimeout(self.deadline.left())
        super().sendall(*args, **kwargs)


class TimedTlsSocket(ssl.SSLSocket):
    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.deadline.left())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        self.settimeout(self.deadline.left())
        super().sendall(*args, **kwargs)


class PlainConnection(HTTPConnection):
    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened


class TlsConnection(HTTPSConnection):
    """Certificate and name are checked for the host of the URL, whatever address it has."""

    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.opened


@cache
def tls_context() -> ssl.SSLContext:
    """Trusts the system's authorities and the usual ones of browsers. Reading them takes a while."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    context.sslsocket_class = TimedTlsSocket
    return context


def let_go(opened: socket.socket | None) -> None:
    """Also where an answer that could not be read to its end still holds it."""
    number = opened.detach() if opened is not None else -1
    if number >= 0:
        socket.close(number)


def open_socket(places: list[Place], seconds: float, deadline: Deadline) -> TimedSocket:
    """To the first place that answers. Raises OSError."""
    fault: OSError = OSError("no address")
    for place in places[:MAX_PLACES]:
        opened = TimedSocket(place.family, socket.SOCK_STREAM)
        opened.deadline = deadline
        opened.settimeout(min(seconds, deadline.left()))
        try:
            opened.connect(place.address)
        except OSError as error:
            opened.close()
            fault = error
        else:
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return opened
    raise fault


def open_tunnel(proxy: str, place: Place, seconds: float, deadline: Deadline) -> TimedSocket:
    """Through an HTTP proxy to the address that was checked, so that the proxy resolves nothing. OSError."""
    parts = urlsplit(proxy)
    opened = open_socket(_proxy_places(parts.hostname or "", parts.port or 8080), seconds, deadline)
    ip = f"[{place.address[0]}]" if ":" in place.address[0] else place.address[0]
    try:
        opened.sendall(f"CONNECT {ip}:{place.address[1]} HTTP/1.1\r\nHost: {ip}\r\n\r\n".encode("ascii"))
        status = _proxy_head(opened).split(b"\r\n", 1)[0].split()
        if len(status) < 2 or status[1] != b"200":
            raise OSError("the proxy did not open a tunnel")
    except OSError:
        opened.close()
        raise
    return opened


def _proxy_places(host: str, port: int) -> list[Place]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [Place(each[0], each[4]) for each in found]


def _proxy_head(opened: TimedSocket) -> bytes:
    head, byte = bytearray(), bytearray(1)
    while not head.endswith(b"\r\n\r\n"):
        if not opened.recv_into(byte) or len(head) > _MAX_PROXY_HEAD:
            raise OSError("the proxy broke off")
        head += byte
    return bytes(head)
