"""Notices with their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.services.notifications import Notice
from app.words.notifications import notice_text

ICONS: Mapping[str, str] = {
    "alert_offers": "bell",
    "alert_failed": "exclamation-circle",
    "follow_up_due": "clock-history",
    "interview_tomorrow": "calendar-event",
    "saved_offer_closed": "signpost",
    "saved_offer_changed": "arrow-repeat",
}


@dataclass(frozen=True, slots=True)
class NoticeView:
    id: int
    icon: str
    text: str
    path: str
    when: datetime
    is_read: bool


def notice_views(notices: Iterable[Notice]) -> tuple[NoticeView, ...]:
    return tuple(
        NoticeView(
            one.id,
            ICONS.get(one.kind, "bell"),
            notice_text(one.kind, one.values),
            one.path,
            one.when,
            one.is_read,
        )
        for one in notices
    )
