"""Archives: whole or nothing, read back, kept, and the way back; with the people who were erased since."""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from app import create_app
from app.extensions import db
from app.models import CV, Backup, User
from app.services import cvs
from app.services.backups import archive, creating, keeping, records, restoring, sqlite, verifying
from app.services.backups.manifest import BackupFault, Damaged, Manifest
from app.services.erasure import person
from app.services.search.offers import offer_index
from app.services.transaction import end_reading, transaction
from app.settings import Settings
from tests.conftest import SERVER_URL
from tests.factories import make_user
from tests.services.backups import some_site

on_sqlite = pytest.mark.skipif(bool(SERVER_URL), reason="looks into the file of SQLite")


@pytest.fixture(autouse=True)
def alone(context: Flask) -> None:
    """A database is put back only where nobody else is connected: applications that last for all tests let go."""
    if SERVER_URL:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        db.session.execute(sqlalchemy.text(others))
        end_reading()


def change(path: Path, target: Path, at: float, *, cut: bool = False) -> Path:
    """A copy with one byte changed, or everything from there on cut off."""
    content = bytearray(path.read_bytes())
    place = int(len(content) * at)
    if cut:
        del content[place:]
    else:
        content[place] ^= 0xFF
    target.write_bytes(content)
    return target


def place_of(path: Path, member: str, beside: int) -> float:
    """Where in the archive a member's bytes are, as a share."""
    with tarfile.open(path) as tar:
        return (tar.getmember(member).offset_data + beside) / path.stat().st_size


