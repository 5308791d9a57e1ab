"""Whether two offers are one vacancy told twice. Two offers taken for one hide a chance; one shown twice only
tires: when in doubt they stay apart, and a person may look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from app.core.copies.company import is_named_in, same_company
from app.core.copies.contradiction import Contradiction, contradiction
from app.core.copies.offer import Offer
from app.core.copies.place import same_town
from app.core.copies.text import Likeness, likeness, shared_words
from app.core.copies.title import Closeness, closeness

Firm = Literal["same", "passed_on", "unsaid", "other"]

_HARDLY_ANY: Final = 12  # groups of words: less is no text to compare
_A_TEXT: Final = 25
_A_LONG_TEXT: Final = 60
# How much of the shorter text the longer one must hold, by employer and title.
_ENOUGH: Final[dict[tuple[Firm, Closeness], float]] = {
    ("same", "equal"): 0.45,
    ("same", "within"): 0.7,
    ("passed_on", "equal"): 0.5,
    ("passed_on", "within"): 0.8,
    ("unsaid", "equal"): 0.85,
}
_SAME_SOURCE: Final = 0.8  # a board that lists two rarely means one, unless it says the same twice
_REWORDED: Final = 0.6
_WORTH_A_LOOK: Final = 0.6  # times what is enough
_TITLE_SHARE: Final[dict[Closeness, float]] = {"equal": 1.0, "within": 0.8, "near": 0.6, "far": 0.0}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``is_unsure`` marks what is alike but not enough. ``similarity`` of titles and texts, 0 to 1."""

    is_copy: bool
    is_unsure: bool
    similarity: float
    contradiction: Contradiction | None = None


def verdict(one: Offer, other: Offer) -> Verdict:
    told_apart = contradiction(one.facts, other.facts)
    titles = closeness(one.facts.title, other.facts.title)
    firm = _firm(one, other)
    texts = likeness(one.shingles, other.shingles)
    similarity = round(0.3 * _TITLE_SHARE[titles] + 0.7 * texts.containment, 3)
    if told_apart:
        return Verdict(False, False, similarity, told_apart)
    if _is_copy(one, other, firm, titles, texts):
        return Verdict(True, False, max(similarity, 0.5))
    return Verdict(False, _is_unsure(firm, titles, texts), similarity)


def may_be_copy(one: Offer, other: Offer) -> bool:
    """Without their texts: whether it is worth while to load them."""
    return contradiction(one.facts, other.facts) is None and (
        closeness(one.facts.title, other.facts.title) != "far"
    )


def _firm(one: Offer, other: Offer) -> Firm:
    here, there = one.facts.company, other.facts.company
    if same_company(here, there):
        return "same"
    if not here.words or not there.words:
        return "unsaid"
    if (
        here.is_staffing != there.is_staffing
        or is_named_in(here, other.words)
        or is_named_in(there, one.words)
    ):
        return "passed_on"
    return "other"


def _is_copy(one: Offer, other: Offer, firm: Firm, titles: Closeness, texts: Likeness) -> bool:
    enough = _ENOUGH.get((firm, titles))
    if enough is None:
        return False
    in_one_town = same_town(one.facts.place, other.facts.place)
    if one.source == other.source:
        enough = max(enough, _SAME_SOURCE)
    if firm == "same" and titles == "equal" and texts.words < _HARDLY_ANY:
        return in_one_town and (one.source != other.source or texts.containment >= _SAME_SOURCE)
    if firm == "unsaid" and texts.words < _A_LONG_TEXT:
        return False
    if firm == "passed_on" and texts.words < _A_TEXT:
        return False
    if not in_one_town:
        enough = max(enough, _SAME_SOURCE)
    if texts.containment >= enough:
        return in_one_town or firm == "same"
    return (
        firm == "same"
        and titles == "equal"
        and in_one_town
        and one.source != other.source
        and shared_words(one.words, other.words) >= _REWORDED
    )


def _is_unsure(firm: Firm, titles: Closeness, texts: Likeness) -> bool:
    if firm == "same" and titles == "equal":
        return True
    enough = _ENOUGH.get((firm, titles), 1.0)
    return (
        titles != "far"
        and firm != "other"
        and texts.words >= _HARDLY_ANY
        and texts.containment >= enough * _WORTH_A_LOOK
    )
