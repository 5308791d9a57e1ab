"""What somebody may be typing: titles and companies of the newest open offers, by the beginning of any word.

The newest offers are read in the order of their ids, a bounded number of them, and kept: no request searches texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic

from flask import current_app
from sqlalchemy import select

from app.core.skills.lexicon import Skill, default_lexicon
from app.core.skills.tokens import key_of
from app.extensions import db
from app.models import Job
from app.services.search.follower import offers_counter

READ = 20_000  # offers
LATE_BY = 300.0  # seconds for which the words may be older than the offers
MOST_WORDS = 8  # of a name, that typing may begin with
MOST_HITS = 2_000


@dataclass(frozen=True, slots=True)
class Completion:
    """``offers`` counts those of the newest that have it."""

    text: str
    offers: int


@dataclass(frozen=True, slots=True)
class Completions:
    skills: tuple[Skill, ...]
    titles: tuple[Completion, ...]
    companies: tuple[Completion, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``keys`` are sorted: the folded rest of a name from each of its words on, whether that is the whole name, and
    the place of the name in ``names``."""

    names: tuple[Completion, ...]
    keys: tuple[tuple[str, bool, int], ...]

    @classmethod
    def of(cls, written: Iterable[str | None]) -> Vocabulary:
        """Spellings that fold alike are one name, shown as it is written most often."""
        spellings: dict[str, Counter[str]] = {}
        for name in written:
            if name and (folded := key_of(name)):
                spellings.setdefault(folded, Counter())[name] += 1
        names = tuple(
            Completion(min(found, key=lambda one: (-found[one], one)), found.total())
            for found in spellings.values()
        )
        keys = [
            (" ".join(words[first:]), first == 0, place)
            for place, folded in enumerate(spellings)
            for words in [folded.split()]
            for first in range(min(len(words), MOST_WORDS))
        ]
        return cls(names, tuple(sorted(keys)))

    def starting_with(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """Names that begin with it before those with a word that does; the most frequent first."""
        wanted, hits = key_of(typed), []
        if not wanted:
            return ()
        start = bisect_left(self.keys, (wanted,))
        for key, is_whole, place in self.keys[start : start + MOST_HITS]:
            if not key.startswith(wanted):
                break
            hits.append((not is_whole, -self.names[place].offers, key, place))
        return tuple(self.names[place] for place in dict.fromkeys(hit[3] for hit in sorted(hits)))[:limit]


def complete(typed: str, language: str, limit: int) -> Completions:
    """At most ``limit`` of each kind; nothing for what has no letter or digit."""
    titles, companies = _vocabularies()
    return Completions(
        skills=tuple(default_lexicon().suggest(typed, language, limit)),
        titles=titles.starting_with(typed, limit),
        companies=companies.starting_with(typed, limit),
    )


def _vocabularies() -> tuple[Vocabulary, Vocabulary]:
    """Of titles and of companies."""
    state, now = offers_counter(), monotonic()
    kept = current_app.extensions.get("completions")
    if kept is None or (kept[0] != state and now - kept[1] >= LATE_BY):
        newest = select(Job.title, Job.company).where(Job.is_listed).order_by(Job.id.desc()).limit(READ)
        rows = db.session.execute(newest).all()
        both = (Vocabulary.of(row.title for row in rows), Vocabulary.of(row.company for row in rows))
        kept = current_app.extensions["completions"] = (state, now, both)
    found: tuple[Vocabulary, Vocabulary] = kept[2]
    return found
