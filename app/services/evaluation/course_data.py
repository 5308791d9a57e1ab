"""A catalogue, and skills with the courses that teach them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.skills.lexicon import default_lexicon
from app.core.skills.tokens import key_of
from app.services.evaluation.files import BadFile, Record, read_all, require_file
from course_scraper.course import Course
from course_scraper.importing.record import course_from_record
from course_scraper.rank import SkillQuery
from course_scraper.rejected import Rejected
from record_files.files import open_text
from record_files.items import UnreadableFile

LANGUAGES = ("en", "fr", "de")


@dataclass(frozen=True, slots=True)
class Query:
    """``words`` is what is searched for, ``skill`` its English name in the file."""

    skill: str
    words: str
    relevant: frozenset[int]


def load_courses(path: Path) -> list[Course]:
    """Raises BadFile. The number of a course in the file is in its id, see ``number_of``."""
    courses = read_all(path, _course)
    if len({course.id for course in courses}) < len(courses):
        raise BadFile(f"{path}: two courses have the same id")
    return courses


def number_of(course: Course) -> int:
    return int(course.id.removeprefix("course~"))


def _course(record: Record) -> Course:
    number = record.values.get("id")
    if type(number) is not int or number < 0:
        record.refuse("'id' must be a whole number")
    try:
        return replace(course_from_record(record.values), id=f"course~{number}")
    except Rejected as error:
        record.refuse(f"no course: {error}")


def load_queries(path: Path, language: str, labels: Path | None) -> tuple[list[Query], int]:
    """Queries in ``language``, and how many skills have no name in it. The name is that of the file
    (a field named like the language), else of ``labels``, else of the lexicon. Raises BadFile."""
    names = read_labels(labels, language) if labels and language != "en" else {}
    found = [_query(record, language, names) for record in read_all(path, lambda record: record)]
    named = [query for query in found if query.words]
    if not named:
        raise BadFile(f"{path}: no skill has a name in {language!r}")
    return named, len(found) - len(named)


def _query(record: Record, language: str, names: Mapping[str, str]) -> Query:
    skill = record.get_text("skill")
    relevant = record.get_ids("relevant")
    if not relevant:
        record.refuse("'relevant' is empty")
    if language == "en":
        return Query(skill, skill, relevant)
    words = record.find_text(language) or names.get(key_of(skill)) or _from_lexicon(skill, language)
    return Query(skill, words, relevant)


def _from_lexicon(skill: str, language: str) -> str:
    known = default_lexicon().find(skill)
    return known.labels.get(language, "") if known else ""


def query_by_words(words: str, language: str = "en") -> SkillQuery:
    """English words as they are, with the other names of the skill when the lexicon knows it; words of
    another language by the English label, when it is known."""
    known = default_lexicon().find(words)
    if known is None:
        return SkillQuery(words)
    return SkillQuery(words if language == "en" else known.label, known.names)


def query_by_skill(words: str) -> SkillQuery:
    """As a gap is looked up of which only the skill is stored: by the label of the lexicon."""
    known = default_lexicon().find(words)
    return SkillQuery(known.label, known.names) if known else SkillQuery(words)


def read_labels(path: Path, language: str) -> dict[str, str]:
    """Names by the key of the English one, from a CSV file (also .gz). Raises BadFile."""
    require_file(path)
    try:
        with open_text(path) as stream:
            rows = csv.DictReader(stream)
            if not {"en", language} <= set(rows.fieldnames or ()):
                raise BadFile(f"{path}, line 1: columns en and {language} are needed")
            return {key_of(row["en"]): row[language] for row in rows if row["en"] and row[language]}
    except (UnreadableFile, UnicodeDecodeError, csv.Error) as error:
        raise BadFile(f"{path}: {error}") from error
