"""Offers on their way in: what is new, what changed, what repeats, what goes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.extensions import db
from app.models import CV, Job, JobSkill, User, utc_now
from app.services import demo, ingest, job_import, maintenance
from tests.factories import NOW, make_user, posting, store
from tests.services import offer_table
from tests.services.offer_table import column, found

BOARD, COPYCAT, THIRD = "board", "copycat", "third"


def state(job_id: int) -> tuple[int, int]:
    return column(job_id, "version"), column(job_id, "revision")


def test_a_changed_offer_replaces_the_old_text(context: Flask) -> None:
    [job_id] = store(posting(1))
    version, revision = state(job_id)
    saved = ingest.save([posting(1, title="Java developer", description_text="Kotlin and Spring.")])
    assert (saved.new, saved.updated, saved.unchanged, saved.duplicate) == (0, 1, 0, 0)
    assert state(job_id) == (version + 1, revision + 1)
    assert found(keyword="java") == [job_id]
    assert found(keyword="python") == []
    assert found(skill=("kotlin",)) == [job_id]
    assert db.session.scalar(select(func.count()).select_from(Job)) == 1
    offer_table.check()


def test_an_unchanged_offer_is_only_marked_as_seen(context: Flask) -> None:
    [job_id] = store(posting(1))
    before, seen, kept = state(job_id), column(job_id, "last_seen_at"), offer_table.content()
    with time_machine.travel(utc_now() + timedelta(hours=3)):
        saved = ingest.save([posting(1)])
    assert (saved.new, saved.updated, saved.unchanged) == (0, 0, 1)
    assert (state(job_id), offer_table.content()) == (before, kept)
    assert column(job_id, "last_seen_at") - seen >= timedelta(hours=2)


def test_of_two_with_one_key_in_a_batch_the_later_counts(context: Flask) -> None:
    saved = ingest.save([posting(1, title="First"), posting(2), posting(1, title="Second")])
    assert (saved.new, saved.updated, saved.unchanged) == (2, 0, 1)
    assert sorted(db.session.scalars(select(Job.title))) == ["Python developer 2", "Second"]


def test_the_same_offer_of_another_board_is_kept_and_not_listed(context: Flask) -> None:
    [first] = store(posting(1, source=BOARD))
    saved = ingest.save([posting(1, source=COPYCAT, external_id="x", title="PYTHON DEVELOPER 1 (m/w/d)")])
    assert (saved.new, saved.duplicate) == (1, 1)
    assert found(keyword="python") == [first]
    assert db.session.scalar(select(Job.duplicate_of_id).where(Job.source == COPYCAT)) == first


def test_two_copies_in_one_batch_are_seen_as_such(context: Flask) -> None:
    saved = ingest.save([posting(1, source=BOARD), posting(1, source=COPYCAT)])
    assert (saved.new, saved.duplicate) == (2, 1)
    offer_table.check()


def test_a_copy_is_listed_when_the_first_one_becomes_another_offer(context: Flask) -> None:
    first, copy, third = store(*(posting(1, source=source) for source in (BOARD, COPYCAT, THIRD)))
    assert found() == [first]
    store(posting(1, source=BOARD, title="Nurse"))
    assert found() == [first, copy]
    assert column(third, "duplicate_of_id") == copy
    store(posting(1, source=BOARD))
    assert found() == [first]
    offer_table.check()


def test_a_copy_is_listed_when_the_first_one_closes_and_steps_back_when_it_opens_again(
    context: Flask,
) -> None:
    first, copy, _third = store(*(posting(1, source=source) for source in (BOARD, COPYCAT, THIRD)))
    store(posting(1, source=BOARD, expires_at=NOW - timedelta(hours=1)))
    assert found() == [copy]
    store(posting(1, source=BOARD, expires_at=NOW + timedelta(days=9)))
    assert found() == [first]
    offer_table.check()


def test_what_has_expired_leaves_the_search_and_one_copy_takes_its_place(context: Flask) -> None:
    first, copy, other = store(
        posting(1, source=BOARD, expires_at=NOW + timedelta(days=1)), posting(1, source=COPYCAT), posting(2)
    )
    store(posting(1, source=THIRD))
    assert maintenance.expire_offers() == 0
    with time_machine.travel(NOW + timedelta(days=2)):
        assert maintenance.expire_offers() == 1
        assert maintenance.expire_offers() == 0
        assert found() == [copy, other]
        assert found(keyword='"python developer 1"') == [copy]
    assert not column(first, "is_active")
    offer_table.check()


def test_an_expired_offer_that_comes_again_unchanged_stays_as_it_is(context: Flask) -> None:
    past = posting(1, expires_at=NOW - timedelta(days=1))
    [job_id] = store(past)
    before = state(job_id)
    saved = ingest.save([past])
    assert (saved.unchanged, saved.updated) == (1, 0)
    assert state(job_id) == before
    assert found() == []


def test_demo_data_that_goes_is_gone_from_the_search_at_once(context: Flask) -> None:
    ingest.save([posting(1, source=BOARD)], is_demo=True)
    real, again, other = store(posting(1, source=COPYCAT), posting(1, source=THIRD), posting(2))
    assert real not in found()
    assert demo.has_demo_data()
    assert demo.remove() == 1
    assert found() == sorted([real, other])
    assert column(again, "duplicate_of_id") == real
    assert not demo.has_demo_data()
    offer_table.check()
    assert demo.remove() == 0


def test_skills_are_those_of_the_source_and_those_of_the_text(context: Flask) -> None:
    given = posting(
        1, title="Python developer", description_text="You know Docker and SQL.", skills=("Git", "python")
    )
    [job_id] = store(given)
    rows = db.session.scalars(
        select(JobSkill).where(JobSkill.job_id == job_id).order_by(JobSkill.position)
    ).all()
    assert [row.skill for row in rows][:2] == ["git", "python"]
    assert {"docker", "sql"} <= {row.skill for row in rows}
    assert [row.position for row in rows] == list(range(len(rows)))
    store(replace(given, title="Clerk", description_text="You know SQL.", skills=()))
    assert db.session.scalars(select(JobSkill.skill).where(JobSkill.job_id == job_id)).all() == ["sql"]
    assert found(skill=("docker",)) == []


POOL = [
    posting(
        number, source=source, title=title, company="Nour Systems", published_at=NOW - timedelta(days=number)
    )
    for number, title in ((1, "Nurse"), (2, "Nurse"), (3, "Cook"), (4, "Baker"))
    for source in (BOARD, COPYCAT)
]
BATCHES = st.lists(st.lists(st.sampled_from(POOL), max_size=6), max_size=6)
VARIANTS = st.lists(
    st.lists(
        st.builds(
            lambda one, title, open_days: replace(
                one, title=title, expires_at=None if open_days is None else NOW + timedelta(days=open_days)
            ),
            st.sampled_from(POOL),
            st.sampled_from(["Nurse", "Cook", "Baker"]),
            st.sampled_from([None, -2, 5]),
        ),
        max_size=5,
    ),
    max_size=5,
)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(batches=BATCHES)
def test_order_and_repetition_of_batches_give_the_same_table(context: Flask, batches: list[list]) -> None:
    offer_table.empty()
    for batch in batches:
        ingest.save(batch)
    once = {(one.source, one.external_id): one for batch in batches for one in batch}
    table = offer_table.content()
    offer_table.check()
    offer_table.empty()
    ingest.save(list(once.values()))
    assert offer_table.content() == table
    assert len(table) == len(once)


@FEW
@given(batches=VARIANTS)
def test_whatever_changes_one_of_each_kind_is_listed(context: Flask, batches: list[list]) -> None:
    offer_table.empty()
    for batch in batches:
        ingest.save(batch)
        offer_table.check()
    with time_machine.travel(NOW + timedelta(days=6)):
        maintenance.expire_offers()
        offer_table.check()


ODD = "a\x00b\ud800c\udfff\ud83d d\u202ee"


def test_nothing_unstorable_reaches_the_database(context: Flask, tmp_path: Path) -> None:
    """NUL and lone surrogates in every field and name of a record, also in the ones that nobody knows."""
    record = {
        "title": f"Developer {ODD}", "company": ODD, "location": f"Tunis {ODD}", "description": f"We use Python. {ODD}" * 9,
        "url": f"https://jobs.example.org/{ODD}", "id": ODD, "skills": ["Python", ODD], "salary": f"30000 EUR {ODD}",
        "contract": ODD, "date": ODD, "company_logo_url": f"https://x.example.org/{ODD}", "language": ODD,
        "company_size": ODD, "company_industry": ODD, f"odd {ODD}": {ODD: [ODD, {"deep": ODD}]},
    }  # fmt: skip
    file = tmp_path / "offers.jsonl"
    file.write_text(json.dumps(record) + "\n")
    report = job_import.run(file, "import", lambda _count: None)
    assert (report.read, report.saved.new, dict(report.rejected)) == (1, 1, {})
    [job] = db.session.scalars(select(Job))
    stored = json.dumps(
        [str(getattr(job, column.key)) for column in Job.__table__.columns if column.key != "raw_data"],
        ensure_ascii=False,
    ) + json.dumps(job.raw_data, ensure_ascii=False)
    stored.encode("utf-8")  # fails for a lone surrogate
    assert "\x00" not in stored
    assert "\\u0000" not in stored
    offer_table.check_full_text()


@pytest.mark.parametrize(
    "record",
    [
        {
            "title": "T" * 5000,
            "company": "C" * 5000,
            "location": "L" * 5000,
            "id": "I" * 5000,
            "description": "d",
        },
        {
            "title": "Nurse",
            "description": "d",
            "salary_min": 10**15,
            "salary_max": 10**18,
            "salary_currency": "EUR",
        },
        {"title": "Nurse", "description": "d", "salary": "9" * 40 + " EUR per hour"},
        {"title": "Nurse", "description": "d", "date": "9999-12-31", "expires_at": "0001-01-01"},
        {"title": "Nurse", "description": "d", "experience": "1e308 years", "years_min": 1e308},
        {"title": "Nurse", "description": "x" * 900_000, "skills": ["s" * 500] * 300},
        {"title": "Nurse", "description": "d", "salary_min": 50, "salary_max": 10, "salary_currency": "EUR"},
        {
            "title": "Nurse",
            "description": "d",
            "company_size": "z" * 900,
            "company_industry": "z" * 900,
            "city": "z" * 900,
        },
    ],
)
def test_extreme_values_are_stored_or_rejected_never_a_fault(
    context: Flask, tmp_path: Path, record: dict
) -> None:
    file = tmp_path / "offers.jsonl"
    file.write_text(
        json.dumps({"title": "Cook", "description": "We cook."}) + "\n" + json.dumps(record) + "\n"
    )
    report = job_import.run(file, "import", lambda _count: None)
    assert report.saved.new + sum(report.rejected.values()) == 2
    assert "Cook" in db.session.scalars(select(Job.title)).all()
    db.session.commit()
    offer_table.check()


def test_people_and_cvs_are_untouched_by_what_offers_do(context: Flask) -> None:
    make_user()
    before = [tuple(row) for row in db.session.execute(select(User.__table__))]
    store(posting(1), posting(2))
    demo.remove()
    maintenance.expire_offers()
    assert [tuple(row) for row in db.session.execute(select(User.__table__))] == before
    assert db.session.scalar(select(func.count()).select_from(CV)) == 0
