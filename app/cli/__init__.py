"""``flask …`` commands. Each calls one service and says what happened."""

from __future__ import annotations

from flask import Flask

from app.cli import course_update, courses, database, demo, evaluate, jobs, scrape, skills, sources, users

GROUPS = (
    courses.group,
    database.group,
    demo.group,
    evaluate.group,
    jobs.group,
    skills.group,
    sources.group,
    users.group,
)


courses.group.add_command(course_update.command)


def register_commands(app: Flask) -> None:
    for command in (*GROUPS, scrape.command):
        app.cli.add_command(command)
