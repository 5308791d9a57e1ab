"""Nothing on a private network is ever asked, however its address is spelled."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outgoing import target
from outgoing.addresses import is_public
from outgoing.faults import AddressForbidden, Fault, Unreachable
from outgoing.limits import Limits
from outgoing.sockets import TimedSocket
from tests.fake_web import FakeWeb, client_for

PUBLIC = "93.184.215.14"
# Each means this machine, a private network, or nothing; some as one program reads it, some as another.
FORBIDDEN = [
    "http://127.0.0.1/", "http://127.0.0.1:80/", "http://127.1/", "http://127.0.1/", "http://0/", "http://0.0.0.0/",
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/",
    "http://0x7f.1/", "http://127.0.0.1./", "http://localhost/", "http://LOCALHOST./", "http://%31%32%37.0.0.1/",
    "http://127。0。0。1/", "http://①②⑦.0.0.1/", "http://ⓛocalhost/", "http://[::1]/", "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/", "http://[fe80::1]/", "http://[fe80::1%25lo]/", "http://[fc00::1]/",
    "http://[fd12:3456::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://10.0.0.1/", "http://172.16.0.1/",
    "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://198.18.0.1/",
    "http://192.0.0.1/", "http://192.0.2.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/",
    "http://user@127.0.0.1/", "http://jobs.example@127.0.0.1/", "http://127.0.0.1@jobs.example/",
    "http://jobs.example:80@127.0.0.1/", "http://jobs.example\\@127.0.0.1/", "http://127.0.0.1\\@jobs.example/",
    "http://127.0.0.1#@jobs.example/", "http://127.0.0.1?@jobs.example/", "http://127.0.0.1%2f@jobs.example/",
    "http://127.0.0.1%00.jobs.example/", "http://127.0.0.1\t/", "http://127.0.0.1%0d%0a/", "http:///127.0.0.1/",
    "http:/127.0.0.1/", "http:127.0.0.1", "//127.0.0.1/", "127.0.0.1", "http://", "http://[::1", "http://::1/",
    "http://jobs.example:22/", "http://jobs.example:0/", "http://jobs.example:99999/", "http://jobs.example:8080/",
    "http://jobs.example:-80/", "http://jobs.example:８０/x", "http://jobs..example/", "http://-jobs.example/",
    "http://" + "a" * 300 + ".example/", "http://jobs.example/" + "a" * 9000, "http://jobs.example/\r\nHost: x",
    "file:///etc/passwd", "ftp://jobs.example/", "gopher://127.0.0.1/", "javascript:alert(1)", "data:text/html,x",
    "unix:/run/docker.sock", "", " ", "\x00", "http://jobs.example:80:80/", "http://[127.0.0.1]/", "http://💥/",
]  # fmt: skip


@pytest.fixture
def canary(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> FakeWeb:
    """Something private that listens where http addresses lead to, so that a hole would be seen."""
    web.answer("127.0.0.1", "*", body="secret")
    web.answer("localhost", "*", body="secret")
    monkeypatch.setitem(target.PORTS, "http", web.port)
    return web


class Names:
    """A resolver of ours, and the connections that were tried; none is made."""

    def __init__(self) -> None:
        self.answers: list[list[str]] = []
        self.asked: list[str] = []
        self.connected: list[str] = []

    def getaddrinfo(self, host: str, port: int, *_args: Any, **_kwargs: Any) -> list[Any]:
        self.asked.append(host)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        kinds = [(socket.AF_INET6 if ":" in ip else socket.AF_INET, ip) for ip in found]
        return [(kind, socket.SOCK_STREAM, 6, "", (ip, port)) for kind, ip in kinds]

    def connect(self, address: tuple[Any, ...]) -> None:
        self.connected.append(address[0])
        raise ConnectionRefusedError("no connection in this test")


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Names]:
    made = Names()
    monkeypatch.setattr(socket, "getaddrinfo", made.getaddrinfo)
    monkeypatch.setattr(TimedSocket, "connect", lambda _self, address: made.connect(address))
    return made


@pytest.mark.parametrize("url", FORBIDDEN)
def test_a_private_address_is_never_asked(canary: FakeWeb, url: str) -> None:
    client = client_for(canary, "nobody.example")
    for robots in (True, False):
        with pytest.raises((AddressForbidden, Unreachable)):
            client.get(url, robots=robots)
        with pytest.raises((AddressForbidden, Unreachable)):
            client.post(url, json={}, robots=robots)
    assert canary.requests == []


def test_the_canary_is_reached_when_it_may_be(canary: FakeWeb) -> None:
    """Else the test above would say nothing."""
    assert client_for(canary, "127.0.0.1").get("http://127.0.0.1/").text == "secret"


@pytest.mark.parametrize("url", [each for each in FORBIDDEN if "127" in each or "::1" in each])
def test_a_redirect_to_a_private_address_is_not_followed(canary: FakeWeb, url: str) -> None:
    canary.answer(
        "jobs.example", "/start", status=302, headers={"Location": url.replace("\t", "").replace("\r\n", "")}
    )
    with suppress(Fault):
        assert "secret" not in client_for(canary, "jobs.example").get("http://jobs.example/start").text
    assert {each.host.partition(":")[0] for each in canary.requests} == {"jobs.example"}


def test_one_private_address_among_public_ones_condemns_the_host(web: FakeWeb, names: Names) -> None:
    for found in ([PUBLIC, "127.0.0.1"], ["2606:2800:21f:cb07::1", "::1"], ["10.0.0.1"], []):
        names.answers = [found]
        with pytest.raises(AddressForbidden):
            client_for(web, "nobody.example").get("https://jobs.example/", robots=False)
    assert names.connected == []


def test_the_checked_address_is_the_one_connected_to(web: FakeWeb, names: Names) -> None:
    """A name that is public when it is checked and private when it is used gets nothing from that."""
    names.answers = [[PUBLIC], ["127.0.0.1"]]
    client = client_for(web, "nobody.example", retries=None)
    with pytest.raises(Fault):
        client.get("http://jobs.example/", robots=False)
    assert names.connected == [PUBLIC]  # and the second attempt asked again, and was refused
    assert names.asked == ["jobs.example", "jobs.example"]


def test_each_redirect_is_checked_anew(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    web.answer("jobs.example", "/", status=301, headers={"Location": "https://inner.example/admin"})
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *args, **kwargs: real("10.1.2.3" if host == "inner.example" else host, *args, **kwargs),
    )
    with pytest.raises(AddressForbidden) as caught:
        client_for(web).get("https://jobs.example/", robots=False)
    assert caught.value.url == "https://inner.example/admin"


def test_a_resolver_that_hangs_is_given_up(web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = Event()

    def hang(*_args: Any, **_kwargs: Any) -> None:
        hanging.wait(20)
        raise socket.gaierror(socket.EAI_NONAME, "at last")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    with pytest.raises(Unreachable) as caught:
        client_for(web, "nobody.example", limits=Limits(seconds=0.3)).get(
            "https://jobs.example/", robots=False
        )
    hanging.set()
    assert "in time" in str(caught.value)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", PUBLIC, "2606:2800:21f:cb07::1", "2a01:e0c:1::1", "100.128.0.1"]
)
def test_the_public_internet_may_be_asked(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_only_global_unicast_is_public(address: Any) -> None:
    if is_public(str(address)):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_reserved


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_stays_private(address: Any) -> None:
    low, high = int(address) & 0xFFFF, int(address) >> 16
    for prefix in ("::ffff:", "::", "64:ff9b::", "2002:"):
        assert not is_public(f"{prefix}{high:x}:{low:x}" + ("::" if prefix == "2002:" else ""))


@given(st.text(max_size=200))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"https://jobs.example/{text}"):
        try:
            found = target.target_of(url)
        except AddressForbidden:
            continue
        assert found.url.isascii()
        assert target.target_of(found.url) == found
