"""Every look of the doctor, with the fault made real."""

from __future__ import annotations

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text, update

from app import create_app
from app.core.cv.reading import tesseract
from app.extensions import db
from app.models import Backup, ScrapingRun, SourceConfig, Task, utc_now
from app.services import sealed
from app.services.backups import creating
from app.services.courses import catalogue
from app.services.doctor import aids, configuration, examine, machine, tables, work
from app.services.doctor.finding import Finding
from app.services.transaction import end_reading, forget_journal, transaction
from app.settings import Settings
from tests.conftest import SERVER_URL, make_settings
from tests.factories import posting, store
from tests.mail_server import mailbox
from tests.servers import free_port

on_sqlite = pytest.mark.skipif(bool(SERVER_URL), reason="breaks the file of SQLite")


def other(app: Flask, **changes: object) -> None:
    app.extensions["settings"] = app.extensions["settings"].model_copy(update=changes)


def asked(name: str, ago: timedelta, state: str = "done") -> None:
    with transaction() as session:
        session.add(Task(name=name, state=state, created_at=utc_now() - ago, heartbeat_at=utc_now() - ago))


def test_settings(context: Flask, tmp_path: Path) -> None:
    assert configuration.settings().state == "warning"
    other(context, env="production", base_url="http://jobs.example.org")
    assert "open" in configuration.settings().said
    other(context, base_url="https://jobs.example.org")
    assert configuration.settings().state == "ok"


def test_secret(context: Flask) -> None:
    assert configuration.secret().state == "ok"
    present = context.extensions["settings"]
    context.extensions["settings"] = make_settings(
        present.data_dir, secret_key="9c1e-another-key-9c1e-7b2a94c6d3e8"
    )
    lost = sealed.seal({"api_key": "k"})
    context.extensions["settings"] = present
    with transaction() as session:
        session.add(SourceConfig(source="adzuna", version=1, secrets=lost))
    assert configuration.secret().state == "fault"
    assert "adzuna" in configuration.secret().said


@on_sqlite
def test_a_damaged_file(context: Flask, settings: Settings) -> None:
    assert tables.database().state == "ok"
    store(*(posting(number) for number in range(30)))
    assert forget_journal()
    db.session.remove()
    db.engine.dispose()
    path = settings.data_dir / "jobmatch.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = os.urandom(len(content) - len(content) // 2)
    path.write_bytes(content)
    found = {looked.name: looked.finding for looked in examine.examine()}
    assert found["database"].state == "fault"
    assert found.keys() == examine.CHECKS.keys(), "one that cannot look does not end the others"


def test_migrations(context: Flask) -> None:
    assert tables.migrations().state == "ok"
    now = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    db.session.rollback()
    for version, said in (("0011", "the program needs"), ("9999", "does not know")):
        with transaction() as session:
            session.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        assert said in tables.migrations().said
    with transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": now})
    assert tables.migrations().state == "ok"


def test_full_text(app: Flask) -> None:
    with app.app_context():
        store(posting(1), posting(2))
        assert tables.full_text().state == "ok"
        with transaction() as session:
            broken = "UPDATE jobs SET search_vector = NULL" if SERVER_URL else (
                "INSERT INTO jobs_fts(jobs_fts) VALUES ('delete-all')"
            )  # fmt: skip
            session.execute(text(broken))
        assert tables.full_text().state == "fault"
        assert "flask jobs reindex" in tables.full_text().remedy
    assert "2 offers indexed" in app.test_cli_runner().invoke(args=["jobs", "reindex"]).output
    with app.app_context():
        assert tables.full_text().state == "ok"


def test_queue_and_worker(context: Flask) -> None:
    assert (work.queue().state, work.worker().state) == ("ok", "warning")
    asked("hourly", timedelta(hours=3))
    assert "silent" in work.worker().said
    asked("hourly", timedelta(minutes=5))
    assert work.worker().state == "ok"
    asked("scrape", timedelta(minutes=30), "running")
    assert "1 tasks gave no sign" in work.worker().said
    asked("account_mail", timedelta(minutes=30), "queued")
    assert "work waits since" in work.queue().said


