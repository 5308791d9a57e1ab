"""Counts of offers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, update

from app.extensions import db
from app.models import Job
from app.services import offer_statistics
from app.services.offer_scope import Scope
from app.services.transaction import transaction
from tests.factories import make_user, posting, store


def today() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def offers(context: Flask) -> list[int]:
    ids = store(
        posting(1, source="one", company="Atlas", country="TN", published_at=today()),
        posting(2, source="one", company="Atlas", country="FR", published_at=today() - timedelta(days=2)),
        posting(3, source="two", company="Medina", country=None, published_at=today() - timedelta(days=90)),
        posting(4, source="two", company="Private", country="GB"),
    )
    owner = make_user()
    with transaction() as session:
        session.execute(update(Job).where(Job.id == ids[1]).values(duplicate_of_id=ids[0]))
        session.execute(update(Job).where(Job.id == ids[2]).values(is_active=False, closed_reason="gone"))
        session.execute(update(Job).where(Job.id == ids[3]).values(owner_id=owner))
    return ids


@pytest.mark.usefixtures("offers")
def test_everything_is_counted_once() -> None:
    found = offer_statistics.statistics()
    assert (found.total, found.listed, found.copies, found.closed) == (3, 1, 1, 1)
    assert [(one.source, one.total, one.listed, one.copies, one.closed) for one in found.sources] == [
        ("one", 2, 1, 1, 0),
        ("two", 1, 0, 0, 1),
    ]
    assert {one.value: one.count for one in found.companies} == {"Atlas": 2, "Medina": 1}
    assert {one.value: one.count for one in found.countries} == {"TN": 1, "FR": 1, None: 1}
    assert found.newest == today().date()
    assert found.oldest == (today() - timedelta(days=90)).date()


@pytest.mark.usefixtures("offers")
def test_days_without_offers_are_there_too() -> None:
    days = offer_statistics.statistics().days
    assert len(days) == offer_statistics.DAYS
    assert days[-1].day == today().date()
    assert [day.count for day in days[-4:]] == [0, 1, 0, 1]
    assert sum(day.count for day in days) == 2


@pytest.mark.usefixtures("offers")
def test_a_scope_narrows_all_of_it() -> None:
    found = offer_statistics.statistics(Scope(countries=("FR",)))
    assert (found.total, found.copies) == (1, 1)
    assert offer_statistics.statistics(Scope(is_listed=True)).total == 1
    assert offer_statistics.statistics(Scope(since=date(2200, 1, 1))).oldest is None


@pytest.mark.usefixtures("offers")
def test_it_is_counted_again_only_after_a_change() -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    first = offer_statistics.statistics()
    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert offer_statistics.statistics() is first
        assert not [statement for statement in asked if "GROUP BY" in statement]
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    store(posting(5, source="three"))
    assert offer_statistics.statistics().total == 4


@pytest.mark.usefixtures("context")
def test_nothing_stored() -> None:
    found = offer_statistics.statistics()
    assert (found.total, found.sources, found.oldest) == (0, (), None)
    assert offer_statistics.all_values().total == 0
