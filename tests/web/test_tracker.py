"""Applications through the site: tracked, moved, edited, brought in and taken out."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from app.core.tracker.record import InterviewRecord
from app.extensions import db, limiter
from app.models import Application, JobImport, User, utc_now
from app.services import imported_jobs, tasks
from app.services.import_reading import Pasted
from app.services.tracker import creating, editing, people
from app.services.tracker.creating import Details
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user, posting, store
from tests.web.everything import cv_of


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
def application_id(app: Flask, user_id: int) -> int:
    with app.app_context():
        return creating.add(user_id, Details("Nurse", "Clinic", "Sousse"))


def row(app: Flask, application_id: int) -> Application:
    with app.app_context():
        found = db.session.get_one(Application, application_id)
        db.session.expunge(found)
        return found


def hidden(page: str, field: str) -> dict[str, str]:
    """What the form of a text sends along."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.S) if f'value="{field}"' in form)
    return dict(re.findall(r'name="(field|version|seen)" value="([^"]*)"', form))


def test_a_visitor_tracks_an_offer_with_one_click(app: Flask, client: CheckingClient) -> None:
    with app.app_context():
        [job_id] = store(posting(1))
    assert "No applications yet" in words(client.get("/applications"))
    page = client.get(f"/job/{job_id}")
    assert "Track this application" in words(page)
    answer = client.send(f"/applications/track/{job_id}", {"status": "saved"})
    shown = client.get(answer.location)
    assert "Nour Systems 1" in words(shown)
    assert "Added under “Saved”" in words(shown)
    assert "My application" in words(client.get(f"/job/{job_id}"))
    assert client.send(f"/applications/track/{job_id}", {"status": "applied"}).location == answer.location
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Application)) == 1
        assert db.session.scalars(select(User)).one().is_guest


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [("99", {"status": "saved"}, 404), ("1", {"status": "x"}, 400), ("1", {}, 400)],
)
def test_what_cannot_be_tracked_makes_no_guest(
    app: Flask, client: CheckingClient, path: str, data: dict[str, str], status: int
) -> None:
    with app.app_context():
        store(posting(1))
    assert client.send(f"/applications/track/{path}", data).status_code == status
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 0


def test_one_is_added_by_hand(app: Flask, member: CheckingClient) -> None:
    wrong = member.send("/applications/new", {"title": " ", "status": "saved", "url": "javascript:alert(1)"})
    assert wrong.status_code == 400
    assert len(tree(wrong).xpath("//*[contains(@class, 'invalid-feedback')]")) == 2
    given = {
        "title": "Cook",
        "company": "Dar <b>",
        "location": "Tunis",
        "url": "jobs.example.org/7",
        "status": "applied",
    }
    page = member.get(member.send("/applications/new", given).location)
    assert "Dar <b>" in words(page)
    assert tree(page).xpath("//a[@href='https://jobs.example.org/7']/@rel") == [
        "noopener noreferrer nofollow ugc"
    ]


def test_one_is_added_by_its_text_and_by_its_address(
    app: Flask, member: CheckingClient, user_id: int
) -> None:
    text = "Look after people who are ill, by day and by night, with patience."
    page = member.get(member.send("/applications/new/text", {"title": "Nurse", "text": text}).location)
    assert "Imported by you" in words(page)
    assert member.send("/applications/new/text", {"title": "Nurse", "text": "short"}).status_code == 400
    waiting = member.send("/applications/new/address", {"address": "https://jobs.example.org/42"})
    assert waiting.location.startswith("/jobs/import/")
    with app.app_context():
        assert db.session.scalars(select(JobImport)).one().tracks
        [job_id] = store(posting(1))
    known = member.send("/applications/new/address", {"address": "https://jobs.example.org/1"})
    with app.app_context():
        assert creating.track(user_id, job_id).is_new is False
    assert "/applications/" in known.location
    assert member.send("/applications/new/address", {"address": "nonsense address"}).status_code == 422


