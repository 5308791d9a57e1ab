"""Columns in files: shared by processes, followed, and never believed against the database."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, update

from app.core.matching import layered
from app.core.matching.inputs import Candidate, SkillEvidence
from app.core.matching.layered import LayeredColumns, totals
from app.extensions import db
from app.models import Counter, Job
from app.services.offer_columns import current, generations
from app.services.revisions import next_revision
from app.services.search.follower import Follower
from app.services.transaction import transaction
from tests.factories import posting, store
from tests.services.offer_table import empty

CANDIDATE = Candidate(
    skills={"python": SkillEvidence("python", "used", (0,))}, years=4.0, titles=("Data engineer",)
)


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layered, "FEWEST_CHANGES", 3)
    monkeypatch.setattr(layered, "MOST_CHANGES", 3)


@pytest.fixture
def offers(context: Flask) -> list[int]:
    return store(
        *(posting(number, title=f"Engineer {number}", description_text="Python, SQL.") for number in range(8))
    )


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The revisions from which a process read the rows of offers."""
    seen: list[int] = []
    whole = current.rows.with_changes

    def counted(columns: LayeredColumns, revision: int) -> LayeredColumns:
        seen.append(revision)
        return whole(columns, revision)

    monkeypatch.setattr(current.rows, "with_changes", counted)
    return seen


def another_process(app: Flask) -> None:
    """What is in memory is forgotten; the files stay."""
    current.init_app(app)


def now() -> dict[int, str]:
    columns, _revision = current.current()
    found = totals(CANDIDATE, columns)
    db.session.rollback()
    return {id_: f"{total:.3f}" for id_, total in zip(found.ids.tolist(), found.total, strict=True)}


def from_rows(app: Flask) -> dict[int, str]:
    shutil.rmtree(generations.folder(), ignore_errors=True)
    another_process(app)
    return now()


def stored() -> list[Path]:
    return sorted(generations.folder().iterdir())


def test_the_next_process_opens_what_the_first_one_wrote(
    context: Flask, offers: list[int], loads: list[int]
) -> None:
    first = now()
    assert sorted(first) == sorted(offers)
    assert len(stored()) == 1
    loads.clear()
    another_process(context)
    assert now() == first
    assert min(loads, default=0) > 0, "it read all rows again"


def test_what_changed_after_a_generation_counts(context: Flask, offers: list[int]) -> None:
    now()
    store(posting(1, title="Luthier", description_text="Wood."), posting(20, title="Data engineer"))
    with transaction() as session:
        job = session.get_one(Job, offers[2])
        job.is_active, job.revision = False, next_revision(session)
    another_process(context)
    found = now()
    assert offers[2] not in found
    assert len(found) == len(offers)
    assert found == from_rows(context)


def test_rows_that_vanished_do_not_count(context: Flask, offers: list[int]) -> None:
    now()
    with transaction() as session:
        session.execute(delete(Job).where(Job.id == offers[0]))
    another_process(context)
    assert sorted(now()) == sorted(offers[1:])


def test_many_changes_give_a_new_generation_and_old_ones_go(context: Flask, offers: list[int]) -> None:
    for turn in range(4):
        store(*(posting(number, title=f"Nurse {turn} {number}") for number in range(8)))
        now()
    names = [path.name for path in stored()]
    assert len(names) == 2
    assert not [name for name in names if name.startswith(generations.DRAFT)]
    assert now() == from_rows(context)


def test_what_a_killed_writer_left_is_swept_and_what_another_writes_is_not(
    context: Flask, offers: list[int]
) -> None:
    left, busy = (generations.folder() / f"{generations.DRAFT}{name}" for name in ("left", "busy"))
    for draft in (left, busy):
        draft.mkdir(parents=True)
    os.utime(left, (0, 0))
    now()
    assert busy.is_dir()
    assert not left.exists()


def test_a_process_takes_over_what_another_one_folded(
    context: Flask, offers: list[int], loads: list[int]
) -> None:
    now()
    mine: Follower[LayeredColumns] = context.extensions["offer_columns"]
    store(*(posting(number, title=f"Nurse {number}") for number in range(8)))
    another_process(context)
    expected = now()
    context.extensions["offer_columns"] = mine
    before = [path.name for path in stored()]
    assert now() == expected
    assert [path.name for path in stored()] == before


def _set_back(values: dict[str, int]) -> None:
    with transaction() as session:
        session.execute(update(Counter).where(Counter.name == "offers").values(**values))


def test_another_database_is_not_taken_for_this_one(context: Flask, offers: list[int]) -> None:
    """The same numbers and revisions, other offers."""
    now()
    with transaction() as session:
        session.execute(update(Job).values(title="Luthier", content_hash="0" * 64))
    another_process(context)
    found = now()
    assert found == from_rows(context)


def test_a_database_that_was_set_back_is_read_again(context: Flask, offers: list[int]) -> None:
    store(*(posting(number, title=f"Nurse {number}") for number in range(8)))
    now()
    with transaction() as session:  # as in a copy from before the last change: lower revisions
        session.execute(update(Job).values(revision=1, title="Engineer"))
    _set_back({"value": 1})
    another_process(context)
    found = now()
    assert sorted(found) == sorted(offers)
    assert found == from_rows(context)
    # and once the counter has passed the old generation
    store(*(posting(number, title=f"Baker {number}") for number in range(8)))
    assert now() == from_rows(context)


def test_rows_of_another_history_are_not_believed(context: Flask, offers: list[int]) -> None:
    now()
    with transaction() as session:
        session.execute(update(Job).where(Job.id == offers[0]).values(revision=0, title="Luthier"))
    another_process(context)
    assert now() == from_rows(context)


def test_after_all_rows_went_away_there_is_nothing(context: Flask, offers: list[int]) -> None:
    now()
    empty()
    assert now() == {}
    another_process(context)
    assert now() == {}


@pytest.mark.parametrize("name", ["columns.json", "witness.json", "offers.ids.npy"])
def test_damaged_files_are_thrown_away(context: Flask, offers: list[int], name: str) -> None:
    first = now()
    (path,) = stored()
    (path / name).write_bytes(b"[1, {}]")
    another_process(context)
    assert now() == first
    assert len(stored()) == 1


def test_without_room_for_files_the_columns_stay_in_memory(context: Flask, offers: list[int]) -> None:
    shutil.rmtree(generations.folder(), ignore_errors=True)
    generations.folder().write_text("in the way")
    assert sorted(now()) == sorted(offers)


def test_other_rules_have_other_files(
    context: Flask, offers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    now()
    monkeypatch.setattr(generations, "scorer_version", lambda _weights: "3-000000000000")
    another_process(context)
    assert sorted(now()) == sorted(offers)
    assert [path.name.startswith("3-") for path in stored()] == [True]


def test_the_columns_say_what_one_offer_says(context: Flask, offers: list[int]) -> None:
    now()
    another_process(context)
    columns, _revision = current.current()
    single = replace(CANDIDATE)
    for id_, total in now().items():
        job = db.session.get_one(Job, id_)
        alone = totals(single, LayeredColumns.of([current.rows.offer_of(job)])).total[0]
        assert abs(float(total) - float(alone)) < 0.1
    db.session.rollback()
    assert len(columns) == len(offers)
