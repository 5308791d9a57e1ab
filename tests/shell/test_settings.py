from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.settings import InvalidSettings, Settings, load_settings
from tests.processes import Program

ROOT = Path(__file__).resolve().parents[2]
GOOD_KEY = "c41f0e9b7a6d5283f1e0c9b8a7d6e5f4"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "tiny",
        "changez_moi_en_production_vraiment_svp",
        "a" * 40,
        "my-secret-key-for-jobmatch-2026-yes-really",
    ],
)
def test_production_refuses_a_missing_short_or_default_key(key: str, tmp_path: Path) -> None:
    refused = {"JOBMATCH_ENV": "production", "SECRET_KEY": key, "BASE_URL": "https://x.example"}
    variables = {**os.environ, **refused, "DATA_DIR": str(tmp_path)}
    started = Program(("-c", "from app import create_app; create_app()"), str(ROOT), variables)
    said, _none = started.communicate(timeout=60)
    assert started.returncode == 78
    assert len(said.strip().splitlines()) == 1
    assert "SECRET_KEY" in said
    assert key not in said or not key


def test_production_starts_with_a_good_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOBMATCH_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", GOOD_KEY)
    monkeypatch.setenv("BASE_URL", "https://jobs.example.org/")
    settings = load_settings()
    assert settings.hosts == ["jobs.example.org"]
    assert settings.sends_cookies_over_https_only
    assert GOOD_KEY not in repr(settings)


def test_a_wrong_value_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "eighty")
    with pytest.raises(InvalidSettings) as caught:
        load_settings()
    assert "PORT" in caught.value.message


def test_production_wants_to_know_its_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOBMATCH_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", GOOD_KEY)
    with pytest.raises(InvalidSettings) as caught:
        load_settings()
    assert "BASE_URL" in caught.value.message


def test_development_keeps_one_random_key_for_all_processes(tmp_path: Path) -> None:
    first, second = (Settings(_env_file=None, data_dir=tmp_path).signing_key for _ in range(2))  # type: ignore[call-arg]
    assert first == second
    assert len(first) == 64
    assert (tmp_path / "development-secret-key").stat().st_mode & 0o077 == 0


def test_postgresql_is_spoken_to_by_psycopg() -> None:
    settings = Settings(_env_file=None, database_url="postgres://u:p@h/db")  # type: ignore[call-arg]
    assert settings.sqlalchemy_url == "postgresql+psycopg://u:p@h/db"
