"""Two web servers and two workers, each with a data folder of its own, behind nginx: one database, one Redis, one
object storage. They behave as one site. Only thorough runs have the time, and only machines with the servers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
import requests
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import CV, IndexGeneration, Task
from app.services.courses import generations
from app.settings import ROOT, Settings
from tests.conftest import REDIS_URL, SERVER_URL
from tests.effort import THOROUGH
from tests.factories import posting, store
from tests.object_storage import ObjectServer, object_server
from tests.processes import python, wait_until
from tests.servers import free_port, wait_for
from tests.services.some_courses import fill

MISSING = [
    reason
    for reason, absent in (
        ("TEST_THOROUGH is not set", not THOROUGH),
        ("TEST_DATABASE_URL is not set", not SERVER_URL),
        ("TEST_REDIS_URL is not set", not REDIS_URL),
        ("nginx is not installed", not shutil.which("nginx")),
    )
    if absent
]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=", ".join(MISSING))
CV_FILE = b"Amel Trabelsi\nPython developer\n\nExperience\nPython developer, Nour, Tunis\n2019 - 2023\nPython, SQL\n"
NGINX = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  client_max_body_size 10m;
  upstream replicas {{ {servers} }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://replicas;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      add_header X-Served-By $upstream_addr always;
    }}
  }}
}}
"""


@dataclass
class Replicas:
    """``front`` is where nginx listens, ``ports`` where the two web servers do."""

    front: int
    ports: list[int]
    folders: list[Path]
    browser: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.browser.headers["Accept"] = "text/html,*/*;q=0.8"

    def get(self, path: str, at: int | None = None, **more: object) -> requests.Response:
        return self.browser.get(self.address(path, at), timeout=60, **more)  # type: ignore[arg-type]

    def post(self, path: str, at: int | None = None, token: str = "", **more: object) -> requests.Response:
        data = {"csrf_token": token, **dict(more.pop("data", {}))}  # type: ignore[call-overload]
        given: dict[str, object] = {"allow_redirects": False, **more}
        return self.browser.post(self.address(path, at), data, timeout=60, **given)  # type: ignore[arg-type]

    def address(self, path: str, at: int | None) -> str:
        """``at`` is a replica, 0 or 1; None asks whichever nginx takes."""
        return f"http://127.0.0.1:{self.front if at is None else self.ports[at]}{path}"

    def token(self, at: int) -> str:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get("/login", at).text)
        assert found
        return found[1]


@contextmanager
def nginx(folder: Path, ports: list[int]) -> Iterator[int]:
    folder.mkdir()
    port = free_port()
    servers = " ".join(f"server 127.0.0.1:{each} max_fails=0;" for each in ports)
    user = "user root;" if os.getuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, servers=servers, port=port, user=user))
    process = subprocess.Popen(
        ["nginx", "-p", str(folder), "-c", str(config), "-e", str(folder / "error.log")]
    )
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def replicas(settings: Settings, tmp_path: Path) -> Iterator[Replicas]:
    with ExitStack() as stack:
        objects: ObjectServer = stack.enter_context(object_server())
        ports, folders = [free_port(), free_port()], [tmp_path / "first", tmp_path / "second"]
        gunicorn = ("-m", "gunicorn", "--config", str(ROOT / "gunicorn_config.py"), "app:create_app()")
        for port, folder in zip(ports, folders, strict=True):
            folder.mkdir()
            more = {
                "DATA_DIR": str(folder), "PORT": str(port), "WEB_WORKERS": "1", "PROXY_COUNT": "1",
                "EMBEDDER": "lexical", "TRUSTED_HOSTS": "127.0.0.1", "LOG_LEVEL": "ERROR", **objects.variables,
            }  # fmt: skip
            stack.enter_context(python(settings, *gunicorn, **more))
            stack.enter_context(python(settings, "-m", "app.worker", **more))
        for port in ports:
            wait_for(port, 120)
        yield Replicas(stack.enter_context(nginx(tmp_path / "nginx", ports)), ports, folders)


def test_two_replicas_behave_as_one_site(replicas: Replicas, context: Flask) -> None:
    sessions_forms_and_uploads(replicas)
    a_task_of_one_is_seen_at_the_other(replicas)
    offers_are_found_at_both(replicas)
    limits_are_counted_together(replicas)
    the_course_index_is_taken_over(replicas)
    slots_fired_once()


