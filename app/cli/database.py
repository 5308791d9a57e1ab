"""The database from the command line."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from flask_migrate import upgrade

group = AppGroup("database", help="The database.")


@group.command("prepare")
def prepare() -> None:
    """Bring the tables to the current version; safe to repeat."""
    upgrade()
    click.echo("Database is up to date.")
