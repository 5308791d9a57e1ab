"""Quizzes on the server: one open try, one submission, in time, and what comes of it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app.core.quizzes.bank import BankFault
from app.core.quizzes.question import BadQuestion, texts_json
from app.core.quizzes.rules import COOLDOWN, GRACE, MIX, MOST_A_DAY, TIME
from app.core.quizzes.statistics import LEAST_ANSWERS
from app.core.skills.lexicon import default_lexicon
from app.errors import BadInput, Conflict, NotFound
from app.extensions import db
from app.models import CV, QuizAttempt, QuizQuestion, utc_now
from app.services import course_effects, evidence
from app.services.quizzes import attempts, bank, drafts, overview, reports, results, review, submission, tries
from app.services.transaction import transaction
from app.worker import maintenance
from tests.factories import make_user
from tests.processes import finish, let_go, python
from tests.some_quizzes import load_some, places_for, question, right_places, some_bank, write_bank
from tests.web.everything import cv_of

WRONG = [None] * 10


@pytest.fixture
def user_id(context: Flask) -> int:
    load_some("python", "docker")
    user_id = make_user("amel@example.org")
    cv_of(user_id, "amel.txt")
    return user_id


@pytest.fixture
def attempt(user_id: int) -> QuizAttempt:
    return attempts.get(user_id, attempts.start(user_id, "python", "en"))


def all_right(attempt: QuizAttempt) -> list[int | None]:
    return [*right_places(attempt)]


def shift(attempt_id: int, **back: float) -> None:
    """As if it had been started and handed in earlier."""
    with transaction() as session:
        row = session.get_one(QuizAttempt, attempt_id)
        row.started_at -= timedelta(**back)
        row.deadline_at -= timedelta(**back)
        row.submitted_at = row.submitted_at and row.submitted_at - timedelta(**back)


def rows() -> dict[str, QuizQuestion]:
    db.session.expire_all()
    return {row.key: row for row in db.session.scalars(select(QuizQuestion))}


# the bank in the database


def test_the_bank_is_loaded_once(context: Flask) -> None:
    questions = some_bank()
    assert bank.bring_in(questions).new == len(questions)
    again = bank.bring_in(questions)
    assert (again.changed, again.unchanged) == (0, len(questions))
    assert rows()["python-01"].texts == texts_json(question(1).texts)
    assert rows()["python-01"].skill == "Python"


def test_what_changes_is_replaced_and_what_leaves_is_retired(context: Flask) -> None:
    first, second, *others = some_bank()
    bank.bring_in([first, second, *others])
    with transaction():
        rows()["python-02"].times_asked = 40
    done = bank.bring_in([replace(second, topic="another"), *others])
    assert (done.new, done.updated, done.retired) == (0, 1, 1)
    assert rows()["python-01"].state == "retired"
    assert (rows()["python-02"].topic, rows()["python-02"].times_asked) == ("another", 0)
    assert bank.bring_in([first, second, *others]).updated == 2, "what comes back is asked again"
    assert rows()["python-01"].state == "active"


def test_what_an_administrator_decided_stays(context: Flask) -> None:
    admin = make_user("admin@example.org", role="admin")
    first, second, third, *others = some_bank()
    bank.bring_in([first, second, third, *others])
    edited = {**texts_json(question(77).texts), "difficulty": "hard", "topic": "mine", "source": "my book"}
    review.edit(rows()["python-01"].id, edited, admin)
    review.decide(rows()["python-02"].id, "retire", admin)
    review.decide(rows()["python-03"].id, "flag", admin)
    done = bank.bring_in([replace(first, topic="newer"), second, *others])
    assert (done.kept, done.changed) == (1, 0)
    assert (rows()["python-01"].topic, rows()["python-01"].difficulty) == ("mine", "hard")
    assert [rows()[f"python-{number:02}"].state for number in (2, 3)] == ["retired", "flagged"]


def test_a_faulty_bank_changes_nothing(context: Flask, tmp_path: Path) -> None:
    load_some()
    before = {key: row.state for key, row in rows().items()}
    (tmp_path / "python.json").write_text(
        json.dumps({"skill": "Python", "questions": [{"key": "python-99"}]})
    )
    with pytest.raises(BankFault):
        bank.load(tmp_path)
    assert {key: row.state for key, row in rows().items()} == before
    found = context.test_cli_runner().invoke(args=["quizzes", "load", str(tmp_path)])
    assert found.exit_code == 1
    assert "python.json: python-99" in found.output


def test_the_command_loads_a_folder_and_says_what_it_did(context: Flask, tmp_path: Path) -> None:
    said = some_bank()
    write_bank(tmp_path, said)
    for new, unchanged in ((len(said), 0), (0, len(said))):
        found = context.test_cli_runner().invoke(args=["quizzes", "load", str(tmp_path)])
        assert found.exit_code == 0
        assert found.output.startswith(f"{new} new, 0 updated, 0 retired, {unchanged} unchanged")


def test_drafts_wait_and_do_not_repeat(context: Flask) -> None:
    load_some()
    new = replace(question(300), key="", skill="python")
    assert drafts.add([new, new, replace(question(1), key="")]) == 1
    draft = db.session.scalars(select(QuizQuestion).where(QuizQuestion.state == "draft")).one()
    assert (draft.skill, draft.origin) == ("Python", "model")
    assert drafts.add([new]) == 0
    assert bank.bring_in(some_bank()).changed == 0, "the bank leaves them alone"
    with pytest.raises(BadQuestion):
        drafts.add([replace(new, difficulty="impossible")])


# starting


def test_a_quiz_keeps_its_answers_to_itself(user_id: int, attempt: QuizAttempt) -> None:
    quiz = attempts.open_quiz(user_id, attempt.id, "en")
    assert quiz
    assert Counter(one.difficulty for one in quiz.questions) == MIX
    assert quiz.deadline_at == attempt.started_at + TIME
    for shown, kept in zip(quiz.questions, attempt.questions, strict=True):
        assert sorted(shown.options) == sorted(kept["texts"]["en"]["options"])
        assert "the option that is right" in shown.options[kept["order"].index(0)]
    assert "EXPLANATION" not in repr(quiz)
    french = attempts.open_quiz(user_id, attempt.id, "fr")
    assert french
    assert all(option.startswith("FR ") for one in french.questions for option in one.options)
    assert attempts.open_quiz(user_id, attempt.id, "ar"), "who reads another language gets English"


def test_one_try_is_open_at_a_time(user_id: int, attempt: QuizAttempt) -> None:
    assert attempts.start(user_id, "python", "fr") == attempt.id
    assert attempts.start(user_id, "docker", "en") != attempt.id
    other = make_user("other@example.org")
    cv_of(other, "other.txt")
    assert attempts.start(other, "python", "en") != attempt.id


def test_a_skill_that_one_does_not_have_cannot_be_tried(user_id: int) -> None:
    for skill in ("cobol", "no such skill", "", "x" * 100):
        with pytest.raises(NotFound):
            attempts.start(user_id, skill, "en")
    with pytest.raises(NotFound):
        attempts.start(make_user("bare@example.org"), "python", "en")
    with pytest.raises(Conflict) as refused:
        attempts.start(user_id, "flask", "en")
    assert refused.value.code == "no_quiz"


def test_the_next_try_has_to_wait(user_id: int, attempt: QuizAttempt) -> None:
    submission.submit(user_id, attempt.id, WRONG)
    with pytest.raises(Conflict) as refused:
        attempts.start(user_id, "python", "en")
    assert refused.value.code == "too_soon"
    assert refused.value.retry_after
    assert 0 <= COOLDOWN.total_seconds() - refused.value.retry_after < 60
    shift(attempt.id, hours=23, minutes=50)
    with pytest.raises(Conflict):
        attempts.start(user_id, "python", "en")
    shift(attempt.id, minutes=15)
    second = attempts.get(user_id, attempts.start(user_id, "python", "en"))
    met = {one["id"] for one in attempt.questions}
    spare = len(some_bank()) - len(met)
    assert len({one["id"] for one in second.questions} - met) == spare, "what was not met is asked first"


def test_there_is_a_limit_for_one_day(user_id: int) -> None:
    with transaction() as session:
        for number in range(MOST_A_DAY):
            when = utc_now() - timedelta(hours=2, minutes=number)
            session.add(
                QuizAttempt(user_id=user_id, skill=f"Skill {number}", language="en", questions=[], seed=1,
                            state="late", started_at=when, deadline_at=when + TIME)
            )  # fmt: skip
    with pytest.raises(Conflict) as refused:
        attempts.start(user_id, "python", "en")
    assert refused.value.code == "too_many_today"
    shown = overview.overview(user_id)
    assert shown
    assert all(row.next_try_at for row in shown.skills)
    oldest = db.session.scalars(select(QuizAttempt).order_by(QuizAttempt.started_at)).first()
    assert oldest
    shift(oldest.id, hours=23)
    assert attempts.start(user_id, "python", "en")


# handing in


def test_all_right_is_an_expert(user_id: int, attempt: QuizAttempt) -> None:
    done = submission.submit(user_id, attempt.id, all_right(attempt))
    assert (done.grade.percent, done.grade.level, done.grade.passed, done.is_late) == (
        100,
        "expert",
        True,
        False,
    )
    kept = attempts.get(user_id, attempt.id)
    assert (kept.state, kept.percent, kept.level, kept.passed) == ("done", 100, "expert", True)
    found = results.result(user_id, attempt.id, "fr")
    assert found
    assert found.next_try_at
    assert all(one.is_right and one.explanation.startswith("EXPLICATION") for one in found.questions)
    assert not found.missed_topics


def test_nothing_answered_is_a_novice(user_id: int, attempt: QuizAttempt) -> None:
    done = submission.submit(user_id, attempt.id, WRONG)
    assert (done.grade.percent, done.grade.level, done.grade.passed) == (0, "novice", False)
    found = results.result(user_id, attempt.id, "en")
    assert found
    assert len(found.missed_topics) == 10


def test_the_second_submission_does_not_count(user_id: int, attempt: QuizAttempt) -> None:
    submission.submit(user_id, attempt.id, WRONG)
    with pytest.raises(Conflict) as refused:
        submission.submit(user_id, attempt.id, all_right(attempt))
    assert refused.value.code == "already_submitted"
    assert attempts.get(user_id, attempt.id).percent == 0


def test_another_person_s_try_is_not_there(user_id: int, attempt: QuizAttempt) -> None:
    other = make_user("other@example.org")
    for ask in (
        lambda: submission.submit(other, attempt.id, all_right(attempt)),
        lambda: attempts.open_quiz(other, attempt.id, "en"),
        lambda: results.result(other, attempt.id, "en"),
        lambda: reports.report(other, attempt.id, 1, ""),
    ):
        with pytest.raises(NotFound):
            ask()
    assert attempts.get(user_id, attempt.id).state == "open"


@pytest.mark.parametrize("chosen", [[], [0] * 9, [0] * 11, [0] * 9 + [4], [0] * 9 + [-1]])
def test_answers_that_are_none_leave_it_open(user_id: int, attempt: QuizAttempt, chosen: list[int]) -> None:
    with pytest.raises(BadInput):
        submission.submit(user_id, attempt.id, chosen)
    assert attempts.get(user_id, attempt.id).state == "open"


def test_within_the_grace_it_counts_and_after_it_is_late(user_id: int, attempt: QuizAttempt) -> None:
    with time_machine.travel(attempt.deadline_at + GRACE - timedelta(seconds=1), tick=False):
        assert not submission.submit(user_id, attempt.id, all_right(attempt)).is_late
    second = attempts.get(user_id, attempts.start(user_id, "docker", "en"))
    with time_machine.travel(second.deadline_at + GRACE + timedelta(seconds=1), tick=False):
        assert submission.submit(user_id, second.id, all_right(second)).is_late
        with pytest.raises(Conflict):
            submission.submit(user_id, second.id, all_right(second))
    kept = attempts.get(user_id, second.id)
    assert (kept.state, kept.level, kept.passed) == ("late", None, None)
    assert "docker" not in evidence.rungs_of(user_id)
    assert not any(row.times_asked for row in rows().values() if row.skill == "Docker")
    found = results.result(user_id, second.id, "en")
    assert found
    assert (found.state, found.passed, len(found.questions)) == ("late", None, 10)


def test_what_nobody_finishes_ends(user_id: int, attempt: QuizAttempt) -> None:
    assert tries.end_overdue() == 0
    shift(attempt.id, minutes=11)
    assert "1 quizzes not finished" in maintenance.hourly()
    kept = attempts.get(user_id, attempt.id)
    assert (kept.state, kept.answers, kept.percent) == ("late", [], None)
    found = results.result(user_id, attempt.id, "en")
    assert found
    assert found.questions == (), "who looked and left learns no answers"
    with pytest.raises(Conflict) as refused:
        submission.submit(user_id, attempt.id, all_right(attempt))
    assert refused.value.code == "late"
    with pytest.raises(Conflict) as refused:
        attempts.start(user_id, "python", "en")
    assert refused.value.code == "too_soon", "leaving is a try too"


def test_looking_ends_what_is_overdue(user_id: int, attempt: QuizAttempt) -> None:
    shift(attempt.id, minutes=11)
    assert attempts.open_quiz(user_id, attempt.id, "en") is None
    assert attempts.get(user_id, attempt.id).state == "late"


def counted(attempt_id: int, percent: float) -> None:
    """Exactly one submission stands, and each question was counted once."""
    db.session.expire_all()
    assert db.session.get_one(QuizAttempt, attempt_id).state == "done"
    asked = [row for row in rows().values() if row.times_asked]
    assert len(asked) == 10
    assert all((row.times_asked, row.percent_sum) == (1, percent) for row in asked)
    assert all(row.right_percent_sum == percent * row.times_right for row in asked)


def test_of_fifty_submissions_at_once_one_counts(context: Flask, user_id: int, attempt: QuizAttempt) -> None:
    chosen, attempt_id, said = all_right(attempt), attempt.id, []
    db.session.commit()
    together = Barrier(50)

    def hand_in() -> None:
        with context.app_context():
            together.wait(60)
            try:
                submission.submit(user_id, attempt_id, chosen)
                said.append("counts")
            except Conflict as refused:
                said.append(refused.code)
            finally:
                db.session.remove()

    threads = [Thread(target=hand_in) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert Counter(said) == {"counts": 1, "already_submitted": 49}
    counted(attempt_id, 100)
    assert db.session.scalar(select(CV.version).where(CV.user_id == user_id)) == 2


PROCESS = """
import sys
from threading import Thread
from app import create_app
from app.errors import Conflict
from app.extensions import db
from app.services.quizzes import submission
app = create_app()
user_id, attempt_id, *chosen = map(int, sys.argv[1:])
said = []
def hand_in():
    with app.app_context():
        try:
            submission.submit(user_id, attempt_id, chosen)
            said.append("counts")
        except Conflict as refused:
            said.append(refused.code)
        finally:
            db.session.remove()
