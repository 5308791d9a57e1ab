"""Every code that can reach a page has words."""

from __future__ import annotations

import pytest
from flask import Flask, g

from app.core.cv.document import REFUSAL_CODES
from app.core.matching.inputs import CEFR, LEVELS, REMOTE, RUNGS
from app.core.matching.outcome import BANDS, DEAL_BREAKERS, REASONS, Reason
from app.core.matching.parts import PARTS
from app.core.proofs.claim import CATEGORIES
from app.core.proofs.compare.document_kind import OTHERS
from app.core.proofs.refusal import REFUSAL_CODES as PROOF_REFUSALS
from app.core.proofs.verdict import ITEMS, NEXT_STEPS, STATUSES
from app.core.proofs.verdict import NOTES as PROOF_NOTES
from app.core.search.filters import DATE_RANGES, FACETS, SORTS, TEXT_FIELDS
from app.web.viewer import Viewer
from app.words.labels import LABELS, invalid_filter_text, label, note_text, reason_text, refusal_text
from app.words.proofs import (
    DOCUMENT_KINDS,
    RECOMMANDATION,
    STATUT,
    VERDICT_BAND,
    proof_note,
    proof_refusal,
)

PARAMS = {
    "side": "offer", "country": "DE", "home": "Sfax", "city": "Sousse",
    "language": "de", "level": "B2", "has": "A2", "title": "Buyer",
    "wanted": "Tunis", "low": 30000, "high": 42000,
}  # fmt: skip
CODES = {
    "experience_level": LEVELS,
    "remote": REMOTE,
    "rung": RUNGS,
    "language_level": CEFR,
    "band": [*(name for name, _least in BANDS), "weak", "unknown"],
    "part": [part.name for part in PARTS],
    "sort": SORTS,
    "date_range": DATE_RANGES,
    "facet": [*FACETS, *TEXT_FIELDS, "salary_min", "with_salary", "date_range", "sort", "page"],
    "job_type": ["permanent", "fixed_term", "temporary", "internship", "apprenticeship", "freelance", "sivp"],
    "education": ["none", "secondary", "vocational", "bachelor", "master", "doctorate"],
    "salary_period": ["hour", "day", "month", "year"],
    "claim_category": CATEGORIES,
    "claim_origin": ["read", "person", "model"],
    "proof_state": ["none", "waiting", "checking", "failed"],
    "verdict": STATUSES,
    "verdict_means": STATUSES,
    "finding": ITEMS,
    "next_step": NEXT_STEPS,
}
in_both = pytest.mark.parametrize("language", ["en", "fr"])


@pytest.fixture
def speak(pages: Flask, language: str):
    with pages.test_request_context("/"):
        g.viewer = Viewer(language=language)
        yield


@in_both
@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize("kind", sorted(CODES))
def test_codes_have_words(kind: str) -> None:
    assert set(CODES[kind]) <= set(LABELS[kind])
    assert all(label(kind, code).strip() for code in CODES[kind])


@in_both
@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize("code", sorted([*REASONS, *DEAL_BREAKERS]))
def test_reasons_are_sentences(code: str) -> None:
    names = {**REASONS, **DEAL_BREAKERS}[code]
    sentence = reason_text(Reason(code, {name: PARAMS.get(name, 3) for name in names}))
    assert sentence.endswith(".")
    assert "%(" not in sentence
    assert "_" not in sentence


SENTENCES = (
    (
        "en",
        Reason("location_other_country", {"country": "DE"}),
        "Place: in another country (Germany) than where you look for work.",
    ),
    (
        "fr",
        Reason("location_other_country", {"country": "DE"}),
        "Lieu : dans un autre pays (Allemagne) que celui où vous cherchez.",
    ),
    (
        "en",
        Reason("salary_fits", {"low": 45000, "high": 45000, "wanted": 40000}),
        "Salary: €45,000 a year; that reaches your €40,000.",
    ),
    (
        "fr",
        Reason("experience_fits", {"years": 6.5, "required": 5}),
        "Expérience : vous avez 6,5 ans, l’offre en demande 5.",
    ),
    (
        "en",
        Reason("location_from_home", {"home": "TN"}),
        "You name no place to work, so your home counts (Tunisia).",
    ),
    (
        "en",
        Reason("language_missing", {"language": "de", "level": ""}),
        "The offer asks for a language that your CV does not name: German.",
    ),
)


@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize(("language", "reason", "sentence"), SENTENCES)
def test_reasons_speak_the_readers_language(reason: Reason, sentence: str) -> None:
    assert reason_text(reason).replace("\u00a0", " ").replace("\u202f", " ") == sentence


@in_both
@pytest.mark.usefixtures("speak")
def test_refusals_say_what_to_try() -> None:
    texts = {refusal_text(code) for code in REFUSAL_CODES}
    assert len(texts) == len(REFUSAL_CODES)
    assert all(text.count(".") >= 2 for text in texts)


@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize("language", ["en"])
def test_unknown_codes_are_shown_as_they_are() -> None:
    assert label("source", "francetravail") == "francetravail"
    assert label("job_type", None) == ""
    assert note_text("new_note") == "new_note"
    assert reason_text(Reason("new_reason", {})) == "new_reason"
    assert refusal_text("new_refusal") == refusal_text("damaged")
    with pytest.raises(KeyError):
        label("no such kind", "x")


@pytest.mark.usefixtures("speak")
@pytest.mark.parametrize("language", ["en"])
def test_a_wrong_filter_is_named() -> None:
    assert invalid_filter_text("salary_min", "not_a_number") == "Minimum salary: give a whole number."


@in_both
@pytest.mark.usefixtures("speak")
def test_what_is_noticed_about_proofs_is_said() -> None:
    for code in PROOF_NOTES:
        said = proof_note(code, "17")
        assert said != code
        assert said.endswith((".", "!"))
        assert "%(" not in said
    assert len({proof_refusal(code) for code in PROOF_REFUSALS}) == len(PROOF_REFUSALS)
    assert set(DOCUMENT_KINDS) == {"certificate", *OTHERS}
    assert set(STATUT) == set(RECOMMANDATION) == set(VERDICT_BAND) == set(STATUSES)
