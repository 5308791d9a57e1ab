"""Deleting a person or a CV leaves nothing, anywhere; a copy of the database from before does not bring them back."""

from __future__ import annotations

import io
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Table, func, insert, select, text

from app import logs, rate_limits
from app.extensions import db
from app.models import CV, AiCall, AuditEntry, Base, Erasure, QuizQuestion, Task, User, utc_now
from app.services import account_links, accounts, cvs, guests, imported_jobs, tasks
from app.services.erasure import letting_go, person, reapplying, tombstones
from app.services.import_reading import Pasted
from app.services.transaction import forget_journal, transaction
from app.services.uploads import cv_folder
from app.worker import HANDLERS
from tests.client import words
from tests.factories import make_user
from tests.fake_model import FakeModel
from tests.fake_web import FakeWeb
from tests.mail_server import mailbox
from tests.shell import every_table
from tests.web.everything import application_of, cv_of
from tests.whole_person import PASSWORD, WholePerson, all_places, work


@pytest.fixture
def somebody(app: Flask) -> Iterator[WholePerson]:
    with FakeWeb() as web, FakeModel() as model, mailbox() as mails:
        yield WholePerson(app, web, model, mails)


def traces(somebody: WholePerson) -> dict[str, set[str]]:
    """Names of this person's words, by where they are."""
    places = all_places(somebody.app)
    return {place: found for place, content in places.items() if (found := somebody.words.found_in(content))}


# Words that stand in a file of its own kind (packed, or pictures), that nothing keeps or that were replaced.
UNSEEN = {"picture_name", "table_name", "proof_text", "proof_person", "first", "last"}


def all_that_is_logged() -> io.StringIO:
    said = io.StringIO()
    logging.getLogger(logs.OURS).setLevel(logging.DEBUG)
    [ours] = [one for one in logging.getLogger().handlers if getattr(one, "_jobmatch", False)]
    assert isinstance(ours, logging.StreamHandler)
    ours.setStream(said)
    return said


def test_after_deletion_no_word_of_a_person_is_anywhere(somebody: WholePerson) -> None:
    said = all_that_is_logged()
    somebody.fill()
    app, client = somebody.app, somebody.client
    client.send("/account/export")
    work(app)
    before = traces(somebody)
    assert set().union(*before.values()) >= somebody.words.keys() - UNSEEN, "the control finds them"
    assert any("user_uploads/cvs" in place for place in before)

    wrong = client.send("/account/delete", {"password": "not my password"})
    assert wrong.status_code == 400
    assert "The password is not right." in words(wrong)
    assert traces(somebody) == before
    copied = client.get_cookie("jobmatch")
    gone = client.send("/account/delete", {"password": PASSWORD})
    assert (gone.status_code, gone.location) == (302, "/")
    assert "Nothing of you is left here" in words(client.get("/"))
    work(app)

    assert traces(somebody) == {}
    assert "tracker.new_contact" in said.getvalue(), "there is a log"
    assert somebody.words.found_in(said.getvalue().encode()) == set()
    kept = [place for place in all_places(app) if place.startswith("user_uploads")]
    assert kept == []
    assert copied
    client.set_cookie("jobmatch", copied.value)
    assert client.get("/account").status_code == 302
    assert client.send("/login", {"email": somebody.address, "password": PASSWORD}).status_code == 401
    with app.app_context():
        _only_numbers_stay(somebody.user_id)
        _the_database_is_sound()


def _only_numbers_stay(user_id: int) -> None:
    assert db.session.scalars(select(User)).all() == []
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "account_deleted")).one()
    assert (entry.user_id, entry.actor_id) == (user_id, user_id)
    note = db.session.scalar(select(func.sum(func.length(QuizQuestion.note))))
    assert note == 0


def _the_database_is_sound() -> None:
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert db.session.execute(text("INSERT INTO jobs_fts(jobs_fts) VALUES ('integrity-check')"))
        db.session.rollback()


CV_FILE = "Qzxdeadcv Trabelsi\nPython developer\nTunis\n\nSkills\nPython, Docker\n"


def put_cv(user_id: int, name: str) -> int:
    number = cv_of(user_id, name)
    with transaction() as session:
        cv = session.get_one(CV, number)
        cv.lines = [*cv.lines, "qzxdeadcv is written here"]
        cv_folder().locate(cv.file_path).write_text(CV_FILE)
    return number


