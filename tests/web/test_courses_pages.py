"""Courses in a browser's eyes: the catalogue, an offer's gaps, what one keeps, plans, and the JSON door."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import update

from app.extensions import db, limiter
from app.models import Course, Task, User, UserCourse, utc_now
from app.services import learning_plan
from app.services.courses import catalogue, syllabus
from app.services.transaction import transaction
from course_scraper.course import Course as Record
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user, posting, store
from tests.web.administration import as_admin
from tests.web.everything import cv_of

TEXT = "Required: Python, Tableau and Terraform. A plus: Figma."
API = "/api/recommend-courses"


def record(number: int, title: str, *skills: str, **changes: object) -> Record:
    given = {
        "partner": f"Partner {number}",
        "language": "en",
        "hours": 10.0,
        "level": "beginner",
        "url": f"https://courses.example.org/learn/c{number}",
    }
    return Record(id=f"course~c{number}", title=title, skills=skills, **{**given, **changes})  # type: ignore[arg-type]


COURSES = [
    record(1, "Tableau from the beginning", "Tableau", hours=12.0, rating=4.8, enrolments=90_000),
    record(2, "Terraform at work", "Terraform", level="advanced", kind="project", hours=1.5),
    record(3, "Tableau et les données", "Tableau", language="fr", partner="École d'Ennour", hours=30.0),
    record(4, '<b>Baking</b> & "bread"', "Baking", url=None, hours=None, level=None),
    *(record(100 + number, f"Painting {number}", "Watercolour", level="mixed") for number in range(25)),
]


@pytest.fixture
def courses(app: Flask) -> dict[str, int]:
    """The numbers of the rows by what stands behind the id's sign."""
    limiter.enabled = False
    with app.app_context():
        catalogue.save(COURSES, "import")
        catalogue.note_links({"course~c1": True, "course~c2": False})
        found = {row.course_id.partition("~")[2]: row.id for row in db.session.query(Course)}
        db.session.remove()
    return found


@pytest.fixture
def job_id(app: Flask) -> int:
    with app.app_context():
        return store(posting(1, description_text=TEXT))[0]


@pytest.fixture
def person(app: Flask, courses: dict[str, int]) -> CheckingClient:
    """Somebody with a CV."""
    with app.app_context():
        user_id = make_user("amel@example.org")
        cv_of(user_id, "amel.txt")
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(client, user_id)
    return client


def titles(page: object) -> list[str]:
    found = tree(page).xpath("//*[@class='course-title']/a")  # type: ignore[arg-type]
    return [one.text_content().strip() for one in found]


# the catalogue


def test_the_catalogue_comes_in_pages_of_twenty(client: CheckingClient, courses: dict[str, int]) -> None:
    first, second = client.get("/courses"), client.get("/courses?page=2")
    assert len(titles(first)) == 20
    assert len(titles(second)) == len(COURSES) - 20
    assert not set(titles(first)) & set(titles(second))
    assert titles(first)[0] == "Tableau from the beginning", "most people took it"
    assert tree(first).xpath("//a[@href='/courses' and @class='nav-item' and @aria-current='page']")
    assert titles(client.get("/courses?page=99")) == []


def test_it_is_searched_by_words_and_every_filter(client: CheckingClient, courses: dict[str, int]) -> None:
    assert titles(client.get("/courses?q=tableau")) == [
        "Tableau from the beginning",
        "Tableau et les données",
    ]
    for query, wanted in (
        ("q=tableau&language=fr", ["Tableau et les données"]),
        ("q=tableau&hours=20", ["Tableau from the beginning"]),
        ("kind=project", ["Terraform at work"]),
        ("q=tableau&partner=%C3%89cole%20d'Ennour", ["Tableau et les données"]),
        ("partner=Partner%202", ["Terraform at work"]),
        ("level=advanced&kind=project", ["Terraform at work"]),
        ("q=tableau&level=advanced", []),
        ("partner=Nobody", []),
    ):
        assert titles(client.get(f"/courses?{query}")) == wanted, query


