"""``flask evaluate all``: every evaluation that a folder holds files for."""

from __future__ import annotations

from pathlib import Path

from app.services.evaluation import courses, cvs, match, skills
from app.services.evaluation.cache import Cache
from app.services.evaluation.files import BadFile, require_folder
from app.services.evaluation.progress import Track, silent
from app.services.evaluation.report import Report, Table, headline_table
from app.services.evaluation.semantic import Meaning

LANGUAGES = ("en", "fr")


def run(
    folder: Path, meaning: Meaning, max_bytes: int, track: Track = silent, cache: Cache | None = None
) -> dict[str, Report]:
    """Reports by the part of the folder they are about: ``match/``, ``skills/*.jsonl``, ``courses/``,
    ``cvs/`` (else the CVs of ``match/``). Raises BadFile, also when there is none of these."""
    require_folder(folder)
    reports: dict[str, Report] = {}
    if (folder / "match" / "pairs.jsonl").is_file():
        reports["match"] = match.run(folder / "match", meaning, track, cache)
    for file in sorted((folder / "skills").glob("*.jsonl")):
        reports[f"skills {file.stem}"] = skills.run(file, track)
    reports |= _courses(folder / "courses", meaning, track)
    read = next((at for at in (folder / "cvs", folder / "match" / "cvs") if at.is_dir()), None)
    if read:
        reports["cvs"] = cvs.run(read, max_bytes, track)
    if not reports:
        raise BadFile(f"{folder}: none of match/, skills/, courses/, cvs/ in it")
    return reports


def _courses(folder: Path, meaning: Meaning, track: Track) -> dict[str, Report]:
    catalogue, queries = folder / "catalogue.jsonl.gz", folder / "queries.jsonl"
    if not (catalogue.is_file() and queries.is_file()):
        return {}
    return {
        f"courses {language}": courses.run(catalogue, queries, meaning, track, language)
        for language in LANGUAGES
    }


def summary(reports: dict[str, Report]) -> Table:
    return headline_table(reports)
