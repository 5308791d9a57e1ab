"""Names that stand in a text word for word: what simple applicant tracking looks for."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.skills.tokens import key_of, words_of

MAX_CHARACTERS = 200_000


def page_of(text: str) -> str:
    """The text as ``exact_overlap`` reads it: folded words between single spaces."""
    return f" {key_of(text[:MAX_CHARACTERS])} "


def exact_overlap(names: Iterable[str], page: str) -> float:
    """Share of the distinct names that stand on the page as whole words; 0 without names."""
    wanted = {key for name in names if (key := key_of(name))}
    return sum(f" {key} " in page for key in wanted) / len(wanted) if wanted else 0.0


def name_score(name: str, page: str) -> float:
    """1 when the page holds the name word for word, else half the share of its words that stand there."""
    wanted = words_of(name)
    if not wanted:
        return 0.0
    if f" {' '.join(wanted)} " in page:
        return 1.0
    distinct = set(wanted)
    return 0.5 * sum(f" {word} " in page for word in distinct) / len(distinct)
