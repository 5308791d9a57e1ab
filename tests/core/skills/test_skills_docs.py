"""The page about skills says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.skills.cues import RUNNING, SECTIONS
from app.core.skills.extract import MAX_CHARACTERS, extract, skill_ids
from app.core.skills.lexicon import Lexicon
from app.core.skills.reading import asked, read_skills
from app.core.skills.table import HEADER, KINDS

PAGE = (Path(__file__).parents[3] / "docs" / "skills.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*HEADER, *KINDS, *SECTIONS, f"{MAX_CHARACTERS:,}"])
def test_every_column_kind_and_limit_is_named(word: str) -> None:
    assert word in PAGE


def test_the_examples_are_true(shipped: Lexicon) -> None:
    found = shipped.find("bases de donnees")
    assert found is not None
    assert found.id == "databases"
    assert shipped.label("databases", "de") == "Datenbanken"
    assert shipped.ancestors("spring-boot") == ("spring", "java", "programming")
    assert skill_ids("Java-Kenntnisse und CI/CD") == ("java", "ci-cd")
    assert extract("Maîtrise d'Excel")[0].surface == "Excel"
    assert skill_ids("go-to-market, R&B, C'est, reporting to") == ("sales-strategy",)


def test_the_example_of_what_is_asked_is_true() -> None:
    uses = read_skills("3+ years of Python required, Kotlin is a plus, no PHP needed")
    assert [(use.skill, use.wished, use.negated, use.years) for use in uses] == [
        ("python", False, False, 3.0),
        ("kotlin", True, False, None),
        ("php", False, True, None),
    ]
    assert not asked(uses)["kotlin"].required
    assert "php" not in asked(uses)


@pytest.mark.parametrize("kind", [kind for kind in RUNNING if not kind.endswith(" after")])
def test_every_kind_of_cue_is_named(kind: str) -> None:
    assert f"`{kind}`" in PAGE
