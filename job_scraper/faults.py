"""Why a run of a source ended early. Each is one of the statuses that an admin sees."""

from __future__ import annotations


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
