"""An invented job board whose source is as simple as one can be, and processes that know it.

``http://board.example.org/jobs?page=1`` answers ``{"jobs": [...], "next": "2"}``; an answer may say ``"none":
true``, ``"total"``, ``"listing"`` and ``"last"`` too. ``python -m tests.services.fake_board worker`` is the worker
with this source alone, with ``eager`` one that looks for work all the time, every other argument is one of ``flask``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from time import sleep
from typing import Any

from flask import Flask
from sqlalchemy import select

from app import create_app
from app.extensions import db
from app.models import Task
from app.services import runs, scraping, tasks
from app.worker.__main__ import work
from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Broken, Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from outgoing.endings import Changed, KeyRefused
from tests.fake_web import Asked, FakeWeb, Reply

HOST = "board.example.org"
PAGES = 6


def parse(body: bytes) -> Parsed:
    try:
        answer = json.loads(body)
        jobs = answer["jobs"]
    except (ValueError, KeyError, TypeError) as error:
        raise Changed("no list of jobs", body.decode("utf-8", "replace")[:300]) from error
    records = tuple(job for job in jobs if isinstance(job, dict))
    broken = tuple(Broken("no job", str(job)[:80]) for job in jobs if not isinstance(job, dict))
    return Parsed(
        records, broken, answer.get("total"), bool(answer.get("none")), str(answer.get("next") or "")
    )


def fetch(query: Query, client: Client) -> Iterator[Page]:
    page = "1"
    while page:
        answer = client.get(
            f"http://{HOST}/jobs", params={"page": page, "key": query.text("key")}, robots=False
        )
        if answer.status == 401:
            raise KeyRefused("the key is not accepted")
        parsed = parse(answer.body)
        said = json.loads(answer.body)
        yield Page(
            parsed,
            f"page {page}",
            min(1.0, int(page) / PAGES),
            str(said.get("listing", "")),
            bool(said.get("last")),
            answer.head,
            tuple(said.get("notes", ())),
        )
        page = parsed.next


def find(external_id: str, _query: Query, client: Client) -> Parsed | None:
    answer = client.get(f"http://{HOST}/jobs/{external_id}", robots=False)
    return None if answer.status == 404 else Parsed((json.loads(answer.body),))


def board(**changes: Any) -> Source:
    given: dict[str, Any] = {
        "name": "board",
        "label": "The board",
        "homepage": f"http://{HOST}/",
        "terms": Terms("open", "Invented."),
        "fetch": fetch,
        "parse": parse,
        "find": find,
        "options": (
            Option("words", "Words", "list", ("python",)),
            Option("key", "Key", "secret"),
        ),
        "is_on": True,
    }
    return Source(**{**given, **changes})


def use(app: Flask, *sources: Source) -> None:
    app.extensions["sources"] = {source.name: source for source in sources or (board(),)}


def job(number: int, **changes: Any) -> dict[str, Any]:
    given = {
        "id": f"b{number}",
        "title": f"Welder {number}",
        "company": f"Atelier Nour {number}",
        "city": "Tunis",
        "country": "TN",
        "description": "We weld steel and read drawings.",
        "url": f"http://{HOST}/jobs/{number}",
    }
    return {**given, **changes}


def pages(web: FakeWeb, jobs: int, each: int, delay: float = 0) -> None:
    """The whole board, ``each`` jobs on a page."""

    def answer(asked: Asked) -> Reply:
        page = int(asked.params["page"])
        first = (page - 1) * each
        numbers = range(first, min(first + each, jobs))
        following = str(page + 1) if first + each < jobs else ""
        return Reply({"jobs": [job(number) for number in numbers], "next": following}, delay=delay)

    web.answer(HOST, "/jobs", answer)


def work_until_killed(app: Flask) -> None:
    """What the worker does, without a queue and without its pauses."""
    waiting = select(Task.id).where(Task.state == "queued")
    with app.app_context():
        while True:
            runs.reap()
            tasks.reap()
            for task_id in list(db.session.scalars(waiting)):
                tasks.run(task_id, {scraping.TASK: scraping.run})
            db.session.rollback()
            sleep(0.02)


if __name__ == "__main__":
    program = create_app()
    use(program)
    if sys.argv[1] == "worker":
        work(program)
    elif sys.argv[1] == "eager":
        work_until_killed(program)
    else:
        with program.app_context():
            program.cli.main(sys.argv[1:], prog_name="flask")
