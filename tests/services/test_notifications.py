from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from app.errors import NotFound
from app.models import utc_now
from app.services import notifications
from app.services.transaction import transaction
from tests.factories import make_user

OFFERS = {"name": "Python in Tunis", "count": 2}


def _add(user_id: int, key: str = "alert 1", kind: str = "alert_offers", path: str = "/alerts/1/log") -> bool:
    with transaction() as session:
        return notifications.add(session, user_id, kind, key, OFFERS, path)


@pytest.mark.usefixtures("context")
def test_a_thing_is_told_once() -> None:
    amel, nadia = make_user(), make_user("nadia@example.org")
    assert _add(amel)
    assert not _add(amel)
    assert _add(nadia)
    [notice] = notifications.of_person(amel)
    assert (notice.kind, notice.values, notice.path) == ("alert_offers", OFFERS, "/alerts/1/log")
    assert not notice.is_read
    assert notifications.count_unread(amel) == notifications.count_unread(nadia) == 1


@pytest.mark.usefixtures("context")
def test_reading_one_and_all() -> None:
    amel = make_user()
    for key in "abc":
        _add(amel, key)
    newest = notifications.of_person(amel)[0]
    assert notifications.read(amel, newest.id) == "/alerts/1/log"
    assert notifications.count_unread(amel) == 2
    assert notifications.read_all(amel) == 2
    assert notifications.count_unread(amel) == 0
    assert all(notice.is_read for notice in notifications.of_person(amel))


@pytest.mark.usefixtures("context")
def test_a_notice_of_somebody_else_is_not_there() -> None:
    amel, nadia = make_user(), make_user("nadia@example.org")
    _add(amel)
    [notice] = notifications.of_person(amel)
    with pytest.raises(NotFound):
        notifications.read(nadia, notice.id)
    assert notifications.count_unread(amel) == 1


@pytest.mark.parametrize(
    ("kind", "values", "path"),
    [
        ("weather", OFFERS, ""),
        ("alert_offers", {"name": "Python"}, ""),
        ("alert_offers", OFFERS, "https://evil.example/"),
        ("alert_offers", OFFERS, "//evil.example/"),
        ("alert_offers", OFFERS, "/\\evil.example/"),
    ],
)
@pytest.mark.usefixtures("context")
def test_what_cannot_be_told_is_refused(kind: str, values: dict[str, object], path: str) -> None:
    amel = make_user()
    with pytest.raises(ValueError, match=r"notice|path"), transaction() as session:
        notifications.add(session, amel, kind, "key", values, path)


@pytest.mark.usefixtures("context")
def test_old_ones_go() -> None:
    amel = make_user()
    with time_machine.travel(utc_now() - notifications.KEEP - timedelta(days=1)):
        _add(amel, "long ago")
    _add(amel, "now")
    assert notifications.forget_old() == 1
    assert len(notifications.of_person(amel)) == 1