def test_the_worker_makes_the_application(
    app: Flask, member: CheckingClient, user_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = member.send("/applications/new/address", {"address": "https://jobs.example.org/42"}).location
    monkeypatch.setattr(imported_jobs, "offer_at", lambda *_given: posting(42, source="imported"))
    with app.app_context():
        assert imported_jobs.run(db.session.scalars(select(JobImport.id)).one()) == "imported"
    answer = member.get(location)
    assert re.fullmatch(r"/applications/\d+", answer.location)
    assert "Python developer 42" in words(member.get(answer.location))


def test_moving_without_a_script(app: Flask, member: CheckingClient, application_id: int) -> None:
    page = tree(member.get("/applications?q=nurse"))
    form = page.xpath("//form[@data-move]")[0]
    assert form.get("action") == f"/applications/{application_id}/move?q=nurse"
    assert page.xpath("//form[@data-move]//button/@value") == [
        "applied", "screening", "interview", "offer", "rejected", "withdrawn", "no_answer", "up", "down",
    ]  # fmt: skip
    answer = member.send(form.get("action"), {"to": "interview"})
    assert answer.location == f"/applications?q=nurse#card-{application_id}"
    assert "Nurse is in “Interview” now, at place 1 of 1." in words(member.get("/applications?q=nurse"))
    assert row(app, application_id).applied_at is not None
    back = member.send(
        f"/applications/{application_id}/move", {"to": "offer", "next": f"/applications/{application_id}"}
    )
    assert back.location == f"/applications/{application_id}"
    odd = f"/applications/{application_id}/move?endpoint=x&_external=1&_anchor=y&application_id=9"
    assert member.send(odd, {"to": "offer"}).location == f"/applications#card-{application_id}"
    evil = member.send(f"/applications/{application_id}/move", {"to": "offer", "next": "//evil.example"})
    assert evil.location.startswith("/applications#")


def test_the_board_asks_for_itself(member: CheckingClient, application_id: int) -> None:
    answer = member.send(
        f"/applications/{application_id}/move", {"to": "offer"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in answer.text
    assert 'data-said="Nurse is in “Offer” now, at place 1 of 1."' in answer.text


@pytest.mark.parametrize(
    "data", [{}, {"to": "x"}, {"to": ""}, {"to": "applied", "before": "x"}, {"to": "applied", "place": "z"}]
)
def test_moves_that_are_none(
    app: Flask, member: CheckingClient, application_id: int, data: dict[str, str]
) -> None:
    assert member.send(f"/applications/{application_id}/move", data).status_code == 400
    assert row(app, application_id).status == "saved"


def test_board_and_table_are_the_same_and_the_choice_is_kept(
    member: CheckingClient, application_id: int
) -> None:
    assert tree(member.get("/applications")).xpath("//*[@id='board']")
    assert tree(member.get("/applications?view=table")).xpath("//table//th//bdi/text()") == [
        "Nurse",
        "Clinic",
        "Sousse",
    ]
    assert not tree(member.get("/applications")).xpath("//*[@id='board']")
    assert "Nothing fits" in words(member.get("/applications?q=zzz"))
    assert tree(member.get("/applications?view=board")).xpath(f"//li[@id='card-{application_id}']")
    assert tree(member.get("/applications?view=nonsense")).xpath("//*[@id='board']")
    for wrong in ("status=x", "sort=x", "q=" + "x" * 201):
        assert member.get(f"/applications?{wrong}").status_code == 400


def test_two_windows(member: CheckingClient, application_id: int) -> None:
    path = f"/applications/{application_id}"
    seen = hidden(member.get(path).text, "notes")
    assert member.send(f"{path}/text", {**seen, "text": "from the first"}).status_code == 302
    conflict = member.send(f"{path}/text", {**seen, "text": "from the <second>"})
    assert conflict.status_code == 409
    texts = [one.strip() for one in tree(conflict).xpath("//textarea/text()")]
    assert texts == ["from the first", "from the <second>"]
    assert "from the first" in member.get(path).text
    again = hidden(conflict.text, "notes")
    assert member.send(f"{path}/text", {**again, "text": "both"}).status_code == 302
    assert "both" in member.get(path).text
    letter = hidden(member.get(path).text, "cover_letter")
    member.send(f"{path}/move", {"to": "applied"})
    assert member.send(f"{path}/text", {**letter, "text": "Dear all"}).status_code == 302
    for wrong in ({}, {"field": "notes"}, {**seen, "field": "user_id", "text": "x"}, {**seen, "version": "x", "text": "x"},
                  {**again, "text": "x" * 20_001}):  # fmt: skip
        assert member.send(f"{path}/text", wrong).status_code == 400


def test_a_follow_up_is_set_on_the_person_s_clock(
    app: Flask, member: CheckingClient, application_id: int
) -> None:
    path = f"/applications/{application_id}"
    given = {"day": "2026-07-05", "time": "09:30", "text": "Call Sami"}
    assert member.send(f"{path}/follow-up", given).status_code == 302
    assert row(app, application_id).follow_up_at == datetime(2026, 7, 5, 8, 30, tzinfo=UTC)  # Africa/Tunis
    page = member.get(path)
    assert "5 Jul 2026, 09:30" in words(page)
    assert "Call Sami" in words(page)
    assert tree(page).xpath("//input[@name='day']/@value") == ["2026-07-05"]
    for wrong in ({}, {**given, "day": "x"}, {**given, "day": "0001-01-01"}, {**given, "time": ""}):
        assert member.send(f"{path}/follow-up", wrong).status_code == 400
    member.send(f"{path}/follow-up/delete")
    assert row(app, application_id).follow_up_at is None


def test_interviews_and_contacts(app: Flask, member: CheckingClient, application_id: int) -> None:
    path = f"/applications/{application_id}"
    given = {
        "kind": "video",
        "day": "2027-03-05",
        "time": "14:00",
        "minutes": "45",
        "place": "Room 3",
        "notes": "a\nb",
        "outcome": "",
    }
    assert member.send(f"{path}/interviews/new", given).status_code == 302
    assert "5 Mar 2027, 14:00" in words(member.get(path))
    [link] = tree(member.get(path)).xpath(
        "//a[contains(@href, '/interviews/')][not(contains(@href, 'new'))]/@href"
    )
    form = tree(member.get(link)).xpath("//main//form")[0]
    seen = form.xpath(".//input[@name='seen']/@value")[0]
    assert member.send(link, {**given, "outcome": "passed", "seen": seen}).status_code == 302
    late = member.send(link, {**given, "notes": "mine", "seen": seen})
    assert late.status_code == 409
    assert "mine" in late.text
    assert "Went well" in words(late)
    for wrong in ({"minutes": "0"}, {"minutes": "x"}, {"kind": "x"}, {"day": "x"}, {"notes": "x" * 2001}):
        assert member.send(f"{path}/interviews/new", {**given, **wrong}).status_code == 400
    assert member.send(f"{link}/delete").status_code == 302

    assert (
        member.send(f"{path}/contacts/new", {"name": "Sami", "email": "sami@example.org"}).status_code == 302
    )
    assert "sami@example.org" in words(member.get(path))
    for wrong in ({"name": " "}, {"name": "x", "email": "nonsense"}, {"name": "x" * 201}):
        assert member.send(f"{path}/contacts/new", wrong).status_code == 400


def test_details_and_the_cv_that_was_used(
    app: Flask, member: CheckingClient, user_id: int, application_id: int
) -> None:
    with app.app_context():
        cv_id = cv_of(user_id, "amel.txt")
        other = cv_of(make_user("other@example.org"), "theirs.txt")
    path = f"/applications/{application_id}"
    assert member.send(f"{path}/edit", {"title": "Head nurse", "company": "Clinic"}).status_code == 302
    assert "Details changed from “Nurse · Clinic” to “Head nurse · Clinic”." in words(member.get(path))
    assert member.send(f"{path}/edit", {"title": ""}).status_code == 400
    assert member.send(f"{path}/cv", {"cv_id": str(cv_id)}).status_code == 302
    assert row(app, application_id).cv_name == "amel.txt"
    assert member.send(f"{path}/cv", {"cv_id": str(other)}).status_code == 404
    for wrong in ({}, {"cv_id": "x"}, {"cv_id": "9" * 20}):
        assert member.send(f"{path}/cv", wrong).status_code == 400
    member.send(f"/cv/{cv_id}/delete")
    assert "amel.txt deleted" in words(member.get(path))


def test_documents(member: CheckingClient, application_id: int) -> None:
    path = f"/applications/{application_id}"

    def send(data: bytes, name: str) -> object:
        return member.send(
            f"{path}/documents", {"document": (io.BytesIO(data), name)}, content_type="multipart/form-data"
        )

    assert send(b"%PDF-1.7 letter", "lettre <b>.pdf").status_code == 302  # type: ignore[attr-defined]
    page = member.get(path)
    assert "lettre <b>.pdf" in words(page)
    [link] = tree(page).xpath("//section[@aria-labelledby='documents']//a/@href")
    file = member.get(link)
    assert file.data == b"%PDF-1.7 letter"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Cache-Control"] == "no-store"
    for data, name, status in ((b"<script>", "x.txt", 422), (b"", "x.pdf", 422), (b"MZ\x90", "x.exe", 422),
                               (b"x" * (5 * 1024 * 1024 + 1), "x.txt", 413)):  # fmt: skip
        answer = send(data, name)
        assert answer.status_code == status  # type: ignore[attr-defined]
        assert tree(answer).xpath("//*[contains(@class, 'invalid-feedback')]")  # type: ignore[arg-type]
    assert member.send(f"{path}/documents", {}).status_code == 400
    assert member.send(f"{link}/delete").status_code == 302
    assert member.get(link).status_code == 404


def test_deleting(app: Flask, member: CheckingClient, application_id: int) -> None:
    assert member.send(f"/applications/{application_id}/delete").location == "/applications"
    assert member.get(f"/applications/{application_id}").status_code == 404


def fill(app: Flask, user_id: int) -> None:
    with app.app_context():
        seen = editing.Seen(1, "")
        first = creating.add(
            user_id,
            Details("=cmd|' /C calc'!A0", "+Clinic", "Sousse", "https://jobs.example.org/1"),
            "applied",
        )
        editing.save_text(user_id, first, "notes", "'=1+1\n-2", seen)
        editing.save_follow_up(user_id, first, utc_now().replace(microsecond=0) + timedelta(days=2), "@call")
        people.save_interview(
            user_id, first, InterviewRecord(datetime(2027, 3, 5, 13, tzinfo=UTC), place="Tunis, 3")
        )
        creating.add(user_id, Details('Cook; "chef"', "Dar, Zarrouk"))


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_goes_out_comes_in_again(app: Flask, member: CheckingClient, user_id: int, kind: str) -> None:
    fill(app, user_id)
    data = member.get(f"/applications/export/applications.{kind}").data
    same = take_in(member, data)
    assert "Rows read 2 New 0 Updated 0 As before 2 Left out 0" in words(same)
    with app.app_context():
        other = make_user("other@example.org")
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(client, other)
    assert "Rows read 2 New 2 Updated 0 As before 0 Left out 0" in words(take_in(client, data))

    def plain(text: str) -> list[dict[str, object]]:
        found = json.loads(text)["applications"]
        return [
            {name: value for name, value in one.items() if name not in {"id", "interviews"}} for one in found
        ]

    mine = member.get("/applications/export/applications.json").text
    theirs = client.get("/applications/export/applications.json").text
    assert plain(mine) == plain(theirs)
    if kind == "json":
        interviews = [
            [one["interviews"] for one in json.loads(text)["applications"]] for text in (mine, theirs)
        ]
        assert interviews[0] == interviews[1]
        assert interviews[0][0]


def take_in(client: CheckingClient, data: bytes, name: str = "x.bin"):
    limiter.enabled = False
    return client.send(
        "/applications/files", {"table": (io.BytesIO(data), name)}, content_type="multipart/form-data"
    )


def test_no_cell_is_a_formula(app: Flask, member: CheckingClient, user_id: int) -> None:
    fill(app, user_id)
    text = member.get("/applications/export/applications.csv").data.decode("utf-8-sig")
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@")]
    book = load_workbook(io.BytesIO(member.get("/applications/export/applications.xlsx").data))
    assert {cell.data_type for cells in book.worksheets[0].iter_rows() for cell in cells} <= {"s", "n"}


def test_a_french_table_is_taken_in_once(app: Flask, member: CheckingClient) -> None:
    text = "Entreprise;Poste;Statut;Date de candidature;Humeur\r\nÉtoile;Comptable;Refusée;05/03/2026;:)\r\nAtlas;;Envoyée;;\r\n"
    for encoding in ("utf-8-sig", "cp1252"):
        answer = words(take_in(member, text.encode(encoding)))
        assert "Left out 1" in answer
        assert "Row 3: It has no job title." in answer
        assert "Humeur" in answer
    with app.app_context():
        [one] = db.session.scalars(select(Application))
        assert (one.company, one.status, one.applied_at) == (
            "Étoile",
            "rejected",
            datetime(2026, 3, 4, 23, tzinfo=UTC),
        )


def test_texts_are_never_lost_by_a_file(
    app: Flask, member: CheckingClient, user_id: int, application_id: int
) -> None:
    with app.app_context():
        editing.save_text(user_id, application_id, "notes", "written here", editing.Seen(1, ""))
    take_in(
        member,
        b"Job title,Company,Place,Notes,Status\nNurse,Clinic,Sousse,written there,\nNurse,Clinic,Sousse,second,Offer\n",
    )
    with app.app_context():
        first, second = db.session.scalars(select(Application).order_by(Application.id))
        assert first.notes == "written here\n\nwritten there"
        assert (second.notes, second.status) == ("second", "offer")


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01\x02" * 400, b"a,b\n1,2\n", b"PK\x03\x04" + b"x" * 500, b"{", b"[" * 9000, b'{"applications": 5}', b"\xff\xfe\x00",
     b"Poste,Entreprise\n" + b"a,b\n" * 1001, b"x" * (3 * 1024 * 1024 + 1), b'"' * 5000],
    ids=range(11),
)  # fmt: skip
def test_files_that_cannot_be_taken_in(app: Flask, member: CheckingClient, data: bytes) -> None:
    answer = take_in(member, data)
    assert answer.status_code in {400, 422}
    assert tree(answer).xpath("//*[contains(@class, 'invalid-feedback')]")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Application)) == 0


def test_a_workbook_that_brings_more_than_cells(member: CheckingClient) -> None:
    import zipfile

    book, plain = Workbook(), io.BytesIO()
    book.active.append(["Poste", "Entreprise"])
    book.active.append(["Cook", "Dar"])
    book.save(plain)
    assert "New 1" in words(take_in(member, plain.getvalue()))
    bomb = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
            target.writestr(name, content)
    assert take_in(member, bomb.getvalue()).status_code == 422
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/more.xml", b" " * 40_000_000)
    assert take_in(member, bomb.getvalue()).status_code == 422


def test_nothing_is_half_taken_in(
    app: Flask, member: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.tracker.rows.MAX_APPLICATIONS", 2)
    answer = take_in(member, b"Poste,Entreprise\na,b\nc,d\ne,f\n")
    assert answer.status_code == 400
    assert "You can keep 2 applications here" in words(answer)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Application)) == 0


