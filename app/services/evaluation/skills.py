"""``flask evaluate skills``: spans of skills in offers against spans that people marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.evaluation import spans
from app.core.evaluation.arrays import Reals
from app.core.evaluation.bootstrap import Interval, interval
from app.core.evaluation.spans import COUNTS, NotBio, Rates, Span, counts_of, spans_of
from app.services.evaluation.files import Record, read_all
from app.services.evaluation.progress import Track, silent
from app.services.evaluation.report import Figure, Headline, Report, Table
from app.services.evaluation.span_prediction import KNOWLEDGE, SKILL, Predictor, shipped_predictor

KINDS = (KNOWLEDGE, SKILL)
BOTH = "both"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Sentence:
    tokens: tuple[str, ...]
    marked: tuple[Span, ...]
    source: str


def run(file: Path, track: Track = silent, predict: Predictor | None = None) -> Report:
    """By the product's own finder unless another is given. Raises BadFile."""
    sentences = read_all(file, _sentence)
    finder, predict = ("given", predict) if predict else shipped_predictor()
    tracked = track(sentences, "Finding skills", len(sentences))
    counts = np.array([_counts(sentence, predict) for sentence in tracked])
    sources = list(dict.fromkeys(sentence.source for sentence in sentences))
    chosen = {source: [one.source == source for one in sentences] for source in sources}
    if sources != [ALL]:
        chosen[ALL] = [True] * len(sentences)
    by_source = {source: _by_kind(np.array(inside), sentences, counts) for source, inside in chosen.items()}
    return Report(
        name=f"Skills in offers: {file.name}",
        facts=_facts(sentences, counts) | {"found by": finder},
        tables=tuple(_table(source, by_kind) for source, by_kind in by_source.items()),
        headline=Headline("strict F1, both", _f1(by_source[ALL][BOTH], spans.strict)),
    )


def _sentence(record: Record) -> Sentence:
    tokens = record.get_texts("tokens")
    marked: list[Span] = []
    for kind in KINDS:
        tags = record.get_texts(f"tags_{kind}")
        if len(tags) != len(tokens):
            record.refuse(f"{len(tags)} tags_{kind} for {len(tokens)} tokens")
        try:
            marked += spans_of(tags, kind)
        except NotBio as error:
            record.refuse(str(error))
    return Sentence(tokens, tuple(marked), record.find_text("source") or ALL)


def _counts(sentence: Sentence, predict: Predictor) -> Reals:
    """COUNTS for each of KINDS."""
    found = predict(sentence.tokens)
    return np.array(
        [
            counts_of(
                (span for span in found if span.kind == kind),
                (span for span in sentence.marked if span.kind == kind),
            )
            for kind in KINDS
        ]
    )


def _by_kind(inside: NDArray[np.bool_], sentences: Sequence[Sentence], counts: Reals) -> dict[str, Reals]:
    """COUNTS per distinct text: sentences that repeat one another are drawn together."""
    texts = [sentence.tokens for sentence, taken in zip(sentences, inside, strict=True) if taken]
    place = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    summed = np.zeros((len(place), len(KINDS), COUNTS))
    np.add.at(summed, [place[text] for text in texts], counts[inside])
    by_kind = {kind: summed[:, at] for at, kind in enumerate(KINDS)}
    return by_kind | {BOTH: summed.sum(axis=1)}


def _table(source: str, by_kind: Mapping[str, Reals]) -> Table:
    rows = {kind: _strict_and_partial(rows) for kind, rows in by_kind.items()}
    return Table(f"source: {source}", rows)


def _strict_and_partial(rows: Reals) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for name, rates in (("strict", spans.strict), ("partial", spans.partial)):
        whole = rates(rows.sum(axis=0, keepdims=True))
        figures[f"{name} P"] = float(whole.precision[0])
        figures[f"{name} R"] = float(whole.recall[0])
        figures[f"{name} F1"] = _f1(rows, rates)
    figures["marked"] = int(rows[:, 1].sum())
    figures["predicted"] = int(rows[:, 0].sum())
    return figures


def _f1(rows: Reals, rates: Callable[[Reals], Rates]) -> Interval:
    return interval(rows, lambda sums: rates(sums).f1)


def _facts(sentences: Sequence[Sentence], counts: Reals) -> dict[str, Figure]:
    return {
        "sentences": len(sentences),
        "distinct": len({sentence.tokens for sentence in sentences}),
        "spans marked": int(counts[:, :, 1].sum()),
    }
