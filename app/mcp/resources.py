"""What an assistant can be given to read: an offer, its match, one's applications."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from app.errors import AppError, NotFound
from app.mcp import applications, matches, offers
from app.mcp.calls import OPEN, Door
from app.mcp.schemas import LARGEST_ID
from app.services.tokens.caller import READ

JSON = "application/json"


def add(server: MCPServer[Any], door: Door) -> None:
    def place(address: str, scope: str, function: Callable[..., str], title: str) -> None:
        guarded = door.guarded(scope, function, _refused)
        server.resource(address, title=title, description=function.__doc__, mime_type=JSON)(guarded)

    place("jobmatch://offers/{job_id}", OPEN, offer, "Offer")
    place("jobmatch://offers/{job_id}/match", READ, match, "Match")
    place("jobmatch://applications", READ, my_applications, "My applications")


def offer(job_id: str) -> str:
    """One offer, whole, as show_offer gives it."""
    return offers.show_offer(_number(job_id)).model_dump_json()


def match(job_id: str) -> str:
    """How one offer fits, as explain_match gives it."""
    return matches.explain_match(_number(job_id)).model_dump_json()


def my_applications() -> str:
    """The applications that changed last, as list_applications gives them."""
    return applications.list_applications().model_dump_json()


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 11 and 0 < int(given) <= LARGEST_ID):
        raise NotFound(_("There is no such page."))
    return int(given)


def _refused(fault: AppError, text: str) -> ResourceError:
    return ResourceNotFoundError(text) if isinstance(fault, NotFound) else ResourceError(text)
