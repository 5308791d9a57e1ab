from __future__ import annotations

from pathlib import Path

import pytest

from app.core.skills.check import problems
from tests.core.skills.sample import ROWS, write_folder


def test_sound_data_has_no_problem(tmp_path: Path) -> None:
    assert problems(write_folder(tmp_path, ROWS)) == []


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("A|gadget|||||||", "sample.tsv:2: unknown kind 'gadget' of A"),
        ("A|tool|||||||caps", "sample.tsv:2: unknown flag 'caps' of A"),
        ("A|tool|||||||context:", "sample.tsv:2: unknown flag 'context:' of A"),
        ("A|tool|||||||\na|tool|||||||", "sample.tsv:3: label 'a' is already in sample.tsv:2"),
        ("C++|tool|||||||\nC plus plus|tool|||||||", "sample.tsv:3: label 'C plus plus' is already in"),
        ("A|tool||||X|||\nB|tool||||x|||", "sample.tsv:3: 'x' of B also names A (sample.tsv:2)"),
        ("A|tool|Un||||||\nB|tool||un|||||", "sample.tsv:3: 'un' of B also names A (sample.tsv:2)"),
        ("A|tool||||B|||\nB|tool|||||||", "sample.tsv:2: 'B' of A also names B (sample.tsv:3)"),
        ("A|tool||||!!|||", "sample.tsv:2: the name '!!' has no letter or digit"),
        ("A|tool|||||B||", "sample.tsv:2: broader of A is 'B', which is no label"),
        ("A|tool||||||b|\nB|tool|||||||", "sample.tsv:2: related of A is 'b', which is no label"),
        ("A|tool||||||A|", "sample.tsv:2: related of A is the skill itself"),
        ("A|tool|||||B||\nB|tool|||||A||", "sample.tsv:2: broader goes round: A > B > A"),
    ],
)
def test_faults_are_named(tmp_path: Path, rows: str, words: str) -> None:
    found = problems(write_folder(tmp_path, rows))
    assert any(problem.startswith(words) for problem in found), found


def test_a_chain_that_enters_a_cycle_is_reported_once(tmp_path: Path) -> None:
    rows = "A|tool|||||B||\nB|tool|||||C||\nC|tool|||||B||"
    assert problems(write_folder(tmp_path, rows)) == ["sample.tsv:3: broader goes round: B > C > B"]


def test_an_own_name_may_be_repeated(tmp_path: Path) -> None:
    assert problems(write_folder(tmp_path, "Excel|tool|Excel|Excel||excel|||")) == []