def test_the_address_keeps_the_search(client: CheckingClient, courses: dict[str, int]) -> None:
    page = tree(client.get("/courses?q=painting+watercolour&level=mixed&language=en"))
    assert page.xpath("//input[@name='q']/@value") == ["painting watercolour"]
    assert page.xpath("//select[@name='level']/option[@selected]/@value") == ["mixed"]
    [following] = page.xpath("//a[@rel='next']/@href")
    assert parse_qs(urlsplit(following).query) == {
        "q": ["painting watercolour"], "level": ["mixed"], "language": ["en"], "page": ["2"],
    }  # fmt: skip


def test_each_course_says_how_near_it_is_and_what_is_known(
    client: CheckingClient, courses: dict[str, int]
) -> None:
    response = client.get("/courses?q=tableau")
    text, page = words(response), tree(response)
    for said in ("Very close (", "its provider lists this skill", "Partner 1", "12 hours", "rated 4.8 of 5",
                 "Beginner", "French", "Only words are compared"):  # fmt: skip
        assert said in text
    assert text.count("link never checked") == 1, "one was checked"
    for link in page.xpath("//a[@target='_blank']"):
        assert "noopener" in link.get("rel")
        assert link.get("href").startswith("https://courses.example.org/")
    assert "link did not answer on" in words(client.get("/courses?q=terraform"))


@pytest.mark.parametrize(
    "query",
    ["level=easy", "kind=x", "hours=7", "language=e%00", "language=fra%C3%A7", "partner=" + "x" * 400],
)
def test_filters_that_are_none_are_refused(client: CheckingClient, query: str) -> None:
    assert client.get(f"/courses?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 20_000,
        "q=%00%ff%ed%a0%80",
        "q=%20%20",
        "page=-1",
        "page=x",
        "page=99999999999",
        "q=<script>",
    ],
)
def test_odd_searches_are_answered(client: CheckingClient, courses: dict[str, int], query: str) -> None:
    assert client.get(f"/courses?{query}").status_code == 200


def test_an_empty_catalogue_says_so(client: CheckingClient) -> None:
    assert "No course found" in words(client.get("/courses"))


def test_markup_of_a_title_is_text(client: CheckingClient, courses: dict[str, int]) -> None:
    response = client.get(f"/courses/{courses['c4']}")
    assert "<b>Baking" not in response.text
    assert not tree(response).xpath("//a[@target='_blank']"), "it has no address"


# what one keeps


def test_looking_leaves_no_trace_and_saving_makes_a_guest(
    app: Flask, client: CheckingClient, courses: dict[str, int]
) -> None:
    for path in ("/courses", "/courses/mine", f"/courses/{courses['c1']}"):
        assert client.get(path).status_code == 200
    with app.app_context():
        assert db.session.query(User).count() == 0
    answer = client.send(f"/courses/{courses['c1']}/state", {"state": "saved", "back": "/courses?q=tableau"})
    assert (answer.status_code, answer.location) == (302, "/courses?q=tableau")
    assert "Saved: Tableau from the beginning." in words(client.get("/courses?q=tableau"))
    assert titles(client.get("/courses/mine")) == ["Tableau from the beginning"]
    with app.app_context():
        assert [user.is_guest for user in db.session.query(User)] == [True]


def test_a_course_goes_from_saved_to_done_and_away(person: CheckingClient, courses: dict[str, int]) -> None:
    path = f"/courses/{courses['c1']}"
    for state, heading in (("saved", "Saved 1"), ("started", "Started 1"), ("done", "Done 1")):
        person.send(f"{path}/state", {"state": state})
        assert heading in words(person.get("/courses/mine"))
    person.send(f"{path}/state", {"state": "none"})
    assert "No courses yet" in words(person.get("/courses/mine"))


def test_done_shows_what_it_changed(person: CheckingClient, courses: dict[str, int], job_id: int) -> None:
    path = f"/courses/{courses['c1']}"
    promised = tree(person.get(f"{path}?job={job_id}")).xpath(
        "//span[contains(@class, 'change')]/strong/text()"
    )
    answer = person.send(f"{path}/state", {"state": "done", "job": str(job_id), "back": "/courses"})
    assert answer.location == f"{path}?job={job_id}"
    shown = person.get(answer.location)
    assert "What it changed" in words(shown)
    assert tree(shown).xpath("//span[contains(@class, 'change')]/strong/text()") == promised
    [score] = tree(person.get(f"/job/{job_id}")).xpath("//@data-score")
    assert promised == [score]
    assert "course taken" in words(person.get(f"/job/{job_id}"))


