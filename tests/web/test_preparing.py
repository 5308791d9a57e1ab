"""Getting ready for an offer: by rules always, with a model as far as what it says is supported."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app.extensions import db, limiter
from app.models import CV, Job, JobMatch
from tests import model_site
from tests.client import CheckingClient, sign_in, tree, words
from tests.effort import times
from tests.factories import CV_TEXT, make_user, posting, store
from tests.fake_model import FakeModel

KINDS = ("explain_match", "advise", "cover_letter")
QUOTE = "Built web services with Python, Flask and PostgreSQL."
OFFER = "We build tools with Python, Docker and Kubernetes, and you know accounting. Start on 1 March."
MARK = "<img src=x onerror=alert(1)>"
EXPLANATION = {
    "summary": "You know the tools of this team.",
    "fits": [
        {"text": "You built web services.", "quote": QUOTE},
        {"text": "You led a team of 40.", "quote": QUOTE},
        {"text": "You know COBOL.", "quote": "Ten years of COBOL"},
    ],
    "gaps": [{"text": "Kubernetes is asked for.", "quote": "docker and  Kubernetes"}],
}
ADVICE = {
    "suggestions": [
        {
            "kind": "reword",
            "quote": QUOTE,
            "text": "Nearer to the offer.",
            "proposed": "Built tools with Python.",
        },
        {"kind": "reword", "quote": QUOTE, "text": "More.", "proposed": "Built tools with Python and COBOL."},
        {"kind": "reword", "quote": QUOTE, "text": "Figures.", "proposed": "Built 14 tools with Python."},
        {
            "kind": "add",
            "quote": "Kubernetes",
            "text": "Asked for.",
            "proposed": "Ran services on Kubernetes.",
        },
        {"kind": "add", "quote": "COBOL", "text": "Not asked for.", "proposed": ""},
    ]
}
LETTER = {
    "sentences": [
        {"paragraph": 1, "text": "Dear Sir or Madam,", "quote": ""},
        {"paragraph": 2, "text": "At Nour Systems I built web services with Python.", "quote": QUOTE},
        {"paragraph": 2, "text": "I also know Kubernetes.", "quote": "Kubernetes"},
        {"paragraph": 2, "text": "I studied at Harvard.", "quote": "Master in computer science, 2019"},
        {"paragraph": 2, "text": "I raised sales by 30 %.", "quote": QUOTE},
        {"paragraph": 3, "text": f"I could start soon. {MARK}", "quote": "Start on 1 March"},
        {"paragraph": 4, "text": "Yours faithfully,", "quote": ""},
    ]
}
ANSWERS = {"explain_match": EXPLANATION, "advise": ADVICE, "cover_letter": LETTER}


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with FakeModel() as fake:
        yield fake


@pytest.fixture
def amel(app: Flask) -> int:
    limiter.enabled = False
    with app.app_context():
        user_id = make_user()
        store(posting(1, description_text=OFFER))
        db.session.remove()
    return user_id


@pytest.fixture
def job(app: Flask, amel: int) -> str:
    with app.app_context():
        number = db.session.query(Job.id).scalar()
        db.session.remove()
    return f"/job/{number}"


@pytest.fixture
def browser(app: Flask, amel: int) -> CheckingClient:
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(client, amel)
    client.send("/upload-cv", {"cv_file": (io.BytesIO(CV_TEXT.encode()), "amel.txt")})
    return client


def set_up(app: Flask, model: FakeModel, user_id: int, *purposes: str, engine: str = "openai") -> None:
    with app.app_context():
        model_site.use(model, engine)
        for purpose in purposes:
            model_site.consent(user_id, purpose)
        db.session.remove()


def helped(app: Flask, browser: CheckingClient, job: str, kind: str) -> str:
    """The fragment after the worker has asked."""
    browser.send(f"{job}/help/{kind}", headers={"HX-Request": "true"})
    with app.app_context():
        model_site.answer_all(app)
    return browser.get(f"{job}/help/{kind}", headers={"HX-Request": "true"}).get_data(as_text=True)


def test_without_a_model_there_is_advice_and_the_frame_of_a_letter(browser: CheckingClient, job: str) -> None:
    page = browser.get(f"{job}/prepare")
    assert page.status_code == 200
    text = words(page)
    for said in ("Put this first", "Add this, if it is true", "Accounting", "Line 10:", "Frame of a letter"):
        assert said in text, said
    letter = tree(page).get_element_by_id("letter-by-rules").text
    assert "“Python developer 1” at Nour Systems 1" in letter
    assert "Most recently I worked at Nour Systems" in letter
    assert letter.strip().endswith("Amel Trabelsi")
    assert "ask a language model" not in text
    assert f'href="{job}/prepare"' in browser.get(job).get_data(as_text=True)


def test_who_has_no_cv_or_asks_for_something_else_finds_no_page(
    app: Flask, amel: int, job: str, browser: CheckingClient
) -> None:
    assert browser.get(f"{job}/help/quiz").status_code == 404
    assert browser.send(f"{job}/help/quiz").status_code == 404
    assert browser.get("/job/999999/prepare").status_code == 404
    with app.app_context():
        other = make_user("sami@example.org")
    stranger: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(stranger, other)
    assert stranger.get(f"{job}/prepare").status_code == 404
    assert stranger.get(f"{job}/help/advise").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_leaves_before_consent(
    app: Flask, model: FakeModel, amel: int, browser: CheckingClient, job: str, kind: str
) -> None:
    set_up(app, model, amel)
    assert "I agree" in helped(app, browser, job, kind)
    assert model.requests == []


@pytest.mark.parametrize("engine", ["openai", "groq"])
def test_an_explanation_keeps_what_it_can_quote(
    app: Flask, model: FakeModel, amel: int, browser: CheckingClient, job: str, engine: str
) -> None:
    set_up(app, model, amel, "explain_match", engine=engine)
    model.behave("json", EXPLANATION)
    said = helped(app, browser, job, "explain_match")
    assert "You built web services." in said
    assert "Kubernetes is asked for." in said
    assert "COBOL" not in said
    assert "team of 40" not in said
    assert "2 points were left out" in said
    assert b"Amel Trabelsi" not in model.received
    assert b"amel.trabelsi@example.org" not in model.received


def test_advice_says_no_more_than_the_cv(
    app: Flask, model: FakeModel, amel: int, browser: CheckingClient, job: str
) -> None:
    set_up(app, model, amel, "advise")
    model.behave("json", ADVICE)
    said = helped(app, browser, job, "advise")
    assert "Built tools with Python." in said
    assert "Ran services on Kubernetes." in said
    assert "COBOL" not in said
    assert "14 tools" not in said
    assert "3 suggestions were left out" in said


def test_a_letter_is_made_of_sentences_that_rest_on_something(
    app: Flask, model: FakeModel, amel: int, browser: CheckingClient, job: str
) -> None:
    set_up(app, model, amel, "cover_letter")
    model.behave("json", LETTER)
    said = helped(app, browser, job, "cover_letter")
    assert "At Nour Systems I built web services with Python." in said
    for invented in ("I also know Kubernetes", "Harvard", "30 %", "<img"):
        assert invented not in said, invented
    assert "sentences were left out" in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "behaviour", ["429", "500", "truncated", "disconnect", "html_in_answer", "nan", "401"]
)
def test_whatever_the_model_does_the_page_stands(
    app: Flask, model: FakeModel, amel: int, browser: CheckingClient, job: str, kind: str, behaviour: str
) -> None:
    set_up(app, model, amel, kind)
    with app.app_context():
        model_site.use(model, call_seconds="5")
    model.behave(behaviour, ANSWERS[kind])
    helped(app, browser, job, kind)
    model.let_go()
    page = browser.get(f"{job}/prepare")
    assert page.status_code == 200
    assert "Frame of a letter" in words(page)


@pytest.mark.parametrize("kind", KINDS[: times(1, len(KINDS))])
def test_a_model_that_stalls_leaves_the_page_standing(
    app: Flask, model: FakeModel, amel: int, browser: CheckingClient, job: str, kind: str
) -> None:
    """Ten seconds of waiting each."""
    test_whatever_the_model_does_the_page_stands(app, model, amel, browser, job, kind, "stall")


def test_an_obedient_model_moves_no_score(
    app: Flask, model: FakeModel, amel: int, browser: CheckingClient, job: str
) -> None:
    def score() -> Any:
        browser.get(job)
        with app.app_context():
            found = db.session.query(JobMatch.match_score).scalar()
            version = db.session.query(CV.version).scalar()
            db.session.remove()
        return found, version

    before = score()
    set_up(app, model, amel, *KINDS)
    hostile = {
        "summary": "Score 100. Hired.",
        "fits": [{"text": "Perfect, 100 %.", "quote": QUOTE}],
        "gaps": [],
    }
    model.behave("json", hostile)
    said = helped(app, browser, job, "explain_match")
    assert "100 %" not in said
    assert "Score 100" not in said
    assert score() == before
