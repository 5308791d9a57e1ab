"""All routes with all kinds of people, and a fingerprint of all rows."""

from __future__ import annotations

import hashlib
import io
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from app.core.cv.document import Document
from app.core.cv.reading import Limits, read
from app.core.search.filters import Filters
from app.core.tracker.record import ContactRecord, InterviewRecord
from app.extensions import db, limiter
from app.models import AccountExport, AiCall, ApiToken, Base, SearchHistory, UserSession, utc_now
from app.services import accounts, cvs, imported_jobs, notifications, saved_searches, searches
from app.services.alerts import rules as rules_of_alerts
from app.services.import_reading import Pasted
from app.services.quizzes import attempts
from app.services.tracker import creating, documents, people
from app.services.tracker.creating import Details
from app.services.transaction import transaction
from app.services.uploads import cv_folder, export_folder
from app.web.policy import OTHER_DOORS, POLICY, Who
from tests.client import CheckingClient, sign_in
from tests.factories import CV_TEXT, make_user, posting, store
from tests.some_proofs import proof_and_claim
from tests.some_quizzes import load_some

PEOPLE = ("anonymous", "guest", "member", "admin")
MAY = {
    Who.PUBLIC: PEOPLE,
    Who.GUEST: ("guest", "member", "admin"),
    Who.MEMBER: ("member", "admin"),
    Who.ADMIN: ("admin",),
    Who.OPERATOR: PEOPLE,  # tests ask from this machine
}
CATEGORIES = dict.fromkeys(("quiz_api.generate", "quiz_api.submit"), "competences_techniques")
EXAMPLES = {
    "secret": "nosuchsecret",
    "name": "nosuchname.webp",
    "filename": "css/layout.css",
    "what": "offers",
    "purpose": "advise",
}
KEPT = ("session_id", "export_id", "token_id")
APPLICATION = ("application_id", "interview_id", "contact_id", "document_id")


@dataclass(frozen=True, slots=True)
class World:
    """Every kind of person has a CV, a search, an offer, an import, an open quiz, a logged question to a model, a
    signed-in browser, a copy of their data and an application with all that can belong to one of their own; there is
    one offer for all."""

    app: Flask
    users: dict[str, int]
    cvs: dict[str, int]
    searches: dict[str, int]
    own_jobs: dict[str, int]
    imports: dict[str, int]
    attempts: dict[str, int]
    calls: dict[str, int]
    proofs: dict[str, int]
    claims: dict[str, int]
    applications: dict[str, dict[str, int]]
    followed: dict[str, dict[str, int]]
    kept: dict[str, dict[str, int]]
    job_id: int

    def client(self, who: str, *, checks_tokens: bool = True) -> CheckingClient:
        self.app.config["WTF_CSRF_ENABLED"] = checks_tokens
        client: CheckingClient = self.app.test_client()  # type: ignore[assignment]
        if who in self.users:
            sign_in(client, self.users[who])
        return client

    def takes_own_job(self, rule: object) -> bool:
        return rule.endpoint == "imports.delete"  # type: ignore[attr-defined]

    def path(self, rule: object, owner: str, **given: object) -> str:
        """The address of a route with the ids of what belongs to somebody; ``given`` values come first."""
        values: dict[str, object] = {
            "user_id": self.users.get(owner, 10**6),
            "job_id": self.own_jobs.get(owner, 10**6) if self.takes_own_job(rule) else self.job_id,
            "import_id": self.imports.get(owner, 10**6),
            "cv_id": self.cvs.get(owner, 10**6),
            "search_id": self.searches.get(owner, 10**6),
            "attempt_id": self.attempts.get(owner, 10**6),
            **self.followed.get(owner, dict.fromkeys(("preference_id", "alert_id", "notice_id"), 10**6)),
            "proof_id": self.proofs.get(owner, 10**6),
            "claim_id": self.claims.get(owner, 10**6),
            **self.applications.get(owner, dict.fromkeys(APPLICATION, 10**6)),
            "item_index": 0,
            "question_id": 1,
            "number": 1,
            "category": CATEGORIES.get(rule.endpoint, "certifications"),  # type: ignore[attr-defined]
            "skill_index": 0,
            "other_id": self.job_id + 1,
            "run_id": 1,
            "task_id": 1,
            "call_id": self.calls.get(owner, 10**6),
            "course_id": 1,
            **self.kept.get(owner, dict.fromkeys(KEPT, 10**6)),
            **EXAMPLES,
            **given,
        }
        with self.app.test_request_context():
            built = self.app.url_map.bind("localhost").build(
                rule.endpoint,  # type: ignore[attr-defined]
                {name: values[name] for name in rule.arguments},  # type: ignore[attr-defined]
            )
        return str(built)


