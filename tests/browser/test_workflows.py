"""The five things that people come for, with no key, and again with a model that helps and is trusted with nothing."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser import admin_workflows, model_answers, workflows
from tests.browser.conftest import Site
from tests.browser.model_answers import ADVICE, FITS, KEY, LETTER, MADE_UP
from tests.browser.steps import (
    all_of,
    as_admin,
    be,
    cookies_of,
    looks_right,
    one,
    press,
    scores_of,
    text,
    until,
    upload_cv,
)
from tests.browser.workflows import ACCOUNTS, BUILT

HELP = {"advise": ADVICE, "explain_match": FITS, "cover_letter": LETTER}


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    file = tmp_path / "amel.txt"
    file.write_text(workflows.CV, "utf-8")
    return file


def test_all_workflows_without_a_key(site: Site, browser: Chrome, cv: Path) -> None:
    asked = len(site.model.requests)
    workflows.search(browser, site)
    browser.get(site.url + "/technical-tests")
    assert "Upload a CV first" in text(browser)
    cv_page = upload_cv(browser, site, cv)
    assert "Amel" in browser.page_source
    assert "ask a language model" not in text(browser)
    looks_right(browser, "cv-read")
    best = workflows.best_offers(browser, site, 8)
    looks_right(browser, "recommendations")
    workflows.match(browser, best)
    workflows.courses(browser)
    before = scores_of(browser, best)
    workflows.quiz(browser, site)
    workflows.prove(browser, site, cv.parent)
    browser.get(site.url + cv_page)
    assert "quiz passed" in browser.page_source
    assert "proof checked" in browser.page_source
    looks_right(browser, "cv-evidence")
    after = scores_of(browser, best)
    assert all(after[address] >= before[address] for address in best)
    assert any(after[address] > before[address] for address in best), "evidence counts"
    as_admin(browser, site)
    admin_workflows.collect_offers(browser, site, "zorquay")
    admin_workflows.build_index(browser, site)
    assert len(site.model.requests) == asked, "no model is asked"


def test_all_workflows_with_a_model(site: Site, browser: Chrome, cv: Path) -> None:
    cv_page = upload_cv(browser, site, cv)
    best = workflows.best_offers(browser, site, 6)
    offer, _missing = workflows.match(browser, best, look=False)
    without = scores_of(browser, best)
    person = cookies_of(browser)
    site.model.behave("from_request", json=model_answers.answer)
    _set_up_model(browser, site, "openai")
    try:
        _questions_are_proposed(browser, site)
        admin_workflows.collect_offers(browser, site, "quillon", look=False)
        admin_workflows.build_index(browser, site, look=False)
        be(browser, person)
        assert scores_of(browser, best) == without
        _help_quotes_and_moves_nothing(browser, site, cv_page, offer)
        assert scores_of(browser, best) == without, "not by a digit"
        assert all(f'data-score="{total}"' in _source(browser, address) for address, total in without.items())
        _what_was_sent(browser, site)
        workflows.courses(_at(browser, offer))
        workflows.quiz(browser, site, look=False)
        workflows.prove(browser, site, cv.parent, look=False)
        with_evidence = scores_of(browser, best)
        _a_reading_confirms_nothing(browser, site, cv.parent)
        assert scores_of(browser, best) == with_evidence
    finally:
        _set_up_model(browser, site, "none")
    be(browser, person)
    assert scores_of(browser, best) == with_evidence


def _help_quotes_and_moves_nothing(browser: Chrome, site: Site, cv_page: str, offer: str) -> None:
    """Consent and question for each kind of help, in the page; what no text supports is left out."""
    asked = len(site.model.questions)
    browser.get(site.url + cv_page + "/proposals")
    read = _agree_and_ask(browser, "read_cv")
    assert "Accounting" in read.text
    assert [quote.text for quote in read.find_elements(By.TAG_NAME, "q")] == [ACCOUNTS]
    assert "Kubernetes" not in read.text
    assert "1 proposal was left out" in read.text
    looks_right(browser, "model-read-cv")
    browser.get(offer + "/prepare")
    looks_right(browser, "model-consent")
    for purpose, said in HELP.items():
        given = _agree_and_ask(browser, purpose)
        shown = given.text + "".join(
            str(one.get_property("value")) for one in given.find_elements(By.TAG_NAME, "textarea")
        )
        assert said in shown
        assert BUILT in [
            quote.get_attribute("textContent") for quote in given.find_elements(By.TAG_NAME, "q")
        ]
        assert MADE_UP not in shown
        assert "COBOL" not in shown
    looks_right(browser, "model-help")
    assert len(site.model.questions) == asked + 1 + len(HELP)


def _agree_and_ask(browser: Chrome, purpose: str) -> WebElement:
    """The answer, once it is there. Nothing leaves before the person agreed."""
    place = f"[id^='help-{purpose.replace('_', '-')}']"
    _agree(browser, place)
    press(browser, until(browser, lambda: one(browser, f"{place} form[hx-post] button"), "it may be asked"))
    until(browser, lambda: "Answered by:" in one(browser, place).text, f"an answer for {purpose}")
    return one(browser, place)


def _agree(browser: Chrome, place: str) -> None:
    press(browser, one(browser, f"{place} .assistant-consent summary"))
    press(browser, one(browser, f"{place} form[action='/assistant/consents'] button"))
    until(browser, lambda: "You agreed." in text(browser), "agreed")


def _a_reading_confirms_nothing(browser: Chrome, site: Site, folder: Path) -> None:
    """The model sees in somebody else's document just what the claim needs; our own reading does not."""
    browser.get(site.url + "/verify-cv")
    workflows.choose(browser, "Scrum", folder / "other.png")
    workflows.checked(browser, "Scrum")
    place = "[id^='help-read-proof']"
    until(browser, lambda: all_of(browser, place), "the help came after the page")
    _agree(browser, place)
    browser.get(site.url + "/verify-cv")
    press(browser, until(browser, lambda: one(browser, f"{place} form[hx-post] button"), "it may be asked"))
    until(browser, lambda: "Answered by:" in workflows.claim(browser, "Scrum").text, "it was read")
    until(browser, lambda: "Certified Scrum Master" in one(browser, place).text, "what was read is shown")
    assert site.model.questions[-1].images
    assert "Consistent with the claim" not in workflows.checked(browser, "Scrum")
    looks_right(browser, "model-read-proof")


