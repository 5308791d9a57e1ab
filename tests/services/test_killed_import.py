"""An import that is killed again and again: what was committed stays, and the last run completes it."""

from __future__ import annotations

import json
import random
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import Job
from app.services import ingest
from app.settings import Settings
from tests.effort import times
from tests.processes import finish, kill, python, wait_until
from tests.services import offer_table

OFFERS = times(1_000, 2_000)
KILLS = times(3, 5)
WORDS = ("Python", "Docker", "SQL", "Pflege", "comptabilité", "Kubernetes", "soudure")


def write_offers(file: Path) -> None:
    chance = random.Random(7)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(OFFERS):
            skill, other = chance.choice(WORDS), chance.choice(WORDS)
            record = {
                "id": str(number),
                "title": f"{skill} specialist {number}",
                "company": f"Nour Systems {number % 90}",
                "location": chance.choice(["Tunis", "Paris", "Berlin"]),
                "description": f"We look for somebody who knows {skill} and {other}.",
                "url": f"https://jobs.example.org/{number}",
            }
            lines.write(json.dumps(record) + "\n")


def stored() -> set[str]:
    ids = set(db.session.scalars(select(Job.external_id)))
    db.session.rollback()
    return ids


def count() -> int:
    counted = db.session.scalar(select(func.count()).select_from(Job))
    db.session.rollback()
    return counted or 0


def listed() -> int:
    """The offers of one employer are so alike here that some pass for copies of others."""
    counted = db.session.scalar(select(func.count()).select_from(Job).where(Job.is_listed))
    db.session.rollback()
    assert counted
    return counted


def test_killed_at_any_moment_loses_nothing_that_was_committed(
    context: Flask, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "offers.jsonl"
    write_offers(file)
    chance = random.Random()
    arguments = ("-m", "flask", "jobs", "import", str(file))
    acknowledged: set[str] = set()
    for round_ in range(1, KILLS + 1):
        goal = round_ * OFFERS // 20 + chance.randrange(OFFERS // 20)
        with python(settings, *arguments) as process:
            wait_until(lambda goal=goal: count() >= goal or process.poll() is not None, seconds=120)
            acknowledged = stored()
            kill(process)
            assert process.returncode == -9, "it was over before it could be killed"
        now = stored()
        assert acknowledged <= now
        assert len(now) % ingest.BATCH == 0, "half a batch was kept"
        offer_table.check_full_text()
    with python(settings, *arguments) as process:
        output = finish(process)
    assert f"{OFFERS} read: {OFFERS - len(now)} new, 0 updated, {len(now)} unchanged, 0 rejected" in output
    assert len(stored()) == OFFERS
    assert count() == OFFERS
    offer_table.check_full_text()
    assert len(offer_table.found()) == listed()
