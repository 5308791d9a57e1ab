"""Skills of a sentence as spans of its tokens, found by the product's own extraction."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from app.core.evaluation.spans import Span
from app.core.skills.extract import extract
from app.core.skills.lexicon import default_lexicon

KNOWLEDGE = "knowledge"
SKILL = "skill"
SOFT_KINDS = frozenset({"soft"})


def predict_spans(tokens: Sequence[str]) -> list[Span]:
    """A token that a mention touches belongs to its span. Of mentions that share a token the first stays."""
    ends = [end - 1 for end in accumulate(len(token) + 1 for token in tokens)]
    starts = [end - len(token) for end, token in zip(ends, tokens, strict=True)]
    lexicon = default_lexicon()
    found: list[Span] = []
    for mention in extract(" ".join(tokens)):
        first = bisect_right(ends, mention.start)
        after = bisect_left(starts, mention.end)
        kind = SKILL if lexicon.get(mention.skill).kind in SOFT_KINDS else KNOWLEDGE
        if first < after and (not found or found[-1].end <= first):
            found.append(Span(first, after, kind))
    return found