def test_sources(context: Flask) -> None:
    assert "none ever ran" in work.sources().said
    with transaction() as session:
        session.add(ScrapingRun(source="arbeitnow", status="ok", completed_at=utc_now()))
    assert work.sources().state == "ok"
    with transaction() as session:
        session.add(ScrapingRun(source="arbeitnow", status="blocked", completed_at=utc_now()))
    assert "arbeitnow (blocked)" in work.sources().said


def test_courses(context: Flask) -> None:
    assert work.courses().state == "ok"
    catalogue.load_starter()
    assert "no index yet" in work.courses().said


def test_backups(context: Flask, settings: Settings) -> None:
    assert work.backups().state == "fault"
    made = creating.create()
    assert work.backups().state == "ok"
    for days, state in ((2, "warning"), (8, "fault")):
        with transaction() as session:
            session.execute(update(Backup).values(made_at=utc_now() - timedelta(days=days)))
        assert work.backups().state == state
    made.path.unlink()
    assert "is gone" in work.backups().said


def test_disk(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, state in ((100 * 2**20, "fault"), (500 * 2**20, "warning"), (50 * 2**30, "ok")):
        usage = shutil._ntuple_diskusage(100 * 2**30, 0, free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path, usage=usage: usage)
        assert machine.disk().state == state


def test_permissions(context: Flask, settings: Settings) -> None:
    settings.data_dir.chmod(0o700)
    assert machine.permissions().state == "ok"
    settings.data_dir.chmod(0o755)
    assert "chmod 700" in machine.permissions().remedy
    settings.data_dir.chmod(0o700)
    if os.geteuid() == 0:
        (settings.data_dir / "strange").touch()
        os.chown(settings.data_dir / "strange", 12345, 12345)
        assert "belong to somebody else" in machine.permissions().said


def test_clock(context: Flask) -> None:
    assert machine.clock().state == "ok"
    asked("hourly", timedelta(days=-1))
    assert "to come" in machine.clock().said


def test_mail(tmp_path: Path, empty_database: Path | None, settings: Settings) -> None:
    assert look(settings).state == "warning"
    assert look(settings, mail_server="127.0.0.1", mail_port=free_port()).state == "fault"
    with mailbox() as box:
        given = {"mail_server": "127.0.0.1", "mail_port": box.port}
        assert look(settings, **given).state == "ok"
        assert box.mails == [], "none is sent unless asked"
        assert look(settings, to="me@example.org", **given).state == "ok"
        assert box.recipients == [["me@example.org"]]


def look(settings: Settings, to: str = "", **changes: object) -> Finding:
    made = create_app(settings.model_copy(update=changes))
    with made.app_context():
        found = aids.mail(to)
        end_reading()
        db.engine.dispose()
    return found


def test_ocr(context: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "_FOLDERS", str(tmp_path))
    assert "no tesseract" in aids.ocr().said
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\necho fra\necho deu\n")
    program.chmod(0o755)
    assert aids.ocr().remedy == "apt-get install tesseract-ocr-ara"
    program.write_text("#!/bin/sh\necho eng fra deu ara\n")
    assert aids.ocr().state == "ok"


def test_model(settings: Settings, tmp_path: Path) -> None:
    for choice, state in (("lexical", "ok"), ("auto", "warning"), ("onnx", "fault")):
        made = create_app(settings.model_copy(update={"embedder": choice, "models_dir": tmp_path / "none"}))
        with made.app_context():
            assert aids.model().state == state
            db.engine.dispose()


def test_the_command(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    said = run(args=["doctor"])
    assert said.exit_code == 1
    assert "FAULT   backups" in said.output
    rows = json.loads(run(args=["doctor", "--json"]).stdout)
    assert [row["name"] for row in rows] == list(examine.CHECKS)
    assert all(row["remedy"] for row in rows if row["state"] != "ok")
