"""Invented sources, runs, copies and background work for the pages of administrators."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.models import utc_now
from app.services.offer_statistics import Count, DayCount, SourceCount, Statistics
from app.services.task_list import TaskRow
from app.web.pages.admin.copies import CopiesPage, Pair, Side
from app.web.pages.admin.exports import ExportsPage
from app.web.pages.admin.runs import RunPage, RunRow, RunsPage
from app.web.pages.admin.set_up import Change, OptionField, SetUpForm, VersionRow
from app.web.pages.admin.source import FillView, SourcePage
from app.web.pages.admin.sources import SourceRow, SourcesPage, TermsView
from app.web.pages.admin.statistics import StatisticsView
from app.web.pages.admin.tasks import TasksPage, TaskView

NOW = utc_now()
LONG = "Übersetzungsdienstleistungsgesellschaft-" * 3
RUN = RunRow(
    id=7, source="board", label="Board", state="ok", tone="good", started_at=NOW - timedelta(hours=2),
    completed_at=NOW - timedelta(hours=2, minutes=-3), found=1200, new=40, updated=3, unchanged=1150, duplicate=9,
    rejected=7, closed=12, progress=100, message="", reason="",
)  # fmt: skip
UNDER_WAY = replace(
    RUN, id=8, state="running", tone="busy", completed_at=None, progress=66, message="page 2 of 3"
)
BAD = replace(RUN, id=9, state="changed", tone="bad", reason="no list of offers")
TERMS = TermsView(
    "forbidden", "warn", LONG, "https://board.example.org/terms", ("Say so.", LONG), "It says no.", "Import.", "Via Board"
)  # fmt: skip
ROW = SourceRow(
    name="board", label="Board", homepage="https://board.example.org", countries="Tunisia, France", is_on=True,
    state="ok", tone="good", advice="", last=RUN, last_good=RUN, median=1100.5, good_runs=10, offers=1180,
    next_at=NOW + timedelta(hours=2), every_hours=4, warnings=(LONG,), missing=("Key",), terms=TERMS,
)  # fmt: skip
BUSY = replace(ROW, name="busy", state="running", tone="busy", last=UNDER_WAY, warnings=(), missing=())
OFF = replace(
    ROW, name="off", is_on=False, state="never", tone="plain", last=None, last_good=None, median=None
)
COUNTED = Statistics(
    (SourceCount("board", 1200, 1100, 60, 40),), (Count("Atlas", 20),), (Count("TN", 1200),),
    (DayCount(date(2026, 3, 5), 30),), date(2025, 1, 1), date(2026, 3, 5),
)  # fmt: skip
STATISTICS = StatisticsView(
    COUNTED, (("Board", 1100, 60, 40),), (("5 Mar", 30), ("6 Mar", 0)), (("Tunisia", 1200),), ((LONG, 20),)
)
SOURCES = SourcesPage((ROW, BUSY), (OFF,), STATISTICS)
NO_SOURCES = SourcesPage((), (), StatisticsView(Statistics((), (), (), (), None, None), (), (), (), ()))


def _field(name: str, kind: str, **changes: object) -> OptionField:
    field = OptionField(name, f"The {name}", kind, "", "What it is for.", False, 0, 20, (), False, "")
    return replace(field, **changes)


FIELDS = (
    _field("words", "list", value="python\ndata", error="Use at most 1 entries."),
    _field("place", "text", value="Tunis", is_required=True),
    _field("pages", "number", value="3"),
    _field("remote", "flag", value="1", error="Say yes or no."),
    _field("order", "choice", value="fit", choices=(("date", "date"), ("fit", "fit"))),
    _field("key", "secret", is_set=True),
)
FORM = SetUpForm(
    version=2, is_on=True, every_hours="0", max_offers="100", note="", note_length=200, hours=(1, 720),
    offers=(1, 50_000), fields=FIELDS, errors={"every_hours": "Write a whole number from 1 to 720."},
    message="Some settings cannot be used.", theirs=(Change("The place", "Sfax", "Tunis"),),
)  # fmt: skip
VERSIONS = (
    VersionRow(2, True, NOW, "nadia@example.org", "", ()),
    VersionRow(1, False, NOW - timedelta(days=2), "", "as before", (Change("The place", "", LONG),)),
)
SOURCE = SourcePage(
    ROW,
    FORM,
    (FillView("Salary", 10, 80, True), FillView("Title", 100, None, False)),
    VERSIONS,
    (RUN, BAD),
    9,
)
NEW_SOURCE = SourcePage(OFF, replace(FORM, errors={}, message="", theirs=(), fields=()), (), (), (), 0)
STATES, NAMES = (("ok", "Worked"), ("failed", "Failed")), (("board", "Board"),)
RUNS = RunsPage((UNDER_WAY, RUN, BAD), 120, 2, 3, "board", "", STATES, NAMES)
NO_RUNS = RunsPage((), 0, 1, 0, "", "failed", STATES, NAMES)
LINES = (("info", NOW, "start"), ("warning", NOW, LONG), ("error", NOW, "changed"))
CHANGED = RunPage(
    BAD, "Look at it.", "Nadia", 2, f"<html>{LONG}\n</html>", (("without a title", (LONG, "{}")),), LINES, 3
)
RUNNING = RunPage(UNDER_WAY, "Nothing to do.", "", 0, "", (), (), 0)
FACTS = (("Company", "Atlas", False), ("Place", LONG, True))
SIDE = Side(1, "Python developer", "https://board.example.org/1", LONG, FACTS)
LISTS = (
    ("apart", "Alike, left apart", 12, True),
    ("joined", "Joined", 3, False),
    ("decided", "Decided", 0, False),
)
COPIES = CopiesPage(
    (Pair(SIDE, replace(SIDE, id=2), False, 81, None, ""), Pair(SIDE, replace(SIDE, id=3), True, None, NOW, "Nadia")),
    LISTS, "apart", 1, 2,
)  # fmt: skip
NO_COPIES = CopiesPage((), LISTS, "apart", 1, 0)
EXPORTS = ExportsPage((("board", "Board", 1200),), (("TN", "Tunisia", 1200),), 1200)
TASK = TaskRow(
    id=5, name="scrape", arguments={}, state="running", progress=40, message=LONG, attempts=1, max_attempts=3,
    cancel_requested=True, asked_by="nadia@example.org", created_at=NOW, started_at=NOW, heartbeat_at=NOW, finished_at=None,
)  # fmt: skip
FAILED = replace(TASK, id=6, state="failed", asked_by="", finished_at=NOW, cancel_requested=False)
FILTERS = (("", "All", 2, True), ("failed", "Failed", 1, False))
TASKS = TasksPage(
    (TaskView(TASK, "Fetch", "Board", "busy"), TaskView(FAILED, "Fetch", "", "bad")), FILTERS, "", 1, 2
)
NO_TASKS = TasksPage((), FILTERS, "done", 1, 1)
