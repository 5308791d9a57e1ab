"""The index is built by processes that are killed, read by processes that fork: what is read stays whole."""

from __future__ import annotations

import random
from time import sleep

import numpy as np
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Course, CourseVector, IndexGeneration
from app.services.courses import catalogue, generations, index
from app.services.courses.recommend import recommend
from app.services.courses.shelf import shelf
from app.services.transaction import end_reading, transaction
from app.settings import Settings
from tests.effort import times
from tests.processes import finish, kill, python, wait_until
from tests.services.some_courses import Speller, record, use

COURSES = 1_500
KILLS = times(3, 20)
PROGRAM = ("-m", "tests.services.index_process")


def with_vectors(context: Flask, count: int) -> None:
    """Courses whose vectors are drawn, so that no time goes into making them."""
    use(context, Speller())
    catalogue.save([record(number) for number in range(count)], "import")
    points = np.random.default_rng(3).normal(size=(count, 384)).astype("<f4")
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    with transaction() as session:
        rows = session.execute(select(Course.id, Course.content_hash).order_by(Course.id)).all()
        session.add_all(
            CourseVector(
                course_id=row.id, model="speller/1", content_hash=row.content_hash, vector=point.tobytes()
            )
            for row, point in zip(rows, points, strict=True)
        )


def states() -> list[str]:
    end_reading()
    found = db.session.scalars(select(IndexGeneration.state).order_by(IndexGeneration.id)).all()
    end_reading()
    return list(found)


def current() -> str:
    end_reading()
    row = generations.current()
    end_reading()
    return row.name if row else ""


def test_a_build_killed_at_any_moment_leaves_the_old_index(context: Flask, settings: Settings) -> None:
    with_vectors(context, COURSES)
    index.build_here()
    first, chance = current(), random.Random()
    for number in range(1, KILLS + 1):
        with python(settings, *PROGRAM, "build") as process:
            wait_until(lambda number=number: len(states()) > number or process.poll() is not None, 120)
            sleep(chance.uniform(0, 1))
            was_running = process.poll() is None
            kill(process)
        assert current() == first or not was_running or states()[-1] == "ready"
        first = current()
        assert shelf().generation == first
        assert shelf().fault == ""
        assert len(recommend(["python"]).by_skill[0].suggestions) == 3
    with python(settings, *PROGRAM, "build") as process:
        assert f"{COURSES} courses indexed, 0 vectors made, 20 of 20 probes found" in finish(process)
    assert "building" not in states()
    kept = {row.name for row in (generations.current(), generations.previous()) if row}
    assert {path.name for path in generations.folder().iterdir() if path.is_dir()} == kept


def test_processes_that_fork_read_well(context: Flask, settings: Settings) -> None:
    with_vectors(context, 300)
    index.build_here()
    with python(settings, *PROGRAM, "fork") as process:
        finish(process)