def test_everything_comes_back_in_an_empty_place(
    context: Flask, settings: Settings, tmp_path: Path, other_url: str
) -> None:
    some_site.fill()
    before, files = some_site.rows(), some_site.files()
    made = creating.create()
    assert set(files) == set(made.manifest.files)
    assert made.manifest.lost() == []
    assert "cvs/stored0.txt" in made.manifest.missing, "a row whose file was lost before is told"
    assert verifying.verify(made.path, deep=True).is_counted
    assert records.status().name == made.path.name
    assert (made.path.stat().st_mode & 0o777, made.path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    listed = len(offer_index())
    end_reading()
    with some_site.empty_site(settings, tmp_path / "new", other_url):
        restored = restoring.restore(made.path, create_app)
        after = some_site.rows()
        assert {name: after[name] for name in before if name != "audit_entries"} == {
            name: count for name, count in before.items() if name != "audit_entries"
        }
        assert some_site.files() == files
        assert restored.old == ""
        assert restored.is_same_key
        assert len(offer_index()) == listed
        assert not list((tmp_path / "new").glob(".restoring*"))
        with pytest.raises(BackupFault, match="--force replaces them"):
            restoring.restore(made.path, create_app)


def test_who_was_erased_since_stays_erased(context: Flask, settings: Settings) -> None:
    user_id, cv_id = some_site.fill()
    kept_id, kept_cv = make_user("nadia@example.org"), None
    made = creating.create()
    cvs.delete(user_id, cv_id)
    assert person.erase(user_id, action="account_deleted")
    newest = creating.create()
    (settings.data_dir / "erased.log").unlink()  # only the other archive knows
    with transaction() as session:
        session.execute(sqlalchemy.text("DELETE FROM erasures"))
    restored = restoring.restore(made.path, create_app, force=True)
    assert (restored.again.users, kept_cv) == (1, None)
    assert db.session.get(User, user_id) is None
    assert db.session.get(User, kept_id) is not None
    assert db.session.scalars(select(CV).where(CV.user_id == user_id)).all() == []
    end_reading()
    assert some_site.files() == {}, "files of erased people are not put back"
    assert make_user("new@example.org") > max(user_id, kept_id)
    assert newest.path.exists()
    drop(restored.old)


def test_what_goes_while_it_is_made_is_no_loss(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    user_id, cv_id = some_site.fill()
    name = db.session.get_one(CV, cv_id).file_path
    end_reading()
    add_file = archive.ArchiveWriter.add_file

    def delete_then_add(self: archive.ArchiveWriter, member: str, path: Path) -> None:
        cvs.delete(user_id, cv_id)  # the database is copied by now, the files are not
        add_file(self, member, path)

    monkeypatch.setattr(archive.ArchiveWriter, "add_file", delete_then_add)
    made = creating.create()
    assert f"cvs/{name}" in made.manifest.gone
    monkeypatch.undo()
    restored = restoring.restore(made.path, create_app, force=True)
    assert restored.again.cvs == 1
    assert db.session.get(CV, cv_id) is None
    end_reading()
    drop(restored.old)


def test_a_changed_or_cut_archive_is_found_out(context: Flask, tmp_path: Path) -> None:
    some_site.fill()
    path = creating.create().path
    member = next(name for name in archive.read_manifest(path).entries if name.startswith("files/cvs/"))
    database = archive.read_manifest(path).database_member
    bad = keeping.folder() / keeping.new_name(keeping.made_at_of(path.name))
    for at, cut in (
        (place_of(path, database, 5000), False),
        (place_of(path, member, 3), False),
        (place_of(path, archive.MANIFEST, 40), False),
        (0.5, True),
        (0, True),
    ):
        change(path, bad, at, cut=cut)
        with pytest.raises(Damaged):
            verifying.verify(bad)
        assert records.faults().keys() == {bad.name}
        with pytest.raises(BackupFault):
            restoring.restore(bad, create_app, force=True)
    assert records.status().name == path.name, "the bad one is not the last good one"
    lost = some_site.rewrite(path, tmp_path / bad.name, lambda manifest: manifest, without=member)
    with pytest.raises(Damaged, match="1 files that rows name are not in it"):
        verifying.verify(lost)
    fewer = some_site.rewrite(
        path,
        tmp_path / "fewer.tar",
        lambda manifest: manifest.model_copy(update={"rows": {**manifest.rows, "users": 9}}),
    )
    with pytest.raises(Damaged, match="users has 2 rows instead of 9"):
        verifying.verify(fewer, deep=True)


def test_old_ones_go_but_never_the_last_good_one(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [creating.create(keep=2).path.name for _ in range(3)]
    there = {each.path.name for each in keeping.all_kept()}
    assert len(there) == 2
    assert names[2] in there
    removed = set(names) - there
    assert {row.name for row in db.session.scalars(select(Backup)) if row.removed_at} == removed
    end_reading()
    for name in there:
        records.note(name, keeping.made_at_of(name), fault="bits fell off")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    with pytest.raises(BackupFault, match="0 MB free"):
        creating.create(keep=1)
    assert {each.path.name for each in keeping.all_kept()} == there, "without a new one nothing goes"
    assert "MB free" in records.status().fault
    monkeypatch.undo()
    last = creating.create(keep=1)
    good = [each for each in keeping.all_kept() if not each.fault]
    assert [each.path for each in good] == [last.path]
    assert records.status().fault == "", "it went well since"
    assert not list(keeping.folder().glob(".unfinished*"))


def test_a_restore_is_refused_before_anything_changes(
    context: Flask, settings: Settings, tmp_path: Path
) -> None:
    some_site.fill()
    made, before = creating.create(), some_site.rows()

    def newer(manifest: Manifest) -> Manifest:
        return manifest.model_copy(update={"head": "9999"})

    path = some_site.rewrite(made.path, tmp_path / "newer.tar", newer)
    with pytest.raises(BackupFault, match="does not know: install JobMatch"):
        restoring.restore(path, create_app, force=True)

    def fails(_settings: Settings) -> Flask:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        restoring.restore(made.path, fails, force=True)
    with keeping.alone(), pytest.raises(BackupFault, match="under way"):
        creating.create()
    assert some_site.rows() == before
    url = db.engine.url.set(drivername=db.engine.url.drivername)
    busy = sqlalchemy.create_engine(url)
    with busy.connect() as connection:
        connection.execute(select(User.id))
        with pytest.raises(BackupFault, match="stop the web server"):
            restoring.restore(made.path, create_app, force=True)
    busy.dispose()
    assert some_site.rows() == before


@on_sqlite
def test_an_older_backup_is_brought_up(context: Flask, settings: Settings, tmp_path: Path) -> None:
    with some_site.empty_site(settings, tmp_path / "old"):
        upgrade(revision="0011")
        db.session.remove()
        db.engine.dispose()
        file = tmp_path / "old" / "jobmatch.db"
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    made = creating.create()
    packed = tmp_path / "packed.gz"
    sqlite.pack(file, packed)
    target = tmp_path / "older.tar"
    with archive.ArchiveWriter(target) as writer:
        writer.add_file("database.sqlite3.gz", packed)
        writer.add_bytes("erased.log", b"")
        about = {"head": "0011", "rows": {"users": 0}, "entries": writer.entries, "referenced": ()}
        writer.finish(made.manifest.model_copy(update=about))
    assert verifying.verify(target).manifest.head == "0011"
    with some_site.empty_site(settings, tmp_path / "new"):
        assert restoring.restore(target, create_app).rows["backups"] == 0


def test_another_secret_key_is_told(
    context: Flask, settings: Settings, tmp_path: Path, other_url: str
) -> None:
    made = creating.create()
    other = settings.model_copy(update={"secret_key": "another-5f0d8c1e-7b2a94c6d3e8f1a0-another"})
    other = Settings(_env_file=None, **other.model_dump(by_alias=True))  # type: ignore[arg-type]
    with some_site.empty_site(other, tmp_path / "new", other_url):
        assert not restoring.restore(made.path, create_app).is_same_key


def test_the_command_line_says_what_happened(app: Flask, settings: Settings) -> None:
    run = app.test_cli_runner().invoke
    assert "no good backup" in run(args=["backup", "list"]).output
    made = run(args=["backup", "create"])
    assert (made.exit_code, "0 files, verified" in made.output) == (0, True)
    listed = run(args=["backup", "list"])
    assert (listed.exit_code, "0 hours old  good" in listed.output) == (0, True)
    path = next((settings.data_dir / "backups").glob("*.tar"))
    assert ": whole," in run(args=["backup", "verify"]).output
    content = path.read_bytes()
    path.write_bytes(content[:-20000])
    assert run(args=["backup", "verify", path.name]).exit_code == 1
    assert "damaged" in run(args=["backup", "list"]).output
    refused = run(args=["backup", "restore", path.name])
    assert (refused.exit_code, "nothing was restored" in refused.output) == (1, True)
    assert "there is no other.tar" in run(args=["backup", "restore", "other.tar"]).output


@pytest.fixture
def other_url() -> Iterator[str]:
    """An empty database on the server, "" for SQLite."""
    if not SERVER_URL:
        yield ""
        return
    url = sqlalchemy.make_url(SERVER_URL).set(drivername="postgresql+psycopg")
    name = f"{url.database}_empty"
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield url.set(database=name).render_as_string(hide_password=False)
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    engine.dispose()


def drop(old: str) -> None:
    """What a restore over something kept."""
    if old.startswith("database "):
        engine = sqlalchemy.create_engine(db.engine.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {old.removeprefix('database ')}")
        engine.dispose()
    else:
        assert Path(old).exists()
