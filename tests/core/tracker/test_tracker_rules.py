"""Moves, positions and figures of applications."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.tracker.funnel import LEAST, funnel
from app.core.tracker.positions import between, placed, renumbered
from app.core.tracker.status import STAGES, STATUSES, Reached, UnknownStatus, move, reached
from app.models.application import APPLICATION_STATUSES

NOW = datetime(2026, 3, 5, 13, tzinfo=UTC)
EARLIER = NOW - timedelta(days=3)
statuses = st.sampled_from(STATUSES)


def test_the_table_knows_the_same_statuses() -> None:
    assert APPLICATION_STATUSES == STATUSES


@pytest.mark.parametrize(
    ("before", "after", "applied_at", "expected", "newly"),
    [
        ("saved", "applied", None, NOW, True),
        ("saved", "interview", None, NOW, True),
        ("saved", "no_answer", None, NOW, True),
        ("saved", "withdrawn", None, None, False),
        ("withdrawn", "applied", None, NOW, True),
        ("applied", "interview", EARLIER, EARLIER, False),
        ("applied", "saved", EARLIER, None, False),
        ("rejected", "offer", EARLIER, EARLIER, False),
        ("saved", "saved", None, None, False),
    ],
)
def test_when_it_was_sent(
    before: str, after: str, applied_at: datetime | None, expected: datetime | None, newly: bool
) -> None:
    moved = move(before, after, applied_at, NOW)
    assert (moved.status, moved.applied_at, moved.newly_sent) == (after, expected, newly)


@pytest.mark.parametrize("wrong", ["", "SAVED", "applied ", "x" * 1000, "saved\x00"])
def test_a_status_that_is_none(wrong: str) -> None:
    with pytest.raises(UnknownStatus):
        move("saved", wrong, None, NOW)


@given(st.lists(statuses, max_size=12))
def test_a_move_never_loses_when_it_was_sent_but_by_going_back(history: list[str]) -> None:
    status, applied_at = "saved", None
    for after in history:
        moved = move(status, after, applied_at, NOW)
        assert (moved.applied_at is None) >= (after == "saved")
        if applied_at is not None and after != "saved":
            assert moved.applied_at == applied_at
        status, applied_at = moved.status, moved.applied_at


@pytest.mark.parametrize(
    ("history", "stage", "answered"),
    [
        ([], "saved", False),
        (["saved"], "saved", False),
        (["saved", "applied"], "applied", False),
        (["saved", "applied", "interview", "rejected"], "interview", True),
        (["applied", "rejected"], "applied", True),
        (["applied", "offer", "applied"], "applied", False),
        (["saved", "no_answer"], "applied", False),
        (["saved", "withdrawn"], "saved", False),
        (["saved", "rejected"], "applied", True),
        (["applied", "interview", "saved"], "saved", False),
        (["applied", "interview", "no_answer"], "interview", True),
    ],
)
def test_how_far_it_came(history: list[str], stage: str, answered: bool) -> None:
    assert reached(history) == Reached(stage, answered)


@given(st.lists(st.tuples(st.sampled_from(["", "board", "imported"]), st.lists(statuses, max_size=8))))
def test_figures_add_up(given_ones: list[tuple[str, list[str]]]) -> None:
    found = funnel((source, reached(history)) for source, history in given_ones)
    assert found.saved + found.total.sent == len(given_ones)
    assert sum(counts.sent for _source, counts in found.by_source) == found.total.sent
    for counts in (found.total, *(counts for _source, counts in found.by_source)):
        assert counts.sent >= counts.interviews >= counts.offers
        assert counts.sent >= counts.answers >= counts.interviews
        rates = (counts.answer_rate, counts.interview_rate, counts.offer_rate)
        assert all(rate is None for rate in rates) == (counts.sent < LEAST)
        assert all(rate is None or 0 <= rate <= 1 for rate in rates)


def test_rates_of_few_are_hidden() -> None:
    few = funnel([("board", Reached("offer", True))] * 4)
    assert (few.total.sent, few.total.offer_rate) == (4, None)
    enough = funnel([("board", Reached("offer", True))] * 2 + [("", Reached("applied", False))] * 3)
    assert enough.total.offer_rate == 0.4
    assert enough.by_source[0] == ("by_hand", enough.by_source[0][1])
    assert enough.by_source[0][1].offer_rate is None


class Column:
    """A column of a board as the shell keeps it."""

    def __init__(self, count: int) -> None:
        self.cards = dict(enumerate(renumbered(count)))
        self.renumbered = 0

    @property
    def order(self) -> list[int]:
        return sorted(self.cards, key=lambda card: (self.cards[card], card))

    def move(self, card: int, place: str) -> None:
        before = placed(self.order, card, place)
        others = [one for one in self.order if one != card]
        index = len(others) if before is None else others.index(before)
        above = self.cards[others[index - 1]] if index else None
        below = self.cards[others[index]] if index < len(others) else None
        position = between(above, below)
        if position is None:
            self.renumbered += 1
            wanted = [*others[:index], card, *others[index:]]
            self.cards = dict(zip(wanted, renumbered(len(wanted)), strict=True))
        else:
            self.cards[card] = position


places = st.one_of(
    st.sampled_from(["first", "last", "up", "down"]), st.integers(0, 7).map(lambda number: f"before:{number}")
)


@given(st.lists(st.tuples(st.integers(0, 5), places), max_size=60))
def test_any_moves_leave_the_order_that_a_list_would_have(moves: list[tuple[int, str]]) -> None:
    column, plain = Column(6), list(range(6))
    for card, place in moves:
        before = placed(plain, card, place)
        plain.remove(card)
        plain.insert(len(plain) if before is None else plain.index(before), card)
        column.move(card, place)
        assert column.order == plain


def test_a_column_without_room_is_numbered_anew() -> None:
    column = Column(3)
    for _turn in range(200):
        column.move(2, "before:1")
        column.move(1, "before:2")
    assert column.renumbered
    assert column.order == [0, 1, 2]


@pytest.mark.parametrize(
    "place", ["", "middle", "before:", "before:x", "before:-1", "before:" + "9" * 30, "before:١"]
)
def test_places_that_are_none(place: str) -> None:
    with pytest.raises(ValueError, match="place"):
        placed([1, 2], 1, place)


def test_stages_are_statuses_in_order() -> None:
    assert STATUSES[: len(STAGES)] == STAGES
    assert [Reached("interview", True).got(stage) for stage in STAGES] == [True, True, True, True, False]
