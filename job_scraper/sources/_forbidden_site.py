"""Sites that forbid programs, or need a key of their own: only pages that an admin lists, and only if wanted."""

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


def pages_only(
    name: str,
    label: str,
    hosts: tuple[str, ...],
    terms: Terms,
    *,
    why_off: str,
    instead: str,
    countries: tuple[str, ...],
) -> Source:
    """Off by default. Reads the pages of offers whose addresses are listed, as far as they describe
    themselves as JobPosting; a captcha or a refusal ends the run."""

    def fetch(query: Query, client: Client) -> Iterator[Page]:
        yield from ListedPages(name, client, query, hosts).pages()

    return Source(
        name=name,
        label=label,
        homepage=f"https://www.{hosts[0]}",
        terms=terms,
        fetch=fetch,
        parse=parse_page,
        countries=countries,
        options=(
            Option(
                "addresses",
                _("Addresses of offers"),
                "list",
                (),
                maximum=100,
                help=_("Pages of single offers at this site, one on each line."),
            ),
        ),
        why_off=why_off,
        instead=instead,
    )
