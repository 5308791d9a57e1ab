"""Phrases around a skill that tell how it is meant, found word by word in a page that was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.core.once import once
from app.core.skills.arabic import LETTER, known_form
from app.core.skills.table import LexiconError
from app.core.skills.tokens import Page, key_of

CUES = Path(__file__).parent / "data" / "cues"
SECTIONS = ("requirements", "wishes", "duties", "benefits", "about_us", "other")
HEADINGS = tuple(f"heading {section}" for section in SECTIONS)
FILLER = "heading filler"
WISH, WISH_AFTER, WISH_LABEL = "wish before", "wish after", "wish label"
NEED, NEED_AFTER = "need before", "need after"
NOT, NOT_AFTER, NEUTRAL, CLAUSE = "not before", "not after", "neutral", "clause"
EMPLOYER, EMPLOYER_START, EMPLOYER_WEAK = "employer", "employer start", "employer weak"
COMPANY, HIRING, CANDIDATE, PERK = "company", "hiring", "candidate", "perk"
RUNNING = (
    *(WISH, WISH_AFTER, WISH_LABEL, NEED, NEED_AFTER, NOT, NOT_AFTER, NEUTRAL, CLAUSE),
    *(EMPLOYER, EMPLOYER_START, EMPLOYER_WEAK, COMPANY, HIRING, CANDIDATE, PERK),
)


class Hit(NamedTuple):
    """A cue at words ``first`` to before ``after``."""

    kinds: frozenset[str]
    first: int
    after: int


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """``longest`` tells for a first word how many words its longest phrase has; ``openings`` has the
    first two words of every longer one."""

    kinds: Mapping[str, frozenset[str]]
    openings: frozenset[str]
    longest: Mapping[str, int]

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """From left to right, the longest at each place; they never overlap."""
        longest, kinds, openings = self.longest, self.kinds, self.openings
        known = [place for place, word in enumerate(words) if word in longest]
        following = [*words, ""]
        free = 0
        for first in known:
            word = words[first]
            if first < free or not (f"{word} {following[first + 1]}" in openings or word in kinds):
                continue
            for after in range(min(len(words), first + longest[word]), first, -1):
                found = kinds.get(" ".join(words[first:after]))
                if found is not None:
                    yield Hit(found, first, after)
                    free = after
                    break


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    headings: Phrases
    running: Phrases
    arabic: frozenset[str]

    def words(self, page: Page) -> list[str]:
        """The words of the page, Arabic ones without the prefixes that hide a cue."""
        if page.folded.text.isascii() or not LETTER.search(page.folded.text):
            return page.words
        return [known_form(word, self.arabic) for word in page.words]


@once()
def default_cues() -> Cues:
    return read_cues(CUES)


def read_cues(folder: Path) -> Cues:
    """All ``*.txt`` files: a line ``[kind]`` begins the phrases of that kind. Raises LexiconError."""
    found: dict[str, set[str]] = {}
    for file in sorted(folder.glob("*.txt")):
        for kind, phrase in _lines(file):
            found.setdefault(phrase, set()).add(kind)
    headings = {key: kinds & {*HEADINGS, FILLER} for key, kinds in found.items()}
    running = {key: kinds & set(RUNNING) for key, kinds in found.items()}
    arabic = {word for key in found if LETTER.match(key) for word in key.split(" ")}
    return Cues(_phrases(headings), _phrases(running), frozenset(arabic))


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    kind = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if text.startswith("["):
            kind = text.strip("[]")
            if kind not in (*HEADINGS, FILLER, *RUNNING):
                raise LexiconError(f"{file.name}:{number}: unknown kind {text}")
        elif text and not text.startswith("#"):
            if not kind or not key_of(text):
                raise LexiconError(f"{file.name}:{number}: a phrase without kind or letters")
            yield kind, key_of(text)


def _phrases(kinds: Mapping[str, Iterable[str]]) -> Phrases:
    kept = {key: frozenset(names) for key, names in kinds.items() if names}
    longest: dict[str, int] = {}
    openings: set[str] = set()
    for key in kept:
        words = key.split(" ")
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
        openings.add(" ".join(words[:2]))
    return Phrases(kept, frozenset(openings), longest)
