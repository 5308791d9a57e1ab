"""Keejob, a Tunisian board that answers programs: its lists, and the page of each offer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.pages import keejob
from job_scraper.pages.refusals import head_of, why_no_offer
from job_scraper.pages.tree import tree_of
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources import _options
from job_scraper.sources._api import Sheet
from job_scraper.sources._searches import Search, Walk, combined
from job_scraper.sources._web_pages import completed, page_at
from job_scraper.words import to_translate as _
from outgoing.charsets import decoded

ADDRESS: Final = "https://www.keejob.com/offres-emploi/"
_NONE = re.compile(r"aucun(?:e)? (?:offre|r[eé]sultat)|0 offre|pas d.offre|no (?:jobs?|results?) found", re.I)


def fetch(query: Query, client: Client) -> Iterator[Page]:
    def ask(search: Search, page: int) -> Sheet:
        asked: dict[str, str | int] = {"keywords": search.keyword} if search.keyword else {}
        answer = page_at(client, ADDRESS, asked | ({"page": page} if page > 1 else {}))
        found = parse(answer.body)
        return Sheet(found, "" if found.records or found.says_none else answer.head)

    yield from Walk(
        query,
        combined(query.words("keywords")),
        ask,
        pages=_options.number_of(query, "max_pages", 3, 50),
        enrich=(lambda record: completed(client, record)) if query.flag("details") else None,
    )


def parse(body: bytes) -> Parsed:
    """One page of a list. Raises Blocked, NeedsScript and NoOffer."""
    page = decoded(body)
    tree = tree_of(page)
    records = keejob.read(tree, "") if tree is not None else []
    if records:
        return Parsed(tuple(records))
    if _NONE.search(head_of(page)) or _NONE.search(page[:200_000]):
        return Parsed(says_none=True)
    raise why_no_offer(page, tree, ADDRESS)


SOURCE = Source(
    name="keejob",
    label="Keejob",
    homepage=keejob.HOME,
    terms=Terms(
        "tolerated",
        _(
            "Public pages of a Tunisian board; no interface for programs, and no word for or against them found."
        ),
        "https://www.keejob.com",
        (
            _("Check robots.txt and the terms of use before switching it on"),
            _("Ask slowly: a page in two seconds"),
        ),
    ),
    fetch=fetch,
    parse=parse,
    countries=("TN",),
    options=(
        _options.keywords(),
        Option("max_pages", _("Pages of each search"), "number", 3, minimum=1, maximum=50),
        _options.details(),
    ),
    is_on=False,
    why_off=_("Its terms of use are for the admin to read first."),
    instead=_("Import single offers by their address."),
    attribution=_("Via Keejob"),
    habits=keejob.BOARD.habits,
)
