"""The labelled pairs: what the rules make of each kind, and that the file is what its maker makes."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from bench.near_copies import PAIRS, Answer, answers, figures
from tests.near_copies import make


@pytest.fixture(scope="module")
def every() -> list[Answer]:
    return list(answers())


def test_the_file_is_what_the_texts_make() -> None:
    stored = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    assert stored == list(make.pairs())
    assert len(stored) >= 300
    assert len({pair["id"] for pair in stored}) == len(stored)
    assert {pair["one"]["country"] for pair in stored} >= {"FR", "TN", "DE", "GB"}


@pytest.mark.parametrize("half", ["built", "held back"])
def test_hardly_two_offers_are_wrongly_taken_for_one_and_most_copies_are_found(
    every: list[Answer], half: str
) -> None:
    found = figures(one for one in every if one.half == half)
    assert found["precision"] >= 0.98
    assert found["recall"] >= 0.85


def test_each_kind_of_copy_is_found_more_often_than_not_but_for_what_is_wholly_rewritten(
    every: list[Answer],
) -> None:
    total = Counter(one.kind for one in every if one.same)
    right = Counter(one.kind for one in every if one.same and one.says_same)
    assert {kind for kind in total if right[kind] < total[kind] * 0.9} <= {"rewritten"}


def test_signatures_lead_to_nearly_every_copy(every: list[Answer]) -> None:
    """What they miss no rule can find."""
    copies = [one for one in every if one.same]
    assert sum(one.found for one in copies) >= 0.98 * len(copies)
