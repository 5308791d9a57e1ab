"""Courses as pages and programs read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import ngettext

from app.errors import BadInput
from app.services.courses.cards import CourseCard
from app.services.courses.facets import Facets
from app.services.courses.recommend import Recommendations, Suggestion
from app.services.courses.search import MAX_WORDS, CourseSearch
from app.services.job_courses import JobCourses
from app.web.pages.admin.numbers import page_number
from app.web.pages.menus import Menu, menu
from app.web.words import day, number
from app.words.courses import closeness
from app.words.labels import label
from app.words.skills import skill_name
from course_scraper.course import LEVELS
from course_scraper.filters import Filters
from course_scraper.identity import KINDS

HOURS = ("5", "20", "60", "150")
FIELDS = ("q", "level", "language", "partner", "kind", "hours")
MAX_PARTNER = 301
NAMED = {"title_exact", "tag", "title"}  # who says one of these need not say that words are shared


@dataclass(frozen=True, slots=True)
class CourseView:
    """``facts`` are in words. ``link_note`` says what is known of the address, "" when it answered. ``percent``
    and ``closeness`` are None where nothing was compared; ``score`` is 60 % meaning and 40 % words."""

    card: CourseCard
    facts: tuple[str, ...]
    link_note: str
    state: str
    percent: int | None = None
    closeness: str | None = None
    why: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"/courses/{self.card.id}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A search of the catalogue as it stands in the address."""

    q: str = ""
    level: str = ""
    language: str = ""
    partner: str = ""
    kind: str = ""
    hours: str = ""
    page: int = 1

    def filters(self) -> Filters:
        return Filters(
            languages=(self.language,) if self.language else (),
            only_languages=bool(self.language),
            kinds=(self.kind,) if self.kind else (),
            levels=(self.level,) if self.level else (),
            max_hours=float(self.hours) if self.hours else None,
            partners=(self.partner,) if self.partner else (),
        )

    def url(self, page: int = 1) -> str:
        pairs = [(name, getattr(self, name)) for name in FIELDS if getattr(self, name)]
        query = urlencode([*pairs, ("page", page)] if page > 1 else pairs)
        return f"/courses?{query}" if query else "/courses"


@dataclass(frozen=True, slots=True)
class CoursesPage:
    asked: Asked
    total: int
    pages: int
    first: int
    courses: tuple[CourseView, ...]
    selects: tuple[Menu, ...]
    compares_meaning: bool
    in_catalogue: int

    @property
    def page(self) -> int:
        return self.asked.page

    @property
    def here(self) -> str:
        return self.asked.url(self.page)

    @property
    def is_filtered(self) -> bool:
        return replace(self.asked, page=1) != Asked()

    def url(self, page: int) -> str:
        return self.asked.url(page)


@dataclass(frozen=True, slots=True)
class GapView:
    label: str
    required: bool
    gain: float
    courses: tuple[CourseView, ...]


def asked_for(given: Mapping[str, str]) -> Asked:
    """Raises BadInput that names the wrong parameter."""
    found = {name: " ".join(given.get(name, "").replace("\x00", "").split()) for name in FIELDS}
    known = {"level": LEVELS, "kind": KINDS, "hours": HOURS}
    for name, values in known.items():
        if found[name] and found[name] not in values:
            raise _wrong(name)
    language = found["language"]
    if language and not (language.isascii() and language.isalpha() and len(language) in {2, 3}):
        raise _wrong("language")
    if len(found["partner"]) > MAX_PARTNER:
        raise _wrong("partner")
    return Asked(**{**found, "q": found["q"][:MAX_WORDS]}, page=page_number(given.get("page")))


def courses_page(asked: Asked, found: CourseSearch, facets: Facets, states: Mapping[str, str]) -> CoursesPage:
    pages = max(1, found.pages)
    return CoursesPage(
        asked=asked,
        total=found.total,
        pages=pages,
        first=(asked.page - 1) * 20 + 1 if found.found else 0,
        courses=tuple(suggestion_view(one, states, compared=bool(found.words)) for one in found.found),
        selects=_selects(asked, facets),
        compares_meaning=found.compares_meaning,
        in_catalogue=facets.total,
    )


