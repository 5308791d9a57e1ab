"""A web page as a tree, with selectors of tags and classes whose cost grows with the page and no faster.

CSS and XPath engines need minutes for pages that were made to hurt; these few forms never do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree, html

from job_scraper.normalise.characters import one_line

MOST_CHARACTERS: Final = 3_000_000
MOST_TAGS: Final = 150_000
MOST_FOUND: Final = 300
Node = Any  # lxml's elements have no types of their own


@dataclass(frozen=True, slots=True)
class _Step:
    tag: str
    classes: frozenset[str]

    def fits(self, node: Node) -> bool:
        if self.tag and node.tag != self.tag:
            return False
        return not self.classes or self.classes <= set((node.get("class") or "").split())


def tree_of(page: str) -> Node | None:
    """None for a page that is empty or beyond any real size. What is nested deeper than 256 is cut off."""
    if len(page) > MOST_CHARACTERS or page.count("<") > MOST_TAGS:
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None


def select(node: Node, selector: str, most: int = MOST_FOUND) -> list[Node]:
    """Below ``node``, in document order. ``"h2 a.title.big"``: tags, classes, and blanks for "inside of"."""
    *outer, last = _steps(selector)
    found: list[Node] = []
    for one in node.iter(last.tag or etree.Element):
        if one is not node and last.fits(one) and _stands_in(one, outer, node):
            found.append(one)
            if len(found) >= most:
                break
    return found


def find(node: Node, *selectors: str) -> Node | None:
    """The first node of the first selector that finds any."""
    return next((found[0] for selector in selectors if (found := select(node, selector, 1))), None)


def line(node: Node | None, limit: int = 255) -> str:
    """Its text on one line; "" for None."""
    return "" if node is None else one_line(" ".join(_pieces(node, limit * 40)), limit)


def line_of(node: Node, *selectors: str) -> str:
    return line(find(node, *selectors))


def attribute(node: Node | None, name: str) -> str:
    return "" if node is None else str(node.get(name) or "").strip()


def markup(node: Node | None) -> str:
    """As HTML, its own tag included; "" for None."""
    return (
        "" if node is None else str(etree.tostring(node, method="html", encoding="unicode", with_tail=False))
    )


def meta(tree: Node, name: str) -> str:
    """The content of the ``meta`` with this name or property."""
    for one in tree.iter("meta"):
        if name in (one.get("property"), one.get("name")):
            return attribute(one, "content")
    return ""


def _pieces(node: Node, most: int) -> Iterator[str]:
    size = 0
    for piece in node.itertext():
        yield piece
        size += len(piece)
        if size > most:
            return


@lru_cache(maxsize=256)
def _steps(selector: str) -> tuple[_Step, ...]:
    steps = []
    for part in selector.split():
        tag, *classes = part.split(".")
        steps.append(_Step(tag, frozenset(classes)))
    return tuple(steps)


def _stands_in(node: Node, outer: list[_Step], top: Node) -> bool:
    """Whether its ancestors below ``top`` fit the outer steps, the nearest first."""
    wanted = list(outer)
    above = node.getparent()
    while wanted and above is not None and above is not top:
        if wanted[-1].fits(above):
            wanted.pop()
        above = above.getparent()
    return not wanted
