"""Background work: what waits, what runs, what failed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import NotFound
from app.services import task_list, tasks
from app.web.pages.admin.numbers import page_number
from app.web.pages.admin.tasks import list_url, tasks_page

blueprint = Blueprint("admin_tasks", __name__, url_prefix="/admin/tasks")


@blueprint.get("")
def index() -> ResponseReturnValue:
    state = request.args.get("state", "")
    page = tasks_page(task_list.page(state, page_number(request.args.get("page"))), state)
    template = "admin_tasks/_list.html" if request.headers.get("HX-Request") else "admin_tasks/index.html"
    return render_template(template, page=page)


@blueprint.post("/<int:task_id>/cancel")
def cancel(task_id: int) -> ResponseReturnValue:
    _require(task_id)
    if tasks.cancel(task_id):
        flash(_("Task %(number)s is asked to stop.", number=task_id), "success")
    else:
        flash(_("Task %(number)s had ended already.", number=task_id), "info")
    return _back()


@blueprint.post("/<int:task_id>/retry")
def retry(task_id: int) -> ResponseReturnValue:
    _require(task_id)
    if tasks.retry(task_id):
        flash(_("Task %(number)s is asked for again.", number=task_id), "success")
    else:
        flash(
            _("Task %(number)s waits, runs or is done: there is nothing to repeat.", number=task_id), "info"
        )
    return _back()


def _require(task_id: int) -> None:
    if task_list.find(task_id) is None:
        raise NotFound(_("There is no such task."))


def _back() -> ResponseReturnValue:
    return redirect(list_url(request.form.get("state", ""), page_number(request.form.get("page"))))
