"""A guest corrects what was read, registers, and finds everything again; the same pages in French on a phone."""

from __future__ import annotations

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser import workflows
from tests.browser.conftest import PASSWORD, ROOT, Site
from tests.browser.steps import (
    add_skill,
    link_in,
    log_out,
    looks_right,
    one,
    press,
    score,
    sign_in,
    text,
    until,
    upload_cv,
)

SAMPLE = ROOT / "demo_data" / "cvs" / "amira-ben-salem.pdf"


def test_a_guest_corrects_registers_and_comes_back(site: Site, browser: Chrome) -> None:
    cv_page = upload_cv(browser, site, SAMPLE)
    assert "Amira" in browser.page_source
    offer, missing = workflows.match(browser, workflows.best_offers(browser, site, 8), look=False)
    before = score(browser)

    # correcting a skill changes the score, and it stays what it is
    browser.get(site.url + cv_page)
    add_skill(browser, missing)
    browser.get(offer)
    again = score(browser)
    assert again > before
    browser.refresh()
    assert score(browser) == again

    # register, confirm by mail, log out, log in
    came = len(site.mailbox.mails)
    browser.get(site.url + "/register")
    looks_right(browser, "register")
    browser.find_element(By.NAME, "email").send_keys("amira@example.org")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD, Keys.ENTER)
    until(browser, lambda: "check-mail" in browser.current_url, "asked to look at the mail")
    browser.get(link_in(site, came, "/register"))
    press(browser, one(browser, "main form button[type=submit]"))
    until(browser, lambda: "/register" not in browser.current_url, "confirmed")
    browser.get(site.url + "/cv")
    assert "amira-ben-salem.pdf" in text(browser), "the guest's CV is kept"
    browser.get(site.url + "/account")
    looks_right(browser, "account")
    log_out(browser)
    sign_in(browser, site, "Amira@Example.org")
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
        looks_right(browser, name, quiet=name != "introuvable")
