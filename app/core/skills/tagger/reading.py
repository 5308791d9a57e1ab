"""Spans of skills and knowledge in raw English text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.skills.tagger.sentences import Word, split_sentences
from app.core.skills.tagger.tagger import KNOWLEDGE, Span, Tagger

MAX_CHARACTERS = 500_000
_BEFORE = " ,;:!?…()[]{}\"'“”‘’«»*•·▪●◦‣-–—/&"
_AFTER = _BEFORE + "."


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """``surface`` is ``text[start:end]``; ``kind`` and ``certainty`` are as in ``Span``."""

    start: int
    end: int
    kind: str
    certainty: float
    surface: str


def find_spans(text: str, tagger: Tagger, least_certainty: float = 0.0) -> list[TextSpan]:
    """In text order. Callers make sure that the text is English; what follows the first MAX_CHARACTERS
    characters is not read."""
    text = text[:MAX_CHARACTERS]
    sentences = list(split_sentences(text))
    tagged = tagger.tag([[word.text for word in words] for words in sentences])
    found = (
        _in_text(text, piece, span)
        for words, spans in zip(sentences, tagged, strict=True)
        for span in spans
        if span.certainty >= least_certainty
        for piece in _pieces(words[span.start : span.end], span.kind)
    )
    return sorted(span for span in found if span.surface)


def _pieces(words: Sequence[Word], kind: str) -> Iterator[Sequence[Word]]:
    """A comma parts two pieces of knowledge, but not what a skill is about."""
    first = 0
    if kind == KNOWLEDGE:
        for at in range(1, len(words)):
            if words[at].apart:
                yield words[first:at]
                first = at
    yield words[first:]


def _in_text(text: str, words: Sequence[Word], span: Span) -> TextSpan:
    start, end = words[0].start, words[-1].end
    while start < end and text[start] in _BEFORE:
        start += 1
    while end > start and text[end - 1] in _AFTER:
        end -= 1
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    return TextSpan(start, end, span.kind, span.certainty, text[start:end])
