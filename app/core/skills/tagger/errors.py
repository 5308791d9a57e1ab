"""What callers of this package catch."""

from __future__ import annotations


class WeightsError(ValueError):
    """The file of weights is missing, cut, or made for another version; the message is one line."""
