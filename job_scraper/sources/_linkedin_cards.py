"""Lists of LinkedIn's guest pages: fragments of ten cards."""

from __future__ import annotations

import re
from typing import Any, Final

from job_scraper.page import Broken, Parsed
from job_scraper.pages.refusals import head_of, why_no_offer
from job_scraper.pages.tree import Node, attribute, find, line, line_of, select, tree_of
from job_scraper.sources._items import text as said
from outgoing.endings import Changed

_URN = re.compile(r"urn:li:jobPosting:(\d{4,20})$")
_LINKED_ID = re.compile(r"/jobs/view/(?:[^/?#]{0,300}-)?(\d{4,20})(?:[/?#]|$)")
_ITEM = re.compile(r"(?=<li\b)", re.I)
_END = re.compile(r"(?:\s|<!doctype html>|<!--\s{0,9}-->|</?(?:html|head|body)>)*+", re.I)
_CARD: Final = "base-search-card"
_LONGEST_END: Final = 5000
_MOST: Final = 200
JOB_PAGE: Final = "https://www.linkedin.com/jobs/view/"


def parse(page: str) -> Parsed:
    """No offers and no fault for the body that ends a list; it also comes when LinkedIn holds back, so it
    does not say that nothing was found. Raises Blocked or Changed for every other page without cards."""
    if len(page) <= _LONGEST_END and _END.fullmatch(page):
        return Parsed()
    cards, broken = _cards(page)
    if not cards:
        raise why_no_offer(page, tree_of(page))
    records: list[dict[str, Any]] = []
    for card in cards:
        record = _record(card)
        missing = next((name for name in ("id", "title") if not record.get(name)), "")
        if missing:
            broken.append(Broken(f"a card without {missing}", line(card)))
        else:
            records.append({name: value for name, value in record.items() if value})
    if not records:
        raise Changed(f"{len(broken)} cards, none readable: {broken[0].reason}", head_of(page))
    return Parsed(tuple(records), tuple(broken))


def _cards(page: str) -> tuple[list[Node], list[Broken]]:
    """Each item is read on its own, so that one that is nested beyond measure costs only itself."""
    found: list[Node] = []
    lost: list[Broken] = []
    for piece in _ITEM.split(page):
        if _CARD not in piece:
            continue
        tree = tree_of(piece)
        if tree is None:
            lost.append(Broken("an item too large to be read", head_of(piece)))
        else:
            found += [card for card in select(tree, f".{_CARD}") if not _stands_in_card(card)]
        if len(found) + len(lost) >= _MOST:
            break
    return found[:_MOST], lost


def _stands_in_card(card: Node) -> bool:
    return any(_CARD in (above.get("class") or "").split() for above in card.iterancestors())


def _record(card: Node) -> dict[str, Any]:
    """The root of a card is a ``div`` with links in it, or itself the link."""
    link = card if card.tag == "a" else find(card, "a.base-card__full-link", "a")
    own = _id(card, attribute(link, "href"))
    when = find(card, "time")
    return {
        "id": own,
        "title": line_of(card, ".base-search-card__title", "h3", "span.sr-only"),
        "company": line_of(card, ".base-search-card__subtitle", "h4"),
        "location": line_of(card, ".job-search-card__location"),
        "salary": line_of(card, ".job-search-card__salary-info"),
        "date_posted": attribute(when, "datetime") or line(when),
        "url": JOB_PAGE + own if own else "",
        "company_logo": _logo(card),
    }


def _id(card: Node, address: str) -> str:
    urn = _URN.search(attribute(card, "data-entity-urn"))
    linked = _LINKED_ID.search(address[:2000])
    return said(urn[1] if urn else linked[1] if linked else "")


def _logo(card: Node) -> str:
    """A picture that LinkedIn shows where there is none comes from another host."""
    address = attribute(find(card, "img"), "data-delayed-url")
    return address if address.startswith("https://media.licdn.com/") else ""
