"""Saved offers and hidden ones through the site."""

from __future__ import annotations

import difflib
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, select, update

from app.extensions import db
from app.models import HiddenJob, Job, SavedJob, User, utc_now
from app.services import accounts, guests, lifecycle
from app.services.saved_jobs import keeping
from app.services.saved_jobs.marks import marks_of
from app.services.transaction import transaction
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user, posting, salary, store
from tests.web.everything import cv_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def user_id(app: Flask) -> int:
    with app.app_context():
        return make_user()


@pytest.fixture
def member(app: Flask, user_id: int) -> CheckingClient:
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(client, user_id)
    return client


@pytest.fixture
def job_ids(app: Flask) -> list[int]:
    with app.app_context():
        return store(
            *(posting(number, title=f"Python developer {name}") for number, name in enumerate("ABC"))
        )


def row(app: Flask, user_id: int, job_id: int) -> SavedJob | None:
    with app.app_context():
        found = db.session.scalar(
            select(SavedJob).where(SavedJob.user_id == user_id, SavedJob.job_id == job_id)
        )
        if found is not None:
            db.session.expunge(found)
        return found


def saved_in(page: str) -> set[int]:
    """Offers whose button says that they are saved."""
    return {int(id_) for id_ in re.findall(r'formaction="/saved/(\d+)/remove"', page)}


def test_a_visitor_saves_without_a_script_and_undoes(
    app: Flask, client: CheckingClient, job_ids: list[int]
) -> None:
    first = job_ids[0]
    page = tree(client.get("/?keyword=python"))
    form = page.xpath("//form[@id='offer-actions']")[0]
    [button] = page.xpath(f"//button[@formaction='/saved/{first}/save']")
    assert button.get("form") == "offer-actions"
    given = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    answer = client.post(button.get("formaction"), data=given)
    assert (answer.status_code, answer.location) == (302, f"/?keyword=python#save-{first}")
    shown = client.get(answer.location)
    assert saved_in(shown.text) == {first}
    assert "Saved. Undo · Saved offers" in words(shown)
    assert words(client.get("/saved")).count("Python developer A") >= 1
    [undo] = tree(shown).xpath("//form[.//button[normalize-space()='Undo']]/@action")
    back = client.send(undo, {"next": "/?keyword=python"})
    shown = client.get(back.location)
    assert saved_in(shown.text) == set()
    assert "Removed from your saved offers. Undo ·" in words(shown)
    assert "No saved offers yet" in words(client.get("/saved"))
    with app.app_context():
        assert db.session.scalars(select(User)).one().is_guest


