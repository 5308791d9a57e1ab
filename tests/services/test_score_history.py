"""Scores day by day: the right numbers, once a day and CV, without asking for offers one by one."""

from __future__ import annotations

import io
from datetime import timedelta

import numpy as np
import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from app.core.matching.standing import BEST, GOOD, standing
from app.extensions import db
from app.models import CV, ScoreHistory, Task, User, utc_now
from app.queue import lane_of
from app.services import cvs, matching, score_history, tasks
from app.services.transaction import transaction
from app.worker import HANDLERS
from tests.factories import CV_TEXT, make_user, posting, store
from tests.services.sql_statements import statements
from tests.web.everything import cv_of


def rows() -> list[ScoreHistory]:
    db.session.rollback()
    return list(db.session.scalars(select(ScoreHistory).order_by(ScoreHistory.cv_id, ScoreHistory.day)))


@given(st.lists(st.one_of(st.none(), st.floats(0, 100, width=32)), max_size=60))
def test_a_standing_is_what_sorting_would_give(totals: list[float | None]) -> None:
    found = standing(np.array([np.nan if one is None else one for one in totals], np.float32))
    known = sorted((one for one in totals if one is not None), reverse=True)
    assert found.offers == len(known)
    assert found.good_offers == sum(round(one, 1) >= GOOD for one in known)
    if known:
        best = known[:BEST]
        assert found.best_mean == pytest.approx(sum(best) / len(best), abs=0.06)
    else:
        assert found.best_mean is None


def test_each_cv_has_one_row_a_day_and_the_later_figures_count(context: Flask) -> None:
    people = [make_user(f"p{n}@example.org", is_active=n != 2) for n in range(3)]
    first, second, _disabled = (cv_of(user_id, "cv.txt") for user_id in people)
    other = cv_of(people[0], "other.txt")
    store(*(posting(n, title="Python developer" if n % 2 else "Nurse") for n in range(30)))
    assert score_history.run() == "3 CVs noted, 0 old rows removed"
    assert [row.cv_id for row in rows()] == [first, second, other]
    row, cv = rows()[0], db.session.get_one(CV, first)
    totals = np.sort(matching.scores(cv).total.astype(float))[::-1]
    assert row.offers == 30
    assert row.best_mean == pytest.approx(totals[:20].mean(), abs=0.06)
    assert row.good_offers == int((totals.round(1) >= 70).sum())
    assert row.skills == len(cv.extracted_skills) > 0
    assert row.day == f"{utc_now():%Y-%m-%d}"
    store(*(posting(100 + n) for n in range(5)))
    score_history.run()
    assert [(one.cv_id, one.offers) for one in rows()] == [(first, 35), (second, 35), (other, 35)]
    with time_machine.travel(utc_now() + timedelta(days=1)):
        score_history.run()
        assert len(rows()) == 6
        history = score_history.of_person(people[0], 90)
        assert [(one.cv_id, one.is_primary, len(one.days)) for one in history] == [
            (first, True, 2),
            (other, False, 2),
        ]
        assert [len(one.days) for one in score_history.of_person(people[0], 1)] == [1, 1]
    cvs.delete(people[0], first)
    assert {one.cv_id for one in rows()} == {second, other}


def test_old_rows_go_and_nothing_to_compare_is_no_fault(context: Flask) -> None:
    user_id = make_user()
    cv_id = cv_of(user_id, "cv.txt")
    with time_machine.travel(utc_now() - timedelta(days=500)):
        score_history.run()
    assert score_history.run() == "1 CVs noted, 1 old rows removed"
    [row] = rows()
    assert (row.cv_id, row.best_mean, row.good_offers, row.offers) == (cv_id, None, 0, 0)


def test_a_cv_that_cannot_be_compared_stops_no_other(context: Flask) -> None:
    odd, sound = (cv_of(make_user(f"p{n}@example.org"), "cv.txt") for n in range(2))
    store(posting(1))
    with transaction() as session:
        session.execute(update(CV).where(CV.id == odd).values(profile={"total_years": "many"}))
    assert score_history.run().startswith("1 CVs noted")
    assert [row.cv_id for row in rows()] == [sound]


def test_a_cv_deleted_meanwhile_leaves_no_row(context: Flask) -> None:
    cv_id = cv_of(make_user(), "cv.txt")
    figures = {"day": "2026-01-31", "best_mean": 50.0, "good_offers": 0, "offers": 1, "skills": 1}
    assert score_history._store([{"cv_id": cv_id, **figures}, {"cv_id": cv_id + 1000, **figures}]) == 1
    assert [row.cv_id for row in rows()] == [cv_id]


def test_statements_follow_the_cvs_and_never_the_offers(context: Flask) -> None:
    for number in range(3):
        cv_of(make_user(f"p{number}@example.org"), "cv.txt")
    store(posting(1))
    score_history.run()
    counted = []
    for offers in (3, 30):
        store(*(posting(1000 * offers + n) for n in range(offers)))
        with statements() as asked:
            score_history.run()
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 40


def test_an_upload_is_noted_by_the_worker_and_the_day_by_its_slot(context: Flask) -> None:
    user_id = make_user()
    store(posting(1))
    cv = cvs.upload(user_id, io.BytesIO(CV_TEXT.encode()), "amel.txt")
    cv_id = cv.id
    task = db.session.scalars(select(Task).where(Task.name == "first_scores")).one()
    assert (task.arguments, rows()) == ({"cv_id": cv_id}, [])
    tasks.run(task.id, HANDLERS)
    [row] = rows()
    assert (row.cv_id, row.offers) == (cv_id, 1)
    assert tasks.ask_once("score_history", "2026-11-22") is not None
    assert tasks.ask_once("score_history", "2026-11-22") is None
    [daily] = db.session.scalars(select(Task.id).where(Task.name == "score_history"))
    tasks.run(daily, HANDLERS)
    db.session.rollback()
    done = db.session.get_one(Task, daily)
    assert (done.state, done.message) == ("done", "1 CVs noted, 0 old rows removed")
    assert db.session.scalar(select(func.count()).select_from(ScoreHistory)) == 1
    assert (lane_of("score_history"), lane_of("first_scores")) == ("slow_queue", "queue")
    with transaction() as session:
        session.execute(update(User).where(User.id == user_id).values(is_active=False))
    assert score_history.run(cv_id).startswith("0 CVs noted")


def test_each_day_knows_by_which_method(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    user_id = make_user()
    cv_of(user_id, "cv.txt")
    store(posting(1))
    with time_machine.travel(utc_now() - timedelta(days=1)), monkeypatch.context() as patched:
        patched.setattr(matching, "version", lambda: "1-older")
        score_history.run()
    score_history.run()
    [history] = score_history.of_person(user_id, 90)
    assert [one.scorer_version for one in history.days] == ["1-older", matching.version()]
