"""What storing an offer costs, all in (reading the record, skills, near-duplicates, commit), by how many are stored.

    python -m bench.ingest [--sizes 10000 100000] [--rounds 9] [--batch 50]

Each round stores one batch of new offers in every database, in turn; one in ten tells an offer again that is there.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from app.core.copies.offer import offer_of
from app.core.copies.signature import bands
from app.database import begin_immediately
from app.extensions import db
from app.models import Job, JobSignature
from app.services import ingest
from app.services.comparing import FACTS, said
from bench.offers import CITIES, COUNTRIES, SKILLS, TITLES, WORDS, make_app
from job_scraper.record import posting_from_record

MOST_GROWTH = 1.5
SENTENCE = 12  # words
AT_ONCE = 2000


def signed(app: Flask) -> int:
    """Sign the generated offers as if they had come in one by one; gives the number of bands."""
    made = 0
    with app.app_context():
        last = 0
        while True:
            query = select(*FACTS, Job.description).where(Job.id > last).order_by(Job.id).limit(AT_ONCE)
            jobs = db.session.execute(query).all()
            db.session.commit()
            if not jobs:
                return made
            rows = [
                {"job_id": job.id, "band": band, "hash": number}
                for job in jobs
                for band, number in enumerate(bands(offer_of(said(job, job.description))))
            ]
            with begin_immediately(), db.engine.begin() as connection:
                connection.execute(insert(JobSignature), rows)
            last, made = jobs[-1].id, made + len(rows)


def records(
    count: int, chance: random.Random, start: int, stored: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Offers of about 300 words as a board gives them; some repeat one that is stored."""
    for number in range(start, start + count):
        again = chance.choice(stored) if stored and number % 10 == 0 else None
        yield {"id": f"new-{number}", **(again or _record(chance))}


def _record(chance: random.Random) -> dict[str, Any]:
    country = chance.choice(COUNTRIES)
    words = chance.choices(WORDS, k=280) + chance.sample(SKILLS, 4)
    sentences = [" ".join(words[at : at + SENTENCE]) for at in range(0, len(words), SENTENCE)]
    return {
        "title": f"{chance.choice(TITLES)} (m/w/d)",
        "company": f"Company {chance.randrange(3000)}",
        "location": f"{CITIES[country]}, {country}",
        "description": ". ".join(sentences) + ". Salaire : 32 000 € par an. CDI, temps plein.",
        "date": "2026-11-01",
    }


def store(app: Flask, batch: list[dict[str, Any]]) -> float:
    """Seconds."""
    now = datetime(2026, 11, 2, tzinfo=UTC)
    with app.app_context():
        started = time.perf_counter()
        saved = ingest.save([posting_from_record(record, "bench", now) for record in batch])
        taken = time.perf_counter() - started
        db.session.remove()
    assert saved.new == len(batch), saved
    return taken


def measure(sizes: list[int], rounds: int, batch: int) -> dict[int, float]:
    """Median milliseconds for one offer, by offers stored; the first round is thrown away."""
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    with ExitStack() as stack:
        apps = {}
        for size in sizes:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            started = time.perf_counter()
            apps[size] = make_app(folder, size)
            made = signed(apps[size])
            print(
                f"  {size:,} offers with {made:,} bands made in {time.perf_counter() - started:.0f} s",
                flush=True,
            )
        for turn in range(rounds + 1):
            chance = random.Random(turn)
            stored = [_record(random.Random(turn - 1)) for _ in range(5)] if turn else []
            given = list(records(batch, chance, turn * batch, stored))
            for size, app in apps.items():
                taken[size].append(store(app, given) * 1000 / batch)
    return {size: statistics.median(times[1:]) for size, times in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--batch", type=int, default=ingest.BATCH)
    options = parser.parse_args()
    print("ingest: reading, skills, near-duplicates and commit")
    found = measure(options.sizes, options.rounds, options.batch)
    for size, milliseconds in found.items():
        print(
            f"  {size:>9,} stored   {milliseconds:6.2f} ms an offer   {1000 / milliseconds:6.0f} offers a second"
        )
    growth = found[max(found)] / found[min(found)]
    print(f"  cost per offer grows {growth:.2f} times (at most {MOST_GROWTH})")
    rounded = {f"ms_at_{size}": round(value, 3) for size, value in found.items()}
    print(json.dumps({"bench": "ingest", **rounded, "growth": round(growth, 3)}))


if __name__ == "__main__":
    main()
