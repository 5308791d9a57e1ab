"""Questions to language models, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from prometheus_client.core import Metric
from sqlalchemy import Connection, func, select

from app.models import AiBreaker, AiCall, AiConfig, Counter
from app.services.assistant.allowance import counter_of
from app.services.monitoring.gauges import gauge, gauges

DAY: Final = timedelta(days=1)
MICRO: Final = 1_000_000


def figures(connection: Connection, now: datetime) -> Iterator[Metric]:
    yield from _calls(connection, now - DAY)
    spent = connection.scalar(select(Counter.value).where(Counter.name == counter_of(now)))
    yield gauge(
        "jobmatch_llm_spent_dollars",
        "What models cost in this calendar month (UTC), with what is set aside for questions under way.",
        (spent or 0) / MICRO,
    )
    budget = connection.scalar(select(AiConfig.monthly_budget).order_by(AiConfig.version.desc()).limit(1))
    yield gauge("jobmatch_llm_budget_dollars", "The month's budget; absent where there is none.", budget)
    paused = select(AiBreaker.provider, AiBreaker.open_until).where(AiBreaker.open_until.is_not(None))
    yield gauges(
        "jobmatch_llm_paused",
        "1 for a provider that is left alone for a while because it failed again and again.",
        ("provider",),
        {
            (provider,): float(until is not None and until > now)
            for provider, until in connection.execute(paused)
        },
    )


def _calls(connection: Connection, since: datetime) -> Iterator[Metric]:
    outcome = func.coalesce(func.nullif(AiCall.fault, ""), AiCall.state)
    tokens_in, tokens_out = func.sum(AiCall.input_tokens), func.sum(AiCall.output_tokens)
    rows = connection.execute(
        select(
            AiCall.provider,
            AiCall.purpose,
            outcome,
            func.count(),
            tokens_in,
            tokens_out,
            func.sum(AiCall.micro_dollars),
        )
        .where(AiCall.created_at >= since)
        .group_by(AiCall.provider, AiCall.purpose, outcome)
    ).all()
    calls: dict[tuple[str, ...], float] = {}
    tokens: dict[tuple[str, ...], float] = {}
    cost: dict[tuple[str, ...], float] = {}
    for provider, purpose, ended, count, read, written, money in rows:
        calls[provider, purpose, ended] = float(count)
        for way, number in (("in", read), ("out", written)):
            tokens[provider, purpose, way] = tokens.get((provider, purpose, way), 0.0) + float(number)
        cost[provider, purpose] = cost.get((provider, purpose), 0.0) + float(money) / MICRO
    yield gauges(
        "jobmatch_llm_calls_last_day",
        "Questions of the last 24 hours; the outcome is ok, running or the code of a fault.",
        ("provider", "purpose", "outcome"),
        calls,
    )
    yield gauges(
        "jobmatch_llm_tokens_last_day",
        "Tokens of the last 24 hours, read by the model (in) and written by it (out).",
        ("provider", "purpose", "direction"),
        tokens,
    )
    yield gauges(
        "jobmatch_llm_cost_dollars_last_day",
        "US dollars of the last 24 hours, by the prices of then.",
        ("provider", "purpose"),
        cost,
    )
