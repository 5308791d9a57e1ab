"""The lexicon of skills from the command line."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from app.core.skills.check import problems
from app.core.skills.lexicon import LANGUAGES
from app.core.skills.table import LexiconError
from app.services import skill_spans, skills_esco

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


@group.command("unknown")
@click.option("--offers", default=200, show_default=True, help="How many of the newest offers to read.")
def unknown(offers: int) -> None:
    """Say what English offers ask for that the lexicon does not have, the most frequent first."""
    for name, count in skill_spans.unknown_names(offers):
        click.echo(f"{count:5}  {name}")
