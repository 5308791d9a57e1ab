"""How search, pages, ingest and the indexes grow with the offers stored, on both databases.

    python -m bench.growth [--sizes 10000 100000 1000000] [--database sqlite|postgresql|both]

Search is the page, the count and the facets as the site asks for them, warm; the page is the whole search page in one
process; the signatures against near-duplicates are made first, so that ingest finds what it would find in use.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import text

from app.core.search.filters import Filters
from app.extensions import db
from app.services.search import offers
from bench.ingest import records, signed, store
from bench.offers import make_app
from bench.site.database_servers import Missing, servers

QUERIES = (
    Filters(keyword="python"),
    Filters(keyword="data engineer", country=("FR",)),
    Filters(country=("DE",), job_type=("permanent",)),
    Filters(keyword="infirmier", location="Paris"),
    Filters(),
)
PAGES = ("/?keyword=python", "/?keyword=data+engineer&country=FR", "/?country=DE&job_type=permanent", "/")
ROUNDS, BATCHES, BATCH = 7, 4, 25


def median_ms(action: Any, rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        action()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken[1:])


def search_ms(app: Flask) -> float:
    with app.app_context():
        found = [median_ms(lambda query=query: offers.find(query)) for query in QUERIES]
        db.session.remove()
    return statistics.median(found)


def page_ms(app: Flask) -> float:
    client = app.test_client()

    def look(path: str) -> None:
        assert client.get(path).status_code == 200

    return statistics.median([median_ms(lambda path=path: look(path)) for path in PAGES])


def ingest_ms(app: Flask) -> float:
    """Of one offer."""
    chance = random.Random(11)
    given = [list(records(BATCH, chance, 10_000_000 + turn * BATCH, [])) for turn in range(BATCHES + 1)]
    return statistics.median([store(app, batch) * 1000 / BATCH for batch in given][1:])


def sizes_mb(app: Flask, folder: Path) -> tuple[float, float]:
    """(all, the full-text index) on disk."""
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            whole = db.session.scalar(text("SELECT pg_database_size(current_database())"))
            index = db.session.scalar(text("SELECT pg_relation_size('ix_jobs_search_vector')"))
        else:
            whole = sum(path.stat().st_size for path in folder.glob("jobmatch.db*"))
            index = db.session.scalar(text("SELECT sum(length(block)) FROM jobs_fts_data"))
        db.session.remove()
    return float(whole or 0) / 1e6, float(index or 0) / 1e6


def measure(name: str, size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as where, ExitStack() as stack:
        folder, given = Path(where), {}
        if name == "postgresql":
            postgres, _redis = stack.enter_context(servers(folder))
            given = {"database_url": postgres.url}
        started = time.perf_counter()
        app = make_app(folder / "data", size, **given)
        signed(app)
        if name == "postgresql":
            with (
                app.app_context(),
                db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as each,
            ):
                each.exec_driver_sql("VACUUM ANALYZE jobs")
        made = time.perf_counter() - started
        started = time.perf_counter()
        with app.app_context():
            offers.find(Filters(keyword="python"))
            db.session.remove()
        loaded = time.perf_counter() - started
        whole, index = sizes_mb(app, folder / "data")
        figures = {
            "offers": float(size), "search_p50_ms": search_ms(app), "page_p50_ms": page_ms(app),
            "ingest_ms": ingest_ms(app), "database_mb": whole, "index_mb": index, "first_search_s": loaded,
            "made_s": made,
        }  # fmt: skip
        with app.app_context():
            db.engine.dispose()
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    given = parser.parse_args()
    names = ("sqlite", "postgresql") if given.database == "both" else (given.database,)
    for name in names:
        print(f"\ngrowth on {name}")
        for size in given.sizes:
            try:
                found = measure(name, size)
            except Missing as missing:
                print(f"  not measured, {missing} is not installed")
                break
            print(
                f"  {size:>9,} offers  search {found['search_p50_ms']:7.2f} ms  page {found['page_p50_ms']:7.2f} ms   "
                f"ingest {found['ingest_ms']:6.2f} ms an offer   first search {found['first_search_s']:.1f} s\n"
                f"            database {found['database_mb']:7.0f} MB, words {found['index_mb']:6.0f} MB   "
                f"made in {found['made_s']:.0f} s",
                flush=True,
            )
            rounded = {key: round(value, 3) for key, value in found.items()}
            print(json.dumps({"bench": "growth", "database": name, **rounded}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
