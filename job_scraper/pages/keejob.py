"""keejob.com: lists in the layout of 2026 and the one before, and pages of one offer."""

from __future__ import annotations

import re
from typing import Final

from job_scraper.pages.board import Board, Record, each_once, link
from job_scraper.pages.labels import detail_record
from job_scraper.pages.tree import Node, find, line, line_of, markup, select
from job_scraper.record import Habits

HOME: Final = "https://www.keejob.com/"
_OFFER = re.compile(r"/offres-emploi/(\d{1,12})(?:/|$)")
_DATE = re.compile(r"\d{1,2}\s(?:er\s)?[^\W\d_]{3,10}\.?\s\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_CONTRACT = re.compile(
    r"\b(?:cdi|cdd|sivp|karama|stage|freelance|int[eé]rim|alternance|temps (?:plein|partiel)|contrat)\b", re.I
)


def read(tree: Node, address: str) -> list[Record]:
    if offer_id(address):
        found = _detail(tree, address)
        if found:
            return [found]
    return list_of(tree, address or HOME)


def offer_id(address: str) -> str:
    found = _OFFER.search(address)
    return found[1] if found else ""


def list_of(tree: Node, base: str) -> list[Record]:
    """Cards of either layout; where neither is left, every link to an offer, by its text."""
    new = [_new_card(card, base) for card in select(tree, "article")]
    old = [_old_card(card, base) for card in select(tree, "div.block_white_a.post")]
    bare = [_bare_link(one, base) for one in select(tree, "a")]
    for cards in (new, old, bare):
        found = each_once(cards)
        if found:
            return found
    return []


def _new_card(card: Node, base: str) -> Record:
    title = find(card, "h2 a", "h3 a")
    heading = find(card, "h2", "h3")
    below = heading.getnext() if heading is not None else None
    spans = [line(one, 120) for one in select(card, "span", 40)]
    return {
        **_named(title, base),
        "company": line_of(below, "a") or line(below, 120) if below is not None and below.tag == "p" else "",
        "summary": line_of(card, "p.text-sm"),
        "published_at": next((found[0] for text in spans if (found := _DATE.search(text))), ""),
        "contract": next((text for text in spans if _CONTRACT.search(text)), ""),
        "location": next((text for text in spans if _is_place(text)), ""),
    }


def _is_place(text: str) -> bool:
    has_letters = any(letter.isalpha() for letter in text)
    return has_letters and len(text) < 80 and not (_DATE.search(text) or _CONTRACT.search(text))


def _old_card(card: Node, base: str) -> Record:
    company = next((one for one in select(card, "div.span8 a") if not offer_id(link(one, base))), None)
    return {
        **_named(find(card, "h6 a", "h5 a"), base),
        "company": line(company, 120),
        "summary": line_of(card, "div.span8 p", "div.span8"),
        "published_at": line_of(card, "span.pull-left"),
    }


def _bare_link(one: Node, base: str) -> Record:
    return _named(one, base)


def _named(title: Node | None, base: str) -> Record:
    url = link(title, base)
    return {"title": line(title), "url": url, "id": offer_id(url)} if offer_id(url) else {}


def _detail(tree: Node, address: str) -> Record | None:
    heading = find(tree, "h1")
    title = line(heading)
    body = find(tree, "div.block_a", "article", "main", "body")
    if not title or body is None or len(markup(body)) < len(title) + 100:
        return None
    below = heading.getnext() if heading is not None else None
    beside = line(below, 120) if below is not None and below.tag == "p" else ""
    company = line_of(tree, "div.company-name", "a.company-name", "b.company") or beside
    return detail_record(title, body, tree, address, id=offer_id(address), company=company)


BOARD = Board("keejob", ("keejob.com",), read, Habits(country="TN"))
