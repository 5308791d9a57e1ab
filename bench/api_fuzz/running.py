"""Running schemathesis over the document, and counting what it did."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Final

import schemathesis
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events
from schemathesis.engine.recorder import ScenarioRecorder

from bench.api_fuzz.people import VISITOR, People, provider
from bench.api_fuzz.site import Site

DOCUMENT: Final = "/api/openapi.json"
OPERATIONS: Final = "^/api/v1/"  # what the pages ask for wants a browser's session and form token
PHASES: Final = ("examples", "coverage", "fuzzing", "stateful")
# Besides what schemathesis takes for a fair answer to what fits the document: a made-up ETag in If-Match, and what a
# schema cannot say, such as skills that are known, or files that can be read. Both are in the document.
ALSO_FAIR: Final = ["2xx", "3xx", "401", "403", "404", "409", "412", "422"]


@dataclass(slots=True)
class Outcome:
    """What one identity met. ``failures`` are different ones, each with how to send it again."""

    identity: str
    operations: set[str] = field(default_factory=set)
    cases: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    checks: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def server_errors(self) -> int:
        return sum(count for status, count in self.statuses.items() if status >= 500)


def run(
    site: Site,
    identity: str,
    examples: int,
    phases: Collection[str] = PHASES,
    only: str = OPERATIONS,
    seed: int = 1,
    tell: Callable[[str], object] = print,
) -> Outcome:
    """``only`` is a regular expression of addresses. All checks that schemathesis has are made; each
    different failure is told at once."""
    whole = schemathesis.openapi.from_url(site.address + DOCUMENT, config=_config(examples, phases, seed))
    schema = whole.include(path_regex=only)
    if identity != VISITOR:
        schema.auth(refresh_interval=None)(provider(People(site.app, identity)))
    outcome = Outcome(identity)
    started, told = time.monotonic(), 0
    for event in engine.from_schema(schema).execute():
        _note(outcome, event)
        for failure in list(outcome.failures.items())[told:]:
            tell(f"--- {identity}: {failure[0]}\n{failure[1]}\n")
        told = len(outcome.failures)
    outcome.seconds = time.monotonic() - started
    return outcome


def _config(examples: int, phases: Collection[str], seed: int) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "continue-on-failure": True,
            "suppress-health-check": ["all"],
            "checks": {"positive_data_acceptance": {"expected-statuses": ALSO_FAIR}},
            "generation": {
                "max-examples": examples,
                "database": "none",
                "no-shrink": True,
            },
            "phases": {one: {"enabled": one in phases} for one in PHASES},
        }
    )


def _note(outcome: Outcome, event: Any) -> None:
    if isinstance(event, events.FatalError):
        raise event.exception
    if isinstance(event, events.NonFatalError):
        outcome.errors[f"{event.label}: {event.info.title}"] = event.info.format()
    if isinstance(event, events.ScenarioFinished):
        _count(outcome, event.recorder, event.phase.value)
        _judge(outcome, event.recorder, event.phase.value)


def _count(outcome: Outcome, recorder: ScenarioRecorder, phase: str) -> None:
    outcome.operations |= {node.value.operation.label for node in recorder.cases.values()}
    outcome.cases[phase] += len(recorder.interactions)
    answers = [one.response for one in recorder.interactions.values() if one.response is not None]
    outcome.statuses.update(answer.status_code for answer in answers)


def _judge(outcome: Outcome, recorder: ScenarioRecorder, phase: str) -> None:
    for case_id, checks in recorder.checks.items():
        outcome.checks += len(checks)
        for check in checks:
            if check.status != Status.FAILURE or check.failure_info is None:
                continue
            failure = check.failure_info.failure
            response = recorder.interactions[case_id].response
            said = response.content[:600].decode("utf-8", "replace") if response is not None else ""
            name = f"{failure.operation} [{phase}] {check.name}: {failure.title}"
            outcome.failures.setdefault(name, f"{failure.message}\n{check.failure_info.code_sample}\n{said}")
