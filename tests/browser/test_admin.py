"""An administrator starts a source from its page and watches it; a visitor then finds its offers."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import Site, running
from tests.browser.test_journey import assert_sound, picture, text, until
from tests.fake_web import Asked, FakeWeb, Reply

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

HOST = "www.arbeitnow.com"
EMAIL, PASSWORD = "nadia@example.org", "a quiet morning by the sea"
PAGES, EACH = 3, 4


def answer(asked: Asked) -> Reply:
    """Three pages, slow enough to be watched."""
    page = int(asked.params["page"])
    following = f"https://{HOST}/api/job-board-api?page={page + 1}" if page < PAGES else None
    items = [offer(page * EACH + number) for number in range(EACH)]
    return Reply({"data": items, "links": {"next": following}, "meta": {}}, delay=2.5)


def offer(number: int) -> dict[str, object]:
    return {
        "slug": f"harbour-pilot-{number}",
        "company_name": f"Hafen Kontor {number}",
        "title": f"Harbour pilot {number}",
        "description": f"<p>You bring ships in, by day and by night, at quay {number}, and speak with crews.</p>",
        "remote": False,
        "url": f"https://{HOST}/jobs/harbour-pilot-{number}",
        "tags": ["Shipping"],
        "job_types": ["full time"],
        "location": "Hamburg",
        "created_at": int(time.time()) - 3600 * number,
    }


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        server.answer(HOST, "/api/job-board-api", answer)
        yield server


@pytest.fixture
def admin_site(web: FakeWeb, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    make_admin = ["users", "create-admin", EMAIL, "--password", PASSWORD]
    settings = {"OUTGOING_ROUTES": web.setting(HOST), "HOST_PAUSE": "0", "SCHEDULE_SOURCES": "0"}
    with running(tmp_path_factory.mktemp("admin"), [make_admin], **settings) as started:
        yield started


def row(browser: Chrome) -> str:
    return browser.find_element(By.ID, "source-arbeitnow").text


def test_a_source_is_started_watched_and_found(admin_site: Site, browser: Chrome, web: FakeWeb) -> None:
    browser.get(admin_site.url + "/login")
    browser.find_element(By.NAME, "email").send_keys(EMAIL)
    browser.find_element(By.NAME, "password").send_keys(PASSWORD, Keys.ENTER)
    until(browser, lambda: "/login" not in browser.current_url, "logged in")
    browser.find_element(By.LINK_TEXT, "Admin").click()
    assert "Never ran" in row(browser)
    picture(browser, "admin-before")
    assert_sound(browser)

    # started with the keyboard; the page stays and follows by itself
    browser.execute_script("window.stayed = true")
    start = browser.find_element(By.CSS_SELECTOR, "#source-arbeitnow form[action$='/run'] button")
    start.send_keys(Keys.ENTER)
    until(browser, lambda: "Running" in row(browser), "the row says that it runs")
    until(
        browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#source-arbeitnow progress"), "how far it is"
    )
    assert "Cancel" in row(browser)
    status = "return fetch('/api/scraping/status').then((answer) => answer.json())"
    told = browser.execute_script(status)
    assert told["is_running"]
    assert told["current_source"] == "arbeitnow"
    until(browser, lambda: "Worked" in row(browser), "the row says that it worked")
    assert "12 found" in row(browser)
    assert browser.execute_script("return window.stayed"), "the page was not loaded again"
    assert not browser.find_elements(By.CSS_SELECTOR, "#live[hx-trigger]"), "nothing is asked for any more"
    asked = (
        "return performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/live')).length"
    )
    count = browser.execute_script(asked)
    time.sleep(3)
    assert browser.execute_script(asked) == count
    assert len(web.asked(HOST, "/api/job-board-api")) == PAGES

    browser.refresh()
    until(browser, lambda: browser.find_elements(By.CSS_SELECTOR, ".chart-area canvas"), "charts are drawn")
    picture(browser, "admin-after")
    assert_sound(browser)
    browser.find_element(By.LINK_TEXT, "12 found").click()
    assert "Worked" in text(browser)
    assert_sound(browser)

    # somebody who was never here before
    browser.delete_all_cookies()
    browser.get(admin_site.url + "/?keyword=harbour")
    assert "12 offers" in text(browser)
    assert "Hafen Kontor" in text(browser)
