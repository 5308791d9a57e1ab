"""The server as an assistant starts it: the configuration of the documentation, a process, the official client."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from app.extensions import db
from app.mcp.__main__ import main
from app.models import User
from app.services import jobs
from app.services.tokens import personal
from app.services.transaction import transaction
from app.settings import Settings
from tests.factories import CV_TEXT
from tests.mcp.asking import over_stdio
from tests.mcp.conftest import Scene
from tests.processes import environment

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "mcp.md").read_text("utf-8")


def configured(number: int, token: str) -> dict[str, Any]:
    """A server of the page's JSON, with the paths of this machine."""
    text = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[number]
    text = text.replace("/srv/jobmatch/.venv/bin/python", sys.executable).replace("jm_your_token", token)
    return dict(json.loads(text.replace("/srv/jobmatch", str(ROOT)))["mcpServers"]["jobmatch"])


def test_the_whole_journey(app: Flask, settings: Settings, scene: Scene) -> None:
    given = configured(0, scene.writing)
    known = {**environment(settings), **given["env"], "EMBEDDER": "lexical"}
    arguments = [str(settings.data_dir) if one == str(ROOT) else one for one in given["args"]]
    with over_stdio(given["command"], arguments, known) as asking:
        tools = {tool.name: tool for tool in asking.wait("list_tools").tools}
        assert set(tools) == set(re.findall(r"`([a-z]+_[a-z]+)`", PAGE.split("Resources:")[0]))
        for tool in tools.values():
            assert tool.description
            assert tool.output_schema
            assert tool.annotations.read_only_hint == (tool.name.split("_")[0] not in {"track", "move"})
        found = asking.tool(
            "search_offers", keyword="python", country=["TN"], skill=["PostgreSQL"], sort="match"
        )
        assert (found["total"], found["sorted_by"]) == (2, "match")
        assert {offer["id"] for offer in found["offers"]} >= {scene.job}
        assert asking.tool("show_offer", job_id=scene.job)["application_id"] is None
        _explained(app, scene, asking.tool("explain_match", job_id=scene.job))
        gaps = {gap["name"]: gap for gap in asking.tool("list_gaps", job_id=scene.job)["gaps"]}
        [course] = gaps["Tableau"]["courses"]
        assert (course["title"], gaps["Tableau"]["required"]) == ("Tableau from the beginning", True)
        plan = asking.tool("plan_learning", job_id=scene.job)
        assert [step["course"]["id"] for step in plan["steps"]] == [course["id"]]
        assert asking.tool("plan_learning", offers=5)["offers"] == 2
        tracked = asking.tool("track_application", job_id=scene.job)
        number = tracked["application"]["id"]
        assert (tracked["is_new"], tracked["application"]["status_text"]) == (True, "Enregistré")
        assert not asking.tool("track_application", job_id=scene.job)["is_new"]
        assert asking.tool("move_application", application_id=number, status="applied")["before"] == "saved"
        outside = asking.tool(
            "track_application", title="Boat\x00 builder", url="boats.example.org/7", status="applied"
        )
        assert outside["application"]["url"] == "https://boats.example.org/7"
        assert "\x00" not in outside["application"]["title"]
        listed = asking.tool("list_applications", status="applied")
        assert {one["id"] for one in listed["applications"]} == {number, outside["application"]["id"]}
        assert asking.tool("show_application", application_id=number)["applied_at"]
        _given_to_read(asking, scene)
        _hostile(asking, scene)
        _ended(app, scene, asking)


def _explained(app: Flask, scene: Scene, found: dict[str, Any]) -> None:
    with app.app_context():
        page = jobs.job_page(scene.job, scene.amel)
    assert page.match is not None
    assert (found["total"], found["confidence"]) == (page.match.total, page.match.confidence)
    python = next(skill for skill in found["matched"] if skill["name"] == "Python")
    lines = CV_TEXT.splitlines()
    assert all(lines[line["number"] - 1].strip() == line["text"].strip() for line in python["cv_lines"])
    assert python["cv_lines"]
    assert "Tableau" in {skill["name"] for skill in found["missing"]}
    assert found["reasons"][0].startswith("Compétences")  # the language of the account


def _given_to_read(asking: Any, scene: Scene) -> None:
    assert {str(one.uri) for one in asking.wait("list_resources").resources} == {"jobmatch://applications"}
    for address in (
        f"jobmatch://offers/{scene.job}",
        f"jobmatch://offers/{scene.job}/match",
        "jobmatch://applications",
    ):
        [read] = asking.wait("read_resource", address).contents
        assert json.loads(read.text)
    prompts = {prompt.name for prompt in asking.wait("list_prompts").prompts}
    assert prompts == {"best_offers", "should_i_apply", "close_my_gaps", "review_applications"}
    [said] = asking.wait("get_prompt", "should_i_apply", {"job_id": str(scene.job)}).messages
    assert str(scene.job) in said.content.text
    for bad in (
        "jobmatch://offers/0",
        "jobmatch://offers/x",
        "jobmatch://offers/99999999999999999999",
        "jobmatch://no",
    ):
        assert "Traceback" not in str(asking.fault("read_resource", bad))
    assert asking.fault("get_prompt", "should_i_apply", {"job_id": "1; drop"})


def _hostile(asking: Any, scene: Scene) -> None:
    for arguments in (
        {"keyword": "a" * 200_000},
        {"keyword": 5},
        {"keyword": {"$ne": ""}},
        {"country": "[" * 9000},
        {"country": ["TN"] * 21},
        {"page": 10**300},
        {"page": -1},
        {"salary_min": "NaN"},
        {"sort": "id; drop table jobs"},
        {"skill": ["no such skill at all"]},
        {"job_type": ["x" * 201]},
    ):
        assert "\n" in asking.refused("search_offers", **arguments)  # names the argument
    assert asking.tool("search_offers", keyword="python\x00\x1b[31m\u202e'\" OR 1=1 --")["page"] == 1
    for number in (scene.somebody_elses, 2**31 - 1):
        assert "(not_found)" in asking.refused("show_application", application_id=number)
        assert "(not_found)" in asking.refused("move_application", application_id=number, status="offer")
    for arguments in ({"job_id": 2**31}, {"job_id": None}, {"job_id": "x"}, {}):
        assert "job_id" in asking.refused("explain_match", **arguments)
    assert "(not_found)" in asking.refused("show_offer", job_id=2**31 - 1)
    assert "title" in asking.refused("track_application", title=" \x00 ")
    assert "url" in asking.refused("track_application", title="A", url="javascript:alert(1)")
    assert "status" in asking.refused("move_application", application_id=1, status="hired")
    assert asking.refused("no_such_tool")


def _ended(app: Flask, scene: Scene, asking: Any) -> None:
    """A token is asked for at each call."""
    with app.app_context():
        with transaction() as session:
            session.execute(update(User).where(User.id == scene.amel).values(is_active=False))
        assert "(invalid_token)" in asking.refused("list_applications")
        with transaction() as session:
            session.execute(update(User).where(User.id == scene.amel).values(is_active=True))
        assert asking.tool("list_applications")["total"] == 2
        for row in personal.of_person(scene.amel):
            personal.revoke(scene.amel, row.id)
        db.session.remove()
    for tool in ("list_applications", "search_offers"):
        assert "(invalid_token)" in asking.refused(tool)


@pytest.mark.parametrize("wrong", [["--port", "70000"], ["--home", "no such folder"], ["--what"]])
def test_wrong_options_are_named(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == 2
    assert wrong[0] in capsys.readouterr().err
