"""Pages that need JavaScript, in headless Chromium: read, bounded, and nothing left behind."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from outgoing import session, target
from outgoing.browser import SEARCHED, Browser
from outgoing.faults import AddressForbidden, BrowserMissing, Refused, RobotsForbid, TooLarge, Unreachable
from tests.fake_web import FakeWeb, Reply, client_for
from tests.processes import wait_until

ROOT = Path(__file__).resolve().parents[2]
HAS_CHROMIUM = all(shutil.which(name, path=SEARCHED) for name in ("chromium", "chromedriver"))
needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(not HAS_CHROMIUM, reason="chromium and chromium-driver are not installed"),
]
ASK = """
import sys
from pathlib import Path
from outgoing.browser import Browser
from outgoing.client import Client
from outgoing.sqlite_store import SqliteStore
client = Client(SqliteStore(Path(sys.argv[1]) / "store.db"), "JobMatch/0", routes={"jobs.example": sys.argv[2]})
Browser(client, seconds=60).get("https://jobs.example/", robots=False)
"""


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where browsers of this test have their files; what still runs names it in its command line. The usual
    folder of a test has too long a name for Chromium's sockets."""
    with tempfile.TemporaryDirectory(prefix="b", ignore_cleanup_errors=True) as made:
        monkeypatch.setattr("tempfile.tempdir", made)
        yield Path(made)


def left(folder: Path) -> list[int]:
    return session.members(-1, str(folder))


