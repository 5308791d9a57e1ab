"""Another name, gender, age, nationality, address, family or photo gives the same score, to the last bit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from app.ai.embedder import Embedder, open_embedder
from app.ai.errors import ModelUnavailable
from app.ai.lexical import LexicalEmbedder
from app.core.cv.chunks import chunks
from app.core.cv.parse import parse
from app.core.matching.candidate import candidate_from_profile
from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate, Offer
from app.core.matching.match import Match, match
from app.core.matching.nearness import SkillSpace, nearness_of, skill_text
from app.core.matching.relations import canonical
from app.core.matching.total import score_all
from app.settings import load_settings
from tests.core.cv.cv_texts import document_of
from tests.core.matching.people import WORK, someone

PAIRS = 70  # in each language
TODAY = date(2026, 3, 15)
OFFERS = [
    Offer(
        1, "Data Engineer", ("python", "airflow", "postgresql", "data pipelines"), ("docker",), years_min=3
    ),
    Offer(2, "Lagerist (m/w/d)", ("logistics", "warehouse management", "SAP", "stock keeping"), level="mid"),
    Offer(3, "Vendeuse / Vendeur", ("sales", "customer service", "negotiation", "kitchens"), city="Tunis"),
    Offer(4, "Softwareentwickler", ("java", "kotlin", "kubernetes", "microservices"), languages={"de": "C1"}),
    Offer(
        5, "Nurse", ("nursing care", "patient care", "first aid", "night shifts"), salary_year_eur=(3e4, 4e4)
    ),
]
COLUMNS = OfferColumns.from_offers(OFFERS)
NAMES = sorted({canonical(name) for offer in OFFERS for name in (*offer.required, *offer.wished)})


def compared(text: str, embedder: Embedder) -> tuple[Candidate, list[str]]:
    document = document_of(text)
    pieces = chunks(document.visible)
    texts = [piece.text for piece in pieces]
    near = nearness_of(pieces, embedder.embed(texts), space(embedder))
    profile = parse(document, TODAY)
    return replace(candidate_from_profile(profile, use_home_town=False), near=near), texts


@cache
def space(embedder: Embedder) -> SkillSpace:
    return SkillSpace.of(NAMES, embedder.embed([skill_text(name) for name in NAMES]), embedder.model_id)


def judged(found: Match) -> Match:
    """Without the numbers of lines, which one line more above moves, and the person's own words for a job."""
    return replace(
        found,
        matched=tuple(replace(skill, lines=()) for skill in found.matched),
        missing=tuple(replace(skill, lines=()) for skill in found.missing),
        reasons=tuple(replace(reason, params={}) for reason in found.reasons),
    )


@pytest.mark.parametrize("language", sorted(WORK))
def test_who_somebody_is_cannot_move_a_score(language: str) -> None:
    dice, embedder = Random(f"people {language}"), LexicalEmbedder()
    one, texts = compared(someone(language, dice), embedder)
    scores, matches = score_all(one, COLUMNS), [judged(match(one, offer)) for offer in OFFERS]
    assert scores.total.max() > 30
    for _ in range(PAIRS):
        cv = someone(language, dice)
        other, other_texts = compared(cv, embedder)
        assert other_texts == texts, cv
        again = score_all(other, COLUMNS)
        assert (again.total.tolist(), again.confidence.tolist()) == (
            scores.total.tolist(),
            scores.confidence.tolist(),
        ), cv
        assert [judged(match(other, offer)) for offer in OFFERS] == matches, cv


def test_nor_with_the_sentence_model() -> None:
    folder: Path = load_settings().models_folder
    try:
        embedder = open_embedder(folder, "onnx")
    except ModelUnavailable as reason:
        pytest.skip(str(reason))
    dice = Random("people")
    one, other = (compared(someone("en", dice), embedder)[0] for _ in range(2))
    assert score_all(one, COLUMNS).total.tolist() == score_all(other, COLUMNS).total.tolist()
