"""Employers' career pages at Personio, by their XML feed, which the employer has to switch on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from job_scraper.client import Client
from job_scraper.page import Broken, Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources._board import Board, UnknownCompany
from job_scraper.sources._boards import WHY_OFF, companies_option, visit
from job_scraper.sources._company import Company, Sites
from job_scraper.sources._reading import Record, no_document, read_items
from job_scraper.words import to_translate as _
from outgoing.answer import Answer

_HOSTS = ("jobs.personio.de", "jobs.personio.com")
_YEARS = {"lt-1": "0-1 years", "gt-15": "15+ years"}


def fetch(query: Query, client: Client) -> Iterator[Page]:
    return visit(BOARD, query, client)


def ask(client: Client, company: Company, _page: int) -> Answer:
    """Raises UnknownCompany also when both addresses lead elsewhere, as they do without a feed."""
    for host in _HOSTS:
        answer = client.get(f"https://{company.slug}.{host}/xml", params={"language": "en"}, robots=False)
        if answer.status != 404 and (urlsplit(answer.url).hostname or "").startswith(company.slug + "."):
            return answer
    raise UnknownCompany


def parse(body: bytes) -> Parsed:
    """A damaged feed gives what can still be read, and says that it was damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    root = _root(body, parser)
    if root is None or root.tag not in {"workzag-jobs", "positions"}:
        raise no_document(body, "not a feed of positions")
    damage = tuple(Broken(f"the feed is damaged: {error.message}"[:200]) for error in parser.error_log[:1])
    items = [_position(element) for element in root.iterfind("position")]
    records, broken = read_items(items, _record)
    return Parsed(records, damage + broken, total=len(items), says_none=not items and not damage)


def _root(body: bytes, parser: etree.XMLParser) -> etree._Element | None:
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None


def _position(element: etree._Element) -> Record:
    plain = {child.tag: _text(child) for child in element if isinstance(child.tag, str)}
    return {
        **plain,
        "offices": [_text(each) for each in element.iterfind("additionalOffices/office")],
        "sections": [
            {"title": _text(part.find("name")), "text": _text(part.find("value"))}
            for part in element.iterfind("jobDescriptions/jobDescription")
        ],
    }


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _record(item: Mapping[str, Any]) -> Record:
    years = item.get("yearsOfExperience") or ""
    return {
        "id": item.get("id"),
        "title": item.get("name"),
        "company_name": item.get("subcompany"),
        "location": list(dict.fromkeys(filter(None, (item.get("office"), *item["offices"])))),
        "sections": item["sections"],
        "url": f"/job/{item['id']}" if item.get("id", "").isdigit() else None,
        "created_at": item.get("createdAt"),
        "employment_type": item.get("employmentType"),
        "schedule": item.get("schedule"),
        "seniority": item.get("seniority"),
        "years_of_experience": _YEARS.get(years) or (f"{years} years" if years else None),
        "skills": item.get("keywords"),
        "department": item.get("department"),
        "occupation": item.get("occupation"),
    }


BOARD = Board("personio", "Personio", Sites(_HOSTS, in_host=True), ask, parse)

SOURCE = Source(
    name="personio",
    label="Personio",
    homepage="https://www.personio.com",
    terms=Terms(
        verdict="open",
        summary=_(
            "Employers who switch it on publish their positions as a documented XML feed without a key."
        ),
        url="https://developer.personio.de/docs/retrieving-open-job-positions",
        duties=(_("Link to the position."),),
    ),
    fetch=fetch,
    parse=parse,
    options=(companies_option(_("One career page a line: acme, or acme.jobs.personio.de.")),),
    why_off=WHY_OFF,
)
