"""What the worker deletes every hour and every day, at once."""

from __future__ import annotations

import click

from app.services import guests, maintenance


@click.command(
    "purge", help="Delete what is kept no longer: idle guests, old searches, copies, unused accounts."
)
def command() -> None:
    click.echo(f"{guests.purge()} guests removed, {maintenance.daily()}.")
