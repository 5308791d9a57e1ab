"""Date ranges in four languages, and the rules for what is not written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.cv.dates import ends_open, find_duration, find_ranges, month_index
from tests.core.cv.cv_texts import TODAY

NOW = None


def months(text: str) -> list[tuple[str, str | None]]:
    return [
        (f"{found.start:%Y-%m}", f"{found.end:%Y-%m}" if found.end else None)
        for found in find_ranges(text, TODAY)
    ]


RANGES = [
    # English
    ("Sept 2017 to Current", "2017-09", NOW),
    ("January 2018 - March 2020", "2018-01", "2020-03"),
    ("Jan 2018 – Present", "2018-01", NOW),
    ("March 12, 2015 – June 30, 2016", "2015-03", "2016-06"),
    ("06/30/2019 - 07/31/2020", "2019-06", "2020-07"),
    ("from 2015 until now", "2015-07", NOW),
    ("Since June 2020", "2020-06", NOW),
    ("Sept. '17 – Nov '19", "2017-09", "2019-11"),
    ("Jan - Mar 2019", "2019-01", "2019-03"),
    ("Nov - Feb 2019", "2018-11", "2019-02"),
    ("March 12 - April 15, 2019", "2019-03", "2019-04"),
    ("2018 - On going", "2018-07", NOW),
    ("1er trimestre 2019 – 3e trimestre 2020", "2019-01", "2020-07"),
    ("2. Quartal 2019 – 4. Quartal 2020", "2019-04", "2020-10"),
    ("early 2019 to mid 2021", "2019-02", "2021-06"),
    ("seit Anfang 2020", "2020-02", None),
    ("depuis mi-2020", "2020-06", None),
    ("dep. 2019", "2019-07", None),
    ("من اوائل 2019 الى الآن", "2019-02", None),
    ("Q3 2018 - Q1 2020", "2018-07", "2020-01"),
    ("2018-09 - 2019-10", "2018-09", "2019-10"),
    ("2018-09-01 – 2019-10-31", "2018-09", "2019-10"),
    ("September 2015 to May 2015", "2015-05", "2015-09"),
    ("Finance DirectorJan 2017 to Current", "2017-01", NOW),
    # French
    ("Janv. 2019 – présent", "2019-01", NOW),
    ("01/2019 - 03/2021", "2019-01", "2021-03"),
    ("du 1er mars 2019 au 30 juin 2020", "2019-03", "2020-06"),
    ("depuis mars 2020", "2020-03", NOW),
    ("Mars 2020 à ce jour", "2020-03", NOW),
    ("mars 2020 jusqu'à aujourd'hui", "2020-03", NOW),
    ("de 2015 à 2018", "2015-07", "2018-06"),
    ("Août 2019 – Déc. 2020", "2019-08", "2020-12"),
    ("Juin à septembre 2019", "2019-06", "2019-09"),
    ("Depuis 2 ans", "2024-03", NOW),
    # German
    ("seit 04/2019", "2019-04", NOW),
    ("04/2019 bis heute", "2019-04", NOW),
    ("01.04.2019 - 31.12.2020", "2019-04", "2020-12"),
    ("März 2019 – Dezember 2020", "2019-03", "2020-12"),
    ("Okt. 2018 – Mai 2020", "2018-10", "2020-05"),
    ("09/17 – 02/19", "2017-09", "2019-02"),
    ("von 2015 bis 2018", "2015-07", "2018-06"),
    # Arabic: Maghrebi, Gulf and Levantine months, both kinds of digits
    ("من جانفي 2019 إلى الآن", "2019-01", NOW),
    ("من فيفري 2018 إلى جويلية 2019", "2018-02", "2019-07"),
    ("يناير 2018 - ديسمبر 2019", "2018-01", "2019-12"),
    ("من كانون الثاني ٢٠١٩ إلى آذار ٢٠٢١", "2019-01", "2021-03"),
    ("تشرين الأول ٢٠١٥ – شباط ٢٠١٨", "2015-10", "2018-02"),
    ("منذ سبتمبر 2020", "2020-09", NOW),
    ("2019 إلى غاية 2021", "2019-07", "2021-06"),
    ("منذ سنتين", "2024-03", NOW),
    # Years alone
    ("2018–2020", "2018-07", "2020-06"),
    ("2018/2019", "2018-07", "2019-06"),
    ("2018/19", "2018-07", "2019-06"),
    ("2018 - 03/2020", "2018-07", "2020-03"),
    ("2020 - 03/2020", "2020-01", "2020-03"),
    ("2019 – 2019", "2019-04", "2019-09"),
    ("2020 - 2030", "2020-07", NOW),
    ("2026 - present", "2026-01", NOW),
    # With a length
    ("2019 (2 ans)", "2019-01", "2020-12"),
    ("March 2019 (3 years)", "2019-03", "2022-02"),
    ("Août 2019 – Août 2020 (1 an)", "2019-08", "2020-08"),
    # Dashes that were misread somewhere on the way
    ("05/2008 â€“ 02/2013", "2008-05", "2013-02"),
]


@pytest.mark.parametrize(("text", "start", "end"), RANGES)
def test_range(text: str, start: str, end: str | None) -> None:
    assert months(text) == [(start, end)]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Summer 2018", "2018-07"),
        ("été 2019", "2019-07"),
        ("Herbst 2020", "2020-10"),
        ("صيف 2019", "2019-07"),
        ("Mars 2019", "2019-03"),
        ("12/2019", "2019-12"),
        ("2018-09", "2018-09"),
    ],
)
def test_lone_month(text: str, month: str) -> None:
    (found,) = find_ranges(text, TODAY)
    assert found.lone
    assert months(text) == [(month, month)]


def test_lone_year_is_half_a_year_in_its_middle() -> None:
    (found,) = find_ranges("2019", TODAY)
    assert (found.start, found.end, found.lone, found.exact) == (
        date(2019, 4, 1),
        date(2019, 9, 1),
        True,
        False,
    )


@pytest.mark.parametrize(
    "text",
    [
        "ISO 9001:2015",
        "Tél. 20 123 456",
        "+33 6 12 34 56 78",
        "Budget 2000 €",
        "3.2019.5 built",
        "1850 - 1890",
        "in charge of 12 people",
        "jusqu'à présent",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert find_ranges(text, TODAY) == ()


def test_two_ranges_on_one_line() -> None:
    assert months("Oct 2017 – Feb 2018, Mar 2019 – Apr 2020") == [
        ("2017-10", "2018-02"),
        ("2019-03", "2020-04"),
    ]


def test_span_covers_the_words_that_belong_to_the_dates() -> None:
    text = "Comptable, du 1er mars 2019 au 30 juin 2020, Lyon"
    (found,) = find_ranges(text, TODAY)
    assert text[found.begin : found.stop] == "du 1er mars 2019 au 30 juin 2020"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2 ans", 24),
        ("(3 years)", 36),
        ("1 yr 6 mos", 18),
        ("2 ans et 6 mois", 30),
        ("18 Monate", 18),
        ("1,5 Jahre", 18),
        ("سنتان", 24),
        ("6 أشهر", 6),
        ("stage de 4 mois", 4),
        ("no length", None),
        ("99 years and 99 years", None),
    ],
)
def test_duration(text: str, length: int | None) -> None:
    assert find_duration(text) == length


def test_line_that_stops_inside_a_range() -> None:
    assert ends_open("Mai 2017 -")
    assert ends_open("January 2019 to")
    assert not ends_open("Mai 2017 - Juin 2018")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_ordered_ranges_inside_it(text: str) -> None:
    for found in find_ranges(text, TODAY):
        assert 0 <= found.begin < found.stop <= len(text)
        assert found.end is None or found.start <= found.end


@settings(deadline=None)
@given(
    st.integers(1960 * 12, 2026 * 12 + 1),
    st.integers(0, 400),
    st.sampled_from(["{:%m/%Y} - {:%m/%Y}", "{:%d.%m.%Y} bis {:%d.%m.%Y}", "{:%Y-%m} – {:%Y-%m}"]),
)
def test_what_is_written_is_read_back(first: int, length: int, style: str) -> None:
    last = min(first + length, month_index(TODAY))
    start, end = date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 1)
    (found,) = find_ranges(style.format(start, end), TODAY)
    assert (found.start, found.end) == (start, end)
