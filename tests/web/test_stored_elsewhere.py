"""Everything that a person uploads, kept in an object storage; and what is said when that is away."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app, worker
from app.extensions import db
from app.models import CV, Proof
from app.services import uploads
from app.services.erasure import person
from app.services.proofs import stored
from app.settings import Settings
from tests.client import CheckingClient, sign_in, words
from tests.conftest import make_settings
from tests.factories import make_user
from tests.fake_model import FakeModel
from tests.fake_web import FakeWeb
from tests.mail_server import mailbox
from tests.object_storage import ObjectServer, object_server
from tests.some_proofs import stored_cv
from tests.whole_person import WholePerson, work

CV_FILE = b"Amel Trabelsi\nPython developer\n\nExperience\nPython developer, Nour, Tunis\n2019 - 2023\nPython, SQL\n"


@pytest.fixture(scope="module")
def objects() -> Iterator[ObjectServer]:
    with object_server() as server:
        yield server


@pytest.fixture
def site(settings: Settings, objects: ObjectServer) -> Iterator[Flask]:
    application = create_app(make_settings(settings.data_dir, **objects.settings))
    application.test_client_class = CheckingClient
    worker.init_app(application)
    application.extensions["queue"].immediate = False
    yield application
    with application.app_context():
        db.session.remove()
        db.engine.dispose()


def send_cv(client: CheckingClient, **more: object):
    return client.send("/upload-cv", {"cv_file": (io.BytesIO(CV_FILE), "cv.txt")}, **more)


def test_all_of_a_person_is_there_to_be_read_and_goes_at_the_end(site: Flask, objects: ObjectServer) -> None:
    with FakeWeb() as web, FakeModel() as model, mailbox() as mails:
        somebody = WholePerson(site, web, model, mails)
        somebody.fill()
        client = somebody.client
        client.send("/account/export")
        work(site)
        kinds = {key.split("/")[2] for key in objects.stored()}
        assert kinds == {"application_documents", "avatars", "cvs", "exports", "proof_previews", "proofs"}
        assert not list(site.extensions["settings"].data_dir.glob("user_uploads/**/*.*"))
        with site.app_context():
            cv_id, proof = somebody.cv_ids[0], db.session.scalars(select(Proof)).one()
            assert proof.state == "checked"
            proof_id, pages = proof.id, stored.pages_shown(proof)
            db.session.remove()
        assert client.get(f"/cv/{cv_id}/file").data.startswith(somebody.words["cv_name"].encode())
        proof_file = client.get(f"/proof/{proof_id}/file")
        assert proof_file.data.startswith(b"%PDF")
        assert proof_file.content_length == len(proof_file.data)
        assert [client.get(f"/proof/{proof_id}/page/{page}").data[8:12] for page in pages] == [b"WEBP"]
        picture = re.search(r'src="(/account/avatar/[^"]+)"', client.get("/account").text)
        assert picture
        assert client.get(picture[1]).data[8:12] == b"WEBP"
        [copy] = set(
            re.findall(
                r'href="(/account/export/\d+)"',
                client.get("/account/export", headers={"HX-Request": "true"}).text,
            )
        )
        names = zipfile.ZipFile(io.BytesIO(client.get(copy).data)).namelist()
        assert {name.split("/")[1] for name in names if name.startswith("files/")} == {
            "application_documents", "cvs", "picture.webp", "proofs",
        }  # fmt: skip
        with site.app_context():
            assert stored.notice_lost() == 0
            assert uploads.sweep() == 0
            person.erase(somebody.user_id, action="account_deleted")
            db.session.remove()
        assert not objects.stored()


def test_what_is_away_is_told_and_leaves_nothing_half(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with object_server() as server:
        site.extensions["uploads"] = create_app(
            make_settings(site.extensions["settings"].data_dir, **server.settings)
        ).extensions["uploads"]
        client: CheckingClient = site.test_client()  # type: ignore[assignment]
        with site.app_context():
            user_id = make_user()
            cv_id = stored_cv(user_id)
            orphan = uploads.cv_folder().write(b"left by a crash", ".txt")
            monkeypatch.setattr(time, "time", lambda now=time.time: now() + 2 * uploads.ORPHAN_SECONDS)
            assert uploads.sweep() == 1
            monkeypatch.undo()
            assert not uploads.cv_folder().has(orphan)
        sign_in(client, user_id)
        server.stop()
        for answer in (
            send_cv(client, check=False),
            client.get(f"/cv/{cv_id}/file", check=False, headers={"Accept": "text/html"}),
        ):
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
            assert "store of uploaded files does not answer" in words(answer)
        assert client.get("/cv").status_code == 200
        with site.app_context():
            assert db.session.scalar(select(func.count()).select_from(CV)) == 1
            db.session.remove()
        assert client.send(f"/cv/{cv_id}/delete").status_code == 302  # the sweep collects the file
        assert not list(site.extensions["settings"].data_dir.glob("user_uploads/**/drafts/*"))
