"""Invented dashboards: full, begun without a CV, and a quiet day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.core.matching.completeness import Completeness, Told
from app.core.tracker.funnel import Funnel
from app.core.tracker.status import STATUSES
from app.services.dashboard.agenda import Agenda, Entry
from app.services.dashboard.demand import HAVE, LACK, NEAR, Demand, SkillDemand
from app.services.dashboard.fresh import Fresh, NewMatch
from app.services.dashboard.kept import Kept
from app.services.dashboard.learning import Learning, PlanLeft, Step
from app.services.dashboard.overview import Dashboard
from app.services.score_history import CvHistory, DayScore
from app.web.visits import Visit
from tests.templates.sample_cvs import NOW
from tests.templates.sample_saved import CLOSED, OFFER
from tests.templates.sample_tracker import FUNNEL, LONG

DAY = timedelta(days=1)
TODAY = DayScore(date(2026, 11, 22), 71.4, 23, 1480, 14, "2-b")
RETURN = Visit(NOW - 3 * DAY, is_return=True)
FIRST = Visit(NOW - 7 * DAY, is_return=False)
MATCH = NewMatch(1, "Backend developer (Python)", "Atlas Numérique", "Tunis, Tunisie", "Tunis", "TN", True, 87.4, "strong")  # fmt: skip
MATCHES = (
    MATCH,
    replace(MATCH, job_id=2, title=LONG, company=None, city=None, is_demo=False, total=64.2, band="good"),
    replace(MATCH, job_id=3, title="مهندس برمجيات", location=None, city=None, total=None, band="unknown"),
)
ENTRY = Entry("follow_up", 1, "Python developer", "Nour Systems", NOW - DAY, "Call <b>Sami</b>", is_past=True)
AGENDA = Agenda(
    (
        ENTRY,
        replace(ENTRY, kind="on_site", application_id=2, title=LONG, company="", text="Rue de Marseille 3"),
        replace(ENTRY, when=NOW + DAY, text="", is_past=False),
        replace(ENTRY, kind="video", when=NOW + 2 * DAY, text="", is_past=False),
    )
)
SKILLS = (
    SkillDemand("python", 21, HAVE, "used"),
    SkillDemand("docker", 17, HAVE, "quiz"),
    SkillDemand("kubernetes", 12, LACK, ""),
    SkillDemand("postgresql", 9, NEAR, ""),
    SkillDemand("a word <of> its own", 3, LACK, ""),
)
DEMAND = Demand(31, SKILLS, (SKILLS[2], SKILLS[4]))
STEP = Step(11, "course~a", "Getting started with containers", 14.0, ("kubernetes", "docker"))
LEARNING = Learning(
    courses={"done": 2, "started": 2, "saved": 1},
    hours_done=31.0,
    under_way=((11, "Kubernetes for <everyone>"), (None, "A course that is gone")),
    plan=PlanLeft(20, 5, 74.0, (STEP, replace(STEP, number=12, title=LONG, closes=("python",)))),
    rungs={"mentioned": 4, "used": 6, "course": 2, "quiz": 1},
)
DAYS = tuple(
    DayScore(TODAY.day - n * DAY, 62.0 + (30 - n) * 0.3, 12 + n % 4, 1400 + n, 14, "2-a" if n > 9 else "2-b")
    for n in range(30, 0, -1)
)
HISTORY = (
    CvHistory(7, "amira.pdf", is_primary=True, days=DAYS),
    CvHistory(8, f"{LONG}.docx", is_primary=False, days=DAYS[-3:]),
    CvHistory(9, "new.txt", is_primary=False, days=()),
)
TOLD = Completeness(
    (
        Told("skills", 0.75, 30.0), Told("experience", 1.0, 25.0), Told("location", 0.0, 20.0), Told("salary", 0.0, 15.0),
        Told("title", 1.0, 10.0), Told("languages", 0.5), Told("evidence", 0.0),
    )
)  # fmt: skip
FULL = Dashboard(
    cv_id=7,
    zone="Africa/Tunis",
    fresh=Fresh(RETURN.since, 23, 3, MATCHES, 61),
    kept=Kept(18, 16, 2, 7, (CLOSED, OFFER)),
    agenda=AGENDA,
    statuses={**dict.fromkeys(STATUSES, 0), "saved": 2, "applied": 6, "interview": 3, "rejected": 3},
    funnel=FUNNEL,
    demand=DEMAND,
    learning=LEARNING,
    history=HISTORY,
    today=TODAY,
    told=TOLD,
)
NOTHING_SENT = Funnel(1, replace(FUNNEL.total, sent=0, answers=0, interviews=0, offers=0), ())
WITHOUT_CV = replace(
    FULL,
    cv_id=None,
    fresh=None,
    kept=Kept(1, 1, 0, 0, ()),
    agenda=Agenda(()),
    statuses={**dict.fromkeys(STATUSES, 0), "saved": 1},
    funnel=NOTHING_SENT,
    demand=Demand(1, (SkillDemand("python", 1, "", ""),), ()),
    learning=Learning({"saved": 1}, 0.0, (), None, {}),
    history=(),
    today=None,
    told=None,
)
QUIET = replace(
    FULL,
    fresh=Fresh(FIRST.since, 0, 0, (), 0),
    kept=Kept(0, 0, 0, 0, ()),
    agenda=Agenda(()),
    statuses=dict.fromkeys(STATUSES, 0),
    funnel=NOTHING_SENT,
    demand=Demand(0, (), ()),
    learning=Learning({}, 0.0, (), PlanLeft(0, 0, 0.0, ()), {}),
    history=(CvHistory(7, "amira.pdf", is_primary=True, days=()),),
    today=replace(TODAY, best_mean=None, good_offers=0, offers=0),
    told=Completeness(tuple(replace(one, share=1.0) for one in TOLD.told)),
)
