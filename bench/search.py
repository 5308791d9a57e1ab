"""The search page's query (page, count, facets) against ``LIKE '%word%'`` on the same rows."""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from app.core.search.filters import Filters
from app.extensions import db
from app.services.search import offers
from bench.measure import interleaved
from bench.offers import make_app

QUERIES = (
    Filters(keyword="java"),
    Filters(keyword="python developer", country=("FR",)),
    Filters(keyword="infirmier"),
    Filters(keyword="data engineer", job_type=("permanent",)),
    Filters(keyword="comptable", date_range="1month"),
    Filters(keyword="docker kubernetes"),
    Filters(keyword="developpeur", country=("TN",)),
    Filters(keyword="nurse", experience_level=("mid",)),
)
FACET_COLUMNS = (
    "country",
    "contract_type",
    "work_time",
    "experience_level",
    "remote_policy",
    "source",
    "language",
)


def with_like(filters: Filters, page: int) -> None:
    """The usual way: LIKE over title and description for the page, the count, and each facet."""
    where = ["is_active"]
    values: dict[str, object] = {}
    for number, word in enumerate(filters.keyword.split()):
        where.append(f"(title LIKE :w{number} OR description LIKE :w{number})")
        values[f"w{number}"] = f"%{word}%"
    if filters.country:
        where.append("country = :country")
        values["country"] = filters.country[0]
    if filters.job_type:
        where.append("contract_type = :contract")
        values["contract"] = filters.job_type[0]
    if filters.experience_level:
        where.append("experience_level = :level")
        values["level"] = filters.experience_level[0]
    if filters.max_age_days:
        where.append("day >= :day")
        values["day"] = int(time.time()) // 86_400 - filters.max_age_days
    clause = " AND ".join(where)
    run = db.session.connection().execute
    run(
        text(
            f"SELECT id FROM jobs WHERE {clause} ORDER BY published_at DESC LIMIT 20 OFFSET {(page - 1) * 20}"
        ),
        values,
    ).all()
    run(text(f"SELECT count(*) FROM jobs WHERE {clause}"), values).all()
    for column in FACET_COLUMNS:
        run(text(f"SELECT {column}, count(*) FROM jobs WHERE {clause} GROUP BY {column}"), values).all()


def ways(filters: Filters, with_usual: bool = True) -> dict[str, Callable[[], object]]:
    found: dict[str, Callable[[], object]] = {}
    for page in (1, 50):
        for sort in ("newest", "relevance"):
            wanted = replace(filters, page=page, sort=sort)
            found[f"ours, {sort}, page {page}"] = lambda wanted=wanted: offers.find(wanted)
    if with_usual:
        found["LIKE, newest, page 1"] = lambda: with_like(filters, 1)
    return found


def measure(count: int, rounds: int, with_usual: bool = True) -> dict[str, float]:
    """Median over the queries of the median milliseconds of each way."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        app = make_app(Path(folder), count)
        made = time.perf_counter() - started
        with app.app_context():
            started = time.perf_counter()
            offers.offer_index()
            loaded = (time.perf_counter() - started) * 1000
            taken = [interleaved(ways(query, with_usual), rounds) for query in QUERIES]
            nothing = interleaved({"no words": lambda: offers.find(Filters(country=("FR",)))}, 9)
            db.session.remove()
        size = (Path(folder) / "jobmatch.db").stat().st_size / 1e6
    result = {name: statistics.median(one[name] for one in taken) for name in taken[0]}
    return {**result, **nothing, "columns loaded": loaded, "database made, s": made, "database, MB": size}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--like-up-to", type=int, default=100_000)
    options = parser.parse_args()
    for count in options.sizes:
        found = measure(count, options.rounds, count <= options.like_up_to)
        print(
            f"\nsearch over {count:,} offers (page, count and facets; median ms over {len(QUERIES)} queries)"
        )
        for name, value in found.items():
            usual = found.get("LIKE, newest, page 1")
            ratio = (
                f"   {usual / value:6.0f} times faster than LIKE" if usual and name.startswith("ours") else ""
            )
            print(f"  {name:28} {value:10.2f}{ratio}")
        print(json.dumps({"bench": "search", "offers": count, **{k: round(v, 3) for k, v in found.items()}}))


if __name__ == "__main__":
    main()
