"""What the program that drives the browser is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ANSWER: Final = "answer.json"


@dataclass(frozen=True, slots=True)
class Order:
    """``seconds`` is how long the page may load and then change; ``max_length`` of its HTML in characters."""

    url: str
    folder: str
    proxy: str
    chromium: str
    driver: str
    user_agent: str
    seconds: float
    max_length: int
