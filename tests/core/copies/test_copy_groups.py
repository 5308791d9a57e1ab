"""Who stands for a group of copies."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.core.copies.groups import Member, Pair, pair_of, standings

DAY = date(2026, 3, 1)


def member(number: int, source: str = "board", day: int = 1, fingerprint: str | None = None) -> Member:
    return Member(number, source, DAY.replace(day=day), fingerprint)


def never(_one: int, _other: int) -> bool:
    return False


def originals(*members: Member, **given: dict[Pair, bool]) -> dict[int, int | None]:
    similar = {(1, 2): 0.9, (2, 3): 0.8}
    found = standings(members, similar, given.get("decided", {}), never)
    return {id_: standing.original for id_, standing in found.items()}


def test_the_oldest_stands_for_all_also_for_those_it_is_not_like() -> None:
    assert originals(member(1), member(2), member(3)) == {1: None, 2: 1, 3: 1}
    assert originals(member(1, day=9), member(2, day=5), member(3, day=7)) == {1: 2, 2: None, 3: 2}


def test_of_equal_age_the_employers_own_board_is_preferred() -> None:
    assert originals(member(1), member(2, "greenhouse"), member(3)) == {1: 2, 2: None, 3: 2}
    assert originals(member(1), member(2, "greenhouse", day=2), member(3)) == {1: None, 2: 1, 3: 1}


def test_what_a_person_parted_stays_apart_whatever_lies_between() -> None:
    assert originals(member(1), member(2), member(3), decided={(1, 3): False}) == {1: None, 2: 1, 3: None}
    assert originals(member(1), member(2), member(3), decided={(1, 2): False}) == {1: None, 2: None, 3: 2}


def test_what_a_person_joined_is_one_though_nothing_is_alike() -> None:
    found = standings([member(1), member(2)], {}, {(1, 2): True}, lambda _one, _other: True)
    assert (found[2].original, found[2].reason, found[2].similarity) == (1, "decided", None)


def test_offers_that_contradict_each_other_are_not_joined_by_a_third() -> None:
    found = standings(
        [member(1), member(2), member(3)], {(1, 2): 0.9, (2, 3): 0.8}, {}, lambda *pair: set(pair) == {1, 3}
    )
    assert {id_: one.original for id_, one in found.items()} == {1: None, 2: 1, 3: None}


def test_reasons() -> None:
    found = standings(
        [member(1, fingerprint="x"), member(2, fingerprint="x"), member(3)],
        {(1, 2): 1, (2, 3): 0.7},
        {},
        never,
    )
    assert (found[2].reason, found[2].similarity) == ("same", 1)
    assert (found[3].reason, found[3].similarity) == ("similar", 0.7)


IDS = st.integers(1, 8)
PAIRS = st.dictionaries(
    st.tuples(IDS, IDS).filter(lambda pair: pair[0] < pair[1]), st.sampled_from([0.5, 0.7, 0.9]), max_size=14
)


@given(
    PAIRS,
    st.dictionaries(st.tuples(IDS, IDS).filter(lambda pair: pair[0] < pair[1]), st.just(False), max_size=3),
    st.randoms(),
)
def test_each_group_has_one_original_and_the_order_of_rows_is_no_matter(similar, decided, chance) -> None:  # type: ignore[no-untyped-def]
    members = [member(number) for number in range(1, 9)]
    found = standings(members, similar, decided, never)
    assert all(found[one.original].original is None for one in found.values() if one.original is not None)
    assert all(
        pair_of(id_, one.original) not in decided for id_, one in found.items() if one.original is not None
    )
    chance.shuffle(members)
    shuffled = dict(chance.sample(list(similar.items()), len(similar)))
    assert standings(members, shuffled, decided, never) == found
