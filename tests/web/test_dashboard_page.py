"""The dashboard over HTTP: what to do first, what there is, nothing of others, nothing written by looking."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from app.core.tracker.record import InterviewRecord
from app.models import Job, utc_now
from app.services import score_history
from app.services.courses import marks
from app.services.saved_jobs import keeping
from app.services.tracker import creating, editing, people
from app.services.tracker.creating import Details
from app.services.transaction import transaction
from app.web.visits import FIRST, LONGEST, visit
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user, posting, salary, store
from tests.services.some_courses import fill as fill_courses
from tests.web.everything import all_rows, cv_of

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def headings(page: Any) -> list[str]:
    return [one.text_content().strip() for one in page.xpath("//main//h2")]


def test_a_visitor_is_told_what_to_do_first(app: Flask, client: CheckingClient) -> None:
    before = all_rows(app)
    answer = client.get("/dashboard")
    page = tree(answer)
    assert headings(page) == ["What to do first"]
    assert page.xpath("//section//ol//a/@href") == ["/cv", "/", "/applications/new", "/courses"]
    assert not page.xpath("//*[contains(@class, 'dash-figures')]")
    assert not re.search(r"\b0\b", " ".join(page.xpath("//main")[0].text_content().split()))
    assert all_rows(app) == before
    with client.session_transaction() as session:
        assert "visits" not in session
        assert "_user_id" not in session


def test_a_new_member_sees_no_bare_zeros(app: Flask, client: CheckingClient) -> None:
    with app.app_context():
        user_id = make_user()
    sign_in(client, user_id)
    page = tree(client.get("/dashboard"))
    assert headings(page) == ["What to do first"]
    with app.app_context():
        [job_id] = store(posting(1))
        keeping.save(user_id, job_id)
        creating.add(user_id, Details("Nurse", "Clinic"))
    page = tree(client.get("/dashboard"))
    assert headings(page) == [
        "What to do next", "Saved offers", "Applications", "Skills that your offers ask for",
    ]  # fmt: skip
    text = " ".join(page.xpath("//main")[0].text_content().split())
    for said in (
        "2 of 4 done.",
        "1 saved offer; none changed since you saved it.",
        "None is marked as sent yet.",
        "Upload a CV to see which of these you have",
        "Of 1 offer that you saved or applied to.",
    ):
        assert said in text, said
    assert not re.search(r"(?<![\w.,])0(?![\w.,])", text), text
    assert page.xpath("//*[contains(@class, 'dash-figures')]//strong/text()") == ["1"]


@pytest.fixture
def busy(app: Flask, client: CheckingClient) -> int:
    """A member with some of everything, and somebody else with as much."""
    with app.app_context():
        fill_courses(16)
        with time_machine.travel(utc_now() - 3 * DAY):
            text = "We require Python, Accounting and Statistics."
            ids = store(*(posting(n, description_text=text, salary=salary(40_000, 50_000)) for n in range(8)))
        people_ids = [make_user(), make_user("canary@example.org")]
        for name, user_id in zip(("Mine", "Canary"), people_ids, strict=True):
            cv_of(user_id, f"{name}.txt")
            for number, id_ in enumerate(ids[: 6 if name == "Mine" else 1]):
                keeping.save(user_id, id_)
                creating.track(user_id, id_, "applied" if number else "interview")
            one = creating.add(user_id, Details(f"{name} job", f"{name} clinic", source="A board"), "applied")
            editing.save_follow_up(user_id, one, utc_now() - DAY, f"{name} call")
            people.save_interview(user_id, one, InterviewRecord(utc_now() + DAY, place=f"{name} room"))
            marks.mark(user_id, 1, "done")
            marks.mark(user_id, 2, "started")
        with transaction() as session:
            session.execute(update(Job).where(Job.id == ids[0]).values(is_active=False, closed_reason="gone"))
        with time_machine.travel(utc_now() - DAY):
            score_history.run()
    sign_in(client, people_ids[0])
    return people_ids[0]


@pytest.mark.usefixtures("busy")
def test_everything_has_its_place_its_table_and_its_link(app: Flask, client: CheckingClient) -> None:
    before = all_rows(app)
    answer = client.get("/dashboard")
    assert all_rows(app) == before
    page, text = tree(answer), words(answer)
    assert headings(page) == [
        "New for you", "Due and coming up", "Saved offers", "Applications", "Skills that your offers ask for",
        "Learning", "What your CV tells", "How your CVs score",
    ]  # fmt: skip
    for said in (
        "7 new offers since",
        "Mine call",
        "Mine room",
        "6 saved offers; 1 changed since you saved it.",
        "No longer offered since",
        "I lack it",
        "1 course done (10 hours).",
        "of 100 points of a score can be compared",
        "Mean of the best twenty",
        "Name, age, gender, photo and address are no part of this",
    ):
        assert said in text, said
    assert "Canary" not in answer.text
    figures = page.xpath("//main//figure")
    assert [one.get("aria-labelledby") for one in figures[:2]] == ["chart-funnel", "chart-demand"]
    assert len(figures) == 3
    for figure in figures:
        [table] = figure.xpath(".//table[@data-chart]")
        heads = table.xpath("./thead/tr/th")
        assert table.xpath("./tbody/tr")
        for row in table.xpath("./tbody/tr"):
            assert len(row.xpath("./th|./td")) == len(heads)
            assert all(float(value) >= 0 for value in row.xpath("./td/@data-value"))
    [stages] = page.xpath("//table[@data-title='How far they came']")
    shown = [[cell.text_content() for cell in row.xpath("./th|./td")] for row in stages.xpath("./tbody/tr")]
    assert shown == [
        ["Sent", "7", "–"],
        ["Answers", "1", "14 %"],
        ["Interviews", "1", "14 %"],
        ["Offers", "0", "0 %"],
    ]
    sources = {
        row.xpath("./th")[0].text_content(): [cell.text_content() for cell in row.xpath("./td")]
        for row in page.xpath("//div[@aria-labelledby='sources-title']//tbody/tr")
    }
    assert sources["test"] == ["6", "17 %", "17 %", "0 %"]
    assert sources["A board"] == ["1", "–", "–", "–"]
    for link in set(page.xpath("//main//a/@href")):
        if link.startswith("#"):
            assert page.xpath(f"//*[@id='{link[1:]}']"), link
        elif not re.match(r"/job/\d+$", link):
            assert client.get(link).status_code == 200, link


def test_what_is_new_is_counted_from_the_last_visit(app: Flask, client: CheckingClient) -> None:
    with app.app_context():
        user_id = make_user()
        cv_of(user_id, "cv.txt")
        with time_machine.travel(utc_now() - DAY):
            store(posting(1))
    sign_in(client, user_id)
    assert "1 new offer since" in words(client.get("/dashboard"))
    with time_machine.travel(utc_now() + 5 * timedelta(hours=1)):
        text = words(client.get("/dashboard"))
        assert "No new offers since your last visit on" in text
        assert "1 open offer reaches 60 points." in text
        with app.app_context():
            store(posting(2))
    with time_machine.travel(utc_now() + 6 * timedelta(hours=1)):  # the same visit
        assert "1 new offer since your last visit on" in words(client.get("/dashboard"))


def test_a_visit_lasts_while_one_looks() -> None:
    session: dict[str, Any] = {}
    first = visit(session, NOW)
    assert (first.since, first.is_return) == (NOW - FIRST, False)
    assert visit(session, NOW + timedelta(minutes=90)).since == NOW + timedelta(minutes=90) - FIRST
    later = visit(session, NOW + DAY)
    assert (later.since, later.is_return) == (NOW + timedelta(minutes=90), True)
    kept = dict(session)
    assert visit(session, NOW + DAY + timedelta(minutes=4)) == later
    assert session == kept, "looking again at once changes no cookie"
    assert visit(session, NOW + DAY + timedelta(minutes=100)) == later
    away = visit(session, NOW + 60 * DAY)
    assert (away.since, away.is_return) == (NOW + 60 * DAY - LONGEST, False)


@pytest.mark.parametrize(
    "stored", [None, "x", [], [1], [1, "2"], [True, 5], [-5, 10**15], [0, 0], {"a": 1}, [1.5, 2]]
)
def test_a_cookie_of_no_sense_is_a_first_visit(stored: object) -> None:
    session: dict[str, Any] = {"visits": stored}
    assert visit(session, NOW).is_return is False
    assert session["visits"] == [0, int(NOW.timestamp())]
