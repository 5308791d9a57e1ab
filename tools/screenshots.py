"""The pictures of the README, taken by the browser tests: ``make screenshots`` after the pages have changed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from app.settings import ROOT

SHOWN = {"search": "test_workflows", "offer": "test_workflows", "board": "test_board"}
WIDTH = 960
COLOURS = 128


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        tests = [f"tests/browser/{name}.py" for name in sorted(set(SHOWN.values()))]
        made = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", *tests],
            cwd=ROOT, env={**os.environ, "SCREENSHOTS": folder}, check=False,
        )  # fmt: skip
        if not made.returncode:
            for name in SHOWN:
                shrink(Path(folder) / f"{name}-wide-light.png", ROOT / "docs" / "images" / f"{name}.png")
        return made.returncode


def shrink(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    with Image.open(source) as picture:
        small = picture.convert("RGB").resize(
            (WIDTH, WIDTH * picture.height // picture.width), Image.Resampling.LANCZOS
        )
        small.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
