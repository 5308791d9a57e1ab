"""What Kubernetes would be told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from app.settings import ROOT
from tests.deploy import known
from tests.deploy.kustomize import STAGES, built, manifests, of_kind, pod_specs
from tests.deploy.tools import run, tool

VERSION = "1.33"
"""Minor version of the clusters that Terraform makes."""
CUSTOM = {"ExternalSecret", "SecretStore"}
SERVERS = {"web", "worker"}


@pytest.mark.parametrize("stage", STAGES)
def test_manifests_keep_to_the_schemas(stage: str, tmp_path: Path) -> None:
    said = [each for each in manifests(stage) if each["kind"] not in CUSTOM]
    file = tmp_path / "manifests.yaml"
    file.write_text(yaml.safe_dump_all(said), "utf-8")
    told = run([tool("kubernetes-validate"), "--strict", "-k", VERSION, str(file)])
    assert "WARN" not in told
    assert len(re.findall(" passed for resource ", told)) == len(said)


@pytest.mark.parametrize("stage", STAGES)
def test_pods_are_hardened(stage: str) -> None:
    specs = pod_specs(stage)
    assert set(specs) == {"web", "worker", "prepare", "scrape", "courses", "backup"}
    for spec in specs.values():
        assert spec["automountServiceAccountToken"] is False
        assert spec["serviceAccountName"] == "jobmatch"
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["runAsUser"] == _user_of_the_image()
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        [container] = spec["containers"]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert set(container["resources"]) == {"requests", "limits"}
        assert all(set(amounts) == {"cpu", "memory"} for amounts in container["resources"].values())
        mounted = {each["mountPath"] for each in container["volumeMounts"]}
        assert {"/data", "/tmp"} <= mounted
        volumes = {each["name"]: each for each in spec["volumes"]}
        assert volumes["data"]["persistentVolumeClaim"] == {"claimName": "data"}
        assert known.is_pinned(container["image"])


@pytest.mark.parametrize("stage", STAGES)
def test_settings_and_secrets_are_ones_of_the_product(stage: str) -> None:
    [settings] = of_kind(stage, "ConfigMap").values()
    known.check_settings(settings["data"])
    secret = of_kind(stage, "ExternalSecret")["jobmatch-secrets"]["spec"]
    keys = {each["secretKey"] for each in secret["data"]}
    known.check_settings(keys)
    assert not keys & set(settings["data"]), "one source for each setting"
    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "METRICS_TOKEN"} <= keys
    assert not of_kind(stage, "Secret"), "secrets come from outside"
    for spec in pod_specs(stage).values():
        assert spec["containers"][0]["envFrom"] == [
            {"configMapRef": {"name": settings["metadata"]["name"]}},
            {"secretRef": {"name": secret["target"]["name"]}},
        ]


def test_the_vault_of_terraform_holds_the_secrets_that_are_asked_for() -> None:
    asked = {
        each["remoteRef"]["key"]
        for each in of_kind("prod", "ExternalSecret")["jobmatch-secrets"]["spec"]["data"]
    }
    site = (ROOT / "deploy/terraform/modules/site/main.tf").read_text("utf-8")
    assert set(re.findall(r'"(jobmatch-[a-z-]+)"\s*= [^0-9\n]', site)) == asked
    assert set(re.findall(r'"(jobmatch-[a-z-]+)"\s*= (?:\d|var\.\w+_version)', site)) == asked


def test_clusters_have_the_version_that_manifests_are_checked_against() -> None:
    variables = (ROOT / "deploy/terraform/modules/site/variables.tf").read_text("utf-8")
    assert f'default     = "{VERSION}"' in variables


def test_probes_ask_pages_that_there_are(app: Flask) -> None:
    specs = pod_specs("prod")
    for name in SERVERS:
        [container] = specs[name]["containers"]
        ports = {each["name"]: each["containerPort"] for each in container["ports"]}
        paths = {
            kind: container[f"{kind}Probe"]["httpGet"]["path"]
            for kind in ("startup", "liveness", "readiness")
        }
        assert paths == {"startup": "/startz", "liveness": "/livez", "readiness": "/readyz"}
        assert set(paths.values()) == known.PROBES <= known.addresses(app)
        assert all(container[f"{kind}Probe"]["httpGet"]["port"] in ports for kind in paths)
    settings = next(iter(of_kind("prod", "ConfigMap").values()))["data"]
    assert _port(specs["web"]) == int(settings["PORT"])
    assert _port(specs["worker"]) == int(settings["METRICS_PORT"])
    assert "/metrics" in known.addresses(app)


def test_commands_are_ones_of_the_product(app: Flask) -> None:
    commands = {
        name: spec["containers"][0]["args"] for name, spec in pod_specs("prod").items() if name != "web"
    }
    for words in commands.values():
        known.check_command(app, words)
    assert commands["backup"] == ["flask", "backup", "create"]
    assert commands["prepare"] == ["flask", "database", "prepare"]


def test_repeated_work_does_not_run_twice_at_once() -> None:
    jobs = of_kind("prod", "CronJob")
    assert set(jobs) == {"scrape", "courses", "backup"}
    for job in jobs.values():
        assert job["spec"]["concurrencyPolicy"] == "Forbid"
        assert job["spec"]["jobTemplate"]["spec"]["activeDeadlineSeconds"] > 0
    settings = next(iter(of_kind("prod", "ConfigMap").values()))["data"]
    assert settings["SCHEDULE_SOURCES"] == "false", "the CronJob runs them"
    assert len({job["spec"]["schedule"] for job in jobs.values()}) == len(jobs)


@pytest.mark.parametrize("stage", STAGES)
def test_the_network_is_closed_but_for_what_is_named(stage: str) -> None:
    policies = of_kind(stage, "NetworkPolicy")
    assert policies["nothing"]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    outside = policies["to-the-internet"]["spec"]["egress"][0]["to"][0]["ipBlock"]
    assert outside["cidr"] == "0.0.0.0/0"
    assert {"10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"} <= set(outside["except"])
    for policy in policies.values():
        for rule in policy["spec"].get("ingress", []):
            assert rule["from"], "from everywhere"
            assert rule["ports"], "to every port"


@pytest.mark.parametrize("stage", STAGES)
def test_names_of_the_site_agree(stage: str) -> None:
    [settings] = of_kind(stage, "ConfigMap").values()
    [ingress] = of_kind(stage, "Ingress").values()
    [rule] = ingress["spec"]["rules"]
    assert settings["data"]["BASE_URL"] == f"https://{rule['host']}"
    assert [each["hosts"] for each in ingress["spec"]["tls"]] == [[rule["host"]]]
    assert all("snippet" not in name for name in ingress["metadata"]["annotations"])
    [namespace] = of_kind(stage, "Namespace")
    assert namespace == f"jobmatch-{stage}"
    assert namespace == _of(stage, "Deployment", "web")["metadata"]["namespace"]
    assert namespace in (ROOT / "deploy/terraform/modules/site/main.tf").read_text("utf-8").replace(
        "${var.stage}", stage
    )


@pytest.mark.parametrize("stage", STAGES)
def test_replicas_are_counted_in_one_place(stage: str) -> None:
    assert "replicas" not in _of(stage, "Deployment", "web")["spec"]
    scaler = _of(stage, "HorizontalPodAutoscaler", "web")["spec"]
    assert 1 <= scaler["minReplicas"] <= scaler["maxReplicas"]
    budgets = of_kind(stage, "PodDisruptionBudget")
    assert set(budgets) == SERVERS
    for name in SERVERS:
        labels = _of(stage, "Deployment", name)["spec"]["template"]["metadata"]["labels"]
        assert budgets[name]["spec"]["selector"]["matchLabels"].items() <= labels.items()


def test_production_survives_the_loss_of_a_node() -> None:
    assert _of("prod", "HorizontalPodAutoscaler", "web")["spec"]["minReplicas"] >= 2
    assert _of("prod", "Deployment", "worker")["spec"]["replicas"] >= 2
    for name in SERVERS:
        spec = _of("prod", "Deployment", name)["spec"]
        assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
        assert spec["template"]["spec"]["topologySpreadConstraints"]
    claims = of_kind("prod", "PersistentVolumeClaim")
    assert all(claim["spec"]["accessModes"] == ["ReadWriteMany"] for claim in claims.values())
    [storage] = of_kind("prod", "StorageClass").values()
    assert storage["reclaimPolicy"] == "Retain"


def test_stages_beside_production_send_no_mail_outside() -> None:
    for stage in ("dev", "staging"):
        settings = next(iter(of_kind(stage, "ConfigMap").values()))["data"]
        assert settings["MAIL_SERVER"].endswith(".svc.cluster.local")
    assert "mail-catcher" not in built("prod")


def _of(stage: str, kind: str, name: str) -> dict[str, Any]:
    return of_kind(stage, kind)[name]


def _port(spec: dict[str, Any]) -> int:
    [port] = spec["containers"][0]["ports"]
    return int(port["containerPort"])


def _user_of_the_image() -> int:
    found = re.search(r"^USER (\d+):\d+$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert found
    return int(found[1])
