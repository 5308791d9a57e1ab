"""What a person decides about the model, reads of what was sent, and deletes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from app.extensions import db, limiter
from app.services.assistant import calls, consents, set_up
from app.words.assistant import CONSENTS, consent_text
from tests import model_site
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user
from tests.fake_model import FakeModel
from tests.services.assistant.some_questions import ask, question

PATH = "/assistant"


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with FakeModel() as fake:
        yield fake


@pytest.fixture
def site(app: Flask, model: FakeModel) -> Flask:
    limiter.enabled = False
    with app.app_context():
        model_site.use(model)
        db.session.remove()
    return app


@pytest.fixture
def amel(site: Flask) -> int:
    with site.app_context():
        user_id = make_user()
        db.session.remove()
    return user_id


@pytest.fixture
def browser(site: Flask, amel: int) -> CheckingClient:
    client: CheckingClient = site.test_client()  # type: ignore[assignment]
    sign_in(client, amel)
    return client


def form(model: FakeModel, purpose: str = "advise", **changes: str) -> dict[str, str]:
    return {
        "purpose": purpose,
        "provider": model.provider,
        "text_version": consents.TEXT_VERSIONS.get(purpose, "1"),
        **changes,
    }


def ask_something(site: Flask, user_id: int, text: str = "Amel Trabelsi knows Python") -> None:
    with site.app_context():
        model_site.consent(user_id, "advise")
        ask(user_id, question(text))
        db.session.remove()


def test_without_a_model_the_page_says_that_nothing_is_sent(client: CheckingClient) -> None:
    text = words(client.get(PATH))
    assert "Nothing of yours is sent anywhere." in text
    assert "I agree" not in text


def test_everybody_sees_who_would_be_asked_and_for_what(site: Flask, model: FakeModel) -> None:
    page = site.test_client().get(PATH)
    assert f"fake-large, {model.provider}" in words(page)
    assert len(tree(page).xpath("//form[@action='/assistant/consents']")) == len(consents.TEXT_VERSIONS)


def test_a_purpose_is_agreed_to_and_withdrawn(site: Flask, browser: CheckingClient, model: FakeModel) -> None:
    response = browser.send(f"{PATH}/consents", form(model))
    assert (response.status_code, response.headers["Location"]) == (302, PATH)
    text = words(browser.get(PATH))
    assert text.count("Agreed") == 2, "beside the purpose and in the record"
    assert "version of the text: 1" in text
    browser.send(f"{PATH}/consents/withdraw", {"purpose": "advise"})
    text = words(browser.get(PATH))
    assert "ended" in text
    assert "Withdraw" not in text
    again = browser.send(f"{PATH}/consents/withdraw", {"purpose": "advise"}, follow_redirects=True)
    assert "There was nothing to withdraw." in words(again)


def test_a_visitor_who_agrees_becomes_a_guest(site: Flask, model: FakeModel) -> None:
    visitor: CheckingClient = site.test_client()  # type: ignore[assignment]
    visitor.send(f"{PATH}/consents", form(model))
    assert "Agreed" in words(visitor.get(PATH))


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"purpose": "everything"}, 400),
        ({"purpose": ""}, 400),
        ({"provider": "elsewhere.example"}, 409),
        ({"provider": ""}, 409),
        ({"text_version": "0"}, 409),
        ({"purpose": "\x00"}, 400),
        ({"text_version": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace")}, 409),
    ],
)
def test_only_what_was_shown_can_be_agreed_to(
    site: Flask, model: FakeModel, changes: dict[str, str], status: int
) -> None:
    visitor: CheckingClient = site.test_client()  # type: ignore[assignment]
    assert visitor.send(f"{PATH}/consents", {**form(model), **changes}).status_code == status
    assert not visitor.get_cookie("session") or "Agreed" not in words(visitor.get(PATH))


@pytest.mark.parametrize(
    ("target", "place"), [("/job/1", "/job/1"), ("https://evil.example/", PATH), ("//evil.example", PATH)]
)
def test_agreeing_leads_back_and_never_elsewhere(
    browser: CheckingClient, model: FakeModel, target: str, place: str
) -> None:
    assert browser.send(f"{PATH}/consents", form(model, next=target)).headers["Location"] == place


def test_what_was_sent_is_shown_word_for_word(
    site: Flask, browser: CheckingClient, model: FakeModel, amel: int
) -> None:
    model.behave("html_in_answer")
    ask_something(site, amel, "<script>alert(1)</script> knows Python")
    page = browser.get(PATH)
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    sent = [re.sub(r"\s+", " ", each.text_content()) for each in tree(page).xpath("//pre")]
    assert any("<script>alert(1)</script> knows Python" in each for each in sent)
    assert any("You help with one task" in each for each in sent)
    assert any("<img src=x onerror=alert(1)>" in each for each in sent)


def test_an_entry_is_deleted_by_its_owner_alone(
    site: Flask, browser: CheckingClient, model: FakeModel, amel: int
) -> None:
    ask_something(site, amel)
    with site.app_context():
        [call] = calls.page_of(amel).calls
        other = make_user("other@example.org")
        db.session.remove()
    stranger: CheckingClient = site.test_client()  # type: ignore[assignment]
    sign_in(stranger, other)
    assert stranger.send(f"{PATH}/sent/{call.id}/delete").status_code == 404
    assert "knows Python" not in stranger.get(PATH).text
    assert "knows Python" in browser.get(PATH).text
    assert browser.send(f"{PATH}/sent/{call.id}/delete").status_code == 302
    assert "Nothing was sent." in words(browser.get(PATH))
    assert browser.send(f"{PATH}/sent/{call.id}/delete").status_code == 404


def test_all_entries_are_deleted_at_once(
    site: Flask, browser: CheckingClient, model: FakeModel, amel: int
) -> None:
    for number in range(3):
        ask_something(site, amel, f"text {number}")
    assert browser.get(PATH).text.count('class="sent-entry"') == 3
    browser.send(f"{PATH}/sent/clear")
    assert "Nothing was sent." in words(browser.get(PATH))


def test_long_logs_have_pages(
    site: Flask, browser: CheckingClient, model: FakeModel, amel: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "PER_PAGE", 2)
    for number in range(5):
        ask_something(site, amel, f"text {number}")
    assert "text 4" in browser.get(PATH).text
    assert "text 0" in browser.get(f"{PATH}?page=3").text
    for page in ("99", "0", "-1", "x", "9" * 50):
        assert browser.get(f"{PATH}?page={page}").status_code == 200


def test_cv_pages_and_footer_lead_there(site: Flask, browser: CheckingClient) -> None:
    assert 'href="/assistant"' in browser.get("/").text
    assert browser.get("/cv").text.count('href="/assistant"') >= 2


def test_each_purpose_says_what_is_sent_and_to_whom(app: Flask) -> None:
    assert set(CONSENTS) == set(consents.TEXT_VERSIONS)
    with app.test_request_context("/"):
        for purpose in CONSENTS:
            assert "models.example.org" in consent_text(purpose, "models.example.org")
        assert consent_text("test", "x") == ""
    with app.app_context():
        assert set_up.current().provider == ""
