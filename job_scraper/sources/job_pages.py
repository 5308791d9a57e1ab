"""Any site that describes its offers for machines (schema.org JobPosting): the admin names the addresses."""

from __future__ import annotations

from collections.abc import Iterator

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page
from job_scraper.posting_page import parse_page
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources._listed_pages import ListedPages
from job_scraper.words import to_translate as _

NAME = "job_pages"


def fetch(query: Query, client: Client) -> Iterator[Page]:
    yield from ListedPages(NAME, client, query).pages()


SOURCE = Source(
    name=NAME,
    label=_("Job pages of any site"),
    homepage="https://schema.org/JobPosting",
    terms=Terms(
        "tolerated",
        _(
            "Sites describe their offers as schema.org JobPosting so that programs can read them; robots.txt is obeyed."
        ),
        "https://schema.org/JobPosting",
        (_("Name only sites whose terms allow it"), _("Link each offer back to its page")),
    ),
    fetch=fetch,
    parse=parse_page,
    options=(
        Option(
            "addresses",
            _("Addresses"),
            "list",
            (),
            maximum=100,
            help=_("Career pages, pages of offers, feeds or sitemaps, one on each line."),
        ),
        Option(
            "contains",
            _("Words in the address of an offer"),
            "list",
            (),
            maximum=20,
            help=_(
                "Only pages with one of these in their address are opened. Empty: what looks like an offer."
            ),
        ),
        Option("max_pages", _("Pages opened for each address"), "number", 50, minimum=1, maximum=500),
    ),
    is_on=False,
    why_off=_("It has no addresses yet."),
)
