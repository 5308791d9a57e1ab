"""Adding and dropping columns with foreign keys in SQLite, which can do it only by remaking the table.

Alembic's batch mode would do the same, but it copies computed columns too, which SQLite refuses. Used
by migrations, with foreign keys off and triggers on the table dropped before.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection


def add_lines(connection: Connection, table: str, lines: Sequence[str]) -> None:
    """``lines`` are column definitions first, then constraints, as they stand in CREATE TABLE."""
    sql = _definition(connection, table)
    columns = [line for line in lines if not line.startswith("CONSTRAINT")]
    rules = [line for line in lines if line.startswith("CONSTRAINT")]
    head, first, rest = sql.partition("\n\tCONSTRAINT") if "\n\tCONSTRAINT" in sql else _without_rules(sql)
    body = "".join(f"\n\t{line}, " for line in columns)
    more = "".join(f"\n\t{line}, " for line in rules)
    _remake(connection, table, f"{head}{body}{more}{first}{rest}")


def drop_lines(connection: Connection, table: str, lines: Sequence[str]) -> None:
    """Raises ValueError when a line is not in the definition as ``add_lines`` put it there."""
    sql = _definition(connection, table)
    for line in lines:
        if f"\n\t{line}, " not in sql:
            raise ValueError(f"{table} has no line {line}")
        sql = sql.replace(f"\n\t{line}, ", "")
    _remake(connection, table, sql)


def _definition(connection: Connection, table: str) -> str:
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    return str(connection.exec_driver_sql(query, (table,)).scalar_one())


def _without_rules(sql: str) -> tuple[str, str, str]:
    end = sql.rindex("\n)")
    return sql[:end] + ",", "", sql[end:]


def _remake(connection: Connection, table: str, sql: str) -> None:
    """Rows, ids that must not be given again, and indexes go along."""
    draft = f"_remade_{table}"
    indexes = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).scalars()
    statements = list(indexes)
    head, name, rest = sql.partition(table)
    connection.exec_driver_sql(head + draft + rest)
    kept = [column for column in _columns(connection, draft) if column in _columns(connection, table)]
    names = ", ".join(f'"{column}"' for column in kept)
    connection.exec_driver_sql(f"INSERT INTO {draft} ({names}) SELECT {names} FROM {name}")  # noqa: S608
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (draft,))
    connection.exec_driver_sql(
        "INSERT INTO sqlite_sequence (name, seq) SELECT ?, seq FROM sqlite_sequence WHERE name = ?",
        (draft, table),
    )
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE {draft} RENAME TO {table}")
    for statement in statements:
        connection.exec_driver_sql(statement)


def _columns(connection: Connection, table: str) -> list[str]:
    """Names without those of computed columns."""
    return [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
