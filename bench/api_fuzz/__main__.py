"""Generated requests to every operation of the API, as each identity, with every answer held to the document.

``python -m bench.api_fuzz --examples 200 --identity all`` takes about a quarter of an hour of one core for each
identity; a run with ``--only`` a part of the addresses takes minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench.api_fuzz.people import IDENTITIES
from bench.api_fuzz.running import OPERATIONS, PHASES, Outcome, run
from bench.api_fuzz.site import make_demo_app, served

SAY = partial(print, flush=True)
ROW = "{:<8} {:>10} {:>8} {:>8} {:>14} {:>5} {:>8}"


def main() -> int:
    options = _options()
    found = []
    for identity in IDENTITIES if options.identity == "all" else [options.identity]:
        with tempfile.TemporaryDirectory() as name, served(make_demo_app(Path(name), options.offers)) as site:
            phases = options.phases.split(",")
            found.append(run(site, identity, options.examples, phases, options.only, options.seed, SAY))
        _tell(found[-1])
    _summarise(found)
    return int(any(one.failures or one.errors for one in found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=200, help="of each operation")
    parser.add_argument("--identity", default="all", choices=[*IDENTITIES, "all"])
    parser.add_argument("--phases", default=",".join(PHASES))
    parser.add_argument("--only", default=OPERATIONS, help="a regular expression that addresses match")
    parser.add_argument("--offers", type=int, default=60, help="how many of the demo offers are there")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _tell(outcome: Outcome) -> None:
    for name, said in outcome.errors.items():
        print(f"!!! {outcome.identity}: {name}\n{said}\n", flush=True)
    print(f"{outcome.identity}: {dict(outcome.cases)} {dict(sorted(outcome.statuses.items()))}", flush=True)


def _summarise(found: Sequence[Outcome]) -> None:
    print(ROW.format("identity", "operations", "cases", "checks", "failed checks", "5xx", "seconds"))
    for one in found:
        cases = sum(one.cases.values())
        failed = len(one.failures) + len(one.errors)
        print(
            ROW.format(
                one.identity,
                len(one.operations),
                cases,
                one.checks,
                failed,
                one.server_errors,
                f"{one.seconds:.0f}",
            )
        )
    print(
        json.dumps(
            {
                "bench": "api_fuzz",
                "cases": sum(sum(one.cases.values()) for one in found),
                "failed_checks": sum(len(one.failures) + len(one.errors) for one in found),
                "server_errors": sum(one.server_errors for one in found),
            }
        )
    )


if __name__ == "__main__":
    sys.exit(main())
