"""Slips of the pen in lists of tools."""

from __future__ import annotations

import pytest

from app.core.skills.extract import skill_ids
from app.core.skills.reading import read_skills


def names(text: str) -> list[str]:
    return [use.skill for use in read_skills(text)]


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Docker, Kuberntes, Terraform", "kubernetes"),
        ("Python und Posgresql", "postgresql"),
        ("HTML, JavaScrpt", "javascript"),
        ("Python, elasticsaerch, SQL", "elasticsearch"),
        ("Outils : Terrafrom, Docker", "terraform"),
    ],
)
def test_slips_in_lists_are_read(text: str, skill: str) -> None:
    assert skill in names(text)
    assert skill not in skill_ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "We met Kuberntes at the fair",  # no list
        "Python, kuberntes runs it all",  # written small, nothing after it
        "Python, Gitt",  # short
        "Python, Unicorn, Docker",  # a word
        "Python, Kotlins, Docker",  # a plural
        "Python, Xubernetes, Docker",  # another first letter
        "Python, Kubrntse, Docker",  # two slips in a short word
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert set(names(text)) <= {"python", "docker"}


def test_the_surface_is_the_slip() -> None:
    text = "Docker, Kuberntes"
    assert [use.surface for use in read_skills(text)] == ["Docker", "Kuberntes"]
