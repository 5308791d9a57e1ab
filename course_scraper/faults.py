"""Why reading courses ended early."""

from __future__ import annotations

from typing import Final

from outgoing.faults import Fault, NotJson, Refused, RobotsForbid

TOO_MANY_REQUESTS: Final = 429


class ReadingFault(Exception):
    """``status`` is how the reading ends. ``head`` is the beginning of what came back, "" when nothing did."""

    status = "failed"

    def __init__(self, detail: str, head: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.head = head


class Blocked(ReadingFault):
    """The site refuses programs: a captcha, a challenge, 401, 403, 999."""

    status = "blocked"


class Forbidden(Blocked):
    """robots.txt asks programs to leave this address alone."""


class AskedTooOften(ReadingFault):
    """429."""

    status = "quota"


class Changed(ReadingFault):
    """An answer came that is not of the shape it had: the reader must be mended."""

    status = "changed"


class Failed(ReadingFault):
    """It could not be reached, or reported a fault of its own."""


def reading_fault(fault: Fault) -> ReadingFault:
    """What the client ran into, as the end of a reading."""
    if isinstance(fault, Refused):
        if fault.status == TOO_MANY_REQUESTS:
            wait = f", ask again in {fault.retry_after:.0f} s" if fault.retry_after is not None else ""
            return AskedTooOften(f"asked too often: {fault}{wait}", fault.head)
        return Blocked(f"refuses programs: {fault}", fault.head)
    if isinstance(fault, RobotsForbid):
        return Forbidden(f"robots.txt forbids it: {fault}")
    if isinstance(fault, NotJson):
        return Changed(f"not JSON: {fault}")
    return Failed(f"{type(fault).__name__}: {fault}")
