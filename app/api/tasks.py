"""How far long work is."""

from __future__ import annotations

from flask import Response

from app.api.answers import answer
from app.api.caller import caller
from app.api.operation import group
from app.api.schemas.paths import TaskPath
from app.api.schemas.tasks import TaskResponse
from app.services import tasks

blueprint = group("tasks", "/tasks", "Long work that was asked for.")


@blueprint.get("/<int:task_id>", responses={200: TaskResponse})
def show(path: TaskPath) -> Response:
    """How far a task is, for who asked for it"""
    return answer(TaskResponse.model_validate(tasks.get_asked(caller().user_id, path.task_id)))
