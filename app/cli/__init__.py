"""``flask …`` commands. Each calls one service and says what happened."""

from __future__ import annotations

from flask import Flask

from app.cli import (
    backup,
    course_update,
    courses,
    database,
    demo,
    doctor,
    evaluate,
    jobs,
    purge,
    quizzes,
    scrape,
    skills,
    sources,
    users,
)

GROUPS = (
    backup.group,
    courses.group,
    database.group,
    demo.group,
    evaluate.group,
    jobs.group,
    quizzes.group,
    skills.group,
    sources.group,
    users.group,
)


courses.group.add_command(course_update.command)


def register_commands(app: Flask) -> None:
    for command in (*GROUPS, doctor.command, purge.command, scrape.command):
        app.cli.add_command(command)
