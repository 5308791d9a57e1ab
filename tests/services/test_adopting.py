"""Who tries the site first and then logs in finds everything in the account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import Column, Table, func, select

from app.extensions import db
from app.models import (
    CV,
    AccountExport,
    AccountToken,
    AiCall,
    ApiToken,
    Base,
    Consent,
    Course,
    HiddenJob,
    IdempotentAnswer,
    Job,
    JobAlert,
    JobImport,
    JobMatch,
    Notification,
    Proof,
    QuizAttempt,
    SavedJob,
    SearchHistory,
    SearchPreference,
    Task,
    User,
    UserCourse,
    UserSession,
    utc_now,
)
from app.services import accounts, guests, imported_jobs
from app.services.adopting import NOT_MOVED
from app.services.import_reading import Pasted
from app.services.transaction import transaction
from app.services.uploads import export_folder
from tests.factories import make_user, posting, store
from tests.web.everything import application_of, cv_of

# Numbers of people that only tell who did something as an administrator, which no guest is.
ADMINS = {"ai_configs", "copy_decisions", "quiz_questions", "scraping_logs", "source_configs"}


def owners() -> dict[str, Column[Any]]:
    """Of every table with a person's number, the column that holds it."""
    found = {}
    for table in Base.metadata.sorted_tables:
        columns = [key.parent for key in table.foreign_keys if key.column.table.name == "users"]
        columns += [column for column in table.columns if column.name in {"user_id", "owner_id", "actor_id"}]
        if columns and table.name not in ADMINS:
            found[table.name] = columns[0]
    return found


def fill(user_id: int) -> None:
    """A row of a guest in every table that can have one."""
    first, second = store(posting(1), posting(2))
    cv_id = cv_of(user_id, "guest.txt")
    application_of(user_id)
    pasted = Pasted("Nurse", "Look after people who are ill, by day and by night.")
    own = imported_jobs.from_text(user_id, pasted)
    now = utc_now()
    mine = {"user_id": user_id}
    match = {"job_version": 1, "cv_version": 1, "scorer_version": "1", "weights": {}, "result": {}}
    file = {"file_name": "a", "content_type": "a/b", "size_bytes": 1, "sha256": "0"}
    with transaction() as session:
        course = Course(course_id="course~glass", title="Glass", content_hash="0" * 32, revision=1)
        search = SearchPreference(**mine, name="Guest")
        session.add_all([course, search])
        session.flush()
        session.add_all(
            [
                Proof(
                    **mine,
                    cv_id=cv_id,
                    category="courses",
                    claim_key="k",
                    claim={},
                    file_path="p.pdf",
                    **file,
                ),
                JobMatch(**mine, cv_id=cv_id, job_id=first, confidence=1, **match),
                SearchHistory(**mine, search_key="k", query_text="python", results_count=3),
                JobAlert(**mine, search_preference_id=search.id, name="Guest"),
                SavedJob(**mine, job_id=first),
                HiddenJob(**mine, job_id=second),
                Notification(**mine, kind="alert_failed", key="k", values={"name": "x"}),
                QuizAttempt(**mine, skill="Python", language="en", questions=[], seed=1, deadline_at=now),
                UserCourse(**mine, course_id=course.id, state="done", done_at=now),
                AiCall(**mine, purpose="advise", provider="p", model="m", content_hash="", sent="[]"),
                Consent(**mine, purpose="advise", provider="p", text_version="1"),
                JobImport(owner_id=user_id, url="https://jobs.example.org/1", job_id=own),
                Task(name="ask_model", asked_by_id=user_id),
                UserSession(**mine, token_hash="0" * 64),
                ApiToken(**mine, name="script", token_hash="0" * 64, hint="jm_", scopes=["read"]),
                IdempotentAnswer(**mine, key="k", request_hash="0" * 64),
                AccountExport(
                    **mine, language="en", state="ready", file_path=export_folder().write(b"PK", ".zip")
                ),
                AccountToken(purpose="register", email_key="new@example.org", expires_at=now, **mine),
            ]
        )


def test_every_row_of_a_guest_moves_or_is_named_with_a_reason(context: Flask) -> None:
    guest, user = accounts.create_guest().id, make_user()
    fill(guest)
    columns = owners()
    assert NOT_MOVED.keys() <= columns.keys(), "a table that there is"
    before = counts(columns, guest)
    empty = {name for name, count in before.items() if not count}
    assert empty <= {"audit_entries"}, "a new table with a person's number: fill it here, and let it move"
    guests.adopt(guest, user)
    assert not any(counts(columns, guest).values())
    after = counts(columns, user)
    stayed = {name for name, count in before.items() if count and after[name] < count}
    assert stayed == NOT_MOVED.keys() - empty | {"account_tokens"}
    [link] = db.session.scalars(select(AccountToken)).all()
    assert link.user_id is None, "the mailed link goes on working"
    assert export_folder().names() == set()
    assert db.session.scalars(select(CV.user_id)).all() == [user]


def counts(columns: dict[str, Column[Any]], user_id: int) -> dict[str, int]:
    def count(column: Column[Any]) -> int:
        table: Table = column.table  # type: ignore[assignment]
        return db.session.scalar(select(func.count()).select_from(table).where(column == user_id)) or 0

    found = {name: count(column) for name, column in columns.items() if name != "users"}
    db.session.rollback()
    return found


def both(make: Callable[[int], object]) -> tuple[int, int]:
    """A guest and an account that each have one."""
    guest, user = accounts.create_guest().id, make_user()
    with transaction() as session:
        session.add_all([make(guest), make(user)])
    return guest, user


def test_what_both_have_stays_once(context: Flask) -> None:
    with transaction() as session:
        course = Course(course_id="course~glass", title="Glass", content_hash="0" * 32, revision=1)
        session.add(course)
        session.flush()
        course_id = course.id
    guest, user = both(lambda id_: UserCourse(user_id=id_, course_id=course_id))
    now = utc_now()
    with transaction() as session:
        session.scalars(select(UserCourse).filter_by(user_id=guest)).one().state = "done"
        for id_ in (guest, user):
            attempt = {"language": "en", "questions": [], "seed": id_, "deadline_at": now}
            session.add(QuizAttempt(user_id=id_, skill="Python", **attempt))
            session.add(QuizAttempt(user_id=id_, skill="Python", state="done", **attempt))
            session.add(Notification(user_id=id_, kind="alert_failed", key="same", values={"name": "x"}))
            session.add(SearchHistory(user_id=id_, search_key="same", results_count=1))
    pasted = Pasted("Nurse", "Look after people who are ill, by day and by night.")
    for id_ in (guest, user):
        imported_jobs.from_text(id_, pasted)
    guests.adopt(guest, user)
    assert db.session.scalars(select(UserCourse.state)).all() == ["done"]
    tries = db.session.execute(select(QuizAttempt.user_id, QuizAttempt.state)).all()
    assert sorted(tries) == [(user, "done"), (user, "done"), (user, "open")]
    for model in (Notification, SearchHistory):
        assert db.session.scalars(select(model.user_id)).all() == [user]
    assert db.session.scalars(select(Job.owner_id)).all() == [user]
    assert db.session.scalars(select(User.id)).all() == [user]
    again = imported_jobs.from_text(user, pasted)
    assert db.session.scalars(select(Job.id)).all() == [again]
