"""Whatever a server does, an answer or a named fault comes back, soon and in little memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from outgoing.faults import Fault, Refused, TooLarge, TooManyRedirects, Unreachable
from outgoing.limits import MIB, Limits
from tests.fake_web import FakeWeb, Reply, client_for
from tests.outgoing.hostile_server import BEHAVIOURS, HostileServer, compressed_zeros

QUICK = Limits(seconds=1.0, connect_seconds=0.5, bytes=2 * MIB)
USUAL = Limits(bytes=2 * MIB)
TOO_LARGE = {
    "/gzip-bomb",
    "/deflate-bomb",
    "/double-gzip-bomb",
    "/endless",
    "/endless-chunks",
    "/says-ten-gigabytes",
}
READABLE = dict.fromkeys(("/long-body", "/odd-length", "/redirect-without-end"), "hello")
REFUSED = {"/refusal-without-end", "/refusal-bomb", "/refusal-cut-short"}


@pytest.mark.parametrize("path", sorted({*BEHAVIOURS, "/reset"} - {"/odd-headers"}))
def test_every_misbehaviour_has_a_name(web: FakeWeb, hostile: HostileServer, path: str) -> None:
    limits = USUAL if path in TOO_LARGE else QUICK
    client = client_for(web, limits=limits, routes=hostile.routes("bad.example"))
    started = time.monotonic()
    if path in READABLE:
        assert client.get(f"https://bad.example{path}").text == READABLE[path]
        return
    with pytest.raises(Fault) as caught:
        client.get(f"https://bad.example{path}")
    assert time.monotonic() - started < 12
    wanted: type[Fault] = Refused if path in REFUSED else Unreachable
    wanted = TooLarge if path in TOO_LARGE else TooManyRedirects if path == "/redirect-loop" else wanted
    if path != "/redirect-to-nowhere":
        assert isinstance(caught.value, wanted), caught.value
    assert str(caught.value).startswith("https://bad.example/")


@pytest.mark.parametrize("path", sorted(TOO_LARGE))
def test_a_bomb_takes_little_memory(web: FakeWeb, hostile: HostileServer, path: str) -> None:
    client = client_for(web, limits=USUAL, routes=hostile.routes("bad.example"))
    for bits in (15, 31):
        compressed_zeros(bits)  # the server's memory
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            client.get(f"https://bad.example{path}")
        assert tracemalloc.get_traced_memory()[1] < 30 * MIB
    finally:
        tracemalloc.stop()


def test_a_slow_server_has_the_time_of_one_request_in_all(web: FakeWeb, hostile: HostileServer) -> None:
    """Three attempts of a second would take three."""
    client = client_for(web, limits=QUICK, routes=hostile.routes("bad.example"))
    started = time.monotonic()
    with pytest.raises(Unreachable):
        client.get("https://bad.example/drip", robots=False)
    assert time.monotonic() - started < 2.5
    assert hostile.requests == ["/drip"]


def test_a_closed_port_is_tried_three_times(web: FakeWeb) -> None:
    client = client_for(web, routes={"gone.example": "127.0.0.1:1"})
    with pytest.raises(Unreachable) as caught:
        client.get("https://gone.example/", robots=False)
    assert "refused" in str(caught.value)


def test_a_body_may_be_as_long_as_the_limit(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", body=b"x" * 1000)
    assert len(client_for(web, limits=Limits(bytes=1000)).get("https://jobs.example/").body) == 1000
    with pytest.raises(TooLarge):
        client_for(web, limits=Limits(bytes=999)).get("https://jobs.example/")


@pytest.mark.parametrize("header", ["Retry-After: 1\r\nHost: other.example", "clé", "a\nb", "x\x00"])
def test_a_header_that_cannot_be_sent_is_refused(web: FakeWeb, header: str) -> None:
    web.answer("jobs.example", "/", Reply("fine"))
    client = client_for(web)
    with pytest.raises(Fault):
        client.get("https://jobs.example/", headers={header: "x"})
    with pytest.raises(Fault):
        client.get("https://jobs.example/", headers={"X-Key": f"{header}\u2603\n"})
    with pytest.raises(Fault):
        client.get("https://jobs.example/", headers={"Host": "inner.example"})
    assert web.requests == []


def test_no_key_of_an_address_gets_into_a_log(
    web: FakeWeb, hostile: HostileServer, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_for(web, limits=QUICK, routes=hostile.routes("bad.example"))
    assert client.get("https://bad.example/odd-headers?key=s3cret").status == 200
    with pytest.raises(Fault) as caught:
        client.get("https://bad.example/short?key=s3cret")
    assert "s3cret" not in caplog.text + str(caught.value) + repr(caught.value)
