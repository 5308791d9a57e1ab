"""Jenkinsfile, scripts, and what all files together promise."""

from __future__ import annotations

import re
import subprocess

import pytest
import yaml

from app.settings import ROOT
from tests.deploy.tools import FOLDER, run, tool

JENKINSFILE = (ROOT / "Jenkinsfile").read_text("utf-8")
GATES = [
    "Check", "Style and structure", "Types", "Tests", "Deployment files", "Image", "Build", "Scan", "Push",
    "Development", "Staging", "Approval", "Production",
]  # fmt: skip
PARSE = """
import sys
from tree_sitter import Language, Parser
import tree_sitter_groovy
tree = Parser(Language(tree_sitter_groovy.language())).parse(sys.stdin.buffer.read())
waiting, wrong = [tree.root_node], []
while waiting:
    node = waiting.pop()
    if node.type == "ERROR" or node.is_missing:
        wrong.append(f"line {node.start_point[0] + 1}")
    waiting.extend(node.children)
print(*wrong or ["fine"])
sys.exit(bool(wrong))
"""
SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a key of Groq": re.compile(r"gsk_[A-Za-z0-9]{20,}"),
    "a key of a cloud": re.compile(r"AKIA[0-9A-Z]{16}|AccountKey=[A-Za-z0-9+/]{40,}"),
    "a long random word": re.compile(
        r"(?i)(?:password|secret|token|key)['\"]?\s*[:=]\s*['\"]?(?=[\w+/]*\d)(?=[\w+/]*[A-Za-z])[\w+/]{24,}"
    ),
}


def test_the_pipeline_is_groovy() -> None:
    tool("kubernetes-validate")
    python = FOLDER / "bin" / "python"
    assert run([str(python), "-c", PARSE], stdin=JENKINSFILE).strip() == "fine"


def test_every_gate_is_there_in_order() -> None:
    assert re.findall(r"stage\('([^']+)'\)", JENKINSFILE) == GATES


def test_gates_fail() -> None:
    for line in JENKINSFILE.splitlines():
        assert not re.search(r"\|\|\s*(?:true|:|exit 0|echo)", line), line
        assert "catchError" not in line
        assert "returnStatus" not in line
    assert "allowEmptyResults: false" in JENKINSFILE
    assert "allowEmptyArchive: true" not in JENKINSFILE
    assert "--exit-code 1 --severity HIGH,CRITICAL" in JENKINSFILE
    assert "auto-approve" not in JENKINSFILE
    assert ":latest" not in JENKINSFILE


def test_reports_that_are_read_are_made() -> None:
    [options] = re.findall(r'make test ARGS="([^"]+)"', JENKINSFILE)
    made = set(re.findall(r"(?:junitxml=|xml:|html:)(\S+)", options))
    assert made == {"junit.xml", "coverage.xml", "htmlcov"}
    [junit] = re.findall(r"junit testResults: '([^']+)'", JENKINSFILE)
    [others] = re.findall(r"artifacts: '([^']+)', allowEmptyArchive: false", JENKINSFILE)[:1]
    assert {junit, *(name.partition("/")[0] for name in others.split(","))} == made


def test_production_needs_a_person_and_ready_pods() -> None:
    approval, production = JENKINSFILE.index("stage('Approval')"), JENKINSFILE.index("stage('Production')")
    assert approval < JENKINSFILE.index("input {") < production
    assert "submitter" in JENKINSFILE[approval:production]
    assert "rollout status" in JENKINSFILE
    assert "wait --for=condition=complete" in JENKINSFILE


def test_targets_of_make_exist() -> None:
    said = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake (\w+)", JENKINSFILE):
        assert re.search(rf"^{target}:", said, re.MULTILINE), target


def test_shell_in_the_pipeline_is_clean() -> None:
    for script in re.findall(r"sh '''\n(.*?)'''", JENKINSFILE, re.DOTALL):
        run([tool("shellcheck"), "--shell=sh", "-"], stdin=script)


def test_yaml_is_clean() -> None:
    names = [name for name in files() if name.endswith((".yml", ".yaml")) and "/templates/" not in name]
    assert len(names) > 30
    rules = {
        "extends": "default",
        "rules": {
            "line-length": {"max": 160},
            "document-start": "disable",
            "braces": {"max-spaces-inside": 0},
            "brackets": {"max-spaces-inside": 0},
            "comments-indentation": "disable",
            "comments": {"min-spaces-from-content": 1},
            "truthy": {"allowed-values": ["true", "false"]},
            "octal-values": {"forbid-implicit-octal": True, "forbid-explicit-octal": True},
            "key-duplicates": "enable",
        },
    }
    run([tool("yamllint"), "--strict", "--config-data", yaml.safe_dump(rules), *names])


def test_no_secret_is_in_a_file() -> None:
    for name in files():
        text = (ROOT / name).read_text("utf-8")
        for kind, pattern in SECRETS.items():
            found = pattern.search(text) if not name.endswith("package-lock.json") else None
            assert not found, f"{name} holds {kind}"


def test_secrets_that_people_fill_in_are_ignored_by_git() -> None:
    for name in (
        "deploy/compose/jobmatch.env",
        "deploy/ansible/group_vars/vps/vault.yml",
        "deploy/ansible/inventory.yml",
        "deploy/terraform/environments/prod/terraform.tfvars",
        "deploy/terraform/environments/prod/backend.hcl",
        "deploy/terraform/environments/prod/terraform.tfstate",
    ):
        asked = subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False, timeout=20)
        if asked.returncode > 1:
            pytest.skip("this is no checkout of git")
        assert asked.returncode == 0, name


def files() -> list[str]:
    """All deployment files that belong to the product, by their path from the root."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", "deploy"]
    known = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    if known.returncode:
        pytest.skip("this is no checkout of git")
    below = [name for name in known.stdout.split("\0") if name and (ROOT / name).is_file()]
    assert len(below) > 60
    return sorted(
        [*below, "Dockerfile", ".dockerignore", "docker-compose.yml", "Jenkinsfile", "START_APP.bat"]
    )


def test_the_guide_names_files_that_there_are() -> None:
    guide = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    made = {"deploy/compose/jobmatch.env"}  # by who follows the guide
    named = set(re.findall(r"(?<![\w/])deploy/[\w./*-]*\w", guide)) - made
    assert len(named) > 12
    for name in named:
        assert list(ROOT.glob(name)), name
    headings = {_anchor(line) for line in re.findall(r"^##+ (.+)$", guide, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", guide)) <= headings
    for unit in re.findall(r"jobmatch-\w+\.timer", guide):
        assert (ROOT / "deploy" / "systemd" / unit).is_file(), unit


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
