"""Why reading an outside source ended early, for all scrapers. Each is one of the statuses that an admin sees."""

from __future__ import annotations

from typing import Final

from outgoing.faults import (
    Fault,
    NotJson,
    Refused,
    RobotsForbid,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)


class SourceFault(Exception):
    """``status`` is how the run ends. ``head`` is the beginning of what came back, "" when nothing did."""

    status = "failed"

    def __init__(self, detail: str, head: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.head = head


class Blocked(SourceFault):
    """The site refuses programs: a captcha, a challenge, a login wall, 403, 999."""

    status = "blocked"


class ForbiddenByRobots(Blocked):
    """robots.txt asks programs to leave this address alone."""


class QuotaUsedUp(SourceFault):
    """The allowance of the key or of the hour is used up (429 and its like)."""

    status = "quota"


class KeyRefused(SourceFault):
    """A key is missing, wrong, or lacks the product."""

    status = "auth"


class Changed(SourceFault):
    """An answer came that is not of the shape this source had: the reader must be mended."""

    status = "changed"


class Failed(SourceFault):
    """The service reported a fault of its own, or refused a parameter."""


TOO_MANY_REQUESTS: Final = 429
_WHY: Final[tuple[tuple[type[Fault], str], ...]] = (
    (Unreachable, "it could not be reached"),
    (TooLarge, "its answer is larger than allowed"),
    (TooManyRedirects, "it redirects in circles"),
)


def from_refusal(fault: Fault) -> SourceFault:
    """How a run ends on what the client ran into: 403, 999 and robots.txt are blocked, 429 is quota,
    an answer that is no JSON is changed, everything else is failed."""
    if isinstance(fault, Refused):
        if fault.status == TOO_MANY_REQUESTS:
            wait = f", ask again in {fault.retry_after:.0f} s" if fault.retry_after is not None else ""
            return QuotaUsedUp(f"asked too often: {fault}{wait}", fault.head)
        return Blocked(f"refuses programs: {fault}", fault.head)
    if isinstance(fault, RobotsForbid):
        return ForbiddenByRobots(f"robots.txt forbids it: {fault}")
    if isinstance(fault, NotJson):
        return Changed(f"not JSON: {fault}")
    why = next((why for kind, why in _WHY if isinstance(fault, kind)), "not asked")
    return Failed(f"{why}: {fault}")
