"""What pages say of a document: that it is consistent with a claim, never that it is real."""

from __future__ import annotations

import re
from pathlib import Path

from app.words import proofs as proof_words

ROOT = Path(__file__).resolve().parents[2]
TOO_MUCH = re.compile(
    r"\b(authenti(c|que|city|cité|sch)|genuine|falsifi|forged|counterfeit|véritable document|echt)\b", re.I
)


def test_no_page_calls_a_document_authentic() -> None:
    texts = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("translations/**/*.po")]
    assert len(texts) > 50
    found = [(path.name, TOO_MUCH.search(path.read_text("utf-8"))) for path in texts]
    assert [one for one in found if one[1]] == []


def test_no_word_for_a_code_does() -> None:
    tables = (*proof_words.PROOF_LABELS.values(), proof_words.NOTES, proof_words.REFUSALS)
    said = [str(text) for table in tables for text in table.values()]
    assert len(said) > 60
    assert [text for text in said if TOO_MUCH.search(text)] == []
    assert "consistent" in str(proof_words.PROOF_LABELS["verdict"]["confirmed"]).lower()
