"""``flask evaluate claims``: certificates, courses, diplomas and languages read out of labelled CVs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.core.cv.reading import DEFAULT
from app.core.evaluation.arrays import Reals
from app.core.evaluation.bootstrap import Interval, interval
from app.core.evaluation.fields import rates_of
from app.core.proofs.claim import CATEGORIES
from app.core.proofs.claims import read_claims
from app.services.evaluation.claim_truth import FIELDS, ClaimTruth, Compared, agrees, compare, read_truth
from app.services.evaluation.files import BadFile, require_folder
from app.services.evaluation.progress import Track, silent
from app.services.evaluation.reading import read_cv
from app.services.evaluation.report import Figure, Headline, Report, Table

TRUTH = "truth"
ALL = "all"


@dataclass(frozen=True, slots=True)
class OneCv:
    """A refused CV has no claim found."""

    name: str
    truth: ClaimTruth
    compared: Compared
    refusal: str | None = None


def run(folder: Path, max_bytes: int = DEFAULT.max_bytes, track: Track = silent) -> Report:
    """Every file of the folder, which must have a ``truth/<name>.json``. Raises BadFile."""
    files = _files(folder)
    limits = replace(DEFAULT, max_bytes=max_bytes)
    read = []
    for path in track(files, "Reading CVs", len(files)):
        truth = read_truth(folder / TRUTH / f"{path.stem}.json")
        cv = read_cv(path, limits)
        found = read_claims(cv.document.lines, cv.profile) if cv.document and cv.profile else ()
        read.append(OneCv(path.name, truth, compare(found, truth.claims), cv.refusal))
    return _report(folder, read)


def _files(folder: Path) -> list[Path]:
    require_folder(folder)
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    if not files:
        raise BadFile(f"{folder}: no file in it")
    return files


def _report(folder: Path, read: Sequence[OneCv]) -> Report:
    true = sum(len(one.truth.claims) for one in read)
    refused = sum(one.refusal is not None for one in read)
    return Report(
        name=f"Claims of CVs: {folder.name}",
        facts={"files": len(read), "refused": refused, "claims": true},
        tables=(_rates(read), _fields(read)),
        notes=tuple(_differences(read)),
        headline=Headline("claims F1", _f1(_counts(read, CATEGORIES))),
    )


def _rates(read: Sequence[OneCv]) -> Table:
    languages = sorted({one.truth.language for one in read})
    rows: dict[str, Mapping[str, Figure]] = {}
    for language in (*languages, ALL):
        group = [one for one in read if language in (one.truth.language, ALL)]
        for category in (*CATEGORIES, ALL):
            counts = _counts(group, CATEGORIES if category == ALL else (category,))
            if counts.any():
                rows[f"{language} {category}"] = _row(counts)
    return Table("of claims", rows)


def _counts(group: Sequence[OneCv], categories: Sequence[str]) -> Reals:
    return np.array([one.compared.counts(categories) for one in group], np.float64)


def _row(counts: Reals) -> dict[str, Figure]:
    found, true, both = (int(total) for total in counts.sum(axis=0))
    whole = rates_of(counts.sum(axis=0, keepdims=True))
    return {
        "found": found,
        "true": true,
        "both": both,
        "P": float(whole.precision[0]),
        "R": float(whole.recall[0]),
        "F1": _f1(counts),
    }


def _f1(counts: Reals) -> Interval:
    return interval(counts, lambda sums: rates_of(sums).f1)


def _fields(read: Sequence[OneCv]) -> Table:
    """Of the claims found: how often what belongs to them was read as it is, also that it is absent."""
    pairs = [pair for one in read for pair in one.compared.pairs]
    rows = {}
    for field in FIELDS:
        stated = [pair for pair in pairs if getattr(pair[1], field)]
        rows[field] = {
            "of all": _share([agrees(field, *pair) for pair in pairs]),
            "of those stated": _share([agrees(field, *pair) for pair in stated]),
            "stated": len(stated),
        }
    return Table("field of claims found", rows)


def _share(right: Sequence[bool]) -> float | None:
    return sum(right) / len(right) if right else None


def _differences(read: Sequence[OneCv]) -> Iterator[str]:
    for one in read:
        if one.refusal:
            yield f"{one.name}: refused ({one.refusal})"
        for sign, claims in (("invented", one.compared.invented), ("missed", one.compared.missed)):
            for claim in claims:
                level = f" ({claim.language} {claim.level})" if claim.language else ""
                yield f"{one.name}: {sign} {claim.category}: {claim.title}{level}"
