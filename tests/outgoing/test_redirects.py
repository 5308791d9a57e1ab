from __future__ import annotations

import pytest

from outgoing.faults import AddressForbidden, RobotsForbid, TooManyRedirects
from tests.fake_web import FakeWeb, client_for

SECRETS = {"X-Api-Key": "k", "Cookie": "c", "Accept-Language": "fr"}


def lead(web: FakeWeb, status: int, place: str) -> None:
    web.answer("a.example", "/", status=status, headers={"Location": place})
    for host in ("a.example", "b.example"):
        web.answer(host, "/end", lambda asked: f"{asked.method} {asked.host}")


@pytest.mark.parametrize("place", ["/end", "end", "//a.example/end", "https://a.example/end#part", " /end "])
def test_follows_to_the_end_on_the_same_host(web: FakeWeb, place: str) -> None:
    lead(web, 302, place)
    answer = client_for(web).get("https://a.example/", headers=SECRETS, auth=("user", "word"))
    assert (answer.text, answer.url) == ("GET a.example", "https://a.example/end")
    assert web.requests[-1].headers["x-api-key"] == "k"
    assert "authorization" in web.requests[-1].headers


@pytest.mark.parametrize("place", ["https://b.example/end", "//b.example/end", "http://a.example/end"])
def test_secrets_stay_with_their_host(web: FakeWeb, place: str) -> None:
    lead(web, 302, place)
    client_for(web).get("https://a.example/", headers=SECRETS, auth=("user", "word"))
    sent = web.requests[-1].headers
    assert not {"authorization", "x-api-key", "cookie"} & set(sent)
    assert sent["accept-language"] == "fr"
    assert sent["user-agent"].startswith("JobMatch/")


@pytest.mark.parametrize("status", [301, 302, 303])
def test_what_was_posted_is_not_posted_on(web: FakeWeb, status: int) -> None:
    lead(web, status, "https://b.example/end")
    assert client_for(web).post("https://a.example/", form={"secret": "s"}).text == "GET b.example"
    assert web.requests[-1].body == b""


@pytest.mark.parametrize("status", [307, 308])
def test_a_post_that_is_sent_on_stays_with_its_host(web: FakeWeb, status: int) -> None:
    lead(web, status, "/end")
    assert client_for(web).post("https://a.example/", json={"a": 1}).text == "POST a.example"
    assert web.requests[-1].json() == {"a": 1}
    lead(web, status, "https://b.example/end")
    with pytest.raises(AddressForbidden):
        client_for(web).post("https://a.example/", form={"secret": "s"})
    assert not web.asked("b.example", "/end")


def test_a_chain_ends_somewhere(web: FakeWeb) -> None:
    for number in range(9):
        web.answer("a.example", f"/{number}", status=302, headers={"Location": f"/{number + 1}"})
    web.answer("a.example", "/5", body="here")
    assert client_for(web).get("https://a.example/0").text == "here"
    web.answer("a.example", "/5", status=302, headers={"Location": "/6"})
    with pytest.raises(TooManyRedirects):
        client_for(web).get("https://a.example/0")


def test_letters_in_a_location_are_read_as_they_are_meant(web: FakeWeb) -> None:
    lead(web, 302, "/métier à Tunis".encode().decode("latin-1"))
    web.answer("a.example", "/m%C3%A9tier%20%C3%A0%20Tunis", body="found")
    assert client_for(web).get("https://a.example/").text == "found"


def test_a_redirect_to_nowhere_is_an_answer(web: FakeWeb) -> None:
    web.answer("a.example", "/", status=302, body="where?")
    assert client_for(web).get("https://a.example/").status == 302


def test_a_redirect_to_what_robots_forbid_ends_there(web: FakeWeb) -> None:
    lead(web, 302, "https://b.example/end")
    web.answer("b.example", "/robots.txt", body="User-agent: *\nDisallow: /end")
    with pytest.raises(RobotsForbid):
        client_for(web).get("https://a.example/")
    assert not web.asked("b.example", "/end")
