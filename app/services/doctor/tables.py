"""The database, its version, and the full-text index in it."""

from __future__ import annotations

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.services.backups.counting import head_of
from app.services.doctor.finding import Finding, fault, ok, warning
from app.settings import ROOT

OLDEST_SERVER = 13


def database() -> Finding:
    """SQLite: every page and every reference. PostgreSQL: its version, and that it sorts as it was made to."""
    with db.engine.connect() as connection:
        return _sqlite(connection) if _is_sqlite() else _postgresql(connection)


def migrations() -> Finding:
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    known, newest = {each.revision for each in scripts.walk_revisions()}, scripts.get_current_head()
    with db.engine.connect() as connection:
        found = head_of(connection)
    if found == newest:
        return ok(f"tables are of version {found}")
    if not found:
        return fault("there are no tables", "run: flask database prepare")
    if found in known:
        return fault(
            f"tables are of version {found}, the program needs {newest}", "run: flask database prepare"
        )
    return fault(
        f"tables are of version {found}, which this program does not know (newest: {newest})",
        "install the version of JobMatch that made them, or a newer one",
    )


def full_text() -> Finding:
    """Whether words are found in exactly the offers that have them."""
    remedy = "run: flask jobs reindex"
    with db.engine.connect() as connection:
        count = connection.scalar(text("SELECT count(*) FROM jobs WHERE is_active")) or 0
        if not _is_sqlite():
            without = connection.scalar(text("SELECT count(*) FROM jobs WHERE search_vector IS NULL"))
            return (
                fault(f"{without} offers are in no index", remedy) if without else ok(f"{count} open offers")
            )
        try:
            connection.exec_driver_sql("INSERT INTO jobs_fts(jobs_fts, rank) VALUES('integrity-check', 1)")
        except DatabaseError as error:
            return fault(f"the index is not that of the offers ({error.orig})", remedy)
        finally:
            connection.rollback()
    return ok(f"agrees with {count} open offers")


def _sqlite(connection: Connection) -> Finding:
    said = connection.exec_driver_sql("PRAGMA quick_check(3)").scalars().all()
    if said != ["ok"]:
        return fault(
            f"the file is damaged: {said[0]}", "run: flask backup list, then flask backup restore --force"
        )
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        return fault(f"rows of {broken[0]} refer to rows that are not there", "restore the last good backup")
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    if mode != "wal":
        return fault(
            f"the journal is {mode}, not wal", "put DATA_DIR on a disk of this machine, not a network share"
        )
    return ok("SQLite, sound")


def _postgresql(connection: Connection) -> Finding:
    version = connection.scalar(text("SHOW server_version")) or ""
    if int(str(version).split(".")[0].split()[0]) < OLDEST_SERVER:
        return fault(f"PostgreSQL {version}", f"upgrade the server to {OLDEST_SERVER} or newer")
    changed = connection.scalar(
        text(
            "SELECT datcollversion <> pg_database_collation_actual_version(oid) FROM pg_database "
            "WHERE datname = current_database()"
        )
        if int(str(version).split(".")[0]) >= 15
        else text("SELECT false")
    )
    if changed:
        return warning(
            "the system sorts text in another way than when the database was made",
            "run in psql: REINDEX DATABASE; then ALTER DATABASE ... REFRESH COLLATION VERSION",
        )
    return ok(f"PostgreSQL {version}")


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"
