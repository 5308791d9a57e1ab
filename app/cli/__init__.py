"""``flask …`` commands. Each calls one service and says what happened."""

from __future__ import annotations

from flask import Flask

from app.cli import database, demo, evaluate, jobs, skills, users


def register_commands(app: Flask) -> None:
    for group in (database.group, demo.group, evaluate.group, jobs.group, skills.group, users.group):
        app.cli.add_command(group)
