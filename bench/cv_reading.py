"""Reads every CV of a folder as an upload would be read: how many, how fast, what was refused.

    python bench/cv_reading.py FOLDER [--in-process]

Prints read and refused files by reason, warnings, and the median and 95th percentile of milliseconds a
page. With --in-process the time is that of the parser alone, without the child process around it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.core.cv.document import Document, Refused
from app.core.cv.reading import read
from app.core.cv.reading.kinds import KINDS
from app.core.cv.reading.parse import parse


def main(folder: Path, in_process: bool) -> None:
    refused: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    slow: list[tuple[float, str]] = []
    a_page: list[float] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lstrip(".").lower() in KINDS):
        start = time.perf_counter()
        try:
            document = _read(path, in_process)
        except Refused as error:
            refused[f"{error.code} ({error.detail})"] += 1
            continue
        seconds = time.perf_counter() - start
        warned.update(document.warnings)
        slow.append((seconds, path.name))
        a_page.append(1000 * seconds / document.pages)
    print(f"read {len(a_page)}, refused {sum(refused.values())} {dict(refused)}, warnings {dict(warned)}")
    if len(a_page) > 1:
        print(f"ms a page: median {median(a_page):.0f}, p95 {quantiles(a_page, n=20)[-1]:.0f}")
        print(f"ms a file: median {1000 * median(seconds for seconds, _ in slow):.0f}, slowest {max(slow)}")


def _read(path: Path, in_process: bool) -> Document:
    if in_process:
        return parse(path.read_bytes(), path.suffix.lstrip(".").lower())
    return read(path, path.name)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), "--in-process" in sys.argv)
