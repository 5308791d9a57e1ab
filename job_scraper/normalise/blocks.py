"""The shape of a description: paragraphs, headings and list items with runs of marked text.

Both the HTML and the plain text of an offer are written from blocks, so the two say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Final, NamedTuple

BREAK: Final = "\n"
MAX_LIST_DEPTH: Final = 3


class Run(NamedTuple):
    """Text with its marks; a run whose text is ``BREAK`` is a line break."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """``kind`` is p, h3, h4, ul or ol; the last two are one list item at ``depth`` 1 to 3."""

    kind: str
    runs: tuple[Run, ...] = field(default=())
    depth: int = 0


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Single spaces, none at line ends, no break at either end, neighbours with equal marks joined."""
    found: list[Run] = []
    for run in runs:
        if run.text == BREAK:
            _strip_end(found)
            if found:
                found.append(Run(BREAK))
            continue
        text = _single_spaces(run.text, at_start=not found or found[-1].text[-1] in (" ", BREAK))
        if not text:
            continue
        marks = Run(text)[1:] if text == " " else run[1:]
        if found and found[-1].text != BREAK and found[-1][1:] == marks:
            text = found.pop().text + text
        found.append(Run(text, *marks))
    _strip_end(found)
    while found and found[-1].text == BREAK:
        found.pop()
        _strip_end(found)
    return tuple(found)


def _single_spaces(text: str, at_start: bool) -> str:
    joined = " ".join(text.split())
    if not joined:
        return "" if at_start or not text else " "
    before = " " if text[0].isspace() and not at_start else ""
    return before + joined + (" " if text[-1].isspace() else "")


def _strip_end(runs: list[Run]) -> None:
    """Take the white space from the end of the last line."""
    while runs and runs[-1].text != BREAK:
        text = runs[-1].text.rstrip()
        if text:
            runs[-1] = Run(text, *runs[-1][1:])
            return
        runs.pop()


def run_html(run: Run) -> str:
    if run.text == BREAK:
        return "<br>"
    text = escape(run.text, quote=False).replace("\u00a0", " ")
    if run.emphasis:
        text = f"<em>{text}</em>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    if run.href:
        text = f'<a href="{escape(run.href)}" rel="nofollow noopener ugc">{text}</a>'
    return text


def to_html(blocks: Iterable[Block]) -> str:
    pieces: list[str] = []
    open_lists: list[str] = []
    for block in blocks:
        inner = "".join(map(run_html, block.runs))
        if block.kind not in {"ul", "ol"}:
            _close_lists(pieces, open_lists, 0)
            pieces.append(f"<{block.kind}>{inner}</{block.kind}>")
            continue
        _close_lists(pieces, open_lists, block.depth)
        if len(open_lists) == block.depth and open_lists[-1] != block.kind:
            _close_lists(pieces, open_lists, block.depth - 1)
        if len(open_lists) == block.depth:
            pieces.append("</li>")
        while len(open_lists) < block.depth:
            open_lists.append(block.kind)
            pieces.append(f"<{block.kind}>" if len(open_lists) == block.depth else f"<{block.kind}><li>")
        pieces.append(f"<li>{inner}")
    _close_lists(pieces, open_lists, 0)
    return "".join(pieces)


def _close_lists(pieces: list[str], open_lists: list[str], depth: int) -> None:
    while len(open_lists) > depth:
        pieces.append(f"</li></{open_lists.pop()}>")


def to_text(blocks: Iterable[Block]) -> str:
    """Paragraphs apart by an empty line, items behind ``- ``, deeper items indented by two spaces."""
    pieces: list[str] = []
    previous: Block | None = None
    for block in blocks:
        text = "".join(run.text for run in block.runs)
        if block.depth:
            indent = "  " * (block.depth - 1)
            text = f"{indent}- " + text.replace(BREAK, f"\n{indent}  ")
        if previous is not None:
            pieces.append("\n" if previous.depth and block.depth else "\n\n")
        pieces.append(text)
        previous = block
    return "".join(pieces)
