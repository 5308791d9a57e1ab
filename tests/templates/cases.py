"""Every page in every state, as (template, path, who looks, page objects)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.core.matching.weights import DEFAULT_WEIGHTS
from app.services.matching import Method
from app.web.pages.admin.chromadb import chroma_page
from app.web.pages.courses import asked_for, courses_page, gap_views
from app.web.pages.learning import kept_views, one_course, plan_page
from app.web.viewer import ANYBODY, Viewer
from tests.templates import sample_courses as courses
from tests.templates import sample_cvs as cvs
from tests.templates import sample_figures as figures
from tests.templates import sample_matches as matches
from tests.templates import sample_offers as offers
from tests.templates import sample_sources as sources

GUEST = Viewer(user_id=3, has_cv=True)
MEMBER = Viewer(user_id=4, is_member=True, name="Amira Ben Salah", has_cv=True)
ADMIN = Viewer(user_id=5, is_member=True, is_admin=True, name="Nadia Gharbi")


@dataclass(frozen=True)
class Case:
    template: str
    path: str
    viewer: Viewer
    context: dict[str, Any]
    """Values that are callable are made for each page: words depend on its language."""


CASES: dict[str, Case] = {
    "home": Case("jobs/search.html", "/", ANYBODY, {"page": offers.HOME}),
    "found": Case("jobs/search.html", "/?keyword=python", MEMBER, {"page": offers.FOUND}),
    "nothing found": Case("jobs/search.html", "/?keyword=python", MEMBER, {"page": offers.NOTHING}),
    "past the end": Case("jobs/search.html", "/?page=99", GUEST, {"page": offers.PAST_THE_END}),
    "no offers at all": Case("jobs/search.html", "/", ANYBODY, {"page": offers.NO_OFFERS}),
    "results": Case("jobs/_results.html", "/?keyword=python", MEMBER, {"page": offers.FOUND}),
    "recommendations": Case(
        "matching/recommendations.html", "/recommendations", MEMBER, {"page": offers.FOUND}
    ),
    "offer": Case("jobs/show.html", "/job/1", MEMBER, {"page": matches.JOB_VIEW}),
    "offer without CV": Case("jobs/show.html", "/job/1", ANYBODY, {"page": matches.JOB_WITHOUT_CV}),
    "bare offer, gone": Case("jobs/show.html", "/job/1", GUEST, {"page": matches.JOB_GONE}),
    "how": Case(
        "matching/how.html",
        "/how-scoring-works",
        ANYBODY,
        {
            "weights": DEFAULT_WEIGHTS,
            "published": figures.METHOD,
            "method": Method("2-0", False),
            "esco": "ESCO.",
        },
    ),
    "market": Case("market/show.html", "/stats", ANYBODY, {"page": figures.MARKET}),
    "no market": Case("market/show.html", "/stats?country=BE", ANYBODY, {"page": figures.NO_MARKET}),
    "CVs": Case("cvs/index.html", "/cv", GUEST, {"page": cvs.CV_LIST}),
    "no CVs": Case("cvs/index.html", "/cv", ANYBODY, {"page": cvs.NO_CVS}),
    "CV": Case("cvs/show.html", "/cv/7", MEMBER, {"page": cvs.CV_PAGE}),
    "empty CV": Case("cvs/show.html", "/cv/7", GUEST, {"page": cvs.EMPTY_CV_PAGE}),
    "searches": Case("searches/index.html", "/searches", MEMBER, {"page": {"entries": offers.RECENT}}),
    "no searches": Case("searches/index.html", "/searches", GUEST, {"page": {"entries": ()}}),
    "error": Case(
        "errors/error.html",
        "/nowhere",
        ANYBODY,
        {
            "status": 404,
            "title": "Not found",
            "message": "There is no such page.",
            "request_id": "3f2a",
            "fields": {"page": "Page: give a whole number."},
        },
    ),
    "failsafe": Case("errors/failsafe.html", "/", ANYBODY, {}),
}


def _admin(template: str, path: str, page: object) -> Case:
    return Case(f"admin_{template}.html", f"/admin/{path}", ADMIN, {"page": page})


CASES |= {
    "sources": _admin("scraping/index", "scraping", sources.SOURCES),
    "no sources": _admin("scraping/index", "scraping", sources.NO_SOURCES),
    "sources followed": _admin("scraping/_live", "scraping/live", sources.SOURCES),
    "source": _admin("scraping/source", "scraping/sources/board", sources.SOURCE),
    "new source": _admin("scraping/source", "scraping/sources/off", sources.NEW_SOURCE),
    "source followed": _admin("scraping/_state", "scraping/sources/board/live", sources.SOURCE),
    "runs": _admin("scraping/runs", "scraping/runs", sources.RUNS),
    "no runs": _admin("scraping/runs", "scraping/runs", sources.NO_RUNS),
    "run that failed": _admin("scraping/run", "scraping/runs/9", sources.CHANGED),
    "run under way": _admin("scraping/run", "scraping/runs/8", sources.RUNNING),
    "run followed": _admin("scraping/_run", "scraping/runs/8/live", sources.RUNNING),
    "copies": _admin("scraping/copies", "scraping/copies", sources.COPIES),
    "no copies": _admin("scraping/copies", "scraping/copies", sources.NO_COPIES),
    "export": _admin("scraping/export", "scraping/export", sources.EXPORTS),
    "tasks": _admin("tasks/index", "tasks", sources.TASKS),
    "no tasks": _admin("tasks/index", "tasks", sources.NO_TASKS),
    "tasks followed": _admin("tasks/_list", "tasks", sources.TASKS),
}


def _courses(search: Any, **given: str) -> Any:
    return lambda: courses_page(asked_for(given), search, courses.FACETS, courses.STATES)


def _gaps(found: Any) -> dict[str, Any]:
    return {"found": found, "gaps": lambda: gap_views(found), "job_id": 1}


CASES |= {
    "courses": Case(
        "courses/index.html", "/courses", MEMBER, {"page": _courses(courses.SEARCH, q="sql", page="2")}
    ),
    "no courses": Case("courses/index.html", "/courses", ANYBODY, {"page": _courses(courses.NOTHING, q="x")}),
    "my courses": Case(
        "courses/mine.html", "/courses/mine", GUEST, {"courses": lambda: kept_views(courses.KEPT)}
    ),
    "no courses of mine": Case("courses/mine.html", "/courses/mine", ANYBODY, {"courses": ()}),
    "course": Case("courses/show.html", "/courses/7", MEMBER, {"page": lambda: one_course(courses.ONE)}),
    "course done": Case("courses/show.html", "/courses/9", GUEST, {"page": lambda: one_course(courses.DONE)}),
    "bare course": Case(
        "courses/show.html", "/courses/8", ANYBODY, {"page": lambda: one_course(courses.WITHOUT_CV)}
    ),
    "courses for gaps": Case("courses/job.html", "/job/1/courses", MEMBER, _gaps(courses.GAPS)),
    "no gaps": Case("courses/job.html", "/job/1/courses", GUEST, _gaps(courses.NO_GAPS)),
    "courses in an offer": Case("courses/_job.html", "/job/1/courses", MEMBER, _gaps(courses.GAPS)),
    "plan": Case(
        "courses/plan.html", "/learning-plan", MEMBER, {"page": lambda: plan_page(courses.PLAN, 20)}
    ),
    "plan of an offer": Case(
        "courses/plan.html", "/job/1/plan", GUEST, {"page": lambda: plan_page(courses.PLAN_OF_JOB, 0)}
    ),
    "empty plan": Case(
        "courses/plan.html", "/learning-plan", MEMBER, {"page": lambda: plan_page(courses.EMPTY_PLAN, 5)}
    ),
    "course index": _admin("chromadb/index", "chromadb", lambda: chroma_page(courses.INDEX)),
    "course index built": _admin("chromadb/index", "chromadb", lambda: chroma_page(courses.BUILDING)),
    "no course index": _admin("chromadb/index", "chromadb", lambda: chroma_page(courses.NO_INDEX)),
    "course index followed": _admin("chromadb/_live", "chromadb/live", lambda: chroma_page(courses.BUILDING)),
}
FRAGMENTS = {
    "results", "sources followed", "source followed", "run followed", "tasks followed", "courses in an offer",
    "course index followed",
}  # fmt: skip
