"""People with CVs and alerts, written straight into the database, and the cookies with which they are logged in."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from app.core.cv.document import Document, Line
from app.models import JobAlert, SearchPreference, User, utc_now
from app.services import cvs
from app.services.transaction import transaction
from app.services.uploads import cv_folder

CV = """Person {number}
Python developer

Experience
Python developer, Company {number}, Tunis
January 2018 - December 2023
Built web services with Python, SQL and Docker.

Skills
Python, SQL, Docker, Git, Kubernetes
"""


@dataclass(frozen=True, slots=True)
class Person:
    user_id: int
    cookie: str
    token: str


def settle(app: Flask, count: int, alerts: int) -> list[Person]:
    """The first ``alerts`` of them hear of new offers at once."""
    with app.app_context():
        return [_settle(app, number, number < alerts) for number in range(count)]


def _settle(app: Flask, number: int, has_alert: bool) -> Person:
    with transaction() as session:
        address = f"person{number}@example.org"
        user = User(email=address, email_key=address, password_hash="-", language="en")
        session.add(user)
        session.flush()
        user_id = user.id
        if has_alert:
            search = SearchPreference(user_id=user_id, name="python", query=[["keyword", "python"]])
            session.add(search)
            session.flush()
            alert = JobAlert(
                user_id=user_id, search_preference_id=search.id, name="python", frequency="instant",
                next_send_at=utc_now(),
            )  # fmt: skip
            session.add(alert)
    text = CV.format(number=number)
    lines = tuple(Line(place, line) for place, line in enumerate(text.splitlines()))
    content = text.encode()
    stored = cv_folder().write(content, ".txt")
    cvs._store(user_id, Document("txt", lines), "cv.txt", stored, content)
    cookie, token = signed_in(app, user_id)
    return Person(user_id, cookie, token)


def signed_in(app: Flask, user_id: int) -> tuple[str, str]:
    """A session cookie and a form's token that goes with it."""
    raw = hashlib.sha1(secrets.token_bytes(64), usedforsecurity=False).hexdigest()
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer
    cookie = serializer.dumps(
        {"_user_id": f"{user_id}.0", "_fresh": True, "csrf_token": raw, "_permanent": True}
    )
    token = URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(raw)
    return str(cookie), str(token)
