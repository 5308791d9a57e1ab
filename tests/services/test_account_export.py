"""A person's copy holds every row and file of theirs, and nothing of anybody else."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Table, func, select

from app.errors import Conflict, NotFound
from app.extensions import db
from app.models import (
    AccountExport,
    AuditEntry,
    Base,
    Job,
    QuizAttempt,
    Task,
    User,
    utc_now,
)
from app.services import accounts, audit, imported_jobs, tasks
from app.services.account_export import archive, asking, files, plan
from app.services.import_reading import Pasted
from app.services.transaction import transaction
from app.services.uploads import export_folder, sweep
from app.worker import HANDLERS
from tests.factories import make_user
from tests.shell import every_table
from tests.web.everything import application_of, cv_of

# Tables in which nothing is a person's, and why. A new table belongs here or has a reference to its person.
NOBODY = {
    "ai_breakers": "whether a provider answers",
    "alembic_version": "the version of the tables",
    "counters": "how often offers changed",
    "course_aliases": "courses",
    "course_updates": "runs of the site",
    "course_vectors": "courses",
    "courses": "courses",
    "backups": "archives that administrators made",
    "erasures": "numbers of what is gone",
    "index_generations": "the course index",
    "index_pointers": "the course index",
    "scraping_lines": "runs of the site",
    "skill_vectors": "words of offers",
}
PERSONAL_NAMES = ("user_id", "owner_id", "actor_id", "email", "email_key")


def test_every_table_that_leads_to_a_person_is_in_the_copy(context: Flask) -> None:
    user_id, _cv, _job = every_table.fill()
    parts = plan.parts_for(db.session.get_one(User, user_id))
    planned = {part.table.name for part in parts}
    whole = {part.table.name for part in parts if not part.is_mention and part.table.name != "tasks"}
    everything = {table.name for table in Base.metadata.sorted_tables}
    assert planned | NOBODY.keys() >= everything, "say whose a new table is"
    assert not planned & NOBODY.keys()
    for table in Base.metadata.sorted_tables:
        names = {column.name for column in table.columns}
        leads = any(key.column.table.name in whole for key in table.foreign_keys if cascades(key))
        if names & set(PERSONAL_NAMES) or any(name.endswith("_by_id") for name in names) or leads:
            assert table.name in planned, table.name


def cascades(key: Any) -> bool:
    return key.ondelete == "CASCADE"


def test_the_copy_holds_each_row_of_mine_once_and_no_secret(context: Flask) -> None:
    """Counted in another way than the copy is made: all rows of a database in which only one person is."""
    user_id, _cv, job_id = every_table.fill()
    with transaction() as session:
        session.get_one(User, user_id).password_hash = "qzxsecret"
        session.get_one(Job, job_id).raw_data = {"raw": "qzxsecret"}
    content = copy_of(user_id)
    manifest = json.loads(content.read("manifest.json"))
    by_table = {table["table"]: table for table in manifest["tables"]}
    for name, table in by_table.items():
        rows = json.loads(content.read(table["file"]))
        assert len(rows) == table["rows"] == mine_in(Base.metadata.tables[name], user_id), name
        assert len({json.dumps(row, sort_keys=True) for row in rows}) == len(rows)
    assert by_table["users"]["rows"] == 1
    assert by_table["users"]["columns_left_out"].keys() == {"password_hash", "calendar_hash"}
    assert not any(
        "qzxsecret" in content.read(name).decode("utf-8", "replace") for name in content.namelist()
    )
    [tried] = json.loads(content.read("data/quiz_attempts.json"))
    assert (tried["state"], tried["questions"]) == ("open", None)
    [setting] = json.loads(content.read("data/source_configs.json"))
    assert setting.keys() == {"id", "created_by_id", "created_at"}


def mine_in(table: Table, user_id: int) -> int:
    """Rows of a database that every_table filled: one of each is this person's, but for what stands here."""
    others = {"users": 1, "jobs": 0, "job_skills": 0, "job_signatures": 0, "copy_pairs": 0}
    if table.name in others:
        return others[table.name]
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_files_and_manifest_are_true_and_others_are_not_in_it(context: Flask) -> None:
    mine, other = make_user(), make_user("qzxother@example.org", first_name="qzxother")
    for user_id, word in ((mine, "qzxmine"), (other, "qzxother")):
        cv_of(user_id, f"..\\{word}: <cv>?.txt")
        application_of(user_id)
        pasted = Pasted(f"Nurse {word}", f"Look after people who are ill, {word}, by day and by night.")
        imported_jobs.from_text(user_id, pasted)
        with transaction() as session:
            audit.note(session, "signed_in", actor_id=user_id, user_id=user_id)
    content = copy_of(mine, "fr")
    manifest = json.loads(content.read("manifest.json"))
    assert content.testzip() is None
    for one in manifest["tables"] + manifest["files"]:
        data = content.read(one["file"])
        assert (len(data), hashlib.sha256(data).hexdigest()) == (one["bytes"], one["sha256"])
    names = [one["file"] for one in manifest["files"]]
    assert len(names) == 2
    assert names[0].startswith("files/cvs/")
    assert names[0].endswith("qzxmine_ _cv__.txt")
    assert set(content.namelist()) == {
        "README.txt", "manifest.json", *names, *(one["file"] for one in manifest["tables"])
    }  # fmt: skip
    everything = b"".join(content.read(name) for name in content.namelist())
    assert b"qzxmine" in everything
    assert b"qzxother" not in everything
    [job] = json.loads(content.read("data/jobs.json"))
    assert job["title"] == "Nurse qzxmine"
    assert len(json.loads(content.read("data/audit_entries.json"))) == 1
    assert manifest["rows"] == sum(table["rows"] for table in manifest["tables"])


