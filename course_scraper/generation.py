"""The index as a folder: written once, described by a manifest that comes last, never changed after.

manifest.json   what there is, with the sha256 of every file that is read
courses.jsonl   the courses, without descriptions, in the order of the rows
rows.npy        the number that the application knows each course by
words.json keys.npy starts.npy documents.npy impacts.npy    the index of words
vectors.npy chroma/    with a sentence model only
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from course_scraper import chroma_index
from course_scraper.course import Course
from course_scraper.index import Vectors
from course_scraper.lexical import LexicalIndex, build_lexical_index
from course_scraper.rank import fields_of
from course_scraper.rejected import Rejected

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
CHROMA: Final = "chroma"
ARRAYS: Final = ("keys", "starts", "documents", "impacts")
_OWN: Final = ("title", "partner", "level", "hours", "language", "rating", "kind")
_CHANGING: Final = "chroma.sqlite3"  # Chroma notes there that it was opened
WORDS_SHARE, CHROMA_FROM = 30, 35

OnStep = Callable[[float, str], object]
"""Percent and what is being done; may raise to end the work."""


class Damaged(Exception):
    """The folder is not what was written; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """``model`` is "" for an index of words alone; ``recall`` that of Chroma when it was built."""

    model: str
    courses: int
    recall: float | None
    files: dict[str, str]
    format: int = FORMAT


@dataclass(frozen=True, slots=True, eq=False)
class Generation:
    """What a folder holds. ``vectors`` are mapped, not read: processes share them."""

    folder: Path
    manifest: Manifest
    rows: NDArray[np.int64]
    courses: list[Course]
    lexical: LexicalIndex
    vectors: Vectors | None

    def open_chroma(self) -> chroma_index.ChromaIndex:
        """Raises Damaged when there is none or it cannot be read."""
        if self.vectors is None:
            raise Damaged("an index of words has no vectors")
        check(self.folder, self.manifest, CHROMA + "/")
        try:
            opened = chroma_index.ChromaIndex(self.folder / CHROMA)
        except Exception as error:  # Chroma raises whatever SQLite, its core and the system do
            raise Damaged(f"Chroma cannot be opened ({type(error).__name__})") from error
        if opened.size != len(self.rows):
            opened.close()
            raise Damaged(f"Chroma has {opened.size} courses instead of {len(self.rows)}")
        return opened


def write(
    folder: Path,
    courses: Sequence[Course],
    rows: Sequence[int],
    vectors: Vectors | None,
    model: str,
    on_step: OnStep,
) -> Manifest:
    """Make ``folder``, which must not exist. Raises OSError, and whatever ``on_step`` or Chroma raise; what
    is half written is left to the caller."""
    folder.mkdir(parents=True)
    on_step(0, "words")
    _write_words(folder, build_lexical_index([fields_of(course) for course in courses]))
    _write_lines(folder / "courses.jsonl", courses)
    np.save(folder / "rows.npy", np.asarray(rows, np.int64))
    recall = None
    if vectors is not None:
        on_step(WORDS_SHARE, "vectors")
        np.save(folder / "vectors.npy", np.ascontiguousarray(vectors, np.float32))
        recall = _write_chroma(folder / CHROMA, courses, vectors, on_step)
    on_step(98, "checking")
    manifest = Manifest(model, len(courses), recall, _hashes(folder))
    _write_last(folder / MANIFEST, manifest)
    return manifest


def read(folder: Path) -> Generation:
    """Raises Damaged."""
    manifest = read_manifest(folder)
    check(folder, manifest, "")
    try:
        rows = np.load(folder / "rows.npy")
        vectors = _mapped(folder / "vectors.npy") if manifest.model else None
        courses, lexical = _read_lines(folder / "courses.jsonl"), _read_words(folder)
    except (OSError, ValueError, TypeError, KeyError, EOFError, Rejected) as error:
        raise Damaged(f"cannot be read ({type(error).__name__})") from error
    counts = {len(rows), len(courses), lexical.size, manifest.courses}
    if len(counts) > 1 or (vectors is not None and len(vectors) != len(rows)):
        raise Damaged("the files do not belong together")
    return Generation(folder, manifest, rows, courses, lexical, vectors)


def read_manifest(folder: Path) -> Manifest:
    """Raises Damaged."""
    try:
        given = json.loads((folder / MANIFEST).read_text("utf-8"))
        manifest = Manifest(**given)
    except FileNotFoundError:
        raise Damaged("not here") from None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise Damaged(f"{MANIFEST} cannot be read ({type(error).__name__})") from error
    if manifest.format != FORMAT:
        raise Damaged(f"written in form {manifest.format}, not {FORMAT}")
    return manifest


def check(folder: Path, manifest: Manifest, part: str) -> None:
    """Compare the files whose names begin with ``part``, or all but Chroma's for "". Raises Damaged."""
    for name, digest in manifest.files.items():
        if name.startswith(part or CHROMA + "/") == bool(part) and _sha256(folder / name) != digest:
            raise Damaged(f"{name} was changed")


def size_of(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _write_chroma(folder: Path, courses: Sequence[Course], vectors: Vectors, on_step: OnStep) -> float:
    def told(count: int) -> None:
        on_step(CHROMA_FROM + 60 * count / max(1, len(vectors)), f"{count} of {len(vectors)} indexed")

    folder.mkdir()
    return chroma_index.build(folder, vectors, [_metadata(course) for course in courses], told)


def _metadata(course: Course) -> chroma_index.Metadata:
    said = {"title": course.title, "partner_name": course.partner, "difficulty": course.level}
    named = {**said, "language": course.language, "url": course.url, "course_id": course.id}
    return {name: value for name, value in named.items() if value}


def _write_words(folder: Path, lexical: LexicalIndex) -> None:
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(lexical, name))
    words = {"size": lexical.size, "words": list(lexical.vocabulary)}
    (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")


def _read_words(folder: Path) -> LexicalIndex:
    given = json.loads((folder / "words.json").read_text("utf-8"))
    arrays = {name: _mapped(folder / f"{name}.npy") for name in ARRAYS}
    vocabulary = {word: code for code, word in enumerate(given["words"])}
    return LexicalIndex(size=int(given["size"]), vocabulary=vocabulary, **arrays)


def _mapped(path: Path) -> NDArray[Any]:
    """A plain view: what maps says so of each slice, and that takes time."""
    return np.asarray(np.load(path, mmap_mode="r"))


def _write_lines(path: Path, courses: Sequence[Course]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for course in courses:
            record = {
                "id": course.id,
                **{name: getattr(course, name) for name in _OWN},
                "skills": course.skills,
            }
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def _read_lines(path: Path) -> list[Course]:
    with path.open(encoding="utf-8") as lines:
        return [_course(json.loads(line)) for line in lines]


def _course(record: dict[str, Any]) -> Course:
    return Course(**{**record, "skills": tuple(record["skills"])})


def _hashes(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _CHANGING)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in paths}


def _sha256(path: Path) -> str:
    """ "" for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _write_last(path: Path, manifest: Manifest) -> None:
    """Once the manifest is there the rest is, also after the power failed."""
    for file in [each for each in path.parent.rglob("*") if each.is_file()]:
        _sync(file)
    path.write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
    _sync(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
