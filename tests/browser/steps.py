"""What tests do in a browser again and again."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import ADMIN, PASSWORD, ROOT, Site

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
LOOK = """const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then((found) => done(found.violations
  .filter((rule) => ["serious", "critical"].includes(rule.impact))
  .map((rule) => [rule.id, rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))])));"""
PICTURES = os.environ.get("SCREENSHOTS", "")
"""A folder for pictures of the pages, for people to look at; none are taken without it."""
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
Cookies = list[dict[str, Any]]
WAIT = 90  # seconds, also on a machine that does other things


def until(browser: Chrome, condition: Callable[[], Any], what: str, seconds: float = WAIT) -> Any:
    """What the condition gives once it is true; what is looked at may change meanwhile."""
    changing = (StaleElementReferenceException, NoSuchElementException)
    waiting = WebDriverWait(browser, seconds, poll_frequency=0.1, ignored_exceptions=changing)
    return waiting.until(lambda _driver: condition(), what)


def text(browser: Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "body").text


def all_of(browser: Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def one(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def press(browser: Chrome, button: WebElement) -> None:
    """In the middle of the screen, where nothing lies over it."""
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", button)
    button.click()


def screen(browser: Chrome, size: str) -> None:
    width, height = SIZES[size]
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def looks_right(browser: Chrome, name: str, quiet: bool = True) -> None:
    """No wider than a phone; no serious finding of axe-core; ``quiet``: no error on the console (a refused inline
    script would be one). With pictures at two widths in two themes when they are wanted."""
    if not quiet:
        browser.get_log("browser")  # forgets what it tells
    sound(browser)
    assert not _loose_tables(browser), f"{name}: columns that do not follow their heads"
    for size, (width, _height) in reversed(SIZES.items()):
        screen(browser, size)
        # charts follow the window a little later
        until(
            browser, lambda width=width: _width(browser) <= width, f"{name} fits a {size} screen", seconds=30
        )
        if PICTURES:
            _pictures(browser, f"{name}-{size}")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def _loose_tables(browser: Chrome) -> list[str]:
    """Classes of tables with heads that a style lays out as something else."""
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll('table:has(thead)')]"
        ".filter(t => !['table', 'none'].includes(getComputedStyle(t).display)).map(t => t.className)"
    )
    return found


def _width(browser: Chrome) -> int:
    return int(browser.execute_script("return document.documentElement.scrollWidth"))


def _pictures(browser: Chrome, name: str) -> None:
    for theme in ("light", "dark"):
        wanted = {"features": [{"name": "prefers-color-scheme", "value": theme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)
        browser.execute_script("window.scrollTo(0, 0)")
        time.sleep(0.4)  # colours move to the other theme
        browser.save_screenshot(str(Path(PICTURES) / f"{name}-{theme}.png"))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def sound(browser: Chrome) -> None:
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE})
    serious = browser.execute_async_script(LOOK)
    assert not serious, serious
    errors = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert not errors, errors


def sign_in(browser: Chrome, site: Site, email: str = ADMIN, is_let_in: bool = True) -> None:
    """With the password that all have here."""
    browser.get(site.url + "/login")
    browser.find_element(By.NAME, "email").send_keys(email)
    browser.find_element(By.NAME, "password").send_keys(PASSWORD, Keys.ENTER)
    if is_let_in:
        until(browser, lambda: "/login" not in browser.current_url, "logged in")
    else:
        until(browser, lambda: all_of(browser, ".invalid-feedback"), "refused")


def as_admin(browser: Chrome, site: Site) -> None:
    be(browser, [])
    sign_in(browser, site)


def cookies_of(browser: Chrome) -> Cookies:
    return list(browser.execute_cdp_cmd("Network.getAllCookies", {})["cookies"])


def be(browser: Chrome, cookies: Cookies) -> None:
    """Who had these cookies; nothing is under way that could still bring others."""
    until(browser, lambda: not all_of(browser, ".htmx-request"), "fragments came")
    browser.get("about:blank")
    browser.execute_cdp_cmd("Network.clearBrowserCookies", {})
    browser.execute_cdp_cmd("Network.setCookies", {"cookies": cookies})


def log_out(browser: Chrome) -> None:
    browser.execute_script("document.querySelector(\"form[action$='/logout']\").submit()")
    until(browser, lambda: "logged out" in text(browser).lower(), "logged out")


def upload_cv(browser: Chrome, site: Site, file: Path) -> str:
    """The address of its page: choosing a file is enough."""
    browser.get(site.url + "/cv")
    one(browser, "input[type=file][name=cv_file]").send_keys(str(file))
    found = until(browser, lambda: re.search(r"/cv/\d+$", browser.current_url), "the CV was read")
    return str(found[0])


def score(browser: Chrome) -> float | None:
    """The total that the page shows."""
    ring = all_of(browser, "[data-score]")
    return float(ring[0].get_attribute("data-score")) if ring else None


def scores_of(browser: Chrome, addresses: list[str]) -> dict[str, float | None]:
    found = {}
    for address in addresses:
        browser.get(address)
        found[address] = score(browser)
    return found


def add_skill(browser: Chrome, name: str) -> None:
    field = one(browser, "form input[name=skill]:not([type=hidden])")
    browser.execute_script("arguments[0].closest('details')?.setAttribute('open', '')", field)
    field.send_keys(name)
    browser.execute_script("arguments[0].form.requestSubmit()", field)
    until(browser, lambda: name in browser.page_source, "the skill is there")


def link_in(site: Site, number: int, path: str) -> str:
    """The first link to such a path in a mail, once it came."""
    until_mailed(site, number + 1)
    body = site.mailbox.mails[number].get_body(("plain",))
    found = re.search(rf"http://localhost:\d+{path}/[\w.~-]+", body.get_content() if body else "")
    assert found, body
    return found[0]


def until_mailed(site: Site, count: int) -> None:
    """Raises AssertionError when that many mails did not come."""
    end = time.monotonic() + WAIT
    while len(site.mailbox.mails) < count:
        assert time.monotonic() < end, f"{len(site.mailbox.mails)} of {count} mails came"
        time.sleep(0.1)
