"""Ansible for a VPS."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import ROOT
from tests.deploy import known
from tests.deploy.tools import run, tool

FOLDER = ROOT / "deploy" / "ansible"
TASKS = sorted(FOLDER.glob("roles/*/tasks/main.yml"))


@pytest.fixture
def quiet(tmp_path: Path) -> dict[str, str]:
    """Ansible keeps its own files in the folder of the test."""
    return {"ANSIBLE_HOME": str(tmp_path / "ansible"), "HOME": str(tmp_path), "ANSIBLE_NOCOLOR": "1"}


def test_the_playbook_can_be_read(quiet: dict[str, str]) -> None:
    command = [tool("ansible-playbook"), "--inventory", "inventory.yml.example", "--syntax-check", "site.yml"]
    assert "playbook: site.yml" in run(command, FOLDER, **quiet)


def test_ansible_lint_finds_nothing_by_its_strictest_profile(quiet: dict[str, str]) -> None:
    command = [
        tool("ansible-lint"),
        "--offline",
        "--nocolor",
        "--profile",
        "production",
        "--strict",
        "site.yml",
    ]
    run(command, FOLDER, **quiet)


def test_settings_are_ones_of_the_product() -> None:
    template = (FOLDER / "roles/jobmatch/templates/jobmatch.env").read_text("utf-8")
    given = dict(re.findall(r"^(\w+)=(.*)$", template, re.MULTILINE))
    known.check_settings(given)
    assert given["PROXY_COUNT"] == "1"
    assert {"SECRET_KEY", "BASE_URL", "BACKUP_DIR", "METRICS_TOKEN"} <= set(given)


def test_secrets_come_from_the_vault_and_are_not_printed() -> None:
    used = set()
    for path in FOLDER.rglob("*"):
        if path.is_file() and path.suffix != ".example":
            used |= set(re.findall(r"\bvault_\w+", path.read_text("utf-8")))
    named = set(
        re.findall(
            r"^# (vault_\w+):", (FOLDER / "group_vars/vps/vault.yml.example").read_text("utf-8"), re.MULTILINE
        )
    )
    assert used == named
    for task in tasks():
        if "vault_" in str(task):
            assert task.get("no_log") is True, task["name"]
    for path in FOLDER.glob("roles/*/templates/*"):
        if "vault_" in path.read_text("utf-8"):
            [writes] = [
                task for task in tasks() if task.get("ansible.builtin.template", {}).get("src") == path.name
            ]
            assert writes["no_log"] is True
            assert writes["ansible.builtin.template"]["mode"] in {"0640", "0600"}


def test_running_it_again_changes_nothing_by_itself() -> None:
    """Commands say when they changed something, or what would be there if they had."""
    for task in tasks():
        command = task.get("ansible.builtin.command")
        if command is not None:
            says = "changed_when" in task or "creates" in command
            is_asked = (
                task.get("changed_when") is not True
                or "when" in task
                or "removes" in command
                or "set up" in task["name"].lower()
            )
            assert says, task["name"]
            assert is_asked, task["name"]
        assert "ansible.builtin.shell" not in task


def test_roles_install_the_files_that_are_deployed() -> None:
    text = "".join(path.read_text("utf-8") for path in TASKS)
    for named in re.findall(r"playbook_dir(?: \+ '| }}/)(?:/)?\.\./([\w./-]+)", text):
        assert (ROOT / "deploy" / named.rpartition("/")[0]).is_dir()
    assert "../systemd/*.service" in text
    assert "../systemd/*.timer" in text
    assert "../nginx/jobmatch.conf" in text
    site = (ROOT / "deploy/nginx/jobmatch.conf").read_text("utf-8")
    settings = yaml.safe_load((FOLDER / "group_vars/vps/settings.yml").read_text("utf-8"))
    assert settings["jobmatch_host"] in site
    defaults = yaml.safe_load((FOLDER / "roles/jobmatch/defaults/main.yml").read_text("utf-8"))
    unit = (ROOT / "deploy/systemd/jobmatch-web.service").read_text("utf-8")
    assert f"WorkingDirectory={defaults['jobmatch_folder']}\n" in unit
    assert f"DATA_DIR={defaults['jobmatch_data']} " in unit
    assert f"server 127.0.0.1:{defaults['jobmatch_port']} " in site


def tasks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [task for path in TASKS for task in yaml.safe_load(path.read_text("utf-8"))]
    while waiting:
        task = waiting.pop(0)
        found.append(task)
        waiting = [*task.get("block", []), *waiting]
    return found
