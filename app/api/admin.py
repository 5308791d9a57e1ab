"""For administrators: runs of sources, asking for one, figures of the site, people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Response
from flask_babel import gettext as _

from app.api import cursors
from app.api.answers import answer, cut, followed, listed, paging_of
from app.api.caller import caller
from app.api.limits import COSTLY, by_caller
from app.api.operation import answers, group
from app.api.schemas import admin as schemas
from app.errors import Conflict
from app.extensions import limiter
from app.services import run_history, scraping, site_figures
from app.services.people import listing

blueprint = group("admin", "/admin", "For administrators.")


@blueprint.get("/scraping/logs", responses={200: schemas.RunList})
def logs(query: schemas.RunQuery) -> Response:
    """What runs of sources did"""
    behind = cursors.read(query)
    found = run_history.page(query.source, query.status, query.page, behind[0] if behind else None)
    paging = cut(query, found.total) if behind else paging_of(query, found.total)
    paging = followed(paging, (found.runs[-1].id,) if found.more else None)
    runs = [schemas.RunResponse.model_validate(run) for run in found.runs]
    return listed(schemas.RunList(runs=runs, paging=paging), paging)


@blueprint.post("/scraping/trigger", responses=answers(202, schemas.AskedRuns, 409))
@limiter.limit(COSTLY, key_func=by_caller)
def trigger(body: schemas.Trigger) -> Response:
    """Run one source, or every one that is on

    Who asks while one waits or runs gets that one."""
    user_id = caller().user_id
    asked = [scraping.ask(body.source, user_id)] if body.source else scraping.ask_all(user_id)
    if not asked:
        raise Conflict(
            _("No source is switched on. Switch one on in its settings, or run a single one."),
            code="no_source_on",
        )
    response = answer(schemas.AskedRuns(runs=[schemas.AskedRun.model_validate(one) for one in asked]), 202)
    response.headers["Location"] = f"/api/v1/tasks/{asked[0].task_id}"
    return response


@blueprint.get("/stats", responses={200: schemas.SiteStats})
def stats() -> Response:
    """Figures of the site"""
    found = site_figures.figures()
    return answer(
        schemas.SiteStats(
            at=found.at,
            people=schemas.PeopleFigures.model_validate(found.people),
            offers_total=found.offers.total,
            offers_listed=found.offers.listed,
            totals=dict(found.use.totals),
            tasks_queued=found.work.queued,
            tasks_running=found.work.running,
            storage=dict(found.storage.used),
            disk_free=found.storage.free,
        )
    )


@blueprint.get("/users", responses={200: schemas.PeopleList})
def users(query: schemas.PeopleQuery) -> Response:
    """Find people"""
    wanted = query.model_dump(exclude={"page", "page_size", "cursor"})
    behind = cursors.read(query)
    found = listing.people(listing.PeopleFilter(**wanted), query.page, _place(behind) if behind else None)
    paging = cut(query, found.total) if behind else paging_of(query, found.total)
    paging = followed(paging, _written(listing.place_of(found.rows[-1], query.sort)) if found.more else None)
    people = [schemas.PersonResponse.model_validate(row) for row in found.rows]
    return listed(schemas.PeopleList(people=people, paging=paging), paging)


def _written(place: listing.Place) -> tuple[str, str | None, int]:
    value, id_ = place
    return ("at", value.isoformat(), id_) if isinstance(value, datetime) else ("as", value, id_)


def _place(written: list[Any]) -> listing.Place:
    kind, value, id_ = written
    return (datetime.fromisoformat(value) if kind == "at" else value), id_
