"""What a course page says of its course, under the names that catalogues use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from course_scraper.coursera.document import Document
from course_scraper.coursera.json_ld import of_type
from course_scraper.coursera.words import lines_in, text_in
from course_scraper.importing.values import hours_of
from course_scraper.syllabus import hours_in, weeks_of

LIST: Final = 60
_OWN_NAME: Final = "coursera"


def facts_of(document: Document) -> dict[str, Any]:
    """The state counts before JSON-LD; what neither says is missing."""
    linked, stated = _linked(document), _stated(document)
    return {**linked, **{name: value for name, value in stated.items() if value not in (None, "", (), [])}}


def _stated(document: Document) -> dict[str, Any]:
    node, state = document.node, document.state
    ratings = next(iter(state.items(node.get("ratings"))), node)
    languages = node.get("primaryLanguages")
    return {
        "id": node.get("id"),
        "name": text_in(node.get("name")),
        "slug": text_in(node.get("slug")),
        "description": text_in(state.resolve(node.get("description"))),
        "partner": ", ".join(_partners(document)),
        "skills": _skills(document),
        "level": text_in(node.get("difficultyLevel")),
        "hours": sum(hours_in(week) or 0.0 for week in weeks_of(document)) or hours_in(node),
        "language": languages if isinstance(languages, list) else text_in(languages),
        "rating": ratings.get("averageFiveStarRating"),
        "rating_count": ratings.get("ratingCount"),
        "enrolments": node.get("totalEnrollmentCount"),
    }


def _partners(document: Document) -> tuple[str, ...]:
    """Pages without the list are drawn with the partner's node alone; several may be of recommended courses."""
    if not document.node:
        return ()
    named = lines_in(document.state.items(document.node.get("partners")), LIST)
    if named:
        return named
    around = lines_in(document.state.of_type("_Partner"), LIST)
    return around if len(around) == 1 else ()


def _skills(document: Document) -> tuple[str, ...]:
    tags = document.state.resolve(document.node.get("skillTags"))
    if not isinstance(tags, list):
        tags = list(document.state.of_type("_SkillTag"))
    return lines_in(tags, LIST)


def _linked(document: Document) -> dict[str, Any]:
    linked = document.linked
    rating = linked.get("aggregateRating")
    rating = rating if isinstance(rating, Mapping) else {}
    found = {
        "name": text_in(linked.get("name")),
        "description": text_in(linked.get("description")),
        "partner": ", ".join(name for name in _providers(linked) if name.lower() != _OWN_NAME),
        "skills": lines_in(_listed(linked.get("about")) or _keywords(linked), LIST),
        "level": text_in(linked.get("educationalLevel")),
        "hours": next(_workloads(linked), None),
        "language": linked.get("inLanguage"),
        "rating": rating.get("ratingValue"),
        "rating_count": rating.get("ratingCount") or rating.get("reviewCount"),
        "enrolments": linked.get("totalHistoricalEnrollment"),
        "categories": _breadcrumbs(document),
    }
    return {name: value for name, value in found.items() if value not in (None, "", (), [])}


def _providers(linked: Mapping[str, Any]) -> tuple[str, ...]:
    return lines_in(_listed(linked.get("provider")), LIST)


def _workloads(linked: Mapping[str, Any]) -> Iterator[float]:
    for instance in (linked, *_listed(linked.get("hasCourseInstance"))):
        if isinstance(instance, Mapping):
            for name in ("courseWorkload", "timeRequired"):
                hours = hours_of(text_in(instance.get(name)))
                if hours:
                    yield hours


def _breadcrumbs(document: Document) -> tuple[str, ...]:
    """The path to the course without its first step, which is the whole catalogue, and its last, the course."""
    trail = next(of_type(document.objects, "BreadcrumbList"), {})
    steps = [item for item in _listed(trail.get("itemListElement")) if isinstance(item, Mapping)]
    names = [text_in(step.get("name")) or text_in(step.get("item")) for step in steps]
    return lines_in(names[1:-1], LIST)


def _keywords(linked: Mapping[str, Any]) -> list[Any]:
    said = linked.get("keywords")
    return said.split(",") if isinstance(said, str) else _listed(said)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
