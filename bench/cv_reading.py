"""Reads every CV of a folder as an upload would be read: how many, how fast, what was refused and found.

    python bench/cv_reading.py FOLDER [--in-process]

Prints read and refused files by reason, warnings, and the median and 95th percentile of milliseconds a
page: on the clock, and on the processor (children included), which a busy machine disturbs less. With
--in-process the time is that of the parser alone, without the child process around it. Understanding the
text is timed apart, with the share of CVs in which each part of a profile was found.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.core.cv.document import Document, Refused
from app.core.cv.parse import parse as understand
from app.core.cv.profile import Profile
from app.core.cv.reading import read
from app.core.cv.reading.kinds import KINDS
from app.core.cv.reading.parse import parse

TODAY = date(2026, 1, 1)  # a fixed day: the same files give the same profiles


def main(folder: Path, in_process: bool) -> None:
    refused: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    clock: list[float] = []
    processor: list[float] = []
    understanding: list[float] = []
    found: Counter[str] = Counter()
    pages: list[int] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lstrip(".").lower() in KINDS):
        start, busy = time.perf_counter(), _processor_seconds()
        try:
            document = _read(path, in_process)
        except Refused as error:
            refused[f"{error.code} ({error.detail})"] += 1
            continue
        clock.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (_processor_seconds() - busy))
        warned.update(document.warnings)
        pages.append(document.pages)
        busy = _processor_seconds()
        profile = understand(document, TODAY)
        understanding.append(1000 * (_processor_seconds() - busy))
        found.update(_parts_of(profile))
    print(f"read {len(pages)}, refused {sum(refused.values())} {dict(refused)}, warnings {dict(warned)}")
    print({part: f"{count / len(pages):.0%}" for part, count in found.items()} if pages else "nothing found")
    timed = (("clock", clock), ("processor", processor), ("understanding, processor", understanding))
    for name, spent in timed:
        if len(spent) > 1:
            a_page = [ms / count for ms, count in zip(spent, pages, strict=True)]
            print(
                f"{name}: ms a page {_spread(a_page)}; ms a file {_spread(spent)}, slowest {max(spent):.0f}"
            )


def _parts_of(profile: Profile) -> list[str]:
    stated = {
        "name": profile.contact.name,
        "e-mail": profile.contact.email,
        "phone": profile.contact.phone,
        "title": profile.titles,
        "dated job": [job for job in profile.experiences if job.start],
        "education": profile.education,
        "skill": profile.skills,
        "language": profile.languages,
    }
    return [part for part, value in stated.items() if value]


def _spread(values: list[float]) -> str:
    return f"median {median(values):.0f}, p95 {quantiles(values, n=20)[-1]:.0f}"


def _processor_seconds() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def _read(path: Path, in_process: bool) -> Document:
    if in_process:
        return parse(path.read_bytes(), path.suffix.lstrip(".").lower())
    return read(path, path.name)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), "--in-process" in sys.argv)
