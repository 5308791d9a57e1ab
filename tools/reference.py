"""Writes docs/reference.md from the program itself: settings, commands, pages. A test fails while it is out of date."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask

from app import create_app
from app.settings import ROOT
from app.web.policy import OTHER_DOORS, POLICY

TARGET = ROOT / "docs" / "reference.md"
FOREIGN = {"db", "limiter", "openapi", "routes", "run", "shell"}  # of the libraries, explained by them
HEAD = """# Reference

Made by `make reference` from the program; do not change it by hand. Operations of the API are in `/api/docs` and in
[api.md](api.md).
"""


def reference(app: Flask) -> str:
    return "\n".join([HEAD, *_settings(), *_commands(app), *_pages(app)]) + "\n"


def _settings() -> Iterator[str]:
    yield "## Settings\n\nEnvironment variables, read from `.env` too. An empty one keeps its default.\n"
    yield "| setting | default | what it is |\n|---|---|---|"
    said: list[str] = []
    for line in (ROOT / ".env.example").read_text("utf-8").splitlines():
        if not line:
            said = []
        elif line.startswith("#"):
            said.append(line.lstrip("# "))
        elif match := re.fullmatch(r"([A-Z_0-9]+)=(.*)", line):
            yield f"| `{match[1]}` | {_code(match[2])} | {_cell(' '.join(said) or 'see above')} |"
            said = []
    yield ""


def _commands(app: Flask) -> Iterator[str]:
    yield "## Commands\n\n`.venv/bin/flask <command> --help` says more.\n\n| command | what it does |\n|---|---|"
    for name, command in sorted(app.cli.commands.items()):
        if name not in FOREIGN:
            yield from _command(name, command)
    yield ""


def _command(name: str, command: click.Command) -> Iterator[str]:
    inner = command.commands if isinstance(command, click.Group) else {}
    if not inner or getattr(command, "invoke_without_command", False):
        words = command.collect_usage_pieces(click.Context(command, info_name=name))
        yield f"| `flask {' '.join([name, *words])}` | {_cell(command.get_short_help_str(200))} |"
    for part, each in sorted(inner.items()):
        yield from _command(f"{name} {part}", each)


def _pages(app: Flask) -> Iterator[str]:
    yield "## Pages\n\nWho may enter is declared in `app/web/policy.py`; what is not listed there is closed.\n"
    yield "| address | who | what it does |\n|---|---|---|"
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        if rule.endpoint.startswith(OTHER_DOORS):
            continue
        verbs = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        view = inspect.unwrap(app.view_functions[rule.endpoint])
        said = view.__doc__ or rule.endpoint.replace(".", ": ").replace("_", " ")
        yield f"| `{verbs} {rule.rule}` | {POLICY[rule.endpoint].value} | {_cell(said)} |"


def _code(value: str) -> str:
    return f"`{value}`" if value else ""


def _cell(text: str) -> str:
    """The first paragraph."""
    return " ".join(text.strip().partition("\n\n")[0].split()).replace("|", "\\|")


def main(target: Path = TARGET) -> None:
    target.write_text(reference(create_app()), "utf-8")


if __name__ == "__main__":
    main()
