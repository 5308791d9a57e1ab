"""Columns that were written once, for every process of this machine to map.

A generation is trusted only as far as the database bears it out: each of its offers must still be at the revision
that it was written from, or have changed after it, and a sample of them must be the offers they were.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from time import time
from typing import TypedDict

import numpy as np
from flask import current_app
from numpy.typing import NDArray
from sqlalchemy import select

from app.core.matching.column_files import DamagedColumns, read, write
from app.core.matching.columns import OfferColumns
from app.core.matching.layered import LayeredColumns
from app.core.matching.version import scorer_version
from app.extensions import db
from app.logs import get_logger
from app.models import Job
from app.services.search.follower import offers_counter

log = get_logger("matching")
SAMPLE = 64  # of the newest ones, and as many of all
WITNESS = "witness.json"
DRAFT, DRAFT_SECONDS = "draft-", 600


class Witness(TypedDict):
    """``revisions`` in the order of the columns, 0 for what changed while they were written; ``others`` counts the
    rows that have no columns; ``sample`` holds ids and hashes of what stands in their offers."""

    revisions: list[int]
    others: int
    sample: list[tuple[int, str]]


class Untrue(ValueError):
    """The columns are not those of this database."""


def folder() -> Path:
    home: Path = current_app.extensions["settings"].data_dir
    return home / "offer_columns"


def keep(columns: OfferColumns, revision: int) -> OfferColumns:
    """Write a generation; gives its mapped columns, or those that came where there is no room on the disk.

    ``columns`` are the offers as they were when the counter stood at ``revision``, or later.
    """
    draft = folder() / f"{DRAFT}{secrets.token_hex(4)}"
    try:
        draft.mkdir(parents=True)
        write(columns, draft)
        (draft / WITNESS).write_text(json.dumps(_witness(columns, revision)), "utf-8")
        place = folder() / _name(revision)
        os.rename(draft, place)
        _forget_others(revision)
        return read(place)
    except (OSError, DamagedColumns) as error:  # no room, or another process was first
        log.info("columns of offers were not kept", revision=revision, fault=type(error).__name__)
        return columns
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def newest(after: int = 0) -> tuple[LayeredColumns, int] | None:
    """The newest generation above revision ``after`` that is true of this database, and its revision."""
    now, _ = offers_counter()
    for revision, path in _stored():
        if after < revision <= now:  # this transaction may be older than what another process wrote
            try:
                witness: Witness = json.loads((path / WITNESS).read_text("utf-8"))
                columns = read(path)
                return LayeredColumns.on(columns, _borne_out(columns, revision, witness)), revision
            except (OSError, ValueError, KeyError, TypeError) as error:
                log.warning("columns of offers cannot be used", revision=revision, fault=type(error).__name__)
                shutil.rmtree(path, ignore_errors=True)
    return None


def _name(revision: int) -> str:
    """Columns made by other rules, or from another lexicon, are not found under it."""
    return f"{scorer_version({})}.{revision:020d}"


def _stored() -> Iterator[tuple[int, Path]]:
    """The newest first."""
    for path in sorted(folder().glob(f"{scorer_version({})}.*"), reverse=True):
        with suppress(ValueError):
            yield int(path.suffix[1:]), path


def _forget_others(revision: int) -> None:
    """All but this one and the one before, which a process may be about to open. What is mapped stays readable."""
    kept = [path for of, path in _stored() if of <= revision][:2]
    for path in folder().iterdir():
        if path not in kept and not _is_being_written(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_being_written(path: Path) -> bool:
    """A draft that nobody finished was left by a process that was killed."""
    with suppress(OSError):
        return path.name.startswith(DRAFT) and time() - path.stat().st_mtime < DRAFT_SECONDS
    return False


def _witness(columns: OfferColumns, revision: int) -> Witness:
    ids, revisions = _revisions(revision)
    known = np.isin(ids, columns.ids)
    at = dict(zip(ids[known].tolist(), revisions[known].tolist(), strict=True))
    return Witness(
        revisions=[at.get(id_, 0) for id_ in columns.ids.tolist()],
        others=int(np.count_nonzero(~known)),
        sample=_contents(_sampled(ids[known], revisions[known]), revision),
    )


def _borne_out(columns: OfferColumns, revision: int, witness: Witness) -> NDArray[np.bool_]:
    """Which of its offers are still as they were; raises Untrue."""
    written = np.asarray(witness["revisions"], np.int64)
    if len(written) != len(columns):
        raise Untrue("its rows")
    ids, revisions = _revisions(revision)
    there = np.isin(columns.ids, ids)
    order = np.argsort(ids)
    now = revisions[order][np.searchsorted(ids, columns.ids[there], sorter=order)]
    if (now != written[there]).any():
        raise Untrue("its revisions")
    if len(ids) - np.count_nonzero(there) > witness["others"]:
        raise Untrue("their number")
    sample = dict(witness["sample"])
    if any(sample[id_] != said for id_, said in _contents([*sample], revision)):
        raise Untrue("what the offers say")
    return there


def _revisions(until: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids and revisions of the rows that did not change after ``until``; read from an index alone."""
    rows = db.session.execute(select(Job.id, Job.revision).where(Job.revision <= until))
    table = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _sampled(ids: NDArray[np.int64], revisions: NDArray[np.int64]) -> list[int]:
    ordered = ids[np.argsort(revisions, kind="stable")]
    spread = ordered[np.linspace(0, len(ordered) - 1, min(SAMPLE, len(ordered))).astype(np.int64)]
    return sorted({*ordered[-SAMPLE:].tolist(), *spread.tolist()}) if len(ordered) else []


def _contents(ids: list[int], until: int) -> list[tuple[int, str]]:
    rows = select(Job.id, Job.content_hash).where(Job.id.in_(ids), Job.revision <= until)
    return [(row.id, row.content_hash) for row in db.session.execute(rows)]
