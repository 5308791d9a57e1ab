"""The image, as far as that can be said without building it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from app.settings import ROOT
from tests.deploy import known
from tests.deploy.build_context import NEVER, rules
from tests.deploy.tools import run, tool

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def test_hadolint_finds_nothing() -> None:
    run([tool("hadolint"), "--failure-threshold", "style", "Dockerfile"])


def test_bases_are_pinned_and_the_last_stage_is_slim() -> None:
    bases = re.findall(r"^FROM (\S+) AS (\w+)$", DOCKERFILE, re.MULTILINE)
    assert [name for _image, name in bases] == ["libraries", "build", "product"]
    assert all(known.is_pinned(image) for image, _name in bases)
    assert all("slim" in image for image, _name in bases)


def test_it_runs_as_nobody_in_particular_on_a_file_system_that_may_be_read_only() -> None:
    product = DOCKERFILE[DOCKERFILE.index(" AS product") :]
    assert re.search(r"^USER 10001:10001$", product, re.MULTILINE)
    assert 'VOLUME ["/data", "/backups"]' in product
    assert product.index("USER ") < product.index("CMD [")
    assert "pip install" not in product
    assert not re.search(r"^(?:COPY|ADD) (?!--from=build)", product, re.MULTILINE)


def test_scans_can_be_read_in_four_languages() -> None:
    for language in ("eng", "fra", "deu", "ara"):
        assert f"tesseract-ocr-{language}" in DOCKERFILE


def test_settings_health_and_command_are_ones_of_the_product(app: Flask) -> None:
    [block] = re.findall(r"^ENV (PATH=/opt/venv.*?[^\\])$", DOCKERFILE, re.MULTILINE | re.DOTALL)
    known.check_settings(re.findall(r"(\w+)=", block))
    [probe] = re.findall(r"http://127.0.0.1:8000(/\w+)", DOCKERFILE)
    assert probe in known.PROBES
    assert probe in known.addresses(app)
    [command] = re.findall(r"^CMD \[(.*)\]$", DOCKERFILE, re.MULTILINE)
    known.check_command(app, re.findall(r'"([^"]+)"', command))


def test_only_what_is_named_goes_into_the_build() -> None:
    allowed, taken = rules()
    assert set(NEVER) <= set(taken)
    assert not {".git", "data", "tests", "docs", "deploy", ".venv"} & set(allowed)
    gone = [name for name in allowed if not (ROOT / name).exists()]
    assert not gone, f"not here any more: {gone}"
    for name in re.findall(r"requirements\S*\.txt", (ROOT / "docs/deployment.md").read_text("utf-8")):
        assert name in allowed, f"the build is not sent {name}"


@pytest.mark.parametrize("package", ["app", "course_scraper", "job_scraper", "outgoing", "record_files"])
def test_packages_of_the_product_are_in(package: str) -> None:
    assert package in rules()[0]
    assert Path(ROOT / package / "__init__.py").is_file()
