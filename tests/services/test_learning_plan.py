"""Courses done count in the scores, and plans promise what the scores then say."""

from __future__ import annotations

import pytest
from flask import Flask

from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import CV, Course, Job
from app.services import course_effects, course_page, job_courses, jobs, learning_plan, matching
from app.services.courses import catalogue, evidence, kept, marks
from course_scraper.course import Course as Record
from tests.factories import make_user, posting, store
from tests.web.everything import cv_of

TEXT = "Required: Python, Tableau, Terraform and Ansible. A plus: Figma."


def record(number: int, title: str, *skills: str, **changes: object) -> Record:
    given = {"partner": f"Partner {number}", "language": "en", "hours": 10.0, "level": "beginner"}
    return Record(id=f"course~c{number}", title=title, skills=skills, **{**given, **changes})  # type: ignore[arg-type]


COURSES = [
    record(1, "Tableau from the beginning", "Tableau", hours=12.0),
    record(2, "Terraform and Ansible at work", "Terraform", "Ansible", hours=8.0),
    record(
        3,
        "Everything for the cloud",
        "Tableau",
        "Terraform",
        "Ansible",
        kind="specialization",
        hours=140.0,
    ),
    record(4, "Terraform in a day", "Terraform", hours=6.0),
    record(5, "Ansible en français", "Ansible", language="fr", hours=2.0),
    record(6, "Ansible auf Deutsch", "Ansible", language="de", hours=1.0),
    record(7, "Watercolour", "Painting"),
]


@pytest.fixture
def user_id(context: Flask) -> int:
    catalogue.save(COURSES, "import")
    return make_user("amel@example.org")


@pytest.fixture
def cv(user_id: int) -> CV:
    return db.session.get_one(CV, cv_of(user_id, "amel.txt"))


@pytest.fixture
def job_id(context: Flask) -> int:
    return store(posting(1, description_text=TEXT))[0]


def number_of(course_id: str) -> int:
    return db.session.query(Course).filter_by(course_id=course_id).one().id


def total(cv: CV, job_id: int) -> float:
    found = matching.stored_or_new(cv, db.session.get_one(Job, job_id)).total
    assert found is not None
    return found


def test_a_course_done_counts_and_undone_no_longer(user_id: int, cv: CV, job_id: int) -> None:
    before, everywhere = total(cv, job_id), matching.scores(cv).of([job_id])[job_id][0]
    number = number_of("course~c1")
    for state in ("saved", "started"):
        marks.mark(user_id, number, state)
        assert total(cv, job_id) == before
    marks.mark(user_id, number, "done")
    page = jobs.job_page(job_id, user_id)
    assert page.match
    assert page.match.total > before
    shown = {one.skill.casefold(): one.rung for one in page.match.matched}
    assert shown["tableau"] == "course"
    now = matching.scores(cv).of([job_id])[job_id][0]
    assert now
    assert everywhere
    assert now == pytest.approx(page.match.total, abs=0.06)
    assert now > everywhere
    marks.mark(user_id, number, "none")
    assert total(cv, job_id) == before
    assert kept.states(user_id) == {}


def test_it_raises_the_rung_of_what_the_cv_only_mentions_and_of_nothing_else(user_id: int, cv: CV) -> None:
    catalogue.save([record(9, "Python and Docker", "Python", "Git")], "import")
    before = matching.candidate_of(cv)
    marks.mark(user_id, number_of("course~c9"), "done")
    after = matching.candidate_of(cv)
    changed = {name for name in after.skills if after.skills[name] != before.skills.get(name)}
    assert changed <= set(evidence.rungs_of(user_id))
    assert changed
    assert all(after.skills[name].rung == "course" for name in changed)
    assert all(
        after.skills[name].lines == before.skills[name].lines for name in changed & before.skills.keys()
    )


def test_the_page_of_a_course_says_what_the_scores_then_say(user_id: int, cv: CV, job_id: int) -> None:
    number = number_of("course~c2")
    before = total(cv, job_id)
    [told] = course_page.page(number, user_id, job_id).effects
    assert (told.job_id, told.before) == (job_id, before)
    marks.mark(user_id, number, "done")
    assert told.after == total(cv, job_id) > before
    again = course_page.page(number, user_id, job_id)
    assert (again.state, again.effects) == ("done", (told,))
    assert course_page.page(number, user_id, 10**6).job is None
    assert course_page.page(number, None).effects == ()


def test_a_course_that_moves_nothing_says_so_for_the_offer_one_came_from(
    user_id: int, cv: CV, job_id: int
) -> None:
    number = number_of("course~c7")
    assert course_page.page(number, user_id).effects == ()
    [told] = course_page.page(number, user_id, job_id).effects
    assert told.gain == 0


def test_the_plan_of_an_offer_promises_what_its_courses_bring(user_id: int, cv: CV, job_id: int) -> None:
    plan = learning_plan.of_job(job_id, user_id, "en")
    assert plan
    assert [step.course.course_id for step in plan.steps] == ["course~c2", "course~c1"]
    assert [step.hours_so_far for step in plan.steps] == [8.0, 20.0] == [8.0, plan.hours]
    assert [len(step.unlocked) for step in plan.steps] == [0, 1]
    assert [one.casefold() for one in plan.open_skills] == ["figma"]
    for step in plan.steps:
        [effect] = step.effects
        assert effect.before == total(cv, job_id)
        marks.mark(user_id, step.course.id, "done")
        assert effect.after == total(cv, job_id)
    assert plan.outcome[0].after == total(cv, job_id)
    left = learning_plan.of_job(job_id, user_id, "en")
    assert left
    assert left.steps == ()
    assert left.open_skills == plan.open_skills


