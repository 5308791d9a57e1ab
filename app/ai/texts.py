"""What every embedder does to a text first."""

from __future__ import annotations

MAX_CHARACTERS = 16_384
"""A model reads 256 wordpieces, a tenth of this; the rest would only be split to be thrown away."""


def readable(text: str) -> str:
    """The part that is read, with lone surrogates replaced: no tokenizer or hash takes them.
    Raises TypeError for what is not text."""
    if not isinstance(text, str):
        raise TypeError(f"a text to embed must be str, not {type(text).__name__}")
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8").strip()
