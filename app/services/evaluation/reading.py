"""CV files through the reading that an upload goes through."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter

from app.core.cv.document import Document, Refused
from app.core.cv.parse import parse
from app.core.cv.profile import Profile
from app.core.cv.reading import DEFAULT, Limits, read
from app.services.evaluation.cache import Cache
from app.services.evaluation.progress import Track, silent

# Current jobs end on this day, so that a run next year prints the same figures.
AS_OF = date(2026, 1, 1)
# On a busy machine a time limit would decide which CVs are compared.
PATIENT = replace(DEFAULT, cpu=60, wall=120.0)
CPUS = os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class ReadCv:
    """``refusal`` is one of REFUSAL_CODES; then there is neither document nor profile."""

    name: str
    document: Document | None = None
    profile: Profile | None = None
    refusal: str | None = None
    seconds: float = 0.0

    @property
    def text(self) -> str:
        return self.document.text if self.document else ""


def read_cv(path: Path, limits: Limits = DEFAULT) -> ReadCv:
    started = perf_counter()
    try:
        document = read(path, path.name, limits)
    except Refused as refused:
        return ReadCv(path.name, refusal=refused.code, seconds=perf_counter() - started)
    profile = parse(document, AS_OF)
    return ReadCv(path.name, document, profile, seconds=perf_counter() - started)


def read_many(paths: Sequence[Path], track: Track = silent, cache: Cache | None = None) -> list[ReadCv]:
    """In the order of the paths, as many at a time as there are processors."""
    kept = cache or Cache(None)

    def one(path: Path) -> Document | str:
        return kept.document(path, _document)

    with ThreadPoolExecutor(CPUS) as pool:
        documents = track(pool.map(one, paths), "Reading CVs", len(paths))
        return [_parsed(path, found) for path, found in zip(paths, documents, strict=True)]


def _document(path: Path) -> Document | str:
    try:
        return read(path, path.name, PATIENT)
    except Refused as refused:
        return refused.code


def _parsed(path: Path, found: Document | str) -> ReadCv:
    if isinstance(found, str):
        return ReadCv(path.name, refusal=found)
    return ReadCv(path.name, found, parse(found, AS_OF))
