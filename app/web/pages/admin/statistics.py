"""Counts of offers as rows of charts and of their tables."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.services.offer_statistics import Statistics
from app.web.pages.admin.runs import source_label
from app.web.words import country_name, day

ChartRow = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """Each row is a label and its numbers; those of sources are shown, copies and closed."""

    counted: Statistics
    sources: tuple[ChartRow, ...]
    days: tuple[ChartRow, ...]
    countries: tuple[ChartRow, ...]
    companies: tuple[ChartRow, ...]


def statistics_view(counted: Statistics) -> StatisticsView:
    unknown = _("Not given")
    return StatisticsView(
        counted=counted,
        sources=tuple(
            (source_label(one.source), one.listed, one.copies, one.closed) for one in counted.sources
        ),
        days=tuple((day(one.day), one.count) for one in counted.days),
        countries=tuple((country_name(one.value) or unknown, one.count) for one in counted.countries),
        companies=tuple((one.value or unknown, one.count) for one in counted.companies),
    )
