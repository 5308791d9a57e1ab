"""What the product itself has: settings, commands, addresses. Deployment files may name nothing else."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Sequence

import click
from flask import Flask
from pydantic import AliasChoices

from app.settings import ROOT, Settings

OF_OTHERS = {
    "FLASK_APP", "HOME", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"
}  # fmt: skip
"""Variables that Python, Flask and the system read, not the product."""
PROBES = {"/livez", "/readyz", "/startz"}
PINNED = re.compile(r"(?:[\w.-]+(?::\d+)?/)*[\w.-]+(?::v?\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})")


def settings() -> set[str]:
    names: set[str] = set()
    for name, field in Settings.model_fields.items():
        other = field.validation_alias or field.alias
        if isinstance(other, AliasChoices):
            names.update(str(each) for each in other.choices)
        else:
            names.add(str(other or name.upper()))
    return names


def check_settings(named: Iterable[str], more: Iterable[str] = ()) -> None:
    unknown = set(named) - settings() - OF_OTHERS - set(more)
    assert not unknown, f"no settings of the product: {sorted(unknown)}"


def check_command(app: Flask, words: Sequence[str]) -> None:
    """``flask ...``, ``python -m ...`` or ``gunicorn ...``, with options that the command has."""
    program, *rest = words
    program = program.rpartition("/")[2]
    if program == "flask":
        _check_flask(app, rest)
    elif program == "python":
        assert rest[0] == "-m", rest
        assert importlib.util.find_spec(rest[1]) is not None, rest
    else:
        assert program == "gunicorn", words
        assert rest == ["--config", "gunicorn_config.py", "app:create_app()"]
        assert (ROOT / "gunicorn_config.py").is_file()


def _check_flask(app: Flask, words: Sequence[str]) -> None:
    command: click.Command = app.cli
    for word in words:
        if word.startswith("-"):
            options = {name for option in command.params for name in option.opts}
            assert word in options, f"{word} is no option of flask {' '.join(words)}"
        elif isinstance(command, click.Group):
            found = command.commands.get(word)
            assert found is not None, f"there is no flask {' '.join(words)}"
            command = found
    assert not isinstance(command, click.Group), f"flask {' '.join(words)} does nothing by itself"


def addresses(app: Flask) -> set[str]:
    return {rule.rule for rule in app.url_map.iter_rules()}


def is_pinned(image: str) -> bool:
    return PINNED.fullmatch(image) is not None
