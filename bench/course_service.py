"""Courses for ten missing skills through the service, as a page asks for them; and what an index costs.

The catalogue is the real one where it is there, repeated or cut to the size wanted, else an invented one. Its
vectors are drawn, for times do not depend on them; queries are embedded by the real model. Beside the service:
Chroma with and without a filter, exact search and search by signs with one, vectors kept as JSON.
Medians of wall time, each way once in each round; the same of processor time, which other work disturbs less.

    python -m bench.course_service [--sizes 16416] [--rounds 5] [--catalogue FILE] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import insert, select

from app import create_app
from app.core.skills.lexicon import default_lexicon
from app.extensions import db
from app.models import Course, CourseVector, IndexGeneration
from app.services.courses import builds, catalogue, generations, shelf
from app.services.courses.recommend import recommend
from app.services.embedding import embedder
from app.services.transaction import transaction
from app.settings import Settings
from bench.courses import REAL, SKILLS, TOP, classic, generate, stored, unit
from bench.embedding import as_it_comes
from course_scraper.chroma_index import COLLECTION, ChromaIndex, between, recall_of
from course_scraper.course import Course as Record
from course_scraper.filters import Filters
from course_scraper.importing.catalogue import courses_of
from course_scraper.index import ExactIndex, SignIndex, Vectors

SEEDED = 16_416
CLUSTERS = 1_500
WISH = Filters(languages=("fr",), only_languages=True)
SAMPLE = 200
ONE_BY_ONE, USUAL = "one by one, Chroma with where", "the same, sentence-transformers"
SLOW_WAY = 20_000
"""Courses up to which the old way is measured: it takes minutes beyond."""


def catalogue_of(count: int, path: Path | None) -> tuple[str, list[Record]]:
    if path is None or not path.exists():
        return "invented", generate(count, random.Random(11))[0]
    real = courses_of(path)
    draw = random.Random(3)
    return "real", [
        _varied(course, number, len(real), draw) for number, course in enumerate(islice(cycle(real), count))
    ]


def _varied(course: Record, number: int, size: int, draw: random.Random) -> Record:
    """The real courses name no language; a twentieth is said to be French."""
    copy = "" if number < size else f"-{number // size}"
    language = "fr" if draw.random() < 0.05 else "en"
    return replace(
        course, id=course.id + copy, url=f"{course.url}{copy}" if course.url else None, language=language
    )


def points(count: int) -> Vectors:
    draw = np.random.default_rng(5)
    centres = draw.normal(size=(CLUSTERS, 384)).astype(np.float32)
    return unit(
        centres[draw.integers(0, CLUSTERS, count)] + draw.normal(size=(count, 384)).astype(np.float32)
    )


def fill(records: list[Record]) -> tuple[list[Record], Vectors, float]:
    """What is stored, in the order of its rows, a vector for each, and the processor seconds of the import."""
    started = time.process_time()
    for start in range(0, len(records), catalogue.BATCH):
        catalogue.save(records[start : start + catalogue.BATCH], "import")
    imported = time.process_time() - started
    rows = db.session.execute(
        select(Course.id, Course.course_id, Course.content_hash).order_by(Course.id)
    ).all()
    vectors, model = points(len(rows)), embedder().model_id
    for start in range(0, len(rows), 1_000):
        part = zip(rows[start : start + 1_000], vectors[start : start + 1_000], strict=True)
        values = [
            {
                "course_id": row.id,
                "model": model,
                "content_hash": row.content_hash,
                "vector": vector.tobytes(),
            }
            for row, vector in part
        ]
        with transaction() as session:
            session.execute(insert(CourseVector), values)
    by_id = {record.id: record for record in records}
    return [by_id[row.course_id] for row in rows], vectors, imported


def build() -> dict[str, float]:
    wall, processor = time.perf_counter(), time.process_time()
    builds.build()
    row = generations.current()
    assert row is not None
    return {
        "build_s": time.perf_counter() - wall,
        "build_cpu_s": time.process_time() - processor,
        "index_mb": row.size_bytes / 1e6,
        "recall_at_build": row.recall or 0.0,
    }


def opening() -> float:
    """Processor time until a process that has the model shows the new index, in ms."""
    current_app.extensions["course_shelves"] = shelf.Shelves()
    started = time.process_time()
    shelf.shelf()
    return 1000 * (time.process_time() - started)


def ways(skills: list[str], vectors: Vectors, languages: np.ndarray) -> dict[str, Callable[[], object]]:
    labels = [default_lexicon().label(skill) for skill in skills]
    kept, model = current_app.extensions["query_vectors"], embedder()
    queries = model.embed(labels)
    folder = generations.folder() / (generations.current() or _none()).name / "chroma"
    theirs = sentence_transformers()
    opened = ChromaIndex(folder)
    exact, signs, french = ExactIndex(vectors), SignIndex(vectors), languages == "fr"
    raw = chromadb.PersistentClient(
        str(folder),
        settings=ChromaSettings(anonymized_telemetry=False, is_persistent=True, allow_reset=False),
    ).get_collection(COLLECTION, embedding_function=None)

    def one_by_one() -> list[object]:
        return [model.embed([label]) for label in labels]

    def cold_labels(wishes: Filters = Filters()) -> object:  # noqa: B008
        kept.clear()
        return recommend(skills, wishes=wishes)

    def seed_way(embed: Callable[[list[str]], np.ndarray]) -> list[object]:
        return [
            raw.query(query_embeddings=embed([label]), n_results=TOP, where={"language": "fr"})
            for label in labels
        ]

    return {
        "service, labels embedded in one batch": cold_labels,
        "service, French only": lambda: cold_labels(WISH),
        "service, labels known": lambda: recommend(skills),
        "10 labels embedded in one batch": lambda: model.embed(labels),
        "10 labels embedded one by one": one_by_one,
        ONE_BY_ONE: lambda: seed_way(model.embed),
        **({USUAL: lambda: seed_way(theirs)} if theirs else {}),
        "Chroma, 10 queries at once": lambda: opened.search(queries, 10),
        "Chroma with where, one query": lambda: raw.query(
            query_embeddings=queries[:1], n_results=10, where={"language": "fr"}, include=["distances"]
        ),
        "exact, 10 queries at once": lambda: exact.search(queries, 10),
        "exact with mask, one query": lambda: exact.search(queries[:1], 10, french),
        "signs with mask, one query": lambda: signs.search(queries[:1], 10, french),
    }


def sentence_transformers() -> Callable[[list[str]], np.ndarray] | None:
    """The same weights as the library comes, where it is installed."""
    return (
        as_it_comes(current_app.extensions["settings"].models_folder)
        if find_spec("sentence_transformers")
        else None
    )


def _none() -> IndexGeneration:
    raise RuntimeError("no index was built")


def timed(given: dict[str, Callable[[], object]], rounds: int) -> dict[str, tuple[float, float]]:
    """(wall, processor) ms of each way."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in given}
    for _ in range(rounds + 1):
        for name, way in given.items():
            wall, processor = time.perf_counter(), time.process_time()
            way()
            spent = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)
            taken[name].append(spent)
    return {name: _medians(runs[1:]) for name, runs in taken.items()}


