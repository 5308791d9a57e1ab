"""Vectors of texts: ONNX Runtime against sentence-transformers, same weights, same texts, in turn.

Speed is measured in one process with each engine on the same number of threads; start and memory in
processes of their own, in turn too. Medians. Without sentence-transformers only ours is measured.

    python -m bench.embedding [--folder DIR] [--texts 40] [--rounds 5] [--threads 1] [--json FILE]
"""

from __future__ import annotations

import argparse
import functools
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from app.ai.embedder import open_embedder
from app.ai.errors import ModelUnavailable
from app.core.skills.lexicon import default_lexicon
from app.settings import load_settings
from bench.measure import interleaved

OFFERS = Path(__file__).resolve().parent.parent / "demo_data" / "offers.jsonl"
LIBRARIES = {"onnx": ("onnxruntime", "tokenizers"), "sentence-transformers": ("sentence-transformers",)}
TAG = re.compile(r"<[^<>]*>")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def kinds_of_text(count: int) -> dict[str, list[str]]:
    """Skill names (about 4 wordpieces), openings (100) and whole offers (256, all that is read)."""
    offers = [json.loads(line) for line in OFFERS.read_text("utf-8").splitlines()[:count]]
    whole = [f"{offer['title']}. {TAG.sub(' ', offer['description'])}" for offer in offers]
    names = sorted(default_lexicon().skills)
    skills = names[:: max(1, len(names) // (count * 5))][: count * 5]
    return {"skill names": skills, "openings": [text[:350] for text in whole], "offers": whole}


def speeds(folder: Path, backends: list[str], count: int, rounds: int, threads: int) -> dict[str, dict]:
    engines = {name: open_embedder(folder, name, threads) for name in backends}
    found: dict[str, dict] = {}
    for kind, texts in kinds_of_text(count).items():
        ways = {name: functools.partial(engine.embed, texts) for name, engine in engines.items()}
        found[kind] = {
            name: len(texts) / taken * 1000 for name, taken in interleaved(ways, rounds=rounds).items()
        }
    return found


def starts(folder: Path, backends: list[str], rounds: int, threads: int) -> dict[str, dict[str, float]]:
    """Of a fresh process: milliseconds from its start to its first vector, and MB at the peak of 40
    texts. The first round warms the disk and is thrown away."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in backends}
    for _ in range(rounds + 1):
        for name in backends:
            taken[name].append(_fresh(folder, name, threads))
    return {
        name: {
            "first_vector_ms": statistics.median(first for first, _ in runs[1:]),
            "peak_mb": statistics.median(peak for _, peak in runs[1:]),
        }
        for name, runs in taken.items()
    }


def _fresh(folder: Path, backend: str, threads: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.embedding", "--folder", str(folder), "--threads", str(threads)]
    started = time.time()
    done = subprocess.run(
        [*command, "--alone", backend],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    first, peak = done.stdout.split()[-2:]
    return (float(first) - started) * 1000, float(peak)


def alone(folder: Path, backend: str, threads: int) -> None:
    """What the fresh process does."""
    embedder = open_embedder(folder, backend, threads)
    embedder.embed(["Data engineer"])
    first = time.time()
    embedder.embed(kinds_of_text(40)["openings"])
    print(first, peak_mb())


def peak_mb() -> float:
    """Of this program alone: what getrusage tells includes the process that started it."""
    found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"), re.MULTILINE)
    return int(found[1]) / 1024 if found else float("nan")


def installed_mb(names: tuple[str, ...]) -> float:
    """Of these distributions and all that they need, as their records of installed files say."""
    found: dict[str, float] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in found:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = sum(file.size or 0 for file in installed.files or ()) / 1e6
        waiting += _needed(installed.requires or [])
    return sum(found.values())


def _needed(requirements: list[str]) -> Iterator[str]:
    for requirement in requirements:
        match = NAME.match(requirement)
        if match and "extra ==" not in requirement:
            yield match[0]


def report(results: dict[str, dict]) -> None:
    for kind, found in results["texts_per_second"].items():
        print(f"{kind:>14}: " + ", ".join(f"{name} {value:,.1f} texts/s" for name, value in found.items()))
    for name, found in results["start"].items():
        size = results["installed_mb"][name]
        print(
            f"{name}: first vector after {found['first_vector_ms']:,.0f} ms, peak {found['peak_mb']:,.0f} MB,"
        )
        print(f"{'':>{len(name)}}  libraries {size:,.0f} MB on disk")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--folder", type=Path, default=None, help="of the model (default: in the data folder)"
    )
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--alone", choices=sorted(LIBRARIES), help=argparse.SUPPRESS)
    given = parser.parse_args()
    folder = given.folder or load_settings().data_dir / "models"
    if given.alone:
        alone(folder, given.alone, given.threads)
        return 0
    try:
        open_embedder(folder, "onnx")
    except ModelUnavailable as unavailable:
        print(f"embedding: {unavailable}")
        return 1
    backends = [name for name in LIBRARIES if name == "onnx" or find_spec("sentence_transformers")]
    results = {
        "texts_per_second": speeds(folder, backends, given.texts, given.rounds, given.threads),
        "start": starts(folder, backends, given.rounds, given.threads),
        "installed_mb": {name: installed_mb(LIBRARIES[name]) for name in backends},
    }
    report(results)
    if given.json:
        given.json.write_text(json.dumps(results, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