sys.stdin.read()
threads = [Thread(target=hand_in) for _ in range(5)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(" ".join(said))
"""


def test_of_submissions_from_several_processes_one_counts(
    context: Flask, user_id: int, attempt: QuizAttempt
) -> None:
    attempt_id, settings = attempt.id, context.extensions["settings"]
    given = [str(user_id), str(attempt_id), *map(str, all_right(attempt))]
    db.session.commit()
    with (
        python(settings, "-c", PROCESS, *given, waits=True) as one,
        python(settings, "-c", PROCESS, *given, waits=True) as other,
    ):
        let_go(one, other)
        said = Counter(f"{finish(one)} {finish(other)}".split()[-10:])
    assert said == {"counts": 1, "already_submitted": 9}
    counted(attempt_id, 100)


def test_of_starts_at_once_all_get_the_same_try(context: Flask, user_id: int) -> None:
    db.session.commit()
    together, found = Barrier(8), []

    def begin() -> None:
        with context.app_context():
            together.wait(60)
            found.append(attempts.start(user_id, "python", "en"))
            db.session.remove()

    threads = [Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(found) == 8
    assert len(set(found)) == 1
    assert db.session.scalar(select(func.count(QuizAttempt.id))) == 1


# what questions tell


def test_figures_of_a_question_grow_with_answers(user_id: int, attempt: QuizAttempt) -> None:
    submission.submit(user_id, attempt.id, places_for(attempt, 68))
    for one, answer in zip(attempt.questions, places_for(attempt, 68), strict=True):
        row = db.session.get_one(QuizQuestion, one["id"])
        right = one["order"][answer] == 0  # type: ignore[index]
        assert (row.times_asked, row.times_right) == (1, int(right))
        assert (row.percent_sum, row.percent_square_sum) == (68, 68**2)
        assert row.right_percent_sum == (68 if right else 0)
        assert review.statistics_of(row).share_right is None


def test_a_question_edited_meanwhile_counts_anew(user_id: int, attempt: QuizAttempt) -> None:
    edited = attempt.questions[0]["id"]
    texts = texts_json(question(500).texts)
    review.edit(edited, {**texts, "difficulty": "easy", "topic": "x", "source": "y"}, user_id)
    done = submission.submit(user_id, attempt.id, all_right(attempt))
    assert done.grade.percent == 100, "graded as it was asked"
    counts = {one["id"]: db.session.get_one(QuizQuestion, one["id"]).times_asked for one in attempt.questions}
    assert counts[edited] == 0
    assert sum(counts.values()) == 9


def test_only_active_questions_are_asked(user_id: int) -> None:
    admin = make_user("admin@example.org", role="admin")
    spare = [row for row in rows().values() if row.skill == "Python" and row.difficulty == "hard"][:2]
    for row, decision in zip(spare, ("flag", "retire"), strict=True):
        review.decide(row.id, decision, admin)
    asked = attempts.get(user_id, attempts.start(user_id, "python", "en"))
    assert not {row.id for row in spare} & {one["id"] for one in asked.questions}
    left = next(row for row in rows().values() if row.skill == "Docker" and row.difficulty == "hard")
    for row in [row for row in rows().values() if row.skill == "Docker" and row.difficulty == "hard"][:-1]:
        review.decide(row.id, "flag", admin)
    assert left
    assert "docker" not in overview.skills_with_quiz()
    with pytest.raises(Conflict):
        attempts.start(user_id, "docker", "en")


def test_people_report_a_question_once(user_id: int, attempt: QuizAttempt) -> None:
    asked = attempt.questions[2]["id"]
    with pytest.raises(Conflict):
        reports.report(user_id, attempt.id, 3, "too early")
    submission.submit(user_id, attempt.id, WRONG)
    assert reports.report(user_id, attempt.id, 3, "two  are\nright \x00 \ud800 <b>")
    assert not reports.report(user_id, attempt.id, 3, "again")
    row = review.get(asked).question
    assert row.flags == 1
    assert row.note.endswith(": two are right <b>")
    assert "again" not in row.note
    found = results.graded(user_id, attempt.id, "en")
    assert found
    assert [one.number for one in found.questions if one.is_reported] == [3]
    for number in (0, 11, 2**31 - 1):
        with pytest.raises(NotFound):
            reports.report(user_id, attempt.id, number, "")
    listed = review.questions(review.ReviewFilter(reported=True))
    assert [one.question.id for one in listed.rows] == [asked]
    review.decide(asked, "settle", user_id)
    assert (review.get(asked).question.flags, review.get(asked).question.note) == (0, "")


def test_the_review_finds_what_to_look_at(user_id: int) -> None:
    poor = rows()["python-04"]
    with transaction():  # those who had it right reached 30 % in all, the others 60 %
        for row, right in ((rows()["python-04"], 30.0), (rows()["python-05"], 90.0)):
            row.times_asked, row.times_right = 2 * LEAST_ANSWERS, LEAST_ANSWERS
            row.percent_sum = LEAST_ANSWERS * (right + 60.0)
            row.percent_square_sum = LEAST_ANSWERS * (right**2 + 60.0**2) + 100
            row.right_percent_sum = LEAST_ANSWERS * right
    listed = review.questions(review.ReviewFilter(low=True))
    assert [one.question.key for one in listed.rows] == [poor.key]
    assert review.questions(review.ReviewFilter(skill="Docker")).total == len(some_bank())
    assert review.questions(review.ReviewFilter(state="draft")).total == 0
    assert review.questions(review.ReviewFilter(), 99).page == review.questions(review.ReviewFilter()).pages
    with pytest.raises(BadInput):
        review.decide(poor.id, "burn", user_id)
    with pytest.raises(NotFound):
        review.get(10**6)


def test_a_draft_in_one_language_cannot_be_activated(user_id: int) -> None:
    only = replace(question(400), texts={"en": question(400).texts["en"]})
    assert drafts.add([only]) == 1
    draft = db.session.scalars(select(QuizQuestion).where(QuizQuestion.state == "draft")).one()
    with pytest.raises(BadQuestion):
        review.decide(draft.id, "activate", user_id)
    given = {**texts_json(question(400).texts), "difficulty": "hard", "topic": "x", "source": "y"}
    review.edit(draft.id, given, user_id)
    review.decide(draft.id, "activate", user_id)
    assert review.get(draft.id).question.state == "active"


def test_the_effect_of_a_quiz_is_the_same_before_and_after(user_id: int, attempt: QuizAttempt) -> None:
    cv = db.session.scalars(select(CV).where(CV.user_id == user_id)).one()
    before = course_effects.of_quiz(cv, "python")
    submission.submit(user_id, attempt.id, all_right(attempt))
    assert course_effects.of_quiz(cv, "python") == before


def test_every_category_and_index_finds_its_skill(user_id: int) -> None:
    found = overview.overview(user_id)
    assert found
    assert found.skills
    for row in found.skills:
        assert found.find(row.category, row.index) == row
        assert row.has_quiz == (row.skill in {"python", "docker"})
        assert row.skill in default_lexicon().skills
    assert found.find("competences_techniques", 999) is None
    assert overview.overview(None) is None
    assert overview.overview(make_user("bare@example.org")) is None
