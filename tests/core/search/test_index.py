from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.core.search.filters import Filters
from app.core.search.index import ID_BITS, OfferIndex, OfferRow

DAY = 20_000


def row(
    number: int, country: str | None = "FR", contract: str | None = None, salary: int = 0, day: int = DAY
) -> OfferRow:
    return OfferRow(day << ID_BITS | number, (country, contract, None, None, None, "demo", None), salary)


def ids(index: OfferIndex, filters: Filters, first_day: int | None = None) -> list[int]:
    found = index.find(filters, index.everything(), first_day)
    return index.ids[found.positions].tolist()


INDEX = OfferIndex.empty().updated(
    [
        row(1, "FR", "permanent", 40_000),
        row(2, "TN", "permanent", day=DAY - 5),
        row(3, "TN", "internship", 9_000),
        row(4, None, None, day=DAY + 1),
    ]
)


def test_rows_are_in_date_order() -> None:
    assert INDEX.ids.tolist() == [2, 1, 3, 4]


def test_values_of_a_facet_are_alternatives_and_facets_must_all_hold() -> None:
    assert ids(INDEX, Filters(country=("TN", "FR"))) == [2, 1, 3]
    assert ids(INDEX, Filters(country=("TN",), job_type=("permanent",))) == [2]
    assert ids(INDEX, Filters(country=("XX",))) == []


def test_age_and_salary_narrow_the_search() -> None:
    assert ids(INDEX, Filters(), first_day=DAY) == [1, 3, 4]
    assert ids(INDEX, Filters(salary_min=10_000)) == [1]
    assert ids(INDEX, Filters(with_salary=True)) == [1, 3]


def test_a_facet_counts_what_choosing_another_value_would_give() -> None:
    found = INDEX.find(Filters(country=("TN",), job_type=("permanent",)), INDEX.everything(), None)
    assert found.facets["country"] == {"FR": 1, "TN": 1}
    assert found.facets["job_type"] == {"permanent": 1, "internship": 1}
    assert found.facets["source"] == {"demo": 1}


def test_a_change_replaces_an_offer_even_when_its_date_moves() -> None:
    changed = INDEX.updated([row(2, "BE", day=DAY + 9)], removed_ids=[3, 99])
    assert changed.ids.tolist() == [1, 4, 2]
    assert ids(changed, Filters(country=("BE",))) == [2]
    assert INDEX.ids.tolist() == [2, 1, 3, 4], "readers of the old index keep it"


def test_unknown_ids_are_left_out() -> None:
    wanted = np.array([5, DAY << ID_BITS | 3, 1 << 60], np.int64)
    assert INDEX.ids[INDEX.locate(wanted)].tolist() == [3]
    assert OfferIndex.empty().locate(wanted).tolist() == []


offers = st.lists(
    st.tuples(
        st.integers(1, 40),
        st.sampled_from([None, "FR", "TN", "DE"]),
        st.sampled_from([None, "permanent", "internship"]),
        st.integers(0, 3),
    ),
    max_size=60,
)


@given(offers, st.integers(1, 10))
def test_batches_in_any_size_give_the_same_index(
    rows: list[tuple[int, str | None, str | None, int]], size: int
) -> None:
    made = [row(number, country, contract, day=DAY + day) for number, country, contract, day in rows]
    step_by_step = OfferIndex.empty()
    for start in range(0, len(made), size):
        latest = {one.doc_id & 0x7FFFFFFF: one for one in made[start : start + size]}
        step_by_step = step_by_step.updated(list(latest.values()), latest)
    final = {one.doc_id & 0x7FFFFFFF: one for one in made}
    at_once = OfferIndex.empty().updated(list(final.values()))
    assert step_by_step.doc_ids.tolist() == at_once.doc_ids.tolist()
    wanted = Filters(country=("FR", "TN"), job_type=("permanent",))
    assert ids(step_by_step, wanted) == ids(at_once, wanted)


@given(offers)
def test_counts_add_up(rows: list[tuple[int, str | None, str | None, int]]) -> None:
    made = {number: row(number, country, contract, day=DAY + day) for number, country, contract, day in rows}
    index = OfferIndex.empty().updated(list(made.values()))
    facets = index.find(Filters(), index.everything(), None).facets
    for value, count in facets["country"].items():
        assert len(ids(index, Filters(country=(value,)))) == count
