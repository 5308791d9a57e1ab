"""PostgreSQL: a dump of one moment by ``pg_dump``, and databases beside the live one to read a dump back into."""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import URL, Engine, create_engine, make_url, text

from app.services.backups.counting import Counted, count, rows_of
from app.services.backups.manifest import BackupFault, Damaged

SECONDS: Final = 6 * 3600
MAINTENANCE: Final = "postgres"
CANNOT_CREATE: Final = (
    "the role may not create databases, which reading a dump back needs: let an administrator of PostgreSQL say "
    "ALTER ROLE {role} CREATEDB, or restore by hand as docs/maintenance.md says"
)


def dump(engine: Engine, target: Path, folder: Path) -> tuple[Counted, str]:
    """What is in the dump, counted in the same moment, and the server's version. Raises BackupFault."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        version = str(connection.scalar(text("SHOW server_version")))
        program = _program("pg_dump", at_least=major(version))
        snapshot = str(connection.scalar(text("SELECT pg_export_snapshot()")))
        counted = count(connection)
        with _connection_words(engine.url, folder) as words:
            command = [program, "--format=custom", "--compress=1", "--no-owner", "--no-acl"]
            _run([*command, f"--snapshot={snapshot}", f"--file={target}", f"--dbname={words}"])
        connection.rollback()
    return counted, version


def check_dump(path: Path) -> None:
    """Read all of a dump without a server. Raises Damaged, and BackupFault when pg_restore is missing."""
    try:
        _run([_program("pg_restore"), "--file=/dev/null", str(path)])
    except BackupFault as fault:
        raise Damaged(f"the dump in it cannot be read: {fault}") from fault


@contextmanager
def read_back(engine: Engine, dump_path: Path, folder: Path) -> Iterator[URL]:
    """A database beside the live one, made from a dump. Dropped at the end unless it was renamed meanwhile."""
    name = f"{engine.url.database}_restoring_{secrets.token_hex(3)}"
    program = _program("pg_restore")
    with _maintenance(engine.url) as connection:
        _create_like(connection, name, str(engine.url.database), str(engine.url.username))
    url = engine.url.set(database=name)
    try:
        with _connection_words(url, folder) as words:
            command = [program, "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error"]
            _run([*command, f"--dbname={words}", str(dump_path)])
        yield url
    finally:
        with _maintenance(engine.url) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def rows_in(url: URL, tables: list[str]) -> dict[str, int]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return rows_of(connection, tables)
    finally:
        engine.dispose()


def put_in(source: URL, live: URL) -> str:
    """Let ``source`` take the name of ``live``, in one transaction; the name under which the old one stays. Raises
    BackupFault when somebody is connected to it."""
    kept = f"{live.database}_before_{secrets.token_hex(3)}"
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with _maintenance(live) as connection:
        try:
            with connection.transaction():
                for old, new in ((live.database, kept), (source.database, live.database)):
                    connection.execute(rename.format(sql.Identifier(str(old)), sql.Identifier(str(new))))
        except psycopg.errors.ObjectInUse as error:
            raise BackupFault(
                "other processes are connected to the database: stop the web servers and the workers, then try again"
            ) from error
    return kept


def drop(name: str, live: URL) -> None:
    with _maintenance(live) as connection:
        connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def major(version: str) -> int:
    found = re.search(r"\d+", version)
    return int(found[0]) if found else 0


def _create_like(connection: psycopg.Connection, name: str, model: str, role: str) -> None:
    row = connection.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = %s",
        (model,),
    ).fetchone()
    if row is None:
        raise BackupFault(f"there is no database {model}")
    words = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}")
    try:
        connection.execute(words.format(sql.Identifier(name), *(sql.Literal(str(each)) for each in row)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise BackupFault(CANNOT_CREATE.format(role=role)) from error


def _maintenance(url: URL) -> psycopg.Connection:
    """Connected to the database that every server has, each statement by itself."""
    words = make_conninfo(_plain(url.set(database=MAINTENANCE)), connect_timeout=10)
    return psycopg.connect(words, autocommit=True)


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def _connection_words(url: URL, folder: Path) -> Iterator[str]:
    """For the programs: the password is in a file that only its owner can read, not among the arguments, which
    everybody on the machine can see."""
    given = conninfo_to_dict(_plain(make_url(url)))
    password = str(given.pop("password", "") or "")
    if not password:
        yield make_conninfo("", **_texts(given))
        return
    path = folder / f"passfile-{secrets.token_hex(4)}"
    path.touch(mode=0o600)
    try:
        path.write_text("*:*:*:*:" + password.replace("\\", "\\\\").replace(":", "\\:") + "\n")
        yield make_conninfo("", **_texts({**given, "passfile": str(path)}))
    finally:
        path.unlink(missing_ok=True)


def _texts(given: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in given.items() if value is not None}


def _program(name: str, at_least: int = 0) -> str:
    """Raises BackupFault when it is missing, or older than the server."""
    path = shutil.which(name)
    if path is None:
        raise BackupFault(f"{name} is not installed: apt-get install postgresql-client")
    said = _run([path, "--version"])
    if major(said) < at_least:
        raise BackupFault(
            f"{name} is of version {major(said)}, the server of {at_least}: install "
            f"postgresql-client-{at_least} (a newer client reads an older server, not the other way round)"
        )
    return path


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - programs of PostgreSQL with arguments of ours
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise BackupFault(f"{Path(command[0]).name} did not end within {SECONDS // 3600} hours") from error
    if done.returncode:
        raise BackupFault(f"{Path(command[0]).name} said: {done.stderr.strip()[-500:]}")
    return done.stdout
