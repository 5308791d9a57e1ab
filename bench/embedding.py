"""Vectors of texts: ONNX Runtime against sentence-transformers, same weights, same texts, in turn.

Speed is measured in one process, ours on ``--threads``, theirs on as many and as it comes ("torch defaults": 32
texts at once, as many threads as it likes); start and memory in processes of their own, in turn too. Medians of
wall time and of processor time, of which the second says more where other work runs. At the end each aim with
what was found. Without sentence-transformers only ours is measured.

    python -m bench.embedding [--folder DIR] [--texts 40] [--rounds 5] [--threads 1] [--json FILE]
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from app.ai.embedder import open_embedder
from app.ai.errors import ModelUnavailable
from app.core.skills.lexicon import default_lexicon
from app.settings import load_settings
from bench.courses import REAL, generate
from course_scraper.course import embedding_text
from course_scraper.importing.catalogue import courses_of

OFFERS = Path(__file__).resolve().parent.parent / "demo_data" / "offers.jsonl"
LIBRARIES = {"onnx": ("onnxruntime", "tokenizers"), "sentence-transformers": ("sentence-transformers",)}
OURS, THEIRS, DEFAULTS = "onnx", "sentence-transformers", "torch defaults"
AIMS = {"texts": 1.3, "cosine": 0.9999, "start": 15, "first_vector_ms": 600, "memory": 2.5, "installed": 5}
TAG = re.compile(r"<[^<>]*>")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def kinds_of_text(count: int) -> dict[str, list[str]]:
    """Courses as the index reads them, skill names (about 4 wordpieces), openings (100), whole offers (256, all
    that is read), and beginnings of offers of all lengths."""
    offers = [json.loads(line) for line in OFFERS.read_text("utf-8").splitlines()[:count]]
    whole = [f"{offer['title']}. {TAG.sub(' ', offer['description'])}" for offer in offers]
    names = sorted(default_lexicon().skills)
    skills = names[:: max(1, len(names) // (count * 5))][: count * 5]
    mixed = [text[: 40 + 37 * (place * 7 % 40)] for place, text in enumerate(whole)]
    return {
        "courses": course_texts(count * 5),
        "skill names": skills,
        "openings": [text[:350] for text in whole],
        "offers": whole,
        "mixed": mixed,
    }


def course_texts(count: int) -> list[str]:
    """Of courses from all over the real catalogue, or of invented ones where it is not there."""
    courses = courses_of(REAL) if REAL.exists() else generate(count, random.Random(11))[0]
    return [embedding_text(course) for course in courses[:: max(1, len(courses) // count)][:count]]


def speeds(folder: Path, backends: list[str], count: int, rounds: int, threads: int) -> dict[str, dict]:
    """Texts per second of wall and of processor time, and the smallest cosine between the engines' vectors."""
    engines: dict[str, Callable[[Sequence[str]], np.ndarray]] = {
        name: open_embedder(folder, name, threads).embed for name in backends
    }
    if THEIRS in backends:
        engines[DEFAULTS] = as_it_comes(folder)
        engines[THEIRS] = _on_threads(engines[THEIRS], threads)
    found: dict[str, dict] = {}
    for kind, texts in kinds_of_text(count).items():
        ways = {name: functools.partial(embed, texts) for name, embed in engines.items()}
        taken = both_clocks(ways, rounds)
        found[kind] = {
            name: {"wall": len(texts) / wall, "processor": len(texts) / cpu}
            for name, (wall, cpu) in taken.items()
        }
        vectors = {name: way() for name, way in ways.items()}
        found[kind]["cosine"] = min(
            float(np.min(np.sum(vectors[OURS] * other, axis=1))) for other in vectors.values()
        )
    return found


def as_it_comes(folder: Path) -> Callable[[Sequence[str]], np.ndarray]:
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    threads = len(os.sched_getaffinity(0))  # what torch takes unless told

    def embed(texts: Sequence[str]) -> np.ndarray:
        torch.set_num_threads(threads)
        return model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)

    return embed


def _on_threads(embed: Callable[[Sequence[str]], np.ndarray], threads: int) -> Callable:
    import torch

    def on_threads(texts: Sequence[str]) -> np.ndarray:
        torch.set_num_threads(threads)
        return embed(texts)

    return on_threads


