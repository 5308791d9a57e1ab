"""The page about skills says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.skills.extract import MAX_CHARACTERS, extract, skill_ids
from app.core.skills.lexicon import Lexicon
from app.core.skills.table import HEADER, KINDS

PAGE = (Path(__file__).parents[3] / "docs" / "skills.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*HEADER, *KINDS, f"{MAX_CHARACTERS:,}"])
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
