"""Saving an offer with one click, undoing it, hiding another and comparing two, as a person does it; then the same
in a browser that runs no scripts."""

from __future__ import annotations

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import Site
from tests.browser.steps import looks_right, text, until

SEARCH = "/?keyword=python"


def is_there(browser: Chrome, selector: str) -> bool:
    return bool(browser.find_elements(By.CSS_SELECTOR, selector))


def press(browser: Chrome, selector: str) -> None:
    """By the keyboard: nothing can lie over the button."""
    browser.find_element(By.CSS_SELECTOR, selector).send_keys(Keys.ENTER)


def ids_of(browser: Chrome) -> list[str]:
    """Of the offers in the list."""
    buttons = browser.find_elements(By.CSS_SELECTOR, ".job-card .save-button")
    return [str(button.get_attribute("id")).removeprefix("save-") for button in buttons]


def test_saving_hiding_and_comparing(site: Site, browser: Chrome) -> None:
    browser.get(site.url + SEARCH)
    browser.execute_script("window.sameCopy = true")
    first, second, third = ids_of(browser)[:3]
    for id_ in (first, second):  # the second click needs the token of the guest that the first one made
        press(browser, f"#save-{id_}")
        until(browser, lambda id_=id_: is_there(browser, f"#save-{id_}.is-saved"), "saved")
    assert browser.switch_to.active_element.get_attribute("id") == f"save-{second}", "the focus stays"
    press(browser, "#toasts .link-button")
    until(browser, lambda: not is_there(browser, f"#save-{second}.is-saved"), "undone")
    for id_ in (first, second):
        press(browser, f"#compare-{id_}")
        until(browser, lambda id_=id_: is_there(browser, f"#compare-{id_}.is-chosen"), "chosen")
    assert "2 offers to compare" in text(browser)
    press(browser, f"button[formaction='/saved/{third}/hide']")
    until(browser, lambda: is_there(browser, ".job-hidden"), "hidden")
    assert browser.execute_script("return window.sameCopy"), "nothing was loaded anew"
    assert browser.find_element(By.CSS_SELECTOR, ".job-hidden button") == browser.switch_to.active_element
    looks_right(browser, "offers-saved")
    press(browser, "#compare-bar a")
    until(browser, lambda: f"/compare?job={first}&job={second}" in browser.current_url, "side by side")
    looks_right(browser, "compare")
    browser.get(site.url + SEARCH)
    assert "1 offer that you are not interested in is hidden." in text(browser)
    assert third not in ids_of(browser)
    browser.get(site.url + "/saved")
    press(browser, ".saved-notes summary")
    browser.find_element(By.CSS_SELECTOR, ".saved-notes textarea").send_keys("Ask Sami")
    press(browser, ".saved-notes button")
    until(browser, lambda: "Saved." in text(browser), "notes saved")
    assert browser.find_element(By.CSS_SELECTOR, ".saved-notes textarea").get_attribute("value") == "Ask Sami"
    looks_right(browser, "saved")

    # without scripts every button loads the page anew, and comes back to the offer
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(site.url + SEARCH)
    fourth = ids_of(browser)[2]
    press(browser, f"#save-{fourth}")
    until(browser, lambda: browser.current_url.endswith(f"#save-{fourth}"), "back at the offer")
    assert is_there(browser, f"#save-{fourth}.is-saved")
    press(browser, ".alert-success .link-button")
    until(browser, lambda: "Removed from your saved offers." in text(browser), "undone")
    assert not is_there(browser, f"#save-{fourth}.is-saved")
    press(browser, f"button[formaction='/saved/{fourth}/hide']")
    until(browser, lambda: "This offer is hidden" in text(browser), "hidden")
    assert fourth not in ids_of(browser)
    press(browser, ".alert-success .link-button")
    until(browser, lambda: fourth in ids_of(browser), "shown again")
    press(browser, "#compare-bar button")
    until(browser, lambda: not is_there(browser, "#compare-bar a"), "nothing chosen")
    browser.find_element(By.CSS_SELECTOR, ".nav-main details summary").click()
    courses = browser.find_element(By.CSS_SELECTOR, ".nav-main details a[href='/courses']")
    assert courses.is_displayed(), "menus open without a script"
    courses.click()
    until(browser, lambda: browser.current_url.endswith("/courses"), "the menu leads on")
