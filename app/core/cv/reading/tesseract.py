"""The OCR program: where it is, which languages it has, how to ask it."""

from __future__ import annotations

import shutil
import subprocess

_FOLDERS = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"
_LATIN = ("fra", "eng", "deu")
_ARABIC = ("ara", "eng")  # each further language costs as much time again as the first


def find_program() -> str | None:
    return shutil.which("tesseract", path=_FOLDERS)


def languages(program: str, first_page: bytes, seconds: float) -> str:
    """Installed languages for a page as tesseract's -l argument, Arabic only where its script is seen.

    Empty when none is installed. Raises subprocess.TimeoutExpired.
    """
    listed = _run([program, "--list-langs"], b"", seconds).split()
    if "ara" not in listed:
        return "+".join(name for name in _LATIN if name in listed)
    arabic = "osd" not in listed or _script(program, first_page, seconds) == "Arabic"
    wanted = _ARABIC if arabic else _LATIN
    return "+".join(name for name in wanted if name in listed)


def text(program: str, page: bytes, languages: str, seconds: float) -> str:
    """The text of one page, a PGM image. Raises subprocess.TimeoutExpired; a failure reads as no text."""
    return _run([program, "stdin", "stdout", "-l", languages, "--psm", "3"], page, seconds)


def _script(program: str, page: bytes, seconds: float) -> str:
    for line in _run([program, "stdin", "stdout", "-l", "osd", "--psm", "0"], page, seconds).splitlines():
        if line.startswith("Script:"):
            return line.removeprefix("Script:").strip()
    return ""


def _run(command: list[str], image: bytes, seconds: float) -> str:
    done = subprocess.run(  # noqa: S603 - a fixed program with fixed arguments
        command, input=image, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, check=False
    )
    return done.stdout.decode("utf-8", "replace")
