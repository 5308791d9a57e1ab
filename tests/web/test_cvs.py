"""Uploading, looking at, correcting and deleting a CV."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import CV, JobMatch, User, utc_now
from app.services import guests
from app.services.transaction import transaction
from app.services.uploads import cv_folder
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import CV_TEXT, make_user, posting, store


def upload(client: CheckingClient, content: bytes | str = CV_TEXT, name: str = "amel.txt", **kwargs: object):
    data = content.encode() if isinstance(content, str) else content
    return client.send("/upload-cv", {"cv_file": (io.BytesIO(data), name)}, **kwargs)


def stored_files(app: Flask) -> set[str]:
    with app.app_context():
        return cv_folder().names()


def test_a_visitor_uploads_and_sees_what_was_read(client: CheckingClient) -> None:
    page = words(client.get(upload(client).location))
    for read in ("Amel Trabelsi", "amel.trabelsi@example.org", "Python developer", "PostgreSQL", "4 years"):
        assert read in page


def test_the_seed_s_json(client: CheckingClient) -> None:
    assert client.get("/check-cv").json == {"cv_uploaded": False, "cv_filename": None}
    answer = upload(client, headers={"Accept": "application/json"}).json
    assert (answer["success"], answer["filename"]) == (True, "amel.txt")
    assert client.get("/check-cv").json == {"cv_uploaded": True, "cv_filename": "amel.txt"}
    removed = client.send("/remove-cv", headers={"Accept": "application/json"})
    assert removed.json["success"] is True
    assert client.get("/check-cv").json["cv_uploaded"] is False
    assert client.send("/remove-cv", headers={"Accept": "application/json"}).status_code == 400


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (b"", "cv.pdf", 422, "empty"),
        (b"%PDF-1.4 broken", "cv.pdf", 422, None),
        (b"MZ\x90\x00" + b"\x00" * 300, "cv.pdf", 422, "wrong_type"),
        (b"too short", "cv.txt", 422, "too_short"),
        (b"PK\x03\x04" + b"x" * 500, "cv.docx", 422, None),
        (b"x" * (5 * 1024 * 1024 + 1), "cv.txt", 413, "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    client: CheckingClient, app: Flask, content: bytes, name: str, status: int, code: str | None
) -> None:
    answer = upload(client, content, name, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert code is None or answer.json["code"] == code
    assert len(answer.json["detail"]) > 20
    assert stored_files(app) == set()
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(CV)) == 0


def test_sixty_megabytes_are_refused(client: CheckingClient, app: Flask) -> None:
    assert upload(client, b"x" * 60_000_000, "cv.pdf").status_code == 413
    assert stored_files(app) == set()


@pytest.mark.parametrize(
    "name", ["سيرة ذاتية.txt", "../../etc/passwd.txt", "a\u202etxt.exe.txt", "x" * 400 + ".txt", "<b>.txt"]
)
def test_odd_file_names_are_shown_and_never_used(client: CheckingClient, app: Flask, name: str) -> None:
    answer = upload(client, CV_TEXT, name)
    assert answer.status_code == 302
    page = client.get("/cv").text
    assert "<b>.txt" not in page
    assert "\u202e" not in page
    [stored] = stored_files(app)
    assert stored.removesuffix(".txt").isalnum()


def test_no_file_is_a_clear_refusal(client: CheckingClient) -> None:
    assert client.send("/upload-cv").status_code == 400
    assert client.send("/upload-cv", {"cv_file": "not a file"}).status_code == 400


def test_several_cvs_one_primary(client: CheckingClient, app: Flask) -> None:
    first, second = upload(client).location, upload(client, CV_TEXT + "\nRust", "other.txt").location
    with app.app_context():
        assert [cv.is_primary for cv in db.session.scalars(select(CV).order_by(CV.id))] == [True, False]
    client.send(f"{second}/primary")
    assert client.get("/check-cv").json["cv_filename"] == "other.txt"
    client.send(f"{second}/delete")
    assert client.get("/check-cv").json["cv_filename"] == "amel.txt"
    assert client.get(second).status_code == 404
    client.send(f"{first}/delete")
    assert stored_files(app) == set()
    for number in range(10):
        upload(client, CV_TEXT, f"{number}.txt")
    assert upload(client, CV_TEXT, "eleven.txt").status_code == 400


@pytest.mark.parametrize(
    ("form", "there", "gone"),
    [
        ({"action": "add_skill", "skill": "Kubernetes"}, "Kubernetes", None),
        ({"action": "remove_skill", "skill": "git"}, None, None),
        ({"action": "edit_contact", "name": "Amal T.", "email": "a@example.org", "phone": "+21620000001", "place": "Sfax"}, "Sfax", None),
        ({"action": "add_experience", "title": "Team lead", "company": "Zitouna", "start": "2015-01", "end": "2019-12"}, "Team lead", None),
        ({"action": "edit_experience", "index": "0", "title": "Software engineer", "start": "2020-01", "current": "1"}, "Software engineer", None),
        ({"action": "remove_experience", "index": "0"}, None, "01/2020"),
        ({"action": "set_language", "code": "de", "level": "B1"}, "German", None),
        ({"action": "edit_wishes", "titles": "Data engineer", "places": "Lyon\nTunis", "contracts": "permanent", "salary_minimum": "42000", "salary_currency": "EUR", "salary_period": "year"}, "42000", None),
    ],
)  # fmt: skip
def test_every_entry_can_be_corrected(
    client: CheckingClient, form: dict[str, str], there: str | None, gone: str | None
) -> None:
    path = upload(client).location
    answer = client.send(f"{path}/corrections", form)
    assert answer.status_code == 302, words(answer)
    page = client.get(path).text
    assert there is None or there in page
    assert gone is None or gone not in page
    client.send(f"{path}/corrections/undo")
    assert "Kubernetes" not in words(client.get(path))


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"action": "drop_tables"},
        {"action": "add_skill", "skill": "underwater basket juggling"},
        {"action": "edit_experience", "index": "99", "title": "x", "start": "2020-01"},
        {"action": "edit_experience", "index": "9" * 30, "title": "x"},
        {"action": "add_experience", "title": "x", "start": "2020-13"},
        {"action": "add_experience", "title": "x", "start": "2020-05", "end": "2019-05"},
        {"action": "add_experience", "title": "", "start": "2020-05"},
        {"action": "add_education", "level": "wizard", "title": "x"},
        {"action": "edit_wishes", "salary_minimum": "NaN"},
        {"action": "edit_wishes", "salary_minimum": "1e999"},
        {"action": "set_language", "code": "klingon"},
        {"action": "edit_contact", "name": "x" * 5000},
    ],
)
def test_a_wrong_correction_says_so_and_changes_nothing(
    client: CheckingClient, app: Flask, form: dict[str, str]
) -> None:
    path = upload(client).location
    assert client.send(f"{path}/corrections", form).status_code == 400
    with app.app_context():
        assert db.session.scalars(select(CV.version)).all() == [1]


def test_correcting_a_skill_changes_the_score(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        [job_id] = store(posting(1, description_text="Kubernetes, Python, Docker and PostgreSQL every day."))
    path = upload(client).location

    def score() -> float:
        client.get(f"/job/{job_id}")
        with app.app_context():
            return float(db.session.scalar(select(JobMatch.match_score).order_by(JobMatch.id.desc())))

    before = score()
    assert score() == before, "the same input gives the same score"
    client.send(f"{path}/corrections", {"action": "add_skill", "skill": "Kubernetes"})
    assert score() > before


def test_the_file_comes_back_as_it_was_and_only_to_its_owner(client: CheckingClient, app: Flask) -> None:
    path = upload(client).location
    answer = client.get(f"{path}/file")
    assert answer.data == CV_TEXT.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    stranger: CheckingClient = app.test_client()  # type: ignore[assignment]
    upload(stranger)
    assert stranger.get(f"{path}/file").status_code == 404


@pytest.mark.parametrize("way", ["", "/file", "/primary", "/delete", "/corrections", "/corrections/undo"])
def test_another_person_s_cv_looks_like_a_missing_one(client: CheckingClient, app: Flask, way: str) -> None:
    mine = upload(client).location
    with app.app_context():
        other_id = make_user()
    other: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(other, other_id)
    verb = other.get if way in {"", "/file"} else other.send
    theirs, missing = verb(f"{mine}{way}"), verb(f"/cv/99999{way}")
    assert theirs.status_code == missing.status_code == 404

    def stable(text: str) -> str:
        without_tokens = re.sub(r'(value|content)="[^"]{60,}"', "", text)
        without_id = re.sub(r"[0-9a-f]{16}", "", without_tokens)
        return without_id.replace(mine, "/cv/99999")

    assert stable(theirs.text) == stable(missing.text)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(CV)) == 1


def test_deleting_leaves_no_trace(client: CheckingClient, app: Flask, settings) -> None:
    with app.app_context():
        [job_id] = store(posting(1))
    path = upload(client, CV_TEXT + "\ncanary-7731\n").location
    client.get(f"/job/{job_id}")
    client.send(f"{path}/delete")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(JobMatch)) == 0
    for file in Path(settings.data_dir).rglob("*"):
        assert not file.is_file() or b"canary-7731" not in file.read_bytes(), file


def test_guests_are_forgotten_after_a_day(client: CheckingClient, app: Flask) -> None:
    upload(client)
    with app.app_context():
        assert guests.purge() == 0
        with transaction() as session:
            session.scalar(select(User)).last_seen_at = utc_now() - timedelta(hours=25)
        assert guests.purge() == 1
        assert db.session.scalar(select(func.count()).select_from(User)) == 0
    assert stored_files(app) == set()
    assert client.get("/cv").status_code == 200


def test_suggestions_while_typing(client: CheckingClient) -> None:
    assert "Python" in client.get("/skills/suggest?q=pyth").text
    assert client.get("/skills/suggest?q=" + "x" * 5000).status_code == 200
    assert client.get("/skills/suggest").status_code == 200


def test_recommendations_score_everything(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        store(*(posting(n, title="Python developer", company=f"C{n}") for n in range(130)),
              posting(500, title="Nurse", description_text="Nursing care in a hospital."))  # fmt: skip
    assert client.get("/recommendations").location.endswith("/cv")
    upload(client)
    page = client.get("/recommendations")
    assert "131" in words(page)
    last = words(client.get("/recommendations?page=7"))
    assert "Nurse" in last
    assert tree(page).xpath("//*[contains(@class, 'ring') or contains(@class, 'score')]")
