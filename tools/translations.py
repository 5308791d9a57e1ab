"""``compile`` the languages for use, or ``update`` the catalogues with new texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
TEMPLATE = FOLDER / "messages.pot"
PYBABEL = [sys.executable, "-m", "babel.messages.frontend"]


def compile_stale() -> None:
    """Compile the catalogues that are newer than their compiled form."""
    stale = [po for po in FOLDER.glob("*/LC_MESSAGES/messages.po") if _is_stale(po)]
    for catalogue in stale:
        _babel("compile", "-i", str(catalogue), "-o", str(catalogue.with_suffix(".mo")))


def update() -> None:
    _babel(
        "extract", "-F", "babel.cfg", "-k", "lazy_gettext", "-k", "_l", "--no-location", "--sort-output",
        "--project=JobMatch", "-o", str(TEMPLATE), "."
    )  # fmt: skip
    _babel(
        "update",
        "-i",
        str(TEMPLATE),
        "-d",
        str(FOLDER),
        "--no-wrap",
        "--no-fuzzy-matching",
        "--ignore-obsolete",
    )


def _is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def _babel(*arguments: str) -> None:
    subprocess.run([*PYBABEL, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    {"compile": compile_stale, "update": update}[sys.argv[1]]()
