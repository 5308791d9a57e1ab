"""A fresh process up to its first vector, with nothing else in it; for bench.embedding.

    python -m bench.embedding_start FOLDER ENGINE THREADS < texts.json

prints when the first vector was there, the processor time until then, and MB at the peak of all texts.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from app.ai.embedder import open_embedder


def main(folder: str, engine: str, threads: str) -> None:
    embedder = open_embedder(Path(folder), engine, int(threads))
    embedder.embed(["Data engineer"])
    first, processor = time.time(), time.process_time()
    embedder.embed(json.load(sys.stdin))
    print(first, processor, peak_mb())


def peak_mb() -> float:
    """Of this program alone: what getrusage tells includes the process that started it."""
    found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"), re.MULTILINE)
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    main(*sys.argv[1:])
