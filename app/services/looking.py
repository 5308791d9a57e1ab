"""Reading the database from outside of the pool that people's requests share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app
from sqlalchemy import Connection, Engine


@contextmanager
def looking() -> Iterator[Connection]:
    """A connection that waits two seconds at most for the server, and as long for an answer. Raises SQLAlchemyError."""
    engine: Engine = current_app.extensions["engine_to_look"]
    with engine.connect() as connection:
        yield connection
