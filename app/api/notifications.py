"""Notices inside the site."""

from __future__ import annotations

from flask import Response

from app.api.answers import answer, listed, nothing, part_of
from app.api.caller import caller
from app.api.operation import group
from app.api.schemas.notifications import (
    MarkedRead,
    NotificationQuery,
    NotificationResponse,
    Notifications,
)
from app.api.schemas.paths import NotificationPath
from app.services import notifications
from app.services.notifications import Notice
from app.words.notifications import notice_text

blueprint = group(
    "notifications", "/notifications", "What happened to my alerts, follow-ups and saved offers."
)


@blueprint.get("", responses={200: Notifications})
def index(query: NotificationQuery) -> Response:
    """What there is to know"""
    user_id = caller().user_id
    found = [one for one in notifications.of_person(user_id) if not (query.unread and one.is_read)]
    notices, paging = part_of(found, query, lambda one: (-one.when.timestamp(), -one.id))
    unread = notifications.count_unread(user_id)
    shown = [_shown(one) for one in notices]
    return listed(Notifications(notifications=shown, paging=paging, unread=unread), paging)


@blueprint.post("/<int:notification_id>/read", responses={204: None})
def read(path: NotificationPath) -> Response:
    """Mark one as read"""
    notifications.read(caller().user_id, path.notification_id)
    return nothing()


@blueprint.post("/read", responses={200: MarkedRead})
def read_all() -> Response:
    """Mark all as read"""
    return answer(MarkedRead(marked=notifications.read_all(caller().user_id)))


def _shown(one: Notice) -> NotificationResponse:
    return NotificationResponse(
        id=one.id,
        kind=one.kind,
        text=notice_text(one.kind, one.values),
        values=dict(one.values),
        path=one.path,
        created_at=one.when,
        is_read=one.is_read,
    )
