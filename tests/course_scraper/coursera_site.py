"""Pages and sitemaps of the shape that Coursera's have, about invented courses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from course_scraper.coursera.addresses import SITEMAPS
from tests.fake_web import FakeWeb, Reply

HOST = "www.coursera.org"
SITE = f"https://{HOST}"
PATHS = {kind: url.removeprefix(SITE) for kind, url in SITEMAPS.items()}
CAPTCHA = "<html><title>Just a moment...</title><body>Verify you are human (captcha)</body></html>"


def state_of(name: str = "Glass blowing", slug: str = "glass-blowing", **changes: Any) -> dict[str, Any]:
    """Nodes as a course page has them, one of a recommended course among them."""
    node = {
        "__typename": "DescriptionPage_CoursePage",
        "id": f"id-{slug}",
        "name": name,
        "slug": slug,
        "description": 'Melt sand {really} and say "hot"; \\ no lecture is a "}{".',
        "difficultyLevel": "BEGINNER",
        "primaryLanguages": ["en"],
        "subtitleLanguages": ["fr", "de"],
        "totalEnrollmentCount": 12_345,
        "ratings": {"__ref": "DescriptionPage_Ratings:1"},
        "partners": [{"__ref": "DescriptionPage_Partner:7"}],
        "skillTags": [{"__ref": "DescriptionPage_SkillTag:1"}, {"__ref": "DescriptionPage_SkillTag:2"}],
        "learningObjectives": ["Melt sand at 1,700 °C", "Shape a vase"],
        "material": {"__ref": "DescriptionPage_Material:1"},
        **changes,
    }
    return {
        "ROOT_QUERY": {"__typename": "Query"},
        "DescriptionPage_CoursePage:other": {
            "__typename": "DescriptionPage_CoursePage",
            "name": "A recommended course",
            "slug": "recommended",
        },
        f"DescriptionPage_CoursePage:{slug}": {
            key: value for key, value in node.items() if value is not None
        },
        "DescriptionPage_Ratings:1": {
            "__typename": "DescriptionPage_Ratings",
            "averageFiveStarRating": 4.7654321,
            "ratingCount": 321,
        },
        "DescriptionPage_Partner:7": {"__typename": "DescriptionPage_Partner", "name": "Nour Institute"},
        "DescriptionPage_SkillTag:1": {"__typename": "DescriptionPage_SkillTag", "name": "Glass"},
        "DescriptionPage_SkillTag:2": {"__typename": "DescriptionPage_SkillTag", "name": "Furnaces"},
        "DescriptionPage_Material:1": {
            "__typename": "DescriptionPage_CourseMaterial",
            "weeks": [{"__ref": "Week:1"}, {"__ref": "Week:2"}],
        },
        "Week:1": {
            "__typename": "DescriptionPage_WeeklyMaterial",
            "totalDuration": "PT2H30M10S",
            "modules": [{"name": "Sand", "lessons": [{"name": "Where it lies"}, {"name": "How it melts"}]}],
        },
        "Week:2": {
            "__typename": "DescriptionPage_WeeklyMaterial",
            "totalDuration": "PT4H",
            "modules": [
                {"name": "Vases", "totalDuration": "PT3H", "items": [{"name": "A first vase"}]},
                {"name": "Windows", "totalDuration": "PT1H"},
            ],
        },
    }


def page_of(state: Mapping[str, Any] | None, linked: Any = None, around: str = "") -> str:
    """A page with this state, with these JSON-LD objects, or with both."""
    parts = ["<!doctype html><html><head><title>A course</title>"]
    if linked is not None:
        parts.append(f'<script type="application/ld+json">{json.dumps(linked)}</script>')
    parts.append(f"</head><body>{around}")
    if state is not None:
        parts.append("<script>if (!window.__APOLLO_STATE__) { console.log('none') }</script>")
        parts.append(f"<script>window.__APOLLO_STATE__ = {json.dumps(state)};\nwindow.a = {{b: 1}};</script>")
    return "".join([*parts, "</body></html>"])


def course_page(slug: str, **changes: Any) -> str:
    return page_of(state_of(slug.replace("-", " ").capitalize(), slug, **changes))


def sitemap(*paths: str) -> str:
    entries = "".join(f"<url><loc>{SITE}{path}</loc><lastmod>2026-01-02</lastmod></url>" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    )


def put_site(web: FakeWeb, slugs: Iterable[str], **unlisted: Reply) -> None:
    """Sitemaps that name these courses, one specialization and one certificate, and a page for each."""
    named = list(slugs)
    web.answer(HOST, PATHS["course"], body=sitemap(*(f"/learn/{slug}" for slug in named)))
    web.answer(HOST, PATHS["specialization"], body=sitemap("/specializations/crafts"))
    web.answer(HOST, PATHS["certificate"], body=sitemap("/professional-certificates/glazier"))
    for slug in named:
        web.answer(HOST, f"/learn/{slug}", body=course_page(slug))
    web.answer(HOST, "/specializations/crafts", body=course_page("crafts"))
    web.answer(HOST, "/professional-certificates/glazier", body=course_page("glazier"))
    for slug, reply in unlisted.items():
        web.answer(HOST, f"/learn/{slug}", reply)


def learn(slug: str) -> str:
    return f"{SITE}/learn/{slug}"
