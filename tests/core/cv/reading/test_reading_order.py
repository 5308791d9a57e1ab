from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cv.reading.page_bidi import logical
from app.core.cv.reading.page_columns import is_period
from app.core.cv.reading.page_order import blocks
from app.core.cv.reading.page_spelling import Gap, Spelling
from app.core.cv.reading.page_text import Segment
from tests.core.cv.reading.any_input import patiently

PLACED = st.builds(
    lambda text, left, width, bottom, height, order: Segment(
        text, left, left + width, bottom, bottom + height, order
    ),
    st.text("abc 2019سيرة", min_size=1, max_size=8),
    st.floats(-50, 600),
    st.floats(0, 400),
    st.floats(-50, 850),
    st.floats(0, 40),
    st.integers(0, 5_000),
)


@patiently
@given(st.lists(PLACED, max_size=25))
def test_every_segment_is_read_exactly_once(segments: list[Segment]) -> None:
    read = [id(segment) for block in blocks(segments) for row in block for segment in row]
    assert sorted(read) == sorted(id(segment) for segment in segments)


@patiently
@given(st.permutations(range(20)))
def test_aligned_lines_are_read_from_top_to_bottom(order: list[int]) -> None:
    segments = [Segment(str(n), 50, 500, 800 - 14 * n, 810 - 14 * n, place) for place, n in enumerate(order)]
    assert [int(row[0].text) for block in blocks(segments) for row in block] == list(range(20))


def test_arabic_columns_begin_on_the_right() -> None:
    right = [Segment(f"سيرة ذاتية {n}", 320, 520, 700 - 14 * n, 710 - 14 * n, n) for n in range(4)]
    left = [Segment(f"خبرة مهنية {n}", 60, 260, 700 - 14 * n, 710 - 14 * n, 10 + n) for n in range(4)]
    assert [row[0] for block in blocks([*left, *right]) for row in block] == [*right, *left]


@pytest.mark.parametrize(
    ("visual", "said"),
    [
        ("ةيتاذ ةريس", "سيرة ذاتية"),
        ("2022 - 2019 ةريس", "سيرة 2019 - 2022"),
        ("Python 3.11 ةريس", "سيرة Python 3.11"),
        ("a@e.example :ةريس", "سيرة: a@e.example"),
        ("Ruby on Rails", "Ruby on Rails"),
        ("", ""),
    ],
)
def test_lines_are_turned_but_not_their_latin_words(visual: str, said: str) -> None:
    assert logical(visual) == said


@patiently
@given(st.text("ab1 -سير", max_size=30))
def test_turning_a_line_loses_nothing(visual: str) -> None:
    assert sorted(logical(visual)) == sorted(visual)


@pytest.mark.parametrize(
    "text", ["2019 - 2022", "Jan. 2019 – today", "09/2015 - 08/2018", "depuis mars 2021", "2012"]
)
def test_periods_are_recognised(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize(
    "text", ["Data engineer", "Worked in 2019 with a team of twelve people on two sites", ""]
)
def test_other_texts_are_no_periods(text: str) -> None:
    assert not is_period(text)


@pytest.mark.parametrize(
    ("widths", "said"),
    [
        ((0, 0, 0.4, 0, 0), "abc def"),
        ((-0.1, -0.1, 0.1, -0.1, -0.1), "abc def"),
        ((0.5, 0.5, 1.2, 0.5, 0.5), "abc def"),
        ((0, 0, 0, 0, 0), "abcdef"),
    ],
)
def test_words_begin_where_the_distance_is_unusual(widths: tuple[float, ...], said: str) -> None:
    gaps = [Gap(width, spaced=False) for width in widths]
    assert Spelling([("abcdef", gaps)], drawn_spaces=0).text("abcdef", gaps) == said
