"""How a page asks for help, and what it is told."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.errors import BadInput, Conflict
from app.extensions import db
from app.models import Consent, Task, User
from app.services.assistant import asking, consents, pending, set_up, table, trying
from app.services.assistant.outcomes import Answered, Outcome, Unanswered
from app.services.transaction import transaction
from app.worker import HANDLERS
from tests import model_site
from tests.factories import make_user
from tests.fake_model import FakeModel
from tests.services.assistant.some_questions import Reply, question


@pytest.fixture
def amel(site: Flask) -> int:
    user_id = make_user()
    model_site.consent(user_id, "advise")
    return user_id


@pytest.fixture(autouse=True)
def _advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task as others write it: it asks what its arguments say."""

    def run(user_id: int | None, subject: str, arguments: object, task_id: int) -> Outcome[Reply]:
        return asking.ask(user_id, question(f"about {arguments}"), subject, task_id)

    monkeypatch.setattr(table, "TABLE", {**table.TABLE, "advise": run})


def request(user_id: int | None, subject: str = "job 1", **changes: object) -> pending.HelpState:
    return pending.request(user_id, "advise", subject, {"job_id": 1}, **changes)  # type: ignore[arg-type]


def state(user_id: int | None, subject: str = "job 1") -> pending.HelpState:
    db.session.remove()
    return pending.state(user_id, "advise", subject)


def waiting() -> list[Task]:
    db.session.remove()
    return list(db.session.scalars(select(Task).where(Task.name == pending.TASK)))


def test_a_question_goes_from_ready_over_waiting_to_answered(
    site: Flask, model: FakeModel, amel: int
) -> None:
    assert state(amel).state == "ready"
    assert request(amel).state == "waiting"
    assert model.requests == [], "no page asks a model"
    model_site.answer_all(site)
    answered = state(amel)
    assert (answered.state, answered.provider, answered.model) == ("answered", model.provider, "fake-large")
    assert len(model.questions) == 1
    assert request(amel).state == "answered"
    assert len(model.questions) == 1
    assert "job_id" in model.questions[0].text


def test_states_before_anything_can_be_asked(context: Flask, model: FakeModel) -> None:
    user_id = make_user()
    assert request(user_id).state == "off"
    model_site.use(model)
    assert state(None).state == "needs_consent"
    assert request(user_id).state == "needs_consent"
    assert pending.state(user_id, "advise", "job 1", is_personal=False).state == "ready"
    assert waiting() == []


def test_who_asks_while_it_waits_gets_the_same_task(site: Flask, model: FakeModel, amel: int) -> None:
    barrier = threading.Barrier(6)

    def one() -> None:
        with site.app_context():
            barrier.wait()
            request(amel)
            db.session.remove()

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(waiting()) == 1
    model_site.answer_all(site)
    assert len(model.questions) == 1


def test_an_answer_can_be_asked_for_again(site: Flask, model: FakeModel, amel: int) -> None:
    request(amel)
    model_site.answer_all(site)
    assert request(amel, again=True).state == "waiting"
    model_site.answer_all(site)
    assert state(amel).state == "answered"
    assert len(waiting()) == 1


@pytest.mark.parametrize(
    ("behaviour", "code"), [("401", "bad_key"), ("empty", "garbage"), ("refusal", "refused")]
)
def test_without_an_answer_the_page_says_why_and_may_ask_again(
    site: Flask, model: FakeModel, amel: int, behaviour: str, code: str
) -> None:
    model.behave(behaviour)
    request(amel)
    model_site.answer_all(site)
    assert (state(amel).state, state(amel).code) == ("unanswered", code)
    model.behave("json")
    assert request(amel).state == "waiting"
    model_site.answer_all(site)
    assert state(amel).state == "answered"


def test_consent_that_was_withdrawn_meanwhile_stops_it(site: Flask, model: FakeModel, amel: int) -> None:
    request(amel)
    consents.withdraw(amel, "advise")
    model_site.answer_all(site)
    assert state(amel).state == "needs_consent"
    assert model.requests == []
    model_site.consent(amel, "advise")
    assert state(amel).state == "ready"


def test_a_task_that_failed_says_so(site: Flask, model: FakeModel, amel: int) -> None:
    request(amel)
    with transaction() as session:
        session.execute(update(Task).values(state="failed", message="ZeroDivisionError"))
    assert (state(amel).state, state(amel).code) == ("unanswered", "failed")
    assert request(amel).state == "waiting"


