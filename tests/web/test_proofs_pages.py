"""Proofs over HTTP, with real documents: upload, check, preview, hiding, deleting, what others see."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select, update

from app.extensions import db, limiter
from app.models import CV, CvClaim, Proof, Task, utc_now
from app.services import cvs, guests, maintenance, tasks
from app.services.proofs import overview
from app.services.uploads import cv_folder, preview_folder, proof_folder
from app.worker import HANDLERS
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user, posting, store
from tests.hostile.corpus import CASES
from tests.some_proofs import (
    CV_WITH_CLAIMS,
    LINES,
    certificate_pdf,
    certificate_png,
    stored_cv,
    stored_proof,
    webp,
)

JSON = {"Accept": "application/json"}


@pytest.fixture
def user_id(app: Flask, client: CheckingClient) -> int:
    """Somebody signed in whose CV names a course and a certificate."""
    with app.app_context():
        found = make_user()
        stored_cv(found)
        db.session.remove()
    sign_in(client, found)
    return found


def place_of(app: Flask, user_id: int, title: str) -> tuple[str, str]:
    """Address and key of a claim."""
    with app.app_context():
        found = overview.overview(user_id)
        row = next(entry.row for entry in found.entries if title in entry.row.claim.title)
        db.session.remove()
    return f"{row.category}/{row.index}", row.key


def send(client: CheckingClient, place: str, content: bytes, name: str = "a.pdf", **more: str):
    data = {"proof_file": (io.BytesIO(content), name), **more}
    headers = {**JSON, "X-CSRFToken": client.token()}
    return client.post(f"/upload-proof/{place}", data=data, headers=headers)


def ask(client: CheckingClient, place: str, query: str = ""):
    return client.post(f"/verify-proof/{place}{query}", headers={**JSON, "X-CSRFToken": client.token()})


def work(app: Flask) -> None:
    """What a worker would do with the tasks that wait."""
    with app.app_context():
        waiting = db.session.scalars(select(Task.id).where(Task.state == "queued")).all()
        for task_id in waiting:
            tasks.run(task_id, HANDLERS)
        db.session.remove()


def files(app: Flask) -> list[str]:
    with app.app_context():
        folders = (proof_folder().path, preview_folder().path)
        return sorted(path.name for folder in folders if folder.exists() for path in folder.rglob("*.*"))


def drafts(app: Flask) -> list[Path]:
    with app.app_context():
        return list((proof_folder().path / "drafts").glob("*"))


def count(app: Flask, model: type) -> int:
    with app.app_context():
        found = db.session.scalar(select(func.count()).select_from(model))
        db.session.remove()
    return found


def rung_of(app: Flask, user_id: int, skill: str) -> str:
    from app.services import evidence

    with app.app_context():
        found = evidence.rungs_of(user_id).get(skill, "")
        db.session.remove()
    return found


def test_the_page_says_what_to_do_without_a_cv(client: CheckingClient) -> None:
    page = client.get("/verify-cv")
    assert page.status_code == 200
    assert "Upload a CV first" in words(page)
    assert tree(page).xpath("//main//a[@href='/cv']")
    with client.session_transaction() as session:
        assert "_user_id" not in session


def test_claims_stand_beside_their_line(client: CheckingClient, user_id: int) -> None:
    text = words(client.get("/verify-cv"))
    assert "Deep Learning with Python" in text
    assert "Your CV, line 15: Deep Learning with Python, Nour Academy, May 2024, number NA-2024-4711" in text
    for group in ("Certificates", "Diplomas", "Languages"):
        assert group in text
    assert "No document yet" in text


def test_from_upload_to_verdict_and_scores(app: Flask, client: CheckingClient, user_id: int) -> None:
    with app.app_context():
        store(posting(1, description_text="We want Deep Learning and Python."))
    place, _key = place_of(app, user_id, "Deep Learning")
    sent = send(client, place, certificate_pdf(), "../../My Certificate.PDF")
    assert sent.status_code == 200
    assert {"success", "message", "filename", "has_preview"} <= set(sent.json)
    assert (sent.json["success"], sent.json["filename"], sent.json["has_preview"]) == (
        True,
        "My Certificate.PDF",
        True,
    )
    waiting = ask(client, place)
    assert (waiting.status_code, waiting.json["state"]) == (202, "checking")
    assert ask(client, place).json["state"] == "checking"
    assert count(app, Task) == 1  # asking again starts no second check
    page = tree(client.get("/verify-cv"))
    polled = page.xpath("//li[@hx-get]/@hx-get")
    assert polled == [f"/proof/{sent.json['proof_id']}/state"]
    assert rung_of(app, user_id, "deep-learning") == ""
    version = _version(app)

    work(app)
    done = ask(client, place)
    assert done.status_code == 200
    found = done.json["verification"]
    assert found["statut"] == "confirmé", found
    assert found["verdict"] == "confirmed"
    assert 50 < found["score_confiance"] <= 100
    assert any("Amel Trabelsi" in one for one in found["elements_confirmes"])
    assert found["divergences"] == []
    assert found["recommandation"] == "accepter"
    assert {"elements_manquants", "commentaire"} <= set(found)
    assert rung_of(app, user_id, "deep-learning") == "proof"
    assert _version(app) > version  # stored matches are made anew

    fragment = client.get(polled[0], headers={"HX-Request": "true"})
    assert "hx-get" not in fragment.text
    assert "Consistent with the claim" in fragment.text
    assert "Score of the offers that fit you best, without this document and with it" in fragment.text
    assert "Python developer 1" in fragment.text
    whole = words(client.get("/verify-cv"))
    assert "% sure" in whole
    assert "Name Amel Trabelsi" in whole
    assert client.get(polled[0]).location == f"/verify-cv#claim-{place.replace('/', '-')}"


def _version(app: Flask) -> int:
    with app.app_context():
        found = db.session.scalar(select(CV.version))
        db.session.remove()
    return found


def test_a_form_uploads_and_checks_in_one_go(app: Flask, client: CheckingClient, user_id: int) -> None:
    place, key = place_of(app, user_id, "Deep Learning")
    other = certificate_pdf(*LINES[:3], "Sami Gharbi", *LINES[4:])
    data = {"proof_file": (io.BytesIO(other), "a.pdf"), "claim": key, "check": "1"}
    answer = client.send(f"/upload-proof/{place}", data)
    assert answer.location == f"/verify-cv#claim-{place.replace('/', '-')}"
    work(app)
    page = words(client.get("/verify-cv"))
    assert "Not consistent" in page
    assert "Name says something else" in page
    assert "In your CV: Amel Trabelsi" in page
    assert "In the document: Sami Gharbi" in page
    assert "Next step:" in page
    assert rung_of(app, user_id, "deep-learning") == ""
    again = client.send(f"/verify-proof/{place}", {"claim": key})
    assert again.status_code == 302
    with app.app_context():
        assert db.session.scalar(select(Proof.state)) == "checking"


@pytest.mark.parametrize(
    ("category", "title"),
    [("formations", "Deep Learning"), ("langues", "English"), ("certifications", "Scrum")],
)
def test_the_names_that_programs_know(
    app: Flask, client: CheckingClient, user_id: int, category: str, title: str
) -> None:
    with app.app_context():
        found = overview.overview(user_id)
        from app.services.proofs import claims

        rows = [entry.row for entry in found.entries]
        own = {"formations": ("courses", "diplomas"), "langues": ("languages",)}.get(category, (category,))
        listed = [row for name in own for row in rows if row.category == name]
        assert [claims.at(rows, category, place) for place in range(len(listed) + 1)] == [*listed, None]
        db.session.remove()
    assert send(client, f"{category}/0", certificate_pdf()).status_code == 200
    missing = send(client, f"{category}/99", certificate_pdf())
    assert (missing.status_code, missing.json["success"]) == (404, False)


def test_what_cannot_be_uploaded_or_checked(app: Flask, client: CheckingClient, user_id: int) -> None:
    place, key = place_of(app, user_id, "Deep Learning")
    headers = {**JSON, "X-CSRFToken": client.token()}
    assert client.post(f"/upload-proof/{place}", headers=headers).json["code"] == "no_file"
    assert send(client, "skills/0", certificate_pdf()).status_code == 404
    assert send(client, "diplomas/0", certificate_pdf(), claim=key).json["code"] == "changed"
    assert ask(client, place).json["code"] == "no_proof"
    large = send(client, place, b"%PDF-1.4" + b"x" * (8 * 1024 * 1024))
    assert large.status_code == 413
    assert send(client, place, b"%PDF-1.4" + b"x" * (10 * 1024 * 1024)).status_code == 413
    assert send(client, place, webp(), "a.pdf").json["code"] == "wrong_type"
    assert files(app) == []
    assert count(app, Proof) == 0
    stranger = app.test_client()
    answer = stranger.post(
        "/upload-proof/languages/0",
        data={"proof_file": (io.BytesIO(certificate_pdf()), "a.pdf")},
        headers={**JSON, "X-CSRFToken": stranger.token()},
    )
    assert (answer.status_code, answer.json["code"]) == (400, "no_cv")


def test_pictures_are_made_anew_and_shown_sealed(app: Flask, client: CheckingClient, user_id: int) -> None:
    place, _key = place_of(app, user_id, "Deep Learning")
    picture = Image.new("RGB", (900, 600), "white")
    exif = Image.Exif()
    exif[0x010E] = "home of Amel"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert b"home of Amel" in out.getvalue()
    sent = send(client, place, out.getvalue(), "photo.jpg")
    assert sent.status_code == 200, sent.json
    proof_id = sent.json["proof_id"]
    shown = client.get(f"/proof/{proof_id}/page/1")
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    assert shown.data[8:12] == b"WEBP"
    kept = client.get(f"/proof/{proof_id}/file")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert b"home of Amel" not in kept.data
    for answer in (shown, kept):
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
    for page in (0, 2, 9, 10**12):
        assert client.get(f"/proof/{proof_id}/page/{page}").status_code == 404
    with app.app_context():
        for folder in (proof_folder(), preview_folder()):
            for name in folder.names():
                assert folder.locate(name).stat().st_mode & 0o777 == 0o600
                assert "photo" not in name


def test_a_second_upload_takes_the_place_of_the_first(
    app: Flask, client: CheckingClient, user_id: int
) -> None:
    place, _key = place_of(app, user_id, "Deep Learning")
    first = send(client, place, certificate_pdf(), check="1").json["proof_id"]
    work(app)
    before, version = files(app), _version(app)
    assert rung_of(app, user_id, "deep-learning") == "proof"
    second = send(client, place, certificate_png(*LINES, width=600, height=400), "b.png")
    assert second.json["proof_id"] == first
    assert not set(before) & set(files(app))
    assert len(files(app)) == 2
    assert rung_of(app, user_id, "deep-learning") == ""
    assert _version(app) > version
    with app.app_context():
        proof = db.session.scalars(select(Proof)).one()
        assert (proof.state, proof.verdict, proof.findings, proof.skills) == ("waiting", None, {}, [])


def test_a_verdict_for_a_document_that_was_replaced_is_dropped(
    app: Flask, client: CheckingClient, user_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services.proofs import checking

    place, _key = place_of(app, user_id, "Deep Learning")
    send(client, place, certificate_pdf(), check="1")
    really = checking.read

    def read_late(path: Path, kind: str):
        found = really(path, kind)
        with app.test_request_context():
            send(client, place, certificate_pdf("nothing of the kind"))
        return found

    monkeypatch.setattr(checking, "read", read_late)
    work(app)
    with app.app_context():
        proof = db.session.scalars(select(Proof)).one()
        assert (proof.state, proof.verdict) == ("waiting", None)
        assert db.session.scalar(select(Task.message)) == "no longer wanted"


def test_what_goes_wrong_in_the_background_is_said(app: Flask, client: CheckingClient, user_id: int) -> None:
    place, _key = place_of(app, user_id, "Deep Learning")
    send(client, place, certificate_pdf(), check="1")
    with app.app_context():
        for name in proof_folder().names():
            proof_folder().delete(name)
    work(app)
    answer = ask(client, place)
    assert (answer.status_code, answer.json["code"]) == (409, "file_lost")
    assert "The file is lost. Upload it again." in words(client.get("/verify-cv"))
    send(client, place, certificate_pdf(), check="1")
    with app.app_context():
        db.session.execute(update(Task).values(state="failed"))
        db.session.commit()
    assert "The check was interrupted. Start it again." in words(client.get("/verify-cv"))
    assert ask(client, place).json["state"] == "checking"


def test_one_call_is_enough_for_who_waits(app: Flask, client: CheckingClient, user_id: int) -> None:
    """With a worker in this process: the verdict comes with the answer."""
    place, _key = place_of(app, user_id, "Deep Learning")
    send(client, place, certificate_pdf())
    app.extensions["reading_queue"].immediate = True
    found = ask(client, place, "?wait=8")
    assert found.status_code == 200
    assert found.json["verification"]["statut"] == "confirmé"
    for odd in ("-1", "x", "9" * 30, "1e9", ""):
        assert ask(client, place, f"?wait={odd}").status_code == 200


def test_nobody_waits_for_a_worker_that_is_not_there_longer_than_asked(
    app: Flask, client: CheckingClient, user_id: int
) -> None:
    place, _key = place_of(app, user_id, "Deep Learning")
    send(client, place, certificate_pdf())
    assert ask(client, place, "?wait=1").status_code == 202


def test_a_correction_has_proofs_checked_again(app: Flask, client: CheckingClient, user_id: int) -> None:
    place, _key = place_of(app, user_id, "Deep Learning")
    send(client, place, certificate_pdf(), check="1")
    work(app)
    with app.app_context():
        cv_id = db.session.scalar(select(CV.id))
        db.session.remove()
    client.send(f"/cv/{cv_id}/corrections", {"action": "add_skill", "skill": "python"})
    assert rung_of(app, user_id, "deep-learning") == "proof"  # nothing about the claim changed
    client.send(f"/cv/{cv_id}/corrections", {"action": "edit_contact", "name": "Lina Mansour"})
    assert rung_of(app, user_id, "deep-learning") == ""
    assert "Being checked" in words(client.get("/verify-cv"))
    work(app)
    assert "Not consistent" in words(client.get("/verify-cv"))
    client.send(f"/cv/{cv_id}/corrections/undo")
    work(app)
    assert rung_of(app, user_id, "deep-learning") == "proof"


def test_a_document_for_what_the_cv_no_longer_says(app: Flask, client: CheckingClient, user_id: int) -> None:
    with app.app_context():
        cv_id = db.session.scalar(select(CV.id))
        row = next(e.row for e in overview.overview(user_id).entries if "English" in e.row.claim.title)
        stored_proof(user_id, cv_id, row.claim, skills=["english"])
        db.session.remove()
    assert rung_of(app, user_id, "english") == "proof"
    client.send(f"/cv/{cv_id}/corrections", {"action": "remove_language", "code": "en"})
    page = words(client.get("/verify-cv"))
    assert "Documents for what your CV no longer says" in page
    assert rung_of(app, user_id, "english") == ""
    client.send(f"/cv/{cv_id}/corrections/undo")
    with app.app_context():
        assert db.session.scalar(select(Proof.state)) == "checking"


def test_a_claim_of_one_s_own(app: Flask, client: CheckingClient, user_id: int) -> None:
    given = {"category": "certifications", "title": "Forklift licence <b>B</b>", "issuer": "Nour Academy"}
    given |= {"date": "2023-04", "identifier": "X-1", "url": "https://academy.example/x-1"}
    assert client.send("/verify-cv/claims", given).status_code == 302
    page = client.get("/verify-cv")
    assert "Forklift licence &lt;b&gt;B&lt;/b&gt;" in page.text
    assert "added by you" in words(page)
    assert client.send("/verify-cv/claims", given).status_code == 409
    for wrong in (
        {"title": ""}, {"category": "skills"}, {"date": "May"}, {"date": "2023-13"}, {"date": "0001"},
        {"url": "javascript:alert(1)"}, {"title": "x" * 301}, {"category": "languages", "title": "English"},
        {"category": "languages", "language": "en", "level": "Z9"}, {"category": "languages", "language": "xx"},
    ):  # fmt: skip
        answer = client.send("/verify-cv/claims", {**given, **wrong})
        assert answer.status_code == 400, wrong
    spoken = {"category": "languages", "language": "de", "level": "C1"}
    assert client.send("/verify-cv/claims", spoken).status_code == 302
    assert "German" in words(client.get("/verify-cv"))
    assert count(app, CvClaim) == 2
    place, _key = place_of(app, user_id, "Forklift")
    send(client, place, certificate_pdf())
    (row_id,) = tree(client.get("/verify-cv")).xpath(
        "//form[contains(@action, '/verify-cv/claims/')]/@action"
    )
    assert client.send(row_id).status_code == 302  # German, which has no document
    with app.app_context():
        row = db.session.scalars(select(CvClaim.id)).one()
        db.session.remove()
    client.send(f"/verify-cv/claims/{row}/delete")
    assert (count(app, CvClaim), count(app, Proof), files(app)) == (0, 0, [])


def test_a_claim_read_wrongly_can_be_hidden(app: Flask, client: CheckingClient, user_id: int) -> None:
    place, key = place_of(app, user_id, "Scrum")
    form = {"category": place.split("/")[0], "claim": key}
    assert client.send("/verify-cv/hide", form).status_code == 302
    page = tree(client.get("/verify-cv"))
    assert not page.xpath(f"//*[@id='claim-{place.replace('/', '-')}']")
    assert "1 hidden entry" in words(client.get("/verify-cv"))
    assert place_of(app, user_id, "Scrum") == (place, key)  # places of the others stay
    client.send("/verify-cv/hide", {**form, "show": "1"})
    assert tree(client.get("/verify-cv")).xpath(f"//*[@id='claim-{place.replace('/', '-')}']")
    assert client.send("/verify-cv/hide", {**form, "show": "1"}).status_code == 404
    assert client.send("/verify-cv/hide", {**form, "claim": "0" * 64}).status_code == 404
    send(client, place, certificate_pdf())
    assert client.send("/verify-cv/hide", form).status_code == 409


def test_the_same_claim_of_another_cv_shows_its_document(
    app: Flask, client: CheckingClient, user_id: int
) -> None:
    place, _key = place_of(app, user_id, "Deep Learning")
    send(client, place, certificate_pdf(), check="1")
    work(app)
    with app.app_context():
        cvs.make_primary(user_id, stored_cv(user_id, "newer.txt"))
        db.session.remove()
    page = words(client.get("/verify-cv"))
    assert "Consistent with the claim" in page
    assert "erased with that one: cv.txt" in page


HOSTILE = [
    name for name in sorted(CASES) if CASES[name].build.__module__.endswith(("image_files", "pdf_files"))
]
SLOW = re.compile("bomb|10k|many|megapixels|range|huge|laughs")


def test_hostile_files_leave_nothing_behind(app: Flask, client: CheckingClient, user_id: int) -> None:
    """Each is taken in whole or refused with a reason; the reading itself is tested with the reader."""
    limiter.enabled = False
    place, _key = place_of(app, user_id, "Deep Learning")
    for name in (name for name in HOSTILE if not SLOW.search(name)):
        content = CASES[name].build()
        if len(content) > 1_000_000:
            continue
        suffix = "pdf" if b"%PDF" in content[:1024] else "png"
        answer = send(client, place, content, f"a.{suffix}")
        assert answer.status_code in {200, 413, 422}, (name, answer.status_code)
        if answer.status_code == 200:
            work(app)
            assert client.get("/verify-cv").status_code == 200
            assert client.get(f"/proof/{answer.json['proof_id']}/page/1").mimetype == "image/webp"
            client.send(f"/proof/{answer.json['proof_id']}/delete")
        else:
            assert answer.json["message"]
        assert (files(app), drafts(app)) == ([], []), name


def test_deleting_leaves_nothing(app: Flask, client: CheckingClient, user_id: int) -> None:
    place, _key = place_of(app, user_id, "Deep Learning")
    proof_id = send(client, place, certificate_pdf(), check="1").json["proof_id"]
    work(app)
    version = _version(app)
    assert client.send(f"/proof/{proof_id}/delete").status_code == 302
    assert (files(app), count(app, Proof), rung_of(app, user_id, "python")) == ([], 0, "")
    assert _version(app) > version
    send(client, place, certificate_pdf())
    assert len(files(app)) == 2
    with app.app_context():
        cv_id = db.session.scalar(select(CV.id))
        db.session.remove()
    client.send(f"/cv/{cv_id}/delete")
    assert (files(app), count(app, Proof), count(app, CvClaim)) == ([], 0, 0)


def test_a_guest_s_documents_go_with_the_guest(app: Flask, client: CheckingClient) -> None:
    client.send("/upload-cv", {"cv_file": (io.BytesIO(CV_WITH_CLAIMS.encode()), "cv.txt")})
    assert send(client, "languages/0", certificate_pdf()).status_code == 200
    assert len(files(app)) == 2
    with app.app_context():
        from app.models import User

        db.session.execute(update(User).values(last_seen_at=utc_now().replace(year=2020)))
        db.session.commit()
        assert guests.purge() == 1
        assert not cv_folder().names()
    assert (files(app), count(app, Proof)) == ([], 0)


def test_a_guest_s_documents_move_to_the_account(app: Flask, client: CheckingClient) -> None:
    client.send("/upload-cv", {"cv_file": (io.BytesIO(CV_WITH_CLAIMS.encode()), "cv.txt")})
    place = "languages/0"
    send(client, place, certificate_pdf())
    with app.app_context():
        guest_id = db.session.scalar(select(Proof.user_id))
        member = make_user()
        guests.adopt(guest_id, member)
        assert db.session.scalars(select(Proof.user_id)).all() == [member]
    sign_in(client, member)
    assert "a.pdf" in words(client.get("/verify-cv"))


def test_the_daily_sweep_goes_both_ways(app: Flask, client: CheckingClient, user_id: int) -> None:
    place, _key = place_of(app, user_id, "Deep Learning")
    send(client, place, certificate_pdf(), check="1")
    work(app)
    with app.app_context():
        orphan = proof_folder().write(b"x", ".pdf")
        preview_folder().write_as(b"x", "0" * 32 + ".1.webp")
        draft = proof_folder().path / "drafts" / "left"
        draft.write_bytes(b"x")
        young = proof_folder().write(b"x", ".pdf")
        old = (proof_folder().locate(orphan), preview_folder().locate("0" * 32 + ".1.webp"), draft)
        kept = set(files(app)) - {path.name for path in old}
        for path in old:
            os.utime(path, (1, 1))
        maintenance.daily()
        assert {path.name for path in old}.isdisjoint(files(app))
        assert not draft.exists()
        assert kept == set(files(app)) >= {young}
        proof = db.session.scalars(select(Proof)).one()
        proof_folder().delete(proof.file_path)
        db.session.remove()
        assert "1 proofs without a file" in maintenance.daily()
    assert rung_of(app, user_id, "deep-learning") == ""
    assert "The file is lost" in words(client.get("/verify-cv"))


def test_stored_matches_follow_a_proof(app: Flask, client: CheckingClient, user_id: int) -> None:
    with app.app_context():
        [job_id] = store(posting(1, description_text="We want Deep Learning and Python."))
        db.session.remove()
    place, _key = place_of(app, user_id, "Deep Learning")
    before = float(tree(client.get(f"/job/{job_id}")).xpath("//@data-score")[0])
    send(client, place, certificate_pdf(), check="1")
    work(app)
    after = float(tree(client.get(f"/job/{job_id}")).xpath("//@data-score")[0])
    assert after > before
    fragment = client.get("/verify-cv")
    shown = words(fragment)
    assert "What it changed in your scores" in shown
