"""How a source is doing against what it usually gives; what happened together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.errors import NotFound
from app.models import ScrapingLine, ScrapingRun, Task, utc_now
from app.services import run_history, source_health
from app.services.transaction import transaction

START = utc_now().replace(microsecond=0) - timedelta(days=3)

pytestmark = pytest.mark.usefixtures("context")


def add_run(source: str = "board", hours: float = 0, found: int = 0, **values: Any) -> int:
    began = START + timedelta(hours=hours)
    given = {"status": "ok", "completed_at": began + timedelta(minutes=1), "progress": 100, **values}
    with transaction() as session:
        run = ScrapingRun(source=source, jobs_found=found, started_at=began, heartbeat_at=began, **given)
        session.add(run)
        session.flush()
        return run.id


def add_runs(found: Iterable[int]) -> None:
    for number, count in enumerate(found):
        add_run(hours=number, found=count, filled={"salary": count // 2, "title": count})


def test_the_median_is_of_the_good_runs_before_the_last() -> None:
    add_runs([1000, *range(100, 110), 20])
    add_run(hours=50, status="blocked")
    health = source_health.health("board")
    assert health.median == 104.5
    assert health.good_runs == source_health.GOOD_RUNS
    assert health.last is not None
    assert health.last.status == "blocked"
    assert health.last_good is not None
    assert health.last_good.jobs_found == 20
    assert health.found_fewer


def test_a_first_run_has_nothing_to_be_compared_with() -> None:
    add_runs([40])
    health = source_health.health("board")
    assert health.median == 40
    assert not health.found_fewer
    assert {fill.field: (fill.share, fill.usual) for fill in health.fills} == {
        "salary": (0.5, None),
        "title": (1.0, None),
    }


def test_a_field_that_is_no_longer_filled_is_told() -> None:
    add_runs([100, 100, 100])
    add_run(hours=10, found=100, jobs_rejected=20, filled={"salary": 4, "title": 80})
    health = source_health.health("board")
    assert [fill.field for fill in health.lost_fields] == ["salary"]
    assert health.lost_fields[0].share == 0.05
    assert {fill.field: fill.share for fill in health.fills}["title"] == 1.0


def test_many_sources_come_as_one_does() -> None:
    for number, source in enumerate(("one", "two", "three")):
        for turn in range(13):
            add_run(source, turn + number / 10, 10 * turn + number, filled={"title": turn})
    add_run("two", 90, status="changed")
    together = source_health.all_health()
    assert together == {source: source_health.health(source) for source in ("one", "two", "three")}
    assert source_health.health("never") == source_health.UNKNOWN


def test_pages_of_runs() -> None:
    for number in range(run_history.PER_PAGE + 3):
        add_run("one" if number % 2 else "two", number, status="failed" if number == 7 else "ok")
    first, second = run_history.page(), run_history.page(number=2)
    assert (first.total, first.pages, len(first.runs), len(second.runs)) == (53, 2, 50, 3)
    assert first.runs[0].started_at > first.runs[1].started_at
    assert [run.source for run in run_history.page(status="failed").runs] == ["one"]
    assert run_history.page(source="nowhere").total == 0


def test_a_long_log_shows_its_end() -> None:
    run_id = add_run()
    with transaction() as session:
        session.add_all(
            ScrapingLine(run_id=run_id, text=str(number)) for number in range(run_history.MOST_LINES + 5)
        )
    details = run_history.details(run_id)
    assert details.earlier == 5
    assert [line.text for line in details.lines][:2] == ["5", "6"]
    with pytest.raises(NotFound):
        run_history.details(run_id + 1)


def test_a_sitting_is_what_went_on_without_a_break() -> None:
    add_run("old", 0, 100)
    add_run("one", 10, 5)
    add_run("two", 10.02, 7, status="blocked")
    sitting = run_history.sitting()
    assert sorted(run.source for run in sitting.runs) == ["one", "two"]
    assert not sitting.is_running
    assert sitting.started_at == START + timedelta(hours=10)
    assert sitting.ended_at == START + timedelta(hours=10.02, minutes=1)
    add_run("one", 30, 3, status="running", completed_at=None)
    sitting = run_history.sitting()
    assert [run.jobs_found for run in sitting.runs] == [3]
    assert sitting.current is not None
    assert (sitting.current.source, sitting.ended_at) == ("one", None)


def test_what_waits_for_a_worker_is_under_way() -> None:
    with transaction() as session:
        session.add(Task(name="scrape", arguments={"source": "one"}))
        session.add(Task(name="scrape", arguments={"source": "two"}, state="done"))
        session.add(Task(name="hourly", arguments={}))
    assert run_history.waiting_sources() == {"one"}
    assert run_history.sitting().is_running
    add_run("one", 60, status="running", completed_at=None)
    assert run_history.waiting_sources() == frozenset()


def test_nothing_ever_ran() -> None:
    sitting = run_history.sitting()
    assert (sitting.is_running, sitting.current, sitting.started_at, sitting.ended_at) == (
        False,
        None,
        None,
        None,
    )
    assert isinstance(START, datetime)
