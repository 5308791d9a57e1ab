"""The tagger of this process, with the sentence model where one is set up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from flask import current_app, has_app_context
from sqlalchemy import select

from app.ai.engines import engine
from app.ai.errors import ModelUnavailable
from app.core.once import once
from app.core.skills.extract import extract
from app.core.skills.tagger import tuned as tuned_weights
from app.core.skills.tagger import weights as words_weights
from app.core.skills.tagger.reading import find_spans
from app.core.skills.tagger.tagger import KNOWLEDGE, Meaning, Tagger
from app.core.skills.tagger.tuned import load_tuned
from app.extensions import db
from app.logs import get_logger
from app.models import Job

SURE = 0.6
log = get_logger("skill_spans")


def shipped_tagger() -> Tagger:
    """With the sentence model of the current application, if it has one. Raises WeightsError."""
    return open_tagger(current_app.extensions["settings"].models_folder if has_app_context() else None)


@once(4)
def open_tagger(
    models: Path | None,
    words: Path = words_weights.SHIPPED,
    tuned: Path = tuned_weights.SHIPPED,
    threads: int = 1,
) -> Tagger:
    """Without a usable sentence model in ``models`` by features alone; ``Tagger.semantic`` tells.
    Raises WeightsError."""
    try:
        return Tagger.load(words, meaning=_meaning(models, tuned, threads) if models else None)
    except ModelUnavailable as unavailable:
        log.info("skills are tagged without the sentence model", reason=str(unavailable))
        return Tagger.load(words)


def unknown_names(offers: int, most: int = 50) -> list[tuple[str, int]]:
    """What the newest open offers in English ask for and the lexicon does not have, with how many say so.

    For whoever keeps the lexicon: the tagger proposes, nothing of it counts in a score.
    """
    tagger = shipped_tagger()
    query = select(Job.description).where(Job.is_listed, Job.language == "en").order_by(Job.doc_id.desc())
    found: Counter[str] = Counter()
    for text in db.session.scalars(query.limit(offers)):
        found.update(_unknown_in(text, tagger))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _unknown_in(text: str, tagger: Tagger) -> set[str]:
    known = [(mention.start, mention.end) for mention in extract(text)]
    return {
        " ".join(span.surface.casefold().split())
        for span in find_spans(text, tagger, SURE)
        if span.kind == KNOWLEDGE and not any(start < span.end and span.start < end for start, end in known)
    }


def _meaning(models: Path, tuned: Path, threads: int) -> Meaning:
    weights = load_tuned(tuned)
    library = engine("tuned_model", "requirements.txt")
    vectors = library.open_tuned_vectors(models, weights.changes, threads)
    vectors.of([["start"]])  # what cannot be loaded is known now, not at the first offer
    return Meaning(weights, vectors.of)
