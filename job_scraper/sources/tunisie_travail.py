"""Tunisie Travail, a blog of Tunisian offers: its feed first, its pages where there is no feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from job_scraper.client import Client
from job_scraper.fold import words
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.pages import tunisie_travail as blog
from job_scraper.pages.refusals import why_no_offer
from job_scraper.pages.tree import tree_of
from job_scraper.pages.xml_lists import Entry, read_xml_list
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources import _options
from job_scraper.sources._api import NothingFound, Sheet
from job_scraper.sources._reading import Record, head_of
from job_scraper.sources._searches import Search, Walk
from job_scraper.sources._web_pages import completed, page_at
from job_scraper.words import to_translate as _
from outgoing.answer import Answer
from outgoing.charsets import decoded
from outgoing.endings import Changed
from outgoing.faults import RobotsForbid

HOME: Final = blog.HOME
_NONE = re.compile(
    r"aucun r[eé]sultat|rien (?:n.a [eé]t[eé] )?trouv[eé]|nothing found|pas de r[eé]sultat", re.I
)
_SIGNED = re.compile(
    r"<p>[^<]{0,40}(?:L.article|The post)\s.{0,1500}?(?:est apparu en premier sur|appeared first on)"
    r".{0,500}?</p>",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class _Way:
    """``is_search``: the site itself picks by words; otherwise what came is picked here."""

    label: str
    ask: Callable[[Client, str, int], Answer]
    is_search: bool


def _search_feed(client: Client, wanted: str, page: int) -> Answer:
    return page_at(client, HOME, {"s": wanted, "feed": "rss2", **_paged(page)})


def _feed(client: Client, _wanted: str, page: int) -> Answer:
    return page_at(client, HOME + "feed/", _paged(page))


def _list(client: Client, wanted: str, page: int) -> Answer:
    return page_at(client, HOME + (f"page/{page}/" if page > 1 else ""), {"s": wanted} if wanted else None)


def _paged(page: int) -> dict[str, str | int]:
    return {"paged": page} if page > 1 else {}


def fetch(query: Query, client: Client) -> Iterator[Page]:
    wanted = " ".join(filter(None, (query.text("secteur"), query.text("ville"))))
    way, first = _first_way(client, wanted)

    def ask(_search: Search, page: int) -> Sheet:
        body = first.body if page == 1 else way.ask(client, wanted, page).body
        found = parse(body)
        return Sheet(found, "" if found.records or found.says_none else head_of(body))

    yield from Walk(
        query,
        [Search(f"{way.label}: {wanted or 'newest'}")],
        ask,
        pages=_options.number_of(query, "max_pages", 3, 50),
        keep=(lambda _record: True) if way.is_search else (lambda record: _mentions(record, wanted)),
        enrich=(lambda record: _whole(client, record)) if query.flag("details") else None,
    )


def _first_way(client: Client, wanted: str) -> tuple[_Way, Answer]:
    """The first that answers with something to read. A refusal (403, 429) is final and goes through; only
    what is absent, forbidden by robots.txt or no feed leads to the next."""
    ways = [_Way("feed", _feed, is_search=False), _Way("pages", _list, is_search=bool(wanted))]
    if wanted:
        ways.insert(0, _Way("feed of a search", _search_feed, is_search=True))
    for way in ways[:-1]:
        try:
            answer = way.ask(client, wanted, 1)
        except (NothingFound, RobotsForbid):
            continue
        if read_xml_list(answer.body) is not None:
            return way, answer
    try:
        return ways[-1], ways[-1].ask(client, wanted, 1)
    except NothingFound as fault:
        raise Changed(f"neither a feed nor a list: {fault.detail}", fault.head) from fault


def parse(body: bytes) -> Parsed:
    """A feed, a page of a list, or the page of one offer. Raises Blocked, NeedsScript, NoOffer and Changed."""
    feed = read_xml_list(body)
    if feed is not None:
        if feed.kind != "feed":
            raise Changed(f"a {feed.kind} came instead of a feed", head_of(body))
        records = [_of_entry(entry) for entry in feed.entries]
        return Parsed(tuple(record for record in records if record), says_none=not feed.entries)
    page = decoded(body)
    tree = tree_of(page)
    found = blog.list_of(tree, HOME) if tree is not None else []
    if found:
        return Parsed(tuple(found))
    if _NONE.search(page[:200_000]):
        return Parsed(says_none=True)
    raise why_no_offer(page, tree, HOME)


def _of_entry(entry: Entry) -> Record:
    fields = entry.fields
    if not fields.get("title") or not entry.address:
        return {}
    text = {"description": _SIGNED.sub("", fields["encoded"])} if fields.get("encoded") else {}
    return {
        **blog.named(fields["title"]),
        **blog.address_and_id(entry.address),
        **text,
        "summary": _SIGNED.sub("", fields.get("description", "")),
        "published_at": fields.get("pubDate") or fields.get("updated") or "",
    }


def _whole(client: Client, record: Record) -> Record:
    return record if record.get("description") else completed(client, record)


def _mentions(record: Record, wanted: str) -> bool:
    said = f" {words(' '.join(str(record.get(name) or '') for name in ('title', 'description', 'summary')))} "
    return all(f" {word} " in said for word in words(wanted).split())


SOURCE = Source(
    name="tunisie_travail",
    label="Tunisie Travail",
    homepage=HOME,
    terms=Terms(
        "tolerated",
        _(
            "A public feed of posts about offers in Tunisia; the pages are read only where the feed is missing."
        ),
        HOME + "feed",
        (_("Link each offer back to its post"), _("Ask slowly: a page in two seconds")),
    ),
    fetch=fetch,
    parse=parse,
    countries=("TN",),
    options=(
        Option(
            "ville", _("City"), maximum=60, help=_("A word that posts must hold, such as Tunis. Empty: all.")
        ),
        Option("secteur", _("Sector"), maximum=60, help=_("Such as informatique. Empty: all.")),
        Option(
            "max_pages",
            _("Pages"),
            "number",
            3,
            minimum=1,
            maximum=50,
            help=_("About 10 posts on each page."),
        ),
        _options.details(),
    ),
    is_on=True,
    attribution=_("Via Tunisie Travail"),
    habits=blog.BOARD.habits,
)
