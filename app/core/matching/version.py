"""Which scorer made a result, so that stored ones are made anew when it changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

GENERATION = "2"
_CORE = Path(__file__).parent.parent
# Rules and data that a result comes from: the match, the lexicon, the towns, the pieces of a CV.
_SOURCES = (
    "matching/**/*.py", "matching/data/*", "skills/*.py", "skills/data/*.tsv", "places/*.py", "places/data/*",
    "cv/chunks.py", "cv/identity.py", "cv/gender.py", "cv/personal_facts.py",
)  # fmt: skip


def scorer_version(weights: Mapping[str, float], model_id: str | None = None) -> str:
    """At most 20 characters. ``model_id`` names the model whose vectors are compared, None for none."""
    said = json.dumps([sorted(weights.items()), model_id])
    return f"{GENERATION}-{hashlib.sha256(_digest() + said.encode()).hexdigest()[:12]}"


@cache
def _digest() -> bytes:
    digest = hashlib.sha256()
    for path in sorted(set(_files())):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.relative_to(_CORE).as_posix().encode() + b"\0" + content + b"\0")
    return digest.digest()


def _files() -> Iterator[Path]:
    for pattern in _SOURCES:
        yield from (path for path in _CORE.glob(pattern) if path.is_file())
