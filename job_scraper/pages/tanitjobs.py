"""tanitjobs.com: the cards of 2026, those of the years before, and pages of one offer."""

from __future__ import annotations

import re
from typing import Final

from job_scraper.pages.board import Board, Record, each_once, link
from job_scraper.pages.labels import detail_record
from job_scraper.pages.tree import Node, find, line, line_of, select
from job_scraper.record import Habits

HOME: Final = "https://www.tanitjobs.com/"
_OFFER = re.compile(r"/job/(\d{1,12})(?:/|$)")


def read(tree: Node, address: str) -> list[Record]:
    own = _OFFER.search(address)
    found = _detail(tree, address, own[1]) if own else None
    if found:
        return [found]
    base = address or HOME
    new = each_once([_card(card, base) for card in select(tree, "div.sj-job-card")])
    return new or each_once([_old_card(card, base) for card in select(tree, "article")])


def _card(card: Node, base: str) -> Record:
    title = find(card, ".sj-card-title a", ".sj-card-title")
    return {
        **_named(title, base),
        "company": line_of(card, ".sj-card-company a", ".sj-card-company"),
        "location": line_of(card, ".sj-loc"),
        "published_at": line_of(card, ".sj-card-date"),
        "contract": ", ".join(line(tag, 60) for tag in select(card, ".sj-card-tag", 10)),
        "summary": line_of(card, ".sj-card-desc"),
    }


def _old_card(card: Node, base: str) -> Record:
    title = find(card, ".listing-item__title a.link", ".listing-item__title a")
    return {
        **_named(title, base),
        "company": line_of(card, ".listing-item__info--item-company"),
        "location": line_of(card, ".listing-item__info--item-location"),
        "published_at": line_of(card, ".listing-item__date"),
        "summary": line_of(card, ".listing-item__desc"),
    }


def _named(title: Node | None, base: str) -> Record:
    url = link(title, base)
    own = _OFFER.search(url)
    return {"title": line(title), "url": url, "id": own[1]} if own else {}


def _detail(tree: Node, address: str, own_id: str) -> Record | None:
    title = line_of(tree, "h1.details-header__title", "h1")
    body = find(tree, ".details-body__content", ".job-description", ".details-body", "article", "main")
    if not title or body is None:
        return None
    return detail_record(
        title,
        body,
        tree,
        address,
        id=own_id,
        company=line_of(
            tree, ".listing-item__info--item-company", ".details-header a.company", ".sj-card-company"
        ),
        location=line_of(tree, ".listing-item__info--item-location", ".sj-loc"),
        published_at=line_of(tree, ".listing-item__info--item-date", ".sj-card-date"),
        skills=[line(tag, 80) for tag in select(tree, ".bootstrap-tagsinput a span", 40)],
    )


BOARD = Board("tanitjobs", ("tanitjobs.com",), read, Habits(country="TN"))