def test_a_missing_file_is_named_and_stops_nothing(context: Flask) -> None:
    user_id = make_user()
    cv_of(user_id, "amel.txt")
    for path in (context.extensions["settings"].data_dir / "user_uploads" / "cvs").glob("*.txt"):
        path.unlink()
    content = copy_of(user_id)
    assert [one["table"] for one in json.loads(content.read("manifest.json"))["files_missing"]] == ["cv"]
    assert "amel.txt" in content.read("README.txt").decode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [("..", "file"), ("", "file"), ("/etc/passwd", "_etc_passwd"), ("cv. ", "cv"), ("é.pdf", "é.pdf")],
)
def test_names_of_files_are_safe_to_unpack(given: str, kept: str) -> None:
    assert files.safe_name(given) == kept


def copy_of(user_id: int, language: str = "en") -> zipfile.ZipFile:
    with export_folder().blank() as draft:
        archive.write(db.session.get_one(User, user_id), draft, language)
        return zipfile.ZipFile(io.BytesIO(draft.read_bytes()))


def made(export_id: int) -> AccountExport:
    row = db.session.get_one(AccountExport, export_id, populate_existing=True)
    tasks.run(row.task_id or 0, HANDLERS)
    return db.session.get_one(AccountExport, export_id, populate_existing=True)


def test_a_copy_is_asked_for_made_fetched_and_over(context: Flask) -> None:
    user_id, other = make_user(), make_user("other@example.org")
    assert asking.state(user_id).state == "none"
    export_id = asking.ask(user_id, "en")
    assert asking.ask(user_id, "en") == export_id, "one at a time"
    assert asking.state(user_id).state == "waiting"
    assert made(export_id).state == "ready"
    found = asking.fetch(user_id, export_id)
    with found.file.open() as file:
        assert zipfile.is_zipfile(file)
    for who, which in ((other, export_id), (user_id, export_id + 1)):
        with pytest.raises(NotFound):
            asking.fetch(who, which)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "data_exported")).one()
    assert entry.user_id == user_id
    with time_machine.travel(utc_now() + timedelta(days=7, minutes=1), tick=False):
        with pytest.raises(NotFound):
            asking.fetch(user_id, export_id)
        assert asking.forget_old() == 1
        assert asking.state(user_id).state == "none"
    assert export_folder().names() == set()
    with time_machine.travel(utc_now() + timedelta(days=9), tick=False):
        asking.forget_old()
    assert db.session.scalars(select(AccountExport)).all() == []


def test_three_a_day_and_only_the_newest_is_kept(context: Flask) -> None:
    user_id = make_user()
    first, second = (made(asking.ask(user_id, "en")).id for _ in range(2))
    assert len(export_folder().names()) == 1
    with pytest.raises(NotFound):
        asking.fetch(user_id, first)
    asking.discard(user_id, second)
    assert export_folder().names() == set()
    asking.discard(user_id, asking.ask(user_id, "en"))
    made(db.session.scalars(select(func.max(AccountExport.id))).one())
    with pytest.raises(Conflict) as refused:
        asking.ask(user_id, "en")
    assert 0 < (refused.value.retry_after or 0) <= 86_400
    with time_machine.travel(utc_now() + timedelta(days=1, minutes=1), tick=False):
        assert asking.ask(user_id, "en")


def test_what_was_given_up_can_be_asked_for_again(context: Flask) -> None:
    user_id = make_user()
    lost = asking.ask(user_id, "en")
    with transaction() as session:
        session.scalars(select(Task).where(Task.name == asking.TASK)).one().state = "failed"
    assert asking.state(user_id).state == "failed"
    again = asking.ask(user_id, "en")
    assert again > lost
    assert made(again).state == "ready"


def test_who_leaves_while_the_copy_is_made_leaves_no_file(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = accounts.create_guest()
    export_id = asking.ask(guest.id, "en")
    write = archive.write

    def and_go(user: User, *rest: Any) -> None:
        write(user, *rest)
        with transaction() as session:
            session.delete(session.get_one(User, user.id))

    monkeypatch.setattr(asking.archive, "write", and_go)
    assert asking.run(export_id) == "no longer wanted"
    assert export_folder().names() == set()
    assert sweep() == 0


def test_a_large_copy_is_made_in_little_memory(context: Flask, tmp_path: Any) -> None:
    import tracemalloc

    user_id = make_user()
    with transaction() as session:
        for number in range(60):
            session.add(
                QuizAttempt(
                    user_id=user_id, skill=f"Skill {number}", language="en", state="done",
                    questions=["x" * 200_000], seed=1, deadline_at=utc_now(),
                )
            )  # fmt: skip
    db.session.remove()
    user = db.session.get_one(User, user_id)
    target = tmp_path / "copy.zip"
    target.touch()
    tracemalloc.start()
    archive.write(user, target, "en")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    with zipfile.ZipFile(target) as content:
        assert content.getinfo("data/quiz_attempts.json").file_size > 12_000_000
    assert peak < 30_000_000
