"""The sample CVs as values, read from ``cvs/*.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demo_data.maker.model import MakerError
from demo_data.maker.reading import HERE, load


@dataclass(frozen=True, slots=True)
class CvJob:
    title: str
    company: str
    place: str
    dates: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CvEducation:
    title: str
    place: str
    dates: str


@dataclass(frozen=True, slots=True)
class Cv:
    """``lists`` holds languages, certificates, wishes and interests; ``note`` says that it is a sample."""

    name: str
    headline: str
    contact: tuple[str, ...]
    summary: str
    note: str
    headings: Mapping[str, str]
    skills: Mapping[str, str]
    jobs: tuple[CvJob, ...]
    education: tuple[CvEducation, ...]
    lists: Mapping[str, tuple[str, ...]]


def read_cv(name: str) -> Cv:
    data = load(HERE / "cvs" / f"{name}.toml")
    try:
        return _cv(data)
    except (KeyError, TypeError) as error:
        raise MakerError(f"{name}: {error}") from error


def _cv(data: dict[str, Any]) -> Cv:
    return Cv(
        name=data["name"],
        headline=data["headline"],
        contact=tuple(data["contact"]),
        summary=data["summary"],
        note=data["note"],
        headings=data["headings"],
        skills=data["skills"],
        jobs=tuple(CvJob(**{**job, "points": tuple(job["points"])}) for job in data["jobs"]),
        education=tuple(CvEducation(**entry) for entry in data["education"]),
        lists={name: tuple(items) for name, items in data["lists"].items()},
    )
