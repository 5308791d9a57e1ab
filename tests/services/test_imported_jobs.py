"""Private offers among the others: never listed, counted, compared or told from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from app.core.search.filters import Filters
from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import CopyPair, Job, JobImport, JobSignature, Task, utc_now
from app.services import cvs, imported_jobs, ingest, jobs, maintenance, matching, tasks
from app.services.import_reading import FAULTS, NotImported, Pasted, offer_at, offer_of_file
from app.services.search import offers
from app.services.search.similar import similar_ids
from app.services.transaction import transaction
from app.words.imports import import_fault_text
from job_scraper.client import Client
from outgoing.answer import Answer
from outgoing.faults import (
    AddressForbidden,
    Fault,
    Refused,
    RobotsForbid,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from tests.factories import CV_TEXT, make_user, posting, store

TEXT = "We build tools with Python, Docker and PostgreSQL in a small team near the sea."
PASTED = Pasted(
    title="Python developer", description=TEXT, company="Nour Systems 1", location="Tunis, Tunisia"
)


class Asked(Client):
    """Answers everything with one thing."""

    def __init__(self, what: Answer | Fault) -> None:
        self.what = what

    def get(self, url: str, **_given: object) -> Answer:  # type: ignore[override]
        if isinstance(self.what, Fault):
            raise self.what
        return self.what


def page(body: str, status: int = 200, kind: str = "text/html") -> Answer:
    return Answer("https://x.example.org/1", status, body.encode(), {"content-type": kind})


URL = "https://x.example.org/1"


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (RobotsForbid(URL), "robots"), (Refused(URL, 403), "refused"), (AddressForbidden(URL), "private_address"),
        (TooLarge(URL), "too_large"), (TooManyRedirects(URL), "redirects"), (Unreachable(URL), "unreachable"),
        (Fault(URL), "unreachable"), (page("", 404), "gone"), (page("", 410), "gone"), (page("", 401), "refused"),
        (page("", 202), "refused"), (page("", 418), "unreachable"), (page("{}", kind="application/json"), "not_a_page"),
        (page(""), "no_offer"), (page("<title>Just a moment...</title>"), "refused"),
    ],
)  # fmt: skip
def test_every_fault_has_its_code(what: Answer | Fault, code: str) -> None:
    with pytest.raises(NotImported) as caught:
        offer_at(URL, None, Asked(what))
    assert caught.value.code == code


def test_every_code_has_its_words(app: Flask) -> None:
    with app.test_request_context():
        said = [import_fault_text(code) for code in FAULTS]
    assert len(set(said)) == len(FAULTS)


def test_a_file_in_another_encoding() -> None:
    script = '<script type="application/ld+json">{"@type":"JobPosting","title":"محاسب","description":"عمل في تونس"}</script>'
    for encoding in ("utf-8", "utf-16", "cp1256"):
        head = "<meta charset=windows-1256>" if encoding == "cp1256" else ""
        assert offer_of_file(f"<html>{head}{script}".encode(encoding)).title == "محاسب"


def test_it_is_neither_listed_nor_scored_nor_compared(context: Flask) -> None:
    """The same text as a public offer, which finds it neither as a copy nor as alike."""
    [public] = store(posting(1, title="Python developer", description_text=TEXT))
    owner = make_user()
    own = imported_jobs.from_text(owner, PASTED)
    job, other = db.session.get(Job, own), db.session.get(Job, public)
    assert job is not None
    assert other is not None
    assert (job.owner_id, job.is_active, job.is_listed) == (owner, True, False)
    assert other.is_listed
    assert job.duplicate_of_id is None
    assert other.duplicate_of_id is None
    assert offers.find(Filters(keyword="python")).ids == (public,)
    assert offers.count(Filters()) == 1
    assert "imported" not in offers.find(Filters()).facets["source"]
    assert similar_ids(other) == ()
    assert similar_ids(job) == (public,)
    assert jobs.site_stats().total_jobs == 1
    assert db.session.query(CopyPair).count() == 0
    assert db.session.query(JobSignature).filter_by(job_id=own).count() == 0


def test_a_public_offer_that_comes_later_does_not_become_its_copy(context: Flask) -> None:
    own = imported_jobs.from_text(make_user(), PASTED)
    [public] = store(posting(1, title="Python developer", description_text=TEXT))
    assert db.session.get(Job, public).is_listed
    assert db.session.get(Job, own).duplicate_of_id is None
    assert offers.find(Filters()).ids == (public,)


def test_its_score_is_that_of_the_same_public_offer(context: Flask, tmp_path: Path) -> None:
    owner = make_user()
    path = tmp_path / "cv.txt"
    path.write_text(CV_TEXT)
    with path.open("rb") as file:
        cv = cvs.upload(owner, file, "cv.txt")
    own = imported_jobs.from_text(owner, PASTED)
    [listed] = imported_jobs.own_offers(owner)
    match = jobs.job_page(own, owner).match
    assert match is not None
    assert listed.total == pytest.approx(match.total, abs=0.2)
    assert listed.band == match.band
    assert own not in matching.scores(cv).ids


def test_only_the_owner_gets_it(context: Flask) -> None:
    owner, other = make_user(), make_user("other@example.org")
    own = imported_jobs.from_text(owner, PASTED)
    assert jobs.get(own, owner).id == own
    for somebody in (other, None):
        with pytest.raises(NotFound):
            jobs.get(own, somebody)
    with pytest.raises(NotFound):
        imported_jobs.delete(other, own)
    assert imported_jobs.own_offers(other) == ()


def test_deleting_leaves_nothing_behind(context: Flask) -> None:
    owner = make_user()
    own = imported_jobs.from_text(owner, PASTED)
    imported_jobs.delete(owner, own)
    assert db.session.query(Job).count() == 0
    assert offers.find(Filters(keyword="python")).total == 0


def test_a_source_that_brings_the_same_id_cannot_take_it_over(context: Flask) -> None:
    owner = make_user()
    own = imported_jobs.from_text(owner, PASTED)
    number = db.session.get(Job, own).external_id
    assert number.startswith(f"{owner}:")
    assert ingest.save([posting(1, source="elsewhere", external_id=number)]).new == 1
    assert db.session.get(Job, own).owner_id == owner


def test_there_is_a_most(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imported_jobs, "MAX_OFFERS", 1)
    owner = make_user()
    imported_jobs.from_text(owner, PASTED)
    imported_jobs.from_text(owner, PASTED)  # the same again is no more
    other = Pasted(title="Cook", description="Cook lunch for forty people, five days a week.")
    with pytest.raises(imported_jobs.CannotImport) as caught:
        imported_jobs.from_text(owner, other)
    assert caught.value.code == "too_many_offers"
    with pytest.raises(imported_jobs.CannotImport):
        imported_jobs.ask(owner, URL)


def test_texts_have_bounds(context: Flask) -> None:
    owner = make_user()
    for pasted in (Pasted("", TEXT), Pasted("Cook", "short"), Pasted("Cook", "x" * 60_001)):
        with pytest.raises(BadInput):
            imported_jobs.from_text(owner, pasted)
    assert db.session.query(Job).count() == 0


def test_a_page_that_was_lost_with_its_task_is_said_to_have_failed(context: Flask) -> None:
    owner = make_user()
    asked = imported_jobs.ask(owner, URL)
    assert asked.import_id is not None
    assert imported_jobs.progress(owner, asked.import_id).state == "waiting"
    [task] = db.session.query(Task).filter_by(name=imported_jobs.TASK)
    assert task.arguments == {"import_id": asked.import_id}  # nothing that a person wrote
    tasks.cancel(task.id)
    db.session.expire_all()
    found = imported_jobs.progress(owner, asked.import_id)
    assert (found.state, found.fault) == ("failed", "unexpected")


def test_notes_of_imports_go_after_two_weeks(context: Flask) -> None:
    owner = make_user()
    asked = imported_jobs.ask(owner, URL)
    with transaction() as session:
        session.get(JobImport, asked.import_id).created_at = utc_now() - imported_jobs.KEEP * 2
    imported_jobs.ask(owner, URL + "2")
    maintenance.daily()
    assert [row.url for row in db.session.query(JobImport)] == [URL + "2"]
    assert imported_jobs.run(asked.import_id or 0) == "nothing to do"
