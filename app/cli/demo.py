"""Demo data from the command line."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.services import demo

group = AppGroup("demo", help="Invented offers to try the product with.")


@group.command("load")
@click.option("--if-empty", is_flag=True, help="Only when there is no offer at all yet.")
def load(if_empty: bool) -> None:
    """Store the demo offers."""
    if if_empty and demo.has_any_offer():
        return
    saved = demo.load()
    click.echo(
        f"Demo offers: {saved.new} new, {saved.updated} updated, {saved.unchanged} unchanged, "
        f"{saved.duplicate} repeated. Sample CVs: {demo.SAMPLE_CVS}"
    )


@group.command("remove")
def remove() -> None:
    """Delete the demo offers and everything that hangs on them."""
    click.echo(f"{demo.remove()} demo offers removed.")
