"""Stored matches are made anew when anything that they come from changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.matching import version
from app.core.matching.version import scorer_version
from app.core.matching.weights import DEFAULT_WEIGHTS

WEIGHTS = DEFAULT_WEIGHTS.by_part


def test_model_and_weights_are_in_the_version() -> None:
    assert scorer_version(WEIGHTS) == scorer_version(dict(reversed(WEIGHTS.items())))
    others = {
        scorer_version(WEIGHTS),
        scorer_version(WEIGHTS, "minilm"),
        scorer_version(WEIGHTS, "another"),
        scorer_version({**WEIGHTS, "skills": 31}),
    }
    assert len(others) == 4
    assert all(len(one) <= 20 for one in others)


@pytest.mark.parametrize("changed", ["skills/data/new.tsv", "matching/data/title_words.tsv", "cv/chunks.py"])
def test_data_and_rules_are_in_the_version(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version, "_CORE", tmp_path)
    for name in ("matching/parts/skills.py", "matching/data/title_words.tsv", "skills/data/data.tsv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    version._digest.cache_clear()
    try:
        before = scorer_version(WEIGHTS)
        (tmp_path / changed).parent.mkdir(exist_ok=True)
        (tmp_path / changed).write_text("two", encoding="utf-8")
        version._digest.cache_clear()
        assert scorer_version(WEIGHTS) != before
    finally:
        monkeypatch.undo()
        version._digest.cache_clear()


def test_the_rules_of_the_product_are_found() -> None:
    found = {path.relative_to(version._CORE).as_posix() for path in version._files()}
    assert {"matching/relations.py", "matching/parts/skills.py", "skills/lexicon.py", "cv/chunks.py"} <= found
    assert any(path.startswith("skills/data/") for path in found)
