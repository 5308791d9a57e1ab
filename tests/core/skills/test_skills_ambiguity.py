from __future__ import annotations

import pytest

from app.core.skills.extract import skill_ids
from app.core.skills.lexicon import Lexicon


@pytest.mark.parametrize(
    "text",
    [
        "Go above and beyond",
        "We go to Kubernetes conferences",
        "Go to market with Kubernetes",
        "go-live with a developer",
        "Go-live with a developer",
        "C'est un langage",
        "Vitamin C",
        "R&B and statistics",
        "React quickly to an incident",
        "I react on the frontend",
        "Plan C",
        "the letter r in statistics",
    ],
)
def test_ordinary_words_do_not_count(small: Lexicon, text: str) -> None:
    assert not {"go", "c", "r", "react"} & set(skill_ids(text, small))


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("We need a Go developer", "go"),
        ("Langages : Python, Go", "go"),
        ("Go, Python", "go"),
        ("Golang", "go"),
        ("Python / R / SQL", "r"),
        ("Python, R and SQL", "r"),
        ("SQL, Python et R", "r"),
        ("• Python\n• R\n• Java", "r"),
        ("Python\nR\n", "r"),
        ("analyses with R, the language of statistics", "r"),
        ("C/C++", "c"),
        ("programmation en langage C", "c"),
        ("embedded C", "c"),
        ("Angular ou React", "react"),
        ("Maîtrise d'Excel et de la bureautique", "microsoft-excel"),
        ("EXCEL, Word, bureautique", "microsoft-excel"),
    ],
)
def test_context_or_company_makes_them_count(small: Lexicon, text: str, skill: str) -> None:
    assert skill in skill_ids(text, small)


def test_one_accepted_name_vouches_for_the_next_in_a_list(small: Lexicon) -> None:
    assert skill_ids("Go, R, C, Java", small) == ("go", "r", "c", "java")
    assert skill_ids("Java, C, R, Go", small) == ("java", "c", "r", "go")


def test_a_soft_skill_does_not_vouch(small: Lexicon) -> None:
    assert skill_ids("Go, teamwork", small) == ("teamwork",)


def test_a_single_letter_needs_more_than_a_tool_nearby(small: Lexicon) -> None:
    assert skill_ids("Python for our class C fleet", small) == ("python",)


def test_a_tool_nearby_is_enough_for_a_longer_name(small: Lexicon) -> None:
    assert skill_ids("We run Go with Java in production", small) == ("go", "java")


def test_only_the_ambiguous_names_of_a_skill_are_guarded(small: Lexicon) -> None:
    assert skill_ids("nodejs and vuejs", small) == ("node-js", "vue-js")
    assert skill_ids("une belle vue", small) == ()
    assert skill_ids("Vue, Angular", small) == ("vue-js",)


def test_reporting_verbs_do_not_count(small: Lexicon) -> None:
    assert skill_ids("React to Angular users", small) == ()
