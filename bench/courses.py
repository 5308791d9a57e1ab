"""Courses for ten missing skills: one call of the ranker against vectors kept as JSON.

The usual way reads the vector of every course from JSON text for each skill, compares it in a Python
loop and adds how much of the skill's name the title has (60 to 40). Both get the same invented courses
and vectors and run in turn; medians of wall time. The vectors of the ten skills are made beforehand for
both: embedding is measured by bench.embedding.

    python -m bench.courses [--sizes 1000 15000] [--rounds 3] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import time
from pathlib import Path

import numpy as np

from app.core.skills.lexicon import default_lexicon
from bench.measure import interleaved
from course_scraper.course import LEVELS, Course
from course_scraper.filters import Filters
from course_scraper.index import ExactIndex, SignIndex, Vectors
from course_scraper.rank import CourseRanker, SkillQuery

REAL = Path(__file__).resolve().parents[2] / "shared" / "eval" / "courses" / "catalogue.jsonl.gz"
SKILLS = 10
WIDTH = 384
DESCRIPTION = 150
TOP = 3
KINDS = ("{} for Beginners", "Introduction to {}", "Advanced {}", "{} and {}", "{} with {}", "Applied {}")
SHARES = {"meaning": 0.6, "name": 0.4}


def generate(count: int, draw: random.Random) -> tuple[list[Course], Vectors]:
    """Courses about one or two skills; vectors around a centre for each skill, as embeddings are."""
    skills = list(default_lexicon().skills.values())
    words = [word for skill in skills for word in skill.label.lower().split()]
    numbers = np.random.default_rng(draw.randrange(2**32))
    centres = numbers.normal(size=(len(skills), WIDTH)).astype(np.float32)
    courses, rows = [], []
    for number in range(count):
        first, second = draw.randrange(len(skills)), draw.randrange(len(skills))
        title = draw.choice(KINDS).format(skills[first].label, skills[second].label)
        text = " ".join(draw.choices(words, k=DESCRIPTION))
        courses.append(
            Course(
                id=f"course~{number}", title=title[:300], description=text, partner=f"School {number % 300}",
                language=draw.choice(("en", "en", "en", "fr", "es")), level=draw.choice(LEVELS),
                rating=draw.choice((None, 4.5, 4.8)),
            )
        )  # fmt: skip
        rows.append(first)
    vectors = centres[rows] + numbers.normal(size=(count, WIDTH)).astype(np.float32)
    return courses, unit(vectors)


def unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / lengths, np.float32)


def stored(courses: list[Course], vectors: Vectors) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE courses (id TEXT, title TEXT, embedding TEXT)")
    database.executemany(
        "INSERT INTO courses VALUES (?, ?, ?)",
        [
            (course.id, course.title, json.dumps(row.tolist()))
            for course, row in zip(courses, vectors, strict=True)
        ],
    )
    return database


def classic(database: sqlite3.Connection, skills: list[str], vectors: Vectors) -> list[list[str]]:
    found = []
    for skill, query in zip(skills, vectors, strict=True):
        scores = []
        for id_, title, embedding in database.execute("SELECT id, title, embedding FROM courses"):
            vector = np.array(json.loads(embedding))
            near = float(np.dot(query, vector) / (np.linalg.norm(query) * np.linalg.norm(vector)))
            scores.append((SHARES["meaning"] * near + SHARES["name"] * _name(skill, title), id_))
        found.append([id_ for _, id_ in sorted(scores, reverse=True)[:TOP]])
    return found


def _name(skill: str, title: str) -> float:
    asked, told = set(skill.lower().split()), set(title.lower().split())
    return 1.0 if skill.lower() in title.lower() else len(asked & told) / len(asked)


def measure(count: int, rounds: int) -> dict[str, float]:
    draw = random.Random(11)
    courses, vectors = generate(count, draw)
    asked = draw.sample(list(default_lexicon().skills.values()), SKILLS)
    labels = [skill.label for skill in asked]
    queries = [SkillQuery(skill.label, skill.names[1:]) for skill in asked]
    points = unit(vectors[draw.sample(range(count), SKILLS)] + 0.02)
    started = time.perf_counter()
    ranker = CourseRanker(courses, vectors)
    build = 1000 * (time.perf_counter() - started)
    exact, signs, database = ExactIndex(vectors), SignIndex(vectors), stored(courses, vectors)
    wish = Filters(languages=("fr", "en"), only_languages=True)
    medians = interleaved(
        {
            "classic": lambda: classic(database, labels, points),
            "ranker": lambda: ranker.rank(queries, points, TOP),
            "filtered": lambda: ranker.rank(queries, points, TOP, wish),
            "words": lambda: [ranker.lexical(SkillQuery(label)) for label in labels],
            "exact": lambda: exact.search(points, TOP),
            "signs": lambda: signs.search(points, TOP),
        },
        rounds,
    )
    return {
        "courses": count,
        "classic_ms": round(medians["classic"], 1),
        "ranker_ms": round(medians["ranker"], 2),
        "ratio": round(medians["classic"] / medians["ranker"], 1),
        "filtered_ms": round(medians["filtered"], 2),
        "words_ms": round(medians["words"], 2),
        "exact_ms": round(medians["exact"], 2),
        "signs_ms": round(medians["signs"], 2),
        "build_ms": round(build),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 15_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write the results here as well")
    options = parser.parse_args()
    results = [measure(size, options.rounds) for size in options.sizes]
    print(f"{SKILLS} skills in one batch")
    print(" ".join(f"{name:>12}" for name in results[0]))
    for result in results:
        print(" ".join(f"{value:>12}" for value in result.values()))
    line = json.dumps({"bench": "courses", "skills": SKILLS, "results": results})
    print(line)
    if options.json:
        options.json.write_text(line + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
