"""Columns that grow and shrink give what a fresh build gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.matching.codebook import Codebook
from app.core.matching.columns import OfferColumns
from app.core.matching.distinct import Distinct
from app.core.matching.figures import Figures
from app.core.matching.inputs import Candidate, Offer
from app.core.matching.postings import Postings
from app.core.matching.total import score_all
from tests.core.matching.examples import CANDIDATE, OFFER, candidates, checked, offer_lists


def totals(candidate: Candidate, columns: OfferColumns) -> dict[int, tuple[str, float]]:
    """Total (as text, for NaN) and confidence by offer."""
    scores = score_all(candidate, columns)
    return {
        int(id_): (str(total), float(confidence))
        for id_, total, confidence in zip(columns.ids, scores.total, scores.confidence, strict=True)
    }


changes = st.lists(st.tuples(offer_lists, st.lists(st.integers(1, 12), max_size=3)), min_size=1, max_size=4)


@checked
@given(candidates, changes)
def test_changed_columns_equal_fresh_ones(
    candidate: Candidate, batches: list[tuple[list[Offer], list[int]]]
) -> None:
    columns, kept = OfferColumns.empty(), dict[int, Offer]()
    for changed, removed in batches:
        columns = columns.replaced(changed, removed)
        kept = {id_: offer for id_, offer in kept.items() if id_ not in removed}
        kept |= {offer.id: offer for offer in changed}
    assert sorted(columns.ids.tolist()) == sorted(kept)
    assert totals(candidate, columns) == totals(candidate, OfferColumns.from_offers(kept.values()))


@checked
@given(candidates, offer_lists, st.data())
def test_taken_rows_keep_their_scores_and_order(
    candidate: Candidate, offers: list[Offer], data: st.DataObject
) -> None:
    columns = OfferColumns.from_offers(offers)
    rows = data.draw(st.permutations(range(len(offers)))) if offers else []
    rows = rows[: data.draw(st.integers(0, len(rows)))]
    taken = columns.take(rows)
    assert taken.ids.tolist() == [offers[row].id for row in rows]
    everything = totals(candidate, columns)
    assert totals(candidate, taken) == {id_: everything[id_] for id_ in taken.ids.tolist()}


def test_a_change_leaves_the_earlier_columns_alone() -> None:
    before = OfferColumns.from_offers([OFFER, replace(OFFER, id=8, title="Boulanger")])
    known = totals(CANDIDATE, before)
    after = before.replaced([replace(OFFER, city="Tunis", country="TN")], removed=[8, 99])
    assert totals(CANDIDATE, before) == known
    assert after.ids.tolist() == [7]
    assert totals(CANDIDATE, after) != {7: known[7]}


def test_of_two_offers_with_one_id_the_last_counts() -> None:
    last = replace(OFFER, title="Boulanger")
    assert totals(CANDIDATE, OfferColumns.from_offers([OFFER, last])) == totals(
        CANDIDATE, OfferColumns.from_offers([last])
    )


def test_no_records_have_no_scores() -> None:
    empty = OfferColumns.from_offers([])
    assert len(empty) == 0
    assert len(score_all(CANDIDATE, empty).total) == 0
    assert len(empty.replaced([], removed=[1]).take([])) == 0


def test_rows_must_exist_and_come_once() -> None:
    columns = OfferColumns.from_offers([OFFER])
    with pytest.raises(IndexError):
        columns.take([1])
    with pytest.raises(ValueError, match="twice"):
        columns.take([0, 0])
    assert columns.take([-1]).ids.tolist() == [7]


def test_answers_nobody_gives_any_more_are_forgotten() -> None:
    columns = OfferColumns.from_offers(
        replace(OFFER, id=n, title=f"Luthier {chr(97 + n)}a") for n in range(20)
    )
    few = columns.take([3, 4])
    assert len(columns.titles.distinct) == 20
    assert len(few.titles.distinct) == 2
    assert totals(CANDIDATE, few) == {id_: totals(CANDIDATE, columns)[id_] for id_ in (3, 4)}


rows = st.lists(st.lists(st.integers(0, 6), unique=True, max_size=5), max_size=8)


@checked
@given(rows, rows, st.dictionaries(st.integers(0, 6), st.integers(1, 1000)), st.data())
def test_postings_sum_what_the_rows_say(
    first: list[list[int]], second: list[list[int]], values: dict[int, int], data: st.DataObject
) -> None:
    postings = Postings.empty().extended(first, 5 if max(map(max, filter(None, first)), default=0) < 5 else 7)
    postings = postings.extended(second, 7)
    expected = [sum(values.get(code, 0) for code in row) for row in first + second]
    codes, worth = np.array(list(values), np.int64), np.array(list(values.values()), np.float64)
    assert postings.sums(codes, worth).tolist() == expected
    chosen = data.draw(st.permutations(range(len(expected))))[: data.draw(st.integers(0, len(expected)))]
    taken = postings.take(np.array(chosen, np.int64))
    assert taken.sums(codes, worth).tolist() == [expected[at] for at in chosen]


def test_a_codebook_never_changes() -> None:
    book = Codebook(["a"])
    grown, codes, fresh = book.extended(["b", "a", "b"])
    assert (codes.tolist(), fresh, grown.keys) == ([1, 0, 1], ["b"], ("a", "b"))
    assert (len(book), book.find("b"), grown.find("b")) == (1, None, 1)
    assert grown.extended(["a"])[0] is grown


def test_distinct_answers_are_kept_once() -> None:
    answers, fresh = Distinct[str].empty().extended(["x", "y", "x"])
    assert (len(answers), answers.index.tolist(), fresh) == (2, [0, 1, 0], ["x", "y"])
    again, fresh = answers.extended(["y", "z"])
    assert (again.index.tolist(), fresh) == ([0, 1, 0, 1, 2], ["z"])
    one, stay = again.take(np.array([4]))
    assert (one.book.keys, one.index.tolist()) == (("z",), [0])
    assert stay is not None
    assert stay.tolist() == [2]


def test_figures_stay_with_their_offers() -> None:
    figures = Figures.empty(2).extended([(1.0, 2.0), (3.0, 4.0), (1.0, 2.0)]).extended([(5.0, 6.0)])
    assert figures.values.tolist() == [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]
    last = figures.take(np.array([3]))
    assert last.values[:, last.distinct.index].tolist() == [[5.0], [6.0]]
