"""What people come for, played in a browser, with or without a model: a match, courses, a quiz, proofs."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.conftest import Site
from tests.browser.steps import (
    all_of,
    looks_right,
    one,
    press,
    score,
    screen,
    text,
    until,
)
from tests.some_proofs import LINES, certificate_pdf, certificate_png

CV = """Amel Trabelsi
Data analyst
amel.trabelsi@example.org
+216 20 000 000
Tunis, Tunisia

Experience
Data analyst, Nour Systems, Tunis
January 2020 - December 2023
Built web services with Python, Flask and PostgreSQL. Wrote reports with SQL.

Education
Master in computer science, Institut du Lac, 2019

Certifications
Deep Learning with Python, Nour Academy, May 2024, number NA-2024-4711
Certified Scrum Master, Scrum Alliance, 2022

Skills
Python, Flask, PostgreSQL, SQL, Git

Languages
French: fluent
English: B2

Interests
Kept the accounts of the rowing club balanced every month
"""
BUILT, ACCOUNTS = CV.splitlines()[9], CV.splitlines()[-1]
PAGES, EACH = 3, 4
WATCHED = "return performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/live')).length"


def search(browser: Chrome, site: Site, look: bool = True) -> None:
    """1a: words, then a filter, without loading the page again."""
    browser.get(site.url)
    assert "demo" in text(browser).lower()
    if look:
        looks_right(browser, "home")
    browser.find_element(By.NAME, "keyword").send_keys("python", Keys.ENTER)
    until(browser, lambda: "keyword=python" in browser.current_url, "the search is in the address")
    every = _found(browser)
    browser.execute_script("window.stayed = true")
    press(browser, one(browser, "input[name=country][value=FR]"))
    until(browser, lambda: "country=FR" in browser.current_url, "the filter is in the address")
    until(browser, lambda: 0 < _found(browser) < every, "fewer offers")
    assert browser.execute_script("return window.stayed")
    if look:
        looks_right(browser, "search")


def _found(browser: Chrome) -> int:
    """How many offers the list says that it has."""
    found = re.search(r"(\d[\d,]*) offers?\b", one(browser, "main").text)
    return int(found[1].replace(",", "")) if found else 0


def best_offers(browser: Chrome, site: Site, count: int = 3) -> list[str]:
    """1b: what is recommended for the CV, best first; one of them asks for something that the CV lacks."""
    browser.get(site.url + "/recommendations")
    links = (link.get_attribute("href") for link in all_of(browser, "main .job-card h3 a"))
    return list(dict.fromkeys(str(link).partition("#")[0] for link in links))[:count]


def match(browser: Chrome, addresses: list[str], look: bool = True) -> tuple[str, str]:
    """1c: the first with a gap is opened and explained. Its address, and a skill that it misses."""
    for address in addresses:
        browser.get(address)
        if missing := all_of(browser, "[data-missing-skill]"):
            assert score(browser) is not None
            assert "line" in one(browser, "#match").text, "evidence names its line"
            name = str(missing[0].get_attribute("data-missing-skill"))
            if look:
                looks_right(browser, "offer")
            return address, name
    pytest.fail("every recommended offer fits wholly")


def courses(browser: Chrome) -> None:
    """2: on the page of the offer, courses for what is missing, at most three for each."""
    until(browser, lambda: all_of(browser, "#job-courses .course-list"), "courses came after the page")
    gaps = all_of(browser, "#job-courses details.gap")
    found = [gap.find_elements(By.CSS_SELECTOR, "li.course") for gap in gaps]
    assert 1 <= max(map(len, found)) <= 3
    best = next(listed[0] for listed in found if listed)
    assert "%" in str(best.find_element(By.CSS_SELECTOR, ".course-percent").get_attribute("textContent"))
    assert str(best.find_element(By.CSS_SELECTOR, "a[rel]").get_attribute("href")).startswith("https://")


def quiz(browser: Chrome, site: Site, skill: str = "Python", look: bool = True) -> None:
    """3: on a phone, by keyboard alone: start, ten questions, hand in, read the result."""
    screen(browser, "phone")
    browser.get(site.url + "/technical-tests")
    if look:
        looks_right(browser, "tests")
        screen(browser, "phone")
    tab_to(browser, lambda at: at.tag_name == "button" and _says(at, "Start", skill), "the start")
    focused(browser).send_keys(Keys.ENTER)
    until(browser, lambda: re.search(r"/technical-tests/\d+$", browser.current_url), "the quiz is there")
    questions = open_questions(site)
    assert len(questions) == 10
    told = [one["texts"]["en"]["explanation"].replace("`", "") for one in questions]
    assert not any(explanation in browser.page_source for explanation in told)
    assert re.search(r"\b(9|10):\d\d\b", one(browser, "[data-clock]").text)
    if look:
        looks_right(browser, "quiz")
        screen(browser, "phone")
    for number, question in enumerate(questions):
        _answer(browser, number, question["order"].index(0))
    assert one(browser, "[data-answered]").text == "10"
    tab_to(browser, lambda at: at.tag_name == "button" and _says(at, "Hand in"), "the end")
    focused(browser).send_keys(Keys.ENTER)
    until(browser, lambda: all_of(browser, "[data-percent]"), "the result is there")
    assert "Expert" in text(browser)
    assert "100 of 100 points" in text(browser)
    assert told[0][:30] in text(browser)
    assert "Score of the offers that fit you best" in text(browser)
    if look:
        looks_right(browser, "quiz-result")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def _answer(browser: Chrome, number: int, place: int) -> None:
    tab_to(browser, lambda at: at.get_attribute("name") == f"q_{number}", f"question {number + 1}")
    focused(browser).send_keys(Keys.SPACE, *[Keys.ARROW_DOWN] * place)
    assert focused(browser).get_attribute("value") == str(place)
    assert focused(browser).is_selected()


def open_questions(site: Site) -> list[dict[str, Any]]:
    """What only the server knows of the newest quiz: its questions, as they are asked."""
    with closing(sqlite3.connect(site.data_dir / "jobmatch.db")) as database:
        [given] = database.execute(
            "SELECT questions FROM quiz_attempts WHERE state = 'open' ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return list(json.loads(given))


def focused(browser: Chrome) -> WebElement:
    return browser.switch_to.active_element


def tab_to(browser: Chrome, wanted: Any, what: str) -> None:
    """Press Tab until the wanted element has the focus."""
    for _ in range(120):
        if wanted(focused(browser)):
            return
        focused(browser).send_keys(Keys.TAB)
    pytest.fail(f"the keyboard does not reach {what}")


def _says(element: WebElement, *words: str) -> bool:
    """Also words for those who hear the page."""
    return all(word in (element.get_attribute("textContent") or "") for word in words)


def prove(browser: Chrome, site: Site, folder: Path, look: bool = True) -> None:
    """4: documents for claims of the CV: a program, the right one, one of somebody else."""
    browser.get(site.url + "/verify-cv")
    until(browser, lambda: all_of(browser, "li.claim"), "claims are listed")
    file = folder / "certificate.pdf"
    file.write_bytes(b"MZ" + os.urandom(2000))
    choose(browser, "Deep Learning", file)
    until(browser, lambda: "Send a PDF, PNG, JPEG or WebP" in text(browser), "the reason is said")
    # the answer 422 is told on the console too, which is no fault of the page
    assert all("422" in entry["message"] for entry in browser.get_log("browser"))
    file.write_bytes(certificate_pdf())
    choose(browser, "Deep Learning", file)
    assert "Consistent with the claim" in checked(browser, "Deep Learning")
    found = claim(browser, "Deep Learning")
    assert "Amel Trabelsi" in found.text
    assert "% sure" in found.text
    document = found.find_element(By.CSS_SELECTOR, "details.claim-document")
    browser.execute_script("arguments[0].open = true; arguments[0].scrollIntoView()", document)
    image = document.find_element(By.TAG_NAME, "img")
    until(browser, lambda: int(image.get_property("naturalWidth")) > 300, "the preview is loaded")
    wrong = folder / "other.png"
    wrong.write_bytes(certificate_png(*LINES[:3], "Sami Gharbi", "has completed", "Forklift driving", "2019"))
    choose(browser, "Scrum", wrong)
    assert "Consistent with the claim" not in checked(browser, "Scrum")
    if look:
        looks_right(browser, "proofs")
    screen(browser, "phone")
    delete_document(browser, "Scrum")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def delete_document(browser: Chrome, title: str) -> None:
    for selector in ("details.menu > summary", "form[action$='/delete'] button"):
        press(browser, claim(browser, title).find_element(By.CSS_SELECTOR, selector))
    until(browser, lambda: "The document was deleted" in text(browser), "deleted")


def claim(browser: Chrome, title: str) -> WebElement:
    return browser.find_element(By.XPATH, f"//li[contains(@class, 'claim')][.//h3[contains(., '{title}')]]")


def choose(browser: Chrome, title: str, file: Path) -> None:
    claim(browser, title).find_element(By.NAME, "proof_file").send_keys(str(file))


def checked(browser: Chrome, title: str) -> str:
    """What the claim says once its document was checked."""

    def said() -> str:
        found = claim(browser, title)
        return found.text if found.find_elements(By.CSS_SELECTOR, ".verdict, .claim-fault") else ""

    return str(until(browser, said, f"a verdict for {title}"))
