"""The database from the command line."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from app.database import one_at_a_time
from app.extensions import db
from app.models import Counter
from app.prepared import MARK, mark_of
from app.services import demo, ingest, nearness
from app.services.courses import catalogue, index
from app.services.quizzes import bank
from app.services.transaction import transaction

group = AppGroup("database", help="The database.")


@group.command("prepare")
@click.option(
    "--demo", "with_demo", is_flag=True, help="Also load the demo offers when there is no offer yet."
)
def prepare(with_demo: bool) -> None:
    """Bring the tables to the current version; safe to repeat."""
    with one_at_a_time(db.engine, current_app.extensions["settings"].data_dir):
        upgrade()
        click.echo("Database is up to date.")
        made = nearness.prepare()
        made += ingest.compare_all_words()
        if made:
            click.echo(f"Vectors of {made} skills made.")
        loaded = catalogue.load_starter().new
        if loaded:
            click.echo(f"{loaded} well-known courses loaded.")
        questions = bank.load()
        if questions.changed:
            click.echo(f"{questions.changed} quiz questions brought up to date.")
        index.keep_current()
        if with_demo and not demo.has_any_offer():
            click.echo(f"{demo.load().new} demo offers loaded.")
        _leave_mark(mark_of(current_app.extensions["settings"], with_demo=with_demo))


def _leave_mark(mark: int) -> None:
    """Nobody else is here at the same time."""
    with transaction() as session:
        session.merge(Counter(name=MARK, value=mark, epoch=0))
