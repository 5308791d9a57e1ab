"""Vectors of skills and CVs: made once, stored, kept in step with the offers, gone with the CV."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from flask import Flask
from numpy.typing import NDArray
from sqlalchemy import func, select

from app.ai.lexical import LexicalEmbedder
from app.extensions import db
from app.models import CV, CvVectors, SkillVector
from app.services import cvs, ingest, matching, nearness
from app.services.recent import Recent
from tests.factories import make_user, posting, store

TEXT = """Amel Trabelsi
Glassblower
Experience
01/2018 - 12/2023 Glassblower, Atelier Cristal
Blowing glass by hand, furnace work, colouring and engraving glass for lamps and vases.
Training of apprentices in the hot shop and care of the kiln and its burners.
Skills
Python
"""


class Speller:
    """Compares spelling like the engine without a model, but counts as one that compares meaning."""

    semantic, reason, dimensions, model_id = True, "", 384, "speller/1"

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._engine = LexicalEmbedder()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        return self._engine.embed(texts)


class Opened:
    def __init__(self, engine: Any) -> None:
        self.engine = engine

    def get(self) -> Any:
        return self.engine


@pytest.fixture
def speller(context: Flask) -> Speller:
    speller = Speller()
    context.extensions["embedder"] = Opened(speller)
    nearness.prepare()
    return speller


def upload(text: str = TEXT) -> CV:
    return cvs.upload(make_user(), io.BytesIO(text.encode()), "amel.txt")


def test_without_a_model_names_alone_count(context: Flask) -> None:
    assert nearness.prepare() == 0
    assert nearness.skill_space() is None
    cv = upload()
    assert nearness.nearness(cv) is None
    assert not db.session.scalar(select(func.count()).select_from(CvVectors))


def test_the_lexicon_s_vectors_are_made_once(speller: Speller) -> None:
    made = len(speller.texts)
    assert made > 3000
    assert nearness.prepare() == 0
    assert nearness.skill_space() is not None
    assert len(speller.texts) == made


def test_a_cv_s_vectors_are_made_at_upload_and_not_again(speller: Speller) -> None:
    cv = upload()
    made = len(speller.texts)
    first = nearness.nearness(cv)
    assert first is not None
    assert nearness.nearness(cv) is first
    assert len(speller.texts) == made
    assert not any("Amel" in text for text in speller.texts), "who it is does not matter"


def test_another_model_makes_new_ones(speller: Speller, context: Flask) -> None:
    cv = upload()
    speller.model_id = "speller/2"
    nearness.prepare()
    context.extensions["skill_space"] = type(context.extensions["skill_space"])(
        nearness._lexicon_space, nearness._with_new_names
    )
    assert nearness.nearness(cv)
    db.session.expire_all()
    assert db.session.get(CvVectors, cv.id).model == "speller/2"  # type: ignore[union-attr]


def test_vectors_go_with_their_cv(speller: Speller) -> None:
    cv = upload()
    cvs.delete(cv.user_id, cv.id)
    assert not db.session.scalar(select(func.count()).select_from(CvVectors))


def test_words_that_only_offers_know_are_compared_too(speller: Speller) -> None:
    cv = upload()
    assert nearness.nearness(cv).find("glass engraving by hand") is None  # type: ignore[union-attr]
    store(posting(1, skills=("glass engraving by hand", "Python"), description_text="Come and see."))
    assert db.session.scalars(select(SkillVector.name)).all() == ["glass engraving by hand"]
    near = nearness.nearness(cv).find("glass engraving by hand")  # type: ignore[union-attr]
    assert near is not None
    assert any("engraving" in cv.lines[line] for line in near.lines)


def test_a_near_line_raises_the_score_and_is_shown(speller: Speller, context: Flask) -> None:
    cv = upload()
    [job_id] = store(
        posting(1, skills=("engraving glass for lamps", "Welding"), title="Artisan", description_text="Come.")
    )
    total, _confidence = matching.scores(cv).of([job_id])[job_id]
    context.extensions["embedder"] = Opened(LexicalEmbedder())
    context.extensions["skill_space"] = type(context.extensions["skill_space"])(
        nearness._lexicon_space, nearness._with_new_names
    )
    context.extensions["score_cache"] = Recent(matching.CACHED_CVS)
    without, _confidence = matching.scores(cv).of([job_id])[job_id]
    assert total is not None
    assert without is not None
    assert total > without


def test_offers_that_came_before_the_model_are_caught_up_with(context: Flask) -> None:
    store(posting(1, skills=("glass engraving by hand",), description_text="Come."))
    assert not db.session.scalar(select(func.count()).select_from(SkillVector))
    assert ingest.compare_all_words() == 0, "without a model there is nothing to make"
    context.extensions["embedder"] = Opened(Speller())
    assert ingest.compare_all_words() == 1
    assert ingest.compare_all_words() == 0


def test_what_a_cv_says_in_the_words_of_the_skill_counts_too(speller: Speller) -> None:
    """Half of what comes near are the words themselves, so the pieces need their texts."""
    cv = upload()
    pieces, vectors = nearness._pieces(cv)
    assert any("engraving glass" in piece.text for piece in pieces)
    assert len(pieces) == len(vectors)
