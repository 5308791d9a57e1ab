"""Lines about certificates or courses put together: one entry is one line, or a title with details below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.core.cv.document import Line
from app.core.cv.layout import is_bullet, without_bullet
from app.core.proofs.claims.fields import Fields, read_fields
from app.core.proofs.claims.kinds import says_course
from app.core.proofs.claims.pieces import is_table_head, name_of
from app.core.proofs.claims.tables import issuers, language_tests, products

_OPEN = re.compile(
    r"(?:[,:(&/]|\s[-–—]|\s(?:de|du|des|et|of|and|und|für|der|in|for|à|la|le|the|في|من|و))\s*$"
)
_MOST_WORDS = 26
_CLOSE = 2  # lines between a title and its details
_LONGEST_NAME = 80
_LARGEST = 600  # characters of one entry
_ISSUER_WORDS = 6


@dataclass(slots=True)
class Entry:
    """``texts`` are the lines that belong together, the first with what names it."""

    line: int
    texts: list[str] = field(default_factory=list)
    last: int = 0
    fields: Fields | None = None

    @property
    def size(self) -> int:
        return sum(map(len, self.texts))

    @property
    def text(self) -> str:
        return " | ".join(self.texts)


def entries(lines: Sequence[Line]) -> list[Entry]:
    """``lines`` are those of one part of the CV, in order."""
    grouping = _Grouping(
        dates_first=_dates_first(lines), plain_heads=_has_plain_heads(lines), paired=_paired(lines)
    )
    for line in lines:
        grouping.take(line)
    return grouping.found


@dataclass(slots=True)
class _Grouping:
    dates_first: bool
    plain_heads: bool  # titles without bullets, so what has one describes
    paired: bool  # a title on one line, who issued it and when on the next
    found: list[Entry] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    described: bool = False

    def take(self, line: Line) -> None:
        text = without_bullet(line.text).strip()
        if not any(map(str.isalnum, text)) or is_table_head(text):
            return
        current = self.found[-1] if self.found else None
        near = current is not None and line.number - current.last <= _CLOSE and current.size < _LARGEST
        if current is not None and near and not self.waiting and continues(current.texts[-1], line.text):
            current.texts[-1] = joined(current.texts[-1], text)
            current.last = line.number
        elif is_detail(text):
            dated = self.dates_first and read_fields(text).date is not None
            if dated or current is None or not near:
                self.waiting.append(text)
            else:
                _add(current, text, line)
        elif current is not None and near and self.paired and _completes(current, text):
            _add(current, f"Issuer: {text}", line)
        elif not self._describes(line, text):
            self.found.append(Entry(line.number, [text, *self.waiting], line.number))
            self.waiting = []

    def _describes(self, line: Line, text: str) -> bool:
        """Prose, or a bullet below a title."""
        known = products().find(text) or language_tests().find(text)
        if len(text.split()) > _MOST_WORDS:
            return True
        return self.plain_heads and is_bullet(line.text) and not known and bool(self.found)


def is_detail(text: str) -> bool:
    """Whether a line names nothing but date, issuer, identifier or address."""
    if language_tests().find(text):
        return False
    fields = read_fields(text)
    return not name_of(fields.rest).title


def continues(before: str, text: str) -> bool:
    """Whether a line goes on with the one before it."""
    tidy = text.strip()
    if is_bullet(text) or not tidy:
        return False
    if before.count("(") > before.count(")") and ")" in tidy:
        return True
    if _OPEN.search(before) is not None or _is_cut(before, tidy):
        return True
    starts = [found.start for found in products().find(tidy)]
    starts += [found.start for found in language_tests().find(tidy)]
    return tidy[0].islower() and 0 not in starts


def joined(before: str, text: str) -> str:
    """Two lines as one, without the hyphen's space of "AZ-" and "104"."""
    return f"{before}{text}" if before.endswith("-") and before[-2:-1].isalnum() else f"{before} {text}"


def _is_cut(before: str, text: str) -> bool:
    """Whether a known name begins on one line and ends on the next."""
    tail = before[-_LONGEST_NAME:]
    whole = joined(tail, text[:_LONGEST_NAME])
    spans = [(found.start, found.end) for found in products().find(whole)]
    spans += [(found.start, found.end) for found in issuers().find(whole)]
    spans += [(found.start, found.end) for found in language_tests().find(whole)]
    return any(start < len(tail) and end > len(tail) + 1 for start, end in spans)


def _completes(entry: Entry, text: str) -> bool:
    """Whether a line with a date says who issued the title above it, which has none."""
    if len(entry.texts) > 1 or read_fields(entry.text).date is not None or read_fields(text).date is None:
        return False
    if products().find(text) or language_tests().find(text) or says_course(text):
        return False
    return len(name_of(read_fields(text).rest).title.split()) <= _ISSUER_WORDS


def _paired(lines: Sequence[Line]) -> bool:
    """Whether no line is dated whose neighbour above is dated too, and the first is not."""
    dated = [read_fields(line.text).date is not None for line in lines if any(map(str.isalnum, line.text))]
    return any(dated) and not dated[0] and not any(map(all, pairwise(dated)))


def _add(entry: Entry, text: str, line: Line) -> None:
    entry.texts.append(text)
    entry.last = line.number


def _dates_first(lines: Sequence[Line]) -> bool:
    first = next((line.text for line in lines if any(map(str.isalnum, line.text))), "")
    return is_detail(without_bullet(first)) and read_fields(first).date is not None


def _has_plain_heads(lines: Sequence[Line]) -> bool:
    written = [line.text for line in lines if any(map(str.isalnum, line.text))]
    plain = [text for text in written if not is_bullet(text)]
    return bool(written) and not is_bullet(written[0]) and 0 < len(plain) < len(written)
