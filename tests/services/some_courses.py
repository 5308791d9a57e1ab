"""A small catalogue, and an engine that counts what it is asked to embed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from flask import Flask
from numpy.typing import NDArray
from sqlalchemy import select

from app.ai.lexical import LexicalEmbedder
from app.extensions import db
from app.models import Course
from app.services.courses import catalogue
from app.services.transaction import end_reading
from course_scraper import course as records

TOPICS = (
    "Python",
    "Docker",
    "Project management",
    "SQL",
    "Accounting",
    "Machine learning",
    "Statistics",
    "Java",
)


class Speller:
    """Compares spelling like the engine without a model, but counts as one that compares meaning."""

    semantic, reason, dimensions = True, "", 384

    def __init__(self, model_id: str = "speller/1") -> None:
        self.model_id = model_id
        self.texts: list[str] = []
        self.calls = 0
        self._engine = LexicalEmbedder()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls += 1
        self.texts += texts
        return self._engine.embed(texts)


class Opened:
    def __init__(self, engine: Any) -> None:
        self.engine = engine

    def get(self) -> Any:
        return self.engine


def use(app: Flask, engine: Any) -> Any:
    app.extensions["embedder"] = Opened(engine)
    return engine


def record(number: int, **changes: Any) -> records.Course:
    topic = TOPICS[number % len(TOPICS)]
    given: dict[str, Any] = {
        "id": f"course~c{number}",
        "title": f"{topic} {number}",
        "slug": f"c{number}",
        "description": f"A course about {topic}, number {number}, for people who want to know more.",
        "partner": f"School {number % 5}",
        "url": f"https://www.coursera.org/learn/c{number}",
        "skills": (topic,),
        "level": "beginner",
        "language": "en",
        "hours": 10.0,
        "rating": 4.5,
        "enrolments": 1000 + number,
    }
    return records.Course(**{**given, **changes})


def fill(count: int = 40, source: str = "import", **changes: Any) -> catalogue.Saved:
    return catalogue.save([record(number, **changes) for number in range(count)], source)


def row(course_id: str) -> Course:
    found = db.session.scalars(select(Course).where(Course.course_id == course_id)).one()
    end_reading()
    return found


def write_lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    return path
