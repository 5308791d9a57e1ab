"""Backups from the command line, for people and for timers."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app import create_app
from app.files import StorageFault
from app.models import utc_now
from app.services.backups import creating, keeping, restoring, verifying
from app.services.backups.manifest import BackupFault
from app.services.backups.restoring import Restored

group = AppGroup("backup", help="Backups: make, look at, read back, restore.")


@group.command("create")
@click.option("--keep", type=click.IntRange(1, 1000), help="How many good ones stay (BACKUP_KEEP).")
def create(keep: int | None) -> None:
    """Copy the database and all uploaded files while people work, read the copy back, then delete old ones."""
    try:
        made = creating.create(keep)
    except (BackupFault, StorageFault, OSError) as fault:
        raise click.ClickException(f"no backup was made: {fault}") from fault
    said = made.manifest
    click.echo(
        f"{made.path}: {_size(made.size)}, {sum(said.rows.values())} rows, {len(said.files)} files, verified"
    )
    for name in said.missing:
        click.echo(f"  {name} was lost before: a row names it, the file is not there", err=True)
    for name in made.removed:
        click.echo(f"  {name} removed")


@group.command("list")
def show() -> None:
    """What there is, newest first. Exit code 1 when there is no good one."""
    kept = keeping.all_kept()
    for each in kept:
        hours = (utc_now() - each.made_at).total_seconds() / 3600
        age = f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"
        state = f"damaged: {each.fault}" if each.fault else "good"
        click.echo(f"{each.path.name}  {_size(each.size):>9}  {age:>9} old  {state}")
    if not any(not each.fault for each in kept):
        raise click.ClickException(f"there is no good backup in {keeping.folder()}")


@group.command("verify")
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="All there are, not only the newest.")
@click.option("--deep", is_flag=True, help="Read a PostgreSQL dump into a database beside the live one.")
def verify(name: str | None, everything: bool, deep: bool) -> None:
    """Read NAME (the newest by default) back: every byte, every row, every file that a row names."""
    try:
        paths = [keeping.find(name)] if name else [each.path for each in keeping.all_kept()]
    except BackupFault as fault:
        raise click.ClickException(str(fault)) from fault
    if not paths:
        raise click.ClickException(f"there is no backup in {keeping.folder()}")
    faults = 0
    for path in paths if everything or name else paths[:1]:
        try:
            found = verifying.verify(path, deep=deep)
        except (BackupFault, OSError) as fault:
            faults += 1
            click.echo(f"{path.name}: {fault}", err=True)
            continue
        rows = f"{sum(found.manifest.rows.values())} rows" + (
            "" if found.is_counted else " (not counted again)"
        )
        click.echo(f"{path.name}: whole, {rows}, {len(found.manifest.files)} files")
    if faults:
        raise SystemExit(1)


@group.command("restore")
@click.argument("name")
@click.option("--force", is_flag=True, help="Also over people, CVs or offers that are here; a copy is kept.")
def restore(name: str, force: bool) -> None:
    """Put the backup NAME (or a path) in place. Stop the web server and the worker first."""
    try:
        restored = restoring.restore(keeping.find(name), create_app, force=force)
    except (BackupFault, StorageFault, OSError) as fault:
        raise click.ClickException(f"nothing was restored: {fault}") from fault
    for line in _told(restored):
        click.echo(line)


def _told(restored: Restored) -> list[str]:
    said, again = restored.manifest, restored.again
    lines = [
        f"Restored {said.name} of {said.made_at:%Y-%m-%d %H:%M} UTC: {restored.rows.get('users', 0)} people, "
        f"{restored.rows.get('jobs', 0)} offers, {len(said.files)} files."
    ]
    if again.users or again.cvs:
        lines.append(f"Erased again: {again.users} people and {again.cvs} CVs who were deleted since.")
    if restored.old:
        lines.append(
            f"What was here before is kept: {restored.old}. It holds personal data: delete it when done."
        )
    if not restored.is_same_key:
        lines.append(
            "SECRET_KEY is not the one of then: everybody has to log in anew, and keys of sources and models have "
            "to be entered anew. Set the old SECRET_KEY if you still have it."
        )
    lines.append("Now run: flask database prepare, then start the web server and the worker.")
    return lines


def _size(count: int) -> str:
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{count / 1024:.0f} kB"
