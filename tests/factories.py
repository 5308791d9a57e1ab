"""Rows for tests, made through the product's own services where they exist."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.models import User, email_key
from app.services import ingest, passwords
from app.services.transaction import transaction
from job_scraper.posting import JobPosting, Salary

PASSWORD = "a quiet morning by the sea"
_HASH = passwords.hash_password(PASSWORD)
NOW = datetime.now(UTC).replace(microsecond=0)


def make_user(email: str = "amel@example.org", **changes: Any) -> int:
    with transaction() as session:
        user = User(email=email, email_key=email_key(email), password_hash=_HASH, **changes)
        session.add(user)
        session.flush()
        return user.id


def posting(number: int = 1, **changes: Any) -> JobPosting:
    given: dict[str, Any] = {
        "source": "test",
        "external_id": str(number),
        "title": f"Python developer {number}",
        "company": f"Nour Systems {number}",
        "location": "Tunis, Tunisia",
        "city": "Tunis",
        "country": "TN",
        "description_text": "We build tools with Python, Docker and PostgreSQL.",
        "url": f"https://jobs.example.org/{number}",
        "contract": "permanent",
        "work_time": "full_time",
        "level": "mid",
        "remote": "hybrid",
        "language": "en",
        "published_at": NOW - timedelta(days=1),
    }
    return JobPosting(**{**given, **changes})


def salary(low: int, high: int, currency: str = "EUR", period: str = "year") -> Salary:
    return Salary(Decimal(low), Decimal(high), currency, period, f"{low}-{high} {currency}")


def store(*postings: JobPosting) -> list[int]:
    """Ids of the stored offers, in the order given."""
    from sqlalchemy import select

    from app.extensions import db
    from app.models import Job

    ingest.save(list(postings))
    rows = {(job.source, job.external_id): job.id for job in db.session.scalars(select(Job))}
    db.session.commit()
    return [rows[one.source, one.external_id] for one in postings]


CV_TEXT = """Amel Trabelsi
Python developer
amel.trabelsi@example.org
+216 20 000 000
Tunis, Tunisia

Experience
Python developer, Nour Systems, Tunis
January 2020 - December 2023
Built web services with Python, Flask and PostgreSQL. Deployed with Docker.

Education
Master in computer science, 2019

Skills
Python, Flask, PostgreSQL, Docker, Git

Languages
French: fluent
English: B2
"""
