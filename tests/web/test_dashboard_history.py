"""Days of two methods do not compare, and the dashboard does not pretend that they do."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Flask

from app.services.score_history import CvHistory, DayScore
from app.web.pages.dashboard_charts import HistoryView, history_view

TODAY = date(2026, 11, 22)


def view(app: Flask, *days: tuple[float | None, str]) -> HistoryView:
    """Of one CV, the last day being today."""
    noted = [
        DayScore(TODAY - timedelta(days=len(days) - 1 - at), mean, 1, 10, 5, version)
        for at, (mean, version) in enumerate(days)
    ]
    with app.test_request_context():
        return history_view([CvHistory(7, "amel.pdf", is_primary=True, days=tuple(noted[:-1]))], noted[-1])


def test_a_new_method_is_marked_where_it_begins(app: Flask) -> None:
    [chart] = view(app, (60.0, "a"), (61.0, "a"), (40.0, "b"), (41.0, "b")).charts
    assert [row.is_new_method for row in chart.rows] == [False, False, True, False]
    assert chart.changed_method


def test_a_day_on_which_nothing_was_compared_hides_no_change(app: Flask) -> None:
    [chart] = view(app, (60.0, "a"), (None, "b"), (40.0, "b")).charts
    assert [row.is_new_method for row in chart.rows] == [False, True]


def test_a_cv_moves_by_one_method_only(app: Flask) -> None:
    [one] = view(app, (60.0, "a"), (40.0, "b"), (41.5, "b")).standings
    assert one.moved.startswith("+1.5 since")
    [fresh] = view(app, (60.0, "a"), (40.0, "b")).standings
    assert fresh.moved == ""


def test_one_method_is_drawn_as_ever(app: Flask) -> None:
    found = view(app, (60.0, "a"), (61.0, "a"))
    assert not found.charts[0].changed_method
    assert found.standings[0].moved.startswith("+1 since")
