"""Manifests as kustomize builds them.

The one kubectl of Debian 12 carries a kustomize of 2019. For it the files are copied and three fields of them said in its
words; building and merging is the program's in any case.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app.settings import ROOT
from tests.deploy.tools import run, tool

FOLDER = ROOT / "deploy" / "kubernetes"
STAGES = ("dev", "staging", "prod")
Manifest = dict[str, Any]


@cache
def built(stage: str) -> str:
    program = tool("kustomize", "kubectl")
    if program.endswith("kustomize"):
        return run([program, "build", f"overlays/{stage}"], FOLDER)
    if _minor(program) >= 21:
        return run([program, "kustomize", f"overlays/{stage}"], FOLDER)
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "kubernetes"
        shutil.copytree(FOLDER, old)
        for path in old.rglob("kustomization.yaml"):
            path.write_text(yaml.safe_dump(_in_old_words(yaml.safe_load(path.read_text("utf-8")))), "utf-8")
        return run([program, "kustomize", f"overlays/{stage}"], old)


def manifests(stage: str) -> list[Manifest]:
    return [each for each in yaml.safe_load_all(built(stage)) if each]


def of_kind(stage: str, kind: str) -> dict[str, Manifest]:
    return {each["metadata"]["name"]: each for each in manifests(stage) if each["kind"] == kind}


def pod_specs(stage: str) -> dict[str, Manifest]:
    """By component, wherever pods are described."""
    specs: dict[str, Manifest] = {}
    for each in manifests(stage):
        name, kind = each["metadata"]["name"], each["kind"]
        if kind in {"Deployment", "Job"}:
            specs[name] = each["spec"]["template"]["spec"]
        elif kind == "CronJob":
            specs[name] = each["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    return specs


def _minor(kubectl: str) -> int:
    said = run([kubectl, "version", "--client", "--output=json"])
    found = re.match(r"\d+", str(json.loads(said)["clientVersion"]["minor"]))
    assert found
    return int(found[0])


def _in_old_words(given: Manifest) -> Manifest:
    said = {key: value for key, value in given.items() if key != "labels"}
    said["bases"] = [each for each in given["resources"] if not each.endswith(".yaml")]
    said["resources"] = [each for each in given["resources"] if each.endswith(".yaml")]
    if "patches" in said:
        said["patchesStrategicMerge"] = [each["path"] for each in said.pop("patches")]
    return said
