"""The product's main job, as a person does it: search, upload, correct, see the score, register, come back."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import ROOT, Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

SAMPLE = ROOT / "demo_data" / "cvs" / "amira-ben-salem.pdf"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
PICTURES = Path(os.environ.get("SCREENSHOTS", ROOT / "screenshots"))
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
WAIT = 20


def until(browser: Chrome, condition, what: str):
    return WebDriverWait(browser, WAIT).until(lambda _driver: condition(), what)


def text(browser: Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "body").text


def picture(browser: Chrome, name: str) -> None:
    """The page at two widths in two themes, for people to look at."""
    PICTURES.mkdir(exist_ok=True)
    for size, (width, height) in SIZES.items():
        for theme in ("light", "dark"):
            browser.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == "phone"},
            )
            browser.execute_cdp_cmd(
                "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
            )
            time.sleep(0.2)
            wide = browser.execute_script("return document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is wider than a {size} screen: {wide}"
            browser.save_screenshot(str(PICTURES / f"{name}-{size}-{theme}.png"))
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    time.sleep(0.4)  # colours move to the other theme; axe would measure them half-way


def assert_sound(browser: Chrome) -> None:
    """No serious finding of axe-core, no error on the console (a refused inline script would be one)."""
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE})
    found = browser.execute_async_script("const done = arguments[arguments.length - 1]; axe.run().then(done)")
    serious = [rule for rule in found["violations"] if rule["impact"] in {"serious", "critical"}]
    assert not serious, [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:3]) for rule in serious]
    errors = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert not errors, errors


def test_from_a_cv_to_an_explained_score(site: Site, browser: Chrome) -> None:
    # search
    browser.get(site.url)
    assert "Demo data" in text(browser) or "demo" in text(browser).lower()
    picture(browser, "home")
    assert_sound(browser)
    words = browser.find_element(By.NAME, "keyword")
    words.send_keys("python", Keys.ENTER)
    until(browser, lambda: "keyword=python" in browser.current_url, "the search is in the URL")
    until(browser, lambda: "offers" in text(browser), "offers are counted")
    picture(browser, "search")
    assert_sound(browser)

    # upload: choosing a file is enough
    browser.get(site.url + "/cv")
    assert_sound(browser)
    picture(browser, "cv-empty")
    browser.find_element(By.CSS_SELECTOR, "input[type=file][name=cv_file]").send_keys(str(SAMPLE))
    if "/cv/" not in browser.current_url:
        _press_if_there(browser, "form[action='/upload-cv'] button[type=submit]")
    until(browser, lambda: re.search(r"/cv/\d+", browser.current_url), "the CV was read")
    assert "Amira" in browser.page_source
    picture(browser, "cv-read")
    assert_sound(browser)

    # an offer and its score, explained
    browser.get(site.url + "/recommendations")
    assert_sound(browser)
    picture(browser, "recommendations")
    offer = open_offer_with_a_gap(browser)
    before = score(browser)
    assert before is not None
    assert "line" in text(browser), "evidence names its line"
    picture(browser, "offer")
    assert_sound(browser)

    # correcting a skill changes the score
    missing = missing_skill(browser)
    browser.get(site.url + "/cv")
    browser.find_element(By.CSS_SELECTOR, "main a[href^='/cv/']").click()
    add_skill(browser, missing)
    browser.get(offer)
    assert score(browser) > before
    browser.refresh()
    again = score(browser)
    browser.refresh()
    assert score(browser) == again

    # register, confirm by mail, log out, log in
    browser.get(site.url + "/register")
    assert_sound(browser)
    picture(browser, "register")
    browser.find_element(By.NAME, "email").send_keys("amira@example.org")
    browser.find_element(By.NAME, "password").send_keys("a quiet morning by the sea", Keys.ENTER)
    until(browser, lambda: "check-mail" in browser.current_url, "asked to look at the mail")
    until(browser, lambda: site.mails, "the mail arrives")
    browser.get(link_in(site.mails[0]))
    browser.find_element(By.CSS_SELECTOR, "main form button[type=submit]").click()
    until(browser, lambda: "/register" not in browser.current_url, "confirmed")
    browser.get(site.url + "/cv")
    assert "amira-ben-salem.pdf" in text(browser), "the guest's CV is kept"
    browser.get(site.url + "/account")
    assert_sound(browser)
    picture(browser, "account")
    browser.execute_script("document.querySelector(\"form[action$='/logout']\").submit()")
    until(browser, lambda: "logged out" in text(browser).lower(), "logged out")
    browser.get(site.url + "/login")
    browser.find_element(By.NAME, "email").send_keys("Amira@Example.org")
    browser.find_element(By.NAME, "password").send_keys("a quiet morning by the sea", Keys.ENTER)
    until(browser, lambda: "/login" not in browser.current_url, "logged in")
    browser.get(offer)
    assert score(browser) == again


def test_pages_in_french_on_a_phone(site: Site, browser: Chrome) -> None:
    browser.get(site.url)
    browser.execute_script(
        "const f = document.querySelector(\"form[action$='/preferences/language']\");"
        "const b = f.querySelector('[value=fr]'); b.type === 'submit' || b.tagName === 'BUTTON' ? b.click() : f.submit()"
    )
    until(browser, lambda: browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "fr", "French")
    for path, name in (("/", "accueil"), ("/how-scoring-works", "methode"), ("/cv", "cv-vide"), ("/?keyword=xyzzy", "rien"),
                       ("/no-such-page", "introuvable")):  # fmt: skip
        browser.get(site.url + path)
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "fr"
        picture(browser, name)


def _press_if_there(browser: Chrome, selector: str) -> None:
    for button in browser.find_elements(By.CSS_SELECTOR, selector):
        if button.is_displayed():
            button.click()
            return


def score(browser: Chrome) -> float | None:
    """The total that the page shows."""
    ring = browser.find_elements(By.CSS_SELECTOR, "[data-score]")
    return float(ring[0].get_attribute("data-score")) if ring else None


def open_offer_with_a_gap(browser: Chrome) -> str:
    """The best recommended offer that asks for something the CV lacks."""
    links = browser.find_elements(By.CSS_SELECTOR, "main a[href*='/job/']")
    for address in dict.fromkeys(link.get_attribute("href") for link in links):
        browser.get(address)
        if browser.find_elements(By.CSS_SELECTOR, "[data-missing-skill]"):
            return str(address)
    pytest.fail("every recommended offer fits wholly")


def missing_skill(browser: Chrome) -> str:
    return browser.find_element(By.CSS_SELECTOR, "[data-missing-skill]").get_attribute("data-missing-skill")


def add_skill(browser: Chrome, name: str) -> None:
    field = browser.find_element(By.CSS_SELECTOR, "form input[name=skill]:not([type=hidden])")
    browser.execute_script("arguments[0].closest('details')?.setAttribute('open', '')", field)
    field.send_keys(name)
    browser.execute_script("arguments[0].form.requestSubmit()", field)
    until(browser, lambda: name in browser.page_source, "the skill is there")


def link_in(message: str) -> str:
    plain = message.replace("=\n", "").replace("=\r\n", "").replace("=3D", "=")
    found = re.search(r"http://localhost:\d+/register/[\w-]+", plain)
    assert found, plain
    return found[0]
