"""systemd units and logrotate of a VPS."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from flask import Flask

from app.settings import ROOT
from tests.deploy import known
from tests.deploy.tools import run, tool

UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
TIMERS = sorted(UNITS.glob("*.timer"))
SERVERS = ("jobmatch-web.service", "jobmatch-worker.service")
EXPOSURE = 3.0
"""systemd's own mark from 0 (sealed off) to 10 (no protection)."""
LINE = re.compile(r"^(\w+)=(.*)$", re.MULTILINE)


def test_systemd_reads_all_of_them(tmp_path: Path) -> None:
    root = machine(tmp_path)
    names = [str(path.name) for path in [*SERVICES, *TIMERS]]
    run([tool("systemd-analyze"), f"--root={root}", "--man=no", "--recursive-errors=no", "verify", *names])


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_units_leave_little_to_an_intruder(path: Path) -> None:
    command = [
        tool("systemd-analyze"),
        "security",
        "--offline=yes",
        "--no-pager",
        f"--threshold={EXPOSURE * 10:.0f}",
    ]
    run([*command, str(path)])


def test_settings_and_commands_of_units_are_ones_of_the_product(app: Flask) -> None:
    for path in SERVICES:
        lines = LINE.findall(path.read_text("utf-8"))
        given = dict(lines)
        assert given["User"] == "jobmatch", path.name
        assert given["WorkingDirectory"] == "/opt/jobmatch", path.name
        assert given["EnvironmentFile"] == "/etc/jobmatch/jobmatch.env", path.name
        for key, value in lines:
            if key == "Environment":
                known.check_settings(word.partition("=")[0] for word in shlex.split(value))
            elif key in {"ExecStart", "ExecStartPre", "ExecStartPost"} and "/opt/jobmatch/" in value:
                known.check_command(app, shlex.split(value.lstrip("-+!@:")))


def test_the_file_of_settings_names_ones_of_the_product() -> None:
    text = (UNITS / "jobmatch.env.example").read_text("utf-8")
    given = dict(LINE.findall(text))
    known.check_settings(given)
    assert given["SECRET_KEY"] == given["MAIL_PASSWORD"] == ""
    assert given["PROXY_COUNT"] == "1"


def test_servers_come_back_but_not_with_wrong_settings() -> None:
    for name in SERVERS:
        given = dict(LINE.findall((UNITS / name).read_text("utf-8")))
        assert given["Restart"] == "always"
        assert given["RestartPreventExitStatus"] == "78"  # what the program ends with when a setting is wrong
        assert given["Requires"] == "jobmatch-prepare.service"
        assert int(given["TimeoutStopSec"]) >= 30
    assert "ExecReload" in (UNITS / SERVERS[0]).read_text("utf-8")


def test_each_timer_has_its_unit() -> None:
    for timer in TIMERS:
        given = dict(LINE.findall(timer.read_text("utf-8")))
        assert timer.with_suffix(".service").is_file() or (UNITS / given["Unit"]).is_file()
        assert "OnCalendar" in given


def test_logrotate_reads_its_file(tmp_path: Path) -> None:
    text = (ROOT / "deploy/logrotate/jobmatch").read_text("utf-8")
    logs = tmp_path / "log"
    logs.mkdir()
    (logs / "backup.log").write_text("one line\n", "utf-8")
    copy = tmp_path / "jobmatch"
    copy.write_text(
        re.sub(r"^ *(su .*|create .*)$", "", text, flags=re.MULTILINE).replace(
            "/var/log/jobmatch", str(logs)
        ),
        "utf-8",
    )
    copy.chmod(0o644)
    assert "su jobmatch jobmatch" in text
    run([tool("logrotate"), "--force", "--state", str(tmp_path / "state"), str(copy)])
    assert sorted(each.name for each in logs.iterdir()) == ["backup.log.1"]


def machine(folder: Path) -> Path:
    """A root with the units, and with something at each path that they start."""
    root = folder / "root"
    home = root / "etc/systemd/system"
    home.mkdir(parents=True)
    for path in [*SERVICES, *TIMERS]:
        text = path.read_text("utf-8")
        (home / path.name).write_text(text, "utf-8")
        for command in re.findall(r"^Exec\w+=[-+!@:]*(/\S+)", text, re.MULTILINE):
            program = root / command.lstrip("/")
            program.parent.mkdir(parents=True, exist_ok=True)
            program.write_text("#!/bin/sh\n", "utf-8")
            program.chmod(0o755)
    for name in ("sysinit", "basic", "shutdown", "multi-user", "timers", "network-online", "network"):
        (home / f"{name}.target").write_text(f"[Unit]\nDescription={name}\n", "utf-8")
    return root
