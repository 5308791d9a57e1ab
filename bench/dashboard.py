"""CPU of one look at a full dashboard, by a browser that was here before; statements, and how both grow.

Processor time of the whole request in one process, the way a worker thread of gunicorn spends it: session, viewer,
service, page.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event, insert, select

from app.core.cv.profile import Profile, ProfileSkill, to_json
from app.core.saved_jobs.changes import as_json
from app.extensions import db
from app.models import (
    CV,
    Application,
    ApplicationEvent,
    Course,
    Job,
    JobSkill,
    SavedJob,
    ScoreHistory,
    User,
    utc_now,
)
from app.services import score_history
from app.services.courses import catalogue, marks
from app.services.saved_jobs.facts import facts_of
from app.services.transaction import transaction
from bench.courses import generate
from bench.measure import percentile
from bench.offers import SKILLS, make_app

STATUSES = ("saved", "applied", "applied", "screening", "interview", "offer", "rejected", "no_answer")
SOURCES = ("demo", "linkedin", "adzuna", "")


def person(chance: random.Random, saved: int, applications: int) -> int:
    """Somebody with a CV, saved offers, applications and ninety days of scores."""
    with transaction() as session:
        user = User(is_guest=True)
        session.add(user)
        session.flush()
        cv = _cv(user.id)
        session.add(cv)
        session.flush()
        now = utc_now()
        jobs = session.scalars(select(Job).order_by(Job.id).limit(saved + applications)).all()
        session.execute(insert(SavedJob), [
            {"user_id": user.id, "job_id": job.id, "saved_at": now,
             "snapshot": as_json(facts_of(job)) | ({"title": "Before"} if chance.random() < 0.1 else {})}
            for job in jobs[:saved]
        ])  # fmt: skip
        for number, job in enumerate(jobs[saved:]):
            _apply(user.id, job, number, chance)
        days = [{"cv_id": cv.id, "day": (now - timedelta(days=n)).date().isoformat(), "best_mean": 60.0 + n / 10,
                 "good_offers": n, "offers": 5000, "skills": 4} for n in range(1, 91)]  # fmt: skip
        session.execute(insert(ScoreHistory), days)
        return user.id


def _cv(user_id: int) -> CV:
    names = ("python", "sql", "docker", "git")
    profile = Profile(skills=tuple(ProfileSkill(name, years=2.0) for name in names), total_years=4.0)
    return CV(
        user_id=user_id, file_name="cv.txt", file_path=f"{user_id}.txt", file_size_bytes=1, content_type="text/plain",
        sha256="0" * 64, parsed_data=to_json(profile), profile=to_json(profile), extracted_skills=list(names),
        is_primary=True,
    )  # fmt: skip


def _apply(user_id: int, job: Job, number: int, chance: random.Random) -> None:
    status, now = chance.choice(STATUSES), utc_now()
    follow_up = now + timedelta(days=chance.randrange(-5, 30)) if chance.random() < 0.3 else None
    row = Application(
        user_id=user_id, job_id=job.id, title=job.title, company=job.company or "", source=chance.choice(SOURCES),
        status=status, position=float(number), follow_up_at=follow_up, follow_up_text="Call",
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    for after in ("saved", "applied", status):
        db.session.add(ApplicationEvent(application_id=row.id, kind="status", after=after))


def ask_for_skills(chance: random.Random) -> None:
    with transaction() as session:
        ids = session.scalars(select(Job.id)).all()
        rows = [
            {"job_id": id_, "skill": skill, "is_required": place < 2, "position": place}
            for id_ in ids
            for place, skill in enumerate(chance.sample(SKILLS, 5))
        ]
        session.execute(insert(JobSkill), rows)


def keep_courses(user_id: int) -> None:
    catalogue.save(generate(2_000, random.Random(3))[0], "import")
    numbers = db.session.scalars(select(Course.id).limit(12)).all()
    for place, number in enumerate(numbers):
        marks.mark(user_id, number, ("done", "started", "saved")[place % 3])


def look(app: Flask, user_id: int, count: int) -> tuple[list[float], int, int]:
    """Processor milliseconds of each look after the first, statements and bytes of the last."""
    client: Any = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = f"{user_id}.0"
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    taken = []
    for _ in range(count + 5):
        asked.clear()
        started = time.process_time()
        answer = client.get("/dashboard", headers={"Accept-Language": "en"})
        taken.append((time.process_time() - started) * 1000)
        assert answer.status_code == 200, answer.status_code
    return taken[5:], len(asked), len(answer.data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=5000)
    parser.add_argument("--requests", type=int, default=100)
    options = parser.parse_args()
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        app = make_app(Path(name), options.offers)
        with app.app_context():
            ask_for_skills(random.Random(1))
            small, full = (person(random.Random(2), *size) for size in ((2, 2), (200, 100)))
            keep_courses(full)
            score_history.run()  # loads the offers
            started = time.process_time()
            score_history.run()
            figures["history_ms_a_cv"] = (time.process_time() - started) * 1000 / 2
            db.session.remove()
        print(f"\ndashboard over {options.offers:,} offers, processor time of a request")
        for key, user_id in (("small", small), ("full", full)):
            taken, statements, size = look(app, user_id, options.requests)
            middle = statistics.median(taken)
            figures |= {
                f"{key}_cpu_ms": middle,
                f"{key}_p95_ms": percentile(taken, 0.95),
                f"{key}_statements": statements,
            }
            kept = "200 saved offers, 100 applications" if key == "full" else "2 saved offers, 2 applications"
            print(f"  {kept:36} {middle:6.1f} ms, {statements} statements, {size / 1000:.0f} kB")
    print(
        json.dumps(
            {"bench": "dashboard", "offers": options.offers, **{k: round(v, 2) for k, v in figures.items()}}
        )
    )


if __name__ == "__main__":
    main()
