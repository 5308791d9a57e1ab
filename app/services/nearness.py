"""How near CVs come in meaning to what offers ask: vectors made once, stored, and kept in step.

Vectors of the lexicon's labels are a file in the data folder; those of other words that offers use, and of
CVs, are rows. Without a sentence model there is no nearness, and the match rests on names alone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from flask import Flask, current_app
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ai.embedder import Embedder
from app.core.cv.chunks import Chunk, chunks
from app.core.cv.document import Line
from app.core.matching.nearness import Nearness, nearness_of
from app.core.matching.skill_space import SkillSpace, skill_text
from app.core.skills.lexicon import default_lexicon
from app.extensions import db
from app.models import CV, CvVectors, JobSkill, SkillVector
from app.services.embedding import embedder
from app.services.recent import Recent
from app.services.search.follower import Follower
from app.services.transaction import insert_once, transaction

Vectors = NDArray[np.float32]
Known = tuple[SkillSpace, Nearness | None]  # nearness holds for one space only
KEPT_CVS = 128
BLOCK = 256


def init_app(app: Flask) -> None:
    app.extensions["skill_space"] = Follower[SkillSpace | None](_lexicon_space, _with_new_names)
    app.extensions["nearness"] = Recent[int, Known](KEPT_CVS)


def skill_space() -> SkillSpace | None:
    """Vectors of all skills that offers may ask for; None without a model, or before it was prepared."""
    follower: Follower[SkillSpace | None] = current_app.extensions["skill_space"]
    return follower.current()[0]


def nearness(cv: CV) -> Nearness | None:
    """From memory while neither the CV nor the skills have changed."""
    space = skill_space()
    if space is None:
        return None
    kept: Recent[int, Known] = current_app.extensions["nearness"]
    known = kept.find(cv.id)
    if known is None or known[0] is not space:
        known = space, nearness_of(*_pieces(cv), space)
        kept.put(cv.id, known)
    return known[1]


def remember(cv: CV) -> None:
    """Make and store the vectors of a CV. Its text never changes, so once is enough for a model."""
    model = embedder()
    if not model.semantic:
        return
    pieces = _chunks(cv)
    vectors = model.embed([piece.text for piece in pieces])
    values = {
        "model": model.model_id,
        "lines": [list(piece.lines) for piece in pieces],
        "vectors": _packed(vectors),
    }
    with transaction() as session:
        row = session.get(CvVectors, cv.id)
        if row is None:
            insert_once(session, CvVectors, {"cv_id": cv.id, **values})
            return
        for name, value in values.items():
            setattr(row, name, value)


def prepare(folder: Path | None = None) -> int:
    """Make the file of the lexicon's vectors unless it is there; how many were made. Some seconds."""
    model = embedder()
    if not model.semantic:
        return 0
    path = _lexicon_file(model, folder)
    if path.exists():
        return 0
    names = sorted(default_lexicon().skills)
    blocks = [names[start : start + BLOCK] for start in range(0, len(names), BLOCK)]
    vectors = np.concatenate([model.embed([skill_text(name) for name in block]) for block in blocks])
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.npy")
    np.save(draft, vectors)
    draft.replace(path)
    return len(names)


def remember_names(session: Session, names: Iterable[str], revision: int) -> None:
    """Store vectors of words that the lexicon does not have, in the transaction that stores their offers."""
    skills = default_lexicon().skills
    free = sorted({name for name in names if name not in skills})
    model = embedder() if free else None
    if model is None or not model.semantic:
        return
    has_one = select(SkillVector.name).where(SkillVector.model == model.model_id, SkillVector.name.in_(free))
    known = set(session.scalars(has_one))
    fresh = [name for name in free if name not in known]
    if not fresh:
        return
    for name, vector in zip(fresh, model.embed([skill_text(name) for name in fresh]), strict=True):
        row = {"name": name, "model": model.model_id, "vector": _packed(vector), "revision": revision}
        insert_once(session, SkillVector, row)


def names_without_vector() -> list[str]:
    """Words of offers that came in before there was this model; none when there is no model."""
    model, skills = embedder(), default_lexicon().skills
    if not model.semantic:
        return []
    used = set(db.session.scalars(select(JobSkill.skill).distinct()))
    known = set(db.session.scalars(select(SkillVector.name).where(SkillVector.model == model.model_id)))
    return sorted(used - known - skills.keys())


def _pieces(cv: CV) -> tuple[Sequence[Chunk], Vectors]:
    """The texts are made anew, the vectors are those stored, unless model or rules have changed since."""
    row = db.session.get(CvVectors, cv.id)
    model, pieces = embedder(), _chunks(cv)
    lines = [list(piece.lines) for piece in pieces]
    if row is None or row.model != model.model_id or row.lines != lines:
        remember(cv)
        row = db.session.get(CvVectors, cv.id, populate_existing=True)
    assert row is not None, "the CV was deleted in between"
    return pieces, _unpacked(row.vectors, model.dimensions)


def _chunks(cv: CV) -> tuple[Chunk, ...]:
    return chunks([Line(number, text) for number, text in enumerate(cv.lines)])


def _lexicon_space() -> SkillSpace | None:
    model = embedder()
    path = _lexicon_file(model)
    if not model.semantic or not path.exists():
        return None
    return SkillSpace.of(sorted(default_lexicon().skills), np.load(path, mmap_mode="r"), model.model_id)


def _with_new_names(space: SkillSpace | None, revision: int) -> SkillSpace | None:
    if space is None:
        return None
    rows = db.session.execute(
        select(SkillVector.name, SkillVector.vector).where(
            SkillVector.model == space.model_id, SkillVector.revision > revision
        )
    ).all()
    if not rows:
        return space
    vectors = _unpacked(b"".join(row.vector for row in rows), space.vectors.shape[1])
    return space.extended([row.name for row in rows], vectors)


def _lexicon_file(model: Embedder, folder: Path | None = None) -> Path:
    """Its name says which labels and which model it is of."""
    names = sorted(default_lexicon().skills)
    said = "\n".join([model.model_id, *(f"{name}\t{skill_text(name)}" for name in names)])
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    folder = folder or current_app.extensions["settings"].data_dir / "vectors"
    return folder / f"lexicon-{digest}.npy"


def _packed(vectors: Vectors) -> bytes:
    return np.ascontiguousarray(vectors, "<f4").tobytes()


def _unpacked(stored: bytes, dimensions: int) -> Vectors:
    return np.frombuffer(stored, "<f4").reshape(-1, dimensions).astype(np.float32)