def course_view(card: CourseCard, states: Mapping[str, str]) -> CourseView:
    facts = [label("course_kind", card.kind), card.level and label("course_level", card.level)]
    facts += [
        duration(card.hours) if card.hours else None,
        card.language and label("language", card.language),
    ]
    if card.rating:
        facts.append(_("rated %(rating)s of 5", rating=number(round(card.rating, 1))))
    return CourseView(card, tuple(filter(None, facts)), link_note(card), states.get(card.course_id, ""))


def suggestion_view(one: Suggestion, states: Mapping[str, str], *, compared: bool = True) -> CourseView:
    view = course_view(one.course, states)
    if not compared:
        return view
    said = [code for code in one.why if code != "text" or NAMED.isdisjoint(one.why)]
    why = tuple(label("course_why", code) for code in said)
    return replace(view, percent=round(100 * one.score), closeness=closeness(one.score), why=why)


def gap_views(found: JobCourses) -> tuple[GapView, ...]:
    return tuple(
        GapView(
            label=skill_name(gap.missing.skill),
            required=gap.missing.required,
            gain=gap.missing.gain,
            courses=tuple(suggestion_view(one, found.states) for one in gap.found.suggestions),
        )
        for gap in found.gaps
    )


def duration(hours: float) -> str:
    """Work in all."""
    if hours < 1:
        minutes = max(1, round(hours * 60))
        return ngettext("%(num)d minute", "%(num)d minutes", minutes)
    whole = round(hours)
    return ngettext("%(n)s hour", "%(n)s hours", whole, n=number(whole))


def link_note(card: CourseCard) -> str:
    if card.link_checked_at is None:
        return _("link never checked")
    return "" if card.link_ok else _("link did not answer on %(day)s", day=day(card.link_checked_at))


def recommendations_json(found: Recommendations, asked: Sequence[str]) -> dict[str, Any]:
    """The names that programs know; what is unknown is null."""
    courses = [
        {
            "id": one.course.course_id,
            "title": one.course.title,
            "description": one.course.summary,
            "partner": one.course.partner,
            "url": one.course.url,
            "difficulty": one.course.level.upper() if one.course.level else None,
            "duration": duration(one.course.hours) if one.course.hours else None,
            "duration_hours": one.course.hours,
            "language": one.course.language,
            "rating": one.course.rating,
            "kind": one.course.kind,
            "link_checked": one.course.link_checked_at is not None,
            "matched_skill": skill.skill,
            "score_similarite": round(100 * one.score, 1),
            "cosine": one.similarity,
            "why": list(one.why),
        }
        for skill in found.by_skill
        for one in skill.suggestions
    ]
    return {
        "success": True,
        "recommendations": courses,
        "missing_skills": list(asked),
        "total_skills": len(found.by_skill),
        "total_courses": len(courses),
        "used_chromadb": bool(found.generation),
        "compares_meaning": found.compares_meaning,
    }


def _selects(asked: Asked, facets: Facets) -> tuple[Menu, ...]:
    partners = [name for name, _count in facets.partners]
    if asked.partner and asked.partner not in partners:
        partners.insert(0, asked.partner)
    languages = [code for code, _count in facets.languages]
    if asked.language and asked.language not in languages:
        languages.insert(0, asked.language)
    return (
        menu("level", _("Level"), asked.level, [(v, label("course_level", v)) for v in LEVELS]),
        menu("language", _("Language"), asked.language, [(v, label("language", v)) for v in languages]),
        menu("kind", _("Kind"), asked.kind, [(v, label("course_kind", v)) for v in KINDS]),
        menu("hours", _("Duration"), asked.hours, [(v, _at_most(v)) for v in HOURS]),
        menu("partner", _("Partner"), asked.partner, [(v, v) for v in partners]),
    )


def _at_most(hours: str) -> str:
    return _("up to %(n)s hours", n=hours)


def _wrong(name: str) -> BadInput:
    text = _("This value cannot be filtered by. Choose one from the list.")
    return BadInput(text, code="invalid_filter", fields={name: text})
