"""The one way to a model: what leaves, what comes back, what is written down."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.core.cv.profile import Contact, Profile, to_json
from app.extensions import db
from app.models import CV, AiBreaker, AiCall, User, utc_now
from app.services.assistant import allowance, answers, asking, calls, consents, set_up
from app.services.assistant.outcomes import ALL_CODES, Answered, Unanswered
from app.services.transaction import transaction
from tests import model_site
from tests.factories import make_user
from tests.fake_model import BEHAVIOURS, FakeModel
from tests.services.assistant.some_questions import Reply, ask, question, rows
from tests.web.everything import cv_of

GOOD = Answered(Reply(reply="yes"), "fake-large")
CODES = {
    "stall": "timed_out", "drip": "timed_out", "disconnect": "server_fault", "429": "rate_limited",
    "429_today": "quota_used_up", "402": "quota_used_up", "500": "server_fault", "503": "server_fault",
    "401": "bad_key", "403": "bad_key", "404": "no_such_model", "decommissioned": "no_such_model",
    "too_long": "not_taken", "413": "not_taken", "400": "not_taken", "redirect": "garbage", "refusal": "refused",
    "filtered": "refused", "3MB": "garbage", "html": "garbage", "no_choices": "garbage", "odd_shape": "garbage",
    "not_json": "garbage", "truncated": "garbage", "deep": "garbage", "300kB": "garbage", "empty": "garbage",
    "null": "garbage", "list": "garbage", "refusal_in_words": "garbage", "nan": "garbage", "infinity": "garbage",
    "huge_number": "garbage", "many_digits": "garbage",
}  # fmt: skip


@pytest.fixture
def amel(site: Flask) -> int:
    user_id = make_user(first_name="Amel", last_name="Trabelsi", phone="98 765 432")
    model_site.consent(user_id, "advise")
    return user_id


BOTH = (
    "json",
    "fenced",
    "stall",
    "429",
    "500",
    "401",
    "decommissioned",
    "refusal",
    "truncated",
    "key_echoed",
)


@pytest.mark.parametrize(
    ("engine", "behaviour"),
    [
        *(("openai", name) for name in sorted(set(BEHAVIOURS) - {"from_request"})),
        *(("groq", name) for name in BOTH),
    ],
    indirect=["engine"],
)
def test_whatever_a_server_does_is_an_outcome_and_a_row(
    site: Flask, model: FakeModel, amel: int, behaviour: str
) -> None:
    model.behave(behaviour)
    slow = behaviour in {"stall", "drip"}
    asked = question(seconds=0.4) if slow else question()
    outcome = ask(amel, asked)
    [row] = rows()
    if behaviour in CODES:
        assert isinstance(outcome, Unanswered)
        assert (outcome.code, row.fault, row.state, row.answer) == (
            CODES[behaviour],
            outcome.code,
            "failed",
            None,
        )
        assert outcome.code in ALL_CODES
    else:
        assert isinstance(outcome, Answered)
        assert (row.state, row.fault, row.answer) == ("ok", "", outcome.answer.model_dump())
    assert model_site.KEY not in f"{row.sent}{row.detail}{row.answer}{outcome!r}"
    assert row.finished_at
    assert row.requests >= 1


def test_only_the_worker_asks(site: Flask, model: FakeModel, amel: int) -> None:
    with pytest.raises(asking.NotInWorker):
        asking.ask(amel, question(), "job 1")
    with pytest.raises(asking.NotInWorker), transaction():
        ask(amel)
    assert model.requests == []
    assert rows() == []


def test_without_a_model_nothing_is_asked(context: Flask) -> None:
    user_id = make_user()
    assert ask(user_id) == Unanswered("off")
    assert rows() == []


@pytest.mark.parametrize("engine", ["groq", "openai"], indirect=True)
def test_no_byte_leaves_before_consent_and_none_after_it_is_withdrawn(site: Flask, model: FakeModel) -> None:
    user_id = make_user()
    assert ask(user_id) == Unanswered("needs_consent")
    model_site.consent(user_id, "cover_letter")
    assert ask(user_id) == Unanswered("needs_consent"), "each purpose by itself"
    assert model.received == b""
    model_site.consent(user_id, "advise")
    assert ask(user_id) == GOOD
    sent = len(model.requests)
    assert consents.withdraw(user_id, "advise")
    assert ask(user_id, question("another text")) == Unanswered("needs_consent")
    assert ask(user_id) == Unanswered("needs_consent"), "not even what was answered before"
    assert len(model.requests) == sent == 1


def test_consent_of_one_is_not_consent_of_another(site: Flask, model: FakeModel, amel: int) -> None:
    other = make_user("other@example.org")
    assert ask(other) == Unanswered("needs_consent")
    assert model.requests == []


def test_consent_is_for_one_provider_and_one_text(
    site: Flask, model: FakeModel, amel: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(consents.TEXT_VERSIONS, "advise", "2")
    assert ask(amel) == Unanswered("needs_consent"), "the text says something else now"
    monkeypatch.setitem(consents.TEXT_VERSIONS, "advise", "1")
    with FakeModel() as elsewhere:
        model_site.use(elsewhere)
        assert ask(amel) == Unanswered("needs_consent")
        assert elsewhere.requests == []
    assert model.requests == []


def test_offers_and_courses_need_no_consent(site: Flask, model: FakeModel) -> None:
    assert ask(make_user(), question("We look for a nurse.", owner="public", purpose="quiz")) == GOOD
    assert "We look for a nurse." in model.questions[0].text


def test_pictures_need_consent_and_go_to_the_model_that_sees(site: Flask, model: FakeModel) -> None:
    user_id = make_user()
    picture = "data:image/png;base64,aGVsbG8gd29ybGQ="
    asked = question(purpose="read_proof", parts=(), images=(picture,))
    assert ask(user_id, asked) == Unanswered("needs_consent")
    model_site.consent(user_id, "read_proof")
    outcome = ask(user_id, asked)
    assert isinstance(outcome, Answered)
    assert outcome.model == model.questions[0].json()["model"] == "fake-vision"
    assert model.questions[0].images == [b"hello world"]
    [row] = rows()
    assert "SHA-256" in row.sent
    assert "aGVsbG8" not in row.sent


def test_personal_details_stay_here(site: Flask, model: FakeModel, amel: int) -> None:
    cv_id = cv_of(amel, "cv.txt")
    profile = to_json(
        Profile(contact=Contact(name="Lina Haddad", email="lina@example.net", phone="+216 55 666 777"))
    )
    with transaction() as session:
        session.execute(update(CV).where(CV.id == cv_id).values(profile=profile))
    text = "Amel TRABELSI aka Lina Haddad\n98 765 432, amel.trabelsi@example.org, lina@example.net\n+216 55 666 777\nPython"
    ask(amel, question(text))
    received = model.received.decode()
    for secret in ("Amel", "TRABELSI", "Lina", "Haddad", "98 765 432", "@example", "666 777"):
        assert secret not in received, secret
    assert "Python" in received


def test_one_call_holds_one_persons_text(site: Flask, model: FakeModel, amel: int) -> None:
    other = make_user("other@example.org")
    model_site.consent(other, "advise")
    ask(amel, question("canary-of-amel"))
    ask(other, question("canary-of-other"))
    ask(other, question("canary-of-amel"))
    bodies = [each.body for each in model.questions]
    assert len(bodies) == 3, "what was answered for one is not given to another"
    assert b"canary-of-amel" not in bodies[1]
    assert b"canary-of-other" not in bodies[0] + bodies[2]


def test_the_same_question_is_sent_once(site: Flask, model: FakeModel, amel: int) -> None:
    assert ask(amel) == GOOD
    model.behave("500")
    assert ask(amel) == Answered(Reply(reply="yes"), "fake-large", is_kept=True)
    assert len(model.requests) == 1
    assert len(rows()) == 1
    model.behave("json")
    assert ask(amel, question(max_tokens=99)) == GOOD, "another question"
    with transaction() as session:
        session.execute(update(AiCall).values(created_at=utc_now() - timedelta(days=31)))
    assert ask(amel) == GOOD, "too old"


def test_kept_answers_pass_the_checks_of_today(site: Flask, model: FakeModel, amel: int) -> None:
    assert ask(amel) == GOOD
    model.behave("json", {"reply": "no"})
    outcome = ask(amel, question(check=lambda answer, _sent: ["no"] if answer.reply == "yes" else []))
    assert outcome == Answered(Reply(reply="no"), "fake-large")


def test_the_log_says_word_for_word_what_left(site: Flask, model: FakeModel, amel: int) -> None:
    model.script("empty", "json")
    ask(amel)
    [row] = rows()
    last = model.questions[-1].json()["messages"]
    assert [(each["role"], each["text"]) for each in json.loads(row.sent)] == [
        (each["role"], each["content"]) for each in last
    ]
    assert (row.requests, row.input_tokens, row.output_tokens) == (2, 200, 40)
    assert (row.subject, row.provider, row.model) == ("job 1", model.provider, "fake-large")
    [logged] = calls.page_of(amel).calls
    assert [each.role for each in logged.messages] == ["system", "user", "assistant", "user"]
    assert logged.answer == {"reply": "yes"}


def test_the_row_is_there_before_anything_leaves(site: Flask, model: FakeModel, amel: int) -> None:
    seen: list[tuple[str, bool]] = []

    def look(_asked: object) -> dict[str, str]:
        with site.app_context():
            row = db.session.scalars(select(AiCall)).one()
            seen.append((row.state, "Python" in row.sent))
            db.session.remove()
        return {"reply": "yes"}

    model.behave("from_request", look)
    assert ask(amel) == GOOD
    assert seen == [("running", True)]


def test_who_is_deleted_meanwhile_leaves_nothing(site: Flask, model: FakeModel, amel: int) -> None:
    def delete(_asked: object) -> dict[str, str]:
        with site.app_context(), transaction() as session:
            session.delete(session.get(User, amel))
        return {"reply": "yes"}

    model.behave("from_request", delete)
    assert ask(amel) == GOOD
    assert rows() == []


def test_an_error_of_ours_ends_the_row(site: Flask, model: FakeModel, amel: int) -> None:
    def broken(_answer: object, _sent: object) -> list[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(amel, question(check=broken))
    [row] = rows()
    assert (row.state, row.fault, row.requests) == ("failed", "failed", 1)


def test_answers_are_found_again_by_purpose_and_subject(site: Flask, model: FakeModel, amel: int) -> None:
    ask(amel, subject="job 1")
    found = answers.find(amel, "advise", "job 1", Reply)
    assert found == Answered(Reply(reply="yes"), "fake-large", is_kept=True)
    assert answers.find(amel, "advise", "job 2", Reply) is None
    assert answers.find(amel + 1, "advise", "job 1", Reply) is None
    [row] = rows()
    calls.forget(amel, row.id)
    assert answers.find(amel, "advise", "job 1", Reply) is None
    assert calls.page_of(amel).total == 0
    [row] = rows()
    assert (row.sent, row.answer, row.content_hash, row.subject) == ("", None, "", "")
    assert not allowance.spent_this_month(db.session())


def test_calls_older_than_a_year_are_purged_and_lost_ones_end(
    site: Flask, model: FakeModel, amel: int
) -> None:
    for number in range(3):
        ask(amel, question(f"text {number}"))
    first, second, third = (row.id for row in rows())
    with transaction() as session:
        old = {first: timedelta(days=366), second: timedelta(days=364), third: timedelta(minutes=20)}
        for call_id, age in old.items():
            changed = {"created_at": utc_now() - age}
            session.execute(update(AiCall).where(AiCall.id == call_id).values(**changed))
        session.execute(update(AiCall).where(AiCall.id == third).values(state="running"))
    assert calls.purge() == 1
    assert [(row.id, row.state, row.fault) for row in rows()] == [
        (second, "ok", ""),
        (third, "failed", "lost"),
    ]


def test_who_is_deleted_takes_log_and_consents_along(site: Flask, model: FakeModel, amel: int) -> None:
    ask(amel)
    with transaction() as session:
        session.delete(session.get(User, amel))
    assert rows() == []
    assert consents.history(amel) == ()


def test_after_five_failures_a_provider_is_left_alone(site: Flask, model: FakeModel, amel: int) -> None:
    model.behave("401")
    for number in range(5):
        assert ask(amel, question(f"{number}")) == Unanswered("bad_key")
    outcome = ask(amel, question("6"))
    assert isinstance(outcome, Unanswered)
    assert outcome.code == "paused"
    assert 0 < (outcome.retry_after or 0) <= 60
    assert len(model.requests) == 5
    _past_the_pause()
    assert ask(amel, question("7")) == Unanswered("bad_key")
    assert ask(amel, question("8")).code == "paused", "one is enough to begin again"  # type: ignore[union-attr]
    _past_the_pause()
    model.behave("json")
    assert ask(amel, question("9")) == GOOD
    assert ask(amel, question("10")) == GOOD
    assert db.session.get(AiBreaker, set_up.current().provider).failures == 0  # type: ignore[union-attr]


def test_after_a_pause_one_goes_first(site: Flask, model: FakeModel, amel: int) -> None:
    model.behave("401")
    for number in range(5):
        ask(amel, question(f"{number}"))
    _past_the_pause()
    outcomes: list[object] = []

    def meanwhile(_asked: object) -> dict[str, str]:
        with site.app_context():
            outcomes.append(ask(amel, question("second")))
        return {"reply": "yes"}

    model.behave("from_request", meanwhile)
    assert ask(amel, question("first")) == GOOD
    [second] = outcomes
    assert isinstance(second, Unanswered)
    assert second.code == "paused"


def test_retry_after_is_kept_by_all(site: Flask, model: FakeModel, amel: int) -> None:
    model.behave("429", retry_after=1200)
    assert ask(amel) == Unanswered("rate_limited", 1200.0)
    outcome = ask(amel, question("another"))
    assert isinstance(outcome, Unanswered)
    assert outcome.code == "paused"
    assert 1100 < (outcome.retry_after or 0) <= 1200
    assert len(model.requests) == 1
    model.behave("429", retry_after=10**6)
    _past_the_pause()
    ask(amel, question("once more"))
    wait = ask(amel, question("and more"))
    assert 3000 < (wait.retry_after or 0) <= 3600, "an hour at most"  # type: ignore[union-attr]


@pytest.mark.parametrize("behaviour", ["refusal", "too_long", "empty"])
def test_what_says_nothing_about_the_provider_opens_no_breaker(
    site: Flask, model: FakeModel, amel: int, behaviour: str
) -> None:
    model.behave(behaviour)
    for number in range(6):
        assert ask(amel, question(f"{number}")).code != "paused"  # type: ignore[union-attr]


def _past_the_pause() -> None:
    with transaction() as session:
        session.execute(update(AiBreaker).values(open_until=utc_now() - timedelta(seconds=1)))
