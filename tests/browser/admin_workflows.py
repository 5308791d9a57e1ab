"""What administrators come for, played in a browser: offers of a source, the index of courses."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import BOARD, Site
from tests.browser.steps import all_of, as_admin, looks_right, one, text, until
from tests.fake_web import Asked, Reply

PAGES, EACH = 3, 4
WATCHED = "return performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/live')).length"


def collect_offers(browser: Chrome, site: Site, word: str, look: bool = True) -> None:
    """5a: an administrator starts a source with the keyboard and watches it; anybody then finds its offers."""
    offers = [_offer(word, number) for number in range(PAGES * EACH)]
    site.web.answer(BOARD, "/api/job-board-api", lambda asked: _page_of_board(asked, offers))
    before = len(site.web.asked(BOARD, "/api/job-board-api"))
    browser.get(site.url + "/admin/scraping")
    browser.execute_script("window.stayed = true")
    one(browser, "#source-arbeitnow form[action$='/run'] button").send_keys(Keys.ENTER)
    until(browser, lambda: "Running" in _row(browser), "the row says that it runs")
    until(browser, lambda: all_of(browser, "#source-arbeitnow progress"), "how far it is")
    assert "Cancel" in _row(browser)
    status = "return fetch('/api/scraping/status').then((answer) => answer.json())"
    told = browser.execute_script(status)
    assert told["is_running"]
    assert told["current_source"] == "arbeitnow"
    until(browser, lambda: "Worked" in _row(browser), "the row says that it worked")
    assert f"{PAGES * EACH} found" in _row(browser)
    assert browser.execute_script("return window.stayed"), "the page was not loaded again"
    stays_quiet(browser)
    assert len(site.web.asked(BOARD, "/api/job-board-api")) - before == PAGES
    if look:
        browser.refresh()
        until(browser, lambda: all_of(browser, ".chart-area canvas"), "charts are drawn")
        looks_right(browser, "admin")
    browser.get(f"{site.url}/?keyword={word}")
    assert f"{PAGES * EACH} offers" in text(browser)
    assert f"{word.title()} Kontor" in text(browser)


def stays_quiet(browser: Chrome) -> None:
    """Nothing is asked for any more once work has ended."""
    until(browser, lambda: not all_of(browser, "#live[hx-trigger]"), "the end")
    count = browser.execute_script(WATCHED)
    time.sleep(2.5)  # a page that still watched would ask in this time
    assert browser.execute_script(WATCHED) == count


def _row(browser: Chrome) -> str:
    return browser.find_element(By.ID, "source-arbeitnow").text


def new_offers(browser: Chrome, site: Site, word: str, numbers: Sequence[int]) -> None:
    """An administrator has the board asked, which has these now."""
    body = {"data": [_offer(word, number) for number in numbers], "links": {"next": None}, "meta": {}}
    site.web.answer(BOARD, "/api/job-board-api", body=body)
    as_admin(browser, site)
    browser.get(site.url + "/admin/scraping")
    one(browser, "#source-arbeitnow form[action$='/run'] button").send_keys(Keys.ENTER)
    asked = f"return fetch('/?keyword={word}+pilot+{numbers[-1]}').then((answer) => answer.text())"
    title = f"{word.title()} pilot {numbers[-1]}</"
    until(browser, lambda: title in re.sub(r"</?mark>", "", browser.execute_script(asked)), "they came")


def _page_of_board(asked: Asked, offers: list[dict[str, object]]) -> Reply:
    """Slow enough to be watched."""
    page = int(asked.params["page"])
    following = f"https://{BOARD}/api/job-board-api?page={page + 1}" if page < PAGES else None
    items = offers[(page - 1) * EACH : page * EACH]
    return Reply({"data": items, "links": {"next": following}, "meta": {}}, delay=1.5)


def _offer(word: str, number: int) -> dict[str, object]:
    return {
        "slug": f"{word}-pilot-{number}",
        "company_name": f"{word.title()} Kontor {number}",
        "title": f"{word.title()} pilot {number}",
        "description": f"<p>You bring ships past the {word}, by day and by night, to quay {number}.</p>",
        "remote": False,
        "url": f"https://{BOARD}/jobs/{word}-pilot-{number}",
        "tags": ["Shipping"],
        "job_types": ["full time"],
        "location": "Hamburg" if word < "r" else "Kiel",
        "created_at": int(time.time()) - 3600 * number,
    }


def build_index(browser: Chrome, site: Site, look: bool = True) -> None:
    """5b: the index of courses is built anew, watched, and then read."""
    browser.get(site.url + "/admin/chromadb")
    until(browser, lambda: _read_now(browser) and not all_of(browser, "#live[hx-trigger]"), "an index")
    first = _read_now(browser)
    browser.execute_script("window.stayed = true")
    again = browser.find_element(By.XPATH, "//section[@id='state']//button[contains(., 'from scratch')]")
    again.send_keys(Keys.ENTER)
    until(browser, lambda: all_of(browser, "#state progress"), "how far it is")
    until(browser, lambda: _read_now(browser) not in {"", first}, "the new one is read")
    until(browser, lambda: not all_of(browser, "#live[hx-trigger]"), "the end")
    assert "It shows all courses as they are." in browser.find_element(By.ID, "state").text
    assert browser.execute_script("return window.stayed"), "the page was not loaded again"
    assert browser.find_element(By.XPATH, "//tr[contains(., 'previous')]/th/bdi").text == first
    if look:
        looks_right(browser, "course-index")


def _read_now(browser: Chrome) -> str:
    found = browser.find_elements(By.XPATH, "//tr[contains(., 'read now')]/th/bdi")
    return found[0].text if found else ""
