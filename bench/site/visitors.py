"""Visitors in threads, each on a connection of its own: 70 % search and offer pages, 15 % saves and notes, 10 % scores,
5 % uploads."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.measure import percentile
from bench.offers import TITLES
from bench.site.people import CV, Person

MIX = (("search", 0.45), ("offer", 0.25), ("save", 0.10), ("note", 0.05), ("score", 0.10), ("upload", 0.05))
WRITES = frozenset({"save", "note", "upload"})
BOUNDARY = "----bench"


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` 0 is a connection that broke. ``at`` is a monotonic time when the answer was there."""

    kind: str
    status: int
    seconds: float
    at: float
    text: bytes = b""


@dataclass
class Tally:
    answers: list[Answer] = field(default_factory=list)

    def by_kind(self) -> dict[str, list[Answer]]:
        found: dict[str, list[Answer]] = {}
        for answer in self.answers:
            found.setdefault(answer.kind, []).append(answer)
        return found

    def faults(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.status >= 500 or answer.status == 0]

    def p(self, share: float) -> float:
        """Milliseconds."""
        return percentile([answer.seconds * 1000 for answer in self.answers] or [0.0], share)


class Visitor(threading.Thread):
    def __init__(
        self, port: int, people: Sequence[Person], jobs: int, seed: int, stop: threading.Event
    ) -> None:
        super().__init__(daemon=True)
        self._port, self._people, self._jobs, self._stopped = port, people, jobs, stop
        self._chance = random.Random(seed)
        self._connection = self._connect()
        self.answers: list[Answer] = []

    def run(self) -> None:
        kinds, shares = zip(*MIX, strict=True)
        while not self._stopped.is_set():
            [kind] = self._chance.choices(kinds, shares)
            self.answers.append(self.visit(kind))
        self._connection.close()

    def visit(self, kind: str) -> Answer:
        person = self._chance.choice(self._people)
        job = self._chance.randint(1, self._jobs)
        if kind == "search":
            query = urlencode({"keyword": self._chance.choice(TITLES), "page": self._chance.randint(1, 3)})
            return self._ask(kind, "GET", f"/?{query}", person if self._chance.random() < 0.5 else None)
        if kind == "offer":
            return self._ask(kind, "GET", f"/job/{job}", None)
        if kind == "score":
            return self._ask(kind, "GET", f"/job/{job}", person)
        if kind == "save":
            return self._ask(kind, "POST", f"/saved/{job}/save", person, {})
        if kind == "note":
            self._ask(kind, "POST", f"/saved/{job}/save", person, {})
            return self._ask(
                kind, "POST", f"/saved/{job}/notes", person, {"text": f"Call {job}", "version": "1"}
            )
        self._ask("upload", "POST", "/remove-cv", person, {})
        return self._upload(person)

    def _upload(self, person: Person) -> Answer:
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{person.token}\r\n',
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="cv_file"; filename="cv.txt"\r\n'
            f"Content-Type: text/plain\r\n\r\n{CV.format(number=self._chance.random())}\r\n--{BOUNDARY}--\r\n",
        ]
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self._send("upload", "POST", "/upload-cv", person, "".join(parts).encode(), kind)

    def _ask(
        self, kind: str, method: str, path: str, person: Person | None, form: dict[str, str] | None = None
    ) -> Answer:
        body = (
            urlencode({"csrf_token": person.token, **form}).encode() if person and form is not None else None
        )
        return self._send(kind, method, path, person, body, "application/x-www-form-urlencoded")

    def _send(
        self, kind: str, method: str, path: str, person: Person | None, body: bytes | None, what: str
    ) -> Answer:
        headers = {"Accept": "text/html", "Accept-Language": "en"}
        if person:
            headers["Cookie"] = f"jobmatch={person.cookie}"
        if body is not None:
            headers["Content-Type"] = what
        started = time.monotonic()
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = self._connect()
            status, text = 0, b""
        now = time.monotonic()
        kept = text if status >= 500 else b""
        return Answer(kind, status, now - started, now, kept)

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)


def visit(
    port: int,
    people: Sequence[Person],
    jobs: int,
    seconds: float,
    count: int = 16,
    meanwhile: Callable[[], None] | None = None,
) -> Tally:
    """``count`` visitors for so long; ``meanwhile`` runs beside them once, and they go on until it ends."""
    stop = threading.Event()
    visitors = [Visitor(port, people, jobs, number, stop) for number in range(count)]
    until = time.monotonic() + seconds
    for visitor in visitors:
        visitor.start()
    if meanwhile:
        meanwhile()
    stop.wait(max(0.0, until - time.monotonic()))
    stop.set()
    for visitor in visitors:
        visitor.join(90)
    return Tally(sorted((each for visitor in visitors for each in visitor.answers), key=lambda each: each.at))


def said_by(answer: Answer) -> str:
    """What an error page says."""
    found = re.search(rb"<h1>.*?</p>", answer.text, re.S)
    return " ".join(
        re.sub(rb"<[^>]*>", b" ", found[0] if found else answer.text[:200]).decode("utf-8", "replace").split()
    )


def rate_of_empty_page(port: int, seconds: float, count: int = 16) -> float:
    """Requests a second that the same visitors get of a page that says "ok"."""
    stop, counted, lock = threading.Event(), [0], threading.Lock()

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        mine = 0
        while not stop.is_set():
            connection.request("GET", "/")
            connection.getresponse().read()
            mine += 1
        with lock:
            counted[0] += mine

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join(30)
    return counted[0] / seconds
