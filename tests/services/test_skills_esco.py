"""The lexicon from the command line: its check, and links to ESCO kept in the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.cli import skills
from app.core.skills.lexicon import default_lexicon, use_links
from app.services import skills_esco

TEXT = "uri,en,fr\nhttp://data.example/1,Python,langage serpent\nhttp://data.example/2,cookery of stones,\n"


@pytest.fixture(autouse=True)
def _unlinked() -> Iterator[None]:
    yield
    use_links(Path("no-such-file"))


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(skills.group, [str(word) for word in words])


def kept(app: Flask) -> Path:
    return app.extensions["settings"].data_dir / "lexicon" / "esco.tsv"  # type: ignore[no-any-return]


def test_the_check_is_content(app: Flask) -> None:
    result = run(app, "check")
    assert (result.exit_code, result.output) == (0, "The lexicon is sound.\n")


def test_the_check_lists_faults(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skills, "problems", lambda: ["a.tsv:2: wrong"])
    result = run(app, "check")
    assert (result.exit_code, result.output) == (1, "a.tsv:2: wrong\n")


def test_an_import_links_and_is_kept(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(TEXT, encoding="utf-8")
    result = run(app, "import-esco", file)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"2 ESCO skills read; 1 of {len(default_lexicon())} skills")
    assert default_lexicon().get("python").esco_uri == "http://data.example/1"
    use_links(Path("no-such-file"))
    skills_esco.init_app(app)
    found = default_lexicon().find("langage serpent")
    assert found is not None
    assert found.id == "python"
    assert [path.name for path in kept(app).parent.iterdir()] == ["esco.tsv"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "conceptUri,preferredLabel,altLabels\n"])
def test_a_bad_file_is_one_line_and_changes_nothing(app: Flask, tmp_path: Path, text: str) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(text, encoding="utf-8")
    result = run(app, "import-esco", file)
    assert result.exit_code == 1
    assert result.output.startswith("Error: labels.csv")
    assert result.output.count("\n") == 1
    assert not kept(app).exists()


def test_kept_links_that_cannot_be_read_are_left_out(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    kept(app).parent.mkdir()
    kept(app).write_text("no links", encoding="utf-8")
    skills_esco.init_app(app)
    assert default_lexicon().get("python").esco_uri is None


def test_a_folder_that_cannot_be_written_is_told(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(TEXT, encoding="utf-8")
    kept(app).mkdir(parents=True)
    result = run(app, "import-esco", file)
    assert result.exit_code == 1
    assert result.output.startswith("Error: esco.tsv")
