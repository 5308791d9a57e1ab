"""The parts of a dashboard: right, bounded in statements, blind to who somebody is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from app.core.cv.profile import Contact, Place, Profile, ProfileSkill
from app.core.matching.candidate import candidate_from_profile
from app.core.matching.completeness import BESIDE, PARTS, completeness
from app.core.matching.inputs import RUNGS, Candidate, SkillEvidence
from app.core.tracker.record import InterviewRecord
from app.extensions import db
from app.models import CV, Counter, Course, Job, utc_now
from app.services import learning_plan
from app.services.courses import marks
from app.services.dashboard.overview import Dashboard, dashboard
from app.services.saved_jobs import keeping
from app.services.tracker import creating, editing, moving, people
from app.services.tracker.creating import Details
from app.services.transaction import transaction
from job_scraper.posting import JobPosting
from tests.factories import make_user, posting, salary, store
from tests.services.some_courses import fill as fill_courses
from tests.services.sql_statements import statements
from tests.web.everything import cv_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def seen(user_id: int, back: timedelta = 7 * DAY) -> Dashboard:
    db.session.rollback()
    return dashboard(user_id, utc_now() - back, "en")


def store_at(ago: timedelta, *postings: JobPosting) -> list[int]:
    with time_machine.travel(utc_now() - ago):
        return store(*postings)


def nurse(number: int) -> JobPosting:
    text = "Look after patients in the hospital, German required."
    return posting(
        number, title="Nurse", description_text=text, city="Berlin", country="DE", location="Berlin"
    )


def test_new_is_what_came_since_and_is_not_hidden(context: Flask) -> None:
    user_id = make_user()
    cv_of(user_id, "cv.txt")
    [old] = store_at(20 * DAY, posting(1))
    [last_week, hidden] = store_at(6 * DAY, posting(2, title="Senior Python developer"), posting(3))
    first = seen(user_id).fresh
    assert first is not None
    assert {one.job_id for one in first.best} == {last_week, hidden}
    keeping.hide(user_id, hidden)
    [today, other] = store(posting(4), nurse(5))
    found = seen(user_id).fresh
    assert found is not None
    assert (found.new, found.fitting, found.open_fitting) == (3, 2, 3)
    assert {one.job_id for one in found.best} == {today, last_week}
    assert found.best[0].total is not None
    assert found.best[0].total >= found.best[1].total >= 60  # type: ignore[operator]
    assert (found.best[0].band, found.best[0].city) in {("strong", "Tunis"), ("good", "Tunis")}
    assert old not in {one.job_id for one in found.best}
    none = seen(user_id, timedelta(0)).fresh
    assert none is not None
    assert (none.new, none.best, none.open_fitting) == (0, (), 3)
    with transaction() as session:  # it ends, then comes again
        session.execute(update(Job).where(Job.id == today).values(is_active=False, revision=10**6))
        session.execute(update(Job).where(Job.id == old).values(reposted_at=utc_now(), revision=10**6))
        session.execute(update(Counter).where(Counter.name == "offers").values(value=10**6))
    again = seen(user_id).fresh
    assert again is not None
    assert {one.job_id for one in again.best} == {old, last_week}
    assert other not in {one.job_id for one in again.best}


def test_without_a_fitting_one_the_nearest_are_shown(context: Flask) -> None:
    user_id = make_user()
    cv_of(user_id, "cv.txt")
    ids = store(*map(nurse, range(7)))
    found = seen(user_id).fresh
    assert found is not None
    assert (found.new, found.fitting, found.open_fitting, len(found.best)) == (7, 0, 0, 5)
    assert {one.job_id for one in found.best} < set(ids)


def test_changes_that_call_for_something_come_first(context: Flask) -> None:
    user_id = make_user()
    ids = store(*(posting(n, salary=salary(40_000, 50_000)) for n in range(8)))
    for id_ in ids:
        keeping.save(user_id, id_)
    keeping.remove(user_id, ids[7])
    keeping.set_favorite(user_id, ids[6], True)
    store(posting(1, salary=salary(40_000, 50_000), description_text="We build tools with Rust and Go."))
    store(posting(2, salary=salary(45_000, 50_000)))
    with transaction() as session:
        closed = {"is_active": False, "closed_reason": "gone", "closed_at": utc_now()}
        session.execute(update(Job).where(Job.id.in_([ids[3], ids[6]])).values(**closed))
    kept = seen(user_id).kept
    assert (kept.total, kept.open, kept.favorites, kept.changed) == (7, 5, 1, 4)
    assert [one.job_id for one in kept.shown] == [ids[6], ids[3], ids[2], ids[1]]


def test_what_is_due_and_what_comes(context: Flask) -> None:
    user_id, now = make_user(), utc_now().replace(microsecond=0)

    def applied(title: str, follow_up: timedelta | None = None, status: str = "applied") -> int:
        id_ = creating.add(user_id, Details(title, "Clinic"), status)
        if follow_up is not None:
            editing.save_follow_up(user_id, id_, now + follow_up, "Call Sami")
        return id_

    applied("late", -3 * DAY)
    applied("soon", 2 * DAY)
    applied("far", 40 * DAY)
    applied("rejected", -DAY, "rejected")
    asked = applied("asked", status="interview")
    for days, outcome in ((1, ""), (-2, ""), (-3, "passed"), (-40, ""), (30, "")):
        record = InterviewRecord(now + days * DAY, "on_site", place="Room 3", outcome=outcome)
        people.save_interview(user_id, asked, record)
    found = seen(user_id).agenda
    assert [(one.title, one.kind, one.is_past, one.text) for one in found.entries] == [
        ("late", "follow_up", True, "Call Sami"),
        ("asked", "on_site", True, "Room 3"),
        ("asked", "on_site", False, "Room 3"),
        ("soon", "follow_up", False, "Call Sami"),
    ]
    assert found.due == 2


def test_applications_by_stage_and_source(context: Flask) -> None:
    user_id = make_user()
    for number in range(6):
        id_ = creating.add(user_id, Details(f"Job {number}", source="A board"), "applied")
        if number < 3:
            moving.move_to(user_id, id_, "rejected" if number else "interview")
    creating.add(user_id, Details("Elsewhere"), "saved")
    found = seen(user_id)
    assert found.applications == 7
    assert {status: n for status, n in found.statuses.items() if n} == {
        "saved": 1, "applied": 3, "interview": 1, "rejected": 2,
    }  # fmt: skip
    assert (found.funnel.total.sent, found.funnel.total.answer_rate) == (6, 0.5)
    [(source, counts)] = found.funnel.by_source
    assert (source, counts.answers, counts.interviews) == ("A board", 3, 1)


def test_demand_counts_each_offer_once_and_says_what_is_held(context: Flask) -> None:
    user_id, other = make_user(), make_user("other@example.org")
    cv_of(user_id, "cv.txt")
    texts = ("Python, Docker and Kubernetes.", "Python and Rust.", "Python and COBOL.", "Only Fortran here.")
    ids = store(*(posting(n, description_text=f"We ask for {text}") for n, text in enumerate(texts)))
    for id_ in ids[:2]:
        keeping.save(user_id, id_)
    creating.track(user_id, ids[0], "applied")
    creating.track(user_id, ids[2], "applied")
    keeping.save(other, ids[3])
    found = seen(user_id).demand
    states = {one.skill: (one.offers, one.state) for one in found.skills}
    assert found.offers == 3
    assert states["python"] == (3, "have")
    assert states["docker"] == (1, "have")
    assert states["rust"][0] == 1
    assert "fortran" not in states
    assert {one.skill for one in found.lacking} == {
        name for name, (_n, state) in states.items() if state == "lack"
    }
    assert "rust" in {one.skill for one in found.lacking}
    assert next(one.rung for one in found.skills if one.skill == "python") == "used"
    keeping.remove(user_id, ids[1])
    assert seen(user_id).demand.offers == 2
    assert {one.state for one in seen(other).demand.skills} == {""}


def test_the_plan_is_made_once_and_anew_when_a_course_is_done(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_id = make_user()
    cv_of(user_id, "cv.txt")
    fill_courses(16)
    store(
        *(
            posting(n, description_text="Python, Accounting, Statistics and Java are required.")
            for n in range(3)
        )
    )
    made = []
    really = learning_plan.of_best
    monkeypatch.setattr(learning_plan, "of_best", lambda *given: made.append(1) or really(*given))
    first = seen(user_id).learning
    assert seen(user_id).learning.plan == first.plan
    assert len(made) == 1
    assert first.plan is not None
    assert first.plan.courses == len(first.plan.steps) > 0
    assert first.plan.hours == 10.0 * first.plan.courses
    step = first.plan.steps[0]
    db.session.rollback()
    marks.mark(user_id, step.number, "done")
    second = seen(user_id).learning
    assert second.plan is not None
    assert (second.done, second.hours_done, len(made)) == (1, 10.0, 2)
    assert second.plan.courses == first.plan.courses - 1
    assert second.rungs["course"] >= 1
    started = db.session.scalar(select(Course.id).where(Course.id != step.number))
    assert started
    marks.mark(user_id, started, "started")
    third = seen(user_id).learning
    assert [id_ for id_, _title in third.under_way] == [started]
    assert len(made) == 2


def test_statements_do_not_grow_with_what_is_kept(context: Flask) -> None:
    user_id = make_user()
    cv_of(user_id, "cv.txt")
    fill_courses(16)
    ids = store(*(posting(n) for n in range(20)))
    now = utc_now()

    def keep(chosen: list[int]) -> None:
        for id_ in chosen:
            keeping.save(user_id, id_)
            application_id = creating.track(user_id, id_, "applied").id
            editing.save_follow_up(user_id, application_id, now - HOUR, "Call")
            people.save_interview(user_id, application_id, InterviewRecord(now + DAY))
        for number in db.session.scalars(select(Course.id).limit(len(chosen))).all():
            marks.mark(user_id, number, "saved")
        with transaction() as session:
            session.execute(update(Job).where(Job.id.in_(chosen[:1])).values(is_active=False))

    counted = []
    for chosen in (ids[:2], ids[2:]):
        keep(chosen)
        seen(user_id)
        with statements() as asked:
            seen(user_id)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 32, counted


def test_nothing_of_others_and_nothing_at_all(context: Flask) -> None:
    user_id, other = make_user(), make_user("other@example.org")
    cv_of(other, "cv.txt")
    [id_] = store(posting(1))
    keeping.save(other, id_)
    creating.track(other, id_, "applied")
    found = seen(user_id)
    assert (found.cv_id, found.fresh, found.today, found.told, found.history) == (None, None, None, None, ())
    assert (found.kept.total, found.applications, found.demand.skills, found.agenda.entries) == (0, 0, (), ())
    assert (dict(found.learning.courses), found.learning.plan) == ({}, None)


WHOLE = Candidate(
    skills={f"s{n}": SkillEvidence(f"s{n}", RUNGS[-1]) for n in range(8)},
    years=4.0,
    titles=("Nurse",),
    places=(Place("Tunis", "Tunis", "TN"),),
    salary_year_eur=(20_000.0, None),
    languages={"fr": "C1"},
)
BLANK = Candidate()


def test_what_a_score_compares_is_what_counts() -> None:
    assert (completeness(WHOLE).percent, completeness(WHOLE).missing) == (100, ())
    assert completeness(BLANK).percent == 0
    order = [one.code for one in completeness(BLANK).missing]
    assert order == ["skills", "experience", "location", "salary", "title", "languages", "evidence"]
    lacking = completeness(replace(WHOLE, salary_year_eur=None, languages={"fr": None}))
    assert (lacking.percent, [one.code for one in lacking.missing]) == (85, ["salary", "languages"])
    at_home = replace(WHOLE, places_are_home=True)
    assert [one.code for one in completeness(at_home).missing] == ["location"]
    assert completeness(replace(at_home, remote_ok=True)).percent == 100


@given(st.sets(st.sampled_from(["skills", "years", "titles", "places", "salary_year_eur", "languages"])))
def test_telling_more_never_lowers_it(told: set[str]) -> None:
    some = replace(BLANK, **{name: getattr(WHOLE, name) for name in told})
    found = completeness(some)
    assert [one.code for one in found.told] == [*PARTS, *BESIDE]
    assert 0 <= found.percent <= 100
    for name in told:
        assert completeness(replace(some, **{name: getattr(BLANK, name)})).percent <= found.percent


def test_who_somebody_is_changes_nothing() -> None:
    plain = Profile(skills=(ProfileSkill("python"),), total_years=3.0)
    named = replace(
        plain,
        contact=Contact(
            "Amel Trabelsi", "amel@example.org", "+216 20 000 000", Place("Tunis", "Tunis", "TN")
        ),
        summary="A woman of 58 years, born in Sfax, photo attached.",
    )
    either = [
        completeness(candidate_from_profile(profile, use_home_town=False)) for profile in (plain, named)
    ]
    assert either[0] == either[1]


def test_figures_of_today_are_those_of_the_primary_cv(context: Flask) -> None:
    user_id = make_user()
    cv_id = cv_of(user_id, "cv.txt")
    store(posting(1))
    found = seen(user_id)
    assert found.today is not None
    assert (found.cv_id, found.today.offers) == (cv_id, 1)
    assert [(one.cv_id, one.days) for one in found.history] == [(cv_id, ())]
    assert db.session.get_one(CV, cv_id).is_primary
