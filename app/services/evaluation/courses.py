"""``flask evaluate courses``: courses found for a skill against those that carry it as a tag."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from app.core.evaluation.arrays import Reals
from app.core.evaluation.bootstrap import mean_interval, paired_difference
from app.core.evaluation.lists import ndcg_at, precision_at, reciprocal_rank
from app.services.evaluation.course_baselines import LIMIT, Ranker, Shelf
from app.services.evaluation.course_data import (
    LANGUAGES,
    Query,
    load_courses,
    load_queries,
    number_of,
    query_by_skill,
    query_by_words,
)
from app.services.evaluation.files import BadFile
from app.services.evaluation.progress import Track, silent
from app.services.evaluation.report import Figure, Headline, Report, Table
from app.services.evaluation.semantic import NO_MODEL, Meaning
from course_scraper.course import Course, embedding_text
from course_scraper.rank import CourseRanker, SkillQuery

__all__ = ["LANGUAGES", "run"]

PRODUCT = "product"
BY_SKILL = "product, by lexicon label"
MEASURES: Mapping[str, Callable[[Sequence[int], frozenset[int]], float]] = {
    "P@3": lambda found, relevant: precision_at(3, found, relevant),
    "nDCG@10": lambda found, relevant: ndcg_at(10, found, relevant),
    "MRR": reciprocal_rank,
}
MAIN = "nDCG@10"
Values = Mapping[str, Reals]


def run(
    catalogue: Path,
    queries: Path,
    meaning: Meaning,
    track: Track = silent,
    language: str = "en",
    labels: Path | None = None,
) -> Report:
    """Raises BadFile."""
    courses = load_courses(catalogue)
    asked, unnamed = load_queries(queries, language, labels)
    _require_known(asked, courses, queries)
    found, timing = _measure_all(_rankers(courses, meaning, language), asked, track)
    facts: dict[str, Figure] = {"courses": len(courses), "skills": len(asked)}
    if language != "en":
        facts |= {
            "language": language,
            "skills without a name in it": unnamed,
            "mapped to English": sum(
                query_by_words(query.words, language).label != query.words for query in asked
            ),
        }
    return Report(
        name=f"Courses for skills: {queries.name}" + (f" in {language}" if language != "en" else ""),
        facts=facts,
        tables=(_figures(found), _differences(found)),
        notes=() if meaning.semantic else (NO_MODEL,),
        timing=timing,
        headline=_headline(found),
    )


def _require_known(asked: Sequence[Query], courses: Sequence[Course], queries: Path) -> None:
    known = {number_of(course) for course in courses}
    for query in asked:
        if not query.relevant <= known:
            number = min(query.relevant - known)
            raise BadFile(f"{queries}: no course {number} in the catalogue, for {query.skill!r}")


def _rankers(courses: Sequence[Course], meaning: Meaning, language: str) -> dict[str, Ranker]:
    texts = [embedding_text(course) for course in courses]
    vectors = meaning.vectors(texts, "Embedding courses") if meaning.semantic else None
    ranker = CourseRanker(courses, vectors)

    def rank(query: SkillQuery) -> list[int]:
        """One skill at a time, as a page asks; without a model the words alone decide."""
        vector = None if vectors is None else meaning.embedder.embed([query.label])
        (found,) = ranker.rank([query], vector, LIMIT)
        return [int(course.id.removeprefix("course~")) for course in found]

    return {
        PRODUCT: lambda words: rank(query_by_words(words, language)),
        BY_SKILL: lambda words: rank(query_by_skill(words)),
        **Shelf(courses, vectors, meaning).rankers(),
    }


def _measure_all(
    rankers: Mapping[str, Ranker], asked: Sequence[Query], track: Track
) -> tuple[dict[str, Values], dict[str, float]]:
    """One value per query for each measure of each ranker; milliseconds per query."""
    found: dict[str, Values] = {}
    timing: dict[str, float] = {}
    for name, rank in rankers.items():
        started = perf_counter()
        lists = [rank(query.words) for query in track(asked, f"Searching: {name}", len(asked))]
        timing[f"{name} ms per query"] = 1000 * (perf_counter() - started) / len(asked)
        found[name] = {
            measure: np.array([value(ids, query.relevant) for ids, query in zip(lists, asked, strict=True)])
            for measure, value in MEASURES.items()
        }
    return found, timing


def _figures(found: Mapping[str, Values]) -> Table:
    rows = {
        name: {measure: mean_interval(one) for measure, one in values.items()}
        for name, values in found.items()
    }
    return Table("mean over skills", rows)


def _differences(found: Mapping[str, Values]) -> Table:
    ours = found[PRODUCT]
    rows = {
        f"{PRODUCT} - {name}": {
            measure: paired_difference(ours[measure], one) for measure, one in values.items()
        }
        for name, values in found.items()
        if name != PRODUCT
    }
    return Table("paired difference", rows)


def _headline(found: Mapping[str, Values]) -> Headline:
    means = {name: mean_interval(values[MAIN]) for name, values in found.items()}
    rival = max(
        (name for name in means if name not in (PRODUCT, BY_SKILL)), key=lambda name: means[name].value
    )
    difference = paired_difference(found[PRODUCT][MAIN], found[rival][MAIN])
    return Headline(MAIN, means[PRODUCT], rival, means[rival], difference)
