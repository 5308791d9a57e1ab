"""What the database itself refuses, and what goes along when a row is deleted."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.models import CV, AccountToken, Job, JobImport, JobMatch, JobSkill, SearchHistory, Task, User
from app.models.user import email_key
from app.services.transaction import transaction
from tests.factories import make_user, posting, store
from tests.shell import every_table


def raw_job(**changes: object) -> dict[str, object]:
    return {
        "source": "a",
        "external_id": "1",
        "title": "Nurse",
        "content_hash": "x",
        "day": 1,
        "revision": 1,
        **changes,
    }


def refused(table: type, **values: object) -> bool:
    """Whether the database refuses the row, whatever the services would say."""
    try:
        with transaction() as session:
            session.execute(insert(table).values(**values))
    except IntegrityError:
        return True
    return False


def test_an_external_id_is_unique_within_its_source_only(context: Flask) -> None:
    assert not refused(Job, **raw_job())
    assert not refused(Job, **raw_job(source="b"))
    assert refused(Job, **raw_job())


def test_a_salary_range_is_in_order(context: Flask) -> None:
    assert refused(Job, **raw_job(salary_min=20, salary_max=10))
    assert not refused(Job, **raw_job(salary_min=10, salary_max=10))


def test_one_primary_cv_for_each_person(context: Flask) -> None:
    one, two = make_user("one@example.org"), make_user("two@example.org")
    every_table.add_cv(one, is_primary=True)
    every_table.add_cv(one)
    every_table.add_cv(one)
    every_table.add_cv(two, is_primary=True)
    with pytest.raises(IntegrityError):
        every_table.add_cv(one, is_primary=True)


@pytest.mark.parametrize("other", ["AMEL@Example.ORG", " amel@example.org ", "ａmel@example.org"])
def test_an_address_belongs_to_one_person_however_it_is_written(context: Flask, other: str) -> None:
    make_user("amel@example.org")
    assert email_key(other) == email_key("amel@example.org")
    with pytest.raises(IntegrityError):
        make_user(other)


@pytest.mark.parametrize(
    "values",
    [
        {"is_guest": True, "email": "x@example.org", "email_key": "x@example.org", "password_hash": "h"},
        {"is_guest": True, "password_hash": "h"},
        {"is_guest": True, "email_key": "x@example.org"},
        {"is_guest": False},
        {"is_guest": False, "email": "x@example.org", "email_key": "x@example.org"},
        {"is_guest": False, "email": "x@example.org", "password_hash": "h"},
        {"is_guest": True, "role": "root"},
    ],
)
def test_a_person_is_a_guest_or_registered_and_nothing_between(
    context: Flask, values: dict[str, object]
) -> None:
    assert refused(User, **values)


@pytest.mark.parametrize("values", [{"state": "lost"}, {"progress": 101}, {"progress": -1}])
def test_a_task_has_a_known_state_and_a_percentage(context: Flask, values: dict[str, object]) -> None:
    assert not refused(Task, name="x", arguments={})
    assert refused(Task, **{"name": "x", "arguments": {}, **values})


@pytest.mark.parametrize("score", [-0.01, 100.01])
def test_a_score_is_between_0_and_100(context: Flask, score: float) -> None:
    user_id, cv_id, _job_id = every_table.fill()
    [other] = store(posting(7, title="Cook"))
    row = every_table.match(user_id, cv_id, other)
    row.match_score = score  # type: ignore[assignment]
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(row)


def test_deleting_a_person_takes_their_data_along(context: Flask) -> None:
    user_id, _cv_id, _job_id = every_table.fill()
    with transaction() as session:
        session.execute(delete(User).where(User.id == user_id))
    for table in (CV, JobImport, JobMatch, SearchHistory, AccountToken):
        assert db.session.scalars(select(table)).all() == [], table
    [task] = db.session.scalars(select(Task))
    assert task.asked_by_id is None
    assert len(db.session.scalars(select(Job)).all()) == 2


def test_deleting_a_cv_takes_its_matches_along(context: Flask) -> None:
    _user_id, cv_id, _job_id = every_table.fill()
    with transaction() as session:
        session.execute(delete(CV).where(CV.id == cv_id))
    assert db.session.scalars(select(JobMatch)).all() == []


def test_deleting_an_offer_takes_skills_and_matches_along_and_frees_its_copy(context: Flask) -> None:
    _user_id, _cv_id, job_id = every_table.fill()
    [copy] = store(posting(1, source="copycat"))
    assert db.session.get(Job, copy).duplicate_of_id == job_id
    assert db.session.scalars(select(JobSkill).where(JobSkill.job_id == job_id)).all()
    with transaction() as session:
        session.execute(delete(Job).where(Job.id == job_id))
    db.session.expire_all()
    assert db.session.scalars(select(JobSkill).where(JobSkill.job_id == job_id)).all() == []
    assert db.session.scalars(select(JobMatch)).all() == []
    assert db.session.get(Job, copy).duplicate_of_id is None


def test_the_id_of_somebody_who_left_is_not_given_again(context: Flask) -> None:
    first = make_user("first@example.org")
    with transaction() as session:
        session.execute(delete(User).where(User.id == first))
    assert make_user("second@example.org") > first
