"""The prompts: text files in ``app/ai/prompts``, the only source of what a model is told to do."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("prompts")
RULES: Final = "rules"
LANGUAGES: Final = {"en": "English", "fr": "French", "de": "German", "ar": "Arabic"}
_NAME = re.compile(r"[a-z_]{1,40}")


@cache
def prompt(name: str) -> str:
    """Raises ValueError for a name that is none; FileNotFoundError."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the name of a prompt: {name[:40]!r}")
    return (FOLDER / f"{name}.txt").read_text("utf-8").strip()


def system_text(name: str, language: str = "") -> str:
    """What the model is told, the same for everybody: rules about data, the task, the language to answer in.

    Raises ValueError.
    """
    if language and language not in LANGUAGES:
        raise ValueError(f"no such language: {language[:10]!r}")
    parts = [prompt(RULES), prompt(name)]
    if language:
        parts.append(f"Write what people read in {LANGUAGES[language]}.")
    return "\n\n".join(parts)
