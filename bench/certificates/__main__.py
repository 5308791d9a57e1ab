"""Checks every made-up certificate as an upload would be checked, and counts right and wrong verdicts.

    python -m bench.certificates [--half tuned|once-held-back|held-back] [--only NAME] [--mistakes] [--fresh]
                                 [--read 1/3]

Prints a confusion matrix for each half, the share of right verdicts and of wrong "confirmed" ones. What OCR read is
kept by the hash of the file in a folder of temporary files, so that a second run only compares; --fresh reads anew.
--read only reads and keeps, every third file from the first on for 1/3: several processes may share the work.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from app.core.proofs import reading
from app.core.proofs.check import check
from app.core.proofs.intake.take import take
from app.core.proofs.limits import DEFAULT
from app.core.proofs.reading import ProofDocument
from app.core.proofs.reading.answer import accept, document_from
from app.core.proofs.reading.parse import parse
from app.core.proofs.verdict import STATUSES, Verdict
from bench.certificates.cases import EXPECTED, TODAY, Made, all_cases

CACHE = Path(tempfile.gettempdir()) / "jobmatch-certificates"
_PATIENT = replace(DEFAULT, reading_seconds=600)  # a busy machine must not change what is read
_CODE = Path(reading.__file__).parent


@dataclass(frozen=True)
class Answer:
    case: Made
    verdict: Verdict

    @property
    def right(self) -> bool:
        return self.verdict.status == self.case.expected

    @property
    def falsely_confirmed(self) -> bool:
        return self.verdict.status == "confirmed" and self.case.expected != "confirmed"


def answers(cases: Iterable[Made], fresh: bool = False) -> Iterator[Answer]:
    for case in cases:
        yield Answer(case, check(case.claim, _document(case, fresh), TODAY))


def _document(case: Made, fresh: bool) -> ProofDocument:
    data = case.build()
    CACHE.mkdir(exist_ok=True)
    kept = CACHE / f"{hashlib.sha256(data + _version()).hexdigest()}.json"
    if not fresh and kept.exists():
        return document_from(json.loads(kept.read_text("utf-8"))["document"], DEFAULT)
    document = read_upload(data, case.kind)
    kept.write_bytes(accept(document))
    return document


def read_upload(data: bytes, kind: str) -> ProofDocument:
    """As the product does, but in this process: taken in, kept without metadata, then read."""
    accepted = take(data, kind, _PATIENT)
    return parse(accepted.data, accepted.kind, _PATIENT)


@cache
def _version() -> bytes:
    """Changes with the code that reads, so that nothing old is compared."""
    return b"".join(path.read_bytes() for path in sorted(_CODE.glob("*.py")))


def figures(given: list[Answer]) -> dict[str, float]:
    wrong = sum(one.falsely_confirmed for one in given)
    negatives = sum(one.case.expected != "confirmed" for one in given)
    return {
        "certificates": len(given),
        "right": round(sum(one.right for one in given) / len(given), 4),
        "false_confirmed": round(wrong / len(given), 4),
        "false_confirmed_of_others": round(wrong / max(1, negatives), 4),
    }


def matrix(given: list[Answer]) -> str:
    """Rows are what is the case, columns the verdict."""
    counted = Counter((one.case.truth, one.verdict.status) for one in given)
    rows = [" " * 14 + "".join(f"{status:>18}" for status in STATUSES) + f"{'right':>10}"]
    for truth in EXPECTED:
        of_truth = [one for one in given if one.case.truth == truth]
        if of_truth:
            cells = "".join(f"{counted[truth, status]:>18}" for status in STATUSES)
            share = sum(one.right for one in of_truth) / len(of_truth)
            rows.append(f"{truth:<14}{cells}{share:>10.0%}")
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("tuned", "once-held-back", "held-back"))
    parser.add_argument("--only", default="", help="only cases whose name begins so")
    parser.add_argument("--mistakes", action="store_true", help="name each case that is answered wrongly")
    parser.add_argument("--fresh", action="store_true", help="read every file again")
    parser.add_argument(
        "--read", metavar="PART/PARTS", type=_part, help="only read that part, compare nothing"
    )
    options = parser.parse_args()
    os.nice(10)
    os.environ["OMP_THREAD_LIMIT"] = "1"  # one processor, as in the child that reads uploads
    half = (options.half or "").replace("-", " ")
    cases = [case for case in all_cases() if half in ("", case.half) and case.name.startswith(options.only)]
    if options.read:
        part, parts = options.read
        for case in cases[part - 1 :: parts]:
            _document(case, options.fresh)
        return 0
    given = list(answers(cases, options.fresh))
    for name in ("tuned", "once held back", "held back"):
        of_half = [one for one in given if one.case.half == name]
        if of_half:
            print(f"\nproofs, {name} layouts: {json.dumps(figures(of_half))}\n{matrix(of_half)}")
    for one in given:
        if options.mistakes and not one.right:
            print(_described(one))
    spent = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = round(sum(usage.ru_utime + usage.ru_stime for usage in spent))
    print(json.dumps({"bench": "certificates", **figures(given), "processor_seconds": seconds}))
    return 0


def _part(text: str) -> tuple[int, int]:
    part, _, parts = text.partition("/")
    if not 1 <= int(part) <= int(parts):
        raise ValueError(text)
    return int(part), int(parts)


def _described(one: Answer) -> str:
    verdict = one.verdict
    parts = [
        f"  {one.case.name} ({one.case.truth}, {one.case.medium}): {verdict.status}, not {one.case.expected}"
    ]
    parts.append(f"q {verdict.quality}")
    for word, listed in (("missing", verdict.missing), ("diverging", verdict.diverging)):
        parts += [f"{word} {found.code}: {found.claimed!r} / {found.read!r}" for found in listed]
    parts.append(" ".join(note.code for note in verdict.notes))
    return "; ".join(parts)


if __name__ == "__main__":
    sys.exit(main())
