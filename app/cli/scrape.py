"""Runs of sources from the command line, for people and for cron."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.stopping import show, stop_gently
from app.services import progress, scraping, source_configs, sources
from app.services.scraping import Done

BAD_RUN = 1


@click.command("scrape")
@click.argument("names", nargs=-1, metavar="SOURCE...")
@click.option("--all", "every", is_flag=True, help="Every source that is on.")
@with_appcontext
def command(names: tuple[str, ...], every: bool) -> None:
    """Run each SOURCE now, in this process. Exit code 0 when all went well or were under way already,
    1 when one did not, 2 for wrong use."""
    if bool(names) == every:
        raise click.UsageError("name sources, or say --all")
    unknown = [name for name in names if sources.find(name) is None]
    if unknown:
        raise click.UsageError(f"no such source: {', '.join(unknown)} (flask sources list names them)")
    wanted = names or tuple(one.source for one in source_configs.all_current() if one.is_on)
    if not wanted:
        click.echo("No source is on.")
    stop_gently()
    done = [_run(name) for name in dict.fromkeys(wanted)]
    if not all(one.is_good for one in done):
        raise SystemExit(BAD_RUN)


def _run(name: str) -> Done:
    if current_app.extensions["stopping"].is_set():
        return Done(name, "interrupted", "not begun")
    with progress.told_to(lambda percent, message: show(f"{name}: {percent} % {message}")):
        done = scraping.run_here(name)
    show("")
    click.echo(_line(done))
    return done


def _line(done: Done) -> str:
    if done.status == scraping.UNDER_WAY:
        return f"{done.source}: already running"
    why = f" ({done.why})" if done.why else ""
    return f"{done.source}: {done.status}, {done.found} found, {done.new} new{why}"
