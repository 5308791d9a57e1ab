"""Companies at SmartRecruiters, by the Posting API: lists of 100, and one more request for each description.

``fr:acme`` asks for the postings of one country only, which matters with employers of thousands of postings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from job_scraper.client import Client
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources._board import Board, checked
from job_scraper.sources._boards import WHY_OFF, companies_option, visit
from job_scraper.sources._company import Company, Sites
from job_scraper.sources._reading import Record, at, list_in, no_document, read_items, read_json
from job_scraper.words import to_translate as _
from outgoing.answer import Answer

_PAGE = 100


def fetch(query: Query, client: Client) -> Iterator[Page]:
    return visit(BOARD, query, client)


def ask(client: Client, company: Company, page: int) -> Answer:
    params: dict[str, str | int] = {"limit": _PAGE, "offset": page * _PAGE}
    if company.region:
        params["country"] = company.region
    return client.get(_postings(company), params=params, robots=False)


def complete(client: Client, company: Company, record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """With the description and the address to apply at; None when the employer took the posting down."""
    answer = checked(client.get(f"{_postings(company)}/{quote(_number(record), safe='')}", robots=False))
    item = read_json(answer.body)
    if not isinstance(at(item, "jobAd", "sections"), Mapping):
        raise no_document(answer.body, "no posting")
    if item.get("active") is False:
        return None
    return {**record, **{name: value for name, value in _details(item).items() if value}}


def parse(body: bytes) -> Parsed:
    """An empty list says nothing: an unknown company answers the same."""
    document = read_json(body)
    items = list_in(document, "content", body)
    records, broken = read_items(items, _record)
    total, offset = at(document, "totalFound"), at(document, "offset")
    known = total if isinstance(total, int) else None
    begin = offset if isinstance(offset, int) else 0
    follows = bool(items) and known is not None and begin + len(items) < known
    return Parsed(records, broken, total=known or None, next="more" if follows else "")


def _record(item: Mapping[str, Any]) -> Record:
    return {
        "id": item.get("id"),
        "title": item.get("name"),
        "company_name": at(item, "company", "name"),
        "location": item.get("location"),
        "language": at(item, "language", "code"),
        "released_date": item.get("releasedDate"),
        "type_of_employment": item.get("typeOfEmployment"),
        "experience_level": at(item, "experienceLevel", "label"),
        "industry": at(item, "industry", "label"),
        "department": at(item, "department", "label"),
        "function": at(item, "function", "label"),
        **_details(item),
    }


def _details(item: Mapping[str, Any]) -> Record:
    company, number = at(item, "company", "identifier"), item.get("id")
    page = f"https://jobs.smartrecruiters.com/{quote(str(company))}/{quote(str(number))}"
    return {
        "sections": at(item, "jobAd", "sections"),
        "url": item.get("postingUrl") or (page if company and number else None),
        "apply_url": item.get("applyUrl"),
    }


def _postings(company: Company) -> str:
    return f"https://api.smartrecruiters.com/v1/companies/{quote(company.slug, safe='')}/postings"


def _number(record: Mapping[str, Any]) -> str:
    return str(record.get("external_id", "")).rpartition("/")[2]


BOARD = Board(
    "smartrecruiters",
    "SmartRecruiters",
    Sites(("smartrecruiters.com",), regions="[a-z]{2}"),
    ask,
    parse,
    complete,
)

SOURCE = Source(
    name="smartrecruiters",
    label="SmartRecruiters",
    homepage="https://www.smartrecruiters.com",
    terms=Terms(
        verdict="open",
        summary=_("Employers publish their postings through a documented interface that asks for no key."),
        url="https://developers.smartrecruiters.com/docs/posting-api",
        duties=(_("Link to the posting."),),
    ),
    fetch=fetch,
    parse=parse,
    options=(
        companies_option(
            _(
                "One company a line: Acme1, its address at jobs.smartrecruiters.com, or fr:Acme1 for its "
                "postings in France only. Each posting takes one request."
            )
        ),
    ),
    why_off=WHY_OFF,
)
