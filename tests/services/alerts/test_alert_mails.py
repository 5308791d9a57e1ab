"""From a new offer to a mail at a real server: what is found, once, why, and what stops it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from app.core.search.filters import Filters
from app.errors import BadInput, NotFound
from app.extensions import db, mail
from app.models import HiddenJob, Job, JobAlert, utc_now
from app.services import accounts, notifications
from app.services.alerts import clock, collect, due, mails, opening, preview, rules, sending, unsubscribing
from app.services.transaction import end_reading, transaction
from tests.factories import make_user, posting, salary, store
from tests.mail_server import Mailbox, mailbox
from tests.services.alerts.people import alert_of, found_by, mails_of, make_due, row, save
from tests.web.everything import cv_of


@pytest.fixture
def box(context: Flask) -> Iterator[Mailbox]:
    with mailbox() as box:
        context.config.update(MAIL_BACKEND="smtp", MAIL_SERVER="127.0.0.1", MAIL_PORT=box.port)
        mail.init_app(context)
        yield box


@pytest.fixture
def amel(context: Flask) -> int:
    return make_user()


def test_a_new_offer_is_found_told_and_mailed_once(box: Mailbox, amel: int) -> None:
    store(posting(1))
    alert_id = alert_of(amel, save(amel))
    [new] = store(posting(2, title="Python engineer", company="Atlas"))
    store(posting(3, title="Nurse", description_text="Look after people who are ill."))
    assert collect.is_due()
    assert collect.collect() == 1
    assert collect.collect() == 0
    assert found_by(alert_id) == [new]
    assert sending.run_due() == 0, "it is not eight o'clock"
    make_due(alert_id)
    assert sending.run_due() == 1
    make_due(alert_id)
    assert sending.run_due() == 0
    [sent] = box.mails
    assert sent["Subject"] == "1 new offer: Python in Tunis"
    assert sent["To"] == "amel@example.org"
    assert [one.state for one in mails_of(alert_id)] == ["sent", "nothing"]
    [notice] = notifications.of_person(amel)
    assert (notice.kind, notice.values["count"]) == ("alert_offers", 1)


def test_what_another_process_wrote_down_meanwhile_is_not_written_again(context: Flask, amel: int) -> None:
    """Both look before either writes."""
    alert_id, gone = alert_of(amel, save(amel)), alert_of(amel, save(amel, Filters(keyword="developer")))
    store(posting(2, title="Python developer"))
    look = collect.look

    def look_and_be_late(*given: Any) -> Any:
        found = look(*given)
        if given[0]:
            collect.look = look
            assert collect.collect() == 2
            rules.delete(amel, gone)
            end_reading()
        return found

    with patch.object(collect, "look", look_and_be_late):
        assert collect.collect() == 0
    assert len(found_by(alert_id)) == 1


@pytest.mark.parametrize("portion", [1, 3, 1000])
def test_all_is_found_however_it_is_portioned(context: Flask, amel: int, portion: int) -> None:
    alerts = [alert_of(amel, save(amel)) for _ in range(4)]
    new = store(*(posting(number, title=f"Python developer {number}") for number in range(2, 5)))
    with patch.object(collect, "PORTION", portion):
        assert collect.collect() == 12
    assert [sorted(found_by(alert_id)) for alert_id in alerts] == [sorted(new)] * 4
    assert not collect.is_due()


def test_an_alert_that_was_opened_meanwhile_is_not_opened_again(context: Flask, amel: int) -> None:
    """Both choose before either writes."""
    alert_id = alert_of(amel, save(amel))
    store(posting(2))
    collect.collect()
    make_due(alert_id)
    choose = opening._choose

    def choose_and_be_late(*given: Any) -> Any:
        choice = choose(*given)
        with patch.object(opening, "_choose", choose):
            assert opening.open_due() == 1
        return choice

    with patch.object(opening, "_choose", choose_and_be_late):
        assert opening.open_due() == 0
    assert [one.state for one in mails_of(alert_id)] == ["waiting"]


def test_the_mail_says_what_why_and_how_to_stop_it(box: Mailbox, amel: int) -> None:
    cv_of(amel, "cv.txt")
    filters = Filters(keyword="python", location="Tunis", skill=("docker",))
    alert_id = alert_of(amel, save(amel, filters), name="R&D <in> Tunis")
    [job_id] = store(posting(1, title="R&D <engineer> Python", salary=salary(30_000, 40_000)))
    collect.collect()
    make_due(alert_id)
    sending.run_due()
    [sent] = box.mails
    text = sent.get_body(("plain",)).get_content()
    html = sent.get_body(("html",)).get_content()
    assert "R&D <engineer> Python" in text
    assert "R&amp;D &lt;engineer&gt; Python" in html
    assert "<engineer>" not in html
    assert f"http://localhost/job/{job_id}" in text
    assert f'href="http://localhost/job/{job_id}"' in html
    assert re.search(r"Match: \d+ of 100", text)
    assert "Because of: python, Docker, Tunis, Tunisia" in text
    assert "because you made the alert “R&D <in> Tunis”" in text
    url = sent["List-Unsubscribe"].strip(" <>")
    assert url.startswith("http://localhost/alerts/unsubscribe/")
    assert url in text
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Auto-Submitted"] == "auto-generated"


def test_it_is_in_the_reader_s_language(context: Flask, amel: int) -> None:
    alert_id = alert_of(amel, save(amel))
    store(posting(1))
    collect.collect()
    make_due(alert_id)
    opening.open_due()
    letter = mails.load(mails_of(alert_id)[0].id)
    assert letter
    _subject, _text, html = mails.render(replace(letter, language="fr"))
    assert '<html lang="fr"' in html


def test_nobody_s_name_can_add_a_header(box: Mailbox, amel: int) -> None:
    alert_id = alert_of(amel, save(amel), name="Jobs\r\nBcc: eve@example.org\r\n\r\nHello")
    store(posting(1, title="Python\r\nBcc: eve@example.org"))
    collect.collect()
    make_due(alert_id)
    sending.run_due()
    assert box.recipients == [["amel@example.org"]]
    assert box.mails[0]["Bcc"] is None


def test_copies_of_an_offer_are_told_once(box: Mailbox, amel: int) -> None:
    alert_id = alert_of(amel, save(amel))
    one = posting(1, title="Python developer", company="Atlas")
    store(one)
    collect.collect()
    make_due(alert_id)
    sending.run_due()
    store(replace(one, source="other", external_id="77"))
    with transaction() as session:  # the first is gone: its copy is listed in its place
        session.execute(update(Job).where(Job.source == "test").values(is_active=False))
    from app.services import copies, revisions

    with transaction() as session:
        copies.withdraw(
            session,
            list(session.scalars(select(Job.id).where(Job.source == "test"))),
            revisions.next_revision(session),
        )
    collect.collect()
    make_due(alert_id)
    assert sending.run_due() == 0
    assert len(box.mails) == 1


def test_hidden_offers_are_never_told(box: Mailbox, amel: int) -> None:
    alert_id = alert_of(amel, save(amel))
    before, after = store(posting(1), posting(2, title="Senior Python tester", company="Sfax Works"))
    hide(amel, before)
    collect.collect()
    assert found_by(alert_id) == [after]
    hide(amel, after)
    make_due(alert_id)
    assert sending.run_due() == 0
    assert box.mails == []
    assert [one.state for one in mails_of(alert_id)] == ["nothing"]


def hide(user_id: int, job_id: int) -> None:
    with transaction() as session:
        session.add(HiddenJob(user_id=user_id, job_id=job_id))


def test_offers_from_before_the_alert_are_not_new_when_they_change(context: Flask, amel: int) -> None:
    with time_machine.travel(utc_now() - timedelta(days=2)):
        store(posting(1))
    alert_id = alert_of(amel, save(amel))
    store(posting(1, description_text="Python, Docker and much more."))
    assert collect.collect() == 0
    assert found_by(alert_id) == []


def test_an_alert_by_score_takes_what_reaches_it(context: Flask, amel: int) -> None:
    cv_of(amel, "cv.txt")
    low, high = (
        alert_of(amel, None, min_score=1, name="low"),
        alert_of(amel, None, min_score=100, name="high"),
    )
    ids = store(posting(1), posting(2, title="Nurse", description_text="Care for patients.", skills=()))
    collect.collect()
    assert set(found_by(low)) >= {ids[0]}
    assert found_by(high) == []
    both = alert_of(amel, save(amel, Filters(keyword="nurse"), "Nurse"), min_score=99, name="both")
    store(posting(3, title="Nurse again", description_text="Care for patients.", skills=()))
    collect.collect()
    assert found_by(both) == []


def test_an_instant_alert_waits_for_a_few_more(box: Mailbox, amel: int) -> None:
    alert_id = alert_of(amel, save(amel), frequency="instant")
    assert row(alert_id).next_send_at is None
    store(posting(1))
    collect.collect()
    assert sending.run_due() == 0
    store(posting(2, title="Python in Sfax", company="Atlas"))
    collect.collect()
    with time_machine.travel(utc_now() + timedelta(minutes=6)):
        assert sending.run_due() == 1
        assert sending.run_due() == 0
    assert box.mails[0]["Subject"].startswith("2 new offers")
    assert row(alert_id).next_send_at is None


@pytest.mark.parametrize(("code", "state"), [("451 later", "waiting"), ("550 never", "failed")])
def test_what_the_server_refuses(box: Mailbox, amel: int, code: str, state: str) -> None:
    box.says = lambda _mail: code
    alert_id = alert_of(amel, save(amel))
    store(posting(1))
    collect.collect()
    make_due(alert_id)
    assert sending.run_due() == 0
    [first] = mails_of(alert_id)
    assert (first.state, first.attempts, first.fault) == (state, 1, f"refused: {code[:3]}")
    box.says = lambda _mail: "250 ok"
    assert sending.run_due() == 0, "not at once"
    with time_machine.travel(utc_now() + timedelta(minutes=3)):
        assert sending.run_due() == (1 if state == "waiting" else 0)
    told = {notice.kind for notice in notifications.of_person(amel)}
    assert ("alert_failed" in told) == (state == "failed")
    if state == "waiting":
        assert box.ids == [first.message_id]


def test_a_server_that_is_away_is_tried_until_it_makes_no_sense(context: Flask, amel: int) -> None:
    context.config.update(MAIL_BACKEND="smtp", MAIL_SERVER="127.0.0.1", MAIL_PORT=9)
    mail.init_app(context)
    alert_id = alert_of(amel, save(amel))
    store(posting(1))
    collect.collect()
    make_due(alert_id)
    moment = utc_now()
    for _ in range(len(sending.BACKOFF) + 1):
        with time_machine.travel(moment):
            sending.run_due()
        moment += timedelta(hours=9)
    [one] = mails_of(alert_id)
    assert one.state == "failed"
    assert one.attempts == len(sending.BACKOFF) + 1


def test_an_address_that_refuses_three_times_is_left_in_peace(box: Mailbox, amel: int) -> None:
    box.says = lambda _mail: "550 unknown"
    alert_id = alert_of(amel, save(amel))
    for number in range(3):
        store(posting(number, title=f"Python {number}", company=f"Firm {number}"))
        collect.collect()
        make_due(alert_id)
        sending.run_due()
    assert not row(alert_id).is_active


def test_three_days_down_make_one_digest(box: Mailbox, amel: int) -> None:
    alert_id = alert_of(amel, save(amel))
    store(posting(1))
    collect.collect()
    with time_machine.travel(utc_now() + timedelta(days=3)):
        assert sending.run_due() == 1
        assert sending.run_due() == 0
        assert row(alert_id).next_send_at > utc_now()
    with time_machine.travel(utc_now() + timedelta(days=1)):  # the clock is set back
        assert sending.run_due() == 0
    assert len(box.mails) == 1


def test_who_takes_no_mails_is_told_inside(box: Mailbox, amel: int) -> None:
    accounts.update_profile(amel, email_notifications=False)
    alert_id = alert_of(amel, save(amel))
    store(posting(1))
    collect.collect()
    make_due(alert_id)
    assert sending.run_due() == 0
    assert box.mails == []
    assert [(one.state, one.offers, one.fault) for one in mails_of(alert_id)] == [
        ("nothing", 1, opening.NO_MAIL)
    ]
    assert notifications.count_unread(amel) == 1


def test_a_link_from_the_mail_ends_it(context: Flask, amel: int) -> None:
    alert_id = alert_of(amel, save(amel))
    token = unsubscribing.token_of(row(alert_id))
    assert unsubscribing.named(token) == "Python in Tunis"
    unsubscribing.unsubscribe(token)
    unsubscribing.unsubscribe(token)
    assert not row(alert_id).is_active
    store(posting(1))
    assert collect.collect() == 0
    for wrong in ("", "x", token[:-2], token + "A"):
        with pytest.raises(BadInput):
            unsubscribing.unsubscribe(wrong)
    rules.delete(amel, alert_id)
    assert unsubscribing.named(token) == ""


def test_the_preview_shows_what_would_go_out_and_keeps_nothing(context: Flask, amel: int) -> None:
    alert_id = alert_of(amel, save(amel))
    [job_id] = store(posting(1))
    page = preview.page(amel, alert_id)
    assert [item.card.id for item in page.items] == [job_id]
    assert page.count == 1
    assert found_by(alert_id) == []
    collect.collect()
    assert preview.page(amel, alert_id).count == 1
    make_due(alert_id)
    opening.open_due()
    later = preview.page(amel, alert_id)
    assert later.count == 0
    assert [item.card.id for item in later.latest] == [job_id]
    assert [entry.state for entry in later.log] == ["waiting"]


def test_a_pause_ends_with_what_comes_after_it(context: Flask, amel: int) -> None:
    alert_id = alert_of(amel, save(amel))
    rules.set_active(amel, alert_id, is_active=False)
    store(posting(1))
    assert collect.collect() == 0
    rules.set_active(amel, alert_id, is_active=True)
    assert collect.collect() == 0
    [new] = store(posting(2, title="Python tester", company="Atlas"))
    collect.collect()
    assert found_by(alert_id) == [new]


def test_alerts_of_others_are_not_there(context: Flask, amel: int) -> None:
    nadia = make_user("nadia@example.org")
    search_id = save(amel)
    alert_id = alert_of(amel, search_id)
    with pytest.raises(BadInput, match="saved searches"):
        alert_of(nadia, search_id)
    for action in (rules.find, rules.delete, rules.log, due.trigger, preview.page):
        with pytest.raises(NotFound):
            action(nadia, alert_id)


@pytest.mark.parametrize(
    "change",
    [
        {"search_id": None},
        {"search_id": None, "min_score": 50},
        {"search_id": 999_999},
        {"frequency": "hourly"},
        {"hour": 24},
        {"weekday": 7},
        {"search_id": None, "min_score": 0},
    ],
)
def test_what_makes_no_alert_is_refused(context: Flask, amel: int, change: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        alert_of(amel, change.pop("search_id", save(amel)), **change)  # type: ignore[arg-type]
    assert db.session.scalar(select(func.count()).select_from(JobAlert)) == 0


def test_alerts_need_an_address(context: Flask) -> None:
    guest = accounts.create_guest().id
    with pytest.raises(BadInput, match="register"):
        alert_of(guest, save(guest))


def test_triggered_by_hand_it_goes_out_if_there_is_anything(box: Mailbox, amel: int) -> None:
    alert_id = alert_of(amel, save(amel))
    store(posting(1))
    due.trigger(amel, alert_id)
    assert due.run() == "1 offers found, 1 mails sent"
    due.trigger(amel, alert_id)
    assert due.run() == "0 offers found, 0 mails sent"
    assert [one.state for one in mails_of(alert_id)] == ["sent", "nothing"]


def test_work_is_asked_for_once_a_minute_and_only_when_there_is_any(context: Flask, amel: int) -> None:
    from app.models import Task

    due.ask()
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0
    alert_of(amel, save(amel))
    store(posting(1))
    due.ask()
    due.ask()
    assert db.session.scalar(select(func.count()).select_from(Task)) == 1


def test_alerts_keep_the_hour_in_a_new_time_zone(context: Flask, amel: int) -> None:
    alert_id = alert_of(amel, save(amel))
    accounts.update_profile(amel, timezone="Asia/Kolkata")
    assert row(alert_id).next_send_at.astimezone(UTC).strftime("%H:%M") == "02:30"


def test_seven_weeks_on_six_clocks(context: Flask) -> None:
    """The rows themselves: one line in the log for each day, whatever the clocks do and when it looks. (Four hundred
    days of the rule itself are in ``tests/core/alerts/test_due.py``.)"""
    zones = (
        "Africa/Tunis",
        "Europe/Paris",
        "Europe/London",
        "America/St_Johns",
        "Pacific/Apia",
        "Asia/Kolkata",
    )
    moment = datetime(2025, 3, 5, 12, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        alerts = []
        for number, zone in enumerate(zones):
            person = make_user(f"{number}@example.org", timezone=zone)
            alerts.append(alert_of(person, save(person), hour=(2, 0, 1, 0, 3, 8)[number]))
    for step in range(50 * 3):
        now = moment + timedelta(hours=8 * step, minutes=(step * 37) % 60)
        with time_machine.travel(now, tick=False):
            opening.open_due()
    for alert_id, zone in zip(alerts, zones, strict=True):
        days = [one.due_at.astimezone(clock.zone_of(zone)).date() for one in mails_of(alert_id)]
        assert len(days) == len(set(days))
        assert set(days) == {days[0] + timedelta(days=n) for n in range(len(days))}
        assert len(days) in {49, 50, 51}
