"""The lexicon of skills from the command line."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from app.core.skills.check import problems
from app.core.skills.lexicon import LANGUAGES
from app.core.skills.table import LexiconError
from app.services import skills_esco

group = AppGroup("skills", help="The lexicon of skills.")


@group.command("check")
def check() -> None:
    """Say what is wrong with the data files; exit code 1 when something is."""
    try:
        found = problems()
    except LexiconError as error:
        raise click.ClickException(str(error)) from error
    for problem in found:
        click.echo(problem)
    if found:
        raise SystemExit(1)
    click.echo("The lexicon is sound.")


@group.command("import-esco")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Of the labels, when the file name does not say."
)
def import_esco(file: Path, language: str | None) -> None:
    """Link skills to ESCO: FILE is its skills CSV in one language, or one with uri and a column a language."""
    try:
        done = skills_esco.import_file(file, language)
    except LexiconError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{done.concepts} ESCO skills read; {done.linked} of {done.skills} skills of the lexicon are linked, "
        f"{done.names} further names. Start web and worker again to use them."
    )
