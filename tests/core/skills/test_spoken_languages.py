"""Languages and the adjectives that are written the same."""

from __future__ import annotations

import pytest

from app.core.skills.extract import skill_ids


@pytest.mark.parametrize(
    "text",
    [
        "sur tout le territoire français",
        "le marché allemand",
        "les marchés français et allemand",
        "French and German markets",
        "English customers",
        "deutsche Firma",
        "clients anglais",
        "l'administration française",
        "السوق الألمانية",
        "شركة فرنسية",
    ],
)
def test_adjectives_are_no_languages(text: str) -> None:
    assert not {"french", "german", "english", "arabic"} & set(skill_ids(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anglais courant", "english"),
        ("Langues : anglais, allemand", "english german"),
        ("Vous parlez français et arabe", "french arabic"),
        ("à l'aise en anglais", "english"),
        ("allemand (B2)", "german"),
        ("English required", "english"),
        ("English-speaking customers", "english"),
        ("fluent in English and French", "english french"),
        ("Deutsch- und Englischkenntnisse", "german english"),
        ("Deutsch und Englisch", "german english"),
        ("اللغة الفرنسية والإنجليزية", "french english"),
        ("إتقان العربية", "arabic"),
    ],
)
def test_languages_are(text: str, expected: str) -> None:
    assert skill_ids(text) == tuple(expected.split())