def sessions_forms_and_uploads(site: Replicas) -> None:
    served = {site.get("/healthz").headers["X-Served-By"] for _ in range(6)}
    assert len(served) == 2, "nginx asks both"
    token = site.token(at=0)
    sent = site.post("/upload-cv", at=1, token=token, files={"cv_file": ("cv.txt", CV_FILE)})
    assert sent.status_code == 302, sent.text[:500]
    path = re.sub(r"^https?://[^/]+", "", sent.headers["Location"])
    for at in (0, 1, None):
        assert site.get(f"{path}/file", at).content == CV_FILE
        assert "Python" in site.get(path, at).text
    for folder in site.folders:
        assert not [file for file in folder.glob("user_uploads/**/*") if file.is_file()]


def a_task_of_one_is_seen_at_the_other(site: Replicas) -> None:
    assert site.post("/account/export", at=0, token=site.token(at=1)).status_code == 302
    fragment = {"headers": {"HX-Request": "true"}}

    def link() -> re.Match[str] | None:
        return re.search(r'href="(/account/export/\d+)"', site.get("/account/export", 1, **fragment).text)

    wait_until(link, 60)
    found = link()
    assert found
    for at in (0, 1):
        names = zipfile.ZipFile(BytesIO(site.get(found[1], at).content)).namelist()
        assert "manifest.json" in names


def offers_are_found_at_both(site: Replicas) -> None:
    assert "Quokka keeper" not in site.get("/?keyword=quokka", 0).text
    store(posting(77, title="Quokka keeper"))
    db.session.remove()
    for at in (0, 1):
        wait_until(lambda at=at: "Quokka keeper" in site.get("/?keyword=quokka", at).text, 30, every=0.3)


def limits_are_counted_together(site: Replicas) -> None:
    """Ten attempts a minute at one account, wherever they are made."""
    stranger = Replicas(site.front, site.ports, site.folders)
    token = stranger.token(at=0)
    while time.time() % 60 > 45:  # all within one minute of the counters
        time.sleep(0.5)
    tried = [
        stranger.post(
            "/login", at, token, data={"email": "amel@example.org", "password": "not it, no"}
        ).status_code
        for at in (0, 1) * 7
    ]
    assert tried.count(429) >= 3, tried
    assert tried.index(429) <= 10, tried
    assert set(tried[-2:]) == {429}, "both refuse"


def the_course_index_is_taken_over(site: Replicas) -> None:
    fill()
    db.session.remove()
    for folder in site.folders:
        assert not list(folder.glob("chroma/*/manifest.json"))
    for folder in site.folders:
        keep_course_index(folder)
    name = db.session.scalars(select(IndexGeneration.name).where(IndexGeneration.state == "ready")).one()
    current = generations.current()
    assert current
    assert current.name == name
    for folder in site.folders:
        assert (folder / "chroma" / name / "manifest.json").exists()
    db.session.remove()


def keep_course_index(folder: Path) -> None:
    """What the worker of this folder does every five minutes, and the task that it asks for."""
    from app import create_app, worker
    from app.services.courses import index
    from tests.conftest import make_settings
    from tests.whole_person import work

    app = create_app(make_settings(folder))
    worker.init_app(app)
    with app.app_context():
        index.keep_current()
        db.session.remove()
    work(app)
    wait_until(lambda: _all_done(app), 60)
    with app.app_context():
        index.keep_current()
        db.session.remove()
        db.engine.dispose()


def _all_done(app: Flask) -> bool:
    with app.app_context():
        open_ = db.session.scalar(
            select(func.count()).where(Task.name == "courses_index", Task.state != "done")
        )
        db.session.remove()
    return not open_


def slots_fired_once() -> None:
    tasks = db.session.scalars(select(Task)).all()
    slots = [(task.name, task.slot) for task in tasks if task.slot]
    assert len(slots) == len(set(slots))
    assert {task.name for task in tasks if task.state == "failed"} == set()
    assert {task.attempts for task in tasks if task.state == "done"} == {1}
    assert db.session.scalar(select(func.count()).select_from(CV)) == 1
    db.session.remove()
