"""The figures of the page that explains the score, in words and numbers of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent
from flask_babel import gettext as _

from app.core.evaluation.published import Figure, published
from app.web.words import count_of, day
from app.words.language import current_language


@dataclass(frozen=True, slots=True)
class FigureView:
    """``spread`` says how far chance may have moved the value, ``others`` what a simple method gives;
    both are "" where there is none."""

    code: str
    measured_on: str
    value: str
    spread: str
    others: str
    others_name: str


@dataclass(frozen=True, slots=True)
class MethodFigures:
    figures: tuple[FigureView, ...]
    measured_on: str


def method_figures() -> MethodFigures:
    known = published()
    return MethodFigures(tuple(map(_figure, known.figures)), day(known.measured_on))


def _figure(figure: Figure) -> FigureView:
    low_high = figure.interval
    return FigureView(
        code=figure.code,
        measured_on=f"{figure.data}: {_counts(figure.counts)}",
        value=_value(figure, figure.value),
        spread=_("%(low)s to %(high)s", low=_value(figure, low_high[0]), high=_value(figure, low_high[1]))
        if low_high
        else "",
        others=_value(figure, figure.simple.value) if figure.simple else "",
        others_name=figure.simple.name if figure.simple else "",
    )


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(count_of(name, number) for name, number in counts.items())


def _value(figure: Figure, value: float) -> str:
    """A share as percent, an agreement as a number between -1 and 1."""
    language = current_language()
    if figure.scale == "share":
        return str(format_percent(value, locale=language))
    return str(format_decimal(value, "0.00", locale=language))
