"""What the tests want from the machine: a browser and OCR. Installed on Debian by root, otherwise named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

WANTED = {
    "chromium": ("chromium", "browser tests"),
    "chromedriver": ("chromium-driver", "browser tests"),
    "tesseract": ("tesseract-ocr tesseract-ocr-fra tesseract-ocr-deu tesseract-ocr-ara", "OCR tests"),
}


def main() -> None:
    missing = {command: wanted for command, wanted in WANTED.items() if not shutil.which(command)}
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _install([package for packages, _use in missing.values() for package in packages.split()])
        missing = {command: wanted for command, wanted in missing.items() if not shutil.which(command)}
    for command, (packages, use) in missing.items():
        sys.stderr.write(f"{command} is missing, so {use} are skipped: apt-get install {packages}\n")


def _install(packages: list[str]) -> None:
    sys.stdout.write(f"Installing {' '.join(packages)} ...\n")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], check=False, env=environment, **quiet)
    subprocess.run(
        ["apt-get", "install", "-y", "--no-install-recommends", *packages],
        check=False,
        env=environment,
        **quiet,
    )


if __name__ == "__main__":
    main()
