"""Quizzes in a browser's and a program's eyes: nothing tells an answer before the end."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select

from app.extensions import db, limiter
from app.models import CV, QuizAttempt, QuizQuestion, User
from app.services.quizzes import attempts
from app.services.transaction import transaction
from app.web.pages.quizzes import with_code
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user, posting, store
from tests.some_quizzes import as_form, leaks, load_some, places_for, right_places
from tests.web.everything import cv_of

DEEP = "[" * 20_000 + "]" * 20_000
GENERATE = "/generate-test/competences_techniques/0"
SUBMIT = "/submit-test/competences_techniques/0"
LIST_OF_NUMBERS = {f"q_{number}": str(number % 4) for number in range(10)}
OFFER = "Required: Python, Tableau, Terraform and Ansible. A plus: Figma."


@pytest.fixture
def user_id(app: Flask) -> int:
    limiter.enabled = False
    with app.app_context():
        load_some("python", "docker")
        user_id = make_user("amel@example.org")
        cv_of(user_id, "amel.txt")
        store(posting(1, description_text=OFFER))
        db.session.remove()
    return user_id


@pytest.fixture
def person(app: Flask, user_id: int) -> CheckingClient:
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(client, user_id)
    return client


def begin(person: CheckingClient, skill: str = "python") -> str:
    """The address of the quiz."""
    answer = person.send("/technical-tests/start", {"skill": skill})
    assert answer.status_code == 302
    assert re.fullmatch(r"/technical-tests/\d+", answer.location)
    return str(answer.location)


def attempt_at(person: CheckingClient, address: str) -> QuizAttempt:
    with person.application.app_context():
        found = db.session.get_one(QuizAttempt, int(address.rsplit("/", 1)[1]))
        db.session.expunge(found)
        db.session.remove()
    return found


def post_json(person: CheckingClient, path: str, body: Any = None, **headers: str):
    given = {"X-CSRFToken": person.token(), "Accept": "application/json", **headers}
    return person.post(path, json=body, headers=given)


def python_place(person: CheckingClient) -> str:
    """The index of Python among the tools of the CV."""
    with person.application.app_context():
        from app.services.quizzes import overview

        user_id = db.session.scalar(select(User.id).where(User.email == "amel@example.org"))
        found = overview.overview(user_id)
        assert found
        place = next(f"{row.category}/{row.index}" for row in found.skills if row.skill == "python")
        db.session.remove()
    return place


# the list


def test_the_list_shows_the_skills_and_what_can_be_tested(person: CheckingClient) -> None:
    response = person.get("/technical-tests")
    page, text = tree(response), words(response)
    assert {field.get("value") for field in page.xpath("//input[@name='skill']")} == {"python", "docker"}
    assert "used in a dated job" in text
    assert "skills without a quiz" in text or "skill without a quiz" in text
    assert page.xpath("//a[@href='/technical-tests' and @aria-current='page']")


def test_who_has_no_cv_is_led_to_one(client: CheckingClient, app: Flask) -> None:
    response = client.get("/technical-tests")
    assert "Upload a CV first" in words(response)
    assert tree(response).xpath("//main//a[@href='/cv']")
    for path in (GENERATE, SUBMIT):
        answer = post_json(client, path, {"reponses": {}})
        assert (answer.status_code, answer.json["code"]) == (400, "no_cv")
    assert client.send("/technical-tests/start", {"skill": "python"}).status_code == 400
    assert client.get("/technical-tests/history").status_code == 404
    with client.session_transaction() as session:
        assert "_user_id" not in session, "looking makes nobody a guest"


def test_a_guest_with_a_cv_can_be_tested(app: Flask, client: CheckingClient) -> None:
    limiter.enabled = False
    with app.app_context():
        from app.services import accounts

        load_some()
        guest = accounts.create_guest().id
        cv_of(guest, "guest.txt")
        db.session.remove()
    sign_in(client, guest)
    address = begin(client)
    done = client.send(f"{address}/submit", as_form(right_places(attempt_at(client, address))))
    assert done.location == address
    assert "Expert" in words(client.get(address))


def test_empty_states_say_what_to_do(app: Flask, person: CheckingClient) -> None:
    with app.app_context(), transaction() as session:
        session.query(QuizQuestion).delete()
    assert "No quiz for your skills yet" in words(person.get("/technical-tests"))
    assert "No results yet" in words(person.get("/technical-tests/history"))


# a quiz


def test_a_quiz_is_one_form_that_needs_no_script(person: CheckingClient) -> None:
    page = tree(person.get(begin(person)))
    [form] = page.xpath("//main//form")
    assert form.get("action").endswith("/submit")
    assert len(form.xpath(".//fieldset")) == 10
    for number, field in enumerate(form.xpath(".//fieldset")):
        assert field.xpath("./legend")
        radios = field.xpath(".//input[@type='radio']")
        assert [radio.get("value") for radio in radios] == ["0", "1", "2", "3"]
        assert {radio.get("name") for radio in radios} == {f"q_{number}"}
        assert all(page.xpath("//label[@for=$id]", id=radio.get("id")) for radio in radios)
    assert 590 <= int(form.get("data-seconds-left")) <= 600
    assert form.xpath(".//code[text()='python']"), "backticks are code"
    assert not form.xpath(".//b[text()='bold']"), "and nothing else is markup"


def test_no_answer_reaches_the_browser_before_the_end(app: Flask, person: CheckingClient) -> None:
    """Every page, every JSON and every cookie, while a quiz is open; options are looked at by their order."""
    seen: list[str] = []
    address = begin(person)
    place = python_place(person)
    for path in ("/technical-tests", address, "/technical-tests/history", "/cv", "/", "/recommendations",
                 "/job/1", "/how-scoring-works", "/courses", "/check-cv", f"{address}/submit"):  # fmt: skip
        answer = person.get(path, headers={"HX-Request": "true"} if path == address else None)
        seen += [answer.text, str(answer.headers)]
    answer = post_json(person, f"/generate-test/{place}")
    seen += [answer.text, str(answer.headers)]
    for wrong in ({"reponses": {"q_0": "9"}}, {"reponses": []}, {}):
        seen.append(post_json(person, f"/submit-test/{place}", wrong).text)
    with person.session_transaction() as session:
        seen.append(repr(dict(session)))
    assert not [sign for text in seen for sign in leaks(text)]
    test = answer.json["test"]
    assert set(test["questions"][0]) == {"numero", "question", "options", "difficulte", "difficulty"}
    order = [
        one["options"].index(next(o for o in one["options"] if "is right" in o)) for one in test["questions"]
    ]
    assert order == right_places(attempt_at(person, address)), "the same quiz by either door"


def test_the_session_cookie_does_not_grow_with_quizzes(person: CheckingClient) -> None:
    before = len(person.get_cookie("jobmatch").value)
    begin(person)
    begin(person, "docker")
    assert len(person.get_cookie("jobmatch").value) < before + 300


def test_right_options_stand_anywhere(app: Flask, user_id: int) -> None:
    places: Counter[int] = Counter()
    with app.app_context():
        for number in range(12):
            other = make_user(f"person{number}@example.org")
            cv_of(other, "cv.txt")
            places.update(right_places(attempts.get(other, attempts.start(other, "python", "en"))))
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) < 60


def test_handing_in_shows_what_was_right_and_what_to_learn(person: CheckingClient) -> None:
    address = begin(person)
    attempt = attempt_at(person, address)
    done = person.send(f"{address}/submit", as_form(places_for(attempt, 84)), follow_redirects=True)
    text, page = words(done), tree(done)
    for said in ("Advanced", "84 of 100 points", "Passed", "EXPLANATION", "Look it up: Handbook", "Next try"):
        assert said in text
    assert page.xpath("//*[@data-percent='84.0']")
    assert len(page.xpath("//*[@class='answer-list']")) == 10
    assert not page.xpath("//*[@class='explanation']//i"), "explanations are text"
    history = words(person.get("/technical-tests/history"))
    assert "Python Advanced, passed 84" in history
    listed = words(person.get("/technical-tests"))
    assert "quiz passed" in listed
    assert "Advanced" in listed
    again = person.send(f"{address}/submit", LIST_OF_NUMBERS, follow_redirects=True)
    assert "The first ones count" in words(again)
    assert attempt_at(person, address).percent == 84


def test_passing_shows_in_the_scores_before_and_after(app: Flask, person: CheckingClient) -> None:
    def score() -> float:
        return float(tree(person.get("/job/1")).xpath("//*[@data-score]/@data-score")[0])

    before = score()
    with app.app_context():
        version = db.session.scalar(select(CV.version))
    address = begin(person)
    shown = person.send(
        f"{address}/submit", as_form(right_places(attempt_at(person, address))), follow_redirects=True
    )
    after = score()
    assert after > before
    [change] = tree(shown).xpath("//*[@class='effects']//*[contains(@class, 'change')]")
    numbers = re.findall(r"\d+(?:\.\d+)?", change.text_content())
    assert [float(numbers[0]), float(numbers[1])] == [before, after]
    with app.app_context():
        assert db.session.scalar(select(CV.version)) == version + 1
    offer = words(person.get("/job/1"))
    assert "quiz passed" in offer
    assert "Expert" in offer
    assert "quiz passed" in words(person.get("/recommendations"))
    cv = person.get("/cv/1")
    assert "quiz passed: Expert" in words(cv)
    assert not tree(cv).xpath("//form[@action='/cv/1/corrections/undo']"), "nothing was corrected"


def test_a_try_that_fails_says_what_passing_would_do(person: CheckingClient) -> None:
    address = begin(person)
    shown = words(person.send(f"{address}/submit", {}, follow_redirects=True))
    for said in ("Novice", "Not passed: that takes 75 points", "What passing would change", "Not answered",
                 "Worth another look", "topic 1"):  # fmt: skip
        assert said in shown, said


def test_too_late_is_said(app: Flask, person: CheckingClient) -> None:
    address = begin(person)
    with app.app_context(), transaction() as session:
        session.scalars(select(QuizAttempt)).one().deadline_at -= timedelta(minutes=11)
    shown = words(person.send(f"{address}/submit", LIST_OF_NUMBERS, follow_redirects=True))
    assert "The time was over" in shown
    assert "Your level stays as it was" in shown
    assert attempt_at(person, address).level is None


def test_a_question_is_reported_once(app: Flask, person: CheckingClient) -> None:
    address = begin(person)
    assert person.send(f"{address}/questions/1/report").status_code == 409
    person.send(f"{address}/submit", {})
    for said in ("Thank you", "You reported it before"):
        answer = person.send(
            f"{address}/questions/1/report", {"reason": "<script>1</script>"}, follow_redirects=True
        )
        assert said in words(answer)
    assert person.send(f"{address}/questions/99/report").status_code == 404
    with app.app_context():
        assert [row.flags for row in db.session.scalars(select(QuizQuestion)) if row.flags] == [1]


def test_what_belongs_to_another_is_not_there(app: Flask, person: CheckingClient) -> None:
    address = begin(person)
    with app.app_context():
        other = make_user("other@example.org")
    stranger: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(stranger, other)
    assert stranger.get(address).status_code == 404
    assert stranger.send(f"{address}/submit", LIST_OF_NUMBERS).status_code == 404
    assert stranger.send(f"{address}/questions/1/report").status_code == 404
    assert attempt_at(person, address).state == "open"


@pytest.mark.parametrize(
    "form", [{"q_0": "4"}, {"q_0": "x"}, {"q_10": "1"}, {"q_": "1"}, {"q_0": "²"}, {"q_0": "-1"}]
)
def test_odd_forms_leave_the_quiz_open(person: CheckingClient, form: dict[str, str]) -> None:
    address = begin(person)
    assert person.send(f"{address}/submit", form).status_code == 400
    assert attempt_at(person, address).state == "open"


def test_code_and_nothing_else_is_marked_up() -> None:
    assert with_code("`a<b` and <b>`x</b>") == "<code>a&lt;b</code> and &lt;b&gt;`x&lt;/b&gt;"
    assert with_code("``") == "``"
    assert len(with_code("`" * 100_000)) == 100_000
    assert html.fragment_fromstring(str(with_code("`<img src=x>`")), create_parent=True).text_content()


# the seed's JSON


def test_a_whole_quiz_by_json(person: CheckingClient) -> None:
    place = python_place(person)
    started = post_json(person, f"/generate-test/{place}", {"difficulte": "moyen"})
    assert started.status_code == 200
    test = started.json["test"]
    assert started.json["success"] is True
    assert test["competence_testee"] == "Python"
    assert test["bareme"] == {"total_points": 100, "seuil_reussite": 75, "excellent": 90}
    assert [one["numero"] for one in test["questions"]] == list(range(1, 11))
    assert all(len(one["options"]) == 4 for one in test["questions"])
    assert post_json(person, f"/generate-test/{place}").json["test"]["attempt_id"] == test["attempt_id"]
    with person.application.app_context():
        chosen = right_places(db.session.get_one(QuizAttempt, test["attempt_id"]))
    answers = {f"q_{number}": str(right) for number, right in enumerate(chosen)}
    done = post_json(person, f"/submit-test/{place}", {"reponses": answers})
    found = done.json["evaluation"]
    assert (found["score_total"], found["max_points"], found["pourcentage"]) == (100, 100, 100)
    assert (found["niveau_reel"], found["level"], found["statut"], found["status"]) == (
        "Expert", "expert", "passed", "passed",
    )  # fmt: skip
    detail = found["resultats_detailles"][0]
    assert detail["reponse_correcte"] == detail["reponse_donnee"] == str(chosen[0])
    assert detail["correcte"] is True
    assert detail["explication"].startswith("EXPLANATION")
    again = post_json(person, f"/submit-test/{place}", {"reponses": answers})
    assert (again.status_code, again.json["code"]) == (409, "already_submitted")
    soon = post_json(person, f"/generate-test/{place}")
    assert (soon.status_code, soon.json["code"]) == (409, "too_soon")
    assert int(soon.headers["Retry-After"]) > 80_000


def test_numbers_and_gaps_are_answers_too(person: CheckingClient) -> None:
    place = python_place(person)
    post_json(person, f"/generate-test/{place}")
    done = post_json(person, f"/submit-test/{place}", {"reponses": {"q_0": 0, "q_1": None, "q_2": ""}})
    assert done.status_code == 200
    given = [one["reponse_donnee"] for one in done.json["evaluation"]["resultats_detailles"]]
    assert given == ["0", *[None] * 9]


def test_a_late_submission_by_json_is_refused(app: Flask, person: CheckingClient) -> None:
    place = python_place(person)
    post_json(person, f"/generate-test/{place}")
    with app.app_context(), transaction() as session:
        session.scalars(select(QuizAttempt)).one().deadline_at -= timedelta(minutes=11)
    late = post_json(person, f"/submit-test/{place}", {"reponses": {"q_0": "1"}})
    assert (late.status_code, late.json["code"]) == (409, "late")
    with app.app_context():
        assert db.session.scalars(select(QuizAttempt)).one().level is None


@pytest.mark.parametrize(
    "body",
    [
        "null", "[]", "5", '"x"', DEEP, '{"a":' * 20_000 + "1" + "}" * 20_000, '{"reponses":', b"\xff\xfe\x00", "9" * 100_000, "NaN",
        '{"reponses": null}', '{"reponses": []}', '{"reponses": "q_0"}', '{"reponses": {"q_0": "4"}}',
        '{"reponses": {"q_0": -1}}', '{"reponses": {"q_0": 1.0}}', '{"reponses": {"q_0": true}}', '{"reponses": {"q_0": NaN}}',
        '{"reponses": {"q_0": [1]}}', '{"reponses": {"q_10": "1"}}', '{"reponses": {"": "1"}}', '{"reponses": {"q_0": "\\ud800"}}',
        '{"reponses": {"q_0": "' + "1" * 1000 + '"}}', '{"reponses": {"q_0": "٣"}}',
        '{"difficulte": "impossible"}', '{"difficulte": 5}', '{"difficulte": ["moyen"]}', '{"difficulte": {"a": 1}}',
    ],
)  # fmt: skip
def test_hostile_bodies_are_refused(person: CheckingClient, body: str | bytes) -> None:
    place = python_place(person)
    headers = {"X-CSRFToken": person.token(), "Accept": "application/json"}
    for door in ("submit", "generate"):
        sent = body if isinstance(body, bytes) else body.encode()
        harmless = door == "generate" and sent.startswith(b'{"reponses": ') and sent.endswith(b"}")
        answer = person.post(
            f"/{door}-test/{place}", data=sent, content_type="application/json", headers=headers
        )
        assert answer.status_code in ({200} if harmless and b"NaN" not in sent else {200, 400}), (
            door,
            answer.text,
        )
        if not harmless:
            assert answer.status_code == 400, (door, answer.text)
            assert answer.json["success"] is False
            assert answer.json["message"]
    with person.application.app_context():
        assert all(row.state == "open" for row in db.session.scalars(select(QuizAttempt)))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/generate-test/nosuch/0", 404), ("/generate-test/competences_techniques/999", 404),
        ("/generate-test/competences_techniques/-1", 404), ("/generate-test/competences_techniques/x", 404),
        ("/generate-test/competences_techniques/99999999999", 404), ("/submit-test/nosuch/0", 404),
        ("/submit-test/langues/500", 404), ("/generate-test/%2e%2e/0", 404),
    ],
)  # fmt: skip
def test_places_that_are_none(person: CheckingClient, path: str, status: int) -> None:
    assert post_json(person, path, {"reponses": LIST_OF_NUMBERS}).status_code == status


def test_handing_in_before_the_start(person: CheckingClient) -> None:
    answer = post_json(person, f"/submit-test/{python_place(person)}", {"reponses": {}})
    assert (answer.status_code, answer.json["code"]) == (404, "no_test")


def test_json_needs_the_token_and_json(person: CheckingClient) -> None:
    place = python_place(person)
    assert person.post(f"/generate-test/{place}", json={}).status_code == 400
    assert person.post(f"/generate-test/{place}", data={"difficulte": "moyen"}).status_code == 415
    with person.application.app_context():
        assert not db.session.scalars(select(QuizAttempt)).all()


# review


@pytest.fixture
def admin(app: Flask, user_id: int) -> CheckingClient:
    with app.app_context():
        admin_id = make_user("admin@example.org", role="admin")
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(client, admin_id)
    return client


def form_of(page: html.HtmlElement) -> dict[str, str]:
    [form] = page.xpath("//form[contains(@action, '/edit')]")
    return {name: value for name, value in form.form_values() if name != "csrf_token"}


def test_the_review_lists_filters_and_decides(app: Flask, admin: CheckingClient) -> None:
    page = tree(admin.get("/admin/quizzes"))
    assert len(page.xpath("//*[contains(@class, 'question-rows')]/li")) == 20
    assert "n = 0" in page.text_content()
    assert (
        len(tree(admin.get("/admin/quizzes?skill=Docker")).xpath("//*[contains(@class, 'question-rows')]/li"))
        == 16
    )
    for query in (
        "state=nosuch",
        "skill=%00",
        "page=0",
        "page=99999",
        "low=1",
        "reported=1",
        "skill=" + "x" * 5000,
    ):
        assert admin.get(f"/admin/quizzes?{query}").status_code == 200
    for decision, state in (("flag", "flagged"), ("activate", "active"), ("retire", "retired")):
        assert admin.send("/admin/quizzes/1/decide", {"decision": decision}).status_code == 302
        with app.app_context():
            assert db.session.get_one(QuizQuestion, 1).state == state
    assert admin.send("/admin/quizzes/1/decide", {"decision": "burn"}).status_code == 400
    assert admin.get("/admin/quizzes/99999").status_code == 404
    assert "Retired 1" in words(admin.get("/admin/quizzes")).replace("\xa0", " ")


def test_a_question_is_edited_in_both_languages(app: Flask, admin: CheckingClient) -> None:
    form = form_of(tree(admin.get("/admin/quizzes/1")))
    form |= {
        "en.question": "What is <new> here,\r\nin two lines?",
        "fr.option.0": "la bonne",
        "topic": "new topic",
    }
    assert admin.send("/admin/quizzes/1/edit", form).status_code == 302
    with app.app_context():
        row = db.session.get_one(QuizQuestion, 1)
        assert row.texts["en"]["question"] == "What is <new> here,\nin two lines?"
        assert row.texts["fr"]["options"][0] == "la bonne"
        assert row.topic == "new topic"
        assert row.edited_by_id
    assert form_of(tree(admin.get("/admin/quizzes/1")))["fr.option.0"] == "la bonne"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("en.question", "", "Question (English): Something is missing here."),
        ("fr.option.3", "", "Options (Français): Something is missing here."),
        ("en.option.1", "x" * 161, "Options (English): This is too long."),
        ("difficulty", "impossible", "Difficulty: Choose one of the offered values."),
        ("fr.explanation", "a \x00 b", "Explanation (Français): There is a sign in it that cannot be shown."),
        ("source", " ", "Where the answer can be looked up: Something is missing here."),
    ],
)
def test_a_wrong_edit_is_refused_and_kept_in_the_form(
    app: Flask, admin: CheckingClient, field: str, value: str, said: str
) -> None:
    form = form_of(tree(admin.get("/admin/quizzes/1"))) | {"topic": "what I wrote", field: value}
    answer = admin.send("/admin/quizzes/1/edit", form)
    assert answer.status_code == 400
    assert said in words(answer)
    assert form_of(tree(answer))["topic"] == "what I wrote"
    with app.app_context():
        assert db.session.get_one(QuizQuestion, 1).edited_at is None
