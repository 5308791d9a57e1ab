"""Every page in a real browser: axe-core finds nothing, nothing is wider than the screen, no rule of the
content security policy is broken. Themes, languages and widths take turns, so that one round stays short."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from flask import Flask, Response, request
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from werkzeug.serving import make_server

from app.web.security import CONTENT_SECURITY_POLICY
from tests.templates.cases import CASES, FRAGMENTS
from tests.templates.conftest import ROOT, Render

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"axe.run(document, {{runOnly: {RULES}}}).then(arguments[arguments.length - 1])"
QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
VARIANTS = (("en", "light", 1280), ("fr", "dark", 390), ("en", "dark", 1280), ("fr", "light", 390))


@pytest.mark.browser
def test_pages_are_accessible(address: str, browser: webdriver.Chrome) -> None:
    problems = []
    for turn, name in enumerate(sorted(set(CASES) - FRAGMENTS - {"failsafe"})):
        language, theme, width = VARIANTS[turn % len(VARIANTS)]
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        browser.get(f"{address}/{quote(name)}?language={language}&theme={theme}")
        browser.execute_script(AXE.read_text("utf-8"))
        found = browser.execute_async_script(RUN)["violations"]
        problems += [(name, rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]
        problems += [(name, "console", entry["message"]) for entry in browser.get_log("browser")]
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        if wide > width:
            problems.append((name, "wider than the screen", wide))
    assert problems == []


@pytest.fixture
def address(render: Render) -> Iterator[str]:
    """The sample pages, each under its name, with the real styles and scripts."""
    site = Flask("samples", static_folder=str(ROOT / "static"))

    @site.get("/<name>")
    def page(name: str) -> Response:
        if name not in CASES:
            return Response(status=204)  # what browsers ask for by themselves
        text = render(name, request.args["language"], request.args["theme"])
        return Response(text, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY})

    @site.get("/job/<int:job_id>/courses")
    def courses_of_offer(job_id: int) -> Response:
        return Response(render("courses in an offer"))  # what the page of an offer loads by itself

    server = make_server("127.0.0.1", 0, site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("chromium and chromium-driver are not installed")
    if not AXE.exists() or not (ROOT / "static" / "vendor" / "icons.svg").exists():
        pytest.skip("the browser libraries, axe-core too, are not installed (npm ci, python -m tools.assets)")
    options = Options()
    for argument in (*QUIET, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(60)
    yield driver
    driver.quit()