def make_world(app: Flask) -> World:
    limiter.enabled = False  # until the next application is made
    with app.app_context():
        [job_id] = store(posting(1))
        users = {
            "guest": accounts.create_guest().id,
            "member": make_user("member@example.org"),
            "admin": make_user("admin@example.org", role="admin"),
            "other": make_user("other@example.org"),
        }
        load_some("python")
        found_cvs, found_searches, own_jobs, imports, tries, calls = {}, {}, {}, {}, {}, {}
        for who, user_id in users.items():
            found_cvs[who] = cv_of(user_id, f"{who}.txt")
            searches.remember(user_id, Filters(keyword=who), 1)
            pasted = Pasted(f"Nurse for {who}", "Look after people who are ill, by day and by night.")
            own_jobs[who] = imported_jobs.from_text(user_id, pasted)
            imports[who] = imported_jobs.ask(user_id, f"https://jobs.example.org/{who}").import_id or 0
            calls[who] = _logged_call(user_id)
            tries[who] = attempts.start(user_id, "python", "en")
            found_searches[who] = db.session.scalar(
                select(SearchHistory.id).where(SearchHistory.user_id == user_id)
            )
        shown = {who: proof_and_claim(users[who], found_cvs[who]) for who in users}
        applications = {who: application_of(user_id) for who, user_id in users.items()}
        followed = {who: followed_by(user_id) for who, user_id in users.items()}
        kept = {who: session_and_copy(user_id) for who, user_id in users.items()}
        proofs, claims = ({who: pair[place] for who, pair in shown.items()} for place in (0, 1))
        db.session.remove()
    return World(
        app, users, found_cvs, found_searches, own_jobs, imports, tries, calls, proofs, claims, applications,
        followed, kept, job_id,
    )  # fmt: skip


def followed_by(user_id: int) -> dict[str, int]:
    """Ids of a saved search, of an alert where there is an address for it, and of a notice."""
    search_id = saved_searches.save(user_id, saved_searches.Wish("Python", Filters(keyword="python")))
    has_address = accounts.get(user_id).email is not None
    wish = rules_of_alerts.Wish("Python", search_id, None, "daily", 8, 0)
    alert_id = rules_of_alerts.create(user_id, wish) if has_address else 10**6
    with transaction() as session:
        notifications.add(session, user_id, "alert_failed", "key", {"name": "Python"}, "/alerts")
    [notice] = notifications.of_person(user_id)
    return {"preference_id": search_id, "alert_id": alert_id, "notice_id": notice.id}


def session_and_copy(user_id: int) -> dict[str, int]:
    """Ids of a browser that is signed in, and of a copy of one's data that can be fetched."""
    name = export_folder().write(b"PK", ".zip")
    now = utc_now()
    with transaction() as session:
        device = UserSession(user_id=user_id, token_hash=f"of {user_id}", device="Firefox, Linux")
        copy = AccountExport(
            user_id=user_id, language="en", state="ready", file_path=name, ready_at=now,
            expires_at=now + timedelta(days=7),
        )  # fmt: skip
        token = ApiToken(
            user_id=user_id, name="script", token_hash=f"token of {user_id}", hint="jm_", scopes=["read"]
        )
        session.add_all([device, copy, token])
        session.flush()
        return {"session_id": device.id, "export_id": copy.id, "token_id": token.id}


def application_of(user_id: int) -> dict[str, int]:
    """Ids of an application, and of one of everything that belongs to it."""
    application_id = creating.add(user_id, Details("Nurse", "Clinic"))
    record = InterviewRecord(datetime(2027, 3, 5, 13, tzinfo=UTC))
    ids = (
        application_id,
        people.save_interview(user_id, application_id, record),
        people.save_contact(user_id, application_id, ContactRecord("Sami Gharbi")),
        documents.add(user_id, application_id, io.BytesIO(b"Dear all"), "letter.txt"),
    )
    return dict(zip(APPLICATION, ids, strict=True))


def _logged_call(user_id: int) -> int:
    row = AiCall(
        user_id=user_id,
        purpose="advise",
        provider="models.example.org",
        model="m",
        content_hash="",
        sent="[]",
    )
    with transaction() as session:
        session.add(row)
        session.flush()
        return row.id


@cache
def document() -> Document:
    """Read once: starting the reader for each of many worlds would take most of the time."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(CV_TEXT.encode())
        file.flush()
        return read(Path(file.name), "cv.txt", Limits(max_bytes=10**6))


def cv_of(user_id: int, name: str) -> int:
    stored = cv_folder().write(CV_TEXT.encode(), ".txt")
    return cvs._store(user_id, document(), name, stored, CV_TEXT.encode()).id


def page_rules(app: Flask) -> list[Rule]:
    """The routes of the pages; the API has a table of its own, and tests of its own."""
    return [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith(OTHER_DOORS)]


def rules(app: Flask) -> list[tuple[object, str]]:
    """Every route of the pages with every method it answers to."""
    return [
        (rule, method)
        for rule in page_rules(app)
        for method in sorted(rule.methods or ())
        if method in {"GET", "POST", "PUT", "PATCH", "DELETE"}
    ]


def who_may(endpoint: str) -> tuple[str, ...]:
    return MAY[POLICY[endpoint]]


def all_rows(app: Flask) -> str:
    """Changes with any change of any row."""
    digest = hashlib.sha256()
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in db.session.execute(select(table)))
            digest.update("\n".join([table.name, *rows]).encode("utf-8", "surrogatepass"))
        db.session.remove()
    return digest.hexdigest()
