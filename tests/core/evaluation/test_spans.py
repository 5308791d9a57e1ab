from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.evaluation.spans import NotBio, Span, counts_of, partial, spans_of, strict

KIND = "knowledge"
tags = st.lists(st.sampled_from("BIO"), max_size=20)


def spans(*bounds: tuple[int, int]) -> list[Span]:
    return [Span(start, end, KIND) for start, end in bounds]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", []),
        ("OOO", []),
        ("OBIO", [(1, 3)]),
        ("BB", [(0, 1), (1, 2)]),
        ("BIIB", [(0, 3), (3, 4)]),
        ("OIIO", [(1, 3)]),
    ],
)
def test_bio(written: str, expected: list[tuple[int, int]]) -> None:
    assert spans_of(list(written), KIND) == spans(*expected)


def test_tags_may_carry_a_label() -> None:
    assert spans_of(["B-Skill", "I-Skill", "O"], KIND) == spans((0, 2))


@pytest.mark.parametrize("tag", ["", "X", "Begin", "b"])
def test_anything_else_is_no_tag(tag: str) -> None:
    with pytest.raises(NotBio):
        spans_of(["O", tag], KIND)


@given(tags)
def test_spans_cover_what_is_not_o(written: list[str]) -> None:
    covered = {place for span in spans_of(written, KIND) for place in range(span.start, span.end)}
    assert covered == {place for place, tag in enumerate(written) if tag != "O"}


def test_counts_and_rates_by_hand() -> None:
    predicted = spans((0, 2), (3, 4), (6, 8), (9, 10))
    marked = spans((0, 2), (3, 6), (7, 9))
    counts = counts_of(predicted, marked)
    # agreeing: (0,2); right in part: also (3,4) and (6,8); found in part: all three
    assert counts.tolist() == [4, 3, 1, 3, 3]
    exact, part = strict(counts[None]), partial(counts[None])
    assert (exact.precision[0], exact.recall[0]) == pytest.approx((1 / 4, 1 / 3))
    assert exact.f1[0] == pytest.approx(2 / 7)
    assert (part.precision[0], part.recall[0]) == pytest.approx((3 / 4, 1.0))
    assert part.f1[0] == pytest.approx(6 / 7)


def test_one_long_span_that_touches_two_counts_once() -> None:
    assert counts_of(spans((0, 9)), spans((0, 2), (5, 6))).tolist() == [1, 2, 0, 1, 2]


def test_touching_ends_share_no_token() -> None:
    assert counts_of(spans((0, 2)), spans((2, 4))).tolist() == [1, 1, 0, 0, 0]


def test_another_kind_is_never_right() -> None:
    assert counts_of([Span(0, 2, "skill")], spans((0, 2))).tolist() == [1, 1, 0, 0, 0]


def test_nothing_predicted_is_worth_nothing() -> None:
    found = strict(counts_of([], spans((0, 1)))[None])
    assert (found.precision[0], found.recall[0], found.f1[0]) == (0, 0, 0)


@given(tags)
def test_what_is_marked_agrees_with_itself(written: list[str]) -> None:
    marked = spans_of(written, KIND)
    if marked:
        counts = counts_of(marked, marked)[None]
        assert strict(counts).f1[0] == partial(counts).f1[0] == 1


@given(tags, tags)
def test_partial_is_never_below_strict(one: list[str], other: list[str]) -> None:
    counts = counts_of(spans_of(one, KIND), spans_of(other, KIND))[None]
    assert partial(counts).f1[0] >= strict(counts).f1[0] - 1e-12


def test_sums_over_sentences_weigh_spans_alike() -> None:
    rows = np.array(
        [counts_of(spans((0, 1)), spans((0, 1))), counts_of(spans((0, 1)), spans((1, 2), (3, 4)))]
    )
    assert strict(rows.sum(axis=0)[None]).f1[0] == pytest.approx(2 * 1 / (2 + 3))
