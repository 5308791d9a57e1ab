"""What browsers load: pinned packages, and a sprite with the icons that templates name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.templates.conftest import ROOT
from tools.assets import MissingAsset, build, sprite_of, used_icons


def test_packages_are_pinned_and_locked_without_a_host() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert lock[f"node_modules/{name}"]["version"] == version
    assert not [name for name, entry in lock.items() if "resolved" in entry]


def test_icons_are_found_by_the_way_templates_name_them(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text(
        '{{ icon("star") }}{{ icon(\'x-lg\', "big") }}{{ lexicon("no") }}'
    )
    assert used_icons(tmp_path) == ["star", "x-lg"]


def test_the_sprite_has_a_symbol_per_icon(tmp_path: Path) -> None:
    (tmp_path / "star.svg").write_text('<svg viewBox="0 0 16 16">\n  <path d="M1"/>\n</svg>')
    assert sprite_of(["star"], tmp_path) == (
        '<svg xmlns="http://www.w3.org/2000/svg">\n'
        '<symbol id="star" viewBox="0 0 16 16"><path d="M1"/></symbol>\n</svg>\n'
    )


def test_a_missing_icon_or_package_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingAsset, match="npm ci"):
        sprite_of(["no-such-icon"], tmp_path)
    with pytest.raises(MissingAsset, match="npm ci"):
        build(tmp_path)


def test_every_icon_exists() -> None:
    icons = ROOT / "node_modules" / "bootstrap-icons" / "icons"
    if not icons.exists():
        pytest.skip("npm ci has not been run")
    names = used_icons(ROOT)
    assert len(names) > 20
    assert sprite_of(names, icons).count("<symbol") == len(names)
