"""Offers from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
from flask.cli import AppGroup

from app.services import job_import, reindexing
from record_files.items import UnreadableFile

SOURCE_NAME = re.compile(r"[a-z0-9_-]{1,40}", re.ASCII | re.IGNORECASE)
group = AppGroup("jobs", help="Offers.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--source", default="import", show_default=True, help="Name of the source that the offers are kept under."
)
@click.option(
    "--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Also write the report here."
)
def import_file(file: Path, source: str, json_file: Path | None) -> None:
    """Read offers from FILE: CSV, JSON, JSON Lines (also .gz) or an HTML page with JobPosting data."""
    if not SOURCE_NAME.fullmatch(source):
        raise click.BadParameter("at most 40 letters, digits, - and _", param_hint="--source")
    try:
        with click.progressbar(length=job_import.count(file), label=file.name) as bar:
            report = job_import.run(file, source, on_progress=bar.update)
    except UnreadableFile as error:
        raise click.ClickException(f"{file.name} cannot be read: {error}") from error
    for line in report.lines():
        click.echo(line)
    if json_file:
        json_file.write_text(json.dumps(report.as_dict(), indent=2, ensure_ascii=False))
    if report.read and not report.accepted:
        raise SystemExit(1)


@group.command("reindex")
def reindex() -> None:
    """Read the skills of all offers anew and make the full-text index afresh, while people search. May be killed and
    repeated."""
    with click.progressbar(length=2 * reindexing.count(), label="offers") as bar:
        done = reindexing.reindex(lambda _what, count: bar.update(count))
    click.echo(f"{done.offers} offers indexed, skills of {done.changed} changed.")
