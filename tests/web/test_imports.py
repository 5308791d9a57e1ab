"""Offers that people bring in for themselves: the pages, and that nobody else ever sees them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from app.extensions import db
from app.models import Job, JobImport, Task, User
from app.outgoing import client_of
from app.services import imported_jobs, tasks
from app.services.transaction import transaction
from app.worker import HANDLERS
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import CV_TEXT, make_user, posting, store
from tests.fake_web import FakeWeb, Reply

HOST = "careers.olive.example.org"
PAGE = f"https://{HOST}/jobs/42"
CANARY = "Quetzalwerk"


def offer_page(**changes: object) -> str:
    offer = {
        "@type": "JobPosting",
        "title": f"Python developer {CANARY}",
        "description": f"<p>We build {CANARY} tools with Python, Docker and PostgreSQL.</p>",
        "hiringOrganization": {"name": f"{CANARY} Ltd"},
        "jobLocation": {"address": {"addressLocality": "Tunis", "addressCountry": "TN"}},
        **changes,
    }
    return f'<html><head><script type="application/ld+json">{json.dumps(offer)}</script></head><body><h1>x</h1></body></html>'


@pytest.fixture
def web(app: Flask) -> Iterator[FakeWeb]:
    with FakeWeb() as started:
        settings = app.extensions["settings"].model_copy(
            update={"outgoing_routes": started.setting(HOST), "host_pause": 0.0}
        )
        with app.app_context():
            app.extensions["outgoing_client"] = client_of(settings)
        yield started


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
def other(app: Flask) -> CheckingClient:
    with app.app_context():
        user_id = make_user("other@example.org")
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(client, user_id)
    return client


def work(app: Flask) -> None:
    """What the worker does with the tasks that wait."""
    with app.app_context():
        for task in db.session.query(Task).filter_by(state="queued", name=imported_jobs.TASK).all():
            tasks.run(task.id, HANDLERS)


def import_address(app: Flask, client: CheckingClient, address: str = PAGE) -> str:
    """Where the import led: the path of an offer, or of the page that says why not."""
    answer = client.send("/jobs/import", {"address": address})
    assert answer.status_code == 302, words(answer)
    work(app)
    page = client.get(answer.location)
    return page.location if page.status_code == 302 else answer.location


def import_text(client: CheckingClient, **changes: str) -> str:
    given = {
        "title": f"Python developer {CANARY}",
        "company": f"{CANARY} Ltd",
        "place": "Tunis, Tunisia",
        "text": f"We build {CANARY} tools with Python, Docker and PostgreSQL. Permanent contract, hybrid work, full time.",
        **changes,
    }
    answer = client.send("/jobs/import/text", given)
    assert answer.status_code == 302, words(answer)
    return answer.location


def upload_cv(client: CheckingClient) -> None:
    answer = client.send(
        "/upload-cv",
        {"cv_file": (io.BytesIO(CV_TEXT.encode()), "cv.txt")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 302


def test_a_page_is_read_and_its_offer_shown_with_its_match(
    app: Flask, member: CheckingClient, web: FakeWeb
) -> None:
    web.answer(HOST, "/jobs/42", body=offer_page())
    upload_cv(member)
    asked = member.send("/jobs/import", {"address": f"{HOST}/jobs/42?utm_source=mail"})
    waiting = member.get(asked.location)
    assert "Reading the page" in words(waiting)
    assert f"{PAGE}" in words(waiting)
    assert tree(waiting).xpath("//*[@id='import']/@hx-get") == [asked.location]
    work(app)
    done = member.get(asked.location, headers={"HX-Request": "true"})
    target = done.headers["HX-Redirect"]
    page = member.get(target)
    said = words(page)
    assert CANARY in said
    assert "Only you see this offer" in said
    assert "of 100 points" in said
    assert "Imported by you" in said
    assert [asked.path for asked in web.asked(HOST, "/jobs/*")] == ["/jobs/42"]
    listed = words(member.get("/jobs/imported"))
    assert CANARY in listed
    assert "points of 100" in listed


def test_a_pasted_text_is_read_like_any_offer(app: Flask, member: CheckingClient) -> None:
    path = import_text(member)
    with app.app_context():
        job = db.session.get(Job, int(path.rsplit("/", 1)[1]))
        assert job is not None
        assert (job.city, job.country, job.contract_type, job.remote_policy, job.language) == (
            "Tunis", "TN", "permanent", "hybrid", "en",
        )  # fmt: skip
        assert {"python", "docker", "postgresql"} <= {row.skill for row in job.skills}
    assert CANARY in words(member.get(path))
    assert import_text(member) == path  # the same text again is the same offer


def test_a_saved_page_is_read(app: Flask, member: CheckingClient) -> None:
    saved = f"<!-- saved from url=(0041){PAGE} -->{offer_page()}".encode()
    answer = member.send(
        "/jobs/import/page", {"page": (io.BytesIO(saved), "offer.html")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 302
    page = member.get(answer.location)
    assert CANARY in words(page)
    assert PAGE in page.text


def test_an_offer_that_is_here_is_not_copied(app: Flask, member: CheckingClient, web: FakeWeb) -> None:
    with app.app_context():
        [public] = store(posting(1, url=PAGE))
        [elsewhere] = store(posting(2, url=f"https://{HOST}/jobs/43"))
    assert member.send("/jobs/import", {"address": PAGE + "?utm_source=x"}).location == f"/job/{public}"
    assert not web.requests
    web.answer(HOST, "/short", body=offer_page(url=f"https://{HOST}/jobs/43"))
    assert import_address(app, member, f"https://{HOST}/short") == f"/job/{elsewhere}"
    assert import_text(member, link=PAGE) == f"/job/{public}"
    with app.app_context():
        assert db.session.query(Job).filter(Job.owner_id.is_not(None)).count() == 0


FAULTS = [
    (Reply("", 404), "no such page any more"),
    (Reply("<title>Just a moment...</title>", 403), "refuses programs"),
    (Reply("", 429), "refuses programs"),
    (Reply("<title>Just a moment...</title><p>Ray ID</p>"), "refuses programs"),
    (Reply("<title>Sign in</title><input type=password>"), "logged in there"),
    (Reply("<div id=root></div><script src=/a.js></script>"), "runs its scripts"),
    (Reply("<h1>News</h1>" + "<p>nothing to see here</p>" * 40), "found no offer"),
    (Reply(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), "This is no web page"),
    (Reply("", 302, {"Location": "/jobs/42"}), "in circles"),
    (Reply("", 302, {"Location": "http://127.0.0.1/"}), "not on the public internet"),
    (Reply("x" * 6_000_000), "too large"),
    (Reply("<html>" + "<div>" * 50_000), "found no offer"),
]


@pytest.mark.parametrize(("reply", "said"), FAULTS, ids=[said for _reply, said in FAULTS])
def test_every_failure_is_said_in_plain_words(
    app: Flask, member: CheckingClient, web: FakeWeb, reply: Reply, said: str
) -> None:
    web.answer(HOST, "/jobs/42", reply)
    path = import_address(app, member)
    assert path.startswith("/jobs/import/")
    page = member.get(path)
    assert said in words(page)
    assert tree(page).xpath("//*[@hx-get]") == []
    with app.app_context():
        assert db.session.query(Job).count() == 0
        assert [(row.state, row.job_id) for row in db.session.query(JobImport)] == [("failed", None)]
        assert {row.state for row in db.session.query(Task).filter_by(name=imported_jobs.TASK)} == {"done"}


def test_robots_are_obeyed(app: Flask, member: CheckingClient, web: FakeWeb) -> None:
    web.answer(
        HOST, "/robots.txt", Reply("User-agent: *\nDisallow: /jobs/", headers={"Content-Type": "text/plain"})
    )
    web.answer(HOST, "/jobs/42", body=offer_page())
    assert "robots.txt" in words(member.get(import_address(app, member)))
    assert not web.asked(HOST, "/jobs/42")


@pytest.mark.parametrize(
    "address",
    ["", "   ", "javascript:alert(1)", "ftp://x.example.org/1", "no address", "http://localhost/", "http://[::1]/",
     "https://user:word@x.example.org/", "mailto:a@example.org", "http://x.example.org:99999/", "a" * 3000],
)  # fmt: skip
def test_what_is_no_address_is_refused_at_once(app: Flask, member: CheckingClient, address: str) -> None:
    answer = member.send("/jobs/import", {"address": address})
    assert answer.status_code in {400, 422}
    assert tree(answer).xpath("//*[@id='address-error']")
    with app.app_context():
        assert db.session.query(Task).count() == 0


@pytest.mark.parametrize(
    "address", ["http://10.0.0.12/", "http://169.254.169.254/latest", "http://192.168.1.10:5000/"]
)
def test_private_addresses_are_never_asked(
    app: Flask, member: CheckingClient, web: FakeWeb, address: str
) -> None:
    answer = member.send("/jobs/import", {"address": address})
    if answer.status_code == 302:
        work(app)
        assert "not on the public internet" in words(member.get(answer.location))
    else:
        assert answer.status_code == 422
    assert not web.requests


def test_a_page_of_several_offers_asks_which(app: Flask, member: CheckingClient, web: FakeWeb) -> None:
    offers = [
        {"@type": "JobPosting", "title": "Cook", "description": "Cook for us."},
        {"@type": "JobPosting", "title": "Nurse", "description": "Care.", "url": f"https://{HOST}/jobs/7"},
    ]
    script = f'<script type="application/ld+json">{json.dumps(offers)}</script>'
    web.answer(HOST, "/jobs/42", body=f"<html>{script}</html>")
    page = member.get(import_address(app, member))
    assert "several offers" in words(page)
    forms = [dict(form.form_values()) for form in tree(page).forms if form.get("action") == "/jobs/import"]
    assert [form["address"] for form in forms] == [PAGE, f"https://{HOST}/jobs/7"]
    answer = member.send("/jobs/import", {name: forms[0][name] for name in ("address", "pick")})
    work(app)
    assert "Cook" in words(member.get(member.get(answer.location).location))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "found no offer"),
        (b"%PDF-1.7\x00\x00", "no web page"),
        (b"<h1>hello</h1>" + b"<p>some words</p>" * 40, "found no offer"),
        (b'<script type="application/ld+json">[{"@type":"JobPosting","title":"A","description":"x"},'
         b'{"@type":"JobPosting","title":"B","description":"y"}]</script>', "Open one of them"),
        (b"x" * (5 * 1024 * 1024 + 10), "too large"),
    ],
)  # fmt: skip
def test_files_that_are_no_offer(app: Flask, member: CheckingClient, content: bytes, said: str) -> None:
    answer = member.send(
        "/jobs/import/page", {"page": (io.BytesIO(content), "x.html")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 422
    assert said in words(answer)


def test_texts_that_are_no_offer(member: CheckingClient) -> None:
    for given in ({"title": "", "text": "x" * 100}, {"title": "Cook", "text": "short"}, {"title": "Cook"},
                  {"title": "Cook", "text": "x" * 60_001}, {"title": "Cook", "text": "x" * 100, "link": "javascript:1"},
                  {"title": "123", "text": "4" * 100}):  # fmt: skip
        answer = member.send("/jobs/import/text", given)
        assert answer.status_code in {400, 422}, given
        assert tree(answer).xpath("//*[contains(@class, 'invalid-feedback')]")


def everywhere(client: CheckingClient, job_id: int, own: int | None) -> Iterator[tuple[str, str]]:
    """All pages where an offer could show, as this person gets them."""
    plain = [
        "/", "/?keyword=python", "/?location=Tunis", "/api/search", "/recommendations",
        "/?sort=match", "/jobs/imported", "/searches", "/how-scoring-works",
    ]  # fmt: skip
    asking = [f"/?keyword={CANARY}", f"/?company={CANARY}", f"/api/search?keyword={CANARY}"]
    paths = [*plain, *([f"/job/{own}"] if own else []), *asking]  # who searched for a word is shown it again
    for path in paths:
        yield path, client.get(path).text


def without_marks(page: str) -> str:
    """A page without what differs with every request."""
    page = re.sub(r'(csrf[-_]token" (?:content|value)=")[^"]+', r"\1", page)
    return re.sub(r"[0-9a-f-]{32,36}|[0-9a-f]{8,16}(?=<)", "", page)


def test_nobody_else_ever_sees_it(
    app: Flask, member: CheckingClient, other: CheckingClient, client: CheckingClient
) -> None:
    with app.app_context():
        [public] = store(posting(1, title="Python developer", company="Nour"))
    upload_cv(member)
    upload_cv(other)
    other.get("/")  # takes the message of the upload away
    before = without_marks(other.get("/").text)
    job_id = int(import_text(member).rsplit("/", 1)[1])
    assert CANARY in member.get(f"/job/{job_id}").text
    assert without_marks(other.get("/").text) == before
    for somebody in (other, client):
        for path, text in everywhere(somebody, job_id, public):
            shown = text.replace(f"keyword={CANARY}", "").replace(f"company={CANARY}", "")
            if CANARY in path:
                assert f"{CANARY} Ltd" not in shown, path
                assert f"developer {CANARY}" not in shown, path
                assert f"/job/{job_id}" not in shown, path
            else:
                assert CANARY not in text, path
                assert "Imported by you" not in text, path
        assert somebody.get("/api/search").json["stats"]["total_jobs"] == 1
        assert somebody.get(f"/api/search?keyword={CANARY}").json["stats"]["total_jobs"] == 0
        missing, hidden = somebody.get("/job/999999"), somebody.get(f"/job/{job_id}")
        assert hidden.status_code == missing.status_code == 404
        there, nowhere = hidden.text.replace(f"/job/{job_id}", ""), missing.text.replace("/job/999999", "")
        assert without_marks(there) == without_marks(nowhere)
    # not among the public offers for its owner either: they have a list of their own
    assert member.get("/api/search").json["stats"]["total_jobs"] == 1


def test_others_can_neither_follow_nor_delete(
    app: Flask, member: CheckingClient, other: CheckingClient
) -> None:
    job_id = int(import_text(member).rsplit("/", 1)[1])
    waiting = member.send("/jobs/import", {"address": PAGE}).location
    assert other.get(waiting).status_code == 404
    assert other.send(f"/jobs/imported/{job_id}/delete").status_code == 404
    with app.app_context():
        [public] = store(posting(1))
    assert member.send(f"/jobs/imported/{public}/delete").status_code == 404
    assert member.get(f"/job/{job_id}").status_code == 200


def test_the_owner_deletes_one(app: Flask, member: CheckingClient) -> None:
    path = import_text(member)
    job_id = int(path.rsplit("/", 1)[1])
    answer = member.send(f"/jobs/imported/{job_id}/delete")
    assert answer.location == "/jobs/imported"
    assert "No imported offers yet" in words(member.get("/jobs/imported"))
    assert member.get(path).status_code == 404
    assert member.send(f"/jobs/imported/{job_id}/delete").status_code == 404


def test_two_people_import_the_same_page(
    app: Flask, member: CheckingClient, other: CheckingClient, web: FakeWeb
) -> None:
    web.answer(HOST, "/jobs/42", body=offer_page())
    first, second = import_address(app, member), import_address(app, other)
    assert first != second
    assert member.get(second).status_code == other.get(first).status_code == 404
    with app.app_context():
        jobs = db.session.query(Job).all()
        assert len(jobs) == 2
        assert all(job.duplicate_of_id is None for job in jobs)


def test_they_go_with_the_account(app: Flask, member: CheckingClient, user_id: int, web: FakeWeb) -> None:
    import_text(member)
    member.send("/jobs/import", {"address": PAGE})
    with app.app_context():
        with transaction() as session:
            session.delete(session.get(User, user_id))
        assert db.session.query(Job).count() == 0
        assert db.session.query(JobImport).count() == 0
    work(app)
    with app.app_context():
        assert db.session.query(Job).count() == 0
    assert not web.requests


def test_guests_are_asked_to_log_in(client: CheckingClient) -> None:
    for path in ("/jobs/import", "/jobs/imported", "/jobs/import/1"):
        assert client.get(path).location.startswith("/login")


def test_imports_are_limited(app: Flask, user_id: int) -> None:
    with app.app_context():
        for number in range(imported_jobs.MAX_WAITING):
            assert imported_jobs.ask(user_id, f"https://{HOST}/{number}").import_id
        with pytest.raises(imported_jobs.CannotImport) as caught:
            imported_jobs.ask(user_id, f"https://{HOST}/x")
        assert caught.value.code == "too_many_waiting"
