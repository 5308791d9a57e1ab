"""docker-compose.yml: by its schema, and by what we promise."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml
from flask import Flask

from app.settings import ROOT
from tests.deploy import known
from tests.deploy.tools import FOLDER, missing

COMPOSE = ROOT / "deploy" / "compose"
OF_COMPOSE = {"COMPOSE_PROFILES", "PUBLISHED", "JOBMATCH_IMAGE", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}
OURS = {"prepare", "web", "worker"}
STORES = {"database", "redis"}
Service = dict[str, Any]


@pytest.mark.parametrize("name", ["docker-compose.yml", "deploy/compose/tls.yml"])
def test_it_keeps_to_the_specification(name: str) -> None:
    path = FOLDER / "node_modules" / "dclint" / "schemas" / "compose.schema.json"
    if not path.is_file():
        missing("the schema of compose files")
    schema = json.loads(path.read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(yaml.safe_load((ROOT / name).read_text("utf-8")))


def test_every_part_is_there() -> None:
    assert set(services()) == {*OURS, *STORES, "nginx", "mail", "prometheus", "grafana"}


def test_databases_cannot_be_reached_from_outside() -> None:
    networks = whole()["networks"]
    for name in STORES:
        assert "ports" not in services()[name]
        assert services()[name]["networks"] == ["inside"]
    assert networks["inside"] == {"internal": True}
    for name in OURS:
        assert "ports" not in services()[name]
    published = [port for each in services().values() for port in each.get("ports", [])]
    assert published
    assert all(port.startswith(("127.0.0.1:", "${PUBLISHED:-127.0.0.1:")) for port in published)


def test_each_part_is_pinned_bounded_watched_and_without_privileges() -> None:
    for name, service in services().items():
        image = service["image"]
        assert known.is_pinned(image.removeprefix("${JOBMATCH_IMAGE:-").removesuffix("}")), name
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["logging"]["options"], name
        if name not in {"prepare", "web"}:  # the first ends, the second has the image's
            assert service["healthcheck"]["test"][0] == "CMD", name
    for name in OURS:
        assert services()[name]["read_only"] is True


def test_settings_and_commands_are_ones_of_the_product(app: Flask) -> None:
    for name in OURS:
        service = services()[name]
        known.check_settings(service["environment"])
        assert service["env_file"] == "deploy/compose/jobmatch.env"
        if "command" in service:
            known.check_command(app, service["command"])
    known.check_settings(example(), {*OF_COMPOSE, "GRAFANA_ADMIN_PASSWORD"})
    text = (ROOT / "docker-compose.yml").read_text("utf-8") + (COMPOSE / "tls.yml").read_text("utf-8")
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", text))
    assert asked <= {*example(), "TLS_FOLDER"}
    [probe] = re.findall(r"9100(/\w+)", text)
    assert probe in known.PROBES


def test_no_secret_has_a_value_here() -> None:
    given = example()
    assert {name for name, value in given.items() if not value} == {
        "SECRET_KEY", "BASE_URL", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "METRICS_TOKEN", "GRAFANA_ADMIN_PASSWORD"
    }  # fmt: skip
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    for name in re.findall(r"\b\w*(?:PASSWORD|TOKEN|AUTH): (.*)$", text, re.MULTILINE):
        assert re.fullmatch(r"\$\{\w+:\?is missing\}", name), name


def test_what_is_mounted_is_here() -> None:
    for service in services().values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert source in whole()["volumes"] or (ROOT / source).exists(), source
    scraped = yaml.safe_load((COMPOSE / "prometheus.yml").read_text("utf-8"))
    targets = [
        target
        for job in scraped["scrape_configs"]
        for each in job["static_configs"]
        for target in each["targets"]
    ]
    assert targets == ["web:8000", f"worker:{services()['worker']['environment']['METRICS_PORT']}"]
    assert list((ROOT / "deploy" / "prometheus").glob("*.rules.yml"))
    sources = yaml.safe_load((COMPOSE / "grafana/datasources/prometheus.yml").read_text("utf-8"))
    assert [each["url"] for each in sources["datasources"]] == ["http://prometheus:9090"]


def whole() -> dict[str, Any]:
    given: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return given


def services() -> dict[str, Service]:
    given: dict[str, Service] = whole()["services"]
    return given


def example() -> dict[str, str]:
    lines = (COMPOSE / "jobmatch.env.example").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
