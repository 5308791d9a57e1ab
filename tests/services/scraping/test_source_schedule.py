"""The clock of the sources: each in its turn, once, and less often where it is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.extensions import db
from app.models import ScrapingRun, Task
from app.services import source_configs, source_schedule, tasks
from app.services.transaction import transaction
from job_scraper.option import Option
from tests.services import fake_board

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MOMENTS = st.integers(0, 2**31).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def ran(at: datetime, status: str = "ok") -> None:
    with transaction() as session:
        session.add(
            ScrapingRun(source="board", status=status, started_at=at, heartbeat_at=at, completed_at=at)
        )


def slots() -> list[str | None]:
    db.session.rollback()
    return list(db.session.scalars(select(Task.slot).order_by(Task.id)))


@given(st.text("abcxyz_", min_size=1, max_size=40), st.integers(1, 720), MOMENTS)
def test_every_moment_is_in_one_turn_and_turns_follow_each_other(
    name: str, hours: int, now: datetime
) -> None:
    turn = source_schedule.turn(name, hours, now)
    assert turn.begins <= now < turn.ends
    assert turn.ends - turn.begins == timedelta(hours=hours)
    following = source_schedule.turn(name, hours, turn.ends)
    assert following.begins == turn.ends
    assert following.slot != turn.slot
    assert len(turn.slot) <= 60


def test_clocks_of_different_sources_are_set_apart() -> None:
    begins = {source_schedule.turn(name, 4, NOON).begins for name in ("adzuna", "reed", "keejob", "lever")}
    assert len(begins) == 4


def test_a_source_that_is_on_is_asked_once_in_each_turn(board: Flask) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        turn = source_schedule.turn("board", 4, NOON)
        assert [source_schedule.ask_due() for _worker in "ab"] == [1, 0]
        ran(NOON)
        assert source_schedule.ask_due() == 0
        clock.move_to(turn.ends - timedelta(minutes=1))
        assert source_schedule.ask_due() == 0
        clock.move_to(turn.ends)
        assert source_schedule.ask_due() == 1
        clock.move_to(turn.ends + timedelta(days=3))
        assert source_schedule.ask_due() == 1, "after three days without a worker once, not eighteen times"
    assert len(slots()) == 3


def test_who_ran_it_by_hand_took_its_turn(board: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        ran(source_schedule.turn("board", 4, NOON).begins)
        assert source_schedule.ask_due() == 0


def test_sources_that_are_off_or_lack_a_key_wait(context: Flask) -> None:
    needs = fake_board.board(name="needs", options=(Option("key", "Key", "secret", is_required=True),))
    fake_board.use(context, fake_board.board(name="off", is_on=False), needs)
    assert source_schedule.ask_due() == 0
    assert [source_schedule.next_run(one, None) for one in source_configs.all_current()] == [None, None]


def test_a_new_pace_counts_from_the_next_turn_on(board: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        source_schedule.ask_due()
        ran(NOON)
        source_configs.save("board", {}, {}, is_on=True, every_hours=1, max_offers=9, expected_version=0)
        assert source_schedule.ask_due() == 0
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert source_schedule.ask_due() == 1


@pytest.mark.parametrize(("refusals", "hours"), [(0, 4), (1, 4), (2, 8), (3, 16), (4, 24), (6, 24)])
def test_a_source_that_goes_on_refusing_is_left_alone_for_longer(
    board: Flask, refusals: int, hours: int
) -> None:
    with time_machine.travel(NOON, tick=False):
        ran(NOON - timedelta(days=30))
        for number in range(refusals):
            ran(NOON - timedelta(hours=refusals - number), "blocked")
        set_up = source_configs.current("board")
        last = NOON - timedelta(hours=1)
        turn = source_schedule.turn("board", hours, NOON)
        assert source_schedule.next_run(set_up, last) == (turn.ends if last >= turn.begins else NOON)


def test_the_clock_and_a_person_who_ask_at_once_make_one_run(board: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        source_schedule.ask_due()
        (task,) = db.session.scalars(select(Task))
        db.session.commit()
        tasks.run(task.id, {"scrape": lambda source: source})
        assert task.arguments == {"source": "board"}
