"""One spelling for every character and one shape for every line, whatever format it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from app.core.cv.document import Line
from app.core.cv.reading.limits import Limits
from app.core.cv.reading.raw import Piece

_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r" +")
_AROUND_TABS = re.compile(r" ?\t[ \t]*")
_MANY_MARKS = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_SPACED_LETTERS = re.compile(r"(?<!\S)[^\W\d_](?: {1,4}[^\W\d_]){3,}(?!\S)")
_CHUNK = 50_000  # characters normalised at once; NFKC can make 18 out of one


def tidy(pieces: Iterable[Piece], limits: Limits) -> tuple[tuple[Line, ...], bool]:
    """Numbered lines and whether text was left out because there was too much of it.

    Every line is NFKC, has no control, format or private-use character and no lone surrogate, no
    double space and no blank at its ends; a tab separates what stands apart on one line. No two
    blank lines follow each other. A line longer than the limit continues on the next.
    """
    lines: list[Line] = []
    room = limits.max_characters
    blank = True
    for piece in _clean_pieces(pieces, limits):
        if blank and not piece.text:
            continue
        room -= len(piece.text) + 1
        if room < 0:
            return _without_last_blank(lines), True
        blank = not piece.text
        lines.append(Line(len(lines), piece.text, piece.page, piece.hidden))
    return _without_last_blank(lines), False


def clean_line(text: str) -> str:
    """One line of text, cleaned as ``tidy`` says."""
    if text.isascii() and text.isprintable():
        return _spaces(text)
    text = _joined_surrogates(text)
    text = _MANY_MARKS.sub(r"\1", _printable(text))  # normalising a long heap of marks takes quadratic time
    text = _printable(unicodedata.normalize("NFKC", text))
    return unicodedata.normalize("NFKC", _spaces(text))


def _clean_pieces(pieces: Iterable[Piece], limits: Limits) -> Iterator[Piece]:
    for piece in pieces:
        for part in _LINE_END.split(piece.text[: limits.max_characters + 1]):
            for start in range(0, max(1, len(part)), _CHUNK):
                for line in _wrapped(clean_line(part[start : start + _CHUNK]), limits.max_line):
                    yield piece._replace(text=line)


def _without_last_blank(lines: list[Line]) -> tuple[Line, ...]:
    while lines and not lines[-1].text:
        lines.pop()
    return tuple(lines)


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _replacement(character) for character in text)


def _replacement(character: str) -> str:
    """Tabs stay; exotic spaces and the private letters of icon fonts become a space; the rest goes."""
    if character == "\t":
        return "\t"
    return " " if unicodedata.category(character) in {"Zs", "Co"} else ""


def _spaces(text: str) -> str:
    text = _SPACED_LETTERS.sub(_word, text)
    return _AROUND_TABS.sub("\t", _SPACES.sub(" ", text)).strip()


def _word(spaced: re.Match[str]) -> str:
    """``S K I L L S`` is a word with wide spacing, ``A B`` or ``x y z a`` need not be."""
    letters = spaced.group()
    if not letters.isupper() and len(letters) < 11:
        return letters
    return " ".join(word.replace(" ", "") for word in letters.split("  "))


def _joined_surrogates(text: str) -> str:
    """Pairs of surrogates become the character they mean; a lone one is not text and goes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return text


def _wrapped(text: str, width: int) -> Iterator[str]:
    while len(text) > width:
        cut = text.rfind(" ", width // 2, width)
        cut = width if cut < 0 else cut
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    yield text
