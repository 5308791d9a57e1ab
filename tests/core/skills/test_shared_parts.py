"""Names that share a part, and Arabic links written onto Latin names."""

from __future__ import annotations

import pytest

from app.core.skills.extract import extract, skill_ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Java- und Python-Kenntnisse", "java python"),
        ("Projekt- und Zeitmanagement", "project-management time-management"),
        ("Projekt-, Zeit- und Qualitätsmanagement", "project-management time-management quality-management"),
        ("preventive and corrective maintenance", "preventive-maintenance corrective-maintenance"),
        ("maintenance préventive et corrective", "preventive-maintenance corrective-maintenance"),
        ("Docker وKubernetes وC#", "docker kubernetes c-sharp"),
    ],
)
def test_each_part_is_completed(text: str, expected: str) -> None:
    assert skill_ids(text) == tuple(expected.split())


def test_the_surface_is_what_stands_there() -> None:
    assert [mention.surface for mention in extract("Projekt- und Zeitmanagement")] == [
        "Projekt",
        "Zeitmanagement",
    ]


@pytest.mark.parametrize("text", ["Tag- und Nachtdienst", "Xq- und Zeitmanagement", "- und Zeitmanagement"])
def test_what_completes_to_nothing_is_nothing(text: str) -> None:
    assert set(skill_ids(text)) <= {"time-management"}


def test_a_verb_is_no_compound() -> None:
    assert "infant-care" not in skill_ids("Wir entwickeln die Software")
    assert "infant-care" in skill_ids("Füttern und Wickeln der Kinder")
