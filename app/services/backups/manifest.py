"""What an archive says of itself."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.settings import ROOT

FORMAT: Final = 1
SQLITE_MEMBER: Final = "database.sqlite3.gz"
POSTGRESQL_MEMBER: Final = "database.pgdump"
ERASED_MEMBER: Final = "erased.log"
FILES: Final = "files/"


class BackupFault(Exception):
    """Making, reading or restoring a backup failed. The message says why, and what to do."""


class Damaged(BackupFault):
    """The archive is not what was written."""


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """``rows`` counts the rows of each table, ``head`` is the version of the tables. ``referenced`` are files that
    rows name, as ``cvs/0a1b.pdf``. Of those, ``gone`` were deleted by their person while the backup was made, and
    ``missing`` were lost before. ``key_check`` tells whether a SECRET_KEY is the one of then, and nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = FORMAT
    name: str = Field(max_length=80)
    made_at: datetime
    app_version: str = Field(max_length=80)
    database: Literal["sqlite", "postgresql"]
    server_version: str = Field(max_length=80)
    head: str = Field(max_length=32)
    rows: dict[str, int]
    entries: dict[str, Entry]
    referenced: tuple[str, ...]
    gone: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    key_check: str = Field(max_length=64)

    @property
    def database_member(self) -> str:
        return SQLITE_MEMBER if self.database == "sqlite" else POSTGRESQL_MEMBER

    @property
    def files(self) -> tuple[str, ...]:
        """As ``cvs/0a1b.pdf``."""
        return tuple(name.removeprefix(FILES) for name in self.entries if name.startswith(FILES))

    def lost(self) -> list[str]:
        """Files that rows name, that nobody deleted and that are not in the archive."""
        return sorted(set(self.referenced) - set(self.files) - set(self.gone) - set(self.missing))


@cache
def app_version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
