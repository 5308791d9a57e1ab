"""Every page in every state, as (template, path, who looks, page objects)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.core.matching.weights import DEFAULT_WEIGHTS
from app.services.matching import Method
from app.web.viewer import ANYBODY, Viewer
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
FRAGMENTS = {"results", "sources followed", "source followed", "run followed", "tasks followed"}
