"""An offer's text with the skills it asks for marked, where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup, escape

MOST_PIECES = 20_000
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Marking:
    """``states`` maps a skill's words, as the text spells them, to the class they get; ``titles`` says the
    same in words to those who cannot see colours."""

    states: Mapping[str, str]
    titles: Mapping[str, str]


def marked_html(sanitised: str, marking: Marking) -> Markup:
    """``sanitised`` is safe to show; only text between its tags is touched."""
    pattern = _pattern(marking.states)
    if pattern is None:
        return Markup(sanitised)  # noqa: S704 - allow-listed by nh3 before it was stored
    root = html.fragment_fromstring(_NOT_XML.sub("", sanitised), create_parent="div")
    for number, element in enumerate(list(root.iter())):
        if number >= MOST_PIECES or not isinstance(element.tag, str):
            continue
        _mark_text(element, pattern, marking)
    inner = "".join((str(escape(root.text or "")), *(_written(child) for child in root)))
    return Markup(inner)  # noqa: S704 - the same elements, and marks of ours


def _pattern(states: Mapping[str, str]) -> re.Pattern[str] | None:
    words = sorted(filter(None, states), key=len, reverse=True)
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _mark_text(element: HtmlElement, pattern: re.Pattern[str], marking: Marking) -> None:
    """In ``element.text`` and behind each of its children."""
    if element.tag in {"a", "mark"}:
        return
    for child in list(element):
        if child.tail and pattern.search(child.tail):
            text, child.tail = child.tail, None
            _insert(element, element.index(child) + 1, child, text, pattern, marking)
    if element.text and pattern.search(element.text):
        text, element.text = element.text, None
        _insert(element, 0, None, text, pattern, marking)


def _insert(
    parent: HtmlElement,
    place: int,
    before: HtmlElement | None,
    text: str,
    pattern: re.Pattern[str],
    marking: Marking,
) -> None:
    last = before
    for piece, state in _pieces(text, pattern, marking):
        if state is None:
            if last is None:
                parent.text = (parent.text or "") + piece
            else:
                last.tail = (last.tail or "") + piece
            continue
        mark = html.Element("mark", {"class": f"skill-{state}", "title": marking.titles.get(state, "")})
        mark.text = piece
        parent.insert(place, mark)
        place, last = place + 1, mark


def _pieces(text: str, pattern: re.Pattern[str], marking: Marking) -> Iterator[tuple[str, str | None]]:
    at = 0
    for found in pattern.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], None
        yield found[0], marking.states[found[0]]
        at = found.end()
    if at < len(text):
        yield text[at:], None


def _written(element: HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode"))
