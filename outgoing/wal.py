"""A SQLite file's write-ahead log, for a file that several processes open at once.

It stands on the lowest floor, where the database and the limits may use it as well as the store here.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Final

LONGEST: Final = 5.0
_PAUSE: Final = 0.01


def turn_on_wal(connection: sqlite3.Connection, longest: float = LONGEST) -> None:
    """SQLite refuses this at once, whatever the connection's timeout, while somebody else does the same to a new
    file (it would be a deadlock to wait with a lock in hand). So it is asked again, for at most ``longest`` seconds.

    Raises sqlite3.OperationalError.
    """
    until = time.monotonic() + longest
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            is_taken = error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
            if not is_taken or time.monotonic() > until:
                raise
        time.sleep(_PAUSE)
