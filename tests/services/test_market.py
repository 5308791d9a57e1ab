"""Figures about the market, counted in the database and by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from app.models import Job, utc_now
from app.services import ingest, market
from app.services.market import MarketFilters
from app.services.transaction import transaction
from tests.factories import NOW, make_user, posting, salary, store

pytestmark = pytest.mark.usefixtures("context")


def counted(found: market.Market, name: str) -> dict[str | None, int]:
    return {one.value: one.count for one in found.counts[name]}


def test_open_offers_are_counted_once_each() -> None:
    first, *_others = store(
        posting(1, city="Tunis"),
        posting(2, city="Sfax", contract="internship"),
        posting(3, city="Tunis", expires_at=NOW - timedelta(hours=1)),
        posting(4, city="Lyon", country="FR", company=None),
    )
    copy = posting(1, source="board", city="Tunis")
    store(copy)
    found = market.market(MarketFilters())
    assert (found.total, found.companies) == (3, 2)
    assert counted(found, "city") == {"Tunis": 1, "Sfax": 1, "Lyon": 1}
    assert counted(found, "contract_type") == {"permanent": 2, "internship": 1}
    assert first


def test_filters_narrow_every_figure() -> None:
    store(
        posting(1),
        posting(2, country="FR", city="Lyon"),
        posting(3, country="FR", city="Paris", contract="internship"),
    )
    found = market.market(MarketFilters(country="FR", contract_type="internship"))
    assert found.total == 1
    assert counted(found, "city") == {"Paris": 1}
    assert sum(week.count for week in found.weeks) == 1
    assert set(found.choices["country"]) == {"FR", "TN"}


@time_machine.travel(NOW, tick=False)
def test_weeks_hold_closed_offers_and_end_with_this_one() -> None:
    store(
        posting(1, published_at=NOW),
        posting(2, published_at=NOW - timedelta(days=7)),
        posting(3, published_at=NOW - timedelta(days=7), expires_at=NOW - timedelta(days=1)),
        posting(4, published_at=NOW - timedelta(days=400)),
    )
    weeks = market.market(MarketFilters()).weeks
    assert len(weeks) == market.WEEKS
    assert [week.count for week in weeks[-2:]] == [2, 1]
    assert all(week.begin.weekday() == 0 for week in weeks)
    assert weeks[-1].begin <= utc_now().date()
    assert sum(week.count for week in weeks) == 3


def test_pay_is_the_middle_of_what_is_stated() -> None:
    store(
        posting(1, salary=salary(30_000, 40_000)),
        posting(2, salary=salary(50_000, 50_000)),
        posting(3),
    )
    found = market.market(MarketFilters())
    assert (found.paid, found.median_pay) == (2, 42_500)
    assert {band.low: band.count for band in found.salaries if band.count} == {30_000: 1, 50_000: 1}


def test_a_skill_that_is_asked_for_more_rises() -> None:
    older = [posting(number, published_at=NOW - timedelta(days=60)) for number in range(40)]
    plain = {"description_text": "We build tools with Python.", "published_at": NOW}
    newer = [posting(100 + number, **plain, skills=("Kubernetes",)) for number in range(40)]
    for batch in (older, newer):
        ingest.save(batch)
    found = market.market(MarketFilters())
    by_name = {one.skill: one for one in found.skills}
    assert by_name["kubernetes"].points == 100.0
    assert by_name["python"].points == 0.0
    assert by_name["docker"].points == -100.0
    assert [one.skill for one in found.growing] == ["kubernetes"]


def test_private_offers_stay_out() -> None:
    owner = make_user()
    (mine,) = store(posting(1))
    with transaction() as session:
        session.execute(
            update(Job).where(Job.id == mine).values(owner_id=owner, revision=ingest.next_revision(session))
        )
    found = market.market(MarketFilters())
    assert found.total == 0
    assert not any(found.counts.values())
    assert not any(week.count for week in found.weeks)
    assert not any(found.choices.values())


def test_figures_are_kept_until_offers_change(context: Flask) -> None:
    store(posting(1))
    before = market.market(MarketFilters())
    assert market.market(MarketFilters()) is before
    store(posting(2))
    assert market.market(MarketFilters()) is before, "a minute late while a run goes on"
    context.extensions["market"].clear()
    assert market.market(MarketFilters()).total == 2


def test_nothing_to_count() -> None:
    found = market.market(MarketFilters(country="BE"))
    assert (found.total, found.paid, found.median_pay, found.salaries, found.skills) == (0, 0, None, (), ())
