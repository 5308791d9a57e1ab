"""Scores: the same everywhere, the same again, blind to who somebody is, and in step with the offers."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.cv.profile import Contact, Place, Profile
from app.core.search.filters import Filters
from app.extensions import db
from app.models import CV, Job, JobMatch, utc_now
from app.services import accounts, cv_corrections, cvs, demo, guests, ingest, jobs, maintenance, matching
from app.services.transaction import transaction
from tests.client import CheckingClient, sign_in, tree
from tests.factories import CV_TEXT, NOW, make_user, posting, salary, store
from tests.services.offer_table import empty


@pytest.fixture
def person(context: Flask) -> int:
    """A user with a CV, and offers of many kinds."""
    user_id = make_user()
    cvs.upload(user_id, io.BytesIO(CV_TEXT.encode()), "amel.txt")
    store(
        posting(1),
        posting(2, title="Senior Java developer", level="senior", years_min=8.0, description_text="Java, Spring, AWS."),
        posting(3, title="Nurse", city="Berlin", country="DE", location="Berlin", description_text="Pflege.", level=None),
        posting(4, title="Data engineer", remote="remote", salary=salary(60_000, 70_000), description_text="SQL, Python, Spark."),
        posting(5, title="Stage Python", level="entry", contract="internship", city=None, country=None, location=None),
        posting(6, title="Chef de projet", description_text="", skills=(), level=None, remote=None, city=None, country=None),
        posting(7, title="DevOps engineer", years_min=3.0, description_text="Docker, Kubernetes, Git, Terraform, Linux."),
        posting(8, title="Développeur Flask", salary=salary(1_000, 1_400, "TND", "month"), description_text="Flask et PostgreSQL."),
    )  # fmt: skip
    return user_id


def primary(user_id: int) -> CV:
    db.session.rollback()
    cv = cvs.find_primary(user_id)
    assert cv
    return cv


def card_totals(user_id: int) -> dict[int, float | None]:
    result = jobs.recommend(Filters(), user_id)
    assert result
    totals = {card.id: card.match.total for card in result.cards if card.match}
    db.session.rollback()
    return totals


def test_the_card_says_what_the_page_of_the_offer_says(person: int) -> None:
    cards = card_totals(person)
    assert len(cards) == 8
    for job_id, total in cards.items():
        page = jobs.job_page(job_id, person)
        assert page.match
        assert (total is None) == (page.match.total is None), job_id
        assert total is None or abs(total - page.match.total) < 0.1, (job_id, total, page.match.total)
    assert len({total and round(total) for total in cards.values()}) > 3, (
        "scores that do not differ prove nothing"
    )


def test_the_card_says_what_the_page_says_for_demo_offers(context: Flask, tmp_path: Path) -> None:
    some = tmp_path / "offers.jsonl"
    some.write_text("\n".join(demo.OFFERS.read_text("utf-8").splitlines()[::4]), "utf-8")
    demo.load(some)
    user_id = make_user()
    sample = min(demo.SAMPLE_CVS.glob("*.pdf"))
    with sample.open("rb") as file:
        cvs.upload(user_id, file, sample.name)
    cv = primary(user_id)
    scores = matching.scores(cv)
    listed = db.session.scalars(select(Job).where(Job.is_active, Job.duplicate_of_id.is_(None))).all()
    assert len(scores.ids) == len(listed) > 80
    explained = matching.explain_many(cv, listed)
    for job_id, (total, confidence) in scores.of([job.id for job in listed]).items():
        one = explained[job_id]
        assert (total is None) == (one.total is None)
        assert total is None or abs(total - one.total) < 0.1
        assert abs(confidence - one.confidence) < 0.01


def test_scores_are_the_same_again(person: int, context: Flask) -> None:
    once = card_totals(person)
    matching.init_app(context)  # as a process that has just started
    assert card_totals(person) == once
    job_id = min(once)
    first = jobs.job_page(job_id, person).match
    with transaction() as session:
        session.execute(JobMatch.__table__.delete())
    assert jobs.job_page(job_id, person).match == first


def test_who_somebody_is_changes_no_score(person: int) -> None:
    before = card_totals(person)
    confidences = matching.scores(primary(person)).confidence.tolist()

    def become_another(profile: Profile) -> Profile:
        assert profile.contact.name == "Amel Trabelsi"
        return replace(
            profile,
            contact=Contact(
                name="Hans Müller",
                email="hans@example.org",
                phone="+49 30 123456",
                place=Place("Hauptstr. 1, Berlin", "Berlin", "DE"),
                links=("https://hans.example.org",),
            ),
        )

    assert cv_corrections.apply(person, primary(person).id, become_another)
    assert card_totals(person) == before
    assert matching.scores(primary(person)).confidence.tolist() == confidences


def test_names_and_addresses_in_the_file_change_no_score(person: int) -> None:
    before = card_totals(person)
    other = (
        CV_TEXT.replace("Amel Trabelsi", "Hans Müller")
        .replace("amel.trabelsi@example.org", "h.mueller@example.net")
        .replace("+216 20 000 000", "+49 30 901820")
    )
    assert other.count("Müller") == 1
    twin = make_user("hans@example.org")
    cvs.upload(twin, io.BytesIO(other.encode()), "hans.txt")
    assert card_totals(twin) == before


def stored(user_id: int) -> list[tuple[int, object]]:
    db.session.rollback()
    rows = db.session.execute(select(JobMatch.id, JobMatch.calculated_at).where(JobMatch.user_id == user_id))
    return [tuple(row) for row in rows]


def test_a_match_is_kept_until_offer_cv_or_scorer_change(
    person: int, monkeypatch: pytest.MonkeyPatch, context: Flask
) -> None:
    job_id = db.session.scalar(select(Job.id).where(Job.external_id == "1"))
    made: list[int] = []
    real = matching.explain

    def counted(cv: CV, job: Job) -> object:
        made.append(job.id)
        return real(cv, job)

    monkeypatch.setattr(matching, "explain", counted)

    def look() -> int:
        """How many times the match had to be made for two looks at the page."""
        db.session.rollback()
        made.clear()
        first, second = (jobs.job_page(job_id, person).match for _look in (1, 2))
        assert first == second
        return len(made)

    assert [look(), look()] == [1, 0]
    kept = stored(person)
    store(posting(1, description_text="Now with Rust and Docker."))
    assert [look(), look()] == [1, 0]
    cv_corrections.apply(
        person, primary(person).id, lambda profile: replace(profile, skills=profile.skills[:1])
    )
    assert [look(), look()] == [1, 0]
    monkeypatch.setattr(matching, "version", lambda: "another")
    assert [look(), look()] == [1, 0]
    store(posting(2, title="Something else"))
    ingest.save([posting(1, description_text="Now with Rust and Docker.")])
    assert look() == 0
    assert [id_ for id_, _when in stored(person)] == [id_ for id_, _when in kept], (
        "one row for a CV and an offer"
    )
    score = db.session.scalar(select(JobMatch.match_score))
    assert abs(float(score) - jobs.job_page(job_id, person).match.total) < 0.01


def test_each_cv_has_its_own_matches(person: int) -> None:
    job_id = db.session.scalar(select(Job.id).where(Job.external_id == "1"))
    first = jobs.job_page(job_id, person).match
    text = CV_TEXT.replace("Python, Flask, PostgreSQL, Docker, Git", "Nursing, first aid").replace(
        "Python", "Care"
    )
    other = cvs.upload(person, io.BytesIO(text.encode()), "other.txt")
    cvs.make_primary(person, other.id)
    assert jobs.job_page(job_id, person).match != first
    assert card_totals(person)[job_id] == pytest.approx(jobs.job_page(job_id, person).match.total, abs=0.1)
    assert db.session.scalar(select(func.count()).select_from(JobMatch)) == 2
    cvs.delete(person, other.id)
    assert jobs.job_page(job_id, person).match == first


def test_scores_follow_offers_that_come_change_and_go(person: int) -> None:
    before = card_totals(person)
    [new] = store(posting(20, title="Python developer", description_text="Python, Flask, Docker, Git."))
    now = card_totals(person)
    assert set(now) == {*before, new}
    assert {id_: now[id_] for id_ in before} == before
    store(
        posting(20, title="Surgeon", description_text="Surgery and anatomy.", level="senior", years_min=15.0)
    )
    changed = card_totals(person)
    assert changed[new] != now[new]
    assert changed[new] == pytest.approx(jobs.job_page(new, person).match.total, abs=0.1)
    store(posting(20, expires_at=NOW - timedelta(days=1)))
    assert card_totals(person) == before
    store(posting(1, expires_at=utc_now() + timedelta(seconds=1)))
    ingest.save([posting(30)], is_demo=True)
    demo.remove()
    assert set(card_totals(person)) == set(before)
    empty()
    assert card_totals(person) == {}
    assert maintenance.expire_offers() == 0


def test_removed_and_added_in_one_go_is_not_mistaken_for_unchanged(person: int) -> None:
    """The same number of offers, but others: what was kept in memory is not given for them."""
    before = card_totals(person)
    empty()
    store(
        *(
            posting(100 + number, title=f"Cook {number}", description_text="Cooking.")
            for number in range(len(before))
        )
    )
    after = card_totals(person)
    assert set(after).isdisjoint(before)
    for job_id, total in after.items():
        assert total == pytest.approx(jobs.job_page(job_id, person).match.total, abs=0.1)


def test_a_guest_s_matches_follow_to_the_account(person: int, context: Flask) -> None:
    guest = guest_with_cv()
    total = card_totals(guest)
    jobs.job_page(min(total), guest)
    account = make_user("new@example.org")
    guests.adopt(guest, account)
    assert card_totals(account) == total
    assert len(stored(account)) == 1


def guest_with_cv() -> int:
    guest_id = accounts.create_guest().id
    cvs.upload(guest_id, io.BytesIO(CV_TEXT.encode()), "amel.txt")
    return guest_id


def test_the_pages_show_the_same_number(client: CheckingClient, person: int) -> None:
    totals = card_totals(person)
    sign_in(client, person)
    best = max(totals, key=lambda job_id: totals[job_id] or 0)
    shown = [
        " ".join(tree(client.get(path)).text_content().split())
        for path in ("/recommendations", f"/job/{best}")
    ]
    assert all(str(round(totals[best])) in text for text in shown)