def _medians(runs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    walls, processors = zip(*runs, strict=True)
    return statistics.median(walls), statistics.median(processors)


def recalls(vectors: Vectors, languages: np.ndarray) -> dict[str, float]:
    """Of the true nearest ten: by Chroma, and by signs among the French."""
    folder = generations.folder() / (generations.current() or _none()).name / "chroma"
    queries = between(vectors, SAMPLE)
    opened = ChromaIndex(folder)
    chroma = recall_of(opened, vectors, queries)
    opened.close()
    french = languages == "fr"
    true = ExactIndex(vectors).search(queries, 10, french)
    found = SignIndex(vectors).search(queries, 10, french)
    signs = float((found.cosines >= true.cosines[:, -1:] - 1e-6).mean())
    return {"chroma_recall_at_10": chroma, "signs_filtered_recall_at_10": signs}


def measure(count: int, rounds: int, path: Path | None) -> dict[str, object]:
    kind, records = catalogue_of(count, path)
    records, vectors, imported = fill(records)
    costs = {"import_cpu_s": imported} | build()
    languages = np.array([record.language or "" for record in records])
    skills = random.Random(7).sample(list(default_lexicon().skills), SKILLS)
    costs["open_cpu_ms"] = opening()
    recommend(skills)
    times = timed(ways(skills, vectors, languages), rounds)
    labels = [default_lexicon().label(skill) for skill in skills]
    if count <= SLOW_WAY:
        database, queries = stored(records, vectors), embedder().embed(labels)
        times |= timed({"vectors kept as JSON": lambda: classic(database, labels, queries)}, 1)
    costs |= recalls(vectors, languages)
    return {
        "courses": count,
        "catalogue": kind,
        "ms": times,
        **{name: round(v, 4) for name, v in costs.items()},
    }


def report(result: dict[str, object]) -> None:
    times: dict[str, tuple[float, float]] = result["ms"]  # type: ignore[assignment]
    print(f"{result['courses']} courses, {result['catalogue']}, {SKILLS} skills: wall and processor ms")
    for name, (wall, processor) in times.items():
        print(f"  {name:<40}{wall:>10.2f}{processor:>10.2f}")
    ours = times["service, labels embedded in one batch"][0]
    filtered = times["service, French only"][0]
    if "vectors kept as JSON" in times:
        print(f"  vectors kept as JSON: {times['vectors kept as JSON'][0] / ours:.0f} times the service")
    for name in (USUAL, ONE_BY_ONE):
        if name in times:
            print(f"  {name}: {times[name][0] / filtered:.1f} times the filtered")
    print("  " + ", ".join(f"{name} {value}" for name, value in result.items() if isinstance(value, float)))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[SEEDED])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--catalogue", type=Path, default=REAL)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    results = []
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(_env_file=None, data_dir=Path(folder), log_level="WARNING", database_url="")  # type: ignore[call-arg]
            app = create_app(settings)
            with app.app_context():
                if not embedder().semantic:
                    print(f"course_service: {embedder().reason}")
                    return 1
                upgrade()
                results.append(measure(size, given.rounds, given.catalogue))
                db.session.remove()
                db.engine.dispose()
        report(results[-1])
    if given.json:
        given.json.write_text(json.dumps(results, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