def both_clocks(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, tuple[float, float]]:
    """Median seconds of wall and of processor time, as bench.measure.interleaved takes them."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, way in ways.items():
            gc.collect()
            wall, cpu = time.perf_counter(), time.process_time()
            way()
            taken[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    return {
        name: tuple(statistics.median(column) for column in zip(*runs[1:], strict=True))
        for name, runs in taken.items()
    }


def starts(folder: Path, backends: list[str], rounds: int, threads: int) -> dict[str, dict[str, float]]:
    """Of a fresh process: milliseconds from its start to its first vector, the processor time of that, and MB
    at the peak of 40 texts. The first round warms the disk and is thrown away."""
    taken: dict[str, list[tuple[float, ...]]] = {name: [] for name in backends}
    for _ in range(rounds + 1):
        for name in backends:
            taken[name].append(_fresh(folder, name, threads))
    names = ("first_vector_ms", "first_vector_processor_ms", "peak_mb")
    return {
        name: dict(
            zip(names, (statistics.median(column) for column in zip(*runs[1:], strict=True)), strict=True)
        )
        for name, runs in taken.items()
    }


def _fresh(folder: Path, backend: str, threads: int) -> tuple[float, ...]:
    texts = json.dumps(kinds_of_text(40)["openings"])
    command = [sys.executable, "-m", "bench.embedding_start", str(folder), backend, str(threads)]
    started = time.time()
    done = subprocess.run(
        command, check=True, input=texts, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    first, processor, peak = map(float, done.stdout.split()[-3:])
    return (first - started) * 1000, processor * 1000, peak


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
        rates = ((name, rate) for name, rate in found.items() if name != "cosine")
        said = (f"{name} {rate['wall']:,.1f} ({rate['processor']:,.1f})" for name, rate in rates)
        print(f"{kind:>14}: texts/s of wall (processor) time: " + ", ".join(said))
    for name, found in results["start"].items():
        print(
            f"{name}: first vector after {found['first_vector_ms']:,.0f} ms, "
            f"{found['first_vector_processor_ms']:,.0f} of the processor, peak {found['peak_mb']:,.0f} MB, "
            f"libraries {results['installed_mb'][name]:,.0f} MB on disk"
        )
    if THEIRS in results["start"]:
        for kind, found in results["texts_per_second"].items():
            ratio = found[OURS]["processor"] / found[THEIRS]["processor"]
            print(f"{kind:>14}: {ratio:.2f} times the texts of theirs on as many threads, processor time")
    for name, found in results["aims"].items():
        print(
            f"{name:>24}: {found['found']:,.4g} (aim {found['aim']}) {'met' if found['is_met'] else 'MISSED'}"
        )


def aims(results: dict[str, dict]) -> dict[str, dict]:
    """Each aim with what was found; ratios of theirs to ours or ours to theirs, above 1 where ours is better."""
    speed, start, size = results["texts_per_second"], results["start"], results["installed_mb"]
    ours, found = start[OURS], dict[str, tuple[float, float, bool]]()
    first = ours["first_vector_processor_ms"]
    found["first vector, ms"] = first, AIMS["first_vector_ms"], first <= AIMS["first_vector_ms"]
    if THEIRS in start:
        for kind, rates in speed.items():
            for clock in ("wall", "processor"):
                _note(found, f"{kind}, {clock}", rates[OURS][clock] / rates[DEFAULTS][clock], AIMS["texts"])
        _note(found, "smallest cosine", min(each["cosine"] for each in speed.values()), AIMS["cosine"])
        theirs = start[THEIRS]
        for clock in ("first_vector_ms", "first_vector_processor_ms"):
            _note(
                found,
                f"start, {clock.removeprefix('first_vector_')}",
                theirs[clock] / ours[clock],
                AIMS["start"],
            )
        _note(found, "memory", theirs["peak_mb"] / ours["peak_mb"], AIMS["memory"])
        _note(found, "installed", size[THEIRS] / size[OURS], AIMS["installed"])
    return {
        name: {"found": value, "aim": aim, "is_met": is_met} for name, (value, aim, is_met) in found.items()
    }


def _note(found: dict[str, tuple[float, float, bool]], name: str, value: float, aim: float) -> None:
    found[name] = value, aim, value >= aim


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--folder", type=Path, default=None, help="of the model (default: in the data folder)"
    )
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    folder = given.folder or load_settings().models_folder
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
    results["aims"] = aims(results)
    report(results)
    if given.json:
        given.json.write_text(json.dumps(results, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
