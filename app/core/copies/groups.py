"""From pairs to groups: which offers are one vacancy, and which of them stands for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Reason = Literal["same", "similar", "decided"]
Pair = tuple[int, int]

# Boards of single employers: what they say is the original.
EMPLOYERS_BOARDS = frozenset(
    {
        *(
            "greenhouse",
            "lever",
            "ashby",
            "smartrecruiters",
            "recruitee",
            "workable",
            "personio",
            "teamtailor",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Member:
    """``since`` is the day it was first seen, ``fingerprint`` the exact one of title, company and town."""

    id: int
    source: str
    since: date
    fingerprint: str | None = None

    @property
    def order(self) -> tuple[date, bool, int]:
        return self.since, self.source not in EMPLOYERS_BOARDS, self.id


@dataclass(frozen=True, slots=True)
class Standing:
    """``original`` is who stands for the offer, None when it stands for itself."""

    original: int | None
    reason: Reason | None = None
    similarity: float | None = None


ALONE = Standing(None)


def standings(
    members: Iterable[Member],
    similar: Mapping[Pair, float],
    decided: Mapping[Pair, bool],
    contradict: Callable[[int, int], bool],
) -> dict[int, Standing]:
    """The standing of each member. Pairs have the smaller id first.

    What a person decided comes first, then the most similar pairs. Two groups become one unless a person
    parted two of their members or two of them contradict each other, though each resembles a third.
    """
    by_id = {member.id: member for member in members}
    group_of = {id_: [id_] for id_ in by_id}
    ordered = sorted(similar, key=lambda pair: (-similar[pair], pair))
    joined = sorted(pair for pair, is_copy in decided.items() if is_copy)
    for pair in (*joined, *ordered):
        if pair[0] not in by_id or pair[1] not in by_id:
            continue
        left, right = group_of[pair[0]], group_of[pair[1]]
        if left is right or _are_parted(left, right, decided):
            continue
        if pair not in joined and any(contradict(one, other) for one in left for other in right):
            continue
        left += right
        for id_ in right:
            group_of[id_] = left
    return {id_: _standing(id_, group_of[id_], by_id, similar, decided) for id_ in by_id}


def _are_parted(left: Sequence[int], right: Sequence[int], decided: Mapping[Pair, bool]) -> bool:
    return (
        any(decided.get(pair_of(one, other)) is False for one in left for other in right)
        if decided
        else False
    )


def _standing(
    id_: int,
    group: Sequence[int],
    by_id: Mapping[int, Member],
    similar: Mapping[Pair, float],
    decided: Mapping[Pair, bool],
) -> Standing:
    original = min((by_id[one] for one in group), key=lambda member: member.order)
    if original.id == id_:
        return ALONE
    near = [pair_of(id_, one) for one in group if one != id_]
    direct = pair_of(id_, original.id)
    best = similar.get(direct) or max((similar[pair] for pair in near if pair in similar), default=None)
    fingerprint = by_id[id_].fingerprint
    if any(decided.get(pair) for pair in near):
        return Standing(original.id, "decided", best)
    same = fingerprint is not None and fingerprint == original.fingerprint
    return Standing(original.id, "same" if same else "similar", best)


def pair_of(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