LEARN = "https://www.coursera.org/learn/glass"
SYLLABUS = {
    "outcomes": ["Melt sand"],
    "modules": [
        {"name": "Sand", "topics": ["Where it lies", "How it <b>melts</b>"], "hours": 2.5},
        {"name": "Glass", "topics": [], "hours": None},
    ],
}


@pytest.fixture
def glass(app: Flask, courses: dict[str, int]) -> int:
    with app.app_context():
        catalogue.save([record(50, "Glass", url=LEARN)], "import")
        number = db.session.query(Course).filter_by(course_id="course~c50").one().id
        db.session.remove()
    return number


def read(app: Flask, number: int, found: dict[str, object]) -> None:
    with app.app_context(), transaction() as session:
        row = session.get_one(Course, number)
        row.syllabus, row.syllabus_at = found, utc_now()


def test_what_a_course_teaches_is_shown_or_how_it_will_be(
    app: Flask, person: CheckingClient, glass: int, courses: dict[str, int]
) -> None:
    page = person.get(f"/courses/{glass}")
    assert "Not read yet. An update of the courses brings it along" in words(page)
    assert not tree(page).xpath("//form[contains(@action, 'syllabus')]"), "only an admin has pages read"
    assert "Not known." in words(person.get(f"/courses/{courses['c4']}"))
    read(app, glass, SYLLABUS)
    page = person.get(f"/courses/{glass}")
    text = words(page)
    for said in ("Melt sand", "Where it lies", "How it <b>melts</b>", "Read from its page on"):
        assert said in text, said
    modules = tree(page).xpath("//ol[@class='modules']/li")
    assert [" ".join(one.text_content().split()) for one in modules] == [
        "Sand 2 hours Where it liesHow it <b>melts</b>", "Glass",
    ]  # fmt: skip
    read(app, glass, {"outcomes": [], "modules": []})
    assert "Its page names no modules and no outcomes." in words(person.get(f"/courses/{glass}"))


def test_an_admin_has_a_page_read(app: Flask, glass: int, courses: dict[str, int]) -> None:
    with app.app_context():
        admin_id = make_user("nadia@example.org", role="admin")
    admin = as_admin(app, admin_id)
    assert tree(admin.get(f"/courses/{glass}")).xpath("//form[contains(@action, 'syllabus')]")
    assert not tree(admin.get(f"/courses/{courses['c1']}")).xpath("//form[contains(@action, 'syllabus')]")
    admin.send(f"/courses/{glass}/syllabus")
    text = words(admin.get(f"/courses/{glass}"))
    assert "The worker was asked to read the page of this course." in text
    assert "Not read yet: the worker was asked to read its page." in text
    admin.send(f"/courses/{glass}/syllabus")
    assert "It was read, or asked for, not long ago." in words(admin.get(f"/courses/{glass}"))
    with app.app_context():
        [task] = db.session.query(Task).all()
        assert (task.name, task.arguments) == (syllabus.TASK, {"course_id": "course~c50"})
        with transaction() as session:
            ended = {"state": "done", "message": "blocked: 403"}
            session.execute(update(Task).where(Task.id == task.id).values(**ended))
    assert "When it was last asked for: blocked: 403" in words(admin.get(f"/courses/{glass}"))


def test_links_to_a_row_that_became_another_lead_there(
    app: Flask, person: CheckingClient, courses: dict[str, int]
) -> None:
    old, kept = courses["c1"], courses["c2"]
    with app.app_context():
        same = record(2, "Terraform at work", url="https://courses.example.org/learn/c1")
        catalogue.save([same], "import")
        db.session.remove()
    answer = person.get(f"/courses/{old}?job=12")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/courses/{kept}?job=12")
    person.send(f"/courses/{old}/state", {"state": "saved"})
    assert "Terraform at work" in words(person.get("/courses/mine"))


def test_a_course_that_changes_nothing_says_why(
    person: CheckingClient, courses: dict[str, int], job_id: int
) -> None:
    text = words(person.get(f"/courses/{courses['c4']}?job={job_id}"))
    assert "It does not change the score of the offer you came from" in text


