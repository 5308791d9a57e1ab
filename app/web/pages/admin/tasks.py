"""Background work as an administrator reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from app.models.task import STATES
from app.services.task_list import TaskPage, TaskRow
from app.web.pages.admin.runs import source_label
from app.words.labels import label

TONES = {"queued": "plain", "running": "busy", "done": "good", "failed": "bad", "cancelled": "plain"}


@dataclass(frozen=True, slots=True)
class TaskView:
    """``about`` says what the task works on, "" where its name says it all."""

    row: TaskRow
    label: str
    about: str
    tone: str


@dataclass(frozen=True, slots=True)
class TasksPage:
    """``filters`` are (state, label, count, is chosen); the state of the first is "" for all."""

    rows: tuple[TaskView, ...]
    filters: tuple[tuple[str, str, int, bool], ...]
    state: str
    page: int
    pages: int

    @property
    def is_busy(self) -> bool:
        return any(one.row.state in {"queued", "running"} for one in self.rows)

    def url(self, page: int) -> str:
        return list_url(self.state, page)


def tasks_page(found: TaskPage, state: str) -> TasksPage:
    chosen = state if state in STATES else ""
    return TasksPage(
        rows=tuple(_view(row) for row in found.rows),
        filters=tuple(_filters(found.counts, chosen)),
        state=chosen,
        page=found.page,
        pages=found.pages,
    )


def list_url(state: str, page: int = 1) -> str:
    chosen = {"state": state if state in STATES else "", "page": page if page > 1 else ""}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"/admin/tasks?{query}" if query else "/admin/tasks"


def _filters(counts: Mapping[str, int], chosen: str) -> list[tuple[str, str, int, bool]]:
    every = ("", label("task_state", "all"), sum(counts.values()), not chosen)
    return [every, *((state, label("task_state", state), counts[state], state == chosen) for state in STATES)]


def _view(row: TaskRow) -> TaskView:
    source = row.arguments.get("source")
    return TaskView(
        row=row,
        label=label("task_name", row.name),
        about=source_label(source) if isinstance(source, str) else "",
        tone=TONES.get(row.state, "plain"),
    )
