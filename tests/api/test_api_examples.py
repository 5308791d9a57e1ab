"""The worked examples of the documentation, run as they are written, against a server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import CV_TEXT, PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")


def block(kind: str) -> str:
    [found] = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def run(command: list[str], text: str, site: str, folder: Path) -> str:
    (folder / "cv.txt").write_text(CV_TEXT, "utf-8")
    known = {"SITE": site, "EMAIL": "amel@example.org", "PASSWORD": PASSWORD, "PATH": os.environ["PATH"]}
    done = subprocess.run(
        command, check=False, input=text, env=known, cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_journey_with_curl(site: str, tmp_path: Path) -> None:
    said = run(["bash", "-euo", "pipefail"], block("sh"), site, tmp_path).split("\n")
    assert said[0] == "amel@example.org"
    assert 0 <= float(said[2]) <= 100
    assert said[4] == "applied"


def test_the_journey_with_python(site: str, tmp_path: Path) -> None:
    total, _space, reasons = run([sys.executable, "-"], block("python"), site, tmp_path).partition(" ")
    assert 0 <= float(total) <= 100
    assert "[" in reasons
