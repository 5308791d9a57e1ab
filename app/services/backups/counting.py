"""What is in a database, asked in one state of it: rows of each table, version of the tables, files that rows name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, inspect, select, table, text

from app.models import CV, ApplicationDocument, Base, Proof, User

NAMING = {
    "cvs": CV.file_path,
    "avatars": User.profile_image,
    "proofs": Proof.file_path,
    "application_documents": ApplicationDocument.file_path,
}  # folder of uploads -> column that names its files


@dataclass(frozen=True, slots=True)
class Counted:
    """``referenced`` are files as ``cvs/0a1b.pdf``."""

    head: str
    rows: dict[str, int]
    referenced: tuple[str, ...]


def count(connection: Connection) -> Counted:
    """Of tables at the version of this program."""
    tables = [each.name for each in Base.metadata.sorted_tables]
    return Counted(head_of(connection), rows_of(connection, tables), tuple(sorted(references(connection))))


def rows_of(connection: Connection, tables: list[str]) -> dict[str, int]:
    return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in tables}


def references(connection: Connection) -> set[str]:
    return {
        f"{folder}/{name}"
        for folder, column in NAMING.items()
        for name in connection.scalars(select(column).where(column.is_not(None), column != ""))
    }


def head_of(connection: Connection) -> str:
    """ "" without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
