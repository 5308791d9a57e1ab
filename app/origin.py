"""Which request asked for a task: goes with it through the queue, so that its lines in the log and its trace can be
found from the request's. A task that the queue lost and a reaper hands on has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import structlog

from app import traces

REQUEST_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")


def here() -> str:
    """The request's id and the place in its trace, "" outside of one."""
    request_id = structlog.contextvars.get_contextvars().get("request_id", "")
    place = traces.place()
    return f"{request_id} {place}".strip() if request_id else ""


@contextmanager
def continued(origin: str) -> Iterator[None]:
    """Inside, lines of the log have the request's id, and spans follow its span."""
    request_id, _space, place = origin.partition(" ")
    if not REQUEST_ID.fullmatch(request_id):
        yield
        return
    with structlog.contextvars.bound_contextvars(request_id=request_id), traces.following(place):
        yield
