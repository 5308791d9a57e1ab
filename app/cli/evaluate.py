"""How good the product is on labelled files, from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from flask import current_app
from flask.cli import AppGroup

from app.ai.errors import ModelUnavailable
from app.services.evaluation import claims, courses, cvs, everything, match, skills
from app.services.evaluation.cache import Cache
from app.services.evaluation.files import BadFile
from app.services.evaluation.report import Report, table_lines
from app.services.evaluation.semantic import Meaning, open_meaning

Item = TypeVar("Item")
Command = Callable[..., Any]

group = AppGroup("evaluate", help="Measure the product on labelled files.")


def _path(*, folder: bool = False) -> click.Path:
    return click.Path(path_type=Path, file_okay=not folder)


def _json_option(command: Command) -> Command:
    option = click.option("--json", "json_file", type=_path(), help="Also write the figures here.")
    return option(command)


def _model_options(command: Command) -> Command:
    model = click.option("--model", type=_path(folder=True), help="Folder of the sentence model.")
    cache = click.option("--cache", type=_path(folder=True), help="Keep texts and vectors here between runs.")
    return model(cache(command))


def _one_line_errors(command: Command) -> Command:
    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except BadFile as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{error.filename}: {error.strerror}") from error

    return run


@group.command("match")
@click.argument("folder", type=_path())
@_model_options
@_json_option
@_one_line_errors
def match_command(folder: Path, model: Path | None, cache: Path | None, json_file: Path | None) -> None:
    """Our order of CVs for offers against that of people (offers.jsonl, pairs.jsonl, cvs/ in FOLDER)."""
    kept = Cache(cache)
    _say(match.run(folder, _meaning(model, kept), _bar, kept), json_file)


@group.command("skills")
@click.argument("file", type=_path())
@_json_option
@_one_line_errors
def skills_command(file: Path, json_file: Path | None) -> None:
    """Skills found in the sentences of offers in FILE, against those that people marked."""
    _say(skills.run(file, _bar), json_file)


@group.command("courses")
@click.argument("catalogue", type=_path())
@click.argument("queries", type=_path())
@click.option(
    "--language", type=click.Choice(courses.LANGUAGES), default="en", help="Language to name the skills in."
)
@click.option("--labels", type=_path(), help="ESCO labels (CSV with columns en, fr, de) for that language.")
@_model_options
@_json_option
@_one_line_errors
def courses_command(
    catalogue: Path,
    queries: Path,
    language: str,
    labels: Path | None,
    model: Path | None,
    cache: Path | None,
    json_file: Path | None,
) -> None:
    """Courses of CATALOGUE found for the skills in QUERIES, against the courses that carry that skill."""
    meaning = _meaning(model, Cache(cache))
    _say(courses.run(catalogue, queries, meaning, _bar, language, labels), json_file)


@group.command("cvs")
@click.argument("folder", type=_path())
@_json_option
@_one_line_errors
def cvs_command(folder: Path, json_file: Path | None) -> None:
    """What is read from the files in FOLDER, and how much of it is true where truth/ says so."""
    _say(cvs.run(folder, _limit(), _bar), json_file)


@group.command("claims")
@click.argument("folder", type=_path())
@_json_option
@_one_line_errors
def claims_command(folder: Path, json_file: Path | None) -> None:
    """Claims read out of the CVs in FOLDER, against those that truth/ has."""
    _say(claims.run(folder, _limit(), _bar), json_file)


@group.command("all")
@click.option("--data", type=_path(folder=True), default=Path("../shared/eval"), show_default=True)
@_model_options
@_json_option
@_one_line_errors
def all_command(data: Path, model: Path | None, cache: Path | None, json_file: Path | None) -> None:
    """Everything that the folder DATA holds files for, and one table of it."""
    kept = Cache(cache)
    reports = everything.run(data, _meaning(model, kept), _limit(), _bar, kept)
    for report in reports.values():
        click.echo("\n".join((*report.lines(), "")))
    click.echo("\n".join(table_lines(everything.summary(reports))))
    if json_file:
        _write(json_file, {name: report.as_dict() for name, report in reports.items()})


def _say(report: Report, json_file: Path | None) -> None:
    click.echo("\n".join(report.lines()))
    if json_file:
        _write(json_file, report.as_dict())


def _write(file: Path, figures: object) -> None:
    file.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _meaning(model: Path | None, cache: Cache) -> Meaning:
    settings = current_app.extensions["settings"]
    try:
        return open_meaning(model or settings.models_folder, settings.embedder, _bar, cache)
    except ModelUnavailable as error:
        raise click.ClickException(str(error)) from error


def _limit() -> int:
    """Bytes of a CV, as for an upload."""
    return int(current_app.extensions["settings"].max_cv_mb) * 1024 * 1024


def _bar(items: Iterable[Item], label: str, length: int) -> Iterator[Item]:
    with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
        yield from bar
