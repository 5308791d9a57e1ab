"""From markup, or from plain text, to blocks."""

from __future__ import annotations

import re
from collections import deque
from typing import Final

from job_scraper.fold import word_set
from job_scraper.normalise.blocks import BREAK, MAX_LIST_DEPTH, Block, Run, tidy
from job_scraper.normalise.characters import clean
from job_scraper.normalise.markup import Tag, tokens

_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_STRONG: Final = frozenset({"strong", "b"})
_EMPHASIS: Final = frozenset({"em", "i"})
_PARAGRAPHS = word_set(
    "p div section article header footer main aside nav table thead tbody tr blockquote pre dl dt dd form "
    "fieldset figure center hr body html details summary address caption"
)
_CELLS = frozenset({"td", "th"})
_LINK = re.compile(r"\s{0,9}(?:https?://|mailto:)[^\s\\]", re.I)
_BULLET = re.compile(r"\s{0,20}(?:[•●○▪■◦‣⁃∙·➢➤►✓✔➔→❖*–—-]|o(?=\s{1,4}[A-ZÀ-Ý]))\s{0,9}(?=[^\s-])")


class _Reader:
    """Collects runs until a block ends. Only counts are kept of open elements, so depth costs nothing."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._kind = "p"
        self._lists: deque[str] = deque(maxlen=100)
        self._in_item = False
        self._strong = self._emphasis = 0
        self._href: str | None = None
        self._last = ""  # what the open block ends with: "", "text" or BREAK; blanks do not count
        self.size = 0  # of what was read, about as many characters as it will be HTML

    def text(self, text: str) -> None:
        self._runs.append(Run(clean(text), self._strong > 0, self._emphasis > 0, self._href))
        if not text.isspace():
            self._last = "text"
            self.size += len(text)

    def tag(self, tag: Tag) -> None:
        name = tag.name
        if name in _STRONG:
            self._strong = max(0, self._strong + (-1 if tag.closing else 1))
        elif name in _EMPHASIS:
            self._emphasis = max(0, self._emphasis + (-1 if tag.closing else 1))
        elif name == "a":
            self._href = _web_link(tag.href)
        elif name == "br":
            self._break()
        elif name in _CELLS:
            self._runs.append(Run(" "))
        elif name in {"ul", "ol", "menu"}:
            self._list(tag)
        elif name == "li":
            self.flush()
            self._in_item = not tag.closing
        elif name in _HEADINGS and not self._in_item:
            self.flush()
            self._kind = "p" if tag.closing else _HEADINGS[name]
        elif name in _PARAGRAPHS or name in _HEADINGS:
            self._paragraph()

    def _list(self, tag: Tag) -> None:
        self.flush()
        self._in_item = False
        if not tag.closing:
            self._lists.append("ol" if tag.name == "ol" else "ul")
        elif self._lists:
            self._lists.pop()

    def _break(self) -> None:
        """Two breaks in a row part paragraphs; in an item they stay one break."""
        if self._last == BREAK and not self._in_item:
            self.flush(keep_kind=True)
        elif self._last == "text":
            self._new_line()

    def _paragraph(self) -> None:
        if not self._in_item:
            self.flush()
        elif self._last == "text":
            self._new_line()

    def _new_line(self) -> None:
        self._runs.append(Run(BREAK))
        self._last = BREAK
        self.size += len("<br>")

    def flush(self, keep_kind: bool = False) -> None:
        runs = tidy(self._runs)
        self._runs.clear()
        self._last = ""
        if runs and self._in_item:
            depth = min(max(len(self._lists), 1), MAX_LIST_DEPTH)
            kind = self._lists[-1] if self._lists else "ul"
            self.blocks.append(Block(kind, runs, depth))
        elif runs:
            self.blocks.append(Block(self._kind, runs))
        if not keep_kind:
            self._kind = "p"


def _web_link(href: str | None) -> str | None:
    """The address when it is one for the web or for mail; scripts and relative links are dropped."""
    if href is None or not _LINK.match(href):
        return None
    address = clean(href).strip()[:2000]
    return "".join(address.split()) if _LINK.match(address) else None


def blocks_of_html(markup: str, limit: int) -> list[Block]:
    """Reading stops where the blocks are sure to exceed ``limit`` characters of HTML."""
    reader = _Reader()
    for token in tokens(markup):
        if reader.size > limit * 2:
            break
        if isinstance(token, Tag):
            reader.tag(token)
        else:
            reader.text(token)
    reader.flush()
    return reader.blocks


def blocks_of_text(text: str) -> list[Block]:
    """Empty lines part paragraphs; lines that begin with a bullet become list items."""
    blocks: list[Block] = []
    paragraph: list[str] = []
    for line in (*clean(text).split("\n"), ""):
        said = " ".join(line.split())
        is_marked = bool(said) and (not said[0].isalnum() or said.startswith("o "))
        bullet = _BULLET.match(line) if is_marked else None
        if said and not bullet:
            paragraph.append(said)
            continue
        if paragraph:
            runs = tuple(run for said_line in paragraph for run in (Run(BREAK), Run(said_line)))[1:]
            blocks.append(Block("p", runs))
            paragraph.clear()
        if bullet:
            item = " ".join(line[bullet.end() :].split())
            blocks.append(Block("ul", (Run(item),), 1))
    return blocks
