"""What is written about the program is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tools.reference import TARGET, reference

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("deploy/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
OF_FLASK = {"run", "routes", "shell"}
COMMAND = re.compile(r"\bflask (?!--)([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")


def test_the_reference_is_what_the_program_says(app: Flask) -> None:
    assert TARGET.read_text("utf-8") == reference(app), "run: make reference"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_exist(page: Path, app: Flask) -> None:
    for name, part in COMMAND.findall(page.read_text("utf-8")):
        if name in OF_FLASK:
            continue
        command = app.cli.commands.get(name)
        assert command is not None, f"flask {name}"
        inner = getattr(command, "commands", {})
        assert not inner or not part or part in inner or getattr(command, "invoke_without_command", False), (
            part
        )


def test_every_page_is_found_from_the_contents() -> None:
    listed = set(LINK.findall((ROOT / "docs" / "README.md").read_text("utf-8")))
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"} <= listed
