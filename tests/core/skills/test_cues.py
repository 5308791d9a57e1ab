"""The files of phrases around a skill."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.skills.cues import CUES, HEADINGS, RUNNING, default_cues, read_cues
from app.core.skills.table import LexiconError


@pytest.mark.parametrize("language", ["en", "fr", "de", "ar"])
@pytest.mark.parametrize("kind", [*HEADINGS, *RUNNING])
def test_every_language_has_every_kind(language: str, kind: str) -> None:
    assert f"[{kind}]\n" in (CUES / f"{language}.txt").read_text(encoding="utf-8")


def test_the_longest_phrase_wins() -> None:
    hits = list(default_cues().running.hits(["java", "is", "not", "required", "here"]))
    assert [(hit.first, hit.after) for hit in hits] == [(1, 4)]


def test_what_is_wrong_with_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("[wish]\nnice\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"en\.txt:1: unknown kind \[wish\]"):
        read_cues(tmp_path)
    (tmp_path / "en.txt").write_text("nice\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"en\.txt:1: a phrase without kind"):
        read_cues(tmp_path)
