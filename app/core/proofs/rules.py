"""From matches to a verdict: a table of rules of which the first that holds decides.

The worst mistake is a wrong "confirmed", so everything must speak for it and nothing against it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.proofs.compare.match import AGREES, DIFFERS, MISSING, NOT_CLAIMED, PROPOSED, UNSEEN, WEAK, Match

READABLE = 40  # quality below which nothing can be said
GOOD = 62  # quality from which what is not found is not there, and from which "confirmed" is possible
_NEVER_CONFIRMED = ("hidden_text", "not_compared", "made_before", "attendance_only")


@dataclass(frozen=True, slots=True)
class Facts:
    """``subject`` says what the document is about: the title, or language and level together."""

    quality: int
    name: Match
    subject: Match
    issuer: Match
    matches: tuple[Match, ...]
    notes: frozenset[str]
    other_kind: bool = False

    @property
    def tampered(self) -> bool:
        return bool(self.notes & {"text_covered", "text_differs"})

    @property
    def doubtful_file(self) -> bool:
        """Signs that may be innocent one by one."""
        changed = self.notes & {"changed_later", "saved_again"}
        return bool(self.notes & {*_NEVER_CONFIRMED}) or ("edited_with" in self.notes and bool(changed))

    @property
    def half_read(self) -> bool:
        """So that what is not found may well be there."""
        return self.quality < GOOD or "reading_cut" in self.notes

    @property
    def diverging(self) -> bool:
        return any(match.state == DIFFERS for match in self.matches)

    @property
    def known_issuer(self) -> bool:
        identifier = any(
            match.code in ("identifier", "url") and match.state == AGREES for match in self.matches
        )
        return self.issuer.state == AGREES or (
            identifier and self.issuer.state in (NOT_CLAIMED, WEAK, MISSING)
        )

    @property
    def state_of_all(self) -> Mapping[str, str]:
        return {match.code: match.state for match in self.matches}


@dataclass(frozen=True, slots=True)
class Rule:
    """``sure`` is the confidence in the status before what was read well or badly moves it."""

    name: str
    holds: Callable[[Facts], bool]
    status: str
    next_step: str
    sure: int


def _is(state: str, *codes: str) -> Callable[[Facts], bool]:
    return lambda facts: any(facts.state_of_all.get(code) == state for code in codes)


def _lacks(facts: Facts) -> bool:
    return MISSING in (facts.name.state, facts.subject.state)


def _proven(facts: Facts) -> bool:
    return facts.name.state == AGREES and facts.subject.state == AGREES and facts.known_issuer


RULES = (
    Rule("nothing to read", lambda f: f.quality < READABLE, "cannot_tell", "upload_clearer", 80),
    Rule("another sort of paper", lambda f: f.other_kind, "not_confirmed", "upload_other", 85),
    Rule("edited", lambda f: f.tampered, "cannot_tell", "upload_original", 80),
    Rule(
        "not on the page",
        _is(UNSEEN, "name", "title", "language", "level"),
        "cannot_tell",
        "upload_original",
        75,
    ),
    Rule(
        "somebody else",
        lambda f: f.name.state == DIFFERS and not f.half_read,
        "not_confirmed",
        "upload_other",
        85,
    ),
    Rule(
        "something else",
        lambda f: f.subject.state == DIFFERS and not f.half_read,
        "not_confirmed",
        "upload_other",
        85,
    ),
    Rule("badly read", lambda f: f.half_read and not _proven(f), "cannot_tell", "upload_clearer", 70),
    Rule("not there", _lacks, "not_confirmed", "upload_other", 75),
    Rule(
        "only a model saw it",
        _is(PROPOSED, "name", "title", "issuer", "level"),
        "partly_confirmed",
        "upload_clearer",
        60,
    ),
    Rule("expired", _is(DIFFERS, "expiry"), "partly_confirmed", "renew", 85),
    Rule("contradicts", lambda f: f.diverging, "partly_confirmed", "correct_claim", 75),
    Rule("file was changed", lambda f: f.doubtful_file, "partly_confirmed", "upload_original", 65),
    Rule("badly read but complete", lambda f: f.quality < GOOD, "partly_confirmed", "upload_clearer", 60),
    Rule("all agrees", _proven, "confirmed", "none", 90),
    Rule("no name to compare", lambda f: f.name.state == NOT_CLAIMED, "partly_confirmed", "add_details", 60),
    Rule("issuer unknown", lambda f: f.issuer.state == NOT_CLAIMED, "partly_confirmed", "add_details", 65),
    Rule("agrees in part", lambda f: f.name.found and f.subject.found, "partly_confirmed", "open_link", 65),
    Rule("undecided", lambda _: True, "cannot_tell", "look_yourself", 50),
)


def decide(facts: Facts) -> Rule:
    return next(rule for rule in RULES if rule.holds(facts))


def confidence(facts: Facts, rule: Rule) -> int:
    """Lower for a document that is hard to read, higher with every further item that agrees."""
    agreeing = sum(1 for match in facts.matches if match.state == AGREES)
    value = rule.sure
    if rule.status != "cannot_tell":
        value -= max(0, 90 - facts.quality) // 3
        value -= max(0, 90 - round(min(facts.name.sure, facts.subject.sure))) // 6
    if rule.status == "confirmed":
        value += 2 * max(0, agreeing - 3) - 5 * len(
            facts.notes & {"edited_with", "changed_later", "saved_again"}
        )
    return max(5, min(99, value))
