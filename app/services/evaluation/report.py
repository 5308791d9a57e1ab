"""What an evaluation found, as a text to print and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isnan
from typing import Any

from app.core.evaluation.bootstrap import Interval

Figure = Interval | float | int | str | None
ABSENT = "-"


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` maps what was measured to a figure for each of some columns."""

    title: str
    rows: Mapping[str, Mapping[str, Figure]]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column for row in self.rows.values() for column in row))


@dataclass(frozen=True, slots=True)
class Headline:
    """The figure that stands for a whole evaluation, beside the best simple method in the same run."""

    measure: str
    ours: Interval
    rival: str = ""
    theirs: Interval | None = None
    difference: Interval | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """``facts`` say what was measured on. ``timing`` is all that may differ between two runs."""

    name: str
    facts: Mapping[str, Figure]
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    timing: Mapping[str, float] = field(default_factory=dict)
    headline: Headline | None = None

    def as_dict(self) -> dict[str, Any]:
        tables = {
            table.title: {
                name: {column: _plain(figure) for column, figure in row.items()}
                for name, row in table.rows.items()
            }
            for table in self.tables
        }
        return {
            "name": self.name,
            "facts": {name: _plain(figure) for name, figure in self.facts.items()},
            "tables": tables,
            "notes": list(self.notes),
            "timing": {name: round(seconds, 4) for name, seconds in self.timing.items()},
        }

    def lines(self) -> Iterator[str]:
        yield self.name
        yield "  " + "; ".join(f"{name} {shown(figure)}" for name, figure in self.facts.items())
        for table in self.tables:
            yield ""
            yield from table_lines(table)
        if self.notes or self.timing:
            yield ""
        yield from (f"  {note}" for note in self.notes)
        if self.timing:
            parts = (f"{name} {value:.3g}" for name, value in self.timing.items())
            yield "  Time (differs from run to run): " + "; ".join(parts)


def table_lines(table: Table) -> Iterator[str]:
    cells = [[table.title, *table.columns]]
    cells += [
        [name, *(shown(row.get(column)) for column in table.columns)] for name, row in table.rows.items()
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def headline_table(reports: Mapping[str, Report]) -> Table:
    """One row per evaluation."""
    rows: dict[str, Mapping[str, Figure]] = {}
    for name, report in reports.items():
        if report.headline:
            head = report.headline
            rows[name] = {
                "measure": head.measure,
                "product": head.ours,
                "best simple method": head.rival or None,
                "its figure": head.theirs,
                "difference": head.difference,
                "verdict": _verdict(head.difference),
            }
    return Table("all evaluations", rows)


def shown(figure: Figure) -> str:
    if isinstance(figure, Interval):
        if isnan(figure.value):
            return ABSENT
        return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
    if isinstance(figure, float):
        return ABSENT if isnan(figure) else f"{figure:.3f}"
    return ABSENT if figure is None else str(figure)


def _verdict(difference: Interval | None) -> str | None:
    if difference is None or isnan(difference.value):
        return None
    if difference.is_above_zero:
        return "better"
    return "worse" if difference.is_below_zero else "no difference shown"


def _plain(figure: Figure) -> Any:
    if isinstance(figure, Interval):
        if isnan(figure.value):
            return None
        bounds = {"value": figure.value, "low": figure.low, "high": figure.high}
        return {name: round(value, 6) for name, value in bounds.items()} | {"units": figure.units}
    if isinstance(figure, float):
        return None if isnan(figure) else round(figure, 6)
    return figure
