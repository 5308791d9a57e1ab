"""How the installation is doing, a line each."""

from __future__ import annotations

import json

import click
from flask.cli import with_appcontext

from app.services.doctor import examine

MARKS = {"ok": "ok     ", "warning": "WARNING", "fault": "FAULT  "}


@click.command(
    "doctor", help="Look at everything that can be wrong, and say what to do. Exit code 1 on a fault."
)
@click.option("--json", "as_json", is_flag=True, help="A list of {name, state, said, remedy}.")
@click.option("--mail-to", default="", metavar="ADDRESS", help="Also send a mail there.")
@with_appcontext
def command(as_json: bool, mail_to: str) -> None:
    found = []
    for looked in examine.examine(mail_to):
        found.append(looked)
        if not as_json:
            click.echo(f"{MARKS[looked.finding.state]} {looked.name:<12} {looked.finding.said}")
            if looked.finding.remedy:
                click.echo(f"{'':<21}{looked.finding.remedy}")
    if as_json:
        rows = [
            {
                "name": each.name,
                "state": each.finding.state,
                "said": each.finding.said,
                "remedy": each.finding.remedy,
            }
            for each in found
        ]
        click.echo(json.dumps(rows, indent=1))
    if any(each.finding.state == "fault" for each in found):
        raise SystemExit(1)
