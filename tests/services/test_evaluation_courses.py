"""Courses for skills: lists, languages, and what is refused."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.core.evaluation.bootstrap import Interval
from app.services.evaluation import courses
from app.services.evaluation.course_baselines import Shelf
from app.services.evaluation.course_data import (
    load_courses,
    load_queries,
    query_by_skill,
    query_by_words,
    read_labels,
)
from app.services.evaluation.files import BadFile
from app.services.evaluation.report import Report
from app.services.evaluation.semantic import Meaning
from tests.services.evaluation_files import (
    COURSES,
    QUERIES,
    SpellingModel,
    meaning,
    write_courses,
    write_lines,
)

PRODUCT = ["product", "product, by lexicon label"]
SIMPLE = ["TF-IDF", "BM25 (title x3)", "MiniLM", "60 % MiniLM + 40 % name"]


def value(report: Report, row: str, measure: str) -> float:
    found = report.tables[0].rows[row][measure]
    assert isinstance(found, Interval)
    return found.value


def test_every_method_is_measured_on_the_same_skills(tmp_path: Path) -> None:
    report = courses.run(*write_courses(tmp_path), meaning())
    assert list(report.tables[0].rows) == [*PRODUCT, *SIMPLE]
    assert list(report.tables[1].rows) == [f"product - {name}" for name in (PRODUCT[1], *SIMPLE)]
    assert report.facts == {"courses": 4, "skills": 3}
    # Python: both; project management: the one; breadmaking: no word of it
    assert value(report, "BM25 (title x3)", "MRR") == pytest.approx(2 / 3)
    assert value(report, "BM25 (title x3)", "P@3") == pytest.approx((2 / 3 + 1 / 3) / 3)
    assert value(report, "product", "MRR") >= 2 / 3
    assert set(report.timing) == {f"{name} ms per query" for name in (*PRODUCT, *SIMPLE)}


def test_two_runs_say_the_same_but_for_the_time(tmp_path: Path) -> None:
    files = write_courses(tmp_path)
    one, other = (courses.run(*files, meaning()).as_dict() for _ in range(2))
    assert one | {"timing": {}} == other | {"timing": {}}


def test_without_a_model_its_rows_are_absent(tmp_path: Path) -> None:
    report = courses.run(*write_courses(tmp_path), Meaning(SpellingModel()))
    assert list(report.tables[0].rows) == [*PRODUCT, *SIMPLE[:2]]
    assert "No sentence model" in report.notes[0]


def test_the_old_formula_moves_a_named_title_up(tmp_path: Path) -> None:
    catalogue, _ = write_courses(tmp_path)
    found = load_courses(catalogue)
    rank = Shelf(found, meaning().vectors([course.title for course in found]), meaning()).rankers()
    assert rank["60 % MiniLM + 40 % name"]("baking bread")[0] == 9
    assert sorted(rank["MiniLM"]("baking bread")) == [4, 7, 9, 12]


def test_skills_are_named_in_the_language_and_mapped_back(tmp_path: Path) -> None:
    catalogue, queries = write_courses(tmp_path)
    report = courses.run(catalogue, queries, meaning(), language="fr")
    assert report.facts["language"] == "fr"
    assert report.facts["skills without a name in it"] == 3 - int(str(report.facts["skills"]))
    assert int(str(report.facts["mapped to English"])) >= 1


def test_a_name_comes_from_the_file_then_the_labels_then_the_lexicon(tmp_path: Path) -> None:
    queries = write_lines(tmp_path / "queries.jsonl", [QUERIES[0] | {"fr": "le Python"}, *QUERIES[1:]])
    labels = tmp_path / "labels.csv.gz"
    labels.write_bytes(gzip.compress(b"en,fr\npython,serpent\nbreadmaking,faire du pain\n"))
    asked, unnamed = load_queries(queries, "fr", labels)
    assert [query.words for query in asked] == ["le Python", "Gestion de projet", "faire du pain"]
    assert unnamed == 0


def test_the_query_is_the_english_of_what_is_known_else_the_words() -> None:
    known, unknown = (
        query_by_words(words, "fr") for words in ("gestion de projet", "souffler des lanternes")
    )
    assert known == query_by_skill("gestion de projet")
    assert known.label.lower() == "project management"
    assert "Gestion de projet" in known.aliases
    assert (unknown.label, unknown.aliases) == ("souffler des lanternes", ())


def test_english_words_are_searched_for_as_they_are() -> None:
    """They may be narrower than the label."""
    assert query_by_words("Data marts").label == "Data marts"
    assert "Data warehousing" in query_by_words("Data marts").aliases
    assert query_by_words("k8s").label == "k8s"
    assert "Kubernetes" in query_by_words("k8s").aliases
    assert query_by_skill("k8s").label == "Kubernetes"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"relevant": []}, "line 1: 'relevant' is empty"),
        ({"relevant": ["4"]}, "line 1: 'relevant' must be a list of whole numbers"),
        ({"skill": ""}, "line 1: 'skill' must be a text"),
        ({"relevant": [99]}, "no course 99 in the catalogue, for 'Python'"),
    ],
)
def test_broken_queries_are_named(tmp_path: Path, change: dict[str, object], message: str) -> None:
    catalogue, queries = write_courses(tmp_path)
    write_lines(queries, [QUERIES[0] | change])
    with pytest.raises(BadFile, match=message):
        courses.run(catalogue, queries, meaning())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": "x", "title": "Bread"}], "line 1: 'id' must be a whole number"),
        ([{"id": 1, "title": "..."}], "line 1: no course: no_title"),
        ([COURSES[0], COURSES[0]], "two courses have the same id"),
    ],
)
def test_a_broken_catalogue_is_named(tmp_path: Path, rows: Sequence[object], message: str) -> None:
    with pytest.raises(BadFile, match=message):
        load_courses(write_lines(tmp_path / "catalogue.jsonl.gz", rows))


def test_a_cut_archive_is_named(tmp_path: Path) -> None:
    catalogue, _ = write_courses(tmp_path)
    catalogue.write_bytes(catalogue.read_bytes()[:-20])
    with pytest.raises(BadFile, match=r"catalogue\.jsonl\.gz"):
        load_courses(catalogue)


@pytest.mark.parametrize("content", ["fr,de\na,b\n", ""])
def test_labels_need_their_columns(tmp_path: Path, content: str) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(content)
    with pytest.raises(BadFile, match=r"labels\.csv"):
        read_labels(path, "fr")


def test_no_name_in_the_language_at_all(tmp_path: Path) -> None:
    queries = write_lines(tmp_path / "queries.jsonl", [{"skill": "lantern polishing", "relevant": [4]}])
    with pytest.raises(BadFile, match="no skill has a name in 'fr'"):
        load_queries(queries, "fr", None)
