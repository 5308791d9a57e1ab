"""The Muse: offers of larger employers with whole descriptions, by place, without a text search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources import _options
from job_scraper.sources._api import Api, Sheet
from job_scraper.sources._items import count_of, envelope, items_of, names_of, parsed, text
from job_scraper.sources._pick import mentions
from job_scraper.sources._reading import Record, at
from job_scraper.sources._searches import Search, Walk, combined
from job_scraper.words import to_translate as _

ADDRESS: Final = "https://www.themuse.com/api/public/jobs"
MOST_PAGES: Final = 99
_PLACES: Final = (
    *("Paris, France", "Lyon, France", "Berlin, Germany", "Munich, Germany", "Hamburg, Germany"),
    *("Brussels, Belgium", "London, United Kingdom", "Manchester, United Kingdom", "Tunis, Tunisia"),
)


def fetch(query: Query, client: Client) -> Iterator[Page]:
    key, keywords = query.text("api_key"), query.words("keywords")
    api = Api(client, (key,) if key else ())
    chosen = {"category": query.words("categories"), "level": query.words("levels")}

    def ask(search: Search, page: int) -> Sheet:
        asked: dict[str, str | int | tuple[str, ...]] = {"page": page - 1, "descending": "true"}
        asked |= {name: values for name, values in chosen.items() if values}
        asked |= {"location": search.place} if search.place else {}
        return api.read(parse, ADDRESS, asked | ({"api_key": key} if key else {}))

    yield from Walk(
        query,
        combined((), (), query.words("places")),
        ask,
        pages=_options.number_of(query, "pages", 2, MOST_PAGES),
        follows_next=True,
        keep=lambda record: mentions(record, keywords),
    )


def parse(body: bytes) -> Parsed:
    data = envelope(body)
    found = parsed(items_of(data, "results", body), _read, count_of(data.get("total")))
    page, pages = count_of(data.get("page")), count_of(data.get("page_count"))
    follows = page is not None and pages is not None and page + 1 < min(pages, MOST_PAGES + 1)
    return Parsed(
        found.records, found.broken, found.total, found.says_none, str((page or 0) + 1) if follows else ""
    )


def _read(item: Mapping[str, Any]) -> Record:
    places = names_of(item.get("locations"))
    towns = [place for place in places if "remote" not in place.lower()]
    return {
        "id": text(item.get("id")),
        "title": item.get("name"),
        "company": at(item, "company", "name"),
        "description": item.get("contents"),
        "url": at(item, "refs", "landing_page"),
        "location": towns,
        "remote": True if places and not towns else None,
        "level": names_of(item.get("levels")),
        "industry": ", ".join(names_of(item.get("categories"))[:3]),
        "published_at": item.get("publication_date"),
    }


SOURCE = Source(
    name="the_muse",
    label="The Muse",
    homepage="https://www.themuse.com",
    terms=Terms(
        "open",
        _("Documented public interface. Without a key 500 requests an hour, with a free one 3,600."),
        "https://www.themuse.com/developers/api/v2",
        (_("Link each offer to its page at The Muse."),),
    ),
    fetch=fetch,
    parse=parse,
    countries=_options.OUR_COUNTRIES,
    options=(
        _options.picked_keywords(),
        _options.places(_PLACES, help=_("As The Muse writes them: Berlin, Germany. Empty: everywhere.")),
        Option(
            "categories",
            _("Categories"),
            "list",
            (),
            maximum=20,
            help=_("Such as Software Engineering. Empty: all."),
        ),
        Option(
            "levels",
            _("Levels"),
            "list",
            (),
            maximum=5,
            help=_("Such as Entry Level or Internship. Empty: all."),
        ),
        _options.pages(2, MOST_PAGES, _("20 offers on a page.")),
        Option("api_key", _("Key"), "secret", help=_("Only for more requests an hour.")),
    ),
    is_on=True,
    attribution="Via The Muse",
)
