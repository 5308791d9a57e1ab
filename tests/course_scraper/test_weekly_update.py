"""``python -m course_scraper.weekly_update`` as cron starts it: a program of its own, ended at any moment."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections import Counter
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest

from app.settings import Settings
from course_scraper.weekly_update import COMMAND
from tests.course_scraper.coursera_site import HOST, course_page, put_site
from tests.fake_web import Asked, FakeWeb, Reply
from tests.processes import python, wait_until

MODULE = ("-m", "course_scraper.weekly_update")
UPDATE = COMMAND[1:]  # what that starts: without the first of the two, where that one is not looked at
KILLED_AT = (4, 25)  # one in the first batch, one in the second
SLUGS = [f"c{number:02}" for number in range(48)]


@pytest.fixture
def settings(settings: Settings, web: FakeWeb) -> Settings:
    routes = web.setting(HOST)
    return settings.model_copy(
        update={"outgoing_routes": routes, "host_pause": 0.0, "heartbeat_seconds": 0.2, "embedder": "lexical"}
    )


@pytest.fixture
def site(web: FakeWeb) -> FakeWeb:
    put_site(web, SLUGS)
    return web


def finished(settings: Settings, *arguments: str, command: tuple[str, ...] = UPDATE) -> tuple[int, str]:
    with python(settings, *command, *arguments, EMBEDDER="lexical") as process:
        output, _none = process.communicate(timeout=120)
    return process.returncode, output


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    if settings.database_url:
        with psycopg.connect(settings.database_url) as server:
            return list(server.execute(query))  # type: ignore[arg-type]
    with sqlite3.connect(settings.data_dir / "jobmatch.db", timeout=20) as file:
        return list(file.execute(query))


def count(settings: Settings) -> int:
    return int(ask(settings, "SELECT count(*) FROM courses")[0][0])


def test_exit_codes_and_output_are_handed_on(settings: Settings, site: FakeWeb, tmp_path: Path) -> None:
    code, output = finished(settings, "--report", str(tmp_path / "report.json"), command=MODULE)
    assert (code, "50 new" in output) == (0, True), output
    assert (tmp_path / "report.json").exists()
    assert count(settings) == 50
    assert finished(settings, "--fast", command=MODULE)[0] == 2
    site.answer(HOST, "/sitemap~www~courses.xml", status=403)
    code, output = finished(settings)
    assert (code, "blocked" in output) == (1, True), output


def test_a_second_one_at_the_same_time_says_so_and_asks_nobody(settings: Settings, site: FakeWeb) -> None:
    go_on = Event()

    def wait(asked: Asked) -> Reply:
        go_on.wait(60)
        return Reply(course_page("c01"))

    site.answer(HOST, "/learn/c01", wait)
    with python(settings, *UPDATE, "--pages", "3", EMBEDDER="lexical") as first:
        wait_until(lambda: site.asked(HOST, "/learn/c01"))
        asked = len(site.requests)
        assert finished(settings) == (3, "already under way\n")
        assert len(site.requests) == asked
        go_on.set()
        output, _none = first.communicate(timeout=60)
    assert (first.returncode, "3 new" in output) == (0, True), output


def test_sigterm_ends_it_after_its_page_and_keeps_what_came(settings: Settings, site: FakeWeb) -> None:
    go_on = Event()

    def wait(asked: Asked) -> Reply:
        go_on.wait(60)
        return Reply(course_page("c30"))

    site.answer(HOST, "/learn/c30", wait)
    with python(settings, *MODULE, EMBEDDER="lexical") as process:
        wait_until(lambda: site.asked(HOST, "/learn/c30"))
        os.kill(process.pid, signal.SIGTERM)
        wait_until(lambda: _told_to_stop(process.pid))
        go_on.set()
        output, _none = process.communicate(timeout=60)
    assert (process.returncode, "interrupted" in output) == (75, True), output
    assert count(settings) == 31
    assert finished(settings, "--recheck", "0")[0] == 0
    assert Counter(asked.path for asked in site.asked(HOST, "/learn/*")) == {
        f"/learn/{slug}": 1 for slug in SLUGS
    }


def _told_to_stop(starter: int) -> bool:
    """The first SIGTERM gives the second its usual meaning: then the program does not catch it any more."""
    children = Path(f"/proc/{starter}/task/{starter}/children").read_text().split()
    status = Path(f"/proc/{children[0]}/status").read_text() if children else ""
    caught = next((line.split()[1] for line in status.splitlines() if line.startswith("SigCgt")), "0")
    return not int(caught, 16) & 1 << (signal.SIGTERM - 1)


def test_killed_at_any_page_nothing_is_lost_or_doubled_and_the_next_one_ends(
    settings: Settings, site: FakeWeb
) -> None:
    for number in KILLED_AT:
        slug = SLUGS[number]
        site.answer(HOST, f"/learn/{slug}", lambda _asked, slug=slug: Reply(course_page(slug), delay=0.3))
        with python(settings, *UPDATE, "--recheck", "0", EMBEDDER="lexical") as process:
            wait_until(lambda slug=slug: site.asked(HOST, f"/learn/{slug}") or process.poll() is not None)
            assert process.poll() is None
        before = count(settings)
        wait_until(lambda: finished(settings, "--pages", "1", "--recheck", "0")[0] == 0)
        assert count(settings) > before
    code, output = finished(settings, "--recheck", "0")
    assert (code, count(settings)) == (0, 50), output
    assert ask(settings, "SELECT url FROM courses GROUP BY url HAVING count(*) > 1") == []
    assert ask(settings, "SELECT count(*) FROM course_updates WHERE completed_at IS NULL") == [(0,)]
    statuses = {status for (status,) in ask(settings, "SELECT DISTINCT status FROM course_updates")}
    assert statuses == {"interrupted", "ok"}
