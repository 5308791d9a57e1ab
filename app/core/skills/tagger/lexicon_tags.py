"""What the lexicon says of every word of a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from app.core.skills.extract import extract
from app.core.skills.lexicon import Lexicon, default_lexicon


def lexicon_tags(words: Sequence[str], lexicon: Lexicon | None = None) -> list[str]:
    """B-<kind> and I-<kind> where a mention begins and goes on, else ""."""
    lexicon = lexicon or default_lexicon()
    tags = [""] * len(words)
    starts = [0, *accumulate(len(word) + 1 for word in words)][: len(words)]
    for mention in extract(" ".join(words), lexicon):
        first = max(bisect_left(starts, mention.start + 1) - 1, 0)
        after = bisect_left(starts, mention.end)
        kind = lexicon.get(mention.skill).kind
        for at in range(first, min(after, len(words))):
            tags[at] = ("B-" if at == first else "I-") + kind
    return tags
