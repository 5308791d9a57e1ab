"""The course index in the administration: what it says, what it can be asked for, and the same for programs."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update

from app.extensions import db, limiter
from app.models import IndexGeneration, IndexPointer, Task
from app.models.course import GENERATION_STATES
from app.models.course_update import UPDATE_STATES
from app.services import tasks
from app.services.courses import catalogue, generations, index, syllabus, update_runs
from app.services.courses import update as update_service
from app.services.transaction import transaction
from app.web.pages.admin.chromadb import COUNTS, UPDATE_TONES
from app.words.labels import LABELS
from app.worker import HANDLERS
from course_scraper.course import Course as Record
from course_scraper.why import CODES
from tests.client import CheckingClient, tree, words
from tests.factories import make_user
from tests.web.administration import as_admin

PATH, STATUS, MIGRATE = "/admin/chromadb", "/api/chromadb/status", "/api/chromadb/migrate"


@pytest.fixture
def admin(app: Flask) -> CheckingClient:
    limiter.enabled = False
    with app.app_context():
        admin_id = make_user("nadia@example.org", role="admin")
    return as_admin(app, admin_id)


@pytest.fixture
def courses(app: Flask) -> int:
    with app.app_context():
        catalogue.save(
            [Record(id=f"course~c{number}", title=f"Docker, part {number}") for number in range(3)], "import"
        )
        db.session.remove()
    return 3


def work(app: Flask) -> None:
    """Do what waits, as the worker does."""
    with app.app_context():
        for task in db.session.query(Task).filter_by(state="queued").order_by(Task.id).all():
            tasks.run(task.id, HANDLERS)
        db.session.remove()


def status(client: CheckingClient) -> dict[str, object]:
    return client.get(STATUS).get_json()


def buttons(client: CheckingClient) -> list[str]:
    return forms(client, "state")


def forms(client: CheckingClient, section: str) -> list[str]:
    forms = tree(client.get(PATH)).xpath(f"//div[@id='live']/section[@id='{section}']//form/@action")
    return [action.rpartition("/")[2] for action in forms]


def test_before_anything_there_is_nothing(admin: CheckingClient) -> None:
    text = words(admin.get(PATH))
    assert "There are no courses." in text
    assert "Nothing was built yet." in text
    assert status(admin) == {
        "initialized": False, "embeddings_count": 0, "total_courses": 0, "migration_needed": True,
        "migration_running": False, "migration_progress": 0, "migration_message": "", "indexed_courses": 0,
        "generation": None, "model": None, "last_check": None, "error": None,
    }  # fmt: skip


def test_it_is_built_by_the_worker_and_followed(app: Flask, admin: CheckingClient, courses: int) -> None:
    assert "No index was built yet." in words(admin.get(PATH))
    assert not tree(admin.get(PATH)).xpath("//*[@id='live']/@hx-get"), "nothing runs, so nothing is asked"
    admin.send(f"{PATH}/build")
    page = admin.get(PATH)
    assert "Waiting for the worker" in words(page)
    assert tree(page).xpath("//*[@id='live']/@hx-get") == [f"{PATH}/live"]
    assert buttons(admin) == ["cancel"]
    assert (status(admin)["migration_running"], status(admin)["initialized"]) == (True, False)
    work(app)
    text, told = words(admin.get(PATH)), status(admin)
    assert "It shows all courses as they are." in text
    assert "read now" in text
    assert (told["initialized"], told["migration_needed"], told["migration_running"]) == (True, False, False)
    assert (told["indexed_courses"], told["total_courses"]) == (courses, courses)
    assert told["last_check"]
    assert str(told["generation"]) in text


def test_progress_comes_from_the_row_of_the_task(app: Flask, admin: CheckingClient, courses: int) -> None:
    with app.app_context():
        task_id, _new = index.ask()
        with transaction() as session:
            running = {"state": "running", "progress": 42, "message": "words"}
            session.execute(update(Task).where(Task.id == task_id).values(**running))
    fragment = admin.get(f"{PATH}/live", headers={"HX-Request": "true"})
    assert "<html" not in fragment.text
    assert "42 % · Indexing words" in words(fragment)
    told = status(admin)
    assert (told["migration_progress"], told["migration_message"]) == (42, "words")


def test_who_asks_twice_gets_the_same_build(app: Flask, admin: CheckingClient, courses: int) -> None:
    token = {"csrf_token": admin.token()}
    first, second = admin.post(MIGRATE, data=token), admin.post(MIGRATE, data=token)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.get_json()["success"] is second.get_json()["success"] is True
    assert first.get_json()["task_id"] == second.get_json()["task_id"]
    assert first.get_json()["message"] != second.get_json()["message"]
    admin.send(f"{PATH}/build")
    assert "A build waits or runs already." in words(admin.get(PATH))
    with app.app_context():
        assert db.session.query(Task).filter_by(name=index.TASK).count() == 1


def test_asking_needs_a_token(app: Flask, admin: CheckingClient, courses: int) -> None:
    asking = ("build", "cancel", "probe", "switch-back", "update", "cancel-update")
    for path in (MIGRATE, *(f"{PATH}/{name}" for name in asking)):
        assert admin.post(path).status_code == 400
    with app.app_context():
        assert db.session.query(Task).count() == 0


def test_a_build_can_be_cancelled(app: Flask, admin: CheckingClient, courses: int) -> None:
    admin.send(f"{PATH}/build")
    admin.send(f"{PATH}/cancel")
    assert "The build stops at its next step." in words(admin.get(PATH))
    work(app)
    assert status(admin)["initialized"] is False
    admin.send(f"{PATH}/cancel")
    assert "Nothing was being built." in words(admin.get(PATH))


def test_new_courses_make_it_old_and_a_second_build_can_be_taken_back(
    app: Flask, admin: CheckingClient, courses: int
) -> None:
    admin.send(f"{PATH}/build")
    work(app)
    first = status(admin)["generation"]
    with app.app_context():
        catalogue.save([Record(id="course~more", title="Kubernetes")], "import")
    assert "Courses changed since it was built." in words(admin.get(PATH))
    assert status(admin)["migration_needed"] is True
    assert buttons(admin) == ["build", "probe"]
    admin.send(f"{PATH}/build")
    work(app)
    assert status(admin)["indexed_courses"] == courses + 1
    assert buttons(admin) == ["build", "probe", "switch-back"]
    admin.send(f"{PATH}/switch-back")
    assert status(admin)["generation"] == first
    assert f"{first} is read again." in words(admin.get(PATH))


def test_without_a_previous_one_there_is_no_way_back(admin: CheckingClient, courses: int) -> None:
    admin.send(f"{PATH}/switch-back")
    assert "There is no previous index." in words(admin.get(PATH))


def test_the_same_again_is_built_only_when_asked_for(app: Flask, admin: CheckingClient, courses: int) -> None:
    names = []
    for form in ({}, {}, {"force": "1"}):
        admin.send(f"{PATH}/build", form)
        work(app)
        names.append(status(admin)["generation"])
    assert names[0] == names[1] != names[2]


def test_a_failed_build_says_why_and_the_old_one_stays(
    app: Flask, admin: CheckingClient, courses: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin.send(f"{PATH}/build")
    work(app)
    before = status(admin)["generation"]
    with app.app_context(), transaction() as session:
        session.add(IndexGeneration(name="broken", state="failed", fault="OSError: No space left on device"))
    assert "No space left on device" in words(admin.get(PATH))
    told = status(admin)
    assert (told["generation"], told["error"]) == (before, "OSError: No space left on device")


def test_probes_that_miss_are_told(app: Flask, admin: CheckingClient, courses: int) -> None:
    admin.send(f"{PATH}/build")
    work(app)
    with app.app_context(), transaction() as session:
        missed = {"probes": 20, "probes_found": 17}
        session.execute(update(IndexPointer).where(IndexPointer.name == generations.POINTER).values(**missed))
    text = words(admin.get(PATH))
    assert "The index does not find all of its own courses." in text
    assert "17 of 20 courses found by their own vectors" in text
    admin.send(f"{PATH}/probe")
    assert "There are no vectors to look for." in words(admin.get(PATH)), "an index of words"


def test_every_worker_answers_the_same(
    app: Flask, settings: object, admin: CheckingClient, courses: int
) -> None:
    from app import create_app

    admin.send(f"{PATH}/build")
    other = create_app(settings)  # type: ignore[arg-type]
    other.test_client_class = CheckingClient
    with other.app_context():
        admin_id = db.session.query(Task).one().asked_by_id
        db.session.remove()
    neighbour = as_admin(other, admin_id)
    assert status(neighbour) == status(admin)
    work(app)
    assert status(neighbour) == status(admin)
    assert status(neighbour)["initialized"] is True
    neighbour.send(f"{PATH}/cancel")
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


def test_an_update_is_asked_for_once_and_followed(app: Flask, admin: CheckingClient, courses: int) -> None:
    assert "No update ran yet." in words(admin.get(PATH))
    assert forms(admin, "update") == ["update"]
    answer = admin.send(f"{PATH}/update")
    assert (answer.status_code, answer.headers["Location"]) == (302, PATH)
    page = admin.get(PATH)
    assert "The worker was asked to update the courses." in words(page)
    assert "Waiting for the worker" in words(page)
    assert tree(page).xpath("//*[@id='live']/@hx-get") == [f"{PATH}/live"]
    assert forms(admin, "update") == ["cancel-update"]
    admin.send(f"{PATH}/update")
    assert "An update waits or runs already." in words(admin.get(PATH))
    with app.app_context():
        [task] = db.session.query(Task).filter_by(name=update_service.TASK).all()
        assert task.asked_by_id is not None
        with transaction() as session:
            running = {"state": "running", "progress": 7, "message": "140 of 2000 pages, 9 new"}
            session.execute(update(Task).where(Task.id == task.id).values(**running))
    fragment = words(admin.get(f"{PATH}/live", headers={"HX-Request": "true"}))
    assert "7 % · 140 of 2000 pages, 9 new" in fragment


def test_an_update_can_be_stopped(app: Flask, admin: CheckingClient, courses: int) -> None:
    admin.send(f"{PATH}/update")
    admin.send(f"{PATH}/cancel-update")
    assert "The update stops at its next page." in words(admin.get(PATH))
    with app.app_context():
        assert [task.state for task in db.session.query(Task).all()] == ["cancelled"]
    admin.send(f"{PATH}/cancel-update")
    assert "No update was under way." in words(admin.get(PATH))


def test_the_last_report_is_told(app: Flask, admin: CheckingClient, courses: int) -> None:
    with app.app_context():
        lease = update_runs.begin(None)
        assert lease is not None
        told = {
            "counts": {"listed": 16_000, "asked": 41, "new": 3, "gone": 1},
            "samples": {"gone": ["https://www.coursera.org/learn/<b>glass</b>: 410"]},
            "notes": ["twelve translations left out"],
        }
        update_runs.end(lease.update_id, "blocked", told, "403 from www.coursera.org")
    page = admin.get(PATH)
    for said in ("Blocked", "403 from www.coursera.org", "twelve translations left out", "<b>glass</b>: 410"):
        assert said in words(page), said
    figures = tree(page).xpath("//section[@id='update']//dl/div")
    told = {each.findtext("dt"): each.findtext("dd") for each in figures}
    assert told == {"Listed": "16,000", "Pages asked for": "41", "New": "3", "Gone": "1"}
    assert not tree(admin.get(PATH)).xpath("//*[@id='live']/@hx-get")


def test_an_update_that_runs_builds_the_index_itself(app: Flask, admin: CheckingClient, courses: int) -> None:
    admin.send(f"{PATH}/build")
    work(app)
    with app.app_context():
        catalogue.save([Record(id="course~more", title="Kubernetes")], "import")
    admin.send(f"{PATH}/update")
    assert "The update under way builds it at its end." in words(admin.get(PATH))


def test_all_codes_have_words() -> None:
    assert set(COUNTS) <= set(LABELS["update_count"])
    assert set(UPDATE_STATES) <= set(LABELS["run_state"])
    assert set(UPDATE_STATES) <= set(UPDATE_TONES) | {"cancelled"}
    assert {index.TASK, update_service.TASK, syllabus.TASK} <= set(LABELS["task_name"])
    assert set(GENERATION_STATES) == set(LABELS["generation_state"])
    assert set(CODES) == set(LABELS["course_why"])
