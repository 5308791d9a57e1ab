"""Languages an offer asks for: with or without a level, and what is no demand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_scraper.fingerprint import content_hash
from job_scraper.normalise.languages import languages_asked
from job_scraper.posting import JobPosting
from job_scraper.record import posting_from_record

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Anglais courant", {"en": "C1"}),
        ("fließend Deutsch (C1)", {"de": "C1"}),
        ("English B2 required", {"en": "B2"}),
        ("bilingue français/anglais", {"fr": "C2", "en": "C2"}),
        ("Verhandlungssicheres Englisch", {"en": "C1"}),
        ("إتقان اللغة الفرنسية", {"fr": "C1"}),
        ("إجادة اللغتين الفرنسية والإنجليزية", {"fr": "C1", "en": "C1"}),
        ("tweetalig NL/FR", {"nl": "C2", "fr": "C2"}),
        ("Nederlands vloeiend, goede kennis van het Frans", {"nl": "C1", "fr": "B2"}),
        ("Très bonne maîtrise de la langue anglaise", {"en": "C1"}),
        ("gute Kenntnisse der deutschen Sprache", {"de": "B2"}),
        ("Gute Deutsch- und Englischkenntnisse", {"de": "B2", "en": "B2"}),
        ("Deutsch als Muttersprache", {"de": "C2"}),
        ("Deutsch (C1) und Englisch (B2)", {"de": "C1", "en": "B2"}),
        ("English B2-C1", {"en": "B2"}),
        ("Deutsch (min. B2)", {"de": "B2"}),
        ("Langues : Français, Anglais professionnel", {"fr": None, "en": "C1"}),
        ("Langues\nFrançais\nAnglais : B2", {"fr": None, "en": "B2"}),
        ("Kenntnisse in Englisch erforderlich", {"en": None}),
        ("The working language is English", {"en": None}),
        ("Vous parlez anglais et espagnol", {"en": None, "es": None}),
        ("Excellent spoken and written English.", {"en": "C1"}),
        ("Inglés: B2", {"en": "B2"}),
    ],
)
def test_what_is_asked(text: str, asked: dict[str, str | None]) -> None:
    assert languages_asked(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("English is a plus", {}),
        ("Anglais courant souhaité", {}),
        ("L'allemand serait apprécié", {}),
        ("Französisch von Vorteil", {}),
        ("اللغة الإنجليزية ميزة", {}),
        ("other languages (e.g. German, Spanish) are welcome", {}),
        ("Bilingue FR/NL est un plus", {}),
        ("Anglais courant exigé, l'allemand est un plus", {"en": "C1"}),
        ("Fluent in French and English; good Dutch is an asset", {"fr": "C1", "en": "C1"}),
        ("Sehr gute Deutschkenntnisse (mind. C1), Englisch von Vorteil", {"de": "C1"}),
        ("Nice to have:\n- German B2\n\nRequirements:\n- English C1", {"en": "C1"}),
    ],
)
def test_what_is_only_wished(text: str, asked: dict[str, str | None]) -> None:
    assert languages_asked(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Excellente connaissance du marché allemand",
        "Excellent knowledge of the German market",
        "Clients français et anglais, excellente relation",
        "Wir suchen sehr gute Leute für den deutschen Markt",
        "English-speaking countries",
        "Environnement anglophone",
        "Teach English to kids",
        "Please upload your CV in English",
        "Strong proficiency (Dutch not required)",
        "Keine Deutschkenntnisse erforderlich",
        "Minimum of grade C in Mathematics and English at GCSE",
        "",
    ],
)
def test_what_is_no_demand(text: str) -> None:
    assert languages_asked(text) == {}


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Customer Support (German speaking)", {"de": None}),
        ("Consultant, Cloud (English, German)", {"en": None, "de": None}),
        ("Téléconseiller néerlandophone", {"nl": None}),
        ("Assistante bilingue anglais", {"en": "C2"}),
        ("English Teacher", {}),
        ("Head of the French Market", {}),
    ],
)
def test_titles(title: str, asked: dict[str, str | None]) -> None:
    assert languages_asked("", title) == asked


def test_a_record_says_them_in_a_column_or_in_its_text() -> None:
    record = {
        "id": "1",
        "intitule": "Comptable",
        "description": "Vous parlez anglais.",
        "langues": [{"libelle": "Anglais", "exigence": "E"}, {"libelle": "Allemand", "exigence": "S"}],
    }
    assert posting_from_record(record, "demo", NOW).languages == {"en": None}
    listed = posting_from_record({**record, "langues": "Anglais (B2), arabe"}, "demo", NOW)
    assert listed.languages == {"en": "B2", "ar": None}


def test_the_content_hash_tells_them_and_stays_without_them() -> None:
    bare, asked, more = (
        JobPosting("demo", "1", "Comptable", languages=languages)
        for languages in ({}, {"en": None, "de": "B2"}, {"en": "C1", "de": "B2"})
    )
    assert len({content_hash(posting) for posting in (bare, asked, more)}) == 3
    turned = JobPosting("demo", "1", "Comptable", languages={"de": "B2", "en": None})
    assert content_hash(turned) == content_hash(asked)
    assert content_hash(JobPosting("demo", "1", "Comptable")) == content_hash(bare)


@given(st.text(alphabet="english français deutsch b2c1,.;\n()/plus'", max_size=300))
def test_any_text_gives_codes_and_levels(text: str) -> None:
    for code, level in languages_asked(text, text).items():
        assert len(code) == 2
        assert level in {None, "A1", "A2", "B1", "B2", "C1", "C2"}
