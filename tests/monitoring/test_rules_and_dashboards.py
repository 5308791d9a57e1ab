"""Alert rules, dashboards and their page speak of figures that exist, and the rules do what they say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from app.metrics import registry
from app.services import monitoring
from app.settings import ROOT

RULES = ROOT / "deploy" / "prometheus" / "jobmatch.rules.yml"
DASHBOARDS = sorted((ROOT / "deploy" / "grafana").glob("*.json"))
PAGE = ROOT / "docs" / "monitoring.md"
NAME = re.compile(r"\b(?:jobmatch|process)_[a-z_]+[a-z]\b")
MADE = re.compile(r"_(?:bucket|sum|count)$")


@pytest.fixture(scope="module")
def alerts() -> list[str]:
    return re.findall(r"- alert: (\w+)", RULES.read_text("utf-8"))


def shown(app: Flask) -> set[str]:
    with app.app_context():
        text = monitoring.exposition().decode()
    return set(re.findall(r"^# TYPE (\S+) ", text, re.MULTILINE))


def named(text: str) -> set[str]:
    return {MADE.sub("", name) for name in NAME.findall(text)}


def expressions() -> list[tuple[str, str]]:
    return [
        (f"{path.name}: {panel['title']}", target["expr"])
        for path in DASHBOARDS
        for panel in json.loads(path.read_text("utf-8"))["panels"]
        for target in panel["targets"]
    ]


def test_every_figure_that_is_named_is_shown_and_every_one_that_is_shown_is_explained(app: Flask) -> None:
    there = shown(app)
    assert not named(re.sub(r"^\s*- name:.*$", "", RULES.read_text("utf-8"), flags=re.MULTILINE)) - there
    for place, expression in expressions():
        assert named(expression) or "up{" in expression, place
        assert not named(expression) - there, place
    ours = {name for name in there if name.startswith("jobmatch_")}
    assert ours == {name for name in named(PAGE.read_text("utf-8")) if name.startswith("jobmatch_")}
    on_boards = named(" ".join(expression for _place, expression in expressions()))
    assert not ours - on_boards, "figures on no dashboard"


def test_every_alert_is_explained_and_tested(alerts: list[str]) -> None:
    alarms = PAGE.read_text("utf-8").partition("\n## Alarms\n")[2].partition("\n## ")[0]
    explained = re.findall(r"^### (\w+)$", alarms, re.MULTILINE)
    assert sorted(explained) == sorted(alerts)
    tests = (RULES.parent / "tests.yml").read_text("utf-8")
    for alert in alerts:
        raised = re.search(rf"alertname: {alert}\n\s+eval_time: \w+\n\s+exp_alerts:\s*(\[{{|\n)", tests)
        assert raised, f"nothing raises {alert}"
        assert re.search(rf"alertname: {alert}, eval_time: \w+, exp_alerts: \[\]", tests), (
            f"{alert} is never silent"
        )


def test_dashboards_are_what_grafana_takes() -> None:
    boards = [json.loads(path.read_text("utf-8")) for path in DASHBOARDS]
    assert len(boards) >= 3
    assert len({board["uid"] for board in boards}) == len(boards)
    for board in boards:
        ids = [panel["id"] for panel in board["panels"]]
        assert len(ids) == len(set(ids))
        places = [tuple(panel["gridPos"][side] for side in "xywh") for panel in board["panels"]]
        assert all(x + w <= 24 for x, _y, w, _h in places)
        for one, (x, y, w, h) in enumerate(places):
            for x2, y2, w2, h2 in places[:one]:
                assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y, "panels overlap"


def test_the_rules_raise_what_they_should_and_nothing_else() -> None:
    """With Prometheus' own tool, which also reads every expression of the dashboards."""
    tool = shutil.which("promtool")
    if tool is None:
        pytest.skip("promtool is not installed (Debian: prometheus)")
    _run(tool, "check", "rules", RULES.name, folder=RULES.parent)
    _run(tool, "test", "rules", "tests.yml", folder=RULES.parent)


def test_prometheus_reads_the_expressions_of_the_dashboards(tmp_path: Path) -> None:
    tool = shutil.which("promtool")
    if tool is None:
        pytest.skip("promtool is not installed (Debian: prometheus)")
    rules = [
        {"record": f"read:{number}", "expr": expression}
        for number, (_place, expression) in enumerate(expressions())
    ]
    (tmp_path / "boards.yml").write_text(json.dumps({"groups": [{"name": "boards", "rules": rules}]}))
    _run(tool, "check", "rules", "boards.yml", folder=tmp_path)


def test_prometheus_takes_the_text(app: Flask) -> None:
    tool = shutil.which("promtool")
    if tool is None:
        pytest.skip("promtool is not installed (Debian: prometheus)")
    with app.app_context():
        text = registry.counted() + monitoring.state.text()
    done = subprocess.run(
        [tool, "check", "metrics"], input=text, capture_output=True, timeout=60, check=False
    )
    complaints = [line for line in done.stderr.decode().splitlines() if "jobmatch" in line]
    assert not complaints


def _run(*command: str, folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
