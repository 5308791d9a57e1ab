"""Tools about one's applications."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from flask_babel import gettext as _
from pydantic import Field

from app.core.tracker.record import ADDRESS, LINE, one_line, web_address
from app.errors import BadInput, NotFound
from app.mcp.calls import user_id
from app.mcp.schemas import Application, ApplicationId, Applications, JobId, Moved, Page, Status, Tracked
from app.services.tracker import board, creating, moving
from app.services.tracker.board import Asked, Card
from app.services.tracker.creating import Details
from app.words.labels import label

PER_PAGE: Final = 20
Line = Annotated[str, Field(max_length=LINE)]


def list_applications(
    words: Annotated[
        str, Field(max_length=200, description="Words of the card or the notes; all must occur.")
    ] = "",
    status: Annotated[Status | None, Field(description="Only those with this status.")] = None,
    sort: Annotated[
        Literal["updated", "applied", "follow_up", "company", "title", "status", "score"],
        Field(description="updated: changed last first; follow_up: due first."),
    ] = "updated",
    page: Page = 1,
) -> Applications:
    """The person's applications, with what is due next."""
    cards = board.listing(user_id(), Asked(words, status or "", "", sort)).cards
    pages = -(-len(cards) // PER_PAGE)
    if page > max(pages, 1):
        raise NotFound(_("The list has no page %(page)s.", page=page))
    shown = cards[(page - 1) * PER_PAGE : page * PER_PAGE]
    found = [_application(card) for card in shown]
    return Applications(applications=found, total=len(cards), page=page, pages=pages)


def track_application(
    job_id: Annotated[JobId | None, Field(description="An offer that is here.")] = None,
    title: Annotated[Line, Field(description="Without job_id: what the job is called.")] = "",
    company: Annotated[Line, Field(description="Without job_id: whose it is.")] = "",
    location: Annotated[Line, Field(description="Without job_id: where it is.")] = "",
    url: Annotated[str, Field(max_length=ADDRESS, description="Without job_id: address of the offer.")] = "",
    status: Annotated[Status, Field(description="Where it stands.")] = "saved",
) -> Tracked:
    """Begin to follow an application: for an offer that is here, or for one from outside by its title. An offer that
    is followed already keeps its application. This does not send anything to the employer."""
    if job_id is not None:
        tracked = creating.track(user_id(), job_id, status)
        return Tracked(application=_get(tracked.id), is_new=tracked.is_new)
    made = creating.add(user_id(), _details(title, company, location, url), status)
    return Tracked(application=_get(made), is_new=True)


def move_application(application_id: ApplicationId, status: Status) -> Moved:
    """Move an application to another status. Any status may follow any other."""
    return Moved.model_validate(moving.move_to(user_id(), application_id, status))


def show_application(application_id: ApplicationId) -> Application:
    """One application."""
    return _get(application_id)


def _details(title: str, company: str, location: str, url: str) -> Details:
    wrong: dict[str, object] = {}
    if not one_line(title):
        wrong["title"] = _("Say what the job is called, or give the number of an offer.")
    address = web_address(url) if url else ""
    if address is None:
        wrong["url"] = _("This is not a web address.")
    if wrong:
        raise BadInput(_("Some fields are not right."), code="invalid", fields=wrong)
    return Details(title, company, location, address or "")


def _get(application_id: int) -> Application:
    """Raises NotFound, for one that belongs to somebody else too."""
    for card in board.listing(user_id(), Asked()).cards:
        if card.id == application_id:
            return _application(card)
    raise NotFound(_("There is no such page."))


def _application(card: Card) -> Application:
    values: dict[str, Any] = {name: getattr(card, name) for name in _SAME}
    return Application(
        **values, match_score=card.score, status_text=str(label("application_status", card.status))
    )


_SAME: Final = (
    "id", "job_id", "title", "company", "location", "url", "status", "applied_at", "follow_up_at", "follow_up_text",
    "is_due", "interview_at", "updated_at",
)  # fmt: skip
