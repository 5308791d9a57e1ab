"""Setting the model up: versions, the environment, a key that is written and never read."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import SecretStr, ValidationError
from sqlalchemy import select, text

from app.errors import BadInput
from app.extensions import db
from app.models import AiConfig
from app.services import sealed
from app.services.assistant import configs, set_up
from app.services.assistant.configs import AiConfigChanged
from app.services.assistant.set_up import engine_of, hint_of
from app.settings import Settings
from tests import model_site
from tests.conftest import make_settings
from tests.fake_model import FakeModel
from tests.model_site import KEY

VALUES = {
    "engine": "openai", "base_url": "http://localhost:11434/v1/", "model": "large-7", "vision_model": "", "price_in": "0,15",
    "price_out": "0.60", "monthly_budget": "", "calls_per_day": "12", "call_seconds": "30",
}  # fmt: skip


def save(version: int = 0, key: str = "", remove_key: bool = False, **changes: str) -> set_up.AiSetUp:
    return configs.save({**VALUES, **changes}, key=key, remove_key=remove_key, expected_version=version)


def key_sent(model: FakeModel) -> str:
    """What the server got as a key."""
    model.requests.clear()
    now = set_up.current()
    engine_of(now, now.model).available_models()
    return model.requests[0].headers["authorization"].removeprefix("Bearer ")


def settings_with(app: Flask, **changes: Any) -> None:
    app.extensions["settings"] = make_settings(app.extensions["settings"].data_dir, **changes)


def test_a_version_says_what_was_saved(context: Flask) -> None:
    now = save(key=KEY)
    assert (now.version, now.engine, now.base_url, now.provider) == (
        1, "openai", "http://localhost:11434/v1", "localhost:11434",
    )  # fmt: skip
    assert (now.price_in, now.price_out, now.monthly_budget, now.calls_per_day, now.call_seconds) == (
        0.15, 0.6, None, 12, 30,
    )  # fmt: skip
    assert (now.is_ready, now.sees) == (True, False)
    assert (now.key_hint, now.key_source) == ("••••" + KEY[-4:], "saved")
    assert set_up.current() == now


def test_the_key_is_nowhere_to_be_read(context: Flask) -> None:
    now = save(key=KEY)
    assert KEY not in repr(now)
    stored = str(db.session.execute(text("SELECT * FROM ai_configs")).all())
    assert KEY not in stored
    assert KEY[:8] not in stored
    assert KEY not in repr(engine_of(now, now.model))


@pytest.mark.parametrize(
    ("key", "hint"), [("", ""), ("short", "••••"), ("x" * 15, "••••"), ("y" * 12 + "1234", "••••1234")]
)
def test_hints_are_too_little_to_use(key: str, hint: str) -> None:
    assert hint_of(key) == hint


@pytest.mark.parametrize("engine", ["groq", "openai"])
def test_the_key_stays_until_it_is_replaced_or_removed(context: Flask, model: FakeModel, engine: str) -> None:
    model_site.use(model, engine)
    assert key_sent(model) == KEY
    changes = {"engine": engine, "base_url": model.groq_url if engine == "groq" else model.url}
    save(1, model="other", **changes)
    assert key_sent(model) == KEY
    save(2, key="another-key-1234", **changes)
    assert key_sent(model) == "another-key-1234"
    save(3, remove_key=True, **changes)
    assert key_sent(model) == "none"
    kept = db.session.scalars(select(AiConfig.secrets).order_by(AiConfig.version)).all()
    assert kept == ["", "", "", ""], "no version holds an old key"


def test_another_address_or_engine_forgets_the_key(context: Flask, model: FakeModel) -> None:
    model_site.use(model)
    with FakeModel() as elsewhere:
        now = save(1, base_url=elsewhere.url)
        assert (now.key_hint, now.key_source) == ("", "")
        assert key_sent(elsewhere) == "none"
        save(2, base_url=model.url)
        assert key_sent(model) == "none", "and it does not come back"
        save(3, base_url=model.url, key=KEY)
        save(4, engine="groq", base_url=model.url)
        assert key_sent(model) == "none"
        assert KEY.encode() not in elsewhere.received


def test_a_key_put_beside_another_address_is_not_sent_there(context: Flask, model: FakeModel) -> None:
    """Who can write the database, but not read the key, cannot have it sent to themselves."""
    save(key=KEY)
    db.session.execute(text("UPDATE ai_configs SET base_url = :url"), {"url": model.url})
    db.session.commit()
    assert key_sent(model) == "none"


def test_keys_of_sources_and_of_models_are_sealed_apart(context: Flask) -> None:
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(sealed.seal({"key": KEY}), sealed.MODELS)
    assert sealed.unseal(sealed.seal({"key": KEY}, sealed.MODELS), sealed.MODELS) == {"key": KEY}


def test_another_secret_key_makes_the_key_unreadable_and_says_so(context: Flask) -> None:
    save(key=KEY)
    settings_with(context, secret_key="another-one-for-tests-b7a94c6d3e8f1a02")
    now = set_up.current()
    assert (now.is_key_unreadable, now.key_hint) == (True, "")
    assert save(1, key="written-again-5678").key_hint == "••••5678"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("engine", "chatgpt"), ("engine", ""),
        ("base_url", "localhost:11434"), ("base_url", "ftp://localhost/v1"), ("base_url", "http://u:p@localhost/v1"),
        ("base_url", "http://localhost/v1?key=x"), ("base_url", "http://localhost/v1#x"), ("base_url", "http://"),
        ("base_url", "http://a b/v1"), ("base_url", "http://localhost/" + "a" * 300), ("base_url", "http://\u202elocal/v1"),
        ("base_url", "http://localhost:99999/v1"), ("base_url", ""),
        ("model", "a b"), ("model", "x" * 121), ("model", "mod\x00el"), ("vision_model", "é"),
        ("price_in", "-1"), ("price_in", "nan"), ("price_in", "inf"), ("price_in", "1e9"), ("price_out", "free"),
        ("monthly_budget", "-5"), ("monthly_budget", "1e400"),
        ("calls_per_day", ""), ("calls_per_day", "-1"), ("calls_per_day", "1.5"), ("calls_per_day", "٣"), ("calls_per_day", "9" * 30),
        ("call_seconds", "4"), ("call_seconds", "121"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_by_field(context: Flask, name: str, value: str) -> None:
    with pytest.raises(BadInput) as raised:
        save(**{name: value})
    assert set(raised.value.fields) == {name}
    assert db.session.scalars(select(AiConfig)).all() == []


@pytest.mark.parametrize("key", ["with space", "line\nbreak", "clé", "k" * 501, "a\x00b"])
def test_what_is_no_key_is_refused_and_not_repeated(context: Flask, key: str) -> None:
    with pytest.raises(BadInput) as raised:
        save(key=key)
    assert set(raised.value.fields) == {"key"}
    assert key not in f"{raised.value} {raised.value.fields}"


def test_who_saves_an_older_form_is_told(context: Flask) -> None:
    save()
    for version in (0, 2, -1):
        with pytest.raises(AiConfigChanged):
            save(version, model="mine")
    assert set_up.current().model == "large-7"


def test_of_many_who_save_the_same_version_one_wins(context: Flask) -> None:
    barrier, outcomes = threading.Barrier(5), []

    def one(number: int) -> None:
        with context.app_context():
            barrier.wait()
            try:
                outcomes.append(save(model=f"m{number}").version)
            except AiConfigChanged:
                outcomes.append(0)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("environment", "engine", "provider", "model", "hint"),
    [
        ({}, "none", "", "", ""),
        ({"GROQ_API_KEY": KEY}, "groq", "api.groq.com", "openai/gpt-oss-120b", "••••own"),
        ({"GROQ_API_KEY": KEY, "llm_engine": "none"}, "none", "", "", ""),
        ({"llm_base_url": "http://localhost:11434/v1", "llm_model": "m"}, "openai", "localhost:11434", "m", ""),
        ({"llm_base_url": "http://gpu:8000/v1", "llm_api_key": KEY, "llm_model": "m"}, "openai", "gpu:8000", "m", "••••own"),
        ({"llm_engine": "groq", "llm_api_key": KEY, "llm_model": "m"}, "groq", "api.groq.com", "m", "••••own"),
    ],
)  # fmt: skip
def test_the_environment_counts_until_something_is_saved(
    context: Flask, environment: dict[str, str], engine: str, provider: str, model: str, hint: str
) -> None:
    settings_with(context, **environment)
    now = set_up.current()
    assert (now.version, now.engine, now.provider, now.model) == (0, engine, provider, model)
    assert now.key_hint.replace(KEY[-4:], "own") == hint
    save()
    assert set_up.current().provider == "localhost:11434"


def test_the_key_of_the_environment_goes_to_its_own_address_alone(context: Flask, model: FakeModel) -> None:
    settings_with(context, llm_base_url=model.url, llm_api_key=KEY, llm_model="m")
    assert key_sent(model) == KEY
    now = save(base_url=model.url)
    assert (now.key_source, now.key_hint) == ("environment", "••••" + KEY[-4:])
    assert key_sent(model) == KEY
    with FakeModel() as elsewhere:
        save(1, base_url=elsewhere.url)
        assert key_sent(elsewhere) == "none"


def test_variables_have_the_names_that_people_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATS_API_KEY", KEY)
    assert Settings(_env_file=None).groq_api_key == SecretStr(KEY)  # type: ignore[call-arg]
    monkeypatch.setenv("GROQ_API_KEY", "first")
    assert Settings(_env_file=None).groq_api_key == SecretStr("first")  # type: ignore[call-arg]
    monkeypatch.setenv("LLM_BASE_URL", "localhost")
    with pytest.raises(ValidationError):
        Settings(_env_file=None)  # type: ignore[call-arg]
    monkeypatch.delenv("LLM_BASE_URL")
    assert KEY not in repr(make_settings(tmp_path, GROQ_API_KEY=KEY, llm_api_key=KEY))
