"""Making skills and the full-text index afresh, while others write and read."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import delete, func, select, text

from app.extensions import db
from app.models import Job, JobSkill, search_index
from app.services import reindexing
from app.services.transaction import end_reading, transaction
from tests.conftest import SERVER_URL
from tests.factories import posting, store
from tests.services import offer_table


def words(word: str) -> int:
    """Offers in which the index finds a word."""
    asked = (
        "SELECT count(*) FROM jobs WHERE search_vector @@ to_tsquery('simple', :word)"
        if SERVER_URL
        else "SELECT count(*) FROM jobs_fts WHERE jobs_fts MATCH :word"
    )
    found = db.session.scalar(text(asked), {"word": word}) or 0
    end_reading()
    return found


def test_nothing_is_empty_while_offers_come_change_and_go(context: Flask) -> None:
    ids = store(*(posting(number, description_text="We weld steel.") for number in range(1, 6)))
    reindexing.WORDS_AT_ONCE, before = 2, reindexing.WORDS_AT_ONCE  # type: ignore[misc]
    steps = []

    def meanwhile(what: str, _count: int) -> None:
        steps.append((what, words("steel")))
        if steps[-1][0] == "words" and len(steps) == 2:
            store(posting(9, description_text="We cut glass and steel."))
            store(posting(1, description_text="We bend copper."))
            with transaction() as session:
                session.execute(delete(Job).where(Job.id == ids[4]))

    try:
        done = reindexing.reindex(meanwhile)
    finally:
        reindexing.WORDS_AT_ONCE = before  # type: ignore[misc]
    assert done == reindexing.Reindexed(5, 0)
    assert {what for what, _found in steps} == {"skills", "words"}
    assert all(found >= 4 for _what, found in steps)
    assert (words("steel"), words("copper"), words("glass")) == (4, 1, 1)
    offer_table.check_full_text()
    store(posting(2, description_text="We plait baskets."))
    assert (words("steel"), words("baskets")) == (3, 1)
    offer_table.check_full_text()


def test_skills_that_the_lexicon_learned_are_found_and_those_of_the_source_stay(context: Flask) -> None:
    (job_id,) = store(posting(1, skills=("Basket plaiting",)))
    with transaction() as session:
        session.execute(delete(JobSkill).where(JobSkill.skill == "docker"))
        session.execute(text("UPDATE jobs SET skill_text = '', skill_codes = ''"))
    assert reindexing.reindex(lambda _what, _count: None).changed == 1
    job = db.session.get_one(Job, job_id)
    assert {"docker", "python", "Basket plaiting"} <= {row.skill for row in job.skills}
    assert "Docker" in job.skill_text
    end_reading()
    assert reindexing.reindex(lambda _what, _count: None).changed == 0
    assert db.session.scalar(select(func.count()).select_from(Job)) == 1


def test_what_a_killed_one_left_is_taken_over(context: Flask) -> None:
    store(posting(1))
    if not SERVER_URL:
        with transaction() as session:
            search_index.NextIndex.begin(session.connection())
            search_index.NextIndex.fill(session.connection(), 10)
    store(posting(2))
    assert reindexing.reindex(lambda _what, _count: None).offers == 2
    offer_table.check_full_text()
    assert len(offer_table.found()) == 2
