from __future__ import annotations

import pytest

from outgoing.faults import Refused, Unreachable
from tests.fake_web import FakeWeb, Reply, client_for


def test_gets_and_posts_as_asked(web: FakeWeb) -> None:
    web.answer("api.example.org", "/jobs", body={"results": [1]}, headers={"X-Total": "1"})
    web.answer("api.example.org", "/token", lambda asked: {"got": asked.form, "with": asked.params})
    client = client_for(web)
    answer = client.get(
        "https://api.example.org/jobs?a=1", params={"what": "chef é", "where": "", "tag": ["x", "y"]}
    )
    assert answer.json() == {"results": [1]}
    assert answer.headers["x-total"] == "1"
    assert web.requests[0].query == {"a": ["1"], "what": ["chef é"], "where": [""], "tag": ["x", "y"]}
    assert answer.url.startswith("https://api.example.org/jobs?a=1&what=chef+%C3%A9")
    posted = client.post("https://api.example.org/token", form={"scope": "a b"}, params={"realm": "/p"})
    assert posted.json() == {"got": {"scope": "a b"}, "with": {"realm": "/p"}}


def test_says_who_it_is_and_signs_in(web: FakeWeb) -> None:
    web.answer("api.example.org", "/", body="ok")
    client_for(web).get("https://api.example.org", auth=("key", ""), headers={"X-Own": "1"}, robots=False)
    sent = web.requests[0].headers
    assert sent["user-agent"] == "JobMatch/0 (+https://jobs.example/contact)"
    assert sent["authorization"] == "Basic a2V5Og=="
    assert (sent["x-own"], sent["host"]) == ("1", "api.example.org")


@pytest.mark.parametrize("status", [403, 429, 999])
def test_stops_at_the_first_refusal(web: FakeWeb, status: int) -> None:
    web.answer(
        "jobs.example", "/", status=status, body="<p>Are you a robot?</p>", headers={"Retry-After": "90"}
    )
    with pytest.raises(Refused) as caught:
        client_for(web).get("https://jobs.example/")
    assert (caught.value.status, caught.value.retry_after) == (status, 90.0)
    assert "robot" in caught.value.head
    assert len(web.requests) == 1


def test_tries_again_what_failed_in_passing(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", Reply("busy", 503), Reply("fine"))
    assert client_for(web).get("https://jobs.example/").text == "fine"
    web.answer("jobs.example", "/", status=500)
    with pytest.raises(Unreachable):
        client_for(web).get("https://jobs.example/")
    assert len(web.requests) == 5
