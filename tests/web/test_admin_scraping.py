"""What administrators see of the sources and can do with them."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from lxml.html import HtmlElement
from sqlalchemy import select, update

from app.extensions import db
from app.models import Job, SourceConfig, Task
from app.models.run import RUN_STATES
from app.services import source_configs
from app.services.transaction import transaction
from app.words.sources import RUN_ADVICE, RUN_STATE
from tests.client import CheckingClient, tree, words
from tests.factories import posting, store
from tests.web.administration import CANARY, add_run, as_admin, prepare

PAGES = [
    "/admin/scraping",
    "/admin/scraping/live",
    "/admin/scraping/sources/keyed",
    "/admin/scraping/sources/keyed/live",
    "/admin/scraping/runs",
    "/admin/scraping/copies",
    "/admin/scraping/export",
    "/admin/scraping/export/offers.csv",
    "/admin/scraping/export/runs.csv",
    "/admin/tasks",
    "/api/scraping/status",
    "/api/scraping/stats",
]
GOOD_FORM = {
    "version": "0",
    "is_on": "1",
    "every_hours": "6",
    "max_offers": "200",
    "option-words": "python\ndata",
    "option-place": "Tunis",
    "option-pages": "7",
    "option-remote": "1",
    "option-order": "fit",
    "option-key": CANARY,
    "note": "first",
}


@pytest.fixture
def admin_id(app: Flask) -> int:
    return prepare(app)


@pytest.fixture
def admin(app: Flask, admin_id: int) -> CheckingClient:
    return as_admin(app, admin_id)


def save(client: CheckingClient, **changes: str):
    return client.send("/admin/scraping/sources/keyed", {**GOOD_FORM, **changes})


def rows_of(table: HtmlElement) -> list[str]:
    return [" ".join(cell.text_content().strip() for cell in row) for row in table.xpath("tbody/tr")]


# what is shown


def test_each_source_says_what_it_is(admin: CheckingClient) -> None:
    text = words(admin.get("/admin/scraping"))
    for said in ("The board", "Open interface", "Never ran", "Check its settings, then run it.",
                 "Closed board", "Terms speak against it", "The site does not want it.",
                 "Import single offers by their address.", "Its terms forbid programs.", "Say so."):  # fmt: skip
        assert said in text
    page = tree(admin.get("/admin/scraping"))
    assert page.xpath("//a[@href='/admin/scraping' and @aria-current='page']")
    assert not page.xpath("//*[@id='live']/@hx-trigger"), "nothing runs, so nothing is asked"


@pytest.mark.parametrize("state", [state for state in RUN_STATES if state != "running"])
def test_a_run_says_how_it_ended_and_what_to_do(app: Flask, admin: CheckingClient, state: str) -> None:
    with app.app_context():
        run_id = add_run(status=state, jobs_found=3, error_message="seen by the reader")
    for path in ("/admin/scraping", f"/admin/scraping/runs/{run_id}"):
        text = words(admin.get(path))
        assert str(RUN_STATE[state]) in text
        if state != "ok":
            assert str(RUN_ADVICE[state]) in text
            assert "seen by the reader" in text


def test_all_states_have_words_and_advice() -> None:
    assert set(RUN_STATES) <= set(RUN_STATE)
    assert set(RUN_STATE) == set(RUN_ADVICE)


def test_what_is_less_than_usual_is_told(app: Flask, admin: CheckingClient) -> None:
    with app.app_context():
        for turn in range(4):
            add_run(minutes_ago=400 - turn, jobs_found=100, filled={"salary": 80, "title": 100})
        add_run(minutes_ago=5, jobs_found=10, filled={"salary": 1, "title": 10})
    text = words(admin.get("/admin/scraping"))
    assert "1 source needs a look: The board" in text
    assert "10 offers where 100 are usual." in text
    assert "Salary: filled in 10 of 100 offers, usually in 80." in text
    assert "80 %" in words(admin.get("/admin/scraping/sources/board"))


def test_while_something_runs_the_page_follows_it(app: Flask, admin: CheckingClient) -> None:
    with app.app_context():
        run_id = add_run(
            status="running", completed_at=None, jobs_found=45, progress=66, message="page 2 of 3"
        )
    for path, part in (
        ("/admin/scraping", "live"),
        ("/admin/scraping/sources/board", "state"),
        (f"/admin/scraping/runs/{run_id}", "run"),
    ):
        page = tree(admin.get(path))
        [box] = page.xpath(f"//*[@id='{part}']")
        assert box.get("hx-trigger") == "every 2s"
        assert page.xpath("//progress[@value='66']")
        assert "page 2 of 3" in box.text_content()
        fragment = admin.get(box.get("hx-get"), headers={"HX-Request": "true"})
        assert f'id="{part}"' in fragment.text
        assert "<html" not in fragment.text


def test_statistics_have_a_table_for_each_chart(app: Flask, admin: CheckingClient) -> None:
    with app.app_context():
        store(posting(1, source="board", company="Atlas & Sons"), posting(2, source="gone", country="FR"))
    page = tree(admin.get("/admin/scraping"))
    tables = page.xpath("//figure//table[@data-chart]")
    assert len(tables) == 4
    assert len(page.xpath("//figure//figcaption")) == 4
    texts = [rows_of(table) for table in tables]
    assert "The board 1 0 0" in texts[0]
    assert "gone 1 0 0" in texts[0]
    assert "France 1" in texts[2]
    assert "Atlas & Sons 1" in texts[3]


def test_what_came_from_outside_is_text(app: Flask, admin: CheckingClient) -> None:
    with app.app_context():
        run_id = add_run(
            status="changed", head="<script>alert(1)</script>", lines=("<b>bold</b>",), error_message="<i>",
            samples={"no_title": ["<img src=x onerror=alert(1)>"], "odd": "one"}, jobs_found=1, jobs_rejected=1,
        )  # fmt: skip
    answer = admin.get(f"/admin/scraping/runs/{run_id}")
    page = tree(answer)
    assert "<script>alert(1)</script>" in page.xpath("//pre")[0].text
    assert not page.xpath("//main//b | //main//i | //main//img | //main//script")
    assert "without a title" in words(answer)


def test_runs_are_found_by_source_and_state(app: Flask, admin: CheckingClient) -> None:
    with app.app_context():
        add_run("board", status="failed")
        add_run("keyed")
    assert len(tree(admin.get("/admin/scraping/runs")).xpath("//tbody/tr")) == 2
    assert "Failed" in words(admin.get("/admin/scraping/runs?status=failed&source=board"))
    assert "No run fits this choice." in words(admin.get("/admin/scraping/runs?status=nonsense&page=%00"))


# running


def test_run_once_all_and_cancel(app: Flask, admin: CheckingClient) -> None:
    answer = admin.send("/admin/scraping/sources/keyed/run", follow_redirects=True)
    assert "Keyed board will run." in words(answer)
    assert "Waiting for a worker" in words(answer)
    again = admin.send("/admin/scraping/sources/keyed/run", follow_redirects=True)
    assert "Keyed board is running already." in words(again)
    assert "1 source will run." in words(admin.send("/admin/scraping/run-all", follow_redirects=True))
    stopped = admin.send("/admin/scraping/sources/keyed/cancel", {"back": "source"}, follow_redirects=True)
    assert "Keyed board stops at its next step." in words(stopped)
    assert stopped.request.path == "/admin/scraping/sources/keyed"
    nothing = admin.send("/admin/scraping/sources/closed/cancel", follow_redirects=True)
    assert "Nothing of Closed board was running." in words(nothing)
    with app.app_context():
        states = {task.arguments["source"]: task.state for task in db.session.scalars(select(Task))}
    assert states == {"keyed": "cancelled", "board": "queued"}


@pytest.mark.parametrize("path", ["", "/live", "/run", "/cancel", "/switch", "/rollback"])
def test_an_unknown_source_is_not_there(admin: CheckingClient, path: str) -> None:
    address = f"/admin/scraping/sources/nowhere{path}"
    answer = admin.get(address) if path in {"", "/live"} else admin.send(address, {"version": "1"})
    assert answer.status_code == 404


# settings


def test_the_form_is_made_of_the_options(admin: CheckingClient) -> None:
    page = tree(admin.get("/admin/scraping/sources/keyed"))
    assert page.xpath("//textarea[@name='option-words']")[0].text == "python"
    assert page.xpath(
        "//input[@name='option-pages' and @type='number' and @min='1' and @max='20']/@value"
    ) == ["5"]
    assert page.xpath("//select[@name='option-order']/option[@selected]/@value") == ["date"]
    assert page.xpath("//input[@name='option-key' and @type='password']/@value") == [""]
    for field in page.xpath("//main//*[self::input or self::select or self::textarea][@id]"):
        assert page.xpath(f"//label[@for='{field.get('id')}']"), field.get("id")


def test_settings_are_saved_and_their_history_kept(app: Flask, admin: CheckingClient) -> None:
    saved = save(admin)
    assert saved.status_code == 302
    second = save(admin, version="1", **{"option-words": "java", "option-key": "", "note": "other words"})
    assert second.status_code == 302
    with app.app_context():
        now = source_configs.current("keyed")
        assert (now.version, now.is_on, now.every_hours, now.max_offers) == (2, True, 6, 200)
        assert dict(now.values) == {
            "words": ("java",), "place": "Tunis", "pages": 7, "remote": True, "order": "fit",
        }  # fmt: skip
        assert now.secrets_set == {"key"}
        assert source_configs.query("keyed")[0].text("key") == CANARY
    text = words(admin.get("/admin/scraping/sources/keyed"))
    assert "A key is set." in text
    assert "nadia@example.org" in text
    assert "other words" in text
    assert "Search words: before: python, data after: java" in text
    assert "Pages to read: before: 5 after: 7" in text


def test_each_wrong_field_is_told_and_what_was_typed_stays(app: Flask, admin: CheckingClient) -> None:
    answer = save(
        admin,
        **{"every_hours": "0", "max_offers": "many", "option-words": "a\nb\nc\nd", "option-pages": "99",
           "option-order": "size", "option-place": "x" * 21, "option-key": ""},
    )  # fmt: skip
    assert answer.status_code == 400
    page = tree(answer)
    wrong = {field.get("name") for field in page.xpath("//*[@aria-invalid='true']")}
    assert wrong == {"every_hours", "max_offers", "option-words", "option-pages", "option-order", "option-place",
                     "option-key"}  # fmt: skip
    for field in page.xpath("//*[@aria-invalid='true']"):
        error_id = field.get("aria-describedby").split()[-1]
        assert page.xpath(f"//*[@id='{error_id}']")[0].text_content().strip()
    assert page.xpath("//textarea[@name='option-words']")[0].text.split() == ["a", "b", "c", "d"]
    assert page.xpath("//input[@name='every_hours']/@value") == ["0"]
    with app.app_context():
        assert source_configs.current("keyed").version == 0


def test_two_who_save_are_told(app: Flask, admin: CheckingClient) -> None:
    assert save(admin).status_code == 302
    answer = save(admin, **{"option-place": "Sfax"})
    assert answer.status_code == 409
    text = words(answer)
    assert "Somebody else changed these settings" in text
    page = tree(answer)
    assert rows_of(page.xpath("//caption/..")[0]) == ["Place to search Tunis Sfax"]
    assert page.xpath("//input[@name='version']/@value")[0] == "1", "saving once more is meant"
    assert CANARY not in answer.text
    with app.app_context():
        assert source_configs.current("keyed").values["place"] == "Tunis"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "١"])
def test_an_odd_version_is_one_that_nobody_has(admin: CheckingClient, version: str) -> None:
    assert save(admin, version=version).status_code == 409
    assert admin.send("/admin/scraping/sources/keyed/rollback", {"version": version}).status_code in {
        400,
        404,
    }


def test_back_to_an_older_version(app: Flask, admin: CheckingClient) -> None:
    save(admin)
    save(admin, version="1", **{"option-place": "Sfax", "option-key": ""})
    answer = admin.send("/admin/scraping/sources/keyed/rollback", {"version": "1"}, follow_redirects=True)
    assert "again those of version 1" in words(answer)
    with app.app_context():
        now = source_configs.current("keyed")
        assert (now.version, now.values["place"], now.secrets_set) == (3, "Tunis", {"key"})


def test_on_and_off(app: Flask, admin: CheckingClient) -> None:
    path = "/admin/scraping/sources/{}/switch"
    assert "The board is off." in words(
        admin.send(path.format("board"), {"is_on": "0"}, follow_redirects=True)
    )
    lacking = admin.send(path.format("keyed"), {"is_on": "1"}, follow_redirects=True)
    assert "This is needed to switch the source on." in words(lacking)
    assert "Closed board is on." in words(
        admin.send(path.format("closed"), {"is_on": "1"}, follow_redirects=True)
    )
    with app.app_context():
        assert {one.source: one.is_on for one in source_configs.all_current()} == {
            "board": False, "keyed": False, "closed": True,
        }  # fmt: skip


def test_a_key_is_never_shown_again(app: Flask, admin: CheckingClient) -> None:
    """Not on any page, in any file, in any answer, not even where it was just typed wrongly."""
    assert save(admin).status_code == 302
    answers = [save(admin, version="1", every_hours="0"), save(admin, version="0")]
    answers += [admin.get(path) for path in PAGES]
    answers.append(admin.get("/admin/scraping/export/offers.xlsx"))
    assert all(CANARY not in answer.get_data(as_text=True) for answer in answers[:-1])
    assert CANARY.encode() not in answers[-1].get_data()
    with app.app_context():
        for row in db.session.scalars(select(SourceConfig)):
            assert CANARY not in json.dumps(row.values) + row.secrets + row.note
    removed = save(admin, version="1", **{"is_on": "0", "option-key": "", "remove": "key"})
    assert removed.status_code == 302
    with app.app_context():
        assert source_configs.current("keyed").secrets_set == set()


# exports


def test_exports_are_files(app: Flask, admin: CheckingClient) -> None:
    with app.app_context():
        store(posting(1, source="board", title="=1+1"), posting(2, source="keyed", country="FR"))
        add_run()
    answer = admin.get("/admin/scraping/export/offers.csv?source=board&country=TN&since=2020-01-01&until=")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="offers.csv"'
    assert answer.text.startswith("\ufeff")
    assert '"\'=1+1"' in answer.text
    assert len(answer.text.splitlines()) == 2
    book = admin.get("/admin/scraping/export/runs.xlsx")
    assert book.get_data().startswith(b"PK")
    assert "runs.xlsx" in book.headers["Content-Disposition"]
    assert "France" in words(admin.get("/admin/scraping/export"))


@pytest.mark.parametrize(
    "query", ["since=yesterday", "until=2026-13-01", "since=2026-03-05&until=2026-03-04", "source=" + "x" * 41,
              "country=%00", "since=2026W101", "since=20260305"],
)  # fmt: skip
def test_an_odd_choice_is_refused(admin: CheckingClient, query: str) -> None:
    for ending in ("csv", "xlsx"):
        assert admin.get(f"/admin/scraping/export/offers.{ending}?{query}").status_code == 400
    assert admin.get("/admin/scraping/export/users.csv").status_code == 404


# copies


def test_two_offers_are_joined_parted_and_left_to_the_rules(app: Flask, admin: CheckingClient) -> None:
    with app.app_context():
        one, other = store(
            posting(1, source="one", title="Accountant", company="Atlas"),
            posting(2, source="two", title="Nurse", company="Medina", city="Sfax"),
        )
    path = f"/admin/scraping/copies/{one}/{other}"

    def original() -> int | None:
        with app.app_context():
            return db.session.scalar(select(Job.duplicate_of_id).where(Job.id == other))

    assert "count as one offer" in words(admin.send(path, {"decision": "same"}, follow_redirects=True))
    assert original() == one
    decided = words(admin.get("/admin/scraping/copies?show=decided"))
    for said in ("Decided: one offer", "Nadia", "Accountant", "Nurse", "Sfax", "(differs)"):
        assert said in decided
    assert "stay apart" in words(admin.send(path, {"decision": "different"}, follow_redirects=True))
    assert original() is None
    admin.send(path, {"decision": "undo"})
    assert "Nothing to decide" in words(admin.get("/admin/scraping/copies?show=decided&page=7"))
    assert admin.send(path, {"decision": "maybe"}).status_code == 400
    assert admin.send(f"/admin/scraping/copies/{one}/{one}", {"decision": "same"}).status_code == 400
    assert admin.send(f"/admin/scraping/copies/{one}/999999", {"decision": "same"}).status_code == 404


def test_alike_offers_wait_for_a_word(app: Flask, admin: CheckingClient) -> None:
    text = (
        "We write services for banks with Python, Flask and PostgreSQL, in a team of eight people in Tunis. "
        * 3
    )
    with app.app_context():
        store(
            posting(1, source="one", title="Python developer", company="Atlas Bank", description_text=text),
            posting(2, source="two", title="Python developer (m/f)", company="Atlas Bank SA", description_text=text + "Apply."),
        )  # fmt: skip
    page = words(admin.get("/admin/scraping/copies?show=joined"))
    assert "Joined by the rules" in page
    assert "Python developer (m/f)" in page


# for programs


def test_a_program_starts_a_source(app: Flask, admin: CheckingClient) -> None:
    headers = {"X-CSRFToken": admin.token()}
    first = admin.post("/api/scraping/source/keyed", headers=headers)
    assert first.status_code == 202
    assert first.json == {"success": True, "message": "Keyed board will run."}
    again = admin.post("/api/scraping/source/keyed", headers=headers)
    assert (again.status_code, again.json["success"]) == (202, True)
    assert "already" in again.json["message"]
    assert admin.post("/api/scraping/source/nowhere", headers=headers).status_code == 404
    without = admin.post("/api/scraping/source/keyed")
    assert (without.status_code, without.json["code"]) == (400, "csrf")
    with app.app_context():
        assert len(db.session.scalars(select(Task)).all()) == 1


def test_statistics_for_programs(app: Flask, admin: CheckingClient) -> None:
    assert admin.get("/api/scraping/stats").json == {
        "total_jobs": 0, "by_source": {}, "by_company": {}, "date_range": {"oldest": None, "newest": None},
    }  # fmt: skip
    with app.app_context():
        ids = store(posting(1, source="board", company="Atlas"), posting(2, source="board", company="Atlas"),
                    posting(3, source="gone", company=None))  # fmt: skip
        with transaction() as session:
            session.execute(update(Job).where(Job.id == ids[0]).values(is_active=False))
    found = admin.get("/api/scraping/stats").json
    assert (found["total_jobs"], found["by_source"], found["by_company"]) == (
        3,
        {"board": 2, "gone": 1},
        {"Atlas": 2},
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["date_range"]["oldest"])


@pytest.mark.parametrize("path", ["/api/scraping/status", "/api/scraping/stats"])
def test_programs_without_rights_get_json(
    app: Flask, client: CheckingClient, admin_id: int, path: str
) -> None:
    refused = client.get(path)
    assert (refused.status_code, refused.mimetype) == (401, "application/problem+json")
    fragment = client.get("/admin/scraping/live", headers={"HX-Request": "true"})
    assert fragment.status_code == 401, "a page to log in on would be put in the middle of the other"
    assert client.get("/admin/scraping").status_code == 302


def test_nobody_else_enters(app: Flask, client: CheckingClient) -> None:
    prepare(app)
    with app.app_context():
        from app.services.accounts import create_guest
        from tests.factories import make_user

        people = {"guest": create_guest().id, "member": make_user("member@example.org")}
    for who, user_id in people.items():
        visitor = as_admin(app, user_id)
        for path in PAGES:
            status = visitor.get(path).status_code
            expected = 403 if who == "member" else 401 if path.startswith("/api/") else 302
            assert status == expected, (who, path)
        home = tree(visitor.get("/"))
        assert not home.xpath("//a[starts-with(@href, '/admin')]")
