"""Offers that end and offers that come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app.extensions import db
from app.models import Job, utc_now
from app.services import copies, ingest, lifecycle, maintenance
from app.services.transaction import transaction
from tests.client import CheckingClient
from tests.factories import NOW, make_user, posting, store
from tests.services import offer_table
from tests.services.offer_table import column, found

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def ended(job_id: int) -> tuple[bool, str | None]:
    return column(job_id, "is_active"), column(job_id, "closed_reason")


def test_what_a_whole_list_no_longer_holds_is_closed(context: Flask) -> None:
    ingest.save([posting(1), posting(2)], listing="acme")
    ingest.save([posting(3)], listing="other")
    ingest.save([posting(4, source="elsewhere")], listing="acme")
    one, two, three, four = found()
    with time_machine.travel(utc_now() + HOUR):
        began = utc_now()
        ingest.save([posting(2)], listing="acme")
        assert lifecycle.close_missing("test", "acme", began) == 1
        assert lifecycle.close_missing("test", "acme", began) == 0
    assert found() == [two, three, four]
    assert ended(one) == (False, "gone")
    assert abs(column(one, "closed_at") - began) < timedelta(minutes=1)
    assert column(one, "listing") == "acme"
    offer_table.check_full_text()


def test_more_than_one_chunk_is_closed(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "CHUNK", 2)
    ingest.save([posting(number) for number in range(5)], listing="acme")
    assert lifecycle.close_missing("test", "acme", utc_now() + HOUR) == 5
    assert found() == []


def test_an_offer_that_is_not_found_for_three_runs_and_two_weeks_is_closed(context: Flask) -> None:
    [one] = store(posting(1))
    with time_machine.travel(NOW + DAY):
        assert [lifecycle.count_unseen("test", utc_now()) for _ in range(4)] == [0, 0, 0, 0]
    assert column(one, "unseen_runs") == 4
    with time_machine.travel(NOW + 15 * DAY):
        assert lifecycle.count_unseen("elsewhere", utc_now()) == 0
        assert lifecycle.count_unseen("test", utc_now()) == 1
    assert ended(one) == (False, "unseen")


def test_two_weeks_alone_do_not_close(context: Flask) -> None:
    [one] = store(posting(1))
    with time_machine.travel(NOW + 30 * DAY):
        assert [lifecycle.count_unseen("test", utc_now()) for _ in range(3)] == [0, 0, 1]
    assert ended(one) == (False, "unseen")


def test_being_seen_starts_the_count_anew(context: Flask) -> None:
    [one] = store(posting(1))
    with time_machine.travel(NOW + 20 * DAY):
        lifecycle.count_unseen("test", utc_now())
        lifecycle.count_unseen("test", utc_now())
        ingest.save([posting(1)])
        assert column(one, "unseen_runs") == 0
        assert lifecycle.count_unseen("test", utc_now() - HOUR) == 0
    assert column(one, "unseen_runs") == 0
    assert ended(one) == (True, None)


def test_an_offer_that_comes_back_is_open_again_and_says_so(context: Flask) -> None:
    [one] = store(posting(1))
    assert lifecycle.close_gone("test", ["1", "unknown"]) == 1
    assert found() == []
    saved = ingest.save([posting(1)])
    assert (saved.updated, saved.new) == (1, 0)
    assert found() == [one]
    assert ended(one) == (True, None)
    assert column(one, "closed_at") is None
    assert column(one, "reposted_at") is not None
    assert column(one, "repost_of_id") is None


def test_a_new_number_after_the_old_one_ended_is_a_repost(context: Flask) -> None:
    [old] = store(posting(1))
    lifecycle.close_gone("test", ["1"])
    again, elsewhere, other = store(
        posting(1, external_id="9", title="PYTHON DEVELOPER 1 (m/w/d)"),
        posting(1, source="elsewhere", external_id="9"),
        posting(2, external_id="8"),
    )
    assert (column(again, "repost_of_id"), column(again, "reposted_at") is not None) == (old, True)
    assert [column(one, "repost_of_id") for one in (elsewhere, other)] == [None, None]
    assert [column(one, "reposted_at") for one in (elsewhere, other)] == [None, None]
    job = db.session.get(Job, old)
    assert job is not None
    assert copies.open_twin(job) == again
    db.session.commit()


def test_two_open_ones_are_no_repost(context: Flask) -> None:
    _first, second = store(posting(1), posting(1, external_id="9"))
    assert column(second, "repost_of_id") is None


def test_the_last_day_is_when_it_ended(context: Flask) -> None:
    last = NOW + DAY
    one, two = store(posting(1, expires_at=last), posting(2, expires_at=NOW - DAY))
    assert (ended(two), column(two, "closed_at")) == ((False, "expired"), NOW - DAY)
    with time_machine.travel(NOW + 3 * DAY):
        assert maintenance.expire_offers() == 1
    assert (ended(one), column(one, "closed_at")) == ((False, "expired"), last)


def test_what_an_admin_removed_stays_away(context: Flask) -> None:
    [one] = store(posting(1))
    with transaction() as session:
        job = session.get(Job, one)
        assert job is not None
        job.is_active, job.closed_at, job.closed_reason = False, NOW, "removed"
    store(posting(1, title="Changed"))
    assert ended(one) == (False, "removed")


def test_runs_leave_alone_what_one_person_brought_in(context: Flask) -> None:
    ingest.save([posting(1)], listing="acme", owner_id=make_user())
    later = utc_now() + HOUR
    assert lifecycle.close_missing("test", "acme", later) == 0
    assert lifecycle.close_gone("test", ["1"]) == 0
    with time_machine.travel(NOW + 30 * DAY):
        assert [lifecycle.count_unseen("test", utc_now()) for _ in range(4)] == [0, 0, 0, 0]


def test_the_page_of_an_ended_offer_says_since_when_why_and_where_it_is_open(
    client: CheckingClient, app: Flask
) -> None:
    with app.app_context():
        one, two = store(posting(1), posting(1, source="elsewhere"))
        lifecycle.close_gone("test", ["1"])
    page = client.get(f"/job/{one}").get_data(as_text=True)
    assert "No longer offered since" in page
    assert "The source no longer lists it." in page
    assert f'href="/job/{two}"' in page
    assert "Apply for this job" not in page


def test_a_repost_says_so_on_card_and_page(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        [old] = store(posting(1))
        lifecycle.close_gone("test", ["1"])
        [new] = store(posting(1, external_id="9"))
    assert "posted again" in client.get("/").get_data(as_text=True)
    page = client.get(f"/job/{new}").get_data(as_text=True)
    assert "Posted again on" in page
    assert f'href="/job/{old}"' in page
