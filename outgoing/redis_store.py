"""The store in Redis, for the processes of several machines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import redis

from outgoing.store import StoreFault, hidden

MAX_KEPT: Final = 1000
_PREFIX: Final = "jobmatch:outgoing:"
# By the server's clock, in one step.
_RESERVE: Final = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local turn = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
if turn - now > tonumber(ARGV[2]) then return '-1' end
local following = turn + tonumber(ARGV[1])
redis.call('SET', KEYS[1], string.format('%.6f', following), 'PX', math.ceil((following - now) * 1000) + 1)
return string.format('%.6f', turn - now)
"""


class RedisStore:
    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5)
        self._reserve: Any = self._redis.register_script(_RESERVE)

    def reserve(self, host: str, pause: float, longest: float) -> float | None:
        with _faults():
            wait = float(self._reserve(keys=[f"{_PREFIX}turn:{hidden(host)}"], args=[pause, longest]))
        return wait if wait >= 0 else None

    def find(self, key: str) -> bytes | None:
        with _faults():
            found: Any = self._redis.get(f"{_PREFIX}kept:{hidden(key)}")
        return bytes(found) if found is not None else None

    def keep(self, key: str, value: bytes, seconds: float) -> None:
        """A list of names by age holds the number down; what is no longer on it goes."""
        name, names = f"{_PREFIX}kept:{hidden(key)}", f"{_PREFIX}names"
        with _faults(), self._redis.pipeline() as pipeline:
            pipeline.set(name, value, px=max(1, math.ceil(seconds * 1000)))
            pipeline.lrem(names, 0, name)
            pipeline.lpush(names, name)
            pipeline.lrange(names, MAX_KEPT, -1)
            pipeline.ltrim(names, 0, MAX_KEPT - 1)
            old: Any = pipeline.execute()[3]
            if old:
                self._redis.delete(*old)

    def close(self) -> None:
        self._redis.close()


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except redis.RedisError as error:
        raise StoreFault(type(error).__name__) from error
