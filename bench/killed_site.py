"""A site whose processes are killed while programs write through six routes of its API; what was acknowledged is
kept in mind, to be looked for afterwards."""

from __future__ import annotations

import http.client
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.settings import ROOT, Settings

SECONDS = 60
CV_TEXT = "Amel Trabelsi\nPython developer\nTunis\n\nSkills\nPython, Flask, PostgreSQL, Docker\n"


class NotAnswered(Exception):
    """Nobody knows whether it was done."""


class NotAsked(NotAnswered):
    """Nobody was there to be asked: it was not done."""


@dataclass
class Writer:
    """One route, written through by one person. ``acknowledged`` and ``taken_back`` hold what was answered with
    success; ``unsure`` what was asked and not answered."""

    name: str
    token: str
    write: Callable[[Writer, int], None]
    port: int = 0
    acknowledged: set[str] = field(default_factory=set)
    taken_back: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    state: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, body: object = None, *, form: bytes = b"", kind: str = "") -> Any:
        """The answer's JSON. Raises NotAnswered."""
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        content = form or (json.dumps(body).encode() if body is not None else b"")
        if content:
            headers["Content-Type"] = kind or "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, f"/api/v1{path}", content or None, headers)
            answer = connection.getresponse()
            text = answer.read()
        except ConnectionRefusedError as error:
            raise NotAsked from error
        except (OSError, http.client.HTTPException) as error:
            raise NotAnswered from error
        finally:
            connection.close()
        if answer.status == 503:  # it says so, and when to come again
            self.state["busy"] = self.state.get("busy", 0) + 1
            raise NotAnswered
        if answer.status >= 500:
            self.refused.append(f"{answer.status} {path}")
            raise NotAnswered
        if answer.status not in (200, 201, 204):
            self.refused.append(f"{answer.status} {method} {path}: {text[:200]!r}")
            raise NotAnswered
        self.state["answers"] = self.state.get("answers", 0) + 1
        return json.loads(text) if text else None

    @contextmanager
    def doing(self, mark: str, done: set[str]) -> Iterator[None]:
        self.unsure.add(mark)
        try:
            yield
        except NotAsked:
            self.unsure.discard(mark)
            raise
        done.add(mark)
        self.unsure.discard(mark)


def keep_offer(writer: Writer, number: int) -> None:
    job = _offer(writer, number)
    with writer.doing(str(job), writer.acknowledged):
        writer.ask("POST", f"/saved-jobs/{job}")


def hide_offer(writer: Writer, number: int) -> None:
    job = _offer(writer, number)
    with writer.doing(str(job), writer.acknowledged):
        writer.ask("PUT", f"/saved-jobs/hidden/{job}")


def note_offer(writer: Writer, number: int) -> None:
    """One note written over and over: what is stored must be the last acknowledged, or what was asked after it."""
    path = f"/saved-jobs/{writer.state['offers'][0]}"
    if not writer.state.get("is_kept"):
        writer.ask("POST", path)
        writer.state["is_kept"] = True
    version = writer.ask("GET", path)["notes_version"]
    mark = f"note {number}"
    with writer.doing(mark, writer.acknowledged):
        writer.ask("PUT", f"{path}/notes", {"notes": mark, "version": version})
    writer.acknowledged.intersection_update({mark})
    writer.unsure.clear()


def add_application(writer: Writer, number: int) -> None:
    mark = f"Welder {number}"
    with writer.doing(mark, writer.acknowledged):
        made = writer.ask("POST", "/applications", {"title": mark, "company": "Works"})
    _take_back_oldest(writer, mark, f"/applications/{made['id']}", most=300)


def save_search(writer: Writer, number: int) -> None:
    mark = f"Search {number}"
    with writer.doing(mark, writer.acknowledged):
        made = writer.ask("POST", "/search-preferences", {"name": mark, "filters": {"keyword": f"w{number}"}})
    _take_back_oldest(writer, mark, f"/search-preferences/{made['id']}", most=20)


def upload_cv(writer: Writer, number: int) -> None:
    mark, boundary = f"cv{number}.txt", secrets.token_hex(8)
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{mark}"\r\n'
    form = f"{head}Content-Type: text/plain\r\n\r\n{CV_TEXT}Number {number}\r\n--{boundary}--\r\n".encode()
    with writer.doing(mark, writer.acknowledged):
        made = writer.ask("POST", "/cv/upload", form=form, kind=f"multipart/form-data; boundary={boundary}")
    _take_back_oldest(writer, mark, f"/cv/{made['id']}", most=4)


def _offer(writer: Writer, number: int) -> int:
    """From the first again when all were done: what is kept already is answered with success too."""
    offers: list[int] = writer.state["offers"]
    return offers[number % len(offers)]


def _take_back_oldest(writer: Writer, mark: str, path: str, most: int) -> None:
    kept: list[tuple[str, str]] = writer.state.setdefault("kept", [])
    kept.append((mark, path))
    if len(kept) > most:
        oldest, where = kept.pop(0)
        with writer.doing(f"-{oldest}", writer.taken_back):
            writer.ask("DELETE", where)


ROUTES: dict[str, Callable[[Writer, int], None]] = {
    "keep an offer": keep_offer,
    "hide an offer": hide_offer,
    "write a note": note_offer,
    "add an application": add_application,
    "save a search": save_search,
    "upload a CV": upload_cv,
}


class Site:
    """gunicorn as in production, but that the program is loaded before it forks: who takes a killed one's place is
    there at once."""

    def __init__(self, settings: Settings, port: int) -> None:
        self._settings, self.port = settings, port
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "gunicorn_config.py",
            "--preload",
            "app:create_app()",
        ]
        self._server = subprocess.Popen(
            command, cwd=ROOT, env=environment(self._settings, PORT=str(self.port), WEB_WORKERS="2"),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.wait()

    def wait(self) -> None:
        until = time.monotonic() + 2 * SECONDS
        while time.monotonic() < until:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            with closing(connection), suppress(OSError, http.client.HTTPException):
                connection.request("GET", "/login")
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.1)
        raise SystemExit("the site does not answer")

    def kill_one(self, chance: random.Random) -> None:
        """SIGKILL to one of the processes that answer; the others and their parent go on."""
        assert self._server
        children = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children").read_text().split()
        if children:
            with suppress(ProcessLookupError):
                os.kill(int(chance.choice(children)), signal.SIGKILL)

    def kill_all(self) -> None:
        if self._server:
            with suppress(ProcessLookupError):
                os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
            self._server = None


def environment(settings: Settings, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "FLASK_APP": "app",
        "PYTHONPATH": str(ROOT),
        "JOBMATCH_ENV": settings.env,
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "BASE_URL": settings.base_url,
        "LOG_LEVEL": "ERROR",
        "EMBEDDER": "lexical",
        "RATE_LIMITS": "false",
        "SCHEDULE_SOURCES": "false",
        "HEARTBEAT_SECONDS": "1",
        **more,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def writing(writers: list[Writer]) -> Iterator[None]:
    stop = threading.Event()
    threads = [threading.Thread(target=_go_on, args=(writer, stop), daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(2 * SECONDS)


def _go_on(writer: Writer, stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        try:
            writer.write(writer, number)
        except NotAnswered:
            time.sleep(0.05)
        number += 1
        time.sleep(0.05)
