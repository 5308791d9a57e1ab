"""The old catalogue interface (courses.v1). It still answers some and refuses others, so nothing depends on it:
where it is closed the sitemaps and pages say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from course_scraper.client import Client, Parameters
from course_scraper.course import Course
from course_scraper.identity import HOST
from course_scraper.importing.record import course_from_record
from course_scraper.rejected import Rejected
from outgoing.charsets import decoded
from outgoing.endings import Changed, from_refusal
from outgoing.faults import Fault, Refused, RobotsForbid
from record_files.json_text import NotJson, parse_json

ADDRESS: Final = "https://api.coursera.org/api/courses.v1"
FIELDS: Final = "name,slug,description,workload,primaryLanguages,partnerIds,domainTypes,courseType"
SLICE: Final = 100
SLICES: Final = 400
_CLOSED: Final = frozenset({401, 404, 410})
_PARTNERS: Final = "partners.v1"


@dataclass(frozen=True, slots=True)
class Slice:
    """``next`` is the offset of what follows, "" at the end. ``closed`` says why the interface does not answer
    here (any more); then there are no courses."""

    courses: tuple[Course, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    total: int | None = None
    next: str = ""
    closed: str = ""


def fetch_catalogue(client: Client, start: str = "0") -> Iterator[Slice]:
    """From ``start``, the ``next`` of an earlier slice, to the end. Raises SourceFault; being refused, forbidden
    by robots.txt or gone (403, 404, 410) is a last slice that says so."""
    for _ in range(SLICES):
        found = _fetch(client, start)
        yield found
        if not _is_behind(found.next, start):
            return
        start = found.next


def parse_slice(body: bytes) -> Slice:
    """Raises Changed."""
    try:
        answer = parse_json(decoded(body, "application/json"))
    except NotJson as error:
        raise Changed(f"not JSON: {error}") from error
    elements = answer.get("elements") if isinstance(answer, Mapping) else None
    if not isinstance(elements, list):
        raise Changed("no list of courses in the answer", str(answer)[:600])
    partners, courses = _partners(answer), []
    left_out: Counter[str] = Counter()
    for element in elements:
        try:
            courses.append(course_from_record(_record(element, partners)))
        except Rejected as error:
            left_out[error.code] += 1
    paging = answer.get("paging")
    paging = paging if isinstance(paging, Mapping) else {}
    total = paging.get("total")
    following = str(paging.get("next") or "")
    return Slice(tuple(courses), left_out, total if isinstance(total, int) else None, following)


def _fetch(client: Client, start: str) -> Slice:
    asked: Parameters = {"start": start, "limit": SLICE, "fields": FIELDS, "includes": "partnerIds"}
    try:
        answer = client.get(ADDRESS, params=asked)
    except RobotsForbid as fault:
        return Slice(closed=str(fault))
    except Refused as fault:
        if fault.status == 429:
            raise from_refusal(fault) from fault
        return Slice(closed=str(fault))
    except Fault as fault:
        raise from_refusal(fault) from fault
    if answer.status in _CLOSED:
        return Slice(closed=f"answered {answer.status}")
    if not answer.is_ok:
        raise Changed(f"answered {answer.status}", answer.head)
    return parse_slice(answer.body)


def _is_behind(following: str, start: str) -> bool:
    """Also the end of an interface that gives the same offset again and again."""
    return following.isascii() and following.isdigit() and int(following[:9]) > int(start[:9] or 0)


def _partners(answer: Mapping[str, Any]) -> dict[str, str]:
    linked = answer.get("linked")
    listed = linked.get(_PARTNERS) if isinstance(linked, Mapping) else None
    named = (one for one in listed if isinstance(one, Mapping)) if isinstance(listed, list) else ()
    return {str(one.get("id")): str(one.get("name") or "") for one in named}


def _record(element: Any, partners: Mapping[str, str]) -> dict[str, Any]:
    """Raises Rejected."""
    if not isinstance(element, Mapping):
        raise Rejected("bad_record", type(element).__name__)
    ids, domains, slug = element.get("partnerIds"), element.get("domainTypes"), element.get("slug")
    named = [partners.get(str(each), "") for each in ids] if isinstance(ids, list) else []
    subjects = [each for each in domains if isinstance(each, Mapping)] if isinstance(domains, list) else []
    return {
        "id": element.get("id"),
        "name": element.get("name"),
        "slug": slug,
        "description": element.get("description"),
        "url": f"{HOST}/learn/{slug}" if isinstance(slug, str) and slug else "",
        "partner": ", ".join(filter(None, named)),
        "hours": element.get("workload"),
        "language": element.get("primaryLanguages"),
        "categories": list(dict.fromkeys(_words(each.get("domainId")) for each in subjects)),
        "kind": element.get("courseType"),
    }


def _words(domain: Any) -> str:
    """``computer-science`` as people write it."""
    return str(domain or "").replace("-", " ").capitalize()