@pytest.mark.parametrize(
    ("number", "form", "status"),
    [("c1", {"state": "learnt"}, 400), ("c1", {}, 400), ("none", {"state": "saved"}, 404)],
)
def test_what_cannot_be_marked(
    app: Flask,
    client: CheckingClient,
    courses: dict[str, int],
    number: str,
    form: dict[str, str],
    status: int,
) -> None:
    answer = client.send(f"/courses/{courses.get(number, 10**6)}/state", form)
    assert answer.status_code == status
    with app.app_context():
        assert db.session.query(UserCourse).count() == 0


def test_marking_needs_a_token_and_leads_nowhere_else(
    client: CheckingClient, courses: dict[str, int]
) -> None:
    path = f"/courses/{courses['c1']}/state"
    assert client.post(path, data={"state": "saved"}).status_code == 400
    answer = client.send(path, {"state": "saved", "back": "https://evil.example/"})
    assert answer.location == f"/courses/{courses['c1']}"


def test_a_course_that_went_is_still_listed_among_one_s_own(
    app: Flask, client: CheckingClient, courses: dict[str, int]
) -> None:
    client.send(f"/courses/{courses['c1']}/state", {"state": "started"})
    with app.app_context():
        catalogue.deactivate(["course~c1"])
    assert "This course is no longer offered." in words(client.get("/courses/mine"))
    assert client.get(f"/courses/{courses['c1']}").status_code == 404


# the gaps of an offer


def test_an_offer_loads_its_courses_after_it_is_shown(person: CheckingClient, job_id: int) -> None:
    page = tree(person.get(f"/job/{job_id}"))
    [place] = page.xpath("//*[@id='job-courses']")
    assert (place.get("hx-get"), place.get("hx-trigger")) == (f"/job/{job_id}/courses", "load")
    assert place.xpath(".//a/@href") == [f"/job/{job_id}/courses"], "without scripts it is a link"


def test_each_missing_skill_has_at_most_three_courses(person: CheckingClient, job_id: int) -> None:
    fragment = person.get(f"/job/{job_id}/courses", headers={"HX-Request": "true"})
    whole = person.get(f"/job/{job_id}/courses")
    assert "<html" not in fragment.text
    assert titles(fragment) == titles(whole)
    gaps = {
        gap.xpath("./summary//bdi/text()")[0]: gap.xpath(".//*[@class='course-title']/a/bdi/text()")
        for gap in tree(fragment).xpath("//details")
    }
    assert set(gaps) == {"Tableau", "Terraform", "Figma"}
    assert gaps["Tableau"][0] == "Tableau from the beginning"
    assert gaps["Terraform"] == ["Terraform at work"]
    assert gaps["Figma"] == []
    assert "No course of the catalogue comes near." in words(fragment)
    assert "link did not answer" in words(fragment)
    [back] = set(tree(fragment).xpath("//input[@name='back']/@value"))
    assert back == f"/job/{job_id}#job-courses"


def test_nothing_without_a_cv(client: CheckingClient, courses: dict[str, int], job_id: int) -> None:
    assert "job-courses" not in client.get(f"/job/{job_id}").text
    assert client.get(f"/job/{job_id}/courses", headers={"HX-Request": "true"}).text == ""
    for path in (f"/job/{job_id}/courses", f"/job/{job_id}/plan", "/learning-plan"):
        assert client.get(path).location == "/cv"


def test_of_an_offer_that_is_not_there(person: CheckingClient) -> None:
    for path in ("/job/999/courses", "/job/999/plan"):
        assert person.get(path).status_code == 404


# plans


def test_the_plan_of_an_offer(person: CheckingClient, courses: dict[str, int], job_id: int) -> None:
    response = person.get(f"/job/{job_id}/plan")
    text = words(response)
    assert titles(response) == ["Terraform at work", "Tableau from the beginning"]
    assert "14 hours so far" in text
    assert "No course names these Figma" in text
    before = tree(person.get(f"/job/{job_id}")).xpath("//@data-score")
    assert tree(response).xpath("//dl//span[contains(@class, 'change')]/text()")[0].strip() == before[0]


