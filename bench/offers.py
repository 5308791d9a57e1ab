"""A database full of generated offers, quickly made: for measuring only."""

from __future__ import annotations

import random
import time
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from app import create_app
from app.database import begin_immediately
from app.extensions import db
from app.settings import Settings

WORDS = Path(__file__).with_name("words.txt").read_text("utf-8").split()
TITLES = (
    "python developer", "développeur java", "data engineer", "comptable général", "infirmier", "pflegefachkraft",
    "chef de projet", "software engineer", "data analyst", "ingénieur devops", "commercial terrain", "electrician",
    "technicien de maintenance", "buchhalter", "sales manager", "cuisinier", "nurse", "frontend developer",
    "administrateur systèmes", "conducteur poids lourd", "assistant comptable", "product owner", "kaufmann",
)  # fmt: skip
SKILLS = (
    "python",
    "java",
    "sql",
    "javascript",
    "docker",
    "kubernetes",
    "excel",
    "git",
    "react",
    "comptabilite",
)
COUNTRIES = ("TN", "FR", "FR", "FR", "DE", "DE", "BE", "GB")
CONTRACTS = ("permanent", "permanent", "fixed_term", "internship", "apprenticeship", "freelance", None)
LEVELS = ("entry", "junior", "mid", "senior", "lead", None)
CITIES = {"TN": "Tunis", "FR": "Paris", "DE": "Berlin", "BE": "Bruxelles", "GB": "London"}
COLUMNS = (
    "source", "external_id", "title", "company", "location", "city", "country", "description", "contract_type",
    "work_time", "experience_level", "remote_policy", "language", "salary_year_eur_min", "salary_year_eur_max",
    "published_at", "first_seen_at", "last_seen_at", "created_at", "updated_at", "is_active", "is_demo",
    "content_hash", "fingerprint", "version", "day", "skill_codes", "skill_text", "revision", "view_count",
)  # fmt: skip


def make_app(folder: Path, count: int, seed: int = 7, **given: object) -> Flask:
    """An application on its own database with ``count`` offers of about 300 words; ``given`` are settings."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        JOBMATCH_ENV="test",
        secret_key="bench-only-0123456789abcdefghijklmnopq",
        data_dir=folder,
        log_level="ERROR",
        rate_limits=False,
        **given,  # type: ignore[arg-type]
    )
    app = create_app(settings)
    with app.app_context():
        upgrade()
        _fill(count, random.Random(seed))
        db.session.remove()
    return app


def _fill(count: int, chance: random.Random) -> None:
    marks = ", ".join(f":{name}" for name in COLUMNS)
    statement = text(f"INSERT INTO jobs ({', '.join(COLUMNS)}) VALUES ({marks})")
    today = int(time.time()) // 86_400
    with begin_immediately(), db.engine.begin() as connection:
        for start in range(0, count, 5000):
            rows = [_row(number, today, chance) for number in range(start, min(start + 5000, count))]
            connection.execute(statement, rows)
        connection.execute(text("UPDATE counters SET value = 1, epoch = epoch + 1 WHERE name = 'offers'"))
        if db.engine.dialect.name == "sqlite":
            connection.execute(text("INSERT INTO jobs_fts(jobs_fts) VALUES ('optimize')"))


def _row(number: int, today: int, chance: random.Random) -> dict[str, object]:
    country = chance.choice(COUNTRIES)
    day = today - min(int(chance.expovariate(1 / 40)), 400)
    moment = time.strftime("%Y-%m-%d %H:%M:%S.000000", time.gmtime(day * 86_400))
    skills = chance.sample(SKILLS, 3)
    salary = chance.choice((None, chance.randrange(15_000, 90_000)))
    words = chance.choices(WORDS, k=290)
    return {
        "source": chance.choice(("demo", "linkedin", "france_travail", "adzuna")),
        "external_id": str(number),
        "title": f"{chance.choice(TITLES)} {chance.choice(('', 'senior', 'junior', 'h/f', 'm/w/d'))}".strip(),
        "company": f"Company {chance.randrange(3000)}",
        "location": CITIES[country],
        "city": CITIES[country],
        "country": country,
        "description": " ".join([*words, *skills]),
        "contract_type": chance.choice(CONTRACTS),
        "work_time": chance.choice(("full_time", "full_time", "part_time", None)),
        "experience_level": chance.choice(LEVELS),
        "remote_policy": chance.choice(("onsite", "hybrid", "remote", None)),
        "language": chance.choice(("fr", "en", "de")),
        "salary_year_eur_min": salary,
        "salary_year_eur_max": salary,
        "published_at": moment,
        "first_seen_at": moment,
        "last_seen_at": moment,
        "created_at": moment,
        "updated_at": moment,
        "is_active": True,
        "is_demo": False,
        "content_hash": str(number),
        "fingerprint": str(number),
        "version": 1,
        "day": day,
        "skill_codes": " ".join(f"skl{skill}" for skill in skills),
        "skill_text": ", ".join(skills),
        "revision": 1,
        "view_count": 0,
    }
