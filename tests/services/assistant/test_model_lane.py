"""A worker of its own process: questions are answered, and a provider that stalls holds nothing else up."""

from __future__ import annotations

from flask import Flask

from app.extensions import db
from app.models import Task
from app.services import tasks
from app.services.assistant import pending
from app.services.assistant.trying import MODELS, PURPOSE, QUESTION
from tests import model_site
from tests.factories import make_user
from tests.fake_model import FakeModel
from tests.processes import python, wait_until


def state_of(task_id: int) -> str:
    db.session.remove()
    task = db.session.get(Task, task_id)
    return task.state if task else ""


def test_a_stalled_provider_holds_up_neither_mails_nor_lists(context: Flask, model: FakeModel) -> None:
    model_site.use(model, call_seconds="60")
    model.behave("stall", then_answers=True)
    make_user()
    pending.put(None, PURPOSE, QUESTION, {})
    with python(context.extensions["settings"], "-m", "app.worker"):
        wait_until(lambda: model.questions)
        task = tasks.ask_once("hourly", "now")
        assert task is not None
        task_id = task.id
        pending.put(None, PURPOSE, MODELS, {})
        wait_until(lambda: state_of(task_id) == "done")
        wait_until(lambda: not pending_now(MODELS))
        assert pending_now(QUESTION), "it still waits for its model"
        model.let_go()
        wait_until(lambda: not pending_now(QUESTION))
    with context.app_context():
        assert db.session.query(Task).filter_by(name=pending.TASK, state="done").count() == 2


def pending_now(subject: str) -> bool:
    db.session.remove()
    return pending.is_waiting(None, PURPOSE, subject)
