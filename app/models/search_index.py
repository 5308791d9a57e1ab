"""The full-text index beside the ``jobs`` table, kept in step by triggers. Used by migrations.

SQLite: FTS5 over a view of the active offers (external content: the text is stored once). Row
ids are ``doc_id``, so index order is date order. PostgreSQL: a tsvector column with a GIN index.
A migration that remakes ``jobs`` drops this first and creates it again, since 0010 with ``only_public``:
FTS5 keeps deleted words until segments are merged, so what only one person may see is not indexed at all.
"""

from __future__ import annotations

from sqlalchemy import Connection

FTS_COLUMNS = ("title", "company", "location", "skill_text", "description", "skill_codes")
_NAMES = ", ".join(FTS_COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in FTS_COLUMNS)
_NEW = ", ".join(f"new.{name}" for name in FTS_COLUMNS)


def _sqlite_create(*, only_public: bool) -> tuple[str, ...]:
    mine, old, new = (f" AND {row}owner_id IS NULL" if only_public else "" for row in ("", "old.", "new."))
    remove = (
        f"INSERT INTO jobs_fts(jobs_fts, rowid, {_NAMES}) "
        f"SELECT 'delete', old.doc_id, {_OLD} WHERE old.is_active{old};"
    )
    add = f"INSERT INTO jobs_fts(rowid, {_NAMES}) SELECT new.doc_id, {_NEW} WHERE new.is_active{new};"
    return (
        f"CREATE VIEW jobs_searchable AS SELECT doc_id, {_NAMES} FROM jobs WHERE is_active{mine}",
        f"""CREATE VIRTUAL TABLE jobs_fts USING fts5({_NAMES}, content='jobs_searchable', content_rowid='doc_id',
        tokenize="unicode61 remove_diacritics 2 tokenchars '+#'", columnsize=1)""",
        f"CREATE TRIGGER jobs_fts_insert AFTER INSERT ON jobs BEGIN {add} END",
        f"CREATE TRIGGER jobs_fts_delete AFTER DELETE ON jobs BEGIN {remove} END",
        f"""CREATE TRIGGER jobs_fts_update AFTER UPDATE OF {_NAMES}, day, is_active ON jobs
        BEGIN {remove} {add} END""",
        "INSERT INTO jobs_fts(jobs_fts) VALUES ('rebuild')",
    )


SQLITE_DROP = (
    "DROP TRIGGER IF EXISTS jobs_fts_insert",
    "DROP TRIGGER IF EXISTS jobs_fts_delete",
    "DROP TRIGGER IF EXISTS jobs_fts_update",
    "DROP TABLE IF EXISTS jobs_fts",
    "DROP VIEW IF EXISTS jobs_searchable",
)

_VECTOR = """
    setweight(to_tsvector('simple', jobmatch_words(row_.title)), 'A') ||
    setweight(to_tsvector('simple', jobmatch_words(row_.company)), 'B') ||
    setweight(to_tsvector('simple', jobmatch_words(row_.location)), 'C') ||
    setweight(to_tsvector('simple', jobmatch_words(
        row_.skill_text || ' ' || left(row_.description, 100000) || ' ' || row_.skill_codes)), 'D')
"""
POSTGRESQL_CREATE = (
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    # C++, C# and F# would lose their signs in the parser
    r"""CREATE FUNCTION jobmatch_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT regexp_replace(regexp_replace(public.unaccent('public.unaccent', lower(coalesce(value, ''))),
               '\m([cf])#', '\1sharp', 'g'), '\mc\+\+', 'cplusplus', 'g') $$""",
    r"""CREATE FUNCTION jobmatch_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT regexp_replace(jobmatch_fold(value), '[^[:alnum:]]+', ' ', 'g') $$""",
    "ALTER TABLE jobs ADD COLUMN search_vector tsvector",
    f"""CREATE FUNCTION jobmatch_vector(row_ jobs) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
        SELECT {_VECTOR} $$""",
    """CREATE FUNCTION jobs_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.search_vector := jobmatch_vector(NEW); RETURN NEW; END $$""",
    """CREATE TRIGGER jobs_search_vector BEFORE INSERT OR UPDATE OF
        title, company, location, skill_text, description, skill_codes ON jobs
        FOR EACH ROW EXECUTE FUNCTION jobs_search_vector()""",
    "UPDATE jobs SET search_vector = jobmatch_vector(jobs)",
    "CREATE INDEX ix_jobs_search_vector ON jobs USING gin (search_vector)",
)
POSTGRESQL_DROP = (
    "DROP INDEX IF EXISTS ix_jobs_search_vector",
    "DROP TRIGGER IF EXISTS jobs_search_vector ON jobs",
    "DROP FUNCTION IF EXISTS jobs_search_vector()",
    "DROP FUNCTION IF EXISTS jobmatch_vector(jobs)",
    "ALTER TABLE jobs DROP COLUMN IF EXISTS search_vector",
    "DROP FUNCTION IF EXISTS jobmatch_words(text)",
    "DROP FUNCTION IF EXISTS jobmatch_fold(text)",
)


