"""What the client ran into becomes the status that an admin sees."""

from __future__ import annotations

import pytest

from outgoing.endings import (
    Blocked,
    Changed,
    Failed,
    ForbiddenByRobots,
    QuotaUsedUp,
    SourceFault,
    from_refusal,
)
from outgoing.faults import (
    AddressForbidden,
    Fault,
    NotJson,
    Refused,
    RobotsForbid,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)

URL = "https://api.example/v1/jobs?api_key=secret"


@pytest.mark.parametrize(
    ("fault", "kind", "status"),
    [
        (Refused(URL, 403), Blocked, "blocked"),
        (Refused(URL, 999), Blocked, "blocked"),
        (RobotsForbid(URL), ForbiddenByRobots, "blocked"),
        (Refused(URL, 429), QuotaUsedUp, "quota"),
        (NotJson(URL, "Expecting value"), Changed, "changed"),
        (Unreachable(URL, "503"), Failed, "failed"),
        (TooLarge(URL), Failed, "failed"),
        (TooManyRedirects(URL), Failed, "failed"),
        (AddressForbidden(URL), Failed, "failed"),
        (Fault(URL), Failed, "failed"),
    ],
)
def test_each_fault_has_its_status(fault: Fault, kind: type[SourceFault], status: str) -> None:
    found = from_refusal(fault)
    assert type(found) is kind
    assert found.status == status
    assert "secret" not in found.detail
    assert "api.example/v1/jobs" in found.detail


def test_a_refusal_keeps_what_the_service_sent() -> None:
    assert from_refusal(Refused(URL, 403, head="Just a moment...")).head == "Just a moment..."


def test_the_time_to_wait_is_said() -> None:
    assert "in 120 s" in from_refusal(Refused(URL, 429, retry_after=120.0)).detail
    assert " in " not in from_refusal(Refused(URL, 429)).detail
