from __future__ import annotations

import pytest

from app.core.cv.languages import find_languages
from app.core.cv.sections import split
from tests.core.cv.cv_texts import document_of


def levels(text: str) -> dict[str, str | None]:
    return {skill.code: skill.level for skill in find_languages(split(document_of(text).lines))}


LISTED = [
    ("Français : courant, Anglais : B2", {"fr": "C1", "en": "B2"}),
    ("Arabe (langue maternelle)", {"ar": "native"}),
    ("Anglais et français courants", {"en": None, "fr": None}),
    ("Anglais et français : courant", {"en": "C1", "fr": "C1"}),
    ("Anglais : notions", {"en": "A2"}),
    ("Anglais lu, écrit, parlé", {"en": "B2"}),
    ("Anglais : TOEIC 850", {"en": "B2"}),
    ("Arabic, French, English (B2)", {"ar": None, "fr": None, "en": "B2"}),
    ("Fluent in French and German", {"fr": "C1", "de": "C1"}),
    ("Native: Arabic; fluent: French; basic: German", {"ar": "native", "fr": "C1", "de": "A2"}),
    ("English - IELTS 7.5", {"en": "C1"}),
    ("English (full professional proficiency)", {"en": "C1"}),
    ("Deutsch: Muttersprache", {"de": "native"}),
    ("Englisch verhandlungssicher", {"en": "C1"}),
    ("Englisch: fließend, Französisch: Grundkenntnisse", {"en": "C1", "fr": "A2"}),
    ("Spanisch (gute Kenntnisse)", {"es": "B2"}),
    ("العربية: اللغة الأم", {"ar": "native"}),
    ("الفرنسية ممتازة، الإنجليزية متوسطة", {"fr": "C1", "en": "B1"}),
    ("الألمانية: مبتدئ", {"de": "A1"}),
    ("Anglais : professionnel (B2)", {"en": "B2"}),
    ("Deutsch: sehr gut (B2), Englisch: fließend C1", {"de": "B2", "en": "C1"}),
    ("Fluent: French, German (B1)", {"fr": "C1", "de": "B1"}),
    ("Fluent in English (B2) and French", {"en": "B2", "fr": "C1"}),
]


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_listed(text: str, expected: dict[str, str | None]) -> None:
    assert levels(f"Languages\n{text}") == expected


def test_level_on_the_next_line() -> None:
    assert levels("Langues\nAnglais\nCourant\nArabe\nLangue maternelle") == {"en": "C1", "ar": "native"}


def test_in_passing_with_a_word_for_speaking() -> None:
    assert levels("Jane Doe\nFluent in English, basic Spanish") == {"en": "C1", "es": "A2"}


@pytest.mark.parametrize(
    "text",
    [
        "Experience\nEnglish teacher 2019 - 2020\nTaught French cuisine to German tourists",
        "Summary\nGood knowledge of the German market",
        "Interests\nFluent in English",
        "References\nMax, fluent in Polish",
    ],
)
def test_words_that_say_nothing_about_speaking(text: str) -> None:
    assert levels(text) == {}


def test_each_language_once_with_its_level() -> None:
    assert levels("Summary\nFluent in English\nLanguages\nEnglish\nFrench: B1\nFrench") == {
        "en": "C1",
        "fr": "B1",
    }


def test_a_code_is_believed_wherever_it_stands() -> None:
    text = "Jane Doe\nFluent in English\nLanguages\nEnglish\nProfessional\nB2\nFrench: good\nInterests\nFrench B1"
    assert levels(text)["fr"] == "B2"  # interests say nothing
    assert levels("Jane Doe\nEnglish B1\nLanguages\nEnglish: fluent") == {"en": "B1"}
