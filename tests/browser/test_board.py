"""The board of applications: by menu, by keyboard, by dragging, and the same note in two windows."""

from __future__ import annotations

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.conftest import Site
from tests.browser.steps import looks_right, press, text, until


def column(browser: Chrome, status: str) -> list[str]:
    """Titles of the cards, read at one moment."""
    script = "return [...document.querySelectorAll(`[data-status=${arguments[0]}] h3`)].map((one) => one.textContent)"
    return browser.execute_script(script, status)


def card(browser: Chrome, title: str) -> WebElement:
    return browser.find_element(
        By.XPATH, f"//li[contains(@class, 'app-card')][.//h3[contains(., '{title}')]]"
    )


def told(browser: Chrome) -> str:
    return browser.find_element(By.ID, "board-status").get_attribute("textContent")


def add(browser: Chrome, site: Site, title: str, status: str) -> None:
    browser.get(site.url + "/applications/new")
    browser.find_element(By.NAME, "title").send_keys(title)
    browser.find_element(By.NAME, "company").send_keys("Clinique Hannibal")
    browser.find_element(By.CSS_SELECTOR, f"select[name=status] option[value={status}]").click()
    browser.find_element(By.NAME, "title").send_keys(Keys.ENTER)
    until(browser, lambda: "/new" not in browser.current_url, f"{title} was added")


def drag(browser: Chrome, source: WebElement, target: WebElement, dy: int = 0) -> None:
    """With the mouse, in steps, as a hand does."""
    browser.execute_script(
        "arguments[0].scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'})", source
    )
    actions = ActionChains(browser, duration=100).move_to_element(source).click_and_hold()
    actions.move_by_offset(8, 8).move_to_element_with_offset(target, 0, dy).move_by_offset(
        2, 2
    ).release().perform()


def test_cards_are_moved_by_menu_keyboard_and_mouse(site: Site, browser: Chrome) -> None:
    # from an offer, with one click
    browser.get(site.url)
    browser.find_element(By.CSS_SELECTOR, ".job-card h3 a").click()
    until(browser, lambda: "/job/" in browser.current_url, "an offer")
    press(browser, browser.find_element(By.CSS_SELECTOR, ".track-offer button[value=saved]"))
    until(browser, lambda: "/applications/" in browser.current_url, "followed")
    browser.get(site.url + "/applications")
    tracked = column(browser, "saved")[0]
    for title, status in (("Baker", "saved"), ("Cook", "saved"), ("Nurse", "applied")):
        add(browser, site, title, status)
    browser.get(site.url + "/applications")
    assert column(browser, "saved") == ["Cook", "Baker", tracked]
    browser.execute_script("window.stayed = true")

    # by the menu
    press(browser, card(browser, "Cook").find_element(By.TAG_NAME, "summary"))
    press(browser, card(browser, "Cook").find_element(By.CSS_SELECTOR, "button[value=applied]"))
    until(browser, lambda: column(browser, "applied") == ["Cook", "Nurse"], "moved by the menu")
    until(browser, lambda: "Cook is in “Applied” now, at place 1 of 2." in told(browser), "said to all")

    # by the keyboard: the handle keeps the focus
    grip = card(browser, "Cook").find_element(By.CSS_SELECTOR, ".grip")
    browser.execute_script("arguments[0].focus()", grip)
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    until(browser, lambda: column(browser, "applied") == ["Nurse", "Cook"], "one down")
    until(browser, lambda: "place 2 of 2" in told(browser), "said to all")
    label = browser.switch_to.active_element.get_attribute("aria-label")
    assert label == "Move: Cook"
    browser.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    until(browser, lambda: column(browser, "screening") == ["Cook"], "one to the right")
    until(browser, lambda: "Screening" in told(browser), "said to all")

    # by the mouse: onto another column, then above a card of it
    until(browser, lambda: not browser.find_elements(By.CSS_SELECTOR, "#board[aria-busy]"), "settled")
    drag(
        browser,
        card(browser, "Baker").find_element(By.CSS_SELECTOR, ".muted"),
        card(browser, "Nurse"),
        dy=-60,
    )
    until(browser, lambda: column(browser, "applied") == ["Baker", "Nurse"], "dragged above")
    until(browser, lambda: not browser.find_elements(By.CSS_SELECTOR, "#board[aria-busy]"), "settled")
    empty = browser.find_element(By.CSS_SELECTOR, "[data-status=interview]")
    drag(browser, card(browser, "Cook").find_element(By.CSS_SELECTOR, ".grip"), empty)
    until(browser, lambda: column(browser, "interview") == ["Cook"], "dragged by its handle")
    assert browser.execute_script("return window.stayed"), "the page was never loaded again"

    # Escape lets go where it was
    until(browser, lambda: not browser.find_elements(By.CSS_SELECTOR, "#board[aria-busy]"), "settled")
    source = card(browser, "Nurse").find_element(By.CSS_SELECTOR, ".muted")
    ActionChains(browser).move_to_element(source).click_and_hold().move_by_offset(-60, 10).perform()
    assert browser.find_elements(By.CSS_SELECTOR, ".is-dragged")
    ActionChains(browser).send_keys(Keys.ESCAPE).release().perform()
    assert not browser.find_elements(By.CSS_SELECTOR, ".is-dragged")

    browser.refresh()
    assert column(browser, "applied") == ["Baker", "Nurse"]
    assert column(browser, "interview") == ["Cook"]
    looks_right(browser, "board")
    browser.get(site.url + "/applications?view=table")
    looks_right(browser, "board-table")
    browser.get(site.url + "/applications/new")
    looks_right(browser, "board-new")
    browser.get(site.url + "/applications/files")
    looks_right(browser, "board-files")


def test_the_same_note_in_two_windows(site: Site, browser: Chrome) -> None:
    add(browser, site, "Librarian", "interview")
    page = browser.current_url
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    browser.get(page)
    second = browser.current_window_handle

    def write(window: str, words: str) -> None:
        browser.switch_to.window(window)
        form = browser.find_element(By.CSS_SELECTOR, "section[aria-labelledby=notes] form")
        form.find_element(By.NAME, "text").send_keys(words)
        press(browser, form.find_element(By.CSS_SELECTOR, "button"))

    write(first, "They asked for references.")
    until(browser, lambda: "Saved." in text(browser), "the first is stored")
    write(second, "The library opens at nine.")
    until(browser, lambda: "Two texts" in text(browser), "both are shown")
    texts = [one.get_attribute("value") for one in browser.find_elements(By.TAG_NAME, "textarea")]
    assert texts == ["They asked for references.", "The library opens at nine."]
    # the answer 409 is told on the console too, which is no fault of the page
    assert all("409" in entry["message"] for entry in browser.get_log("browser"))
    written = browser.find_element(By.ID, "text")
    written.send_keys(Keys.END, Keys.ENTER, "They asked for references.")
    press(browser, browser.find_element(By.XPATH, "//button[normalize-space()='Save what I wrote']"))
    until(browser, lambda: "Saved." in text(browser), "both are stored")
    stored = browser.find_element(By.CSS_SELECTOR, "section[aria-labelledby=notes] textarea").get_attribute(
        "value"
    )
    assert stored == "The library opens at nine.\nThey asked for references."
    looks_right(browser, "application")
