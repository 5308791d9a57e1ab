"""``flask evaluate cvs``: what an upload of each file of a folder would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np

from app.core.cv.document import REFUSAL_CODES
from app.core.cv.profile import Profile
from app.core.cv.reading import DEFAULT
from app.core.evaluation.arrays import Reals
from app.core.evaluation.bootstrap import Interval, interval, mean_interval
from app.core.evaluation.fields import rates_of
from app.services.evaluation.cv_truth import field_counts, find_truth
from app.services.evaluation.files import BadFile, require_folder
from app.services.evaluation.progress import Track, silent
from app.services.evaluation.reading import ReadCv, read_cv
from app.services.evaluation.report import Figure, Headline, Report, Table

TRUTH = "truth"
ALL = "all"
SHOWN_NAMES = 5
SHARES: Mapping[str, Callable[[Profile], bool]] = {
    "e-mail": lambda profile: profile.contact.email is not None,
    "phone": lambda profile: profile.contact.phone is not None,
    "name": lambda profile: profile.contact.name is not None,
    "dated experience": lambda profile: any(job.start for job in profile.experiences),
}


@dataclass(frozen=True, slots=True)
class OneFile:
    """``kind`` is that of the content, or the ending of the name of a refused file."""

    cv: ReadCv
    kind: str


def run(folder: Path, max_bytes: int = DEFAULT.max_bytes, track: Track = silent) -> Report:
    """One file after the other, each as an upload is read. Raises BadFile."""
    files = _files(folder)
    limits = replace(DEFAULT, max_bytes=max_bytes)
    read = [_one(read_cv(path, limits), path) for path in track(files, "Reading CVs", len(files))]
    truth = _truth_table(folder / TRUTH, read)
    return Report(
        name=f"Reading of CVs: {folder.name}",
        facts={"files": len(read), "read": sum(not one.cv.refusal for one in read)},
        tables=tuple(table for table in (_shares(read), _refusals(read), truth) if table.rows),
        timing=_timing(read),
        headline=Headline("share read", _share_read(read)),
    )


def _files(folder: Path) -> list[Path]:
    require_folder(folder)
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    if not files:
        raise BadFile(f"{folder}: no file in it")
    return files


def _one(cv: ReadCv, path: Path) -> OneFile:
    return OneFile(cv, cv.document.kind if cv.document else path.suffix[1:].lower() or "none")


def _shares(read: Sequence[OneFile]) -> Table:
    kinds = sorted({one.kind for one in read})
    groups = {kind: [one for one in read if one.kind == kind] for kind in kinds}
    if len(kinds) > 1:
        groups[ALL] = list(read)
    return Table("of files read", {kind: _row(group) for kind, group in groups.items()})


def _row(group: Sequence[OneFile]) -> dict[str, Figure]:
    profiles = [one.cv.profile for one in group if one.cv.profile]
    row: dict[str, Figure] = {"files": len(group), "read": _share_read(group)}
    for name, has in SHARES.items():
        row[name] = mean_interval(np.array([has(profile) for profile in profiles], np.float64))
    row["skills (median)"] = float(median(len(profile.skills) for profile in profiles)) if profiles else None
    row["by OCR"] = sum(bool(one.cv.document and one.cv.document.ocr) for one in group)
    return row


def _share_read(group: Sequence[OneFile]) -> Interval:
    return mean_interval(np.array([not one.cv.refusal for one in group], np.float64))


def _refusals(read: Sequence[OneFile]) -> Table:
    rows: dict[str, dict[str, Figure]] = {}
    for code in REFUSAL_CODES:
        names = [one.cv.name for one in read if one.cv.refusal == code]
        if names:
            more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
            rows[code] = {"files": len(names), "names": ", ".join(names[:SHOWN_NAMES]) + more}
    return Table("refused as", rows)


def _truth_table(folder: Path, read: Sequence[OneFile]) -> Table:
    counted = [
        field_counts(truth, one.cv.profile)
        for one in read
        if (truth := find_truth(folder, one.cv.name)) is not None
    ]
    names = dict.fromkeys(name for counts in counted for name in counts)
    rows = {name: np.array([counts[name] for counts in counted if name in counts]) for name in names}
    return Table("field", {name: _rates(counts) for name, counts in rows.items()})


def _rates(rows: Reals) -> dict[str, Figure]:
    whole = rates_of(rows.sum(axis=0, keepdims=True))
    return {
        "P": float(whole.precision[0]),
        "R": float(whole.recall[0]),
        "F1": interval(rows, lambda sums: rates_of(sums).f1),
        "files": len(rows),
    }


def _timing(read: Sequence[OneFile]) -> dict[str, float]:
    done = [one.cv for one in read if one.cv.document]
    if not done:
        return {}
    return {
        "median s per file": median(cv.seconds for cv in done),
        "median s per page": median(cv.seconds / max(cv.document.pages, 1) for cv in done if cv.document),
        "total s": sum(one.cv.seconds for one in read),
    }
