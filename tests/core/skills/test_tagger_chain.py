"""The chain's best tags and certainties against all tag sequences written out."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.skills.tagger.chain import BEGIN, INSIDE, LAYERS, OUT, Chain, best_tags, sums


def chain_of(chance: np.random.Generator) -> Chain:
    return Chain.of(*(chance.normal(size=shape) for shape in ((2, 3, 3), (2, 3), (2, 3))))


def value(tags: tuple[int, ...], scores: np.ndarray, chain: Chain, layer: int) -> float:
    total = chain.starts[layer, tags[0]] + chain.ends[layer, tags[-1]]
    total += sum(scores[at, layer, tag] for at, tag in enumerate(tags))
    return total + sum(chain.steps[layer, one, other] for one, other in pairwise(tags))


@given(seed=st.integers(0, 10_000), lengths=st.lists(st.integers(1, 6), min_size=1, max_size=4))
@settings(deadline=None, max_examples=30)
def test_best_tags_are_the_best_of_all(seed: int, lengths: list[int]) -> None:
    chance = np.random.default_rng(seed)
    chain = chain_of(chance)
    scores = chance.normal(size=(len(lengths), max(lengths), 2, 3)).astype(np.float32)
    tags = best_tags(scores, np.array(lengths), chain)
    for number, length in enumerate(lengths):
        for layer in range(len(LAYERS)):
            ways = list(product(range(3), repeat=length))
            best = max(ways, key=lambda way: value(way, scores[number], chain, layer))
            assert tuple(tags[number, :length, layer]) == best


@given(seed=st.integers(0, 10_000), length=st.integers(1, 5))
@settings(deadline=None, max_examples=30)
def test_certainty_is_the_share_of_the_ways_that_mark_the_span(seed: int, length: int) -> None:
    chance = np.random.default_rng(seed)
    chain = chain_of(chance)
    scores = chance.normal(size=(2, 6, 2, 3)).astype(np.float32)
    known = sums(scores, np.array([length, 6]), chain)
    for layer, start in product(range(2), range(length)):
        for end in range(start + 1, length + 1):
            inside = (BEGIN, *[INSIDE] * (end - start - 1))
            weights = {
                way: np.exp(value(way, scores[0], chain, layer)) for way in product(range(3), repeat=length)
            }
            marking = [
                way for way in weights if way[start:end] == inside and (end == length or way[end] != INSIDE)
            ]
            share = sum(weights[way] for way in marking) / sum(weights.values())
            assert known.certainty(0, layer, start, end, length) == pytest.approx(share, abs=1e-4)


@given(seed=st.integers(0, 10_000), length=st.integers(1, 30))
@settings(deadline=None, max_examples=30)
def test_nothing_goes_on_that_has_not_begun(seed: int, length: int) -> None:
    chance = np.random.default_rng(seed)
    scores = (chance.normal(size=(1, length, 2, 3)) * 50).astype(np.float32)
    tags = best_tags(scores, np.array([length]), chain_of(chance))[0]
    for layer in range(len(LAYERS)):
        column = [OUT, *tags[:, layer].tolist()]
        assert all(not (before == OUT and after == INSIDE) for before, after in pairwise(column))


@given(seed=st.integers(0, 10_000), lengths=st.lists(st.integers(1, 4), min_size=1, max_size=3))
@settings(deadline=None, max_examples=20)
def test_nothing_is_as_likely_as_the_one_way_that_marks_nothing(seed: int, lengths: list[int]) -> None:
    chance = np.random.default_rng(seed)
    chain = chain_of(chance)
    scores = chance.normal(size=(len(lengths), max(lengths), 2, 3)).astype(np.float32)
    found = sums(scores, np.array(lengths), chain).nothing(np.array(lengths))
    for number, length in enumerate(lengths):
        share = 1.0
        for layer in range(len(LAYERS)):
            weights = {
                way: np.exp(value(way, scores[number], chain, layer))
                for way in product(range(3), repeat=length)
            }
            share *= weights[(OUT,) * length] / sum(weights.values())
        assert found[number] == pytest.approx(share, abs=1e-4)
