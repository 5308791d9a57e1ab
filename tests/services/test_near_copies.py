"""The same offer on several boards, stored: found, listed once, parted and joined by people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import CopyDecision, CopyPair, Job, JobSignature
from app.services import copies, ingest, lifecycle
from app.services.transaction import transaction
from job_scraper.posting import JobPosting
from tests.client import CheckingClient
from tests.factories import NOW, make_user, posting, salary, store
from tests.services import offer_table
from tests.services.offer_table import column, found

TEXT = (
    "You keep the ledgers of two companies up to trial balance. You prepare the monthly accounts and explain "
    "them to managers. You reconcile grants with care and report to funders on time. Two years in a finance "
    "team are needed. We offer a pension of eight percent and lunches grown on our own farm near the river."
)
SHORTENED = "Our client, Willowmere Trust, wants you. " + " ".join(TEXT.split(". ")[:3]) + "."


def accountant(source: str, **changes: object) -> JobPosting:
    given = {
        "source": source,
        "title": "Accountant",
        "company": "Willowmere Trust",
        "city": "Leeds",
        "country": "GB",
    }
    return posting(1, **{**given, "location": "Leeds", "description_text": TEXT, "language": "en", **changes})


def original_of(job_id: int) -> int | None:
    return column(job_id, "duplicate_of_id")


@pytest.fixture
def admin(context: Flask) -> int:
    return make_user("admin@example.org", role="admin")


def test_a_copy_in_other_words_says_why_it_is_one(context: Flask) -> None:
    first, same, passed_on = store(
        accountant("board"),
        accountant("network", title="ACCOUNTANT (all genders)", company="Willowmere Trust Ltd"),
        accountant("agency", company="Brightpath Recruitment", description_text=SHORTENED),
    )
    assert [original_of(job_id) for job_id in (first, same, passed_on)] == [None, first, first]
    assert (column(same, "copy_reason"), column(same, "copy_similarity")) == ("same", 1)
    assert column(passed_on, "copy_reason") == "similar"
    assert 0.5 <= column(passed_on, "copy_similarity") < 1
    assert found() == [first]
    assert column(first, "copy_reason") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"city": "York", "location": "York"},
        {"title": "Senior accountant", "level": "senior"},
        {"company": "Harrow & Finch"},
        {"contract": "fixed_term"},
        {"language": "fr"},
        {"salary": salary(90_000, 99_000)},
    ],
)
def test_what_only_looks_like_a_copy_is_listed_too(context: Flask, changes: dict[str, object]) -> None:
    both = store(accountant("board", salary=salary(30_000, 40_000)), accountant("network", **changes))
    assert found() == sorted(both)


def test_when_the_listed_one_closes_the_next_takes_its_place(context: Flask) -> None:
    first, second, third = store(*(accountant(source) for source in ("board", "network", "third")))
    assert lifecycle.close_gone("board", ["1"]) == 1
    assert found() == [second]
    assert original_of(third) == second
    assert (original_of(first), column(first, "copy_reason")) == (None, None)
    store(accountant("board"))
    assert (found(), original_of(second), original_of(third)) == ([first], first, first)


def test_an_admin_parts_for_good_and_joins(context: Flask, admin: int) -> None:
    first, second = store(accountant("board"), accountant("network"))
    copies.decide(second, first, False, admin)
    assert found() == [first, second]
    store(accountant("network", description_text=TEXT + " Changed."))
    assert found() == [first, second]
    copies.decide(first, second, True, admin)
    assert (found(), column(second, "copy_reason")) == ([first], "decided")
    copies.undecide(first, second)
    assert (found(), column(second, "copy_reason")) == ([first], "same")
    assert db.session.scalar(select(func.count()).select_from(CopyDecision)) == 0


def test_an_admin_joins_what_no_rule_would(context: Flask, admin: int) -> None:
    nurse, cook = store(posting(1, title="Nurse"), posting(2, title="Cook", city="Sfax"))
    copies.decide(nurse, cook, True, admin)
    assert (found(), original_of(cook)) == ([nurse], nurse)
    [decided] = copies.decisions()
    assert (decided.one.id, decided.other.id, decided.is_copy, decided.decided_by_id) == (
        nurse,
        cook,
        True,
        admin,
    )


def test_decisions_need_two_known_offers(context: Flask, admin: int) -> None:
    [one] = store(posting(1))
    for wrong in (one, 0, -3, 2**40):
        with pytest.raises(BadInput):
            copies.decide(one, wrong, True, admin)
    with pytest.raises(NotFound):
        copies.decide(one, 999, True, admin)


def test_doubtful_pairs_come_first_and_go_once_decided(context: Flask, admin: int) -> None:
    bread = "We bake bread at night and sell it in the morning to our neighbours and to four schools nearby."
    first, second = store(accountant("board"), accountant("network"))
    [other] = store(accountant("third", description_text=bread))
    pairs = copies.pairs_to_review(10)
    assert [(pair.one.id, pair.other.id, pair.is_copy) for pair in pairs] == [
        (first, other, False),
        (second, other, False),
        (first, second, True),
    ]
    assert pairs[0].one.excerpt.startswith("You keep the ledgers")
    assert (copies.count_to_review(), copies.count_to_review(is_copy=True)) == (3, 1)
    copies.decide(first, other, False, admin)
    assert [pair.one.id for pair in copies.pairs_to_review(1)] == [second]
    assert [pair.is_copy for pair in copies.pairs_to_review(5, is_copy=True)] == [True]
    assert copies.pairs_to_review(5, offset=2) == []


def test_where_else_an_offer_is(context: Flask) -> None:
    first, second, third = store(*(accountant(source) for source in ("board", "network", "third")))
    assert [seen.source for seen in copies.seen_on(first)] == ["network", "third"]
    assert [(source, url) for source, url, _ in copies.seen_on(second)] == [
        ("board", "https://jobs.example.org/1"),
        ("third", "https://jobs.example.org/1"),
    ]
    lifecycle.close_gone("third", ["1"])
    assert [seen.source for seen in copies.seen_on(first)] == ["network"]
    assert copies.seen_on(third) == []


def test_what_one_person_brought_in_takes_no_part(context: Flask) -> None:
    owner = make_user("owner@example.org")
    [first] = store(accountant("board"))
    ingest.save([accountant("own", external_id="mine")], owner_id=owner)
    [mine] = db.session.scalars(select(Job.id).where(Job.owner_id == owner))
    assert original_of(mine) is None
    assert not db.session.scalar(select(func.count()).select_from(CopyPair))
    assert not db.session.scalar(select(func.count()).where(JobSignature.job_id == mine))
    with pytest.raises(NotFound):
        copies.decide(first, mine, True, owner)


def test_offers_that_came_before_there_were_signatures_are_compared_later(context: Flask) -> None:
    first, second = store(accountant("board"), accountant("network"))
    with transaction() as session:
        session.query(JobSignature).delete()
        session.query(CopyPair).delete()
        session.execute(
            Job.__table__.update().values(duplicate_of_id=None, copy_reason=None, copy_similarity=None)
        )
    assert copies.catch_up() == 2
    assert original_of(second) == first
    assert copies.catch_up() == 0


def test_a_flood_of_one_offer_stays_one_group(context: Flask) -> None:
    """More than a band shows of its beginning."""
    for start in range(0, 150, 50):
        ingest.save([accountant("board", external_id=str(number)) for number in range(start, start + 50)])
    listed = found()
    assert len(listed) == 1
    assert db.session.scalar(select(func.count()).where(Job.duplicate_of_id == listed[0])) == 149
    [gone] = db.session.scalars(select(Job.external_id).where(Job.id == listed[0]))
    lifecycle.close_gone("board", [gone])
    assert len(found()) == 1


def test_a_copys_page_says_where_it_is_listed(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        first, second = store(accountant("board"), accountant("network"))
    copy = client.get(f"/job/{second}").get_data(as_text=True)
    assert f'href="/job/{first}"' in copy
    assert "Several boards have this offer." in copy
    page = client.get(f"/job/{first}").get_data(as_text=True)
    assert "Also seen on" in page
    assert 'href="https://jobs.example.org/1"' in page
    assert "Several boards" not in page


KINDS = {
    "a": accountant("a"),
    "b": accountant("b", title="Accountant (m/f)"),
    "agency": accountant("agency", company="Brightpath Recruitment", description_text=SHORTENED),
    "york": accountant("york", city="York", location="York"),
    "senior": accountant("senior", title="Senior Accountant"),
    "nurse": accountant("nurse", title="Nurse"),
}
STEPS = st.lists(
    st.tuples(st.lists(st.sampled_from(sorted(KINDS)), max_size=5), st.sampled_from([None, -2, 5])),
    max_size=5,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_came_in_whatever_order_the_groups_are_the_same(context: Flask, steps: list) -> None:
    """One open offer of each group is listed, and no copy points to another copy or to a closed offer."""
    offer_table.empty()
    last: dict[str, JobPosting] = {}
    for names, days in steps:
        ends = None if days is None else NOW + timedelta(days=days)
        batch = [replace(KINDS[name], expires_at=ends) for name in names]
        ingest.save(batch)
        last.update(zip(names, batch, strict=True))
    jobs = {job.source: job for job in db.session.scalars(select(Job))}
    by_id = {job.id: job for job in jobs.values()}
    group = [jobs[name] for name in ("a", "b", "agency") if name in jobs and jobs[name].is_active]
    for job in jobs.values():
        if job not in group:
            assert job.duplicate_of_id is None
    oldest = min(group, key=lambda job: job.id, default=None)
    for job in group:
        assert job.duplicate_of_id == (None if job is oldest else oldest.id)
        assert job.duplicate_of_id is None or by_id[job.duplicate_of_id].is_active
    signed = set(db.session.scalars(select(JobSignature.job_id).distinct()))
    assert signed == {job.id for job in jobs.values() if job.is_active}
    assert jobs.keys() == last.keys()
    db.session.commit()
