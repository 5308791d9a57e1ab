"""Dates as boards write them. Now is Saturday 21 November 2026, 10:00 UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_scraper.normalise.dates import parse_moment

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-18T09:12:00.000Z", utc(2026, 11, 18, 9, 12)),
        ("2026-11-18T09:12:00-04:00", utc(2026, 11, 18, 13, 12)),
        ("2026-11-18T09:12:00+0530", utc(2026, 11, 18, 3, 42)),
        ("2026-11-18 09:12:48 UTC", utc(2026, 11, 18, 9, 12, 48)),
        ("2026-11-18T09:12:00,5Z", utc(2026, 11, 18, 9, 12)),
        ("2026-11-18", utc(2026, 11, 18)),
        ("2026/11/18", utc(2026, 11, 18)),
        ("20261118", utc(2026, 11, 18)),
        ("20261118T091200Z", utc(2026, 11, 18, 9, 12)),
        ("18/11/2026", utc(2026, 11, 18)),
        ("03/04/2026", utc(2026, 4, 3)),
        ("18.11.2026", utc(2026, 11, 18)),
        ("18-11-2026", utc(2026, 11, 18)),
        ("18.11.26", utc(2026, 11, 18)),
        ("18/11/2026 14:30", utc(2026, 11, 18, 14, 30)),
        ("18/11/2026 à 14h30", utc(2026, 11, 18, 14, 30)),
        ("18.11.2026 um 14:30", utc(2026, 11, 18, 14, 30)),
        ("2026-11-18 2:30 PM", utc(2026, 11, 18, 14, 30)),
        ("2026-11-18 12:05 am", utc(2026, 11, 18, 0, 5)),
        ("Wed, 18 Nov 2026 08:00:00 GMT", utc(2026, 11, 18, 8)),
        ("Wed, 18 Nov 2026 08:00:00 +0100", utc(2026, 11, 18, 7)),
        ("12 novembre 2026", utc(2026, 11, 12)),
        ("Publiée le 1er novembre 2026", utc(2026, 11, 1)),
        ("24 déc. 2025", utc(2025, 12, 24)),
        ("Nov 18, 2026", utc(2026, 11, 18)),
        ("December 3rd, 2025", utc(2025, 12, 3)),
        ("3rd of December 2025", utc(2025, 12, 3)),
        ("18. März 2026", utc(2026, 3, 18)),
        ("Veröffentlicht am 5. Januar 2026", utc(2026, 1, 5)),
        ("12 نوفمبر 2026", utc(2026, 11, 12)),
        ("12 جويلية 2026", utc(2026, 7, 12)),
        ("١٢ نوفمبر ٢٠٢٦", utc(2026, 11, 12)),
        ("١٢/١١/٢٠٢٦", utc(2026, 11, 12)),
        ("۱۲/۱۱/۲۰۲۶", utc(2026, 11, 12)),
        (1763500000, utc(2025, 11, 18, 21, 6, 40)),
        (1763500000000, utc(2025, 11, 18, 21, 6, 40)),
        (1763500000000000, utc(2025, 11, 18, 21, 6, 40)),
        ("1763500000", utc(2025, 11, 18, 21, 6, 40)),
        ("1763500000.0", utc(2025, 11, 18, 21, 6, 40)),
        (date(2026, 11, 18), utc(2026, 11, 18)),
        (datetime(2026, 11, 18, 9, tzinfo=timezone(timedelta(hours=2))), utc(2026, 11, 18, 7)),
        (" 2026-11-18 ", utc(2026, 11, 18)),
        ("2026-11-22", utc(2026, 11, 22)),
    ],
)
def test_absolute_dates(written: object, meant: datetime) -> None:
    assert parse_moment(written, NOW) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("il y a 3 jours", utc(2026, 11, 18)),
        ("Il y a 2 semaines", utc(2026, 11, 7)),
        ("il y a un mois", utc(2026, 10, 22)),
        ("il y a une heure", utc(2026, 11, 21, 9)),
        ("il y a 45 minutes", utc(2026, 11, 21, 9, 15)),
        ("il y a plus de 30 jours", utc(2026, 10, 22)),
        ("hier", utc(2026, 11, 20)),
        ("avant-hier", utc(2026, 11, 19)),
        ("Publiée aujourd'hui", utc(2026, 11, 21)),
        ("à l’instant", utc(2026, 11, 21)),
        ("vor 2 Tagen", utc(2026, 11, 19)),
        ("vor einer Woche", utc(2026, 11, 14)),
        ("vor über 30 Tagen", utc(2026, 10, 22)),
        ("gestern", utc(2026, 11, 20)),
        ("vor 5 Std", utc(2026, 11, 21, 5)),
        ("3 days ago", utc(2026, 11, 18)),
        ("a week ago", utc(2026, 11, 14)),
        ("Posted 30+ Days Ago", utc(2026, 10, 22)),
        ("Posted Today", utc(2026, 11, 21)),
        ("yesterday", utc(2026, 11, 20)),
        ("2h ago", utc(2026, 11, 21, 8)),
        ("3d", utc(2026, 11, 18)),
        ("1w", utc(2026, 11, 14)),
        ("منذ 3 أيام", utc(2026, 11, 18)),
        ("منذ ٣ أيام", utc(2026, 11, 18)),
        ("منذ يوم", utc(2026, 11, 20)),
        ("منذ يومين", utc(2026, 11, 19)),
        ("منذ أسبوع", utc(2026, 11, 14)),
        ("قبل 5 ساعات", utc(2026, 11, 21, 5)),
        ("أمس", utc(2026, 11, 20)),
        ("اليوم", utc(2026, 11, 21)),
    ],
)
def test_distances(written: str, meant: datetime) -> None:
    assert parse_moment(written, NOW) == meant


@pytest.mark.parametrize(
    "written",
    [
        "", "   ", "bientôt", "2026", "31/02/2026", "11/25/2026", "00/00/0000", "2026-13-01", "3 jours",
        "1999-12-31", "2026-11-30", 0, -1, 42, 1e300, float("nan"), float("inf"), True, None, [], {},
        b"2026-11-18",
        "99999999999999999999", "0001-01-01T00:00:00+23:59", "9" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_date_in_reach(written: object) -> None:
    assert parse_moment(written, NOW) is None


def test_month_first_only_when_the_source_says_so() -> None:
    assert parse_moment("03/04/2026", NOW, month_first=True) == utc(2026, 3, 4)
    assert parse_moment("11/19/2026", NOW, month_first=True) == utc(2026, 11, 19)
    assert parse_moment("25/12/2025", NOW, month_first=True) is None


def test_clock_times_without_a_zone_belong_to_the_source() -> None:
    assert parse_moment("2026-07-01 14:00", NOW, zone=PARIS) == utc(2026, 7, 1, 12)
    assert parse_moment("2026-07-01T14:00Z", NOW, zone=PARIS) == utc(2026, 7, 1, 14)
    assert parse_moment("2026-07-01", NOW, zone=PARIS) == utc(2026, 7, 1)


def test_an_hour_that_the_clocks_skip_or_repeat() -> None:
    assert parse_moment("2026-03-29 02:30", NOW, zone=PARIS) == utc(2026, 3, 29, 1, 30)
    assert parse_moment("2026-10-25 02:30", NOW, zone=PARIS) == utc(2026, 10, 25, 0, 30)


def test_the_future_is_open_only_for_deadlines() -> None:
    assert parse_moment("31/12/2026", NOW) is None
    assert parse_moment("31/12/2026", NOW, newest=None) == utc(2026, 12, 31)


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.datetimes(), st.none()))
def test_anything_gives_utc_or_nothing(value: object) -> None:
    found = parse_moment(value, NOW)
    assert found is None or (found.tzinfo is UTC and utc(2000, 1, 1) <= found <= NOW + timedelta(days=2))


@given(st.datetimes(min_value=datetime(2001, 1, 1), max_value=datetime(2026, 11, 20)))  # noqa: DTZ001
def test_iso_dates_come_back(moment: datetime) -> None:
    exact = moment.replace(tzinfo=UTC)
    assert parse_moment(exact.isoformat(), NOW) == exact.replace(microsecond=0)
