"""The weekly update of the courses from the command line; cron calls it through course_scraper.weekly_update."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.stopping import show, stop_gently
from app.services import progress
from app.services.courses import update
from app.services.courses.update_tally import lines_of, write_json
from course_scraper.update import Bounds

BAD, RUNNING, STOPPED = 1, 3, 75
EXIT_CODES = {"ok": 0, update.UNDER_WAY: RUNNING, "interrupted": STOPPED, "cancelled": STOPPED}
MOST = 50_000


@click.command("update")
@click.option(
    "--pages", type=click.IntRange(1, MOST), default=Bounds().pages, show_default=True, help="At most."
)
@click.option(
    "--recheck",
    type=click.IntRange(0, MOST),
    help="Pages to look at again; by default a twenty-sixth of those known, a hundred at least.",
)
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Also write the report as JSON here."
)
@with_appcontext
def command(pages: int, recheck: int | None, report: Path | None) -> None:
    """Ask Coursera which courses are new, and look at a slice of the known ones again.

    Exit code 0 when it was done or nothing was new, 1 when it failed or was refused, 2 for wrong use, 3 when an
    update runs already, 75 when it was stopped before its end. What was read is kept whatever the code, and the
    next update goes on from there.
    """
    stop_gently()
    with progress.told_to(lambda percent, message: show(f"{percent} % {message}")):
        done = update.run_here(Bounds(pages, recheck))
    show("")
    if done.report is None:
        click.echo(update.ALREADY if done.status == update.UNDER_WAY else "failed: the log says more")
    else:
        click.echo("\n".join(lines_of(done.report)))
        _write(report, done.report)
    raise SystemExit(EXIT_CODES.get(done.status, BAD))


def _write(path: Path | None, report: dict[str, object]) -> None:
    if path is None:
        return
    try:
        write_json(path, report)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from error
