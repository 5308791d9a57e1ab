"""All routes with all kinds of people, and a fingerprint of all rows."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.core.cv.document import Document
from app.core.cv.reading import Limits, read
from app.core.search.filters import Filters
from app.extensions import db, limiter
from app.models import Base, SearchHistory
from app.services import accounts, cvs, imported_jobs, searches
from app.services.import_reading import Pasted
from app.services.uploads import cv_folder
from app.web.policy import POLICY, Who
from tests.client import CheckingClient, sign_in
from tests.factories import CV_TEXT, make_user, posting, store

PEOPLE = ("anonymous", "guest", "member", "admin")
MAY = {
    Who.PUBLIC: PEOPLE,
    Who.GUEST: ("guest", "member", "admin"),
    Who.MEMBER: ("member", "admin"),
    Who.ADMIN: ("admin",),
}
EXAMPLES = {
    "secret": "nosuchsecret",
    "name": "nosuchname.webp",
    "filename": "css/layout.css",
    "what": "offers",
}


@dataclass(frozen=True, slots=True)
class World:
    """Every kind of person has a CV, a search, an offer and an import of their own; there is one offer for
    all."""

    app: Flask
    users: dict[str, int]
    cvs: dict[str, int]
    searches: dict[str, int]
    own_jobs: dict[str, int]
    imports: dict[str, int]
    job_id: int

    def client(self, who: str, *, checks_tokens: bool = True) -> CheckingClient:
        self.app.config["WTF_CSRF_ENABLED"] = checks_tokens
        client: CheckingClient = self.app.test_client()  # type: ignore[assignment]
        if who in self.users:
            sign_in(client, self.users[who])
        return client

    def takes_own_job(self, rule: object) -> bool:
        return rule.endpoint == "imports.delete"  # type: ignore[attr-defined]

    def path(self, rule: object, owner: str) -> str:
        """The address of a route with the ids of what belongs to somebody."""
        values: dict[str, object] = {
            "job_id": self.own_jobs.get(owner, 10**6) if self.takes_own_job(rule) else self.job_id,
            "import_id": self.imports.get(owner, 10**6),
            "cv_id": self.cvs.get(owner, 10**6),
            "search_id": self.searches.get(owner, 10**6),
            "other_id": self.job_id + 1,
            "run_id": 1,
            "task_id": 1,
            "course_id": 1,
            **EXAMPLES,
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
        found_cvs, found_searches, own_jobs, imports = {}, {}, {}, {}
        for who, user_id in users.items():
            found_cvs[who] = cv_of(user_id, f"{who}.txt")
            searches.remember(user_id, Filters(keyword=who), 1)
            pasted = Pasted(f"Nurse for {who}", "Look after people who are ill, by day and by night.")
            own_jobs[who] = imported_jobs.from_text(user_id, pasted)
            imports[who] = imported_jobs.ask(user_id, f"https://jobs.example.org/{who}").import_id or 0
            found_searches[who] = db.session.scalar(
                select(SearchHistory.id).where(SearchHistory.user_id == user_id)
            )
        db.session.remove()
    return World(app, users, found_cvs, found_searches, own_jobs, imports, job_id)


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


def rules(app: Flask) -> list[tuple[object, str]]:
    """Every route with every method it answers to."""
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
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
