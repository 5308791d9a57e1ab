"""A real server (gunicorn), a real worker, a real SMTP server and headless Chromium.

Starting all that takes most of the time of these tests. So a data folder is prepared once, one site serves all tests
of a process, one browser shows them, and they run one after the other.
"""

from __future__ import annotations

import json
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
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from tests.fake_model import FakeModel
from tests.fake_web import FakeWeb
from tests.mail_server import Mailbox, mailbox
from tests.servers import free_port, wait_for

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
ADMIN, PASSWORD = "nadia@example.org", "a quiet morning by the sea"
BOARD = "www.arbeitnow.com"
COMMANDS = (
    ["database", "prepare", "--demo"],
    ["users", "create-admin", ADMIN, "--password", PASSWORD],
)
QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-search-engine-choice-screen", "--lang=en", "--window-size=1280,900",
)  # fmt: skip


@dataclass
class Site:
    """``web`` is the outside world, with the board BOARD in it; ``model`` is a server that nobody has set up yet."""

    url: str
    mailbox: Mailbox
    data_dir: Path
    web: FakeWeb
    model: FakeModel


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First, and together: then one process runs them all, and starts one site."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))
    items.sort(key=lambda item: FOLDER not in item.path.parents)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with demo offers and an administrator, to copy."""
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("chromium and chromium-driver are not installed")
    folder = tmp_path_factory.mktemp("prepared")
    command = [sys.executable, "-m", "tests.browser.prepare", json.dumps(COMMANDS)]
    subprocess.run(command, check=True, cwd=ROOT, env=_environment(folder))
    return folder


@pytest.fixture(scope="session")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(prepared, tmp_path_factory.mktemp("site")) as started:
        yield started


@contextmanager
def running(prepared: Path, data_dir: Path, *before: str, **more: str) -> Iterator[Site]:
    """The product as its users have it, over a copy of ``prepared``; ``more`` are settings. ``before`` is a module
    that runs the module named after it."""
    shutil.copytree(prepared, data_dir, dirs_exist_ok=True)
    port = free_port()
    gunicorn = ["gunicorn", "--config", "gunicorn_config.py", "app:create_app()"]
    start = [sys.executable, "-m", *before]
    with (
        mailbox() as box,
        FakeWeb() as web,
        FakeModel() as model,
        (data_dir / "servers.log").open("wb") as log,
    ):
        environment = _environment(
            data_dir, PORT=str(port), MAIL_PORT=str(box.port), OUTGOING_ROUTES=web.setting(BOARD), **more
        )
        servers = [
            subprocess.Popen([*start, *module], cwd=ROOT, env=environment, stdout=log, stderr=log)
            for module in (gunicorn, ["app.worker"])
        ]
        try:
            wait_for(port, 90)
            yield Site(f"http://localhost:{port}", box, data_dir, web, model)
        finally:
            model.let_go()
            for server in servers:
                server.send_signal(signal.SIGTERM)
            for server in servers:
                server.wait(30)


def _environment(data_dir: Path, **more: str) -> dict[str, str]:
    own = {name: text for name, text in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    given = {
        "FLASK_APP": "app", "JOBMATCH_ENV": "development", "DATA_DIR": str(data_dir), "LOG_LEVEL": "WARNING",
        "WEB_WORKERS": "2", "MAIL_SERVER": "127.0.0.1", "HOST_PAUSE": "0", "SCHEDULE_SOURCES": "0",
    }  # fmt: skip
    return {**own, **given, **more}


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("chromium and chromium-driver are not installed")
    options = Options()
    for argument in (*QUIET, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_page_load_timeout(60)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: webdriver.Chrome) -> webdriver.Chrome:
    """One window that nobody has used: what tests switch off in theirs goes with it."""
    used = chromium.window_handles
    chromium.switch_to.new_window("tab")
    fresh = chromium.current_window_handle
    for window in used:
        chromium.switch_to.window(window)
        chromium.close()
    chromium.switch_to.window(fresh)
    chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
    chromium.get_log("browser")  # forgets what it tells
    return chromium
