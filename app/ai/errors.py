"""What callers of this package catch."""

from __future__ import annotations


class ModelUnavailable(Exception):
    """The model cannot be used; the message is one line and says what to do."""
