"""How much one request may take, and how often it is tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` is for everything between the call and its answer: names, connections, redirects, robots.txt,
    further attempts; only waiting for one's turn at the host does not count. ``connect_seconds`` is for one
    address. ``bytes`` is counted after decompression."""

    seconds: float = 12.0
    connect_seconds: float = 5.0
    bytes: int = 5 * MIB
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Retries:
    """What failed in passing is tried ``attempts`` times, after ``first_wait`` seconds, twice that, and so on,
    each with up to ``jitter`` seconds more. A Retry-After of a 503 is honoured up to ``longest_wait``."""

    attempts: int = 3
    first_wait: float = 0.5
    jitter: float = 0.5
    longest_wait: float = 5.0


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds between two requests to one host, over all processes. ``hosts`` names those whose documentation
    permits another pace. A request that would wait longer than ``longest_wait`` for its turn is given up."""

    usual: float = 2.0
    hosts: Mapping[str, float] = field(default_factory=dict)
    longest_crawl_delay: float = 10.0
    longest_wait: float = 60.0

    def between(self, host: str) -> float:
        return self.hosts.get(host, self.usual)
