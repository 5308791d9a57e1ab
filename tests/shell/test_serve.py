"""What ``make run`` starts: every process builds links to where the site is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from honcho.environ import expand_processes, parse_procfile

from app.settings import ROOT, load_settings
from tools import serve


@pytest.mark.parametrize("base_url", ["", "https://jobs.example.org"])
def test_all_processes_know_one_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, base_url: str
) -> None:
    started: list[dict[str, str]] = []

    def start(_program: str, _arguments: list[str], given: Any) -> None:
        processes = parse_procfile((ROOT / "Procfile").read_text("utf-8")).processes
        started.extend(process.env for process in expand_processes(processes, env=given))

    monkeypatch.setattr(os, "execve", start)
    for name, value in (("PORT", "8123"), ("BASE_URL", base_url), ("DATA_DIR", str(tmp_path))):
        monkeypatch.setenv(name, value)
    serve.main()
    assert [each["HONCHO_PROCESS_NAME"] for each in started] == ["web.1", "worker.1"]
    assert started[0]["PORT"] == "8123"
    for environment in started:
        for name in ("PORT", "BASE_URL"):
            monkeypatch.setenv(name, environment[name])
        assert load_settings().site_url == (base_url or "http://localhost:8123")
