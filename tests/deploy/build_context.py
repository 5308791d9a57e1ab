"""What a builder of images is sent: the files that .dockerignore lets through."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from app.settings import ROOT

NEVER = ("**/__pycache__", "**/*.pyc", "**/*.mo", "**/.env*")


def rules() -> tuple[list[str], list[str]]:
    """Names let through, and what is taken out again."""
    lines = [
        line
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert lines[0] == "*", "nothing goes in but what is named"
    allowed = [line[1:] for line in lines[1:] if line.startswith("!")]
    taken = [line for line in lines[1:] if not line.startswith("!")]
    assert lines[1 : 1 + len(allowed)] == [f"!{name}" for name in allowed], "exceptions come first"
    return allowed, taken


def copy_to(folder: Path) -> None:
    """What an image holds of the code, in ``folder``: the files that git knows and .dockerignore lets through, less
    those that the build takes away at its end, and those that it makes."""
    allowed, taken = rules()
    [removed] = re.findall(r"rm -rf (node_modules [^\\\n]+)", (ROOT / "Dockerfile").read_text("utf-8"))
    plain = {line for line in taken if "*" not in line}
    known = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *allowed],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.split("\0")
    for name in filter(None, known):
        path = Path(name)
        is_taken = any(path.is_relative_to(each) for each in plain) or path.name.startswith(".env")
        is_taken = is_taken or any(path.match(each) or path.is_relative_to(each) for each in removed.split())
        if not is_taken and (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, folder / path)
    shutil.copytree(ROOT / "static" / "vendor", folder / "static" / "vendor")  # what its first stages make
    for compiled in (ROOT / "translations").rglob("*.mo"):
        shutil.copy(compiled, folder / compiled.relative_to(ROOT))