def create(connection: Connection, *, only_public: bool = False) -> None:
    """``only_public`` needs the column ``owner_id``, which the first migrations do not have yet."""
    sqlite = connection.dialect.name == "sqlite"
    for statement in _sqlite_create(only_public=only_public) if sqlite else POSTGRESQL_CREATE:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    for statement in SQLITE_DROP if sqlite else POSTGRESQL_DROP:
        connection.exec_driver_sql(statement)


def rebuild(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO jobs_fts(jobs_fts) VALUES ('rebuild')")
    else:
        connection.exec_driver_sql("UPDATE jobs SET search_vector = jobmatch_vector(jobs)")


class NextIndex:
    """A second full-text index of SQLite that is filled beside the one in use, a few offers at a time, and then takes
    its place. What is written meanwhile goes into it too, as far as it is filled; ``at`` is how far."""

    _MADE = (
        "CREATE TABLE jobs_fts_filled (at INTEGER NOT NULL)",
        "INSERT INTO jobs_fts_filled VALUES (-1)",
        f"""CREATE VIRTUAL TABLE jobs_fts_next USING fts5({_NAMES}, content='jobs_searchable', content_rowid='doc_id',
        tokenize="unicode61 remove_diacritics 2 tokenchars '+#'", columnsize=1)""",
    )
    _REMOVE = (
        f"INSERT INTO jobs_fts_next(jobs_fts_next, rowid, {_NAMES}) SELECT 'delete', old.doc_id, {_OLD} "
        "WHERE old.is_active AND old.owner_id IS NULL AND old.doc_id <= (SELECT at FROM jobs_fts_filled);"
    )
    _ADD = (
        f"INSERT INTO jobs_fts_next(rowid, {_NAMES}) SELECT new.doc_id, {_NEW} "
        "WHERE new.is_active AND new.owner_id IS NULL AND new.doc_id <= (SELECT at FROM jobs_fts_filled);"
    )
    _TRIGGERS = (
        f"CREATE TRIGGER jobs_fts_next_insert AFTER INSERT ON jobs BEGIN {_ADD} END",
        f"CREATE TRIGGER jobs_fts_next_delete AFTER DELETE ON jobs BEGIN {_REMOVE} END",
        f"""CREATE TRIGGER jobs_fts_next_update AFTER UPDATE OF {_NAMES}, day, is_active ON jobs
        BEGIN {_REMOVE} {_ADD} END""",
    )
    _DROPPED = (
        "DROP TRIGGER IF EXISTS jobs_fts_next_insert",
        "DROP TRIGGER IF EXISTS jobs_fts_next_delete",
        "DROP TRIGGER IF EXISTS jobs_fts_next_update",
        "DROP TABLE IF EXISTS jobs_fts_filled",
    )

    @classmethod
    def begin(cls, connection: Connection) -> None:
        """Also over what a killed one left."""
        for statement in (*cls._DROPPED, "DROP TABLE IF EXISTS jobs_fts_next", *cls._MADE, *cls._TRIGGERS):
            connection.exec_driver_sql(statement)

    @classmethod
    def fill(cls, connection: Connection, count: int) -> int:
        """How many offers were added; 0 when all are in."""
        at = connection.exec_driver_sql("SELECT at FROM jobs_fts_filled").scalar_one()
        some = "SELECT doc_id FROM jobs_searchable WHERE doc_id > ? ORDER BY doc_id LIMIT ?"
        ids = connection.exec_driver_sql(some, (at, count)).scalars().all()
        if ids:
            add = f"INSERT INTO jobs_fts_next(rowid, {_NAMES}) SELECT doc_id, {_NAMES} FROM jobs_searchable "
            connection.exec_driver_sql(add + "WHERE doc_id > ? AND doc_id <= ?", (at, ids[-1]))
            connection.exec_driver_sql("UPDATE jobs_fts_filled SET at = ?", (ids[-1],))
        return len(ids)

    @classmethod
    def take_place(cls, connection: Connection) -> None:
        """In the transaction in which ``fill`` found nothing more to add."""
        replace = (*SQLITE_DROP[:4], *cls._DROPPED, "ALTER TABLE jobs_fts_next RENAME TO jobs_fts")
        for statement in (*replace, *_sqlite_create(only_public=True)[2:5]):
            connection.exec_driver_sql(statement)
