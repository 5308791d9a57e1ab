"""A site whose model is the fake server, and the worker that asks it. For tests of all that models help with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask

from app.extensions import db
from app.services import progress
from app.services.assistant import configs, consents, set_up
from app.services.progress import Current
from tests.fake_model import FakeModel

KEY = "gsk_canary_4f1d09c7a2_never_shown"


def use(fake: FakeModel, engine: str = "openai", **changes: Any) -> None:
    """Set the fake server up as an admin does."""
    values = {
        "engine": engine,
        "base_url": fake.groq_url if engine == "groq" else fake.url,
        "model": "fake-large",
        "vision_model": "fake-vision",
        "calls_per_day": "30",
        "call_seconds": "5",
        **changes,
    }
    configs.save(values, key=KEY, expected_version=set_up.current().version)


def consent(user_id: int, purpose: str) -> None:
    consents.grant(user_id, purpose, set_up.current().provider, consents.TEXT_VERSIONS[purpose])


@contextmanager
def in_worker(task_id: int | None = None) -> Iterator[None]:
    """Inside, a model may be asked."""
    with progress.working(Current(task_id or 0, 1, datetime.now(UTC), None)):
        yield


def answer_all(app: Flask) -> None:
    """Do all waiting questions, as the worker does."""
    lane = app.extensions["model_queue"]
    while (message := lane.dequeue()) is not None:
        lane.execute(message)
    db.session.remove()  # what this process has read is old
