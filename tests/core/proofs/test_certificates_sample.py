"""A few of the certificates that ``make bench`` measures, taken in and read as an upload is."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from app.core.proofs import intake, reading
from app.core.proofs.check import check
from app.core.proofs.limits import DEFAULT
from app.core.proofs.reading import program
from bench.certificates.cases import EXPECTED, TODAY, Made, all_cases
from bench.certificates.layouts.order import LAYOUTS

CASES = {case.name: case for case in all_cases()}
_NEEDED = {
    "arabic_training": ("ara", "eng"),
    "platform_fr": ("fra",),
    "training_fr": ("fra",),
    "goethe": ("deu",),
}


def first(layout: str, truth: str, *media: str) -> Made:
    return next(
        case
        for case in CASES.values()
        if case.layout.startswith(layout) and case.truth == truth and (not media or case.medium in media)
    )


SAMPLE = (
    first("mooc", "right", "scan150"),
    first("vendor", "expired"),
    first("platform_fr", "wrong_level"),
    first("training_fr", "wrong_name"),
    first("goethe", "right", "pdf scan"),
    first("toeic", "wrong_level"),
    first("arabic_training", "right", "scan150"),
    first("arabic_training", "wrong_title", "pdf"),
    first("mooc", "edited"),
    first("training_fr", "other_paper"),
    first("toeic", "unreadable", "pale"),
)
PATIENT = replace(DEFAULT, reading_seconds=600)  # a busy machine must not change what is read


@cache
def languages() -> frozenset[str]:
    found = program.find(time.monotonic() + 60)
    return found.installed if found else frozenset()


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: f"{case.name} {case.truth}")
def test_the_right_verdict_is_given(case: Made, tmp_path: Path) -> None:
    for language in _NEEDED.get(case.layout.split()[0], ("eng",)):
        if language not in languages():
            pytest.skip(f"tesseract has no language data for {language}")
    path = tmp_path / "upload"
    path.write_bytes(case.build())
    accepted = intake.accept(path, f"proof.{case.kind}")
    path.write_bytes(accepted.data)
    verdict = check(case.claim, reading.read(path, accepted.kind, PATIENT), TODAY)
    assert verdict.status == case.expected


def test_there_are_enough_certificates_of_each_sort() -> None:
    assert len(CASES) >= 240
    assert len(LAYOUTS) >= 8
    assert {layout.language for layout in LAYOUTS} >= {"en", "fr", "ar"}
    assert {case.truth for case in CASES.values()} == set(EXPECTED)
    halves = [
        {layout.name for layout in LAYOUTS if layout.half == half}
        for half in ("tuned", "once held back", "held back")
    ]
    assert min(map(len, halves)) >= 9
    assert len(set().union(*halves)) == len(LAYOUTS) == sum(map(len, halves))
    assert sum(case.half == "held back" for case in CASES.values()) >= 200


def test_a_certificate_is_the_same_every_time() -> None:
    for name in ("mooc-00", "goethe-04"):
        assert CASES[name].build() == CASES[name].build()
