"""What is read out of a job title."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.matching.title_table import KIND_WEIGHTS, TitleTableError, default_title_table, load_title_table
from app.core.matching.title_words import MOST_WORDS, title_words, word_weight
from tests.core.matching.examples import checked

HEAD = "concepts\tkind\ten\tfr\tde\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Développeur Java", "Java Developer"),
        ("Développeuse Java confirmée (H/F)", "Java-Entwickler/in (m/w/d)"),
        ("Développeur·se Java", "Senior Java developer (all genders)"),
        ("Comptable", "Accountant"),
        ("Comptable (F/H) - CDI", "Buchhalterin"),
        ("Infirmier(e)", "Krankenschwester"),
        ("Infirmière diplômée d'État", "Registered Nurse"),
        ("Pflegefachkraft (w/m/d)", "Infirmiers"),
        ("Chef de projet informatique", "IT-Projektleiter"),
        ("Responsable des ressources humaines", "HR Manager"),
        ("Chauffeur poids lourd", "LKW-Fahrer (m/w/d)"),
        ("Préparatrice de commandes", "Kommissionierer"),
        ("Directrice commerciale", "Sales Director"),
        ("Serveur/Serveuse", "Waitress"),
        ("Köchin", "Cuisinière"),
        ("Medizinische Fachangestellte", "Medical assistant"),
        ("Secrétaire médicale", "Medical secretary"),
        ("Kaufmann/-frau im Einzelhandel", "Vendeuse"),
        ("Ingénieur R&D", "R & D Engineer"),
        ("Full-Stack Entwickler*in", "Développeur fullstack"),
        ("Software engineer", "Softwareentwickler"),
        ("C++ Developer", "Développeur C++"),
        (".NET Developer", "Développeur .Net"),
        ("Stage - Comptable", "Comptable en alternance"),
        ("Conducteur / Conductrice d'autocars", "Bus driver"),
    ],
)
def test_one_job_in_other_words(one: str, other: str) -> None:
    assert title_words(one) == title_words(other) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++ Developer", "C# Developer"),
        ("Java Developer", "JavaScript Developer"),
        ("Infirmier", "Aide-soignant"),
        ("Comptable", "Contrôleur de gestion"),
        ("Chef de projet", "Chef cuisinier"),
    ],
)
def test_other_jobs_stay_apart(one: str, other: str) -> None:
    assert title_words(one) != title_words(other)


@pytest.mark.parametrize(
    ("male", "female"),
    [
        ("luthier", "luthière"),
        ("dompteur", "dompteuse"),
        ("sculpteur", "sculptrice"),
        ("magicien", "magicienne"),
        ("Glasbläser", "Glasbläserin"),
        ("apiculteurs", "apicultrices"),
    ],
)
def test_both_genders_of_a_rare_job_are_one(male: str, female: str) -> None:
    assert title_words(male) == title_words(female) != ()


def test_german_compounds_are_taken_apart() -> None:
    assert title_words("Lagerlogistikleiter") == title_words("Lager Logistik Leiter")
    assert title_words("Qualitätsingenieurin") == title_words("Ingénieure qualité")


@checked
@given(st.text(max_size=400))
def test_any_text_gives_distinct_sorted_words(text: str) -> None:
    words = title_words(text)
    assert list(words) == sorted(set(words))
    assert all(word_weight(word) > 0 for word in words)


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "(" * 200_000, "a/" * 100_000, "- " * 100_000, "m/w" * 60_000]
)
def test_long_texts_are_cut(text: str) -> None:
    assert len(title_words(text)) <= MOST_WORDS


def test_the_table_is_large_and_its_concepts_are_used() -> None:
    table = default_title_table()
    groups = set(table.phrases.values())
    assert len(groups) >= 300
    assert {concept for concepts in groups for concept in concepts} == set(table.weights)
    assert set(table.weights.values()) == set(KIND_WEIGHTS.values())


def test_a_known_word_weighs_more_than_a_strange_one() -> None:
    assert word_weight("=accountant") > word_weight("=manager") > word_weight("glacier")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1"),
        ("concepts\tkind\n", "line 1"),
        (HEAD + "baker\trole\tbaker\n", "line 2: expected 5 cells"),
        (HEAD + "baker\tnoble\tbaker\tboulanger\tBäcker\n", "known kind"),
        (HEAD + "baker\trole\tbaker; & \t\t\n", "line 2: '&' has no word"),
        (HEAD + "baker\trole\tone two three four five\t\t\n", "more than 4"),
        (HEAD + "baker\trole\tbaker\t\t\ncook\trole\tBakers\t\t\n", "line 3: 'Bakers' already means"),
        (HEAD + "baker + bread\trole\tbaker\t\t\n", "never defined: bread"),
    ],
)
def test_a_malformed_table_is_refused_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "words.tsv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TitleTableError, match=message):
        load_title_table(file)


def test_rows_may_combine_concepts(tmp_path: Path) -> None:
    file = tmp_path / "words.tsv"
    rows = ("baker\trole\tbaker\tboulanger\t", "manager + baker\tgeneric\tboss\t\t")
    combined = "baker + manager\tcompound\tmaster baker\t\t"
    file.write_text(HEAD + "\n".join((*rows, combined)), encoding="utf-8")
    table = load_title_table(file)
    assert table.weights == {"baker": 4, "manager": 3}
    assert table.phrases["master", "baker"] == ("baker", "manager")