def test_the_plan_over_the_best_offers(person: CheckingClient, job_id: int) -> None:
    response = person.get("/learning-plan?offers=5")
    assert tree(response).xpath("//nav[@aria-label='How many offers']/a[@aria-current]/@href") == [
        "/learning-plan?offers=5"
    ]
    assert titles(response) == ["Terraform at work", "Tableau from the beginning"]
    for odd in ("", "?offers=x", "?offers=1000000", "?offers=-5"):
        assert person.get(f"/learning-plan{odd}").status_code == 200


def test_a_plan_with_nothing_to_do(person: CheckingClient) -> None:
    assert "There is no open offer to plan for." in words(person.get("/learning-plan"))
    assert learning_plan.COUNTS[-1] == 20


# for programs


def test_programs_get_courses_by_skill(client: CheckingClient, courses: dict[str, int], job_id: int) -> None:
    answer = client.post(
        API, json={"missing_skills": ["tableau", "", "Terraform", "tableau"], "job_id": job_id}
    )
    found = answer.get_json()
    assert answer.status_code == 200
    assert found["success"] is True
    assert (found["total_skills"], found["total_courses"]) == (2, len(found["recommendations"]))
    first = found["recommendations"][0]
    assert {name: first[name] for name in ("title", "partner", "url", "difficulty", "language", "matched_skill")} == {
        "title": "Tableau from the beginning", "partner": "Partner 1", "difficulty": "BEGINNER", "language": "en",
        "url": "https://courses.example.org/learn/c1", "matched_skill": "tableau",
    }  # fmt: skip
    assert 0 < first["score_similarite"] <= 100
    assert first["duration"] == "12 hours"
    assert first["link_checked"] is True
    assert found["used_chromadb"] is False, "no index was built here"


@pytest.mark.parametrize(
    "body",
    [
        None, [], "x", {}, {"missing_skills": "Python"}, {"missing_skills": [1]}, {"missing_skills": None},
        {"missing_skills": []}, {"missing_skills": ["", "  ", "\x00"[:0]]}, {"missing_skills": ["a"] * 101},
        {"missing_skills": ["x" * 10_000]}, {"missing_skills": [["Python"]]}, {"missing_skills": ["\ud800"]},
        {"missing_skills": ["Python"], "job_id": "x"}, {"missing_skills": ["Python"], "job_id": True},
        {"missing_skills": ["Python"], "job_id": 10**30}, {"missing_skills": ["Python"], "job_id": -1},
        {"missing_skills": ["Python"], "job_id": 1.5}, {"missing_skills": ["Python"], "job_id": [1]},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(client: CheckingClient, courses: dict[str, int], body: object) -> None:
    answer = client.post(API, data=json.dumps(body), content_type="application/json")
    assert answer.status_code == 400
    assert answer.get_json()["message"]
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("count", [500, 100_000])
def test_too_many_skills_are_refused(client: CheckingClient, courses: dict[str, int], count: int) -> None:
    answer = client.post(API, json={"missing_skills": [f"skill {number}" for number in range(count)]})
    assert answer.status_code in {400, 413}
    assert answer.get_json()["success"] is False


@pytest.mark.parametrize("data", ["{", b"\xff\xfe", "[" * 50_000, '{"missing_skills": NaN}'])
def test_broken_json_is_refused(client: CheckingClient, data: object) -> None:
    answer = client.post(API, data=data, content_type="application/json")
    assert answer.status_code == 400


def test_an_offer_that_one_may_not_see_is_not_there(app: Flask, client: CheckingClient) -> None:
    body = {"missing_skills": ["Python"], "job_id": 4711}
    assert client.post(API, json=body).status_code == 404
    assert client.post(API, data={"missing_skills": "Python"}).status_code == 415
    assert client.get(API).status_code == 405


def test_skills_with_odd_signs_are_words(client: CheckingClient, courses: dict[str, int]) -> None:
    odd = ["\x00tableau", "tableau\ud800", "😀", "' OR 1=1 --", "التصميم", "<script>"]
    answer = client.post(API, data=json.dumps({"missing_skills": odd}), content_type="application/json")
    assert answer.status_code == 200
