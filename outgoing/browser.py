"""A page as a browser shows it, for pages that are empty without JavaScript. Slow: seconds and 300 MB each.

What is ensured: robots.txt and the pace of the host hold for the page that is opened; every connection of the
browser goes through ``outgoing.guard``, which lets it reach public addresses on ports 80 and 443 only; at the
end of the time everything that was started is killed. What is not: hosts that the page itself brings in
(scripts, data) are asked without their robots.txt, and a hole in the browser is not closed by us. It runs in
its sandbox, which does not start for root.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from outgoing import session
from outgoing.answer import Answer
from outgoing.client import REFUSALS, Client
from outgoing.deadline import Deadline
from outgoing.faults import AddressForbidden, BrowserMissing, Refused, TooLarge, Unreachable
from outgoing.guard import Guard
from outgoing.limits import MIB
from outgoing.rendering_order import ANSWER, Order
from outgoing.target import Target, target_of

ROOT: Final = Path(__file__).resolve().parent.parent
SEARCHED: Final = os.pathsep.join((os.defpath, "/usr/local/bin"))
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_ONE_AT_A_TIME = threading.Lock()


class Browser:
    """``seconds`` is for one page, ``starting`` what the browser itself may take on top, ``max_bytes`` for all
    that it loads, ``max_length`` for its HTML."""

    def __init__(
        self,
        client: Client,
        *,
        seconds: float = 15.0,
        starting: float = 10.0,
        max_bytes: int = 40 * MIB,
        max_length: int = 5 * MIB,
        searched: str = SEARCHED,
    ) -> None:
        self._client = client
        self._seconds = seconds
        self._starting = starting
        self._max_bytes = max_bytes
        self._max_length = max_length
        self._searched = searched

    def get(self, url: str, *, robots: bool = True) -> Answer:
        """Raises Fault, as the client does, and BrowserMissing."""
        chromium, driver = self._programs(url)
        target = self._client.permit(url, robots=robots)
        if not _ONE_AT_A_TIME.acquire(timeout=self._seconds * 2):
            raise Unreachable(target.url, "the browser is busy with other pages")
        try:
            answer = self._rendered(target, chromium, driver)
        finally:
            _ONE_AT_A_TIME.release()
        if robots and answer.url != target.url:
            self._client.check_robots(answer.url)
        return answer

    def _programs(self, url: str) -> tuple[str, str]:
        found = [shutil.which(name, path=self._searched) for name in NAMES]
        chromium = next(filter(None, found), None)
        driver = shutil.which("chromedriver", path=self._searched)
        if not chromium or not driver:
            raise BrowserMissing(url, "chromium and chromedriver are not installed")
        return chromium, driver

    def _rendered(self, target: Target, chromium: str, driver: str) -> Answer:
        total = self._seconds + self._starting
        with (
            tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as folder,
            Guard(self._client.transport, Deadline(total), self._max_bytes) as guard,
        ):
            order = Order(
                url=self._client.transport.browsable(target),
                folder=folder,
                proxy=f"127.0.0.1:{guard.port}",
                chromium=chromium,
                driver=driver,
                user_agent=self._client.user_agent,
                seconds=self._seconds,
                max_length=self._max_length,
            )
            said = _driven(order, total)
            return self._answer(target, said, guard)

    def _answer(self, target: Target, said: dict[str, Any], guard: Guard) -> Answer:
        if target.host in guard.refused:
            raise AddressForbidden(target.url, "this host is not on the public internet")
        if guard.is_used_up or "too_large" in said:
            raise TooLarge(target.url, "the page and what it loads are too large")
        if "fault" in said:
            detail = f"it leads to {min(guard.refused)}" if guard.refused else said["fault"]
            raise Unreachable(target.url, detail)
        body = said["html"].encode("utf-8", "replace")
        url = self._client.transport.shown(target, said["url"])
        answer = Answer(url, said["status"], body, {"content-type": "text/html; charset=utf-8"})
        if not url.startswith(("http://", "https://")) or answer.status <= 0:
            raise Unreachable(target.url, "no page came")
        if target_of(url).host in guard.refused:
            raise AddressForbidden(url, "this host is not on the public internet")
        if answer.status in REFUSALS:
            raise Refused(target.url, answer.status, head=answer.head)
        if answer.status >= 500:
            raise Unreachable(target.url, f"answered {answer.status}")
        return answer


def _driven(order: Order, seconds: float) -> dict[str, Any]:
    """Runs the program to its end or kills it, with all it started."""
    with subprocess.Popen(
        [sys.executable, "-m", "outgoing.rendering"],
        cwd=ROOT,
        env={"PATH": SEARCHED, "HOME": order.folder, "TMPDIR": order.folder, "LANG": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    ) as program:
        try:
            assert program.stdin
            with suppress(OSError):  # it has ended; there will be no answer
                program.stdin.write(json.dumps(asdict(order)) + "\n")
                program.stdin.flush()
            _wait(program.pid, time.monotonic() + seconds)
        finally:
            session.kill(program.pid, order.folder)
    answer = Path(order.folder) / ANSWER
    if not answer.exists():
        return {"fault": f"the page was not shown within {seconds:g} s"}
    said: dict[str, Any] = json.loads(answer.read_text("ascii"))
    return said


def _wait(pid: int, until: float) -> None:
    """Until it ends or the time is over. It is left unburied: while it is, no other process gets its number."""
    while time.monotonic() < until:
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(0.05)