def test_one_person_waits_for_a_few_answers_at_once(site: Flask, model: FakeModel, amel: int) -> None:
    states = [request(amel, f"job {number}") for number in range(pending.MAX_WAITING + 1)]
    assert [each.state for each in states] == ["waiting"] * pending.MAX_WAITING + ["unanswered"]
    assert states[-1].code == "too_many"
    assert len(waiting()) == pending.MAX_WAITING


def test_people_have_slots_of_their_own(site: Flask, model: FakeModel, amel: int) -> None:
    other = make_user("other@example.org")
    model_site.consent(other, "advise")
    request(amel)
    assert state(other).state == "ready"
    assert state(amel, "job 2").state == "ready"


def test_who_is_gone_is_not_asked_for(site: Flask, model: FakeModel, amel: int) -> None:
    request(amel)
    with transaction() as session:
        session.delete(session.get(User, amel))
    model_site.answer_all(site)
    assert model.requests == []
    assert [task.message for task in waiting()] == ["unanswered:gone"]


def test_tasks_hold_no_text_and_wait_in_a_lane_of_their_own(site: Flask, amel: int) -> None:
    request(amel, "é" * 500)
    [task] = waiting()
    assert set(task.arguments) == {"user_id", "purpose", "subject", "arguments"}
    assert len(task.arguments["subject"]) == 120
    lanes = {key: site.extensions[key].pending_count() for key in ("queue", "slow_queue", "model_queue")}
    assert lanes == {"queue": 0, "slow_queue": 0, "model_queue": 1}
    assert pending.TASK in HANDLERS


def test_an_admin_tries_a_question_and_loads_the_list(site: Flask, model: FakeModel) -> None:
    for subject in (trying.QUESTION, trying.MODELS):
        assert pending.put(None, trying.PURPOSE, subject, {})
        assert not pending.put(None, trying.PURPOSE, subject, {})
        assert pending.is_waiting(None, trying.PURPOSE, subject)
        model_site.answer_all(site)
        assert not pending.is_waiting(None, trying.PURPOSE, subject)
    question_tried, listed = trying.newest(trying.QUESTION), trying.newest(trying.MODELS)
    assert question_tried
    assert (question_tried.state, question_tried.answer) == ("ok", {"reply": "yes"})
    assert listed
    assert listed.answer == {"names": sorted(model.models)}
    model.behave("401")
    pending.put(None, trying.PURPOSE, trying.MODELS, {})
    model_site.answer_all(site)
    assert trying.newest(trying.MODELS).fault == "bad_key"  # type: ignore[union-attr]


def test_consent_is_to_what_was_shown(site: Flask, model: FakeModel) -> None:
    user_id, provider = make_user(), set_up.current().provider
    for purpose, host, version in (
        ("advise", "elsewhere.example", "1"), ("advise", provider, "0"), ("advise", "", "1"), ("advise", provider, ""),
    ):  # fmt: skip
        with pytest.raises(Conflict):
            consents.grant(user_id, purpose, host, version)
    for purpose in ("test", "", "x" * 100):
        with pytest.raises(BadInput):
            consents.grant(user_id, purpose, provider, "1")
    assert db.session.scalars(select(Consent)).all() == []


def test_consents_are_kept_as_a_record(
    site: Flask, model: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_id = make_user()
    model_site.consent(user_id, "advise")
    model_site.consent(user_id, "advise")
    assert len(consents.history(user_id)) == 1, "twice is once"
    assert consents.withdraw(user_id, "advise")
    assert not consents.withdraw(user_id, "advise")
    model_site.consent(user_id, "advise")
    monkeypatch.setitem(consents.TEXT_VERSIONS, "advise", "2")
    assert {one.purpose: one.granted_at for one in consents.states(user_id)}["advise"] is None
    model_site.consent(user_id, "advise")
    history = consents.history(user_id)
    assert [(one.text_version, one.withdrawn_at is None) for one in history] == [
        ("2", True),
        ("1", False),
        ("1", False),
    ]
    assert {one.purpose: bool(one.granted_at) for one in consents.states(user_id)}["advise"]


def test_outcomes_are_told_apart() -> None:
    assert Unanswered("off") != Unanswered("paused")
    assert Answered(1, "m") != Answered(1, "m", is_kept=True)  # type: ignore[type-var]
