"""Programs that look at deployment files. What is missing is skipped, or fails where DEPLOY_TOOLS is set."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.settings import ROOT

GIVEN = os.environ.get("DEPLOY_TOOLS", "")
FOLDER = ROOT / (GIVEN or "no-such-folder")
"""Tools of our own, which "make deployment" names; other runs of the tests use what the machine has."""
SECONDS = 180


def tool(*names: str) -> str:
    """Path of the first of these that there is, of our own ones first."""
    path = os.pathsep.join([str(FOLDER / "bin"), os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    for name in names:
        found = shutil.which(name, path=path)
        if found:
            return found
    return missing(" or ".join(names))


def missing(name: str) -> str:
    """Never comes back: skips, or fails where everything was to be there."""
    if GIVEN:
        pytest.fail(f"{name} is missing, although DEPLOY_TOOLS says that all is there")
    pytest.skip(f"{name} is missing: make deployment")


def run(command: list[str], folder: Path = ROOT, stdin: str | None = None, **environment: str) -> str:
    """What it says. Raises AssertionError with that when it ends badly."""
    path = os.pathsep.join([str(FOLDER / "bin"), os.environ.get("PATH", "/usr/bin:/bin"), "/usr/sbin"])
    done = subprocess.run(
        command,
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, "PATH": path, **environment},
    )
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout
