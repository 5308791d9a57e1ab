"""Calls of a person in a day, money of a month: counted so that many workers at once keep to them."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.ai.chat.engine import Message
from app.ai.question import Spent
from app.extensions import db
from app.models import AiCall, User, utc_now
from app.services.assistant import allowance, calls, set_up
from app.services.assistant.outcomes import Answered, Unanswered
from app.services.transaction import transaction
from tests import model_site
from tests.factories import make_user
from tests.fake_model import FakeModel
from tests.services.assistant.some_questions import ask, question, rows


@pytest.fixture
def amel(site: Flask) -> int:
    user_id = make_user()
    model_site.consent(user_id, "advise")
    return user_id


def spent() -> int:
    db.session.remove()
    return allowance.spent_this_month(db.session())


def ask_at_once(site: Flask, user_id: int, count: int) -> list[str]:
    """Outcomes of so many different questions asked at the same time."""
    barrier, codes = threading.Barrier(count), []

    def one(number: int) -> None:
        with site.app_context():
            barrier.wait()
            outcome = ask(user_id, question(f"question {number}"))
            codes.append("answered" if isinstance(outcome, Answered) else outcome.code)
            db.session.remove()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(codes)


def test_the_quota_of_a_day_holds_with_many_workers(site: Flask, model: FakeModel, amel: int) -> None:
    model_site.use(model, calls_per_day="3")
    assert ask_at_once(site, amel, 8) == ["answered"] * 3 + ["over_quota"] * 5
    assert len(model.questions) == 3
    other = make_user("other@example.org")
    model_site.consent(other, "advise")
    assert isinstance(ask(other), Answered), "each person has their own"


def test_the_quota_begins_anew_at_midnight(site: Flask, model: FakeModel, amel: int) -> None:
    model_site.use(model, calls_per_day="1")
    assert isinstance(ask(amel), Answered)
    assert ask(amel, question("two")) == Unanswered("over_quota")
    with transaction() as session:
        session.execute(update(AiCall).values(created_at=utc_now() - timedelta(days=1)))
    assert isinstance(ask(amel, question("three")), Answered)


def test_a_quota_of_none_allows_nothing(site: Flask, model: FakeModel, amel: int) -> None:
    model_site.use(model, calls_per_day="0")
    assert ask(amel) == Unanswered("over_quota")
    assert model.requests == []


def test_faults_of_the_provider_cost_no_quota(site: Flask, model: FakeModel, amel: int) -> None:
    model_site.use(model, calls_per_day="1")
    model.behave("401")
    assert ask(amel) == Unanswered("bad_key")
    model.behave("json")
    assert isinstance(ask(amel), Answered)
    assert ask(amel, question("two")) == Unanswered("over_quota")


def test_deleting_entries_gives_no_quota_back(site: Flask, model: FakeModel, amel: int) -> None:
    model_site.use(model, calls_per_day="1")
    ask(amel)
    calls.forget_all(amel)
    assert ask(amel, question("two")) == Unanswered("over_quota")


def test_what_a_call_cost_is_counted_by_the_prices_of_now(site: Flask, model: FakeModel, amel: int) -> None:
    model_site.use(model, price_in="0.5", price_out="2")
    ask(amel)
    [row] = rows()
    assert row.micro_dollars == spent() == 100 * 0.5 + 20 * 2
    model.behave("wrong_type")  # counts no tokens
    ask(amel, question("two"))
    assert rows()[1].micro_dollars > 0


def test_faults_before_an_answer_cost_nothing(site: Flask, model: FakeModel, amel: int) -> None:
    model_site.use(model, price_in="0.5", price_out="2")
    model.behave("401")
    ask(amel)
    assert (spent(), rows()[0].micro_dollars) == (0, 0)
    model.behave("empty")
    ask(amel, question("two"))
    assert spent() == 2 * (100 * 0.5 + 20 * 2), "answers that cannot be used cost too"


def test_the_budget_holds_with_many_workers(site: Flask, model: FakeModel, amel: int) -> None:
    """The most that each may cost is set aside first, so not even calls under way go over it."""
    model.behave("stall", then_answers=True, seconds=0.3)
    model_site.use(model, price_in="1", price_out="1", monthly_budget="0.01")
    codes = ask_at_once(site, amel, 6)
    assert set(codes) == {"answered", "over_budget"}
    assert 0 < spent() <= 10_000
    assert len(model.questions) == codes.count("answered")


def test_the_budget_is_of_the_month_and_of_all(site: Flask, model: FakeModel, amel: int) -> None:
    model_site.use(model, price_in="1", price_out="1", monthly_budget="0")
    assert ask(amel) == Unanswered("over_budget")
    assert model.requests == []
    assert spent() == 0, "what was set aside is free again"
    model_site.use(model, price_in="1", price_out="1", monthly_budget="")
    assert isinstance(ask(amel), Answered)
    other = make_user("other@example.org")
    model_site.consent(other, "advise")
    model_site.use(model, price_in="1", price_out="1", monthly_budget="0.0001")
    assert ask(other) == Unanswered("over_budget")


def test_deleting_people_gives_no_money_back(site: Flask, model: FakeModel, amel: int) -> None:
    model_site.use(model, price_in="1", price_out="1")
    ask(amel)
    before = spent()
    with transaction() as session:
        session.delete(session.get(User, amel))
    assert rows() == []
    assert spent() == before > 0


def test_an_admins_try_is_held_up_by_nothing(site: Flask, model: FakeModel) -> None:
    model_site.use(model, calls_per_day="0", price_in="1", monthly_budget="0")
    outcome = ask(None, question("x", owner="public", purpose="test"))
    assert isinstance(outcome, Answered)
    assert spent() > 0


@pytest.mark.parametrize(
    ("letters", "images", "most"),
    [(0, 0, 2 * (100 * 1 + 100 * 2)), (300, 0, 2 * (200 * 1 + 100 * 2)), (0, 1, 2 * (2148 * 1 + 100 * 2))],
)
def test_the_most_a_call_may_cost(context: Flask, letters: int, images: int, most: int) -> None:
    prices = replace(set_up.current(), price_in=1.0, price_out=2.0)
    messages = (Message("user", "a" * letters, ("data:",) * images),)
    assert allowance.most_cost(prices, messages, 100) == most
    assert allowance.cost(prices, Spent(), messages, "") == 0
    assert allowance.cost(prices, Spent(1, 1, 10, 5), messages, "") == 20