def test_htmx_gets_the_button_alone_and_a_token_that_works(
    app: Flask, client: CheckingClient, job_ids: list[int]
) -> None:
    first, second = job_ids[:2]
    answer = client.send(f"/saved/{first}/save", headers=HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert saved_in(answer.text) == {first}
    assert 'hx-swap-oob="innerHTML:#toasts"' in answer.text
    token = answer.headers["X-CSRFToken"]
    more = client.post(f"/saved/{second}/save", headers={**HTMX, "X-CSRFToken": token})
    assert saved_in(more.text) == {second}
    assert f'id="save-{second}"' in more.text
    gone = client.post(f"/saved/{second}/remove", headers={**HTMX, "X-CSRFToken": token})
    assert saved_in(gone.text) == set()
    with app.app_context():
        assert marks_of(db.session.scalars(select(User.id)).one()).saved == {first}


def test_saving_twice_is_once_and_removing_keeps_what_was_written_for_a_day(
    app: Flask, member: CheckingClient, user_id: int, job_ids: list[int]
) -> None:
    first = job_ids[0]
    for _time in range(2):
        assert member.send(f"/saved/{first}/save").status_code == 302
    member.send(f"/saved/{first}/notes", {"text": "Call Sami", "version": "1"})
    member.send(f"/saved/{first}/favorite", {"on": "1"})
    member.send(f"/saved/{first}/remove")
    with app.app_context():
        assert keeping.forget_removed() == 0
        assert marks_of(user_id).saved == frozenset()
    member.send(f"/saved/{first}/save")
    kept = row(app, user_id, first)
    assert kept
    assert (kept.notes, kept.is_favorite, kept.removed_at) == ("Call Sami", True, None)
    member.send(f"/saved/{first}/remove")
    with app.app_context():
        with transaction() as session:
            session.execute(update(SavedJob).values(removed_at=utc_now() - timedelta(days=2)))
        assert keeping.forget_removed() == 1
    assert row(app, user_id, first) is None


def test_two_windows_write_the_same_notes_and_nothing_is_lost(
    app: Flask, member: CheckingClient, user_id: int, job_ids: list[int]
) -> None:
    first = job_ids[0]
    member.send(f"/saved/{first}/save")
    assert member.send(f"/saved/{first}/notes", {"text": "one", "version": "1"}).status_code == 302
    conflict = member.send(
        f"/saved/{first}/notes", {"text": "two <b>", "version": "1", "next": "/saved?q=python"}
    )
    assert conflict.status_code == 409
    texts = [area.text.strip() for area in tree(conflict).xpath("//textarea")]
    assert texts == ["one", "two <b>"]
    assert (found := row(app, user_id, first))
    assert found.notes == "one"
    [version] = tree(conflict).xpath("//input[@name='version']/@value")
    [back] = tree(conflict).xpath("//input[@name='version']/../input[@name='next']/@value")
    solved = member.send(f"/saved/{first}/notes", {"text": "one and two", "version": version, "next": back})
    assert solved.location == f"/saved?q=python#offer-{first}"
    assert (found := row(app, user_id, first))
    assert found.notes == "one and two"
    member.send(f"/saved/{first}/remove")
    assert member.send(f"/saved/{first}/notes", {"text": "three", "version": "3"}).status_code == 302
    found = row(app, user_id, first)
    assert found
    assert (found.notes, found.removed_at) == ("three", None)


def test_what_changed_is_said_in_words(app: Flask, member: CheckingClient, job_ids: list[int]) -> None:
    with app.app_context():
        paid, again, ended = store(
            posting(11, title="Cook", salary=salary(30_000, 40_000)),
            posting(12, title="Nurse"),
            posting(13, title="Guard"),
        )
    for id_ in (*job_ids, paid, again, ended):
        member.send(f"/saved/{id_}/save")
    assert "Since you saved it" not in words(member.get("/saved"))
    with app.app_context():
        store(posting(11, title="Chef", salary=salary(35_000, 45_000)))
        with transaction() as session:
            session.execute(update(Job).where(Job.id == again).values(reposted_at=utc_now()))
            session.execute(
                update(Job).where(Job.id == ended).values(expires_at=utc_now() - timedelta(hours=1))
            )
            session.execute(update(Job).where(Job.id == job_ids[2]).values(duplicate_of_id=job_ids[0]))
        lifecycle.expire()
    page = member.get("/saved")
    said = words(page)
    assert "Title changed from “Cook” to “Chef”." in said
    assert "Salary changed: €30,000 – €40,000 per year → €35,000 – €45,000 per year." in said
    assert "Posted again on" in said
    assert re.search(r"No longer offered since .{6,20}\. Its last day has passed\.", said)
    assert "The same offer is listed from another source now." in said
    assert tree(page).xpath(f"//ul[@class='saved-changes']//a[@href='/job/{job_ids[0]}']")
    assert said.count("Since you saved it") == 4


def test_the_list_is_filtered_and_sorted(
    app: Flask, member: CheckingClient, user_id: int, job_ids: list[int]
) -> None:
    with app.app_context():
        [cook, guard] = store(
            posting(21, title="Zealous cook", country="FR", city="Lille", salary=salary(50_000, 60_000)),
            posting(22, title="Guard", salary=salary(20_000, 25_000)),
        )
        cv_of(user_id, "cv.txt")
    for id_ in (*job_ids, cook, guard):
        member.send(f"/saved/{id_}/save")
    member.send(f"/saved/{cook}/favorite", {"on": "1"})
    member.send(f"/saved/{guard}/notes", {"text": "Méfiance", "version": "1"})

    def shown(query: str) -> list[str]:
        return [
            " ".join(link.text_content().split())
            for link in tree(member.get(f"/saved?{query}")).xpath("//li//h2/a")
        ]

    everything = ["Guard", "Zealous cook", *(f"Python developer {name}" for name in "CBA")]
    assert shown("") == everything
    assert shown("sort=title") == sorted(everything)
    assert shown("sort=salary")[:2] == ["Zealous cook", "Guard"]
    assert set(shown("sort=match")[:3]) == set(everything[2:])
    assert shown("favorites=1") == shown("country=FR") == shown("q=ZEALOUS+lille") == ["Zealous cook"]
    assert shown("q=mefiance") == ["Guard"]
    assert shown("state=closed") == []
    assert "Nothing fits these filters" in words(member.get("/saved?state=closed"))
    assert "There are fewer pages than that" in words(member.get("/saved?page=7"))
    for wrong in ("sort=x", "state=x", "country=xyz", "favorites=2", "page=0", "page=x", f"q={'a' * 300}"):
        assert member.get(f"/saved?{wrong}").status_code == 400, wrong


def test_hidden_offers_leave_every_list_and_come_back(
    app: Flask, member: CheckingClient, user_id: int, job_ids: list[int]
) -> None:
    first, second, third = job_ids
    with app.app_context():
        cv_of(user_id, "cv.txt")
    assert f"/job/{first}" in member.get(f"/job/{second}").text
    answer = member.send(f"/saved/{first}/hide", {"next": "/?country=TN"})
    assert answer.location == "/?country=TN"
    for path in ("/?country=TN", "/recommendations", "/?keyword=python&sort=relevance"):
        page = member.get(path)
        assert {int(id_) for id_ in re.findall(r"/saved/(\d+)/hide", page.text)} == {second, third}, path
        assert words(page).count("2 offers") >= 1
        assert "1 offer that you are not interested in is hidden. Show them" in words(page)
    assert f'<a href="/job/{first}"' not in member.get(f"/job/{second}").text
    assert "is hidden" not in words(member.get("/?country=FR"))
    assert member.get("/api/search?country=TN").json["stats"]["total_jobs"] == 2
    assert "Show again" in words(member.get(f"/job/{first}"))
    listed = member.get("/saved/hidden")
    assert "Python developer A" in words(listed)
    member.send(f"/saved/{first}/show", {"next": "/saved/hidden"})
    assert "Nothing is hidden" in words(member.get("/saved/hidden"))
    assert "3 offers" in words(member.get("/?country=TN"))


def test_hiding_a_saved_offer_takes_it_off_the_list_and_undo_brings_both_back(
    app: Flask, member: CheckingClient, user_id: int, job_ids: list[int]
) -> None:
    first = job_ids[0]
    member.send(f"/saved/{first}/save")
    answer = member.send(f"/saved/{first}/hide", headers=HTMX)
    assert "job-hidden" in answer.text
    assert "No saved offers yet" in words(member.get("/saved"))
    [undo] = re.findall(r'action="(/saved/\d+/\w+)"', answer.text)
    member.send(undo)
    with app.app_context():
        marks = marks_of(user_id)
    assert (marks.saved, marks.hidden) == ({first}, frozenset())


def test_a_kept_card_shows_nothing_of_one_reader(
    app: Flask, client: CheckingClient, member: CheckingClient, job_ids: list[int]
) -> None:
    first = job_ids[0]
    client.get("/")
    member.send(f"/saved/{first}/save")
    kept = app.extensions["fragments"]._kept
    assert saved_in(member.get("/").text) == {first}
    before = dict(kept)
    assert saved_in(client.get("/").text) == set()
    assert saved_in(member.get("/").text) == {first}
    other: CheckingClient = app.test_client()  # type: ignore[assignment]
    other.send(f"/saved/{first}/save")
    assert saved_in(other.get("/").text) == {first}
    cards = [key for key in kept if key not in before and "job_card" in repr(key)]
    assert cards == [], "the same two pieces serve every reader"
    assert not any("csrf" in str(piece) for key, piece in kept.items() if "job_card" in repr(key))


@pytest.mark.parametrize("what", ["save", "remove", "favorite", "notes", "hide", "show"])
def test_what_is_not_there_and_what_is_another_s_look_alike(
    app: Flask, member: CheckingClient, user_id: int, job_ids: list[int], what: str
) -> None:
    with app.app_context():
        other = make_user("other@example.org")
        with transaction() as session:
            session.execute(update(Job).where(Job.id == job_ids[0]).values(owner_id=other))
        keeping.save(other, job_ids[0])
    data = {"on": "1", "text": "x", "version": "1"}
    answers = [member.send(f"/saved/{id_}/{what}", data) for id_ in (job_ids[0], 10**6)]
    assert member.send(f"/saved/{2**40}/{what}", data).status_code == 404
    assert {answer.status_code for answer in answers} == {404}
    bodies = {
        re.sub(r'(content|value)="[^"]*"', "", one.text.replace(one.headers["X-Request-ID"], ""))
        for one in answers
    }
    assert len(bodies) == 1, list(difflib.unified_diff(*[one.splitlines() for one in list(bodies)[:2]], n=0))
    assert row(app, user_id, job_ids[0]) is None


@pytest.mark.parametrize("what", ["save", "hide"])
def test_what_cannot_be_saved_makes_no_guest(app: Flask, client: CheckingClient, what: str) -> None:
    assert client.send(f"/saved/77/{what}").status_code == 404
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 0


def test_wrong_values_and_strange_ways_back(app: Flask, member: CheckingClient, job_ids: list[int]) -> None:
    first = job_ids[0]
    member.send(f"/saved/{first}/save")
    assert member.send(f"/saved/{first}/favorite", {"on": "x"}).status_code == 400
    assert member.send(f"/saved/{first}/notes", {"text": "x", "version": "٣"}).status_code == 400
    assert member.send(f"/saved/{first}/notes", {"text": "x" * 20_001, "version": "1"}).status_code == 400
    assert member.send(f"/saved/{first}/save", {"next": "//evil.example"}).location == f"/saved#save-{first}"


def test_lists_have_a_limit(
    app: Flask, member: CheckingClient, job_ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MAX_SAVED", 1)
    monkeypatch.setattr(keeping, "MAX_HIDDEN", 1)
    for what in ("save", "hide"):
        assert member.send(f"/saved/{job_ids[0]}/{what}").status_code == 302
    assert member.send(f"/saved/{job_ids[1]}/save").status_code == 302
    assert member.send(f"/saved/{job_ids[2]}/save").status_code == 400
    assert member.send(f"/saved/{job_ids[2]}/hide").status_code == 400


def test_what_a_guest_saved_comes_along(app: Flask, user_id: int, job_ids: list[int]) -> None:
    first, second, third = job_ids
    with app.app_context():
        guest = accounts.create_guest().id
        for who in (guest, user_id):
            keeping.save(who, first)
        keeping.save_notes(user_id, first, "mine", 1)
        keeping.save_notes(guest, first, "the guest's", 1)
        keeping.save(guest, second)
        for who in (guest, user_id):
            keeping.hide(who, third)
        guests.adopt(guest, user_id)
        marks = marks_of(user_id)
        assert (marks.saved, marks.hidden) == ({first, second}, {third})
        assert db.session.scalar(select(func.count()).select_from(HiddenJob)) == 1
    merged = row(app, user_id, first)
    assert merged
    assert merged.notes == "mine\n\nthe guest's"


def test_who_has_no_data_asks_nothing_and_who_has_asks_once(context: Flask) -> None:
    asked: list[str] = []
    user_id = make_user()
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert marks_of(None) is marks_of(user_id)
    assert len([statement for statement in asked if "SELECT" in statement]) == 1
