"""Sources from the command line: what there is, whether it would work, how it is set up."""

from __future__ import annotations

from datetime import datetime

import click
from flask.cli import AppGroup

from app.errors import AppError, BadInput
from app.services import run_history, source_checks, source_configs, source_schedule, sources
from app.services.source_checks import Check

BAD = 1
group = AppGroup("sources", help="Where offers come from.")


@group.command("list")
def list_sources() -> None:
    """Each source: on or off, what its terms say, its last run and the next one."""
    last = run_history.latest()
    click.echo(f"{'name':<24}{'state':<10}{'terms':<11}{'last run':<31}next run")
    for set_up in source_configs.all_current():
        run, terms = last.get(set_up.source), sources.get(set_up.source).terms
        state = "on" if set_up.is_on else "off"
        state = "no key" if set_up.missing and set_up.is_on else state
        ran = f"{run.status} {_time(run.completed_at or run.started_at)}" if run else "never"
        coming = source_schedule.next_run(set_up, run.started_at if run else None)
        click.echo(f"{set_up.source:<24}{state:<10}{terms.verdict:<11}{ran:<31}{_time(coming)}")


@group.command("check")
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
def check(names: tuple[str, ...]) -> None:
    """Ask each SOURCE (every one that is on when none is named) for one answer and store nothing."""
    unknown = [name for name in names if sources.find(name) is None]
    if unknown:
        raise click.UsageError(f"no such source: {', '.join(unknown)}")
    found = [source_checks.check(name) for name in names] if names else list(source_checks.check_those_on())
    if not found:
        click.echo("No source is on.")
    for one in found:
        click.echo(_said(one))
    if not all(one.is_good for one in found):
        raise SystemExit(BAD)


@group.command("set")
@click.argument("name", metavar="SOURCE")
@click.argument("settings", nargs=-1, metavar="[OPTION=VALUE]...")
@click.option("--key", "keys", multiple=True, help="A key to ask for, without showing it.")
@click.option("--on/--off", "is_on", default=None, help="Whether the clock runs it.")
@click.option("--every-hours", type=int, help="How often the clock runs it.")
@click.option("--max-offers", type=int, help="The most offers that a run brings.")
def set_source(
    name: str,
    settings: tuple[str, ...],
    keys: tuple[str, ...],
    is_on: bool | None,
    every_hours: int | None,
    max_offers: int | None,
) -> None:
    """Change settings of SOURCE; what is not named stays. Entries of a list have commas between them."""
    if any("=" not in setting for setting in settings):
        raise click.BadParameter("write OPTION=VALUE", param_hint="OPTION")
    try:
        before = source_configs.current(name)
        saved = source_configs.save(
            name,
            dict(setting.split("=", 1) for setting in settings),
            {key: click.prompt(key, hide_input=True) for key in keys},
            is_on=before.is_on if is_on is None else is_on,
            every_hours=before.every_hours if every_hours is None else every_hours,
            max_offers=before.max_offers if max_offers is None else max_offers,
            expected_version=before.version,
        )
    except BadInput as error:
        wrong = "; ".join(f"{field}: {message}" for field, message in error.fields.items())
        raise click.UsageError(wrong) from error
    except AppError as error:
        raise click.UsageError(str(error.message)) from error
    click.echo(f"{name}: version {saved.version}, {'on' if saved.is_on else 'off'}")


def _said(one: Check) -> str:
    why = f" ({one.why})" if one.why else ""
    return f"{one.source}: {one.status}, {one.readable} of {one.found} offers readable{why}"


def _time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "-"
