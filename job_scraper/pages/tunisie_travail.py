"""tunisietravail.net: a blog whose posts are called "X recrute Y"."""

from __future__ import annotations

import re
from typing import Final

from job_scraper.normalise.characters import one_line
from job_scraper.pages.addresses import path_of
from job_scraper.pages.board import Board, Record, each_once, link
from job_scraper.pages.labels import labelled_fields
from job_scraper.pages.tree import Node, attribute, find, line, line_of, markup, meta, select
from job_scraper.places.countries import country_by_name
from job_scraper.record import Habits

HOME: Final = "https://www.tunisietravail.net/"
_OFFER = re.compile(r"-(?!20\d\d/?$)(\d{4,12})/?$")  # a year at the end is no number of a post
_LISTS = re.compile(r"/(?:page/|tag/|category/|search/|feed|$)")
_HIRES = re.compile(
    r"^(?P<company>.{1,150}?)\s(?:recrutent|recrute|embauche|cherche|recherche)\s{1,3}"
    r"(?:(?:des|un\(e\)|une|un|plusieurs|son|sa|ses|de|\d{1,4})\s{1,3})?(?P<post>.{2,250})$",
    re.I | re.S,
)
_PLACE_BEHIND = re.compile(r"^(?P<post>.{2,250}?)\s{1,3}[-–—]\s{1,3}(?P<place>[^-–—]{2,60})$", re.S)


def read(tree: Node, address: str) -> list[Record]:
    if address and not _LISTS.match(path_of(address)):
        found = detail(tree, address)
        if found:
            return [found]
    return list_of(tree, address or HOME)


def named(title: str) -> Record:
    """What the title says: company, post, and the country of those that are not in Tunisia."""
    whole = one_line(title)
    hires = _HIRES.match(whole)
    post = hires["post"].strip() if hires else whole
    record: Record = {"company": hires["company"].strip()} if hires else {}
    behind = _PLACE_BEHIND.match(post)
    country = country_by_name(behind["place"]) if behind else None
    if behind and country:
        post = behind["post"]
        record["country"] = country
    return {**record, "title": post}


def list_of(tree: Node, base: str) -> list[Record]:
    return each_once([_card(card, base) for card in select(tree, "article")])


def _card(card: Node, base: str) -> Record:
    title = find(card, "h2 a", "a.h1titleall", "h1 a")
    said = attribute(title, "title")
    text = line(title)
    return {
        **named(text or said),
        **address_and_id(link(title, base)),
        "summary": line_of(card, ".PostContent", "div.entry-content p", "div.entry-content")
        or line(next((one for one in select(card, "div") if one.get("align") == "justify"), None), 2000),
        "published_at": attribute(find(card, "time.entry-date"), "datetime")
        or line_of(card, "time.entry-date"),
    }


def address_and_id(url: str) -> Record:
    own = _OFFER.search(path_of(url))
    return {"url": url, "id": own[1]} if own else {"url": url}


def detail(tree: Node, address: str) -> Record | None:
    title = line_of(tree, "h1")
    body = find(tree, "div.entry-content", ".PostContent")
    if not title or body is None:
        return None
    facts = labelled_fields(body)
    country = next(
        (
            line(one, 60)
            for one in select(tree, "p.PostInfo a")
            if "/category/pays/" in (one.get("href") or "")
        ),
        "",
    )
    return {
        **facts,
        **({"country": country} if country_by_name(country) else {}),
        **named(title),
        **address_and_id(address),
        "description": markup(body),
        "published_at": meta(tree, "article:published_time") or facts.get("published_at", ""),
    }


BOARD = Board("tunisie_travail", ("tunisietravail.net",), read, Habits(country="TN"))
