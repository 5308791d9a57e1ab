"""What shows a skill: the highest rung counts, each is worth a little, and every page can say where it comes from."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import update

from app.core.matching.inputs import RUNGS
from app.core.matching.relations import RUNG_CREDIT
from app.extensions import db
from app.models import CV, Course, Job, JobMatch, Proof, QuizAttempt, utc_now
from app.services import course_effects, cv_versions, evidence, jobs, learning_plan, matching
from app.services.cards import load_cards
from app.services.courses import catalogue, marks
from app.services.quizzes import attempts, submission
from app.services.transaction import transaction
from course_scraper.course import Course as Record
from tests.factories import make_user, posting, store
from tests.some_quizzes import load_some, places_for, right_places
from tests.web.everything import cv_of

TEXT = "Required: Python, Git, Tableau, Terraform and Ansible. A plus: Figma."
COURSES = [
    Record(
        id="course~c1",
        title="Git and Tableau",
        skills=("Git", "Tableau"),
        partner="P",
        language="en",
        hours=4.0,
    ),
    Record(
        id="course~c2",
        title="Terraform at work",
        skills=("Terraform",),
        partner="P",
        language="en",
        hours=4.0,
    ),
]


@pytest.fixture
def user_id(context: Flask) -> int:
    catalogue.save(COURSES, "import")
    load_some("python", "git")
    return make_user("amel@example.org")


@pytest.fixture
def cv(user_id: int) -> CV:
    return db.session.get_one(CV, cv_of(user_id, "amel.txt"))


@pytest.fixture
def job_id(context: Flask) -> int:
    return store(posting(1, description_text=TEXT))[0]


def take(user_id: int, skill: str, percent: int) -> int:
    attempt = attempts.get(user_id, attempts.start(user_id, skill, "en"))
    submission.submit(user_id, attempt.id, places_for(attempt, percent))
    with transaction() as session:  # as if it was the day before yesterday
        back = utc_now() - timedelta(days=2)
        session.execute(
            update(QuizAttempt).where(QuizAttempt.id == attempt.id).values(started_at=back, submitted_at=back)
        )
    return attempt.id


def prove(cv: CV, *skills: str, verdict: str = "confirmed", key: str = "k") -> int:
    """What checking an uploaded document does at its end."""
    with transaction() as session:
        proof = Proof(
            user_id=cv.user_id, cv_id=cv.id, category="certifications", claim_key=key, claim={"title": "Zertifikat"},
            file_name="x.pdf", file_path=f"{key}.pdf", content_type="application/pdf", size_bytes=1, sha256="0",
            state="checked", verdict=verdict, confidence=90, skills=list(skills), checked_at=utc_now(),
        )  # fmt: skip
        session.add(proof)
        cv_versions.raise_versions(session, cv.user_id)
        session.flush()
        return proof.id


def number_of(course_id: str) -> int:
    return db.session.query(Course).filter_by(course_id=course_id).one().id


def total(cv: CV, job_id: int) -> float:
    db.session.refresh(cv)
    found = matching.stored_or_new(cv, db.session.get_one(Job, job_id)).total
    assert found is not None
    assert matching.scores(cv).of([job_id])[job_id][0] == pytest.approx(found, abs=0.06)
    return found


def test_each_rung_counts_a_little_more() -> None:
    assert [RUNG_CREDIT[rung] for rung in RUNGS] == [800, 850, 900, 950, 1000]


def test_course_quiz_and_proof_raise_the_score_step_by_step(user_id: int, cv: CV, job_id: int) -> None:
    totals = [total(cv, job_id)]
    assert evidence.sources_of(user_id, cv)["git"].rung == "mentioned"
    marks.mark(user_id, number_of("course~c1"), "done")
    course = total(cv, job_id)
    take(user_id, "git", 90)
    totals += [course, total(cv, job_id)]
    prove(cv, "Git")
    totals.append(total(cv, job_id))
    assert totals == sorted(set(totals)), "each step adds something"
    assert all(after - before < 5 for before, after in pairwise(totals[1:])), "and little"
    shown = evidence.sources_of(user_id, cv)["git"]
    assert shown.rung == "proof"
    assert [source.rung for source in shown.sources] == ["mentioned", "course", "quiz", "proof"]


def test_stored_matches_follow(user_id: int, cv: CV, job_id: int) -> None:
    total(cv, job_id)
    version = cv.version
    take(user_id, "python", 90)
    db.session.refresh(cv)
    assert cv.version == version + 1
    assert db.session.query(JobMatch).one().cv_version == version
    total(cv, job_id)
    assert db.session.query(JobMatch).one().cv_version == version + 1
    take(user_id, "python", 100)
    db.session.refresh(cv)
    assert cv.version == version + 1, "a second pass moves no score"


def test_a_quiz_that_is_not_passed_changes_nothing(user_id: int, cv: CV, job_id: int) -> None:
    before = total(cv, job_id)
    take(user_id, "python", 74)
    assert total(cv, job_id) == before
    assert evidence.rungs_of(user_id) == {}
    db.session.refresh(cv)
    assert cv.version == 1


def test_a_pass_stands_and_the_best_one_is_shown(user_id: int, cv: CV) -> None:
    first, best, later, failed = (take(user_id, "python", percent) for percent in (78, 94, 84, 6))
    found = evidence.quizzes_passed(user_id)["python"]
    assert (found.id, found.level, found.percent) == (best, "expert", 94)
    assert evidence.rungs_of(user_id) == {"python": "quiz"}
    [quiz] = [one for one in evidence.sources_of(user_id, cv)["python"].sources if one.rung == "quiz"]
    assert (quiz.id, quiz.level, quiz.percent) == (best, "expert", 94)
    assert len({first, best, later, failed}) == 4


def test_only_confirmed_proofs_count(user_id: int, cv: CV) -> None:
    for number, verdict in enumerate(("partly_confirmed", "not_confirmed", "cannot_tell")):
        prove(cv, "Python", verdict=verdict, key=f"k{number}")
    assert evidence.rungs_of(user_id) == {}
    proof = prove(cv, "Python", "python", "Kubernetes", key="real")
    assert evidence.rungs_of(user_id) == {"python": "proof", "kubernetes": "proof"}
    assert evidence.rungs_of(user_id, without_proof=proof) == {}


def test_one_source_can_be_left_out(user_id: int, cv: CV) -> None:
    marks.mark(user_id, number_of("course~c1"), "done")
    take(user_id, "git", 100)
    assert evidence.rungs_of(user_id) == {"git": "quiz", "tableau": "course"}
    assert evidence.rungs_of(user_id, without_quiz="Git") == {"git": "course", "tableau": "course"}
    assert evidence.rungs_of(user_id, without_course=number_of("course~c1")) == {"git": "quiz"}


def test_the_strongest_of_several_counts_by_any_name() -> None:
    found = evidence.strongest(
        {"Python": "quiz", "Xyzzy": "course"}, {"python": "course"}, {"python": "proof"}
    )
    assert found == {"python": "proof", "Xyzzy": "course"}
    assert evidence.strongest() == {}


def test_a_course_does_not_lower_what_a_quiz_shows(user_id: int, cv: CV, job_id: int) -> None:
    take(user_id, "git", 100)
    before = total(cv, job_id)
    found = course_effects.of_course(cv, number_of("course~c1"), ("git", "tableau"))
    assert all(one.gain > 0 for one in found)
    plan = learning_plan.of_job(job_id, user_id, "en")
    assert plan
    assert plan.outcome[0].before == pytest.approx(before, abs=0.06)
    marks.mark(user_id, number_of("course~c1"), "done")
    assert evidence.rungs_of(user_id)["git"] == "quiz"
    assert total(cv, job_id) > before


def test_sources_name_lines_and_dated_jobs(user_id: int, cv: CV) -> None:
    shown = evidence.sources_of(user_id, cv)
    python = shown["python"]
    assert python.rung == "used"
    jobs_named = [one for one in python.sources if one.rung == "used"]
    assert jobs_named
    assert "Nour Systems" in jobs_named[0].title
    assert all("ython" in cv.lines[line] for one in python.sources for line in one.lines)
    assert [one.rung for one in shown["git"].sources] == ["mentioned"]
    assert [cv.lines[line] for line in shown["git"].sources[0].lines] == [
        "Python, Flask, PostgreSQL, Docker, Git"
    ]


def test_cards_and_the_page_of_an_offer_say_the_rung(user_id: int, cv: CV, job_id: int) -> None:
    take(user_id, "python", 100)
    db.session.refresh(cv)
    page = jobs.job_page(job_id, user_id)
    assert page.sources["python"].rung == "quiz"
    [card] = load_cards([job_id], cv, matching.scores(cv))
    assert card.match
    assert dict(zip(card.match.matched, card.match.rungs, strict=True))["python"] == "quiz"


def test_somebody_else_s_evidence_is_not_mine(user_id: int, cv: CV) -> None:
    other = make_user("other@example.org")
    mine = db.session.get_one(CV, cv_of(other, "other.txt"))
    take(user_id, "python", 100)
    prove(cv, "Git")
    assert evidence.rungs_of(other) == {}
    assert evidence.sources_of(other, mine)["python"].rung == "used"
    db.session.refresh(mine)
    assert mine.version == 1


def test_the_right_places_are_those_that_the_server_knows(user_id: int, cv: CV) -> None:
    attempt = attempts.get(user_id, attempts.start(user_id, "python", "en"))
    assert submission.submit(user_id, attempt.id, [*right_places(attempt)]).grade.percent == 100