def test_the_calendar(app: Flask, member: CheckingClient, client: CheckingClient, user_id: int) -> None:
    fill(app, user_id)
    text = member.get("/applications/calendar.ics").text.replace("\r\n ", "")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART:20270305T130000Z" in text
    assert "LOCATION:Tunis\\, 3" in text
    assert text.count("BEGIN:VEVENT") == 2
    assert re.findall(r"UID:(\S+)", text) == re.findall(
        r"UID:(\S+)", member.get("/applications/calendar.ics").text
    )

    page = member.send("/applications/calendar/address")
    [address] = tree(page).xpath("//code/text()")
    path = address.removeprefix("http://localhost")
    feed = client.get(path)
    assert feed.mimetype == "text/calendar"
    assert feed.text.count("BEGIN:VEVENT") == 2
    with app.app_context():
        kept = db.session.scalars(select(User.calendar_hash)).one()
        assert kept
        assert kept not in address
    assert "shown only now" not in words(member.get("/applications/files"))
    member.send("/applications/calendar/address/delete")
    assert client.get(path).status_code == 404


def test_figures_are_hidden_under_five(app: Flask, member: CheckingClient, user_id: int) -> None:
    with app.app_context():
        for number in range(4):
            creating.add(user_id, Details(f"Job {number}"), "interview")
    few = words(member.get("/applications"))
    assert "Interviews 4" in few
    assert "100 %" not in few
    with app.app_context():
        creating.add(user_id, Details("Job 5"), "applied")
    assert "80 %" in words(member.get("/applications"))


def test_the_seeds_offer_outlives(app: Flask, member: CheckingClient, user_id: int) -> None:
    with app.app_context():
        job_id = imported_jobs.from_text(
            user_id, Pasted("Nurse", "Look after people who are ill, by day and by night.")
        )
    location = member.send(f"/applications/track/{job_id}", {"status": "saved"}).location
    assert "See the offer" in words(member.get(location))
    member.send(f"/jobs/imported/{job_id}/delete")
    assert "See the offer" not in words(member.get(location))
    with app.app_context():
        assert tasks.forget_finished() == 0
