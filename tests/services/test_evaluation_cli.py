"""The commands: what they print, what they write, how they fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.services.evaluation_files import (
    SENTENCES,
    write_courses,
    write_cvs,
    write_lines,
    write_match,
)


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(args=["evaluate", *map(str, words)])


def test_skills_are_printed_and_written(app: Flask, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "spans.jsonl", SENTENCES)
    result = run(app, "skills", file, "--json", tmp_path / "out.json")
    assert result.exit_code == 0, result.output
    assert "source: tech" in result.stdout
    figures = json.loads((tmp_path / "out.json").read_text())
    knowledge = figures["tables"]["source: all"]["knowledge"]
    assert set(knowledge["strict F1"]) == {"value", "low", "high", "units"}
    assert f"{knowledge['partial R']:.3f}" in result.stdout


def test_progress_stays_off_the_printed_figures(app: Flask, tmp_path: Path) -> None:
    result = run(app, "skills", write_lines(tmp_path / "spans.jsonl", SENTENCES))
    assert "Finding skills" in result.stderr
    assert "Finding skills" not in result.stdout


def test_cvs_take_the_limit_of_uploads(app: Flask, tmp_path: Path) -> None:
    write_cvs(tmp_path / "in", ["cook"])
    (tmp_path / "in" / "large.txt").write_bytes(b"word " * 1_100_000)
    result = run(app, "cvs", tmp_path / "in")
    assert result.exit_code == 0, result.output
    assert "too_large" in result.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("match", "nowhere"), "nowhere: no such folder"),
        (("skills", "nowhere.jsonl"), "nowhere.jsonl: no such file"),
        (("courses", "nowhere.jsonl.gz", "nothing.jsonl"), "nowhere.jsonl.gz: no such file"),
        (("cvs", "nowhere"), "nowhere: no such folder"),
        (("all", "--data", "nowhere"), "nowhere: no such folder"),
    ],
)
def test_what_is_missing_is_said_in_one_line(app: Flask, words: tuple[str, ...], message: str) -> None:
    result = run(app, *words)
    assert result.exit_code == 1
    assert result.stderr.strip().splitlines() == [f"Error: {message}"]


def test_a_broken_line_is_said_in_one_line(app: Flask, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "spans.jsonl", SENTENCES)
    file.write_text(file.read_text() + "{broken\n")
    result = run(app, "skills", file)
    assert result.exit_code == 1
    assert f"{file}, line 4: broken_json" in result.stderr
    assert "Traceback" not in result.output


def test_a_json_file_that_cannot_be_written(app: Flask, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "spans.jsonl", SENTENCES)
    result = run(app, "skills", file, "--json", tmp_path / "no" / "out.json")
    assert result.exit_code == 1
    assert "No such file or directory" in result.stderr


def test_everything_at_hand_in_one_table(app: Flask, tmp_path: Path) -> None:
    write_match(tmp_path / "match")
    write_lines(tmp_path / "skills" / "spans.jsonl", SENTENCES)
    write_courses(tmp_path / "courses")
    result = run(
        app, "all", "--data", tmp_path, "--json", tmp_path / "out.json", "--cache", tmp_path / "kept"
    )
    assert result.exit_code == 0, result.output
    names = ["match", "skills spans", "courses en", "courses fr", "cvs"]
    table = result.stdout[result.stdout.index("all evaluations") :]
    assert [line.split("  ")[1] for line in table.splitlines()[1:]] == names
    assert list(json.loads((tmp_path / "out.json").read_text())) == names


def test_a_folder_with_nothing_to_evaluate(app: Flask, tmp_path: Path) -> None:
    result = run(app, "all", "--data", tmp_path)
    assert result.exit_code == 1
    assert "none of match/, skills/, courses/, cvs/" in result.stderr
