"""What people ask for often, ready to choose in the assistant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from flask_babel import gettext as _
from mcp.server.mcpserver import MCPServer
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS
from pydantic import Field

from app.errors import AppError, BadInput
from app.mcp.calls import Door
from app.mcp.schemas import LARGEST_ID
from app.services.tokens.caller import READ

Number = Annotated[str, Field(description="Number of an offer, as search_offers gives it.")]


def add(server: MCPServer[Any], door: Door) -> None:
    def place(scope: str, function: Callable[..., str], title: str) -> None:
        server.prompt(title=title, description=function.__doc__)(door.guarded(scope, function, _refused))

    place(READ, best_offers, "The best offers for me")
    place(READ, should_i_apply, "Should I apply?")
    place(READ, close_my_gaps, "Close my gaps")
    place(READ, review_applications, "Where do my applications stand?")


def best_offers() -> str:
    """The open offers that fit the CV best, compared."""
    return _(
        "Find the open offers that fit my CV best (search_offers, sorted by match). Compare the first five in a table "
        "with score, place, salary and what is missing, and say which one to look at first and why."
    )


def should_i_apply(job_id: Number) -> str:
    """What speaks for and against one offer."""
    return _(
        "Should I apply for offer %(number)s? Read it (show_offer) and the explained match (explain_match). Name what "
        "speaks for and against it, quote the lines of my CV that matter, and say what to emphasise. Invent nothing.",
        number=_number(job_id),
    )


def close_my_gaps(job_id: Number) -> str:
    """A plan to learn what one offer asks for."""
    return _(
        "What do I lack for offer %(number)s, and how do I learn it? Use list_gaps and plan_learning; give the steps "
        "in order with their hours, and the score before and after.",
        number=_number(job_id),
    )


def review_applications() -> str:
    """What is due in the tracker."""
    return _(
        "Go through my applications (list_applications). Say which follow-ups are due, which interviews come next and "
        "which have been without an answer for long, and propose what to do this week. Ask before you move any."
    )


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 11 and 0 < int(given) <= LARGEST_ID):
        raise BadInput(
            _("Give the number of an offer."), code="invalid", fields={"job_id": _("Unknown value.")}
        )
    return int(given)


def _refused(_fault: AppError, text: str) -> MCPError:
    return MCPError(code=INVALID_PARAMS, message=text)
