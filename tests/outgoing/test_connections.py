"""The address that was checked is connected to; the name in the URL is what the certificate must say."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outgoing.faults import AddressForbidden, Unreachable
from outgoing.limits import Limits
from outgoing.sockets import TimedSocket, tls_context
from tests.fake_web import FakeWeb, client_for
from tests.outgoing.secure_server import certificate, listening, over_tls, proxy_to

PUBLIC = "93.184.215.14"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path]]:
    """A certificate for jobs.example that this machine trusts."""
    made = certificate(tmp_path, "jobs.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
    tls_context.cache_clear()
    yield made
    tls_context.cache_clear()


def resolve_to(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    real = socket.getaddrinfo

    def found(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        return real(address if host.endswith(".example") else host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", found)


def lead_to(monkeypatch: pytest.MonkeyPatch, port: int) -> list[Any]:
    """Connections to anywhere end at a port of this machine; the list says where they were meant to go."""
    meant: list[Any] = []

    def connect(self: TimedSocket, address: Any) -> None:
        meant.append(address)
        socket.socket.connect(self, ("127.0.0.1", port))

    monkeypatch.setattr(TimedSocket, "connect", connect)
    return meant


def test_a_certificate_is_checked_for_the_name(
    web: FakeWeb, monkeypatch: pytest.MonkeyPatch, files: tuple[Path, Path]
) -> None:
    names: list[str | None] = []
    resolve_to(monkeypatch, PUBLIC)
    with listening(over_tls(files, names, b"secure")) as port:
        meant = lead_to(monkeypatch, port)
        client = client_for(web, "nobody.example")
        assert client.get("https://jobs.example/", robots=False).text == "secure"
        with pytest.raises(Unreachable) as caught:
            client.get("https://other.example/", robots=False)
    assert "certificate" in str(caught.value)
    assert meant == [(PUBLIC, 443)] * 2  # a wrong certificate is not tried again
    assert names == ["jobs.example", "other.example"]


def test_an_unknown_authority_is_not_trusted(
    web: FakeWeb, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    resolve_to(monkeypatch, PUBLIC)
    with listening(over_tls(certificate(tmp_path, "jobs.example"), [], b"secure")) as port:
        lead_to(monkeypatch, port)
        with pytest.raises(Unreachable) as caught:
            client_for(web, "nobody.example").get("https://jobs.example/", robots=False)
    assert "certificate" in str(caught.value)


def test_a_handshake_ends_by_the_deadline(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, PUBLIC)

    def wait(connection: socket.socket) -> None:
        while connection.recv(1000):
            continue

    with listening(wait) as port:
        lead_to(monkeypatch, port)
        with pytest.raises(Unreachable):
            client_for(web, "nobody.example", limits=Limits(seconds=0.5)).get(
                "https://jobs.example/", robots=False
            )


def test_a_server_without_tls_is_unreachable(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, PUBLIC)
    lead_to(monkeypatch, web.port)
    with pytest.raises(Unreachable) as caught:
        client_for(web, "nobody.example").get("https://jobs.example/", robots=False)
    assert "secure" in str(caught.value)
    assert web.requests == []


def test_the_next_address_is_tried(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one is in the IPv6 internet, which this machine may not have."""
    web.answer("jobs.example", "/", body="reached")
    found = [(socket.AF_INET, 1, 6, "", ("8.8.8.8", 80)), (socket.AF_INET, 1, 6, "", (PUBLIC, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    meant: list[Any] = []

    def connect(self: TimedSocket, address: Any) -> None:
        meant.append(address[0])
        if address[0] != PUBLIC:
            raise OSError("network is unreachable")
        socket.socket.connect(self, ("127.0.0.1", web.port))

    monkeypatch.setattr(TimedSocket, "connect", connect)
    assert client_for(web, "nobody.example").get("http://jobs.example/", robots=False).text == "reached"
    assert meant == ["8.8.8.8", PUBLIC]


def test_a_proxy_is_asked_for_the_checked_address(
    web: FakeWeb, monkeypatch: pytest.MonkeyPatch, files: tuple[Path, Path]
) -> None:
    asked: list[str] = []
    resolve_to(monkeypatch, PUBLIC)
    with listening(over_tls(files, [], b"secure")) as port, listening(proxy_to(port, asked)) as proxy:
        client = client_for(web, "nobody.example", proxy=f"http://127.0.0.1:{proxy}")
        assert client.get("https://jobs.example/", robots=False).text == "secure"
        resolve_to(monkeypatch, "10.0.0.7")
        with pytest.raises(AddressForbidden):
            client.get("https://inner.example/", robots=False)
    assert asked == [f"CONNECT {PUBLIC}:443 HTTP/1.1"]


def test_a_proxy_that_refuses_is_said(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, PUBLIC)
    with listening(proxy_to(web.port, [], b"407 Proxy Authentication Required")) as proxy:
        client = client_for(web, "nobody.example", proxy=f"http://127.0.0.1:{proxy}")
        with pytest.raises(Unreachable) as caught:
            client.get("https://jobs.example/", robots=False)
    assert "proxy" in str(caught.value)


def test_nothing_of_the_environment_changes_the_way(
    web: FakeWeb, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Proxies of the environment would see the traffic, a .netrc would sign in."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    (tmp_path / ".netrc").write_text("machine jobs.example login user password word\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    web.answer("jobs.example", "/", body="page")
    assert client_for(web).get("https://jobs.example/").text == "page"
    assert "authorization" not in web.requests[-1].headers
