"""A fortnight of a job search: searched, saved, told by mail, applied, interviewed, offered, and left without a trace."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.admin_workflows import new_offers
from tests.browser.conftest import PASSWORD, ROOT, Site, running
from tests.browser.moved import MovedClock
from tests.browser.steps import (
    all_of,
    be,
    cookies_of,
    link_in,
    looks_right,
    one,
    press,
    score,
    sign_in,
    text,
    until,
    until_mailed,
    upload_cv,
)

SAMPLE = ROOT / "demo_data" / "cvs" / "amira-ben-salem.pdf"
EMAIL = "amira@example.org"
WORD = "quillon"


@pytest.fixture
def clock(tmp_path: Path) -> MovedClock:
    return MovedClock(tmp_path / "clock")


@pytest.fixture
def moving(prepared: Path, tmp_path: Path, clock: MovedClock) -> Iterator[Site]:
    """A site of its own, whose clock runs ahead."""
    with running(
        prepared, tmp_path / "site", "tests.browser.moved", CLOCK=str(tmp_path / "clock"), WEB_WORKERS="1",
        DEFAULT_TIMEZONE="Africa/Tunis",
    ) as started:  # fmt: skip
        yield started


def test_a_fortnight(moving: Site, browser: Chrome, clock: MovedClock) -> None:
    site, nobody = moving, cookies_of(browser)

    clock.at(0, 8)  # what is new here, a search, a CV, an account, an alert
    new_offers(browser, site, WORD, range(3))
    be(browser, nobody)
    _search_and_save(browser, site)
    upload_cv(browser, site, SAMPLE)
    _register(browser, site)
    _make_alert(browser, site)
    person = cookies_of(browser)

    clock.at(0, 19)  # in the evening come new ones, the next morning a mail
    new_offers(browser, site, WORD, range(3, 5))
    mails = len(site.mailbox.mails)
    assert mails == 1, "nothing before the hour of the alert"
    clock.at(1, 7, 1)  # one past eight in Tunis
    first = _alert_mail(site, mails, {3, 4})
    offer = _first_offer(first)

    be(browser, person)  # from the mail to an application
    browser.get(offer)
    assert score(browser) is not None
    press(browser, one(browser, ".track-offer button[value=applied]"))
    application = until(browser, lambda: re.search(r"/applications/\d+", browser.current_url), "followed")[0]

    clock.at(3, 10)  # they invite
    talk = clock.zero + timedelta(days=6, hours=13)
    _plan_interview(browser, site, application, talk)
    clock.at(5, 13, 3)  # a day before
    reminder = _mail(site, mails + 1)
    assert "Interview" in str(reminder["Subject"]) or "interview" in _plain(reminder)
    assert "12, rue du Lac" in _plain(reminder)
    browser.get(site.url + "/notifications")
    assert "interview" in text(browser).lower()

    clock.at(7, 9)  # the offer; two more come, and again a mail of those alone
    browser.get(site.url + application)
    _move(browser, "offer")
    new_offers(browser, site, WORD, range(5, 7))
    mails = len(site.mailbox.mails)
    clock.at(8, 7, 1)
    last = _alert_mail(site, mails, {5, 6})

    be(browser, person)  # what all that came to
    browser.get(site.url + "/dashboard")
    assert "Applications" in text(browser)
    looks_right(browser, "fortnight-dashboard")
    browser.get(site.url + application)
    timeline = one(browser, "section[aria-labelledby=timeline]").text
    assert all(word in timeline for word in ("Applied", "Interview", "Offer")), timeline
    looks_right(browser, "fortnight-application")

    clock.at(10, 9)  # enough of mails: by the link, without logging in
    be(browser, nobody)
    _unsubscribe(browser, last)
    new_offers(browser, site, WORD, range(7, 9))
    mails = len(site.mailbox.mails)
    clock.at(11, 7, 1)
    clock.at(13, 9)
    assert len(site.mailbox.mails) == mails

    be(browser, person)  # take everything along, and go
    _take_a_copy(browser, site, application)
    _delete_account(browser, site)
    sign_in(browser, site, EMAIL, is_let_in=False)
    assert "do not go together" in text(browser)
    assert EMAIL.encode() not in b"".join(file.read_bytes() for file in site.data_dir.rglob("*.db*"))


def _search_and_save(browser: Chrome, site: Site) -> None:
    browser.get(f"{site.url}/?keyword={WORD}")
    assert "3 offers" in text(browser)
    press(browser, one(browser, ".job-card .save-button"))
    until(browser, lambda: all_of(browser, ".job-card .save-button.is-saved"), "the offer is saved")
    press(browser, one(browser, "#save-search form button"))
    until(browser, lambda: "Saved as" in one(browser, "#save-search").text, "the search is saved")


def _register(browser: Chrome, site: Site) -> None:
    browser.get(site.url + "/register")
    browser.find_element(By.NAME, "email").send_keys(EMAIL)
    browser.find_element(By.NAME, "password").send_keys(PASSWORD, Keys.ENTER)
    until(browser, lambda: "check-mail" in browser.current_url, "asked to look at the mail")
    browser.get(link_in(site, 0, "/register"))
    press(browser, one(browser, "main form button[type=submit]"))
    until(browser, lambda: "/register" not in browser.current_url, "confirmed")


def _make_alert(browser: Chrome, site: Site) -> None:
    """Daily at eight, as it is proposed."""
    browser.get(f"{site.url}/?keyword={WORD}")
    press(browser, browser.find_element(By.LINK_TEXT, "Make an alert"))
    until(browser, lambda: all_of(browser, "select[name=frequency]"), "the form of an alert")
    press(browser, one(browser, "form[method=post] button[type=submit].btn-primary"))
    until(browser, lambda: re.search(r"/alerts/\d+$", browser.current_url), "an alert")
    looks_right(browser, "fortnight-alert")


def _alert_mail(site: Site, number: int, offers: set[int]) -> EmailMessage:
    """The mail of the alert: these offers, each once, in text and in HTML, and how to stop it."""
    mail = _mail(site, number)
    assert mail["To"] == EMAIL
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = mail.get_body(("html",))
    for body in (_plain(mail), html.get_content() if html else ""):
        assert {int(found) for found in re.findall(rf"{WORD.title()} pilot (\d+)", body)} == offers
    return mail


def _mail(site: Site, number: int) -> EmailMessage:
    until_mailed(site, number + 1)
    return site.mailbox.mails[number]


def _plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""


def _first_offer(mail: EmailMessage) -> str:
    return re.findall(r"http://localhost:\d+/job/\d+", _plain(mail))[0]


def _plan_interview(browser: Chrome, site: Site, application: str, when: datetime) -> None:
    browser.get(site.url + application)
    _move(browser, "interview")
    browser.get(site.url + application + "/interviews/new")
    values = {"day": f"{when:%Y-%m-%d}", "time": f"{when + timedelta(hours=1):%H:%M}"}  # the clock of Tunis
    for name, value in values.items():
        field = browser.find_element(By.NAME, name)
        browser.execute_script("arguments[0].value = arguments[1]", field, value)
    browser.find_element(By.NAME, "place").send_keys("12, rue du Lac", Keys.ENTER)
    until(
        browser,
        lambda: "12, rue du Lac" in text(browser) and "/interviews" not in browser.current_url,
        "planned",
    )
    calendar = _fetched(browser, site.url + "/applications/calendar.ics").decode()
    assert f"DTSTART:{when:%Y%m%dT%H%M%S}Z" in calendar
    assert "rue du Lac" in calendar


def _move(browser: Chrome, status: str) -> None:
    press(browser, one(browser, f".move-list option[value={status}]"))
    press(browser, one(browser, ".move-list button"))
    until(
        browser,
        lambda: one(browser, f".move-list option[value={status}]").is_selected(),
        f"moved to {status}",
    )


def _unsubscribe(browser: Chrome, mail: EmailMessage) -> None:
    found = re.search(r"http://localhost:\d+/alerts/unsubscribe/\S+", _plain(mail))
    assert found
    assert found[0] in str(mail["List-Unsubscribe"])
    browser.get(found[0])
    press(browser, one(browser, "main form button"))
    until(browser, lambda: "Done: no more mails" in text(browser), "stopped")
    assert not cookies_of(browser) or "Log in" in text(browser)


def _take_a_copy(browser: Chrome, site: Site, application: str) -> None:
    browser.get(site.url + "/account/data")
    looks_right(browser, "fortnight-data")
    press(browser, one(browser, "form[action='/account/export'] button"))
    until(browser, lambda: all_of(browser, "a[download]"), "the copy is ready")
    content = _fetched(browser, str(one(browser, "a[download]").get_attribute("href")))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert json.loads(archive.read("manifest.json"))
        everything = b"".join(archive.read(name) for name in names if name.endswith(".json"))
        assert all(word in everything for word in (EMAIL.encode(), b"12, rue du Lac", WORD.encode()))
        assert SAMPLE.read_bytes() in [archive.read(name) for name in names if name.endswith(".pdf")]


def _fetched(browser: Chrome, address: str) -> bytes:
    """As the browser would get it."""
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in cookies_of(browser))
    with urlopen(Request(address, headers={"Cookie": cookie, "User-Agent": browser.execute_script("return navigator.userAgent")})) as answer:  # fmt: skip
        return bytes(answer.read())


def _delete_account(browser: Chrome, site: Site) -> None:
    browser.get(site.url + "/account/delete")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD)
    looks_right(browser, "fortnight-delete")
    press(browser, one(browser, "form[action='/account/delete'] button[type=submit]"))
    until(browser, lambda: "Everything was deleted." in text(browser), "deleted")
