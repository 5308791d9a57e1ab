"""The audit log: only added to, in the caller's transaction, and never a word of a person."""

from __future__ import annotations

import pytest
import structlog
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy import update as change
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.models import AccountToken, AuditEntry, QuizQuestion
from app.models.audit import AppendOnly
from app.services import account_links, accounts, audit, source_configs, sources
from app.services.assistant import configs, consents
from app.services.assistant.set_up import current
from app.services.courses import index as course_index
from app.services.courses import update
from app.services.quizzes import review
from app.services.transaction import transaction
from tests.factories import PASSWORD, make_user
from tests.some_quizzes import load_some

WORDS = [
    "amel@example.org",
    "Amel Trabelsi",
    "+216 20 000 000",
    "x" * 65,
    "é",
    "a\nb",
    "-",
    float("nan"),
    10**30,
    b"x",
    {"a": 1},
    [["a"]],
    ["Amel Trabelsi"],
]


def entries() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_an_entry_says_who_did_what_to_whom_within_which_request(context: Flask) -> None:
    with structlog.contextvars.bound_contextvars(request_id="a-request-1"), transaction() as session:
        audit.note(
            session, "source_saved", actor_id=3, user_id=4, subject="source:adzuna",
            details={"version": 2, "on": True, "share": 0.5, "engine": "openai/gpt-oss-120b", "fields": ["a", "b"], "old": None},
        )  # fmt: skip
    [entry] = entries()
    assert (entry.action, entry.actor_id, entry.user_id, entry.subject) == (
        "source_saved",
        3,
        4,
        "source:adzuna",
    )
    assert entry.details == {
        "version": 2,
        "on": True,
        "share": 0.5,
        "engine": "openai/gpt-oss-120b",
        "fields": ["a", "b"],
        "old": None,
    }
    assert entry.request_id == "a-request-1"


def test_an_entry_goes_with_the_transaction_it_is_written_in(context: Flask) -> None:
    with pytest.raises(KeyError), transaction() as session:
        audit.note(session, "signed_in", user_id=1)
        raise KeyError
    assert entries() == []


@pytest.mark.parametrize("value", WORDS)
def test_words_of_people_are_refused(context: Flask, value: object) -> None:
    with pytest.raises(ValueError, match="detail"), transaction() as session:
        audit.note(session, "signed_in", details={"said": value})  # type: ignore[dict-item]
    for subject in ("amel@example.org", "user:Amel Trabelsi", "user:", "x" * 121):
        with pytest.raises(ValueError, match="subject"), transaction() as session:
            audit.note(session, "signed_in", subject=subject)
    with pytest.raises(ValueError, match="name"), transaction() as session:
        audit.note(session, "signed_in", details={"Amel Trabelsi": 1})
    with pytest.raises(ValueError, match="action"), transaction() as session:
        audit.note(session, "danced")
    assert entries() == []


def test_all_actions_fit_their_column() -> None:
    assert len(set(audit.ACTIONS)) == len(audit.ACTIONS)
    assert all(len(action) <= 32 for action in audit.ACTIONS)


def test_entries_can_neither_be_changed_nor_deleted(context: Flask) -> None:
    with transaction() as session:
        audit.note(session, "signed_in", user_id=7)
    with pytest.raises(AppendOnly), transaction() as session:
        session.scalars(select(AuditEntry)).one().user_id = 8
    with pytest.raises(AppendOnly), transaction() as session:
        session.delete(session.scalars(select(AuditEntry)).one())
    for statement in (
        change(AuditEntry).values(user_id=8),
        delete(AuditEntry),
        AuditEntry.__table__.update().values(user_id=8),
        AuditEntry.__table__.delete(),
    ):
        with pytest.raises(IntegrityError, match="only added"), transaction() as session:
            session.execute(statement)
    assert [entry.user_id for entry in entries()] == [7]
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 1


def noted() -> list[tuple[str, int | None, int | None, str]]:
    return [(one.action, one.actor_id, one.user_id, one.subject) for one in entries()]


def test_signing_in_and_passwords_leave_entries_without_addresses(context: Flask) -> None:
    user_id = make_user("amel@example.org")
    assert accounts.authenticate("amel@example.org", PASSWORD)
    assert accounts.authenticate("amel@example.org", "wrong") is None
    assert accounts.authenticate("nobody@example.org", "wrong") is None
    accounts.change_password(user_id, PASSWORD, "another morning by the sea")
    accounts.log_out_everywhere(user_id)
    admin = accounts.create_admin("root@example.org", PASSWORD)
    account_links.ask_to_reset("amel@example.org", "en", asked_by_id=admin.id)
    account_links.ask_to_reset("amel@example.org", "en")
    token_id = db.session.scalars(select(AccountToken.id).order_by(AccountToken.id.desc())).first()
    assert token_id
    issued = account_links.issue(token_id)
    assert issued
    account_links.reset_password(issued[2], PASSWORD)
    guest_id = accounts.create_guest().id
    account_links.ask_to_register("new@example.org", PASSWORD, {}, "en", guest_id)
    token_id = db.session.scalars(select(AccountToken.id).order_by(AccountToken.id.desc())).first()
    assert token_id
    issued = account_links.issue(token_id)
    assert issued
    account_links.confirm_registration(issued[2])
    assert noted() == [
        ("signed_in", user_id, user_id, ""),
        ("sign_in_failed", None, user_id, ""),
        ("sign_in_failed", None, None, ""),
        ("password_changed", user_id, user_id, ""),
        ("signed_out_everywhere", user_id, user_id, ""),
        ("role_given", None, admin.id, ""),
        ("password_mail_asked", admin.id, user_id, ""),
        ("password_reset", user_id, user_id, ""),
        ("registered", guest_id, guest_id, ""),
    ]
    assert "example.org" not in repr([entry.details for entry in entries()])


def test_settings_questions_and_consents_leave_entries(
    context: Flask,
) -> None:
    by = make_user("root@example.org", role="admin")
    values = {"engine": "openai", "base_url": "http://localhost:11434/v1", "model": "m", "vision_model": "",
              "price_in": "0", "price_out": "0", "monthly_budget": "", "calls_per_day": "30", "call_seconds": "15"}  # fmt: skip
    configs.save(values, key="k" * 20, user_id=by, expected_version=0)
    provider = current().provider
    consents.grant(by, "advise", provider, consents.TEXT_VERSIONS["advise"])
    consents.grant(by, "advise", provider, consents.TEXT_VERSIONS["advise"])
    assert consents.withdraw(by, "advise")
    assert not consents.withdraw(by, "advise")
    load_some("python")
    question_id = db.session.scalars(select(QuizQuestion.id)).first()
    assert question_id
    review.decide(question_id, "retire", by)
    name = next(iter(sources.every_source()))
    source_configs.save(
        name, {}, {}, is_on=False, every_hours=24, max_offers=50, user_id=by, expected_version=0
    )
    course_index.ask(by)
    course_index.ask(by)
    update.ask(by)
    assert noted() == [
        ("models_saved", by, None, "models"),
        ("consent_given", by, by, "purpose:advise"),
        ("consent_withdrawn", by, by, "purpose:advise"),
        ("question_decided", by, None, f"question:{question_id}"),
        ("source_saved", by, None, f"source:{name}"),
        ("index_asked", by, None, "index"),
        ("course_update_asked", by, None, "courses"),
    ]
    assert "kkkk" not in repr([entry.details for entry in entries()])
