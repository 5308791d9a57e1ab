"""Applications in the database: tracked once, moved, edited in two windows, kept when a guest logs in."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.tracker.record import ContactRecord, InterviewRecord
from app.core.tracker.status import STATUSES
from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import CV, Application, ApplicationDocument, ApplicationEvent, Interview, User, utc_now
from app.services import accounts, cvs, guests, imported_jobs
from app.services.import_reading import Pasted
from app.services.tracker import (
    board,
    calendar,
    creating,
    documents,
    editing,
    figures,
    moving,
    outside,
    people,
)
from app.services.tracker.creating import Details
from app.services.tracker.editing import Edited, Seen, digest
from app.services.tracker.page import application_page
from app.services.transaction import transaction
from app.services.uploads import document_folder, sweep
from tests.factories import make_user, posting, store
from tests.web.everything import cv_of

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def user_id(context: Flask) -> int:
    return make_user()


def titles(user_id: int, status: str) -> list[str]:
    return [card.title for card in board.listing(user_id, board.Asked()).column(status)]


def history(application_id: int) -> list[tuple[str, str, str]]:
    query = select(ApplicationEvent).where(ApplicationEvent.application_id == application_id)
    return [
        (row.kind, row.before, row.after) for row in db.session.scalars(query.order_by(ApplicationEvent.id))
    ]


def test_an_offer_is_tracked_once(user_id: int) -> None:
    [job_id] = store(posting(1))
    cv_id = cv_of(user_id, "amel.txt")
    first = creating.track(user_id, job_id)
    again = creating.track(user_id, job_id, "applied")
    assert (first.is_new, again.is_new, again.id) == (True, False, first.id)
    page = application_page(user_id, first.id)
    assert (page.title, page.company, page.status, page.source) == (
        "Python developer 1",
        "Nour Systems 1",
        "saved",
        "test",
    )
    assert (page.cv_id, page.cv_name) == (cv_id, "amel.txt")
    assert page.score_then
    assert page.score_now
    assert page.score_then.total == pytest.approx(page.score_now.total)
    assert history(first.id) == [("created", "", "saved")]


def test_the_cv_s_name_stays(user_id: int) -> None:
    [job_id] = store(posting(1))
    cv_id = cv_of(user_id, "amel.txt")
    application_id = creating.track(user_id, job_id).id
    cvs.delete(user_id, cv_id)
    page = application_page(user_id, application_id)
    assert (page.cv_id, page.cv_name, page.score_now) == (None, "amel.txt", None)
    assert page.score_then is not None


def test_the_application_outlives_the_offer(user_id: int) -> None:
    job_id = imported_jobs.from_text(
        user_id, Pasted("Nurse", "Look after people who are ill, by day and by night.")
    )
    application_id = creating.track(user_id, job_id).id
    imported_jobs.delete(user_id, job_id)
    page = application_page(user_id, application_id)
    assert (page.title, page.offer) == ("Nurse", None)


def test_another_s_offer_cannot_be_tracked(user_id: int) -> None:
    other = make_user("other@example.org")
    theirs = imported_jobs.from_text(
        other, Pasted("Nurse", "Look after people who are ill, by day and by night.")
    )
    with pytest.raises(NotFound):
        creating.track(user_id, theirs)
    with pytest.raises(NotFound):
        creating.track(user_id, 10**6)


def test_moves_are_noted_and_ordered(user_id: int) -> None:
    a, b, c = (creating.add(user_id, Details(name)) for name in "abc")
    assert titles(user_id, "saved") == ["c", "b", "a"]
    moved = moving.move_to(user_id, a, "saved", f"before:{b}")
    assert (moved.number, moved.count) == (2, 3)
    assert titles(user_id, "saved") == ["c", "a", "b"]
    moving.move_to(user_id, c, "saved", "last")
    moving.move_to(user_id, c, "saved", "up")
    assert titles(user_id, "saved") == ["a", "c", "b"]
    moving.move_to(user_id, a, "interview")
    moving.move_to(user_id, b, "interview", "last")
    assert titles(user_id, "interview") == ["a", "b"]
    row = db.session.get(Application, a)
    assert row
    assert row.applied_at
    assert history(a) == [("created", "", "saved"), ("status", "saved", "interview")]
    moving.move_to(user_id, a, "saved")
    assert db.session.get(Application, a).applied_at is None  # type: ignore[union-attr]
    for wrong in (("elsewhere", "first"), ("saved", "somewhere")):
        with pytest.raises(BadInput):
            moving.move_to(user_id, a, *wrong)
    with pytest.raises(NotFound):
        moving.move_to(make_user("x@example.org"), a, "offer")


def test_two_windows_lose_no_text(user_id: int) -> None:
    application_id = creating.add(user_id, Details("Nurse"))
    seen = application_page(user_id, application_id).notes_seen
    editing.save_text(user_id, application_id, "notes", "first\r\nwindow", seen)
    with pytest.raises(Edited) as caught:
        editing.save_text(user_id, application_id, "notes", "second window", seen)
    assert (caught.value.stored, caught.value.written) == ("first\nwindow", "second window")
    editing.save_text(user_id, application_id, "notes", "both", caught.value.seen)
    assert application_page(user_id, application_id).notes == "both"


def test_another_change_is_no_conflict(user_id: int) -> None:
    application_id = creating.add(user_id, Details("Nurse"))
    seen = application_page(user_id, application_id).notes_seen
    moving.move_to(user_id, application_id, "applied")
    editing.save_text(user_id, application_id, "cover_letter", "Dear all", Seen(seen.version, digest("")))
    editing.save_text(user_id, application_id, "notes", "mine", seen)
    editing.save_text(user_id, application_id, "notes", "mine", Seen(0, ""))  # the same text again
    page = application_page(user_id, application_id)
    assert (page.notes, page.cover_letter) == ("mine", "Dear all")
    with pytest.raises(BadInput):
        editing.save_text(user_id, application_id, "notes", "x" * 20_001, page.notes_seen)
    with pytest.raises(BadInput):
        editing.save_text(user_id, application_id, "user_id", "1", page.notes_seen)


def test_contacts_and_interviews(user_id: int) -> None:
    application_id = creating.add(user_id, Details("Nurse"))
    contact = people.save_contact(user_id, application_id, ContactRecord("Sami", email="sami@example.org"))
    seen = application_page(user_id, application_id).contacts[0].seen
    people.save_contact(user_id, application_id, ContactRecord("Sami Gharbi"), contact, seen)
    with pytest.raises(people.ChangedMeanwhile) as caught:
        people.save_contact(user_id, application_id, ContactRecord("S. Gharbi"), contact, seen)
    assert caught.value.stored == ContactRecord("Sami Gharbi")
    starts = utc_now().replace(microsecond=0) + timedelta(days=3)
    interview = people.save_interview(user_id, application_id, InterviewRecord(starts))
    entry = application_page(user_id, application_id).interviews[0]
    people.save_interview(
        user_id, application_id, InterviewRecord(starts + timedelta(hours=1)), interview, entry.seen
    )
    assert db.session.get(Interview, interview).sequence == 1  # type: ignore[union-attr]
    people.delete_contact(user_id, application_id, contact)
    people.delete_interview(user_id, application_id, interview)
    page = application_page(user_id, application_id)
    assert (page.contacts, page.interviews) == ((), ())
    other = creating.add(user_id, Details("Cook"))
    theirs = people.save_contact(user_id, other, ContactRecord("Zied"))
    with pytest.raises(NotFound):
        people.delete_contact(user_id, application_id, theirs)
    assert {kind for kind, _before, _after in history(application_id)} == {"created", "contact", "interview"}


def test_documents_are_kept_and_go(user_id: int) -> None:
    application_id = creating.add(user_id, Details("Nurse"))
    first = documents.add(user_id, application_id, io.BytesIO(b"%PDF-1.7 letter"), "../Lettre.pdf")
    document = documents.get(user_id, application_id, first)
    assert (document.file_name, document.content_type) == ("Lettre.pdf", "application/pdf")
    assert documents.file_of(document).read_bytes() == b"%PDF-1.7 letter"
    with pytest.raises(documents.WrongDocument):
        documents.add(user_id, application_id, io.BytesIO(b"<html>"), "x.txt")
    for _number in range(documents.QUOTA - 1):
        documents.add(user_id, application_id, io.BytesIO(b"text"), "a.txt")
    with pytest.raises(BadInput):
        documents.add(user_id, application_id, io.BytesIO(b"text"), "a.txt")
    assert len(document_folder().names()) == documents.QUOTA
    documents.delete(user_id, application_id, first)
    assert len(document_folder().names()) == documents.QUOTA - 1
    assert sweep() == 0
    editing.delete(user_id, application_id)
    assert not document_folder().names()
    assert db.session.scalar(select(func.count()).select_from(ApplicationDocument)) == 0


def test_a_guest_s_applications_are_kept_when_logging_in(user_id: int) -> None:
    guest = accounts.create_guest().id
    both, own = store(posting(1), posting(2))
    mine = creating.track(user_id, both).id
    theirs = creating.track(guest, both).id
    alone = creating.track(guest, own).id
    documents.add(guest, alone, io.BytesIO(b"text"), "a.txt")
    guests.adopt(guest, user_id)
    found = {card.id: card.job_id for card in board.listing(user_id, board.Asked()).cards}
    assert found == {mine: both, theirs: None, alone: own}
    assert application_page(user_id, alone).documents
    assert db.session.get(User, guest) is None


def test_a_guest_s_files_go_with_the_guest(context: Flask) -> None:
    guest = accounts.create_guest().id
    documents.add(guest, creating.add(guest, Details("Nurse")), io.BytesIO(b"text"), "a.txt")
    with transaction() as session:
        session.get_one(User, guest).last_seen_at = utc_now() - timedelta(days=2)
    assert guests.purge() == 1
    assert not document_folder().names()
    assert db.session.scalar(select(func.count()).select_from(Application)) == 0


def test_filters_and_order(user_id: int) -> None:
    nurse = creating.add(user_id, Details("Infirmière", "Clinique Été", "Sousse"))
    cook = creating.add(user_id, Details("Cook", "Dar Zarrouk", "Tunis"), "applied")
    editing.save_text(user_id, cook, "notes", "Spoke with Sonia", Seen(1, ""))

    def found(**asked: str) -> list[int]:
        return [card.id for card in board.listing(user_id, board.Asked(**asked)).cards]

    assert found(words="infirmiere ete") == [nurse]
    assert found(words="SONIA") == [cook]
    assert found(words="nothing") == []
    assert found(status="applied") == [cook]
    assert found(company="Clinique Été") == [nurse]
    assert found(sort="title") == [cook, nurse]
    assert found() == [cook, nurse]
    assert board.listing(user_id, board.Asked(status="offer")).total == 2
    assert found(sort="applied") == [cook, nurse]
    assert set(STATUSES) == set(figures.by_status(user_id))


def test_figures_follow_the_timeline(user_id: int) -> None:
    for number in range(6):
        application_id = creating.add(user_id, Details(f"Job {number}", source="Board"), "applied")
        if number < 3:
            moving.move_to(user_id, application_id, "interview")
        if number < 2:
            moving.move_to(user_id, application_id, "rejected")
    creating.add(user_id, Details("Only kept"))
    found = figures.funnel_of(user_id)
    assert found.saved == 1
    assert (found.total.sent, found.total.answers, found.total.interviews, found.total.offers) == (6, 3, 3, 0)
    assert found.by_source == (("Board", found.total),)


def test_follow_ups(user_id: int) -> None:
    application_id = creating.add(user_id, Details("Nurse"), "applied")
    when = utc_now().replace(microsecond=0) - timedelta(hours=1)
    editing.save_follow_up(user_id, application_id, when, " call\nthem ")
    [due] = figures.due_follow_ups(user_id)
    assert (due.text, due.when) == ("call them", when)
    [card] = board.listing(user_id, board.Asked()).cards
    assert card.is_due
    [entry] = calendar.entries(user_id)
    assert (entry.kind, entry.starts_at) == ("follow_up", when)
    moving.move_to(user_id, application_id, "rejected")
    assert not figures.due_follow_ups(user_id)
    assert not calendar.entries(user_id)
    editing.save_follow_up(user_id, application_id, None)
    assert application_page(user_id, application_id).follow_up_at is None


def test_the_address_of_a_calendar(user_id: int) -> None:
    secret = calendar.make_address(user_id)
    assert calendar.find_reader(secret).id == user_id  # type: ignore[union-attr]
    newer = calendar.make_address(user_id)
    assert calendar.find_reader(secret) is None
    with transaction() as session:
        session.get_one(User, user_id).is_active = False
    assert calendar.find_reader(newer) is None
    calendar.forget_address(user_id)
    assert not calendar.has_address(user_id)
    for wrong in ("", "x" * 50, "\ud800" * 30, "x" * 9999):
        assert calendar.find_reader(wrong) is None


def test_a_pasted_text_is_tracked(user_id: int) -> None:
    tracked = outside.from_text(
        user_id, Pasted("Nurse", "Look after people who are ill, by day and by night.")
    )
    assert application_page(user_id, tracked.id).source == "imported"


def test_not_more_than_somebody_can_oversee(user_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.tracker.rows.MAX_APPLICATIONS", 2)
    creating.add(user_id, Details("a"))
    creating.add(user_id, Details("b"))
    with pytest.raises(BadInput):
        creating.add(user_id, Details("c"))
    assert db.session.scalar(select(func.count()).select_from(CV)) == 0
