"""Every page in every state, as (template, path, who looks, page objects)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.ai.proof_reading import ProofReading
from app.core.cv.profile import Experience
from app.core.matching.weights import DEFAULT_WEIGHTS
from app.services.assistant.cv_proposals import CvHelp, Proposal
from app.services.assistant.proof_readings import ProofHelp
from app.services.assistant.quiz_proposals import Wish
from app.services.courses.update_status import UpdateStatus
from app.services.matching import Method
from app.web.forms import tracker as tracker_forms
from app.web.pages.admin.ai import FIELDS, AiForm, ai_page
from app.web.pages.admin.audit import audit_page
from app.web.pages.admin.chromadb import chroma_page
from app.web.pages.admin.home import home_page
from app.web.pages.admin.quiz_proposals import proposals_page
from app.web.pages.admin.quizzes import question_page, questions_page
from app.web.pages.admin.site_figures import figures_page
from app.web.pages.admin.users import people_page, person_page
from app.web.pages.assistant import assistant_page, help_view
from app.web.pages.comparison import comparison_page
from app.web.pages.comparison_cvs import cv_comparison_page
from app.web.pages.courses import asked_for, courses_page, gap_views
from app.web.pages.cv_proposals import proposals_view
from app.web.pages.dashboard import dashboard_page, empty_page
from app.web.pages.learning import kept_views, one_course, plan_page
from app.web.pages.proof_readings import reading_view
from app.web.pages.proofs import claim_view, claims_page
from app.web.pages.quizzes import history_page, quiz_page, result_page, tests_page
from app.web.pages.saved_jobs import saved_page
from app.web.pages.tracker import board_page
from app.web.pages.tracker_application import application_view
from app.web.pages.tracker_entries import stored_lines
from app.web.viewer import ANYBODY, Viewer
from tests.templates import sample_account as account
from tests.templates import sample_alerts as alerts
from tests.templates import sample_assistant as assistant
from tests.templates import sample_comparison as comparison
from tests.templates import sample_courses as courses
from tests.templates import sample_cvs as cvs
from tests.templates import sample_dashboard as dashboards
from tests.templates import sample_figures as figures
from tests.templates import sample_matches as matches
from tests.templates import sample_offers as offers
from tests.templates import sample_people as people
from tests.templates import sample_preparing as preparing
from tests.templates import sample_proofs as proofs
from tests.templates import sample_quizzes as quizzes
from tests.templates import sample_saved as saved
from tests.templates import sample_sources as sources
from tests.templates import sample_tracker as tracker

GUEST = Viewer(user_id=3, has_cv=True)
MEMBER = Viewer(user_id=4, is_member=True, name="Amira Ben Salah", has_cv=True)
NOTIFIED = Viewer(user_id=6, is_member=True, name="Sami", unread=3)
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
    "preparing": Case(
        "preparing/show.html", "/job/1/prepare", MEMBER, {"page": lambda: preparing.page("answered")}
    ),
    "preparing, a model may be asked": Case(
        "preparing/show.html", "/job/1/prepare", GUEST, {"page": lambda: preparing.page("needs_consent")}
    ),
    "preparing, no model, nothing to compare": Case(
        "preparing/show.html", "/job/1/prepare", GUEST, {"page": lambda: preparing.page("off", is_bare=True)}
    ),
    "how": Case(
        "matching/how.html",
        "/how-scoring-works",
        ANYBODY,
        {
            "weights": DEFAULT_WEIGHTS,
            "ladder": {"mentioned": 80, "used": 85, "course": 90, "quiz": 95, "proof": 100},
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
    return Case(f"admin_{template}.html", f"/admin/{path}".rstrip("/"), ADMIN, {"page": page})


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
    "course index": _admin("chromadb/index", "chromadb", lambda: chroma_page(courses.INDEX, courses.UPDATED)),
    "course index built": _admin(
        "chromadb/index", "chromadb", lambda: chroma_page(courses.BUILDING, courses.UPDATING)
    ),
    "no course index": _admin(
        "chromadb/index", "chromadb", lambda: chroma_page(courses.NO_INDEX, UpdateStatus())
    ),
    "course index followed": _admin(
        "chromadb/_live", "chromadb/live", lambda: chroma_page(courses.BUILDING, courses.UPDATING)
    ),
}
FRAGMENTS = {
    "results", "sources followed", "source followed", "run followed", "tasks followed", "courses in an offer",
    "course index followed", "proof followed",
}  # fmt: skip


def _quiz(template: str, path: str, viewer: Viewer, name: str, value: Any) -> Case:
    return Case(f"quizzes/{template}.html", f"/technical-tests{path}", viewer, {name: value})


CASES |= {
    "skill tests": _quiz("index", "", MEMBER, "page", lambda: tests_page(quizzes.OVERVIEW)),
    "skill tests, no quiz": _quiz("index", "", GUEST, "page", lambda: tests_page(quizzes.NO_QUIZ)),
    "skill tests, no skill": _quiz("index", "", GUEST, "page", lambda: tests_page(quizzes.NO_SKILL)),
    "skill tests, no CV": _quiz("index", "", ANYBODY, "page", lambda: tests_page(None)),
    "quiz": _quiz("quiz", "/8", GUEST, "page", lambda: quiz_page(quizzes.QUIZ)),
    "quiz passed": _quiz("result", "/4", MEMBER, "page", lambda: result_page(quizzes.RESULT)),
    "quiz not passed": _quiz("result", "/4", MEMBER, "page", lambda: result_page(quizzes.NOT_PASSED)),
    "quiz without a CV": _quiz("result", "/4", MEMBER, "page", lambda: result_page(quizzes.WITHOUT_CV)),
    "quiz too late": _quiz("result", "/4", GUEST, "page", lambda: result_page(quizzes.TOO_LATE)),
    "quiz abandoned": _quiz("result", "/4", GUEST, "page", lambda: result_page(quizzes.ABANDONED)),
    "quiz history": _quiz("history", "/history", MEMBER, "entries", lambda: history_page(quizzes.HISTORY)),
    "no quiz history": _quiz("history", "/history", GUEST, "entries", ()),
    "questions": _admin("quizzes/index", "quizzes", lambda: questions_page(quizzes.QUESTIONS)),
    "no questions": _admin("quizzes/index", "quizzes", lambda: questions_page(quizzes.NO_QUESTIONS)),
    "question": _admin("quizzes/question", "quizzes/3", lambda: question_page(quizzes.LOW)),
    "draft": _admin(
        "quizzes/question", "quizzes/4", lambda: question_page(quizzes.NEW, fault=("Options", "Two."))
    ),
}


def _ai(status: Any, form: AiForm | None = None) -> Any:
    return lambda: ai_page(status).with_form(form) if form else ai_page(status)


def _help(name: str, code: str = "", seconds: float = 0.0) -> Case:
    def view() -> Any:
        state = assistant.help_state(name, code, seconds)
        return help_view(state, poll_url="/job/1/advice", ask_url="/job/1/advice", back_url="/job/1")

    return Case("assistant/_state.html", "/job/1/advice", GUEST, {"help": view})


def _assistant(viewer: Viewer, provider: str, states: Any, past: Any, calls: Any) -> Case:
    page = {"page": lambda: assistant_page(provider, "large-7", states, past, calls)}
    return Case("assistant/index.html", "/assistant", viewer, page)


CASES |= {
    "model": _admin("ai/index", "ai", _ai(assistant.GOOD)),
    "no model": _admin("ai/index", "ai", _ai(assistant.NOTHING)),
    "model failing": _admin("ai/index", "ai", _ai(assistant.TROUBLE)),
    "model with an unreadable key": _admin("ai/index", "ai", _ai(assistant.UNREADABLE)),
    "model refused": _admin(
        "ai/index",
        "ai",
        _ai(
            assistant.INCOMPLETE,
            AiForm(
                3, {**dict.fromkeys(FIELDS, "x"), "engine": "groq"}, {"base_url": "No."}, "See each of them."
            ),
        ),
    ),
    "model followed": _admin("ai/_live", "ai/live", _ai(assistant.TROUBLE)),
    "assistant": _assistant(MEMBER, assistant.HOST, assistant.STATES, assistant.PAST, assistant.SENT),
    "assistant, nothing sent": _assistant(
        GUEST, assistant.HOST, assistant.STATES[:1], (), assistant.NO_CALLS
    ),
    "assistant, no model": _assistant(ANYBODY, "", assistant.STATES, (), assistant.NO_CALLS),
    "help off": _help("off"),
    "help needs consent": _help("needs_consent"),
    "help ready": _help("ready"),
    "help waiting": _help("waiting", seconds=40),
    "help answered": _help("answered"),
    "help unanswered": _help("unanswered", "rate_limited"),
}


def _proposals(template: str, name: str, note: str = "") -> Case:
    state = replace(assistant.help_state(name), purpose="quiz", note=note)
    page = lambda: proposals_page(Wish("python", 10, "en"), state if name else None)  # noqa: E731
    context = {"page": page, "help": lambda: page().help}
    return Case(f"admin_quizzes/{template}.html", "/admin/quizzes/propose", ADMIN, context)


CASES |= {
    "questions to propose": _proposals("propose", ""),
    "questions proposed": _proposals("propose", "answered", "7 of 10"),
    "help with questions": _proposals("_proposals", "answered", "10 of 10"),
}
FRAGMENTS |= {"model followed"} | {name for name in CASES if name.startswith("help ")}


CASES |= {
    "proofs": Case("proofs/index.html", "/verify-cv", MEMBER, {"page": lambda: claims_page(proofs.OVERVIEW)}),
    "nothing to prove": Case(
        "proofs/index.html", "/verify-cv", GUEST, {"page": lambda: claims_page(proofs.NOTHING)}
    ),
    "proofs without a CV": Case(
        "proofs/index.html", "/verify-cv", ANYBODY, {"page": lambda: claims_page(None)}
    ),
    "proof followed": Case(
        "proofs/_claim.html", "/proof/3/state", GUEST, {"claim": lambda: claim_view(proofs.CHECKING)}
    ),
}


def _tracker(template: str, path: str, viewer: Viewer = MEMBER, **context: Any) -> Case:
    return Case(f"tracker/{template}.html", f"/applications{path}", viewer, context)


def _application(page: Any, viewer: Viewer) -> Case:
    return _tracker(
        "show",
        "/1",
        viewer,
        view=lambda: application_view(page),
        follow_up_form=lambda: tracker_forms.FollowUpForm(formdata=None),
        document_form=lambda: tracker_forms.DocumentForm(formdata=None),
    )


def _wrong_contact() -> Any:
    form = tracker_forms.ContactForm(formdata=None)
    form.email.errors = ["Enter an e-mail address such as name@example.org."]
    return form


def _new_forms() -> dict[str, Any]:
    return {
        "new_form": lambda: tracker_forms.NewForm(formdata=None),
        "address_form": lambda: tracker_forms.AddressForm(formdata=None),
        "text_form": lambda: tracker_forms.TextForm(formdata=None),
    }


def _entry(kind: str, form: Any, entry_id: int | None, stored: Any = ()) -> Case:
    given = {"kind": kind, "page": tracker.PAGE, "form": form, "entry_id": entry_id, "stored": stored}
    return _tracker("entry", f"/1/{kind}s/1", **given)


_FILES = {
    "form": lambda: tracker_forms.ImportForm(formdata=None),
    "max_mb": 3,
    "has_data": True,
    "has_address": True,
}
CASES |= {
    "board": _tracker("index", "", page=lambda: board_page(tracker.LISTING, "board", tracker.FUNNEL)),
    "board filtered": _tracker(
        "index", "?q=python", page=lambda: board_page(tracker.FILTERED, "board", None)
    ),
    "board alone": _tracker("_board", "", page=lambda: board_page(tracker.LISTING, "board", None)),
    "applications": _tracker(
        "index", "", GUEST, page=lambda: board_page(tracker.LISTING, "table", tracker.FUNNEL)
    ),
    "none of the applications": _tracker(
        "index", "?q=zzz", GUEST, page=lambda: board_page(tracker.NOTHING_FOUND, "table", None)
    ),
    "no applications": _tracker(
        "index", "", ANYBODY, page=lambda: board_page(tracker.NO_CARDS, "board", None)
    ),
    "application": _application(tracker.PAGE, MEMBER),
    "bare application": _application(tracker.BARE, GUEST),
    "new application": _tracker("new", "/new", **_new_forms()),
    "new application of a guest": _tracker("new", "/new", GUEST, **_new_forms()),
    "application edited": _tracker(
        "edit",
        "/1/edit",
        page=tracker.PAGE,
        form=lambda: tracker_forms.DetailsForm(formdata=None, obj=tracker.PAGE),
    ),
    "two texts": _tracker("conflict", "/1/text", application_id=1, field="notes", conflict=tracker.CONFLICT),
    "interview": _entry("interview", lambda: tracker_forms.InterviewForm(formdata=None), 1),
    "contact": _entry("contact", _wrong_contact, None),
    "interview changed meanwhile": _entry(
        "interview",
        lambda: tracker_forms.InterviewForm(formdata=None),
        1,
        lambda: stored_lines(tracker.PAGE.interviews[0].record, "UTC"),
    ),
    "tracker files": _tracker("files", "/files", report=tracker.REPORT, address="", **_FILES),
    "tracker files, an address": _tracker(
        "files", "/files", report=None, address="http://localhost/applications/feed/x.ics", **_FILES
    ),
    "tracker files of nobody": _tracker(
        "files",
        "/files",
        ANYBODY,
        report=None,
        address="",
        **{**_FILES, "has_data": False, "has_address": False},
    ),
}
FRAGMENTS |= {"board alone"}


CASES |= {
    "found, saved": Case("jobs/search.html", "/?keyword=python", MEMBER, {"page": alerts.FOUND_SAVED}),
    "saved searches": Case("saved_searches/index.html", "/saved-searches", MEMBER, {"entries": alerts.entries}),
    "no saved searches": Case("saved_searches/index.html", "/saved-searches", GUEST, {"entries": ()}),
    "saved search": Case("saved_searches/edit.html", "/saved-searches/3", GUEST, alerts.search_form()),
    "search saved": Case("saved_searches/_saved.html", "/saved-searches", GUEST, {"saved": alerts.SAVED}),
    "alerts": Case("alerts/index.html", "/alerts", MEMBER, {"alerts": alerts.alert_list}),
    "no alerts": Case("alerts/index.html", "/alerts", MEMBER, {"alerts": ()}),
    "new alert": Case("alerts/edit.html", "/alerts/new", MEMBER, alerts.alert_form(None)),
    "changed alert": Case("alerts/edit.html", "/alerts/5/edit", MEMBER, alerts.alert_form(alerts.ALERT)),
    "alert": Case("alerts/show.html", "/alerts/5", MEMBER, {"page": alerts.page_of(alerts.FULL)}),
    "alert, nothing new": Case("alerts/show.html", "/alerts/7", MEMBER, {"page": alerts.page_of(alerts.QUIET)}),
    "alert, paused": Case("alerts/show.html", "/alerts/6", MEMBER, {"page": alerts.page_of(alerts.STOPPED)}),
    "unsubscribe": Case("alerts/unsubscribe.html", "/alerts/unsubscribe/x", ANYBODY, {"name": "Python", "is_done": False}),
    "unsubscribed": Case("alerts/unsubscribe.html", "/alerts/unsubscribe/x", ANYBODY, {"name": "Python", "is_done": True}),
    "alert gone": Case("alerts/unsubscribe.html", "/alerts/unsubscribe/x", ANYBODY, {"name": "", "is_done": False}),
    "notices": Case("notifications/index.html", "/notifications", NOTIFIED, {"notices": alerts.notices}),
    "no notices": Case("notifications/index.html", "/notifications", GUEST, {"notices": ()}),
}  # fmt: skip
FRAGMENTS.add("search saved")


def _saved(viewer: Viewer, listing: Any) -> Case:
    return Case("saved_jobs/index.html", "/saved", viewer, {"page": lambda: saved_page(listing)})


CASES |= {
    "saved offers": _saved(MEMBER, saved.SAVED),
    "saved offers without a CV": _saved(GUEST, saved.SAVED_WITHOUT_CV),
    "no saved offer fits": _saved(GUEST, saved.NOTHING_FITS),
    "no saved offers": _saved(ANYBODY, saved.NOTHING_SAVED),
    "hidden offers": Case("saved_jobs/hidden.html", "/saved/hidden", MEMBER, {"offers": saved.HIDDEN}),
    "nothing hidden": Case("saved_jobs/hidden.html", "/saved/hidden", ANYBODY, {"offers": ()}),
    "two notes": Case(
        "saved_jobs/conflict.html",
        "/saved/1/notes",
        MEMBER,
        {"job_id": 1, "conflict": saved.CONFLICT, "back": "/saved#offer-1"},
    ),
}


def _dashboard(viewer: Viewer, found: Any, visit: Any) -> Case:
    page = lambda: dashboard_page(found, visit)  # noqa: E731
    return Case("dashboard/show.html", "/dashboard", viewer, {"page": page})


CASES |= {
    "dashboard": _dashboard(MEMBER, dashboards.FULL, dashboards.RETURN),
    "dashboard without a CV": _dashboard(GUEST, dashboards.WITHOUT_CV, dashboards.FIRST),
    "quiet dashboard": _dashboard(MEMBER, dashboards.QUIET, dashboards.FIRST),
    "empty dashboard": Case("dashboard/show.html", "/dashboard", ANYBODY, {"page": empty_page}),
}


def _cv_proposals(template: str, name: str) -> Case:
    state = replace(assistant.help_state(name), purpose="read_cv")
    job = Experience("Night porter", "Hôtel <b>Zarzis</b>", start=date(2018, 6, 1), current=True)
    found = (
        Proposal("0a", ((3, "Kept the <script> accounts"),), skill="accounting"),
        Proposal("0b", ((4, "Night"),), job=job),
    )
    view = lambda: proposals_view(CvHelp(1, state, found if name == "answered" else (), 2))  # noqa: E731
    return Case(template, "/cv/1/proposals", GUEST, {"view": view, "help": lambda: view().help})


CASES |= {
    "CV read by a model": _cv_proposals("cvs/proposals.html", "answered"),
    "CV to be read by a model": _cv_proposals("cvs/proposals.html", "needs_consent"),
    "help with a CV": _cv_proposals("assistant/_read_cv.html", "answered"),
}
FRAGMENTS |= {"help with a CV"}


def _proof_reading(template: str, name: str, code: str = "") -> Case:
    state = replace(assistant.help_state(name, code), purpose="read_proof")
    read = ProofReading(
        name="Amira Ben Salah", title="<b>Deep</b> Learning", issuer="أكاديمية نور", date="17 May 2024",
        identifier="", url="https://academy.example/" + "a" * 90, level="",
    )  # fmt: skip
    found = ProofHelp(3, state, read if name == "answered" else None, is_checking=name == "answered")
    view = lambda: reading_view(found, was_waiting=True)  # noqa: E731
    return Case(template, "/proof/3/reading", GUEST, {"view": view, "help": lambda: view().help})


CASES |= {
    "proof read by a model": _proof_reading("proofs/reading.html", "answered"),
    "proof to be read by a model": _proof_reading("proofs/reading.html", "needs_consent"),
    "no model that sees": _proof_reading("proofs/reading.html", "off"),
    "help with a proof": _proof_reading("assistant/_read_proof.html", "answered"),
    "help with a proof without pictures": _proof_reading(
        "assistant/_read_proof.html", "unanswered", "no_picture"
    ),
}
FRAGMENTS |= {"help with a proof", "help with a proof without pictures"}


def _compared(found: Any, viewer: Viewer, *, only: bool = False) -> Case:
    page = lambda: comparison_page(found, only_differences=only)  # noqa: E731
    return Case("comparison/show.html", "/compare?job=1&job=2", viewer, {"page": page})


def _compared_cvs(found: Any) -> Case:
    address = "/job/1/compare-cvs?cv=7&cv=8"
    return Case("comparison/cvs.html", address, MEMBER, {"page": lambda: cv_comparison_page(found)})


def _choose_cvs(choice: Any) -> Case:
    return Case("comparison/choose_cvs.html", "/job/1/compare-cvs", GUEST, {"choice": choice})


CASES |= {
    "three offers compared": _compared(comparison.THREE, MEMBER),
    "offers, what differs": _compared(comparison.THREE, GUEST, only=True),
    "two offers without a CV": _compared(comparison.TWO, ANYBODY),
    "nothing to compare": Case("comparison/index.html", "/compare", ANYBODY, {}),
    "one offer to compare": Case(
        "comparison/index.html", "/compare", GUEST, {"chosen": comparison.ONE_CHOSEN}
    ),
    "found, two chosen": Case(
        "jobs/search.html", "/?keyword=python", MEMBER, {"page": offers.FOUND, "chosen": comparison.CHOSEN}
    ),
    "comparison full": Case(
        "comparison/_button.html",
        "/compare/5/add",
        GUEST,
        {"job_id": 5, "title": "Nurse", "said": "Three already.", "chosen": comparison.CHOSEN},
    ),
    "CVs compared": _compared_cvs(comparison.CLEAR),
    "CVs compared, the same": _compared_cvs(comparison.SAME),
    "CVs compared, no score": _compared_cvs(comparison.NEITHER),
    "CVs to compare": _choose_cvs(comparison.CHOICE),
    "one CV to compare": _choose_cvs(comparison.ONE_CV),
}
FRAGMENTS.add("comparison full")


CASES |= {
    "my account": Case("accounts/profile.html", "/account", MEMBER, account.profile()),
    "my tokens": Case(
        "accounts/tokens.html", "/account/tokens", MEMBER, account.tokens("jm_" + "a1B2" * 10 + "x_-")
    ),
    "no tokens": Case("accounts/tokens.html", "/account/tokens", MEMBER, account.tokens()),
    "my data": Case("accounts/data.html", "/account/data", MEMBER, {"page": account.FULL}),
    "my data, copy being made": Case("accounts/data.html", "/account/data", GUEST, {"page": account.MAKING}),
    "my data, copy failed": Case("accounts/data.html", "/account/data", GUEST, {"page": account.FAILED}),
    "no data": Case("accounts/data.html", "/account/data", ANYBODY, {"page": account.EMPTY}),
    "copy of my data": Case("accounts/_export.html", "/account/export", MEMBER, {"export": account.WAITING}),
    "delete account": Case("accounts/delete.html", "/account/delete", MEMBER, account.deleting()),
    "delete everything": Case(
        "accounts/delete.html", "/account/delete", GUEST, account.deleting(is_guest=True)
    ),
}
FRAGMENTS.add("copy of my data")


CASES |= {
    "administration": _admin("home/index", "", lambda: home_page(people.CALM)),
    "administration with troubles": _admin("home/index", "", lambda: home_page(people.TROUBLE)),
    "people": _admin("users/index", "users", lambda: people_page(people.PEOPLE)),
    "nobody": _admin("users/index", "users", lambda: people_page(people.NOBODY)),
    "person": _admin("users/show", "users/4", lambda: person_page(people.PERSON, 5)),
    "person, disabled": _admin("users/show", "users/4", lambda: person_page(people.DISABLED, 5)),
    "person, a guest": _admin("users/show", "users/4", lambda: person_page(people.GUEST, 5)),
    "person, oneself": _admin("users/show", "users/4", lambda: person_page(people.PERSON, 4)),
    "figures of the site": _admin("statistics/index", "stats", lambda: figures_page(people.FIGURES)),
    "no figures of the site": _admin("statistics/index", "stats", lambda: figures_page(people.NO_FIGURES)),
    "audit log": _admin("audit/index", "audit", lambda: audit_page(people.AUDIT)),
    "no audit log": _admin("audit/index", "audit", lambda: audit_page(people.NO_AUDIT)),
}
