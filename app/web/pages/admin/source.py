"""One source: its state, its settings, their history, its last runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.services.offer_statistics import SourceCount
from app.services.run_history import RunList
from app.services.source_configs import SetUp
from app.services.source_list import SourceState
from app.web.pages.admin.runs import RunRow, run_row
from app.web.pages.admin.set_up import SetUpForm, VersionRow, set_up_form, version_rows
from app.web.pages.admin.sources import SourceRow, source_row
from app.words.labels import label

LAST_RUNS = 8
LAST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class FillView:
    """``now`` and ``usual`` in percent."""

    label: str
    now: int
    usual: int | None
    is_lost: bool


@dataclass(frozen=True, slots=True)
class SourcePage:
    source: SourceRow
    form: SetUpForm
    fills: tuple[FillView, ...]
    versions: tuple[VersionRow, ...]
    runs: tuple[RunRow, ...]
    total_runs: int

    def with_form(self, form: SetUpForm) -> SourcePage:
        return replace(self, form=form)


def source_page(
    state: SourceState, versions: Sequence[SetUp], runs: RunList, counts: Iterable[SourceCount]
) -> SourcePage:
    listed = {source.source: source.listed for source in counts}
    fills = (
        FillView(
            label("offer_field", fill.field),
            round(fill.share * 100),
            None if fill.usual is None else round(fill.usual * 100),
            fill.is_lost,
        )
        for fill in state.health.fills
    )
    return SourcePage(
        source=source_row(state, listed.get(state.source.name, 0)),
        form=set_up_form(state.source, state.set_up),
        fills=tuple(fills),
        versions=version_rows(state.source, versions)[:LAST_VERSIONS],
        runs=tuple(run_row(run) for run in runs.runs[:LAST_RUNS]),
        total_runs=runs.total,
    )
