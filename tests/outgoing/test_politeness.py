"""Robots.txt, the pace at a host, and hosts that asked not to be asked before."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
import time_machine

from outgoing.faults import Refused, RobotsForbid, Unreachable
from outgoing.limits import Limits, Pauses, Retries
from outgoing.sqlite_store import SqliteStore
from tests.fake_web import FakeWeb, Reply, client_for

ROOT = Path(__file__).resolve().parents[2]
ONE_PROCESS = """
import sys
from itertools import pairwise
from pathlib import Path
from outgoing.client import Client
from outgoing.limits import Pauses
from outgoing.sqlite_store import SqliteStore
client = Client(SqliteStore(Path(sys.argv[1])), "JobMatch/0", pauses=Pauses(usual=0.5), routes={"jobs.example": sys.argv[2]})
for number in range(3):
    client.get("https://jobs.example/", params={"n": number}, robots=False)
"""


def robots(web: FakeWeb, text: str, status: int = 200) -> None:
    web.answer(
        "jobs.example", "/robots.txt", status=status, body=text, headers={"Content-Type": "text/plain"}
    )
    web.answer("jobs.example", "*", body="page")


def test_what_robots_forbid_is_never_asked(web: FakeWeb) -> None:
    robots(web, "User-agent: *\nDisallow: /private\nAllow: /private/but\n\nUser-agent: Other\nDisallow: /")
    client = client_for(web)
    for path in ("/private", "/private/x?y=1", "/a/../private/x"):
        with pytest.raises(RobotsForbid):
            client.get(f"https://jobs.example{path}")
        with pytest.raises(RobotsForbid):
            client.post(f"https://jobs.example{path}", form={})
    assert client.get("https://jobs.example/private/but/this").text == "page"
    assert client.get("https://jobs.example/private", robots=False).text == "page"
    assert len(web.asked("jobs.example", "/private*")) == 2


def test_rules_for_us_by_name_come_first(web: FakeWeb) -> None:
    robots(web, "User-agent: *\nDisallow:\n\nUser-agent: A\nUser-agent: jobmatch\nDisallow: /")
    with pytest.raises(RobotsForbid):
        client_for(web).get("https://jobs.example/")


def test_robots_are_read_once_for_all_processes(web: FakeWeb) -> None:
    robots(web, "User-agent: *\nDisallow: /private")
    for _ in range(3):
        client_for(web).get("https://jobs.example/")
    assert len(web.asked("jobs.example", "/robots.txt")) == 1
    later = client_for(web)
    with time_machine.travel(time.time() + 13 * 3600):
        later.get("https://jobs.example/")
    assert len(web.asked("jobs.example", "/robots.txt")) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_robots_may_be_asked(web: FakeWeb, status: int) -> None:
    robots(web, "User-agent: *\nDisallow: /", status)
    assert client_for(web).get("https://jobs.example/").text == "page"


def test_a_site_whose_robots_are_broken_is_left_alone_for_now(web: FakeWeb) -> None:
    robots(web, "", 503)
    client = client_for(web)
    for _ in range(2):
        with pytest.raises(RobotsForbid) as caught:
            client.get("https://jobs.example/")
    assert "out of order" in caught.value.detail
    assert len(web.requests) == 1
    robots(web, "")
    with time_machine.travel(time.time() + 700):
        assert client.get("https://jobs.example/").text == "page"


def test_a_refusal_at_robots_is_a_refusal(web: FakeWeb) -> None:
    robots(web, "slow down", 429)
    with pytest.raises(Refused):
        client_for(web).get("https://jobs.example/")


def test_a_host_that_cannot_be_reached_is_not_called_forbidden(web: FakeWeb) -> None:
    with pytest.raises(Unreachable):
        client_for(web, routes={"gone.example": "127.0.0.1:1"}).get("https://gone.example/")


def test_robots_may_live_elsewhere(web: FakeWeb) -> None:
    web.answer("www.jobs.example", "/robots.txt", body="User-agent: *\nDisallow: /")
    web.answer(
        "jobs.example", "/robots.txt", status=301, headers={"Location": "https://www.jobs.example/robots.txt"}
    )
    with pytest.raises(RobotsForbid):
        client_for(web).get("https://jobs.example/")


def test_robots_that_lead_in_a_circle_are_none(web: FakeWeb) -> None:
    web.answer("jobs.example", "/robots.txt", status=301, headers={"Location": "/robots.txt"})
    web.answer("jobs.example", "/", body="page")
    assert client_for(web).get("https://jobs.example/").text == "page"


def test_a_huge_robots_file_is_read_quickly(web: FakeWeb) -> None:
    names = "".join(f"User-agent: bot{number}\n" for number in range(12_000))
    robots(web, names + "".join(f"Disallow: /*a{number}*b\n" for number in range(15_000)))
    started = time.monotonic()
    client_for(web).get("https://jobs.example/" + "a" * 4000)
    assert time.monotonic() - started < 12


def test_a_crawl_delay_is_kept_up_to_a_bound(web: FakeWeb) -> None:
    robots(web, "User-agent: *\nCrawl-delay: 86400")
    client = client_for(web, pauses=Pauses(usual=0, longest_crawl_delay=0.4))
    for _ in range(3):
        client.get("https://jobs.example/")
    times = [each.at for each in web.asked("jobs.example", "/")]
    assert times[2] - times[0] >= 0.7


def test_two_processes_keep_one_pace(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", body="page")
    arguments = [sys.executable, "-c", ONE_PROCESS, str(web.folder / "pace.db"), f"127.0.0.1:{web.port}"]
    others = [subprocess.Popen(arguments, cwd=ROOT) for _ in range(2)]
    assert [other.wait(60) for other in others] == [0, 0]
    times = [each.at for each in web.requests]
    assert len(times) == 6
    assert times[-1] - times[0] >= 2.3  # five pauses, less what the first was late
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.2


def test_hosts_have_their_own_pace(web: FakeWeb) -> None:
    for host in ("slow.example", "api.example"):
        web.answer(host, "/", body="x")
    client = client_for(web, pauses=Pauses(usual=0.5, hosts={"api.example": 0.0}))
    for _ in range(5):
        client.get("https://api.example/", robots=False)
    client.get("https://slow.example/", robots=False)
    client.get("https://slow.example/", robots=False)
    first, second = (each.at for each in web.asked("slow.example"))
    assert second - first >= 0.45
    assert web.asked("api.example")[-1].at - web.asked("api.example")[0].at < 2


def test_further_attempts_wait_for_their_turn_too(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", Reply("", 503), Reply("fine"))
    client_for(web, pauses=Pauses(usual=0.5)).get("https://jobs.example/", robots=False)
    first, second = (each.at for each in web.requests)
    assert second - first >= 0.45


def test_waiting_for_a_turn_is_not_the_hosts_time(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", body="page")
    client = client_for(web, pauses=Pauses(usual=1.0), limits=Limits(seconds=0.8))
    for _ in range(2):
        assert client.get("https://jobs.example/", robots=False).is_ok


def test_too_long_a_queue_is_given_up(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", body="page")
    client = client_for(web, pauses=Pauses(usual=100.0))
    client.get("https://jobs.example/", robots=False)
    with pytest.raises(Unreachable) as caught:
        client.get("https://jobs.example/", robots=False)
    assert "turn" in str(caught.value)


def test_a_host_that_names_a_time_is_not_asked_before(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", Reply("slow down", 429, {"Retry-After": "120"}), Reply("fine"))
    with pytest.raises(Refused) as caught:
        client_for(web).get("https://jobs.example/")
    with pytest.raises(Refused) as caught:
        client_for(web).get("https://jobs.example/other")
    assert caught.value.retry_after
    assert 100 < caught.value.retry_after <= 120
    assert len(web.requests) == 1
    with time_machine.travel(time.time() + 121):
        assert client_for(web).get("https://jobs.example/").text == "fine"


def test_a_refusal_without_a_time_may_be_tried_by_hand(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", Reply("slow down", 429), Reply("fine"))
    client = client_for(web)
    with pytest.raises(Refused) as caught:
        client.get("https://jobs.example/")
    assert caught.value.retry_after is None
    assert client.get("https://jobs.example/").text == "fine"


def test_a_short_retry_after_of_503_is_kept_and_a_long_one_ends_it(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", Reply("", 503, {"Retry-After": "1"}), Reply("fine"))
    client_for(web).get("https://jobs.example/", robots=False)
    first, second = (each.at for each in web.requests)
    assert second - first >= 0.9
    web.answer("jobs.example", "/", Reply("", 503, {"Retry-After": "600"}), Reply("fine"))
    with pytest.raises(Unreachable):
        client_for(web).get("https://jobs.example/", robots=False)
    assert len(web.requests) == 3


def test_threads_share_one_client(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", lambda asked: f"page {asked.params['n']}")
    client = client_for(web)

    def ask(number: int) -> str:
        return client.get("https://jobs.example/", params={"n": number}).text

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(80))) == [f"page {number}" for number in range(80)]
    assert len(web.requests) == 80


def test_a_store_out_of_reach_stops_what_goes_out(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", body="page")
    with pytest.raises(Unreachable) as caught:
        client_for(web, store=SqliteStore(web.folder / "no" / "folder.db")).get("https://jobs.example/")
    assert "turn" in str(caught.value)
    assert web.requests == []


def test_attempts_end_with_the_policy(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", status=502)
    client = client_for(web, retries=Retries(attempts=5, first_wait=0.001, jitter=0))
    with pytest.raises(Unreachable):
        client.get("https://jobs.example/", robots=False)
    assert len(web.requests) == 5
