"""Terraform for Azure. Its provider cannot be had everywhere, so what belongs together is compared here."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.settings import ROOT
from tests.deploy.tools import FOLDER as TOOLS
from tests.deploy.tools import run, tool

FOLDER = ROOT / "deploy" / "terraform"
MODULES = sorted(path for path in FOLDER.glob("modules/*") if path.is_dir())
STAGES = sorted(path for path in FOLDER.glob("environments/*") if path.is_dir())
OF_MODULES = {"source", "version", "count", "for_each", "providers", "depends_on"}
PARSE = """
import hcl2, json, pathlib
files = sorted(pathlib.Path().rglob("*.tf"))
print(json.dumps({str(path): hcl2.loads(path.read_text("utf-8")) for path in files}))
"""
LONGEST = 24  # letters in the name of a storage account or a vault


@pytest.mark.parametrize("folder", [*MODULES, *STAGES], ids=lambda path: path.name)
def test_variables_are_declared_explained_and_used(folder: Path) -> None:
    said = whole(folder)
    declared = blocks(said, "variable")
    for name, variable in declared.items():
        assert variable.get("description"), f"{folder.name}: {name}"
        assert variable.get("type"), f"{folder.name}: {name}"
    used = set(re.findall(r"\bvar\.(\w+)", text(folder)))
    assert used == set(declared)
    for name in used:
        assert (
            not re.search(r"password|secret", name)
            or declared[name].get("ephemeral")
            or name.endswith("version")
            or name == "secret_versions"
        ), name


@pytest.mark.parametrize("folder", [*MODULES, *STAGES], ids=lambda path: path.name)
def test_modules_are_given_what_they_ask_for(folder: Path) -> None:
    calls = blocks(whole(folder), "module")
    for name, call in calls.items():
        source = (folder / unquoted(call["source"])).resolve()
        asked = blocks(whole(source), "variable")
        given = {each for each in call if not each.startswith("__")} - OF_MODULES
        needed = {each for each, variable in asked.items() if "default" not in variable}
        assert needed <= given <= set(asked), f"{folder.name} calls {name}: {needed ^ given}"
    for module, output in set(re.findall(r"\bmodule\.(\w+)\.(\w+)", text(folder))):
        source = (folder / unquoted(calls[module]["source"])).resolve()
        assert output in blocks(whole(source), "output"), f"module.{module}.{output}"


@pytest.mark.parametrize("folder", [*MODULES, *STAGES], ids=lambda path: path.name)
def test_resources_that_are_named_are_there(folder: Path) -> None:
    declared = {
        f"{kind}.{name}"
        for group in ("resource", "data", "ephemeral")
        for entry in whole(folder).get(group, [])
        for kind, named in entry.items()
        for name in named
    }
    declared = {unquoted(each.replace('"', "")) for each in declared}
    for kind, name in set(re.findall(r"\b((?:azurerm|random)_\w+)\.(\w+)", text(folder))):
        assert f"{kind}.{name}" in declared, f"{folder.name}: {kind}.{name}"


def test_each_stage_has_its_own_state_and_network() -> None:
    assert [path.name for path in STAGES] == ["dev", "prod", "staging"]
    spaces = set()
    for stage in STAGES:
        said = text(stage)
        assert f'key              = "jobmatch-{stage.name}.tfstate"' in said
        assert "use_azuread_auth = true" in said
        spaces |= set(re.findall(r'address_space\s+= "(10\.\d+\.0\.0/16)"', said))
        assert len(f"jobmatch-{stage.name}-kv") <= LONGEST
        assert len(f"jobmatch{stage.name}files") <= LONGEST
    assert len(spaces) == len(STAGES)


def test_all_parts_are_there() -> None:
    assert {path.name for path in MODULES} == {
        "network", "database", "redis", "cluster", "registry", "storage", "vault", "monitoring", "site"
    }  # fmt: skip
    database = text(FOLDER / "modules/database")
    assert "VECTOR" in database
    assert "UNACCENT" in database
    assert "public_network_access_enabled     = false" in database


def test_secrets_stay_out_of_the_state() -> None:
    database, vault = text(FOLDER / "modules/database"), text(FOLDER / "modules/vault")
    assert re.search(r"administrator_password_wo +=", database)
    assert not re.search(r"administrator_password +=", database)
    assert re.search(r"value_wo +=", vault)
    assert not re.search(
        r"\bvalue +=", vault.partition('resource "azurerm_key_vault_secret"')[2].partition("output ")[0]
    )
    site = whole(FOLDER / "modules/site")
    assert not any("random_password" in kind for entry in site["resource"] for kind in entry)


def test_terraform_finds_them_well_formed(tmp_path: Path) -> None:
    program = shutil.which("terraform") or shutil.which("tofu")
    if program is None:
        pytest.skip("neither terraform nor tofu is here, and no registry of packages has them")
    run([program, "fmt", "-check", "-recursive", "-no-color"], FOLDER, HOME=str(tmp_path))


@cache
def parsed() -> dict[str, dict[str, Any]]:
    """All files as python-hcl2 reads them, by their path from the folder."""
    tool("hcl2tojson")
    said: dict[str, dict[str, Any]] = json.loads(run([str(TOOLS / "bin" / "python"), "-c", PARSE], FOLDER))
    return said


@cache
def whole(folder: Path) -> dict[str, Any]:
    """All files of a module, put together."""
    merged: dict[str, Any] = {}
    for name, said in parsed().items():
        if (FOLDER / name).parent == folder:
            for key, value in said.items():
                if isinstance(value, list):
                    merged.setdefault(key, []).extend(value)
    return merged


def blocks(said: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    """Name -> content of all blocks of a kind with one name."""
    return {
        unquoted(name): content
        for entry in said.get(kind, [])
        for name, content in entry.items()
        if not name.startswith("__")
    }


def text(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.tf")))


def unquoted(name: str) -> str:
    return name.strip('"')
