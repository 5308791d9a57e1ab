"""How hard tests try: the usual numbers show a fault on most days, TEST_THOROUGH=1 makes them large."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

THOROUGH = bool(os.environ.get("TEST_THOROUGH"))
Item = TypeVar("Item")


def times(usual: int, thorough: int) -> int:
    return thorough if THOROUGH else usual


def some(items: Sequence[Item], turn: int, of: int) -> Sequence[Item]:
    """Where every case shows the same: each ``of``-th, another beginning at each turn; all of them when thorough."""
    return items if THOROUGH else items[turn % of :: of]