def let_go() -> None:
    """What the worker does after something was deleted."""
    waiting = db.session.scalars(
        select(Task.id).where(Task.name == letting_go.TASK, Task.state == "queued")
    ).all()
    assert waiting or db.engine.dialect.name != "sqlite"
    for task_id in waiting:
        tasks.run(task_id, HANDLERS)
        assert db.session.get_one(Task, task_id, populate_existing=True).state == "done"


def holds(app: Flask, word: bytes) -> list[str]:
    return [place for place, content in all_places(app).items() if word in content.lower()]


def test_a_deleted_cv_leaves_nothing_and_the_other_one_stays(context: Flask) -> None:
    user_id, other_id, _job = every_table.fill()
    cv_id = put_cv(user_id, "qzxdeadcv.txt")
    with transaction() as session:
        session.add(call_about(user_id, f"job 4 cv {cv_id} v1"))
        session.add(call_about(user_id, f"job 4 cv {other_id} v1"))
    assert holds(context, b"qzxdeadcv")
    cvs.delete(user_id, cv_id)
    let_go()
    assert holds(context, b"qzxdeadcv") == []
    asked = dict(
        db.session.execute(select(AiCall.subject, AiCall.sent).where(AiCall.purpose == "advise")).all()
    )
    assert asked == {"": "", f"job 4 cv {other_id} v1": "[]"}
    assert db.session.scalars(select(CV.id)).all() == [other_id]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "cv_deleted")).one()
    assert (entry.user_id, entry.subject) == (user_id, f"cv:{cv_id}")


def call_about(user_id: int, subject: str) -> AiCall:
    sent = "[]" if "cv 1 " in subject else "qzxdeadcv"
    return AiCall(
        user_id=user_id,
        purpose="advise",
        subject=subject,
        provider="p",
        model="m",
        content_hash="",
        sent=sent,
    )


def test_one_person_goes_and_nothing_of_others_does(context: Flask) -> None:
    """Every table has rows of both."""
    one, _cv, _job = every_table.fill()
    before = rows_of_others()
    ours = make_second()
    both = rows_of_others()
    assert person.erase(ours, action="account_deleted")
    after = rows_of_others()
    assert {name for name in both if both[name] != before[name]} >= {"users", "cv", "applications", "tasks"}
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert changed.keys() <= {"audit_entries", "erasures", "counters", "tasks"}
    assert after["tasks"] - before["tasks"] == (db.engine.dialect.name == "sqlite"), (
        "what empties the journal"
    )
    assert db.session.get(User, one)
    assert not person.erase(ours, action="account_deleted")


def make_second() -> int:
    """A second person with a CV, an application, an own offer, a task and a mailed link."""
    user_id = make_user("second@example.org")
    cv_of(user_id, "second.txt")
    application_of(user_id)
    imported_jobs.from_text(user_id, Pasted("Nurse", "Look after people who are ill, by day and by night."))
    account_links.ask_to_reset("second@example.org", "en")
    imported_jobs.ask(user_id, "https://jobs.example.org/second")
    return user_id


