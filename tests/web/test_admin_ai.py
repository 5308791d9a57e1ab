"""The language model in the administration: setting it up, trying it, and a key that nobody ever sees again."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.ai.chat.faults import CODES
from app.extensions import db, limiter
from app.models import Base
from app.models.ai import ENGINES, PURPOSES
from app.services.assistant.outcomes import ALL_CODES
from app.words.assistant import ASSISTANT_LABELS
from tests import model_site
from tests.client import CheckingClient, tree, words
from tests.factories import make_user
from tests.fake_model import FakeModel
from tests.model_site import KEY
from tests.services.assistant.some_questions import ask, question
from tests.web.administration import as_admin

PATH = "/admin/ai"
FORM = {
    "version": "0", "engine": "openai", "base_url": "", "key": KEY, "model": "fake-large", "vision_model": "",
    "price_in": "0", "price_out": "0", "monthly_budget": "", "calls_per_day": "30", "call_seconds": "15",
}  # fmt: skip


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with FakeModel() as fake:
        yield fake


@pytest.fixture
def admin(app: Flask) -> CheckingClient:
    limiter.enabled = False
    with app.app_context():
        admin_id = make_user("nadia@example.org", role="admin")
    return as_admin(app, admin_id)


def save(client: CheckingClient, fake: FakeModel, **changes: str) -> TestResponse:
    return client.send(PATH, {**FORM, "base_url": fake.url, **changes})


def answer(app: Flask) -> None:
    with app.app_context():
        model_site.answer_all(app)


def test_a_site_without_a_model_says_so(admin: CheckingClient) -> None:
    page = words(admin.get(PATH))
    assert "No model is set up." in page
    assert "Everything works without one." in page
    assert "Ask a short question" not in page


def test_settings_are_saved_and_shown_without_the_key(
    app: Flask, admin: CheckingClient, model: FakeModel
) -> None:
    response = save(admin, model, monthly_budget="2.5", price_in="0,15")
    assert (response.status_code, response.headers["Location"]) == (302, PATH)
    page = admin.get(PATH)
    text = words(page)
    assert f"fake-large at {model.provider} is asked." in text
    assert "••••" + KEY[-4:] in text
    assert KEY not in page.text
    assert 'value="0.15"' in page.text
    assert model.requests == [], "saving asks nobody"


def test_wrong_settings_are_explained_and_the_key_is_not_sent_back(
    admin: CheckingClient, model: FakeModel
) -> None:
    response = admin.send(PATH, {**FORM, "base_url": "localhost", "calls_per_day": "many"})
    assert response.status_code == 400
    text = words(response)
    assert "This is not an address" in text
    assert "Write a whole number" in text
    assert KEY not in response.text
    assert 'value="many"' in response.text


@pytest.mark.parametrize("version", ["", "7", "-1", "x", "9" * 40])
def test_saving_over_another_version_is_refused(
    admin: CheckingClient, model: FakeModel, version: str
) -> None:
    response = save(admin, model, version=version)
    assert response.status_code == 409
    assert "Somebody else changed these settings" in words(response)
    assert 'name="version" value="0"' in response.text


def test_a_changed_address_forgets_the_key(app: Flask, admin: CheckingClient, model: FakeModel) -> None:
    save(admin, model)
    with FakeModel() as elsewhere:
        save(admin, elsewhere, version="1", key="")
        assert "••••" not in words(admin.get(PATH))
        admin.send(f"{PATH}/models")
        answer(app)
        assert len(elsewhere.requests) == 1
        assert all(KEY not in str(each.headers) for each in elsewhere.requests)


@pytest.mark.parametrize("engine", ["groq", "openai"])
def test_a_try_runs_in_the_worker_and_its_result_shows(
    app: Flask, admin: CheckingClient, model: FakeModel, engine: str
) -> None:
    save(admin, model, engine=engine, base_url=model.groq_url if engine == "groq" else model.url)
    assert admin.send(f"{PATH}/test").status_code == 302
    page = admin.get(PATH)
    assert "The worker asks…" in words(page)
    assert 'hx-get="/admin/ai/live"' in page.text
    assert model.requests == [], "no page asks a model"
    assert "at it already" in words(admin.send(f"{PATH}/test", follow_redirects=True))
    answer(app)
    live = admin.get(f"{PATH}/live")
    assert "fake-large answered in" in live.text
    assert "hx-get" not in live.text.split("<section")[0], "it has ended"
    assert len(model.questions) == 1


def test_the_list_of_models_is_loaded_and_compared(
    app: Flask, admin: CheckingClient, model: FakeModel
) -> None:
    save(admin, model, model="gone-1")
    admin.send(f"{PATH}/models")
    answer(app)
    text = words(admin.get(PATH))
    assert "gone-1 is not among the 3 models listed." in text
    assert "fake-small" in text
    save(admin, model, model="", version="1", key="")
    assert "Load the list of models and choose one." in words(admin.get(PATH))
    assert admin.send(f"{PATH}/models").status_code == 302


@pytest.mark.parametrize(
    ("behaviour", "said", "advice"),
    [
        ("401", "does not accept the key", "Make a new key"),
        ("decommissioned", "does not have the model", "Load the list of models"),
        ("402", "allowance of this site", "Look at plan and credit"),
        ("refusal", "does not want to answer", "Nothing to do"),
        ("html", "could not be used", "Take a larger model"),
        ("500", "trouble of its own", "state page of the provider"),
    ],
)
def test_each_failure_says_what_to_do(
    app: Flask, admin: CheckingClient, model: FakeModel, behaviour: str, said: str, advice: str
) -> None:
    save(admin, model)
    model.behave(behaviour)
    admin.send(f"{PATH}/test")
    answer(app)
    text = words(admin.get(PATH))
    assert said in text
    assert advice in text


def test_a_provider_left_alone_is_shown(app: Flask, admin: CheckingClient, model: FakeModel) -> None:
    save(admin, model)
    model.behave("429", retry_after=900)
    admin.send(f"{PATH}/test")
    answer(app)
    assert f"{model.provider} is left alone for" in words(admin.get(PATH))


def test_calls_and_spend_are_counted(app: Flask, admin: CheckingClient, model: FakeModel) -> None:
    save(admin, model, price_in="1000", price_out="1000", monthly_budget="5")
    with app.app_context():
        user_id = make_user("amel@example.org")
        model_site.consent(user_id, "advise")
        ask(user_id, question(max_tokens=10))
        db.session.remove()
    page = admin.get(PATH)
    assert "0.12 US$" in words(page)
    [row] = tree(page).xpath("//section[@aria-labelledby='calls']//tbody/tr")
    assert [cell.text_content() for cell in row] == ["Advice on your CV for an offer", "1", "0", "120"]


def test_the_key_is_on_no_page_in_no_log_and_no_row(
    app: Flask,
    admin: CheckingClient,
    model: FakeModel,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    save(admin, model)
    seen = []
    for behaviour in ("json", "key_echoed", "401", "500", "stall"):
        model.behave(behaviour, **({"seconds": 0.1} if behaviour == "stall" else {}))
        admin.send(f"{PATH}/test")
        answer(app)
        admin.send(f"{PATH}/models")
        answer(app)
    model.behave("key_echoed", status=401)
    admin.send(f"{PATH}/test")
    answer(app)
    for path in (
        PATH,
        f"{PATH}/live",
        "/admin/tasks",
        "/assistant",
        "/admin/tasks?state=failed",
        "/healthz",
        "/readyz",
    ):
        seen.append(admin.get(path).text)
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            seen.append(repr(db.session.execute(table.select()).all()))
        db.session.remove()
    output = capsys.readouterr()
    assert KEY not in "".join([*seen, caplog.text, output.out, output.err])


def test_every_code_has_words_and_every_fault_advice() -> None:
    assert set(ASSISTANT_LABELS["ai_fault"]) == {*ALL_CODES, "lost"}
    assert set(ASSISTANT_LABELS["ai_what_now"]) >= set(ALL_CODES)
    assert set(ASSISTANT_LABELS["ai_advice"]) >= set(CODES) - {"off"}
    assert set(ASSISTANT_LABELS["ai_purpose"]) == set(PURPOSES)
    assert set(ASSISTANT_LABELS["ai_engine"]) == set(ENGINES)
