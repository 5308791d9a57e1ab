"""Jobicy: the newest remote jobs, up to 100 for a region and a word, without further pages."""

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
from job_scraper.sources._items import envelope, items_of, names_of, parsed, text
from job_scraper.sources._pick import ordered_places, places_in
from job_scraper.sources._reading import Record
from job_scraper.sources._searches import Search, Walk, combined
from job_scraper.words import to_translate as _
from outgoing.endings import Failed

ADDRESS: Final = "https://jobicy.com/api/v2/remote-jobs"
COUNT: Final = 100
# A region also brings what is open to a larger one around it; Tunisia has no name of its own there.
_REGIONS: Final = {"TN": "emea", "FR": "france", "DE": "germany", "BE": "belgium", "GB": "uk"}
_TAG_LENGTHS: Final = range(3, 51)
_LEVELS: Final = {"any": None, "midweight": "mid-level"}


def fetch(query: Query, client: Client) -> Iterator[Page]:
    api = Api(client)
    industry = query.text("industry")
    words = query.words("keywords")
    tags = [word for word in words if len(word) in _TAG_LENGTHS]
    if words and not tags:
        raise Failed("Jobicy looks for words of 3 to 50 letters")

    def ask(search: Search, _page: int) -> Sheet:
        asked = {"geo": _REGIONS.get(search.country, ""), "tag": search.keyword, "industry": industry}
        return api.read(
            parse, ADDRESS, {"count": COUNT} | {name: value for name, value in asked.items() if value}
        )

    yield from Walk(query, combined(tags, _options.countries_of(query, tuple(_REGIONS))), ask)


def parse(body: bytes) -> Parsed:
    data = envelope(body)
    return parsed(items_of(data, "jobs", body), _read)


def _read(item: Mapping[str, Any]) -> Record:
    """Salaries were named ``annualSalaryMin`` and ``annualSalaryMax`` before they had a period."""
    places = places_in(text(item.get("jobGeo")))
    low = item.get("salaryMin") or item.get("annualSalaryMin")
    high = item.get("salaryMax") or item.get("annualSalaryMax")
    level = text(item.get("jobLevel"))
    return {
        "id": text(item.get("id")),
        "title": item.get("jobTitle"),
        "company": item.get("companyName"),
        "company_logo": item.get("companyLogo"),
        "description": item.get("jobDescription") or item.get("jobExcerpt"),
        "url": item.get("url"),
        "location": ordered_places(places, _options.OUR_COUNTRIES),
        "remote": True,
        "employment_type": names_of(item.get("jobType")),
        "level": _LEVELS.get(level.lower(), level),
        "industry": ", ".join(names_of(item.get("jobIndustry"))[:3]),
        "salary_min": low,
        "salary_max": high,
        "salary_currency": item.get("salaryCurrency") if low or high else None,
        "salary_period": (text(item.get("salaryPeriod")) or "year") if low or high else None,
        "published_at": item.get("pubDate"),
    }


SOURCE = Source(
    name="jobicy",
    label="Jobicy",
    homepage="https://jobicy.com",
    terms=Terms(
        "open",
        _("Free public interface without a key, three hours behind the site. At most one round an hour."),
        "https://github.com/Jobicy/remote-jobs-api",
        (
            _("Name Jobicy as the source and link each offer back to its page there."),
            _("Do not change what an offer says."),
            _("Do not pass the offers on to other job boards."),
        ),
    ),
    fetch=fetch,
    parse=parse,
    countries=_options.OUR_COUNTRIES,
    options=(
        _options.keywords(help=_("Each is searched on its own, 3 to 50 letters. Empty: the newest offers.")),
        _options.countries(tuple(_REGIONS)),
        Option("industry", _("Industry"), help=_("Such as engineering or marketing. Empty: all.")),
    ),
    is_on=True,
    attribution="Via Jobicy",
)