def rows_of_others() -> dict[str, int]:
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def test_what_stays_in_the_journal_goes_when_the_last_reader_is_done(context: Flask) -> None:
    """Somebody reads an older state while a person goes: nobody waits long, a task empties the journal later."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no such journal")
    user_id, _cv, _job = every_table.fill()
    put_cv(user_id, "qzxdeadcv.txt")
    forget_journal()
    reader = sqlite3.connect(context.extensions["settings"].data_dir / "jobmatch.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cv").fetchone()
    assert person.erase(user_id, action="account_deleted")
    assert holds(context, b"qzxdeadcv"), "the reader keeps the old pages"
    accounts.create_guest()  # others write meanwhile
    reader.execute("COMMIT")
    reader.close()
    let_go()
    assert holds(context, b"qzxdeadcv") == []


def test_a_restored_copy_does_not_bring_anybody_back(context: Flask) -> None:
    user_id, cv_id, _job = every_table.fill()
    other = make_user("stays@example.org")
    kept_cv, gone_cv = cv_of(other, "kept.txt"), put_cv(other, "qzxdeadcv.txt")
    saved = saved_copy(context)
    person.erase(user_id, action="account_deleted")
    cvs.delete(other, gone_cv)
    restore(context, saved)
    assert db.session.get(User, user_id) is not None
    assert db.session.get(CV, gone_cv) is not None
    assert tombstones.write_down() == 0
    assert db.session.scalar(select(func.count()).select_from(Erasure)) == 1, "the row that every table has"

    assert reapplying.reapply() == reapplying.Reapplied(users=1, cvs=1)

    assert db.session.scalars(select(User.id).where(User.is_guest.is_(False))).all() == [other]
    assert db.session.scalars(select(CV.id)).all() == [kept_cv]
    let_go()
    assert holds(context, b"qzxdeadcv") == []
    assert {row.kind for row in db.session.scalars(select(Erasure))} == {"user", "cv"}
    assert reapplying.reapply() == reapplying.Reapplied(0, 0)
    assert cv_of(other, "new.txt") > gone_cv, "a number is never given twice"
    assert cv_id < kept_cv


def test_a_number_that_another_got_after_a_restore_is_left_alone(context: Flask) -> None:
    saved = saved_copy(context)
    first = make_user("first@example.org")
    person.erase(first, action="account_deleted")
    restore(context, saved)
    second = make_user("second@example.org")
    assert second == first, "the restored database counts from where it was"
    assert reapplying.reapply() == reapplying.Reapplied(0, 0)
    assert db.session.get(User, second)
    person.erase(second, action="account_deleted")
    restore(context, saved)
    reapplying.reapply()
    assert make_user("third@example.org") > second


def test_the_list_of_the_erased_survives_a_cut_line_and_names_nobody(context: Flask) -> None:
    person.erase(make_user("qzxdeadcv@example.org"), action="account_deleted")
    path = context.extensions["settings"].data_dir / tombstones.FILE
    whole = path.read_text()
    assert "qzxdeadcv" not in whole
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("user 7 abc\nnonsense\nuser x y z\n" + whole + whole[:20])
    assert len(tombstones.all_known()) == 1
    path.unlink()
    assert tombstones.write_down() == 1
    assert path.read_text() == whole


def test_counters_that_name_a_person_go(context: Flask) -> None:
    storage = context.extensions["limit_storage"]
    mine, other = (f"LIMITER/user {number}/imports.ask/5/1/hour" for number in (5, 55))
    for key in (mine, other, other):
        storage.incr(key, 3600)
    rate_limits.forget(storage, ["user 5", rate_limits.account_name("amel@example.org")])
    assert (storage.get(mine), storage.get(other)) == (0, 2)


def test_idle_guests_go_whole_and_others_stay(context: Flask) -> None:
    guest, fresh = accounts.create_guest().id, accounts.create_guest().id
    put_cv(guest, "qzxdeadcv.txt")
    application_of(guest)
    assert guests.purge() == 0
    with transaction() as session:
        session.get_one(User, guest).last_seen_at = utc_now() - timedelta(hours=25)
    assert guests.purge() == 1
    let_go()
    assert db.session.scalars(select(User.id)).all() == [fresh]
    assert holds(context, b"qzxdeadcv") == []
    assert [place for place in all_places(context) if place.startswith("user_uploads")] == []
    assert db.session.scalars(select(Erasure)).all() == []


def saved_copy(app: Flask) -> object:
    """The database as a backup would have it: a file, or all rows."""
    if db.engine.dialect.name != "sqlite":
        tables = Base.metadata.sorted_tables
        db.session.commit()
        return [
            (table, [dict(row) for row in db.session.execute(select(table)).mappings()]) for table in tables
        ]
    copy = app.extensions["settings"].data_dir.parent / "backup.db"
    db.session.commit()
    with sqlite3.connect(app.extensions["settings"].data_dir / "jobmatch.db") as source:
        with sqlite3.connect(copy) as target:
            source.backup(target)
        target.close()
    source.close()
    return copy


def restore(app: Flask, saved: object) -> None:
    """Over the present one; files of CVs come back too, as far as this test looks at them."""
    db.session.remove()
    if isinstance(saved, list):
        _restore_rows(saved)
        return
    db.engine.dispose()
    folder = app.extensions["settings"].data_dir
    for suffix in ("-wal", "-shm"):
        (folder / f"jobmatch.db{suffix}").unlink(missing_ok=True)
    shutil.copy(saved, folder / "jobmatch.db")  # type: ignore[arg-type]


def _restore_rows(saved: list[tuple[Table, list[dict[str, object]]]]) -> None:
    with db.engine.begin() as connection:
        names = ", ".join(table.name for table, _rows in saved)
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        for table, rows in saved:
            left_out = {column.name for column in table.columns if column.computed is not None}
            for row in rows:
                connection.execute(insert(table), {k: v for k, v in row.items() if k not in left_out})
            if "id" in table.columns and rows:
                last = max(int(str(row["id"])) for row in rows)
                connection.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})"
                )
