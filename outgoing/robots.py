"""What a site's robots.txt asks of programs (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from protego import Protego

from outgoing.answer import Answer
from outgoing.faults import Refused, RobotsForbid
from outgoing.retry_after import seconds_until
from outgoing.store import Store
from outgoing.target import Target

KEPT_SECONDS: Final = 12 * 3600.0
KEPT_BROKEN_SECONDS: Final = 600.0
MAX_BYTES: Final = 512 * 1024
_BROKEN: Final = b"5"
_AGENT = re.compile(r"^[ \t]*user[- ]?agent[ \t]*[: \t][ \t]*([^#\r\n]*)", re.I | re.M)
Ask = Callable[[Target], Answer]


@dataclass(frozen=True, slots=True)
class Robots:
    """Read once per host and kept for all processes: 12 hours, or 10 minutes when the site was broken.
    ``name`` is the product as robots.txt would name it."""

    store: Store
    name: str

    def pause(self, target: Target, ask: Ask) -> float:
        """Seconds that the site wants between requests, 0 where it does not say.

        Raises RobotsForbid; and what ``ask`` raises: a site whose robots.txt cannot be reached is not asked.
        """
        key = f"robots:{target.origin}"
        kept = self.store.find(key)
        if kept is None:
            kept = _text(target, ask(Target(target.scheme, target.host, target.port, "/robots.txt")))
            self.store.keep(key, kept, KEPT_BROKEN_SECONDS if kept == _BROKEN else KEPT_SECONDS)
        if kept == _BROKEN:
            raise RobotsForbid(target.url, "robots.txt is out of order, so nothing is asked for now")
        rules = Protego.parse(_for(self.name, kept[1:].decode("utf-8", "replace")))
        if not rules.can_fetch(target.url, self.name):
            raise RobotsForbid(target.url, "robots.txt asks programs to stay away")
        return float(rules.crawl_delay(self.name) or 0)


def _text(target: Target, answer: Answer) -> bytes:
    """A mark, then the rules. No rules where there is no such file; no entry where the site is broken."""
    if answer.status in {429, 999}:
        wait = seconds_until(answer.headers.get("retry-after"))
        raise Refused(target.url, answer.status, wait, answer.head)
    if answer.status >= 500:
        return _BROKEN
    return b"2" + (answer.text.encode()[:MAX_BYTES] if answer.is_ok else b"")


def _for(name: str, rules: str) -> str:
    """All others as one: the parser repeats each rule for each name of its group, and a file of many names
    and many rules would keep it busy for minutes."""

    def known(line: re.Match[str]) -> str:
        agent = line[1].strip().lower()
        is_ours = "*" in agent or agent in name.lower()
        return line[0] if is_ours and len(agent) <= 100 else "User-agent: someone-else"

    return _AGENT.sub(known, rules)
