"""Trying again what failed in passing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_exponential_jitter

from outgoing.deadline import Deadline
from outgoing.faults import Interrupted
from outgoing.limits import Retries

Result = TypeVar("Result")


def attempted(ask: Callable[[], Result], retries: Retries, deadline: Deadline) -> Result:
    """Calls ``ask`` again after Interrupted while the policy and the deadline permit; raises its last fault."""
    growing = wait_exponential_jitter(
        multiplier=retries.first_wait, max=retries.longest_wait, jitter=retries.jitter
    )

    def wait(state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        asked = fault.retry_after if isinstance(fault, Interrupted) else None
        return growing(state) if asked is None else asked

    def is_over(state: RetryCallState) -> bool:
        too_long = state.upcoming_sleep > max(retries.longest_wait, retries.first_wait + retries.jitter)
        return (
            state.attempt_number >= retries.attempts or too_long or not deadline.allows(state.upcoming_sleep)
        )

    again = Retrying(retry=retry_if_exception_type(Interrupted), wait=wait, stop=is_over, reraise=True)
    return again(ask)
