"""How one item of a claim compares with a document."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.proofs.verdict import Finding, Note

AGREES = "agrees"
WEAK = "weak"  # agrees as far as it goes: initials only, a word is missing, a word was misread
PROPOSED = "proposed"  # only a model says so
UNSEEN = "unseen"  # stands in the file, not on the page
MISSING = "missing"
DIFFERS = "differs"
NOT_CLAIMED = "not_claimed"


@dataclass(frozen=True, slots=True)
class Match:
    """``code`` is one of verdict.ITEMS; ``sure`` 0 to 100 says how surely the words compared were read."""

    code: str
    state: str
    claimed: str = ""
    read: str = ""
    sure: float = 100.0
    notes: tuple[Note, ...] = ()

    @property
    def found(self) -> bool:
        return self.state in (AGREES, WEAK)

    def finding(self) -> Finding:
        return Finding(self.code, self.claimed[:200], self.read[:200])
