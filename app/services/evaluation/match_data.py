"""Offers, CVs and human grades as a folder holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from app.core.evaluation.arrays import Reals, Whole
from app.core.matching.inputs import Offer
from app.core.skills.lexicon import default_lexicon
from app.core.skills.offer import offer_skills
from app.services.evaluation.cache import Cache
from app.services.evaluation.files import BadFile, Record, read_all, require_folder
from app.services.evaluation.progress import Track, silent
from app.services.evaluation.reading import ReadCv, read_many
from job_scraper.posting import JobPosting
from job_scraper.record import posting_from_record
from job_scraper.rejected import Rejected

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AskedOffer:
    """``names`` is what is asked for in words, ``text`` all that the offer says."""

    name: str
    offer: Offer
    names: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The graded CVs of one offer: rows of ``MatchData.cvs`` and their grades."""

    rows: Whole
    grades: Reals


@dataclass(frozen=True, slots=True)
class MatchData:
    """``others`` are rows of CVs of other trades. ``pairs`` counts the lines of the file."""

    offers: tuple[AskedOffer, ...]
    cvs: tuple[ReadCv, ...]
    shortlists: tuple[Shortlist, ...]
    others: Whole
    pairs: int

    @property
    def used(self) -> int:
        return sum(len(shortlist.rows) for shortlist in self.shortlists)


@dataclass(frozen=True, slots=True)
class _Pair:
    record: Record
    offer: str
    cv: str
    grade: float


def load(folder: Path, track: Track = silent, cache: Cache | None = None) -> MatchData:
    """Raises BadFile for anything missing or broken."""
    require_folder(folder)
    offers = _offers(folder / "offers.jsonl")
    pairs = read_all(folder / "pairs.jsonl", _pair)
    others = _other_cvs(folder / "others.jsonl")
    _require_offers(pairs, offers)
    files = _cv_files(folder / "cvs")
    wanted = _required_cvs([*((pair.record, pair.cv) for pair in pairs), *others], files)
    cvs = read_many([files[name] for name in wanted], track, cache)
    row = {name: at for at, name in enumerate(wanted)}
    graded = {pair.cv for pair in pairs}
    return MatchData(
        offers=tuple(offers),
        cvs=tuple(cvs),
        shortlists=tuple(_shortlist(offer.name, pairs, row, cvs) for offer in offers),
        others=np.array([row[name] for _, name in others if name not in graded], np.int64),
        pairs=len(pairs),
    )


def _offers(path: Path) -> list[AskedOffer]:
    offers: dict[str, AskedOffer] = {}
    for record in read_all(path, lambda record: record):
        offer = _offer(record, len(offers) + 1)
        if offer.name in offers:
            record.refuse(f"offer {offer.name!r} stands in the file twice")
        offers[offer.name] = offer
    return list(offers.values())


def _offer(record: Record, number: int) -> AskedOffer:
    name = record.get_text("id")
    if "skills" in record.values:
        return _listed(name, number, record.find_text("title"), record.get_texts("skills"))
    try:
        values = {"title": record.get_text("title"), "description": record.get_text("description")}
        return _written(name, number, posting_from_record(values, "evaluation", NOW))
    except Rejected as error:
        record.refuse(f"no offer: {error}")


def _listed(name: str, number: int, title: str, skills: Sequence[str]) -> AskedOffer:
    """A name that the lexicon does not know stands for itself."""
    lexicon = default_lexicon()
    known = (found.id if (found := lexicon.find(skill)) else skill for skill in skills if skill.strip())
    offer = Offer(id=number, title=title, required=tuple(dict.fromkeys(known)))
    return AskedOffer(name, offer, tuple(dict.fromkeys(skills)), " ".join((title, *skills)).strip())


def _written(name: str, number: int, posting: JobPosting) -> AskedOffer:
    lexicon = default_lexicon()
    skills = offer_skills(posting.title, posting.description_text, posting.skills, posting.language)
    offer = Offer(
        id=number,
        title=posting.title,
        required=tuple(one.skill for one in skills if one.required),
        wished=tuple(one.skill for one in skills if not one.required),
        years_min=posting.years_min,
        level=posting.level,
        city=posting.city,
        country=posting.country,
        remote=posting.remote,
        languages=posting.languages,
    )
    names = tuple(lexicon.name(one.skill) for one in skills)
    return AskedOffer(name, offer, names, f"{posting.title}\n{posting.description_text}")


def _pair(record: Record) -> _Pair:
    return _Pair(record, record.get_text("offer"), record.get_text("cv"), record.get_number("human"))


def _other_cvs(path: Path) -> list[tuple[Record, str]]:
    """None is fine: then there is no AUC."""
    return read_all(path, lambda record: (record, record.get_text("cv"))) if path.exists() else []


def _require_offers(pairs: Sequence[_Pair], offers: Sequence[AskedOffer]) -> None:
    known = {offer.name for offer in offers}
    for pair in pairs:
        if pair.offer not in known:
            pair.record.refuse(f"no offer {pair.offer!r} in offers.jsonl")


def _cv_files(folder: Path) -> dict[str, Path]:
    require_folder(folder)
    files: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.stem in files:
            raise BadFile(f"{folder}: both {files[path.stem].name} and {path.name}")
        files[path.stem] = path
    return files


def _required_cvs(wanted: Sequence[tuple[Record, str]], files: dict[str, Path]) -> list[str]:
    for record, name in wanted:
        if name not in files:
            record.refuse(f"no file for {name!r} in cvs/")
    return list(dict.fromkeys(name for _, name in wanted))


def _shortlist(offer: str, pairs: Sequence[_Pair], row: dict[str, int], cvs: Sequence[ReadCv]) -> Shortlist:
    """CVs with the same text count as one, with the mean of their grades."""
    grades: dict[str, list[float]] = {}
    rows: dict[str, int] = {}
    for pair in pairs:
        if pair.offer == offer:
            text = cvs[row[pair.cv]].text or pair.cv
            rows.setdefault(text, row[pair.cv])
            grades.setdefault(text, []).append(pair.grade)
    means = [sum(given) / len(given) for given in grades.values()]
    return Shortlist(np.array(list(rows.values()), np.int64), np.array(means, np.float64))
