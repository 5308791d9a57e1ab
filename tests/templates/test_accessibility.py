"""Every page in a real browser: axe-core finds nothing, nothing is wider than the screen, no rule of the
content security policy is broken. Themes, languages and widths take turns, and on each database there is
another half of the pages."""

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
from tests.conftest import SERVER_URL
from tests.effort import some
from tests.templates.cases import CASES, FRAGMENTS
from tests.templates.conftest import ROOT, Render

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"""const done = arguments[arguments.length - 1];
axe.run(document, {{runOnly: {RULES}, resultTypes: ["violations"]}}).then((found) => done(found.violations
  .map((rule) => [rule.id, rule.nodes.map((node) => node.html.slice(0, 120))])));"""
QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
# Words of the menu in its order, the last one of what opens.
MENUS = (
    ("Offres", "Recommandations", "Enregistrées", "Candidatures", "Tableau de bord", "CV et formation"),
    ("Stellenangebote", "Empfehlungen", "Gemerkt", "Bewerbungen", "Übersicht", "CV und Weiterbildung"),
)
SAY_MENU = """const words = [...arguments[0]];
document.querySelector(".nav-main summary span").textContent = words.pop();
document.querySelectorAll(".nav-main > li > a").forEach((link, at) => { link.textContent = words[at]; });"""
ROOM_OF_MENU = """const box = document.querySelector(".site-header .container");
const end = document.querySelector(".nav-end").lastElementChild.getBoundingClientRect();
return [box.offsetHeight, box.getBoundingClientRect().right - parseFloat(getComputedStyle(box).paddingRight) - end.right];"""
ONE_LINE = 70
DESK, PHONE, NARROWEST = 1280, 390, 320
VARIANTS = (("en", "light", DESK), ("fr", "dark", PHONE), ("en", "dark", DESK), ("fr", "light", PHONE))


@pytest.mark.browser
def test_pages_are_accessible(address: str, browser: webdriver.Chrome) -> None:
    problems = []
    names = sorted(set(CASES) - FRAGMENTS - {"failsafe"})
    for turn, name in enumerate(some(names, bool(SERVER_URL), 2)):
        language, theme, width = VARIANTS[turn % len(VARIANTS)]
        resize(browser, width)
        browser.get(f"{address}/{quote(name)}?language={language}&theme={theme}")
        problems += [(name, rule, nodes) for rule, nodes in browser.execute_async_script(RUN)]
        problems += [(name, "console", entry["message"]) for entry in browser.get_log("browser")]
        if width == PHONE:  # what passes there must pass at the narrowest that WCAG 1.4.10 names, too
            width = NARROWEST
            resize(browser, width)
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        if wide > width:
            problems.append((name, "wider than the screen", wide))
    assert problems + menus_that_wrap(address, browser) == []


def resize(browser: webdriver.Chrome, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width <= PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def menus_that_wrap(address: str, browser: webdriver.Chrome) -> list[tuple[str, str, float]]:
    """The header is one line at 1280 px, whoever looks, in the words of French and of German."""
    found = []
    resize(browser, DESK)
    for name in ("home", "found", "notices", "no saved searches", "sources"):
        browser.get(f"{address}/{quote(name)}?language=fr&theme=light")
        for words in MENUS:
            browser.execute_script(SAY_MENU, words)
            high, room = browser.execute_script(ROOM_OF_MENU)
            if high > ONE_LINE or room < -1:
                found.append((name, f"the header with {words[0]}", room))
    return found


@pytest.fixture
def address(render: Render) -> Iterator[str]:
    """The sample pages, each under its name, with the real styles and scripts."""
    site = Flask("samples", static_folder=str(ROOT / "static"))
    site.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600  # loaded once, not for each page

    @site.get("/<name>")
    def page(name: str) -> Response:
        if name not in CASES:
            return Response(status=204)  # what browsers ask for by themselves
        text = render(name, request.args["language"], request.args["theme"])
        return Response(text, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY})

    @site.get("/<first>/<path:rest>")
    def asked_for_by_pages(first: str, rest: str) -> Response:
        return Response(
            "", 204
        )  # fragments that a page loads by itself, or polls; perhaps after the next page came

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
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": AXE.read_text("utf-8")})
    yield driver
    driver.quit()
