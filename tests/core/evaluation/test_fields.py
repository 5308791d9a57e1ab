from __future__ import annotations

import numpy as np
import pytest

from app.core.evaluation.fields import alike_counts, rates_of, same_phone, set_counts


def test_sets() -> None:
    assert set_counts({"a", "b"}, {"b", "c", "d"}).tolist() == [2, 3, 1]


def test_entries_are_paired_once_the_closest_first() -> None:
    found = [{"head", "cook"}, {"head", "cook", "harbour"}]
    true = [{"head", "cook", "harbour"}]
    assert alike_counts(found, true).tolist() == [2, 1, 1]
    assert alike_counts([{"cook"}], [{"driver"}]).tolist() == [1, 1, 0]
    assert alike_counts([], [set()]).tolist() == [0, 1, 0]


def test_half_the_words_are_enough() -> None:
    assert alike_counts([{"head", "cook"}], [{"head", "gardener"}]).tolist() == [1, 1, 1]
    assert alike_counts([{"head", "cook"}], [{"head", "of", "garden"}]).tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+216 20 123 456", "20123456", True),
        ("+33 6 12 34 56 78", "06 12 34 56 78", True),
        ("0033612345678", "+33 612 345 678", True),
        ("+216 20 123 456", "+216 20 123 457", False),
        ("456", "20123456", False),
        ("", "", False),
    ],
)
def test_phones(one: str, other: str, same: bool) -> None:
    assert same_phone(one, other) is same


def test_rates() -> None:
    rates = rates_of(np.array([[4.0, 2.0, 1.0], [0.0, 0.0, 0.0]]))
    assert rates.precision.tolist() == [0.25, 0]
    assert rates.recall.tolist() == [0.5, 0]
    assert rates.f1 == pytest.approx([1 / 3, 0])
