"""One's own account: profile, figures, a copy of everything, deleting it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from flask import Response

from app import downloads
from app.api import auth
from app.api.answers import accepted, answer, nothing
from app.api.caller import caller
from app.api.changing import require_unchanged
from app.api.limits import SIGN_IN, by_caller
from app.api.operation import answers, group
from app.api.schemas.auth import UserChange, UserResponse
from app.api.schemas.paths import ExportPath
from app.api.schemas.users import (
    ApplicationStats,
    BelongingStats,
    DeleteAccount,
    ExportResponse,
    OfferStats,
    SavedStats,
    StatsQuery,
    StatsResponse,
)
from app.extensions import limiter
from app.models import utc_now
from app.services.account_export import asking
from app.services.dashboard import overview
from app.services.erasure import person
from app.words.language import current_language

blueprint = group("users", "/users", "My account: profile, figures, a copy of everything, deleting it.")
EXPORTS: Final = "6 per hour"
ZIP: Final[dict[str, Any]] = {
    "description": "The archive.",
    "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
}


@blueprint.get("/profile", responses={200: UserResponse})
def profile() -> Response:
    """My profile"""
    return auth.me()


@blueprint.put("/profile", responses=answers(200, UserResponse, 412))
def change_profile(body: UserChange) -> Response:
    """Change my profile"""
    require_unchanged(profile)
    return auth.change_me(body=body)


@blueprint.get("/stats", responses={200: StatsResponse})
def stats(query: StatsQuery) -> Response:
    """My figures"""
    user_id, since = caller().user_id, utc_now() - timedelta(days=query.days)
    found = overview.dashboard(user_id, since, current_language())
    fresh, kept = found.fresh, found.kept
    offers = (
        OfferStats(new=fresh.new, new_fitting=fresh.fitting, fitting=fresh.open_fitting) if fresh else None
    )
    return answer(
        StatsResponse(
            since=since,
            primary_cv_id=found.cv_id,
            offers=offers,
            saved_jobs=SavedStats(
                total=kept.total, open=kept.open, favorites=kept.favorites, changed=kept.changed
            ),
            applications=ApplicationStats(total=found.applications, by_status=dict(found.statuses)),
            belongings=BelongingStats(**asdict(person.belongings(user_id))),
        )
    )


@blueprint.delete("/account", responses={204: None})
@limiter.limit(SIGN_IN, key_func=by_caller)
def delete_account(body: DeleteAccount) -> Response:
    """Delete my account and all that belongs to it

    At once and for good."""
    person.erase_oneself(caller().user_id, body.password.get_secret_value())
    return nothing()


@blueprint.post("/account/export", responses=answers(202, ExportResponse, 409))
@limiter.limit(EXPORTS, key_func=by_caller)
def ask_export() -> Response:
    """Ask for a copy of everything

    While one is being made, asking again gives that one."""
    user_id = caller().user_id
    task_id = asking.task_of(user_id, asking.ask(user_id, current_language()))
    return accepted(_export(asking.state(user_id)), task_id)


@blueprint.get("/account/export", responses={200: ExportResponse})
def export_state() -> Response:
    """How far my copy is"""
    return answer(_export(asking.state(caller().user_id)))


@blueprint.get("/account/export/<int:export_id>", responses={200: ZIP})
def download(path: ExportPath) -> Response:
    """Fetch my copy"""
    archive = asking.fetch(caller().user_id, path.export_id)
    return downloads.send(archive.file, "application/zip", archive.name)


@blueprint.delete("/account/export/<int:export_id>", responses={204: None})
def discard(path: ExportPath) -> Response:
    """Delete my copy"""
    asking.discard(caller().user_id, path.export_id)
    return nothing()


def _export(found: asking.ExportState) -> ExportResponse:
    return ExportResponse(**{**asdict(found), "id": found.id or None})
