"""Files that must agree with each other."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from app.api.policy import POLICY as API_POLICY
from app.settings import Settings
from app.web.policy import POLICY

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_is_explained_and_nothing_else() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    explained = {line.split("=", 1)[0] for line in lines if re.match(r"[A-Z_]+=", line)}
    settings = {(field.alias or name).upper() for name, field in Settings.model_fields.items()}
    assert explained == settings


def test_the_example_gives_the_defaults(tmp_path: Path) -> None:
    example = Settings(_env_file=ROOT / ".env.example")  # type: ignore[call-arg]
    default = Settings(_env_file=None)  # type: ignore[call-arg]
    assert example == default


def test_every_route_has_a_policy_and_every_policy_a_route(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == POLICY.keys() | API_POLICY.keys()


def test_requirements_are_pinned_and_name_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text("utf-8").splitlines():
            wanted = line.split("#")[0].strip()
            if wanted and not wanted.startswith("-r "):
                assert re.fullmatch(r"[A-Za-z0-9_.\-\[\]]+==[0-9][0-9A-Za-z.]*", wanted), wanted


def test_the_lock_file_names_no_host() -> None:
    assert "://" not in re.sub(r'"(url|funding)": .*', "", (ROOT / "package-lock.json").read_text("utf-8"))


def test_forbidden_packages_stay_out() -> None:
    """Abandoned or unsafe, each replaced by what stands behind it in the design."""
    text = (ROOT / "requirements.txt").read_text("utf-8").lower()
    for name in ("pypdf2", "python-jose", "pandas", "torch", "pymupdf"):
        assert not re.search(rf"^{name}\b", text, re.MULTILINE)
