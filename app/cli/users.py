"""Accounts from the command line."""

from __future__ import annotations

import secrets

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from app.services import accounts
from app.services.passwords import MAX_LENGTH, MIN_LENGTH

group = AppGroup("users", help="Accounts.")


@group.command("create-admin")
@click.argument("email")
@click.option(
    "--password", envvar="JOBMATCH_ADMIN_PASSWORD", help="Asked for when left out; empty makes one."
)
def create_admin(email: str, password: str | None) -> None:
    """Make EMAIL an administrator, with a new password."""
    try:
        validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise click.BadParameter(str(error), param_hint="EMAIL") from error
    if password is None:
        password = click.prompt("Password (empty: make one)", default="", hide_input=True, show_default=False)
    made = not password
    password = password or secrets.token_urlsafe(15)
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise click.BadParameter(f"use {MIN_LENGTH} to {MAX_LENGTH} characters", param_hint="--password")
    accounts.create_admin(email, password)
    click.echo(f"{email} is an administrator." + (f" Password: {password}" if made else ""))
