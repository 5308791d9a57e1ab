"""What is wrong with a candidate, an offer or vectors."""

from __future__ import annotations


class InvalidInput(ValueError):
    """Something that cannot be compared; the message names the field."""
