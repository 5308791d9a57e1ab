"""The question bank from the command line."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from app.core.quizzes.bank import BANK, BankFault
from app.services.quizzes import bank

group = AppGroup("quizzes", help="Quizzes, and the bank of their questions.")


@group.command("load")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=BANK)
def load(folder: Path) -> None:
    """Bring the question bank, or that of FOLDER, into the database. What an administrator edited stays as it is,
    and what left the bank is asked no more. Exit code 1, and nothing changed, when a file is not sound."""
    try:
        done = bank.load(folder)
    except BankFault as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(
        f"{done.new} new, {done.updated} updated, {done.retired} retired, {done.unchanged} unchanged, "
        f"{done.kept} kept as an administrator has them"
    )
