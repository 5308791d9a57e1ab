"""Six clocks over 400 days: one mail on each due day, whatever the clocks and the worker do."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.alerts.due import BUNDLE, next_send

ZONES = (
    "Africa/Tunis", "Europe/Paris", "Europe/London", "America/St_Johns", "Pacific/Apia", "Asia/Kolkata",
    "Australia/Lord_Howe", "Africa/Casablanca",
)  # fmt: skip
DAYS = 400
START = datetime(2025, 2, 20, 12, tzinfo=UTC)  # two changes of the clocks in each of the zones that have any
APIA_SKIPS = date(2011, 12, 30)


def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def sent_on(
    name: str, hour: int, frequency: str = "daily", weekday: int = 0, start: datetime = START
) -> list[datetime]:
    """What a worker sends that looks every 10 minutes, is down at some hour of every day and keeps nothing but
    the time it wrote down."""
    place, now, end, sent = zone(name), start, start + timedelta(days=DAYS), []
    written = next_send(frequency, hour, weekday, place, now)
    while now < end:
        now += timedelta(minutes=10)
        restarts = now.hour == (now.day * 7) % 24  # down for an hour, at another hour each day
        if not restarts and now >= written:
            sent.append(now)
            written = next_send(frequency, hour, weekday, place, now)
    return sent


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("hour", [0, 2, 8, 23])
def test_a_daily_alert_sends_once_on_each_day(name: str, hour: int) -> None:
    sent = sent_on(name, hour)
    # being down for an hour may carry a mail of 23 h over midnight: it is still that day's
    days = Counter((moment.astimezone(zone(name)) - timedelta(hours=hour)).date() for moment in sent)
    assert set(days.values()) == {1}
    first = min(days)
    assert set(days) == {first + timedelta(days=n) for n in range(len(days))}
    assert len(days) in {DAYS - 1, DAYS, DAYS + 1}


@pytest.mark.parametrize("name", ZONES)
def test_a_weekly_alert_sends_once_on_its_day(name: str) -> None:
    sent = sent_on(name, 8, "weekly", weekday=6)
    days = [moment.astimezone(zone(name)).date() for moment in sent]
    assert {day.weekday() for day in days} == {6}
    assert len(days) == len(set(days)) == DAYS // 7


@pytest.mark.parametrize("hour", [0, 8, 23])
def test_a_day_that_a_zone_leaves_out_is_not_due(hour: int) -> None:
    days = Counter(
        moment.astimezone(zone("Pacific/Apia")).date()
        for moment in sent_on("Pacific/Apia", hour, start=datetime(2011, 12, 1, 12, tzinfo=UTC))
    )
    assert APIA_SKIPS not in days
    assert {APIA_SKIPS - timedelta(days=1), APIA_SKIPS + timedelta(days=1)} <= set(days)


@pytest.mark.parametrize(
    ("name", "hour", "after", "due"),
    [
        ("Africa/Tunis", 8, "2026-03-01T06:59:59", "2026-03-01T07:00"),
        ("Africa/Tunis", 8, "2026-03-01T07:00:00", "2026-03-02T07:00"),
        ("Europe/Paris", 2, "2026-03-28T12:00:00", "2026-03-29T01:00"),  # 2:00 is 3:00 that night
        ("Europe/Paris", 2, "2026-10-24T12:00:00", "2026-10-25T00:00"),  # the first 2:00 of two
        ("Europe/Paris", 2, "2026-10-25T00:00:00", "2026-10-26T01:00"),
        ("America/St_Johns", 0, "2010-03-13T12:00:00", "2010-03-14T03:30"),  # 0:01 became 1:01
        ("America/St_Johns", 1, "2010-03-13T12:00:00", "2010-03-14T03:31"),
        ("Australia/Lord_Howe", 2, "2026-10-03T12:00:00", "2026-10-03T15:30"),  # half an hour is missing
        ("Asia/Beirut", 0, "2026-03-28T12:00:00", "2026-03-28T22:00"),  # the day begins at 1:00
    ],
)
def test_clock_changes(name: str, hour: int, after: str, due: str) -> None:
    found = next_send("daily", hour, 0, zone(name), datetime.fromisoformat(after).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_three_days_down_make_one_mail() -> None:
    place, up = zone("Europe/Paris"), datetime(2026, 5, 4, 15, tzinfo=UTC)
    written = next_send("daily", 8, 0, place, datetime(2026, 5, 1, 5, tzinfo=UTC))
    assert written < up
    assert next_send("daily", 8, 0, place, up) == datetime(2026, 5, 5, 6, tzinfo=UTC)


def test_a_clock_set_back_sends_nothing_twice() -> None:
    place, sent = zone("Asia/Kolkata"), datetime(2026, 5, 4, 2, 30, tzinfo=UTC)
    written = next_send("daily", 8, 0, place, sent)
    assert not any(sent - timedelta(hours=back) >= written for back in range(48))


@given(
    name=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    weekday=st.integers(0, 6),
    frequency=st.sampled_from(["daily", "weekly"]),
    after=st.datetimes(datetime(2009, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_it_is_always_later_and_soon(
    name: str, hour: int, weekday: int, frequency: str, after: datetime
) -> None:
    found = next_send(frequency, hour, weekday, zone(name), after)
    assert after < found <= after + timedelta(days=15 if frequency == "weekly" else 2, hours=2)
    local = found.astimezone(zone(name))
    assert frequency == "daily" or local.weekday() == weekday
    assert local.hour >= hour
    again = next_send(frequency, hour, weekday, zone(name), found)
    assert again.astimezone(zone(name)).date() > local.date()


def test_an_instant_alert_waits_for_a_few_more() -> None:
    assert next_send("instant", 8, 0, zone("Africa/Tunis"), START) == START + BUNDLE


@pytest.mark.parametrize(
    ("frequency", "hour", "weekday"), [("hourly", 8, 0), ("daily", 24, 0), ("weekly", 8, 7)]
)
def test_what_is_no_time_is_refused(frequency: str, hour: int, weekday: int) -> None:
    with pytest.raises(ValueError, match="not a time"):
        next_send(frequency, hour, weekday, zone("Africa/Tunis"), START)
