"""Courses from the command line, for people and for cron."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from app.ai.errors import ModelUnavailable
from app.cli.stopping import show, stop_gently
from app.services import progress
from app.services.courses import catalogue, index
from app.services.courses.builds import IndexNotBuilt
from record_files.items import UnreadableFile

BAD, STOPPED = 1, 75
group = AppGroup("courses", help="Courses, and the index over them.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--index/--no-index", "with_index", default=True, help="Whether the worker is asked to index them."
)
def import_file(file: Path, with_index: bool) -> None:
    """Read a catalogue from FILE: CSV, JSON or JSON Lines (also .gz). Exit code 1 when no row is a course."""
    try:
        report = catalogue.import_file(file, on_progress=lambda count: show(f"{file.name}: {count} courses"))
    except UnreadableFile as error:
        raise click.ClickException(f"{file.name} cannot be read: {error}") from error
    show("")
    for line in _told(report):
        click.echo(line)
    saved = report.saved
    if with_index and (saved.new or saved.updated):
        index.ask()
        click.echo("The worker was asked to index them (flask courses index does it here and now).")
    if report.read and not (saved.new or saved.updated or saved.unchanged):
        raise SystemExit(BAD)


@group.command("index")
@click.option("--force", is_flag=True, help="Build also when nothing changed.")
def build_index(force: bool) -> None:
    """Make the vectors that are missing and build the index, in this process. What was done is kept when it is
    stopped. Exit code 0 when it is up to date or being built already, 1 when it cannot be built, 75 when stopped."""
    stop_gently()
    try:
        with progress.told_to(lambda percent, message: show(f"{percent} % {message}")):
            said = index.build_here(force=force)
    except (IndexNotBuilt, ModelUnavailable) as error:
        raise click.ClickException(str(error)) from error
    except progress.Stopped:
        click.echo("Stopped; the next call goes on from here.")
        raise SystemExit(STOPPED) from None
    show("")
    click.echo(said)


@group.command("status")
def status() -> None:
    """How the catalogue and the index stand. Exit code 1 when the index is not the one it should be."""
    found = index.status()
    model = found.model or f"none ({found.model_reason or 'by choice'})"
    click.echo(f"courses      {found.courses}, {found.unchecked_links} with a link that was never checked")
    click.echo(f"vectors      {found.vectors} of {found.courses}, model {model}")
    for name, one in (("current", found.current), ("previous", found.previous)):
        click.echo(f"{name:<13}{_view(one)}")
    if found.build:
        click.echo(f"build        {found.build.state}, {found.build.percent} % {found.build.message}")
    if found.checked_at:
        said = found.probe_fault or f"{found.probes_found} of {found.probes} found"
        click.echo(f"last probe   {found.checked_at:%Y-%m-%d %H:%M} UTC, {said}")
    if found.fault:
        click.echo(f"fault        {found.fault}: the database is searched itself")
    if found.fault or not found.is_current:
        raise SystemExit(BAD)


def _view(one: index.GenerationView | None) -> str:
    if one is None:
        return "none"
    recall = "" if one.recall is None else f", recall {one.recall:.3f}"
    return f"{one.name}, {one.courses} courses, {one.size_bytes / 1e6:.0f} MB{recall}"


def _told(report: catalogue.Report) -> list[str]:
    saved = report.saved
    head = (
        f"{report.read} read: {saved.new} new, {saved.updated} updated, {saved.unchanged} unchanged, "
        f"{report.duplicates} twice in the file, {report.rejected.total()} rejected"
    )
    reasons = [f"  {count} {reason}" for reason, count in report.rejected.most_common()]
    samples = [f"  line {line}: {reason} {detail}".rstrip() for line, reason, detail in report.samples[:5]]
    return [head, *reasons, *samples]
