"""emploitunisie.com and its sisters in other countries: cards of two layouts, and pages of one offer."""

from __future__ import annotations

import re
from typing import Final

from job_scraper.pages.board import Board, Record, each_once, link
from job_scraper.pages.labels import detail_record, labelled_fields
from job_scraper.pages.tree import Node, find, line, line_of, select
from job_scraper.record import Habits

HOME: Final = "https://www.emploitunisie.com/"
_OFFER = re.compile(r"/offre-emploi-[^?#]{0,300}-(\d{1,12})$")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")


def read(tree: Node, address: str) -> list[Record]:
    own = _OFFER.search(address)
    found = _detail(tree, address, own[1]) if own else None
    if found:
        return [found]
    base = address or HOME
    cards = select(tree, "div.card-job") or select(tree, "div.card-job-detail")
    new = each_once([_card(card, base) for card in cards])
    return new or each_once([_old_card(card, base) for card in select(tree, "div.job-description-wrapper")])


def _card(card: Node, base: str) -> Record:
    return {
        **labelled_fields(card),
        **_named(find(card, "h3 a"), base),
        "company": line_of(card, "a.card-job-company", ".company-name"),
        "summary": line_of(card, ".card-job-description p", ".card-job-description"),
        "published_at": line_of(card, "time"),
    }


def _old_card(card: Node, base: str) -> Record:
    when, _, company = line_of(card, "p.job-recruiter").partition("|")
    return {
        **_named(find(card, "h5 a", "h5"), base),
        "company": company.strip(),
        "published_at": when.strip() if _DATE.search(when) else "",
        "summary": line_of(card, ".search-description", "div.job-description"),
        "skills": [line(tag, 80) for tag in select(card, "div.job-tags .badge", 20)],
    }


def _named(title: Node | None, base: str) -> Record:
    url = link(title, base)
    own = re.search(r"-(\d{1,12})$", url)
    return {"title": line(title), "url": url, "id": own[1]} if own else {}


def _detail(tree: Node, address: str, own_id: str) -> Record | None:
    title = line_of(tree, "h1")
    body = find(tree, ".job-description", ".page-application-content", ".content-offer", "article", "main")
    if not title or body is None:
        return None
    company = line_of(
        tree, ".card-block-company h3 a", ".card-block-company h3", ".company-title", ".company-name"
    )
    published = _DATE.search(line_of(tree, ".page-application-details p", ".job-ad-publication-date", "time"))
    return detail_record(
        title, body, tree, address, id=own_id, company=company, published_at=published and published[0]
    )


BOARD = Board("emploi_tunisie", ("emploitunisie.com",), read, Habits(country="TN"))
