"""Skills of a sentence as spans of its tokens, found by the product's tagger or by its lexicon alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from app.core.evaluation.spans import Span
from app.core.skills.extract import extract
from app.core.skills.lexicon import default_lexicon
from app.core.skills.tagger.errors import WeightsError
from app.core.skills.tagger.tagger import KNOWLEDGE, SKILL, Tagger
from app.services.skill_spans import shipped_tagger

SOFT_KINDS = frozenset({"soft"})

Predictor = Callable[[Sequence[str]], Sequence[Span]]
BY_LEXICON = "lexicon"
BY_FEATURES = "tagger without sentence model"
BY_MEANING = "tagger with sentence model"


def shipped_predictor() -> tuple[str, Predictor]:
    """The best there is, and its name for the report."""
    try:
        tagger = shipped_tagger()
    except WeightsError:
        return BY_LEXICON, predict_spans
    return BY_MEANING if tagger.semantic else BY_FEATURES, spans_by(tagger)


def spans_by(tagger: Tagger) -> Predictor:
    def predict(tokens: Sequence[str]) -> list[Span]:
        [found] = tagger.tag([tokens])
        return [Span(span.start, span.end, span.kind) for span in found]

    return predict


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
