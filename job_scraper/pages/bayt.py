"""bayt.com: lists of offers. Its pages of one offer describe themselves for machines."""

from __future__ import annotations

import re
from typing import Final

from job_scraper.pages.board import Board, Record, each_once, link
from job_scraper.pages.labels import detail_record
from job_scraper.pages.tree import Node, attribute, find, line, line_of, select

HOME: Final = "https://www.bayt.com/"
_OFFER = re.compile(r"-(\d{5,12})/?$")


def read(tree: Node, address: str) -> list[Record]:
    own = _OFFER.search(address)
    found = _detail(tree, address, own[1]) if own else None
    if found:
        return [found]
    cards = [
        one for one in select(tree, "li") if one.get("data-js-job") is not None or one.get("data-job-id")
    ]
    return each_once([_card(card, address or HOME) for card in cards])


def _card(card: Node, base: str) -> Record:
    title = find(card, "h2 a")
    return {
        "title": line(title),
        "url": link(title, base),
        "id": attribute(card, "data-job-id"),
        "company": line_of(card, ".job-company-location-wrapper a", "div.t-nowrap a"),
        "location": line_of(card, ".job-company-location-wrapper div", ".t-mute span"),
        "summary": line_of(card, ".jb-descr"),
        "published_at": line_of(card, ".jb-date span", ".jb-date"),
    }


def _detail(tree: Node, address: str, own_id: str) -> Record | None:
    title = line_of(tree, "h1")
    body = find(tree, "div.card-content.is-spaced", ".jb-description", "article", "main")
    if not title or body is None:
        return None
    company = line_of(tree, ".toggle-head a.is-black", "ul.list a.is-black", ".company-name")
    return detail_record(title, body, tree, address, id=own_id, company=company)


BOARD = Board("bayt", ("bayt.com",), read)