def _what_was_sent(browser: Chrome, site: Site) -> None:
    """The person reads all that left; who they are did not."""
    browser.get(site.url + "/assistant")
    assert BUILT in browser.page_source
    looks_right(browser, "model-sent")
    for detail in ("Trabelsi", "amel.trabelsi", "20 000 000"):
        assert detail.encode() not in site.model.received


def _questions_are_proposed(browser: Chrome, site: Site) -> None:
    """An administrator asks for questions of a quiz; the one that the course supports becomes a draft."""
    with closing(sqlite3.connect(site.data_dir / "jobmatch.db", timeout=30)) as database, database:
        database.execute("UPDATE courses SET syllabus = ?", [json.dumps(model_answers.SYLLABUS)])
    browser.get(site.url + "/admin/quizzes/propose?skill=python&number=2&language=en")
    press(browser, one(browser, "form[action='/admin/quizzes/propose'] button"))
    until(browser, lambda: "1 question is a new draft" in text(browser), "a draft")
    press(browser, browser.find_element(By.LINK_TEXT, "Read the drafts"))
    until(browser, lambda: model_answers.ASKED in text(browser), "the draft is listed")
    assert "And which one?" not in text(browser)


def _set_up_model(browser: Chrome, site: Site, engine: str) -> None:
    as_admin(browser, site)
    browser.get(site.url + "/admin/ai")
    press(browser, one(browser, f"select[name=engine] option[value={engine}]"))
    values = {"base_url": site.model.url, "key": KEY, "model": "fake-large", "vision_model": "fake-vision"}
    for name, value in values.items() if engine != "none" else ():
        field = browser.find_element(By.NAME, name)
        field.clear()
        field.send_keys(value)
    press(browser, one(browser, "form[action='/admin/ai'] button[type=submit]"))
    if engine == "none":
        until(browser, lambda: "No model is set up." in text(browser), "it is off")
        return
    press(browser, until(browser, lambda: one(browser, "form[action='/admin/ai/test'] button"), "a model"))
    until(browser, lambda: "fake-large answered in" in text(browser), "it answers")
    assert KEY not in browser.page_source
    looks_right(browser, "model-set-up")


def _at(browser: Chrome, address: str) -> Chrome:
    browser.get(address)
    return browser


def _source(browser: Chrome, address: str) -> str:
    return _at(browser, address).page_source


def test_the_countdown_hands_in_what_is_there(site: Site, browser: Chrome, cv: Path) -> None:
    upload_cv(browser, site, cv)
    browser.get(site.url + "/technical-tests")
    press(browser, one(browser, "form[action='/technical-tests/start'] button"))
    until(browser, lambda: all_of(browser, "[data-clock]"), "the quiz is there")
    number = browser.current_url.rpartition("/")[2]
    with closing(sqlite3.connect(site.data_dir / "jobmatch.db", timeout=30)) as database, database:
        database.execute(
            "UPDATE quiz_attempts SET deadline_at = datetime('now', '+4 seconds') || '.000000' WHERE id = ?",
            [number],
        )
    browser.refresh()
    until(browser, lambda: all_of(browser, "[data-percent]"), "it was handed in by itself")
    assert "Not passed" in text(browser)
