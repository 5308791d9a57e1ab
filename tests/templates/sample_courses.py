"""Courses, plans and the course index as the pages get them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.core.matching.outcome import MissingSkill
from app.models import Job
from app.services.course_effects import OfferEffect
from app.services.course_page import CoursePage
from app.services.courses.cards import CourseCard
from app.services.courses.facets import Facets
from app.services.courses.index import BuildView, GenerationView, IndexStatus
from app.services.courses.kept import KeptCourse
from app.services.courses.recommend import SkillCourses, Suggestion
from app.services.courses.search import CourseSearch
from app.services.courses.syllabus import Standing
from app.services.courses.update_status import EndedUpdate, OpenUpdate, UpdateStatus
from app.services.job_courses import JobCourses, SkillGap
from app.services.learning_plan import LearningPlan, PlanStep

WHEN = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
CARD = CourseCard(
    id=7,
    course_id="course~sk7",
    title="SQL <b>für</b> Anfänger & Co",
    partner="Universität Ennour",
    url="https://courses.example.org/learn/sql",
    summary="Tabellen, Abfragen, Verbünde.",
    skills=("SQL", "Datenbanken"),
    kind="course",
    level="beginner",
    hours=12.0,
    language="de",
    rating=4.7,
    rating_count=1200,
    enrolments=90_000,
    link_checked_at=None,
    link_ok=None,
)
BARE = replace(
    CARD, id=8, course_id="course~sk8", title="C++", partner="", url=None, summary="", skills=(), level=None,
    hours=None, language=None, rating=None, rating_count=None, enrolments=None,
)  # fmt: skip
DEAD = replace(CARD, id=9, course_id="course~sk9", title="Docker", link_checked_at=WHEN, link_ok=False)
FOUND = (
    Suggestion(CARD, 0.91, 0.8, ("tag", "title", "text", "level", "well_rated")),
    Suggestion(BARE, 0.4, None, ("text", "other_language")),
    Suggestion(DEAD, 0.72, 0.5, ("meaning", "other_level")),
)
FACETS = Facets(1234, (("en", 1000), ("de", 20)), (("Universität Ennour", 12),))
SEARCH = CourseSearch("sql", 2, 64, FOUND, compares_meaning=False)
NOTHING = CourseSearch("xyzzy", 1, 0, (), compares_meaning=True)
STATES = {"course~sk7": "saved", "course~sk9": "done"}
KEPT = [
    KeptCourse("course~sk7", CARD.title, "saved", WHEN, None, CARD),
    KeptCourse("course~sk8", BARE.title, "started", WHEN, None, BARE),
    KeptCourse("course~sk9", DEAD.title, "done", WHEN, WHEN, DEAD),
    KeptCourse("course~sk1", "Was es nicht mehr gibt", "saved", WHEN, None, None),
]
JOB = Job(id=1, title="Data engineer (m/w/d)", company="Nour & Söhne", source="test")
UP = OfferEffect(1, "Data engineer (m/w/d)", "Nour & Söhne", 51.4, 61.0)
SAME = OfferEffect(2, "Analyst", None, 40.0, 40.0)
UNKNOWN = OfferEffect(3, "Analyste", None, None, None)
ONE = CoursePage(
    CARD,
    "saved",
    ("sql", "Datenbanken"),
    (UP,),
    JOB,
    has_cv=True,
    syllabus=None,
    reading=Standing(None, True, last="blocked: 403"),
)
DONE = replace(
    ONE, course=DEAD, state="done", effects=(replace(SAME, job_id=1), UP),
    syllabus={
        "outcomes": ["Abfragen schreiben"],
        "modules": [
            {"name": "Tabellen", "topics": [], "hours": 2.0},
            {"name": "Verbünde", "topics": ["Innen & außen"], "hours": None},
        ],
    },
    reading=Standing(WHEN, True),
)  # fmt: skip
WITHOUT_CV = replace(
    ONE, course=BARE, state="", taught=(), effects=(), job=None, has_cv=False, reading=Standing(None, False)
)
GAPS = JobCourses(
    JOB,
    (
        SkillGap(MissingSkill("sql", required=True, gain=7.0), SkillCourses("sql", "SQL", FOUND)),
        SkillGap(MissingSkill("Xyzzy", required=False, gain=0.0), SkillCourses("Xyzzy", "Xyzzy", ())),
    ),
    STATES,
    compares_meaning=False,
)
NO_GAPS = replace(GAPS, gaps=())
STEPS = (
    PlanStep(CARD, "saved", 12.0, False, ("sql",), 3, (UP,), 12.0, (UP,)),
    PlanStep(BARE, "", 20.0, True, ("cpp",), 1, (), 32.0, ()),
)
PLAN = LearningPlan(None, 20, STEPS, ("Xyzzy",), (UP, SAME, UNKNOWN), 9, 2, 1.83)
PLAN_OF_JOB = replace(PLAN, job=JOB, count=1, outcome=(UP,), left_out=0)
EMPTY_PLAN = LearningPlan(None, 0, (), (), (), 0, 0, 1.0)
READY = GenerationView("20261120-070500-ab12cd", "ready", "minilm", 1234, 0.995, 30_000_000, "", WHEN, WHEN)
BROKEN = replace(READY, name="20261119-1", state="failed", recall=None, size_bytes=0, fault="OSError: voll")
INDEX = IndexStatus(
    courses=1234, vectors=1200, unchecked_links=572, model="minilm", model_reason="", is_current=True, fault="",
    current=READY, previous=replace(READY, name="20261118-1"), history=(READY, BROKEN), build=None,
    checked_at=WHEN, probes=20, probes_found=20, probe_fault="",
)  # fmt: skip
BUILDING = replace(INDEX, build=BuildView(3, "running", 42, "words", False))
NO_INDEX = replace(
    INDEX, courses=0, vectors=0, model="", model_reason="no weights", current=None, previous=None, history=(),
    is_current=False, checked_at=None, probes=0, probes_found=0,
)  # fmt: skip
BLOCKED = EndedUpdate(
    "blocked", WHEN, WHEN, {"listed": 16_000, "asked": 40, "new": 3, "unread": 1},
    {"unread": ["https://www.coursera.org/learn/glas: <b>anders</b>"]}, ("12 Übersetzungen ausgelassen",), "403",
)  # fmt: skip
UPDATED = UpdateStatus(None, BLOCKED)
UPDATING = UpdateStatus(OpenUpdate(4, "running", 7, "140 of 2000 pages, 9 new", True), BLOCKED)
