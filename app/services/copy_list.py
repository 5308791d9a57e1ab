"""Pages of pairs of offers for whoever decides about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.models import CopyDecision
from app.services import audit, copies, copy_review, run_history
from app.services.copy_review import PairToReview
from app.services.transaction import transaction

PER_PAGE = 10
LISTS = ("apart", "joined", "decided")


@dataclass(frozen=True, slots=True)
class PairList:
    """``shown`` is one of LISTS: what the rules left apart though alike, what they joined, what people
    decided. ``counts`` has all three, ``names`` those who decided, by id."""

    shown: str
    pairs: tuple[PairToReview, ...]
    counts: Mapping[str, int]
    page: int
    names: Mapping[int, str]

    @property
    def pages(self) -> int:
        return -(-self.counts[self.shown] // PER_PAGE)


def page(shown: str, number: int) -> PairList:
    """The first list for a name that is none."""
    shown = shown if shown in LISTS else LISTS[0]
    counts = {
        "apart": copy_review.count_to_review(False),
        "joined": copy_review.count_to_review(True),
        "decided": db.session.scalar(select(func.count()).select_from(CopyDecision)) or 0,
    }
    number = max(1, min(number, -(-counts[shown] // PER_PAGE)))
    pairs = tuple(_pairs(shown, (number - 1) * PER_PAGE))
    return PairList(
        shown, pairs, counts, number, run_history.names_of([pair.decided_by_id for pair in pairs])
    )


def decide(job_id: int, other_id: int, decision: str, admin_id: int) -> None:
    """``decision`` is same, different, or undo, which leaves the two to the rules again.

    Raises NotFound, BadInput.
    """
    with transaction() as session:
        if decision == "undo":
            copies.undecide(job_id, other_id)
        else:
            copies.decide(job_id, other_id, decision == "same", admin_id)
        said: dict[str, str | int] = {"decision": decision, "other": other_id}
        audit.note(session, "copies_decided", actor_id=admin_id, subject=f"job:{job_id}", details=said)


def _pairs(shown: str, offset: int) -> list[PairToReview]:
    if shown == "decided":
        return copy_review.decisions(PER_PAGE, offset=offset)
    return copy_review.pairs_to_review(PER_PAGE, offset=offset, is_copy=shown == "joined")