def test_one_step_brings_at_least_what_the_match_says(user_id: int, cv: CV, job_id: int) -> None:
    """The gain of a gap is that of the skill alone; a course may teach more, and what is related."""
    match = matching.explain(cv, db.session.get_one(Job, job_id))
    gains = {one.skill.casefold(): one.gain for one in match.missing}
    [told] = course_page.page(number_of("course~c1"), user_id, job_id).effects
    assert told.gain >= gains["tableau"] - 0.11 > 0


def test_the_preferred_language_is_planned_with_and_no_third(user_id: int, cv: CV, job_id: int) -> None:
    plan = learning_plan.of_job(job_id, user_id, "fr")
    assert plan
    courses = {step.course.course_id for step in plan.steps}
    assert "course~c5" in courses
    assert "course~c6" not in courses


def test_the_plan_over_the_best_offers_takes_what_most_of_them_ask_for(user_id: int, cv: CV) -> None:
    store(
        *(posting(number, description_text="Required: Python and Terraform.") for number in range(1, 5)),
        posting(9, description_text="Required: Python and Tableau."),
    )
    plan = learning_plan.of_best(user_id, 20, "en")
    assert plan
    assert plan.count == 5
    assert [step.course.course_id for step in plan.steps] == ["course~c4", "course~c1"]
    assert [step.asked_by for step in plan.steps] == [4, 1]
    assert [len(step.unlocked) for step in plan.steps] == [4, 1]
    assert plan.unlocked == 5
    assert all(one.gain > 0 for one in plan.outcome)


def test_hours_that_nobody_tells_are_assumed_and_said_to_be(user_id: int, cv: CV, job_id: int) -> None:
    catalogue.save([record(20, "Figma", "Figma", hours=None)], "import")
    plan = learning_plan.of_job(job_id, user_id, "en")
    assert plan
    [step] = [step for step in plan.steps if step.course.course_id == "course~c20"]
    assert step.is_assumed
    assert step.hours == learning_plan.ASSUMED_HOURS["course"]


def test_without_a_cv_there_is_no_plan_and_no_course(user_id: int, job_id: int) -> None:
    assert learning_plan.of_job(job_id, user_id, "en") is None
    assert learning_plan.of_best(None, 20, "en") is None
    assert job_courses.of_job(job_id, user_id, "en") is None
    assert job_courses.of_job(job_id, None, "en") is None
    for of_job in (learning_plan.of_job, job_courses.of_job):
        with pytest.raises(NotFound):
            of_job(job_id + 1, user_id, "en")


def test_an_empty_catalogue_leaves_every_gap_open(context: Flask, job_id: int) -> None:
    user_id = make_user("sami@example.org")
    cv_of(user_id, "sami.txt")
    plan = learning_plan.of_job(job_id, user_id, "en")
    assert plan
    assert (plan.steps, plan.hours) == ((), 0.0)
    assert len(plan.open_skills) == plan.gaps == 4


def test_the_best_offers_may_be_none(user_id: int, cv: CV) -> None:
    plan = learning_plan.of_best(user_id, 20, "en")
    assert plan
    assert (plan.count, plan.steps, plan.outcome) == (0, (), ())
    assert course_effects.best_offers(cv) == []


def test_all_gaps_of_an_offer_are_looked_up_at_once(
    user_id: int, cv: CV, job_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(
        job_courses, "recommend", lambda skills, **wishes: asked.append(skills) or RECOMMEND(skills, **wishes)
    )
    found = job_courses.of_job(job_id, user_id, "en")
    assert found
    assert len(asked) == 1
    assert [gap.missing.skill.casefold() for gap in found.gaps][-1] == "figma"
    first = {
        gap.missing.skill.casefold(): gap.found.suggestions[0].course.course_id for gap in found.gaps[:3]
    }
    assert first["tableau"] == "course~c1"


RECOMMEND = job_courses.recommend


@pytest.mark.parametrize("state", ["", "finished", "DONE"])
def test_other_states_are_refused(user_id: int, state: str) -> None:
    with pytest.raises(BadInput):
        marks.mark(user_id, number_of("course~c1"), state)


def test_what_is_not_there_cannot_be_marked(user_id: int) -> None:
    gone = number_of("course~c1")
    catalogue.deactivate(["course~c1"])
    for number in (gone, 10**6):
        with pytest.raises(NotFound):
            marks.mark(user_id, number, "saved")
    assert kept.states(user_id) == {}


def test_the_number_of_courses_kept_is_bounded(user_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "MOST", 2)
    for course in ("course~c1", "course~c2"):
        marks.mark(user_id, number_of(course), "saved")
    with pytest.raises(BadInput):
        marks.mark(user_id, number_of("course~c3"), "saved")
    marks.mark(user_id, number_of("course~c1"), "done")
    assert kept.states(user_id) == {"course~c1": "done", "course~c2": "saved"}


def test_others_keep_their_scores(user_id: int, cv: CV, job_id: int) -> None:
    other = make_user("other@example.org")
    theirs = db.session.get_one(CV, cv_of(other, "other.txt"))
    before, version = total(theirs, job_id), theirs.version
    marks.mark(user_id, number_of("course~c1"), "done")
    assert (total(theirs, job_id), db.session.get_one(CV, theirs.id).version) == (before, version)
