"""A real server (gunicorn), a real worker, a real SMTP server and headless Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from tests.servers import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-search-engine-choice-screen", "--lang=en",
)  # fmt: skip


@dataclass
class Site:
    """``mails`` are raw messages in order of arrival."""

    url: str
    mails: list[str]
    data_dir: Path


class _Keeper:
    def __init__(self, mails: list[str]) -> None:
        self.mails = mails

    async def handle_DATA(self, server, session, envelope) -> str:
        self.mails.append(envelope.content.decode())
        return "250 kept"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("site"), [["demo", "load"]]) as started:
        yield started


@contextmanager
def running(data_dir: Path, commands: list[list[str]], **more: str) -> Iterator[Site]:
    """The product as its users have it, after these commands of ``flask``; ``more`` are settings."""
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("chromium and chromium-driver are not installed")
    mails: list[str] = []
    mail_port, port = free_port(), free_port()
    mail_server = Controller(_Keeper(mails), hostname="127.0.0.1", port=mail_port)
    mail_server.start()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}},
        "FLASK_APP": "app", "JOBMATCH_ENV": "development", "DATA_DIR": str(data_dir), "PORT": str(port),
        "MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(mail_port),
        "LOG_LEVEL": "WARNING", "WEB_WORKERS": "2", **more,
    }  # fmt: skip
    log = (data_dir / "servers.log").open("wb")
    run = {"cwd": ROOT, "env": environment, "stdout": log, "stderr": log}
    for command in (["database", "prepare"], *commands):
        subprocess.run([sys.executable, "-m", "flask", *command], check=True, **run)
    servers = [
        subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "gunicorn_config.py", "app:create_app()"], **run
        ),
        subprocess.Popen([sys.executable, "-m", "app.worker"], **run),
    ]
    try:
        wait_for(port)
        yield Site(f"http://localhost:{port}", mails, data_dir)
    finally:
        for server in servers:
            server.send_signal(signal.SIGTERM)
        for server in servers:
            server.wait(30)
        mail_server.stop()
        log.close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("chromium and chromium-driver are not installed")
    options = Options()
    for argument in (*QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1280,900"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_page_load_timeout(60)
    yield driver
    driver.quit()
