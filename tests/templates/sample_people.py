"""Accounts, figures and an audit log as administrators may meet them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.models import AuditEntry, ScrapingRun
from app.services.admin_overview import Overview
from app.services.audit_list import AuditFilter, AuditPage
from app.services.backups.records import BackupStatus
from app.services.offer_statistics import Count, SourceCount
from app.services.people.listing import PeopleFilter, PeopleList, PersonRow
from app.services.people.person import COUNTED, Person
from app.services.site_figures import SiteFigures
from app.services.site_figures.offers import Offers
from app.services.site_figures.people import People
from app.services.site_figures.storage import Storage
from app.services.site_figures.use import Use
from app.services.site_figures.work import CallCount, TaskCount, Work
from tests.templates import sample_assistant as assistant
from tests.templates import sample_courses as courses

NOW = datetime(2026, 3, 5, 14, 3, tzinfo=UTC)
LONG = "an.address.that.is.very.long.indeed@a.domain.of.many.letters.example.org"
ROWS = (
    PersonRow(4, "amira@example.org", "Amira <b>Ben Salah</b>", False, "user", True, NOW, NOW, 2, 14, 3),
    PersonRow(5, "nadia@example.org", "", False, "admin", True, NOW, NOW, 0, 0, 0),
    PersonRow(6, LONG, "منى الكعبي", False, "admin", False, NOW, NOW, 1, 1200, 20),
    PersonRow(7, "", "", True, "user", True, NOW, NOW, 1, 0, 0),
)
PEOPLE = PeopleList(PeopleFilter("a", "", "", "active", "month", "seen"), ROWS, 151, 2, 4)
NOBODY = PeopleList(PeopleFilter("<qqq>"), (), 0, 1, 1)

ENTRIES = (
    AuditEntry(id=9, at=NOW, actor_id=5, user_id=4, action="role_given", subject="", details={"role": "admin"}, request_id="3f2a9c"),
    AuditEntry(id=8, at=NOW, actor_id=None, user_id=None, action="sign_in_failed", subject="", details={}, request_id="a" * 64),
    AuditEntry(id=7, at=NOW, actor_id=99, user_id=None, action="source_saved", subject="source:adzuna",
               details={"is_on": True, "fields": ["one", "two"]}, request_id=""),
    AuditEntry(id=6, at=NOW, actor_id=1, user_id=1, action="an_action_of_old", subject="", details={}, request_id=""),
)  # fmt: skip
CHOSEN = AuditFilter("role_given", "nadia@example.org", "4", date(2026, 3, 1), date(2026, 3, 5))
AUDIT = AuditPage(CHOSEN, ENTRIES, {5: "nadia@example.org", 4: LONG}, 120, 2, 3)
NO_AUDIT = AuditPage(AuditFilter(), (), {}, 0, 1, 1)

PERSON = Person(
    4, "amira@example.org", "Amira <b>Ben Salah</b>", False, "user", True, "fr", "Africa/Tunis", NOW, NOW, 3,
    {name: 1000 * place for place, name in enumerate(COUNTED)}, ENTRIES,
)  # fmt: skip
DISABLED = replace(PERSON, email=LONG, role="admin", is_active=False, language="", name="", entries=())
GUEST = replace(PERSON, email="", is_guest=True, entries=())

WEEKS = tuple((date(2026, 1, 5) + timedelta(weeks=number), number * 3) for number in range(12))
FIGURES = SiteFigures(
    at=NOW,
    people=People(1234, 56, 2, 1, 400, 900, {"fr": 800, "": 420, "en": None, "x": None}, WEEKS),
    offers=Offers(
        (SourceCount("demo", 900, 800, 60, 40), SourceCount("gone<b>", 5, 5, 0, 0)),
        (Count("TN", 500), Count(None, 305)),
        {"week": 300, "month": 400, "quarter": 100, "older": 5},
    ),
    use=Use(
        {"cvs": 1500, "matches": 200_000, "saved_jobs": 3, "saved_searches": 4, "applications": 700, "quizzes": 30, "proofs": 2},
        WEEKS, WEEKS, {"applied": 600, "interview": None, "offer": None}, {"daily": 90}, 4, {"passed": 20, "failed": 10},
        {"confirmed": 7, "waiting": 6},
    ),
    work=Work(
        {"waiting": 0, "sending": 0, "sent": 4000, "nothing": 3, "failed": 2}, WEEKS,
        (TaskCount("daily", 30, 1, 0), TaskCount("scrape", 500, 9, 1)), 3, 1, NOW,
        (CallCount("advise", 40, 2, 900_000), CallCount("read_cv", 3, 0, 0)), 1_234_567,
    ),
    storage=Storage({"database": 120_000_000, "cvs": 4_000, "documents": 0, "proofs": 9_000_000_000, "course_index": 5}, 90 * 10**9, 10**11),
)  # fmt: skip
NO_FIGURES = SiteFigures(
    at=NOW,
    people=People(1, 0, 1, 0, 1, 1, {}, tuple((monday, 0) for monday, _count in WEEKS)),
    offers=Offers((), (), {"week": 0, "month": 0, "quarter": 0, "older": 0}),
    use=Use(dict.fromkeys(("cvs", "matches"), 0), WEEKS, WEEKS, {}, {}, 0, {}, {}),
    work=Work(
        dict.fromkeys(("waiting", "sending", "sent", "nothing", "failed"), 0), WEEKS, (), 0, 0, None, (), 0
    ),
    storage=Storage({"database": 4096}, 10**9, 2 * 10**9),
)

RUN = ScrapingRun(id=1, source="demo", status="blocked", started_at=NOW, completed_at=NOW)
CALM = Overview(
    offers=12_000, sources_on=6, runs=(), pairs=3, index=courses.INDEX, questions=1200, questions_waiting=0, ai=assistant.GOOD,
    queued=0, running=1, oldest=None, failed_tasks=0, failed_mails=0, people=1234, disabled=0, entries=40, failed_sign_ins=0,
    backup=BackupStatus(NOW, "jobmatch-20260131-023000-00000000.tar", NOW, 9_000_000, "", None),
)  # fmt: skip
TROUBLE = replace(
    CALM, runs=(RUN,) * 5, index=courses.NO_INDEX, questions_waiting=7, ai=assistant.TROUBLE, queued=9, oldest=NOW,
    failed_tasks=3, failed_mails=1, disabled=2, failed_sign_ins=30,
    backup=BackupStatus(None, "", None, 0, "no room", NOW),
)  # fmt: skip
