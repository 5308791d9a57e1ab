"""The lines of a document as they are compared: folded words, each with how surely it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.core.cv.fold import fold
from app.core.proofs.reading.document import ProofDocument, ProofLine

_MOST_LINES = 500
_MOST_WORDS, _LONGEST_WORD, _LONGEST = 80, 150, 1_000
_CONFUSED = str.maketrans({"l": "i", "1": "i", "|": "i", "0": "o", "5": "s", "8": "b"})
_NUMERAL = re.compile(r"I[Il|]{1,2}|[l|]I[Il|]?")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` is folded, ``raw`` as it was read. ``capital``: it begins with one, or its script has none.
    ``elided``: an apostrophe follows, as in "O'Neill".
    """

    text: str
    raw: str
    confidence: float = 100.0
    elided: bool = False

    @property
    def capital(self) -> bool:
        return self.raw[:1].isupper() or not (self.raw[:1].isupper() or self.raw[:1].islower())


@dataclass(frozen=True, slots=True)
class Shown:
    """One line that can be seen. ``contents``: it stands in a list of what a longer course contains."""

    line: ProofLine
    tokens: tuple[Token, ...]
    contents: bool = False

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def folded(self) -> str:
        return fold(self.line.text)


def unconfused(word: str) -> str:
    """The word with one spelling for letters and digits that OCR takes for each other."""
    return word.translate(_CONFUSED)


def tokens_of(line: ProofLine) -> tuple[Token, ...]:
    return tuple(
        Token(
            match.group(),
            word.text[match.start() : match.end()],
            word.confidence,
            folded[match.end() : match.end() + 1] == "'",
        )
        for word, folded in ((word, fold(word.text)) for word in line.words)
        for match in _WORD.finditer(folded)
    )


def shown_lines(document: ProofDocument) -> list[Shown]:
    """Lines that count: visible, and seen on the page where that was looked at."""
    counted = [line for line in document.visible if line.seen is not False]
    return _with_contents(_with_numeral(_short(line)) for line in counted[:_MOST_LINES])


def unseen_lines(document: ProofDocument) -> list[Shown]:
    """Lines that stand in the file while the page shows something else there."""
    unseen = [line for line in document.visible if line.seen is False]
    short = (_short(line) for line in unseen[:_MOST_LINES])
    return [Shown(line, tokens_of(line)) for line in short]


def _short(line: ProofLine) -> ProofLine:
    """Without what no line of a certificate has room for: comparing it would take long."""
    if len(line.words) <= _MOST_WORDS and len(line.text) <= _LONGEST:
        return line
    return replace(
        line, words=tuple(replace(word, text=word.text[:_LONGEST_WORD]) for word in line.words[:_MOST_WORDS])
    )


def _with_numeral(line: ProofLine) -> ProofLine:
    """OCR writes "Il" and "Ill" for II and III, with which titles end."""
    if line.source != "ocr" or len(line.words) < 2 or not _NUMERAL.fullmatch(line.words[-1].text):
        return line
    last = line.words[-1]
    return replace(line, words=(*line.words[:-1], replace(last, text="I" * len(last.text))))


def in_rows(lines: Sequence[Shown]) -> list[str]:
    """Folded texts of lines that stand side by side, put together: in tables OCR reads column by column."""
    rows: list[str] = []
    for line in lines:
        beside = [other for other in lines if _is_beside(line.line, other.line)]
        if len(beside) > 1 and beside[0] is line and len(rows) < _MOST_LINES:
            beside.sort(key=lambda one: one.line.left)
            rows.append(" ".join(one.folded for one in beside))
    return rows


def _is_beside(one: ProofLine, other: ProofLine) -> bool:
    apart = abs(one.top + one.height / 2 - other.top - other.height / 2)
    return one.page == other.page and apart < 0.5 * max(one.height, other.height)


_CONTENTS = re.compile(
    r"\W{0,5}(?:\d{1,2} )?(?:(?:list of |included |the |les |die )?(?:courses?|modules?|units?|cours|lehrinhalte"
    r"|inhalte|kursinhalte|unites?|programme|contenu|contents?|topics|syllabus|thematiques|themen|matieres|المحتوي|المحاور"
    r"|الوحدات|الدروس)"
    r"(?: (?:completed|included|covered|suivis|valides|abordes|der weiterbildung|du parcours|de la formation"
    r"|of the program|taken|in this \w{1,20}|مكونات))?)\s?:?\s?"
)


def _with_contents(lines: Iterable[ProofLine]) -> list[Shown]:
    """Marks what follows a heading such as "Courses:" in smaller or equal letters, on that page."""
    found: list[Shown] = []
    heading: ProofLine | None = None
    for line in lines:
        if heading and (line.page != heading.page or line.height > 1.3 * heading.height):
            heading = None
        found.append(Shown(line, tokens_of(line), contents=heading is not None))
        if _CONTENTS.fullmatch(fold(line.text[:80])):
            heading = line
    return found
