from __future__ import annotations

import pytest

from app.core.skills import extract as module
from app.core.skills.extract import Mention, extract, skill_ids
from app.core.skills.lexicon import Lexicon


def surfaces(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    return [(mention.skill, mention.surface) for mention in extract(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Java, C++ et C#", ["java", "c-plus-plus", "c-sharp"]),
        ("JavaScript", []),
        (".NET / C#.NET", ["dot-net", "c-sharp", "dot-net"]),
        ("node.js, NodeJS, node js, Node-JS", ["node-js"] * 4),
        ("CI/CD, CI-CD, CI CD, CI / CD", ["ci-cd"] * 4),
        ("scikit learn, Scikit-Learn, scikitlearn", ["scikit-learn"] * 3),
        ("Power-BI, power bi, PowerBI", ["power-bi"] * 3),
        ("bases de donnees, base de données, BASES DE DONNÉES", ["databases"] * 3),
        ("relationale Datenbank, Datenbanken", ["databases"] * 2),
        ("test unitaire, tests unitaires, Unit-Tests", ["unit-testing"] * 3),
        ("maschinellem Lernen, künstlicher Intelligenz", ["machine-learning", "artificial-intelligence"]),
        ("l'intelligence artificielle", ["artificial-intelligence"]),
        ("R&D", ["research-and-development"]),
        ("Ｐｙｔｈｏｎ und Py\u200bthon", ["python"] * 2),
        ("machine\nlearning", ["machine-learning"]),
        ("machine\n\nlearning", []),
        ("Machine. Learning", []),
        ("machine, learning", []),
    ],
)
def test_spelling_variants(small: Lexicon, text: str, found: list[str]) -> None:
    assert [mention.skill for mention in extract(text, small)] == found


def test_the_longest_name_wins(small: Lexicon) -> None:
    assert surfaces("Python 3 et MS Excel", small) == [
        ("python", "Python 3"),
        ("microsoft-excel", "MS Excel"),
    ]


def test_mentions_point_into_the_original_text(small: Lexicon) -> None:
    text = "• Dé\u0301veloppement : Py\u200bthon, bases de donne\u0301es\u00a0!"
    mentions = extract(text, small)
    assert [(m.skill, m.surface) for m in mentions] == [
        ("python", "Py\u200bthon"),
        ("databases", "bases de donne\u0301es"),
    ]
    assert mentions[0] == Mention("python", text.index("Py"), text.index("Py") + 7, "Py\u200bthon")


def test_ids_come_once_in_the_order_of_first_mention(small: Lexicon) -> None:
    assert skill_ids("SQL, Python, SQL, Java, Python", small) == ("sql", "python", "java")


def test_nothing_in_nothing_out(small: Lexicon) -> None:
    assert extract("", small) == []
    assert skill_ids("Bonjour !", small) == ()


def test_phrases_that_are_no_skill_hide_what_they_contain(small: Lexicon) -> None:
    assert skill_ids("A trip to Java Island", small) == ()
    assert skill_ids("Java or island", small) == ("java",)


def test_two_skills_in_one_alias_are_read_one_by_one(small: Lexicon) -> None:
    assert skill_ids("Python/Java", small) == ("python", "java")


def test_a_name_does_not_begin_inside_a_hyphenated_word(small: Lexicon) -> None:
    assert skill_ids("brain-machine learning", small) == ()
    assert skill_ids("Cloud-Python", small) == ("python",)


def test_letters_at_most_two_long_count_in_capitals_only(small: Lexicon) -> None:
    assert skill_ids("AI et ML", small) == ("artificial-intelligence", "machine-learning")
    assert skill_ids("j'ai un ml d'eau", small) == ()


def test_a_flagged_abbreviation_counts_as_written_only(small: Lexicon) -> None:
    assert skill_ids("EDI, AWS", small) == ("edi", "aws")
    assert skill_ids("edi, aws", small) == ()


def test_very_long_texts_are_cut(small: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CHARACTERS", 20)
    assert skill_ids("Java" + " " * 20 + "Python", small) == ("java",)


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a-" * 100_000, "C++" * 60_000, "é\u0301" * 90_000, " " * 200_000]
)
def test_hostile_texts_end(small: Lexicon, text: str) -> None:
    assert all(mention.surface for mention in extract(text, small))


class TestArabic:
    @pytest.mark.parametrize(
        "text",
        [
            "البرمجة",
            "برمجة",
            "والبرمجة",
            "بالبرمجة",
            "للبرمجة",
            "وبالبرمجة",
            "فالبرمجة",
            "لبرمجة",
            "كالبرمجة",
            "بُرْمَجَة",
        ],
    )
    def test_prefixes_and_marks(self, small: Lexicon, text: str) -> None:
        assert skill_ids(f"خبرة {text} جيدة", small) == ("programming",)

    def test_names_of_several_words(self, small: Lexicon) -> None:
        assert skill_ids("وقواعد البيانات وبالذكاء الاصطناعي", small) == (
            "databases",
            "artificial-intelligence",
        )

    def test_the_prefix_is_not_part_of_the_mention(self, small: Lexicon) -> None:
        assert surfaces("وبايثون", small) == [("python", "بايثون")]

    def test_words_that_merely_begin_like_a_prefix_stay(self, small: Lexicon) -> None:
        assert skill_ids("بيانات وصفية", small) == ()


class TestGermanCompounds:
    @pytest.mark.parametrize(
        ("text", "skill", "surface"),
        [
            ("Datenbankkenntnisse", "databases", "Datenbank"),
            ("Datenbankentwickler (m/w/d)", "databases", "Datenbank"),
            ("Python-Entwickler", "python", "Python"),
            ("Python-Kenntnisse", "python", "Python"),
            ("gute SAP-Kenntnisse", "sap-erp", "SAP"),
            ("Go-Entwickler gesucht", "go", "Go"),
            ("R-Programmierung", "r", "R"),
            ("Wir suchen Leute für die Finanzbuchhaltung", "accounting", "buchhaltung"),
            ("Erfahrung mit der Buchhaltungssoftware", "accounting", "Buchhaltung"),
        ],
    )
    def test_skill_inside(self, small: Lexicon, text: str, skill: str, surface: str) -> None:
        assert (skill, surface) in surfaces(text, small)

    def test_other_languages_are_not_cut_up(self, small: Lexicon) -> None:
        assert skill_ids("The rebuchhaltung of javanese pythonesque", small) == ()

    def test_ambiguous_names_are_not_found_inside_words(self, small: Lexicon) -> None:
        assert skill_ids("Reactkenntnisse und Vuelang", small) == ()