@pytest.mark.usefixtures("folder")
class TestWithChromium:
    pytestmark = needs_chromium

    def test_reads_what_a_script_wrote(self, web: FakeWeb, folder: Path) -> None:
        web.answer(
            "jobs.example",
            "/offer",
            body="<div id=app></div><script>setTimeout(() => { document.getElementById('app').innerHTML ="
            " '<h1>Développeur à Béja</h1>' + navigator.userAgent }, 300)</script>",
        )
        answer = Browser(client_for(web)).get("https://jobs.example/offer?id=1")
        assert "<h1>Développeur à Béja</h1>JobMatch/0" in answer.text
        assert (answer.status, answer.url) == (200, "https://jobs.example/offer?id=1")
        assert web.asked("jobs.example", "/offer")[0].headers["user-agent"].startswith("JobMatch/0 ")
        assert left(folder) == []
        assert not list(folder.glob("browser-*"))

    def test_a_hanging_page_leaves_nothing_behind(self, web: FakeWeb, folder: Path) -> None:
        web.answer("jobs.example", "/", body="<h1>first</h1><script>while (true) {}</script>")
        with pytest.raises(Unreachable):
            Browser(client_for(web), seconds=2, starting=6).get("https://jobs.example/")
        assert len(web.asked("jobs.example", "/")) >= 1  # the browser did run
        assert left(folder) == []

    def test_a_resource_that_never_comes_does_not_hide_the_page(self, web: FakeWeb, folder: Path) -> None:
        web.answer("jobs.example", "/slow.css", Reply("", delay=20))
        web.answer(
            "jobs.example", "/", body="<body><h1>the offer</h1><img src=/slow.css><iframe src=/slow.css>"
        )
        answer = Browser(client_for(web), seconds=4).get("https://jobs.example/")
        assert "the offer" in answer.text
        assert left(folder) == []

    def test_a_page_cannot_reach_what_is_private(
        self, web: FakeWeb, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with FakeWeb() as canary:
            canary.answer("127.0.0.1", "*", body="secret")
            canary.answer("localhost", "*", body="secret")
            monkeypatch.setitem(target.PORTS, "http", canary.port)
            places = [
                f"{host}:{canary.port}/x" for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1")
            ]
            tries = "".join(
                f"<iframe src=http://{each}></iframe><script src=http://{each}></script><link rel=stylesheet "
                f"href=http://{each}><script>fetch('http://{each}', {{mode: 'no-cors'}}).catch(() => 0);"
                f"new WebSocket('ws://{each}')</script>"
                for each in places
            )
            web.answer("jobs.example", "/", body=f"<h1>page</h1>{tries}")
            client = client_for(web, "jobs.example")
            answer = Browser(client, seconds=6).get(f"http://jobs.example:{canary.port}/", robots=False)
            assert "<h1>page</h1>" in answer.text
            assert canary.requests == []
            # the same page with one of these hosts let in does reach it: the tries above were real
            routes = {**web.routes("jobs.example"), "127.0.0.1": f"127.0.0.1:{canary.port}"}
            let_in = client_for(web, "jobs.example", routes=routes)
            Browser(let_in, seconds=6).get(f"http://jobs.example:{canary.port}/", robots=False)
            assert canary.requests

    @pytest.mark.parametrize("how", ["header", "script"])
    def test_a_page_that_leads_to_a_private_address_gives_nothing(
        self, web: FakeWeb, how: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with FakeWeb() as canary:
            canary.answer("127.0.0.1", "*", body="secret")
            monkeypatch.setitem(target.PORTS, "http", canary.port)
            place = f"http://127.0.0.1:{canary.port}/"
            moved = Reply(f"<script>location = '{place}'</script>")
            if how == "header":
                moved = Reply("", 302, {"Location": place})
            web.answer("jobs.example", "/", moved)
            with pytest.raises(AddressForbidden):
                Browser(client_for(web, "jobs.example"), seconds=5).get(
                    f"http://jobs.example:{canary.port}/", robots=False
                )
            assert canary.requests == []

    def test_refusals_are_refusals(self, web: FakeWeb) -> None:
        web.answer("jobs.example", "/403", status=403, body="Are you a robot?")
        web.answer("jobs.example", "/503", status=503, body="busy")
        browser = Browser(client_for(web))
        with pytest.raises(Refused) as caught:
            browser.get("https://jobs.example/403")
        assert "robot" in caught.value.head
        with pytest.raises(Unreachable):
            browser.get("https://jobs.example/503")

    def test_too_much_is_too_large(self, web: FakeWeb) -> None:
        web.answer("jobs.example", "/", body="<script>document.write('x'.repeat(200000))</script>")
        with pytest.raises(TooLarge):
            Browser(client_for(web), max_length=100_000).get("https://jobs.example/")
        web.answer("jobs.example", "/", body="x" * 300_000)
        with pytest.raises(TooLarge):
            Browser(client_for(web), max_bytes=100_000).get("https://jobs.example/")

    def test_a_killed_process_takes_its_browser_along(self, web: FakeWeb, folder: Path) -> None:
        web.answer("jobs.example", "/", body="<script>while (true) {}</script>")
        asking = subprocess.Popen(
            [sys.executable, "-c", ASK, str(folder), f"127.0.0.1:{web.port}"],
            cwd=ROOT,
            env={"TMPDIR": str(folder)},
        )
        try:
            wait_until(lambda: web.asked("jobs.example", "/"))
            assert left(folder)
        finally:
            asking.send_signal(signal.SIGKILL)
            asking.wait()
        wait_until(lambda: left(folder) == [], 20)


def test_without_a_browser_it_says_so(web: FakeWeb, tmp_path: Path) -> None:
    web.answer("jobs.example", "/", body="page")
    with pytest.raises(BrowserMissing):
        Browser(client_for(web), searched=str(tmp_path)).get("https://jobs.example/")
    assert web.requests == []


def fake_programs(folder: Path) -> str:
    """A folder with programs of the right names, so that only what comes before them is seen."""
    for name in ("chromium", "chromedriver"):
        (folder / name).write_text("#!/bin/sh\nexit 1\n")
        (folder / name).chmod(0o755)
    return str(folder)


def test_what_the_client_may_not_open_the_browser_may_not(web: FakeWeb, tmp_path: Path) -> None:
    web.answer("jobs.example", "/robots.txt", body="User-agent: *\nDisallow: /")
    browser = Browser(client_for(web), searched=fake_programs(tmp_path))
    started = time.monotonic()
    with pytest.raises(RobotsForbid):
        browser.get("https://jobs.example/")
    with pytest.raises(AddressForbidden):
        browser.get("http://127.0.0.1/")
    with pytest.raises(AddressForbidden):
        browser.get("file:///etc/passwd")
    assert not web.asked("jobs.example", "/")
    assert time.monotonic() - started < 10


def test_a_browser_that_does_not_start_is_a_fault(web: FakeWeb, tmp_path: Path) -> None:
    web.answer("jobs.example", "/", body="page")
    with pytest.raises(Unreachable):
        Browser(client_for(web), searched=fake_programs(tmp_path), seconds=1, starting=5).get(
            "https://jobs.example/"
        )
