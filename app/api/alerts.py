"""Mails about new offers: make, preview, pause, have looked at now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from flask import Response
from flask_babel import gettext as _

from app.api.answers import accepted, answer, made, nothing
from app.api.caller import caller
from app.api.changing import require_unchanged
from app.api.limits import by_caller
from app.api.offers import summary_of
from app.api.operation import PROBLEMS, group
from app.api.repeating import repeatable
from app.api.schemas.alerts import (
    ActiveChange,
    AlertItem,
    AlertLog,
    AlertMailResponse,
    AlertPreview,
    AlertResponse,
    Alerts,
    AlertWish,
)
from app.api.schemas.paths import AlertPath
from app.api.schemas.tasks import TaskResponse
from app.core.search.filters import clean_text
from app.errors import BadInput
from app.extensions import limiter
from app.services import tasks
from app.services.alerts import due, rules
from app.services.alerts.mails import Item
from app.services.alerts.preview import page
from app.services.alerts.rules import Alert, Wish

blueprint = group("alerts", "/alerts", "Mails about new offers of a saved search, or that fit the CV.")
TRIGGERS: Final = "2 per minute; 10 per day"  # as on the page
CHANGED: Final[dict[Any, Any]] = {200: AlertResponse, 412: PROBLEMS[412]}


@blueprint.get("", responses={200: Alerts})
def index() -> Response:
    """My alerts"""
    return answer(Alerts(alerts=[_shown(alert) for alert in rules.of_person(caller().user_id)]))


@blueprint.post("", responses={201: AlertResponse})
@repeatable
def create(body: AlertWish) -> Response:
    """Make an alert"""
    user_id = caller().user_id
    with _own_names():
        alert_id = rules.create(user_id, _wish(body))
    return made(_shown(rules.find(user_id, alert_id)), f"/api/v1/alerts/{alert_id}")


@blueprint.get("/<int:alert_id>", responses={200: AlertResponse})
def show(path: AlertPath) -> Response:
    """One alert"""
    return answer(_shown(rules.find(caller().user_id, path.alert_id)))


@blueprint.put("/<int:alert_id>", responses=CHANGED)
def change(path: AlertPath, body: AlertWish) -> Response:
    """Change an alert

    With another question, what it found and did not mail is forgotten."""
    require_unchanged(lambda: show(path))
    with _own_names():
        rules.change(caller().user_id, path.alert_id, _wish(body))
    return show(path)


@blueprint.put("/<int:alert_id>/active", responses=CHANGED)
def set_active(path: AlertPath, body: ActiveChange) -> Response:
    """Pause an alert, or end the pause

    A pause ends with what comes from then on."""
    require_unchanged(lambda: show(path))
    rules.set_active(caller().user_id, path.alert_id, is_active=body.is_active)
    return show(path)


@blueprint.delete("/<int:alert_id>", responses={204: None, 412: PROBLEMS[412]})
def delete(path: AlertPath) -> Response:
    """Delete an alert"""
    require_unchanged(lambda: show(path))
    rules.delete(caller().user_id, path.alert_id)
    return nothing()


@blueprint.post("/<int:alert_id>/trigger", responses={202: TaskResponse, 409: PROBLEMS[409]})
@limiter.limit(TRIGGERS, key_func=by_caller)
def trigger(path: AlertPath) -> Response:
    """Have it looked at and mailed now, if there is anything new

    Twice a minute and ten times a day at most."""
    user_id = caller().user_id
    task_id = due.trigger(user_id, path.alert_id)
    return accepted(TaskResponse.model_validate(tasks.get_asked(user_id, task_id)), task_id)


@blueprint.get("/<int:alert_id>/preview", responses={200: AlertPreview})
def preview(path: AlertPath) -> Response:
    """What it would mail now"""
    found = page(caller().user_id, path.alert_id)
    return answer(
        AlertPreview(
            email=found.email,
            is_mailed=found.is_mailed,
            timezone=found.zone,
            count=found.count,
            items=[_item(item) for item in found.items],
            latest=[_item(item) for item in found.latest],
        )
    )


@blueprint.get("/<int:alert_id>/log", responses={200: AlertLog})
def log(path: AlertPath) -> Response:
    """What became of its mails"""
    found = rules.log(caller().user_id, path.alert_id)
    return answer(AlertLog(log=[AlertMailResponse.model_validate(entry) for entry in found]))


def _wish(given: AlertWish) -> Wish:
    name = clean_text(given.name)
    if not name:
        said = _("Give it a name.")
        raise BadInput(said, code="invalid", fields={"name": said})
    return Wish(
        name=name,
        search_id=given.search_preference_id,
        min_score=given.min_score,
        frequency=given.frequency,
        hour=given.hour,
        weekday=given.weekday,
    )


@contextmanager
def _own_names() -> Iterator[None]:
    """Faults name the fields of the page's form."""
    try:
        yield
    except BadInput as fault:
        fields = {
            "search_preference_id" if name == "search" else name: said for name, said in fault.fields.items()
        }
        raise BadInput(fault.message, code=fault.code, fields=fields) from fault


def _shown(alert: Alert) -> AlertResponse:
    same = AlertResponse.model_fields.keys() - {"search_preference_id"}
    values = {name: getattr(alert, name) for name in same}
    search_id = alert.search.id if alert.search else None
    return AlertResponse.model_validate({**values, "search_preference_id": search_id})


def _item(item: Item) -> AlertItem:
    return AlertItem(job=summary_of(item.card), because=list(item.because))
