"""Writing: several processes at once, one inside another, faults, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from threading import Event, Thread
from time import sleep

import pytest
from flask import Flask
from sqlalchemy import event, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from app import database
from app.extensions import db
from app.models import Counter, Job, User
from app.services.transaction import end_reading, insert_once, transaction
from app.settings import Settings
from tests.factories import make_user
from tests.processes import finish, let_go, python

WRITERS = 4
ROUNDS = 50
READ_THEN_WRITE = f"""
import sys
from sqlalchemy import select
from app import create_app
from app.extensions import db
from app.models import Counter
from app.services.transaction import transaction

with create_app().app_context():
    print("ready", flush=True)
    sys.stdin.read()  # everybody starts together
    for round_ in range({ROUNDS}):
        db.session.scalars(select(Counter)).all()  # a read is under way in this session
        with transaction() as session:
            row = session.get(Counter, "busy", populate_existing=True, with_for_update=True)
            row.value = row.value + 1
"""


def counter(name: str) -> int | None:
    value = db.session.scalar(select(Counter.value).where(Counter.name == name))
    db.session.commit()
    return value


def test_readers_that_become_writers_wait_for_each_other(context: Flask, settings: Settings) -> None:
    with transaction() as session:
        session.execute(insert(Counter).values(name="busy", value=0, epoch=0))
    with ExitStack() as stack:
        started = [
            stack.enter_context(python(settings, "-c", READ_THEN_WRITE, waits=True))
            for _writer in range(WRITERS)
        ]
        for process in started:
            assert process.stdout.readline() == "ready\n"
        let_go(*started)
        outputs = [finish(process) for process in started]
    assert [output for output in outputs if "locked" in output] == []
    assert counter("busy") == WRITERS * ROUNDS


def test_the_lock_is_taken_at_the_beginning(context: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL locks rows, not the database")
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _k, statement, *_more: seen.append(statement))
    with transaction() as session:
        session.execute(text("SELECT 1"))
    assert seen[0] == "BEGIN IMMEDIATE"
    seen.clear()
    db.session.execute(text("SELECT 1"))
    assert seen[0] == "BEGIN"


def test_who_writes_again_and_again_lets_others_in(context: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("rows are locked there, not the database")
    began, rounds = Event(), 6

    def hold() -> None:
        with context.app_context():
            for round_ in range(rounds):
                with transaction() as session:
                    session.execute(insert(Counter).values(name=f"round {round_}", value=1, epoch=0))
                    began.set()
                    sleep(database.HELD_LONG * 2)

    holder = Thread(target=hold)
    holder.start()
    began.wait(10)
    with transaction() as session:
        seen = session.scalars(select(Counter.name).where(Counter.name.startswith("round"))).all()
    holder.join()
    assert len(seen) < rounds


def test_one_inside_another_is_one(context: Flask) -> None:
    with pytest.raises(KeyError), transaction() as outer:
        outer.execute(insert(Counter).values(name="outer", value=1, epoch=0))
        with transaction() as inner:
            assert inner is outer
            inner.execute(insert(Counter).values(name="inner", value=1, epoch=0))
        assert database.is_writing()
        raise KeyError("after the inner one ended")
    assert (counter("outer"), counter("inner")) == (None, None)
    assert not database.is_writing()
    with transaction() as outer:
        with transaction() as inner:
            inner.execute(insert(Counter).values(name="inner", value=1, epoch=0))
        outer.execute(insert(Counter).values(name="outer", value=1, epoch=0))
    assert (counter("outer"), counter("inner")) == (1, 1)


@pytest.mark.parametrize("fault", [ValueError("no"), KeyboardInterrupt(), SystemExit(1)])
def test_any_exception_undoes_everything(context: Flask, fault: BaseException) -> None:
    user_id = make_user()
    with pytest.raises(type(fault)), transaction() as session:
        session.execute(update(User).where(User.id == user_id).values(first_name="Changed"))
        session.add(User(is_guest=True))
        session.flush()
        raise fault
    assert db.session.scalars(select(User.first_name)).all() == [None]
    with transaction() as session:
        session.get(User, user_id).first_name = "Amel"
    assert db.session.scalars(select(User.first_name)).all() == ["Amel"]


def test_a_refused_row_undoes_everything_and_the_next_one_works(context: Flask) -> None:
    make_user("amel@example.org")
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(User(is_guest=True))
        session.flush()
        session.add(User(email="x", email_key="amel@example.org", password_hash="h"))
    assert len(db.session.scalars(select(User)).all()) == 1
    assert make_user("other@example.org")


def test_changes_made_outside_are_refused(context: Flask) -> None:
    user_id = make_user()
    user = db.session.get(User, user_id)
    user.first_name = "Outside"
    with pytest.raises(RuntimeError, match="outside"), transaction():
        raise AssertionError("it began")
    db.session.rollback()
    db.session.add(User(is_guest=True))
    with pytest.raises(RuntimeError, match="outside"), transaction():
        raise AssertionError("it began")
    db.session.rollback()
    db.session.delete(db.session.get(User, user_id))
    with pytest.raises(RuntimeError, match="outside"), transaction():
        raise AssertionError("it began")
    db.session.rollback()
    assert db.session.scalars(select(User.first_name)).all() == [None]


def test_what_was_loaded_before_stays_usable(context: Flask) -> None:
    user_id = make_user()
    user = db.session.get(User, user_id)
    with transaction():
        user.first_name = "Amel"
    assert user.first_name == "Amel"
    db.session.expire_all()
    assert db.session.scalar(select(User.first_name)) == "Amel"


def test_a_row_is_inserted_once(context: Flask) -> None:
    row = {"name": "once", "value": 1, "epoch": 0}
    with transaction() as session:
        assert insert_once(session, Counter, row)
        assert not insert_once(session, Counter, {**row, "value": 2})
    assert counter("once") == 1


def test_reading_ends_and_the_next_read_sees_what_others_wrote(context: Flask) -> None:
    assert counter("late") is None
    db.session.scalars(select(Job)).all()
    with db.engine.connect() as other, database.begin_immediately(), other.begin():
        other.execute(insert(Counter).values(name="late", value=1, epoch=0))
    end_reading()
    assert counter("late") == 1


def test_connections_are_safe_ones(context: Flask) -> None:
    """Full synchronisation: an acknowledged change survives a power cut."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("settings of SQLite")
    with db.engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "secure_delete")
        }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


@pytest.fixture
def cut(context: Flask) -> Callable[[], None]:
    """The server ends the connection of the session, in which a read is under way."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("a file cannot go away as a server can")

    def end() -> None:
        mine = db.session.scalar(text("SELECT pg_backend_pid()"))
        with db.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": mine})

    return end


@pytest.mark.parametrize("write", [True, False])
def test_after_a_lost_connection_the_session_goes_on_with_another(
    cut: Callable[[], None], write: bool
) -> None:
    cut()
    with pytest.raises(OperationalError), transaction() if write else nullcontext():
        end_reading()
    assert counter("nobody") is None
    with transaction() as session:
        session.execute(insert(Counter).values(name="later", value=1, epoch=0))
    assert counter("later") == 1


def test_what_is_done_stays_done_when_the_connection_is_lost_after_it(
    cut: Callable[[], None], app: Flask
) -> None:
    """An answer that was made is given, a task that was done is not failed."""
    with app.app_context():
        cut()
    with app.app_context():
        assert counter("nobody") is None
