"""Requests that no browser sends: refused with a reason, never a fault, and nothing is written."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import encode_multipart

from app.extensions import db
from app.models import CV, User
from app.services import jobs
from app.web.security import reads_json
from tests.client import CheckingClient, sign_in
from tests.effort import some
from tests.factories import CV_TEXT, PASSWORD, make_user
from tests.web.everything import World, all_rows, make_world, rules

DEEP = "[" * 20_000 + "]" * 20_000
BODIES = {
    "null": "null", "list": "[]", "number": "5", "text": '"x"', "nested": DEEP, "object of nested": '{"a":' * 20_000 + "1" + "}" * 20_000,
    "cut": '{"a":', "nothing": "", "not utf-8": b"\xff\xfe\x00", "huge number": "9" * 100_000, "nan": "NaN",
}  # fmt: skip
RAW = (
    "%ED%A0%80",
    "%00",
    "%FF",
    "%E2%80%AE",
    "%F0%9F",
    "%0d%0aSet-Cookie:x=1",
    "%C0%AE%C0%AE%2F",
    "..%2f..%2fetc",
    "%EF%BF%BF",
)
TYPES = (
    "application/json",
    "text/plain",
    "application/xml",
    "multipart/form-data",
    "application/x-www-form-urlencoded; charset=utf-7",
    "nonsense",
    "",
)


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def own_world(app: Flask) -> World:
    return make_world(app)


@pytest.fixture
def untouched(world: World) -> Iterator[None]:
    """Nothing in the database is different after the test."""
    before = all_rows(world.app)
    yield
    assert all_rows(world.app) == before


def posts(world: World) -> list[str]:
    return [world.path(rule, owner="member") for rule, method in rules(world.app) if method == "POST"]


ANYWHERE = ("/logout", "/delete", "/clear", "/undo", "/submit", "/generate-test/")
AT_THE_END = (
    "/primary",
    "/remove-cv",
    "/calendar/address",
    "/save",
    "/hide",
    "/show",
    "/remove",
    "/active",
    "/trigger",
    "/open",
    "/default",
    "/read",
    "/export",
)


def harmless_posts(world: World) -> list[str]:
    """Routes that need something in the form; the others do their work on any request with a token."""
    return [
        path
        for path in posts(world)
        if not path.endswith(AT_THE_END) and not any(word in path for word in ANYWHERE)
    ]


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_odd_json_to_every_post_route(world: World, body: str | bytes) -> None:
    for who in ("anonymous", "member"):
        client = world.client(who, checks_tokens=False)
        for path in harmless_posts(world):
            answer = client.post(
                path, data=body, content_type="application/json", headers={"Accept": "application/json"}
            )
            assert 300 <= answer.status_code < 500, (path, answer.status_code)
    client = world.client("member")
    for path in posts(world):
        answer = client.post(path, data=body, content_type="application/json")
        assert answer.status_code == (400 if reads_json(path) else 415), (path, answer.status_code)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("kind", TYPES)
def test_wrong_kinds_of_content(world: World, kind: str) -> None:
    client = world.client("member", checks_tokens=False)
    bodies = (b"", b"a=1&b=2", b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"\x00" * 100)
    for turn, path in enumerate(harmless_posts(world), TYPES.index(kind)):
        for data in some(bodies, turn, len(bodies)):
            answer = client.post(path, data=data, content_type=kind or None)
            assert 300 <= answer.status_code < 500, (path, data, answer.status_code)


NUMBERS = (
    "9" * 25,
    "0",
    "-1",
    "1e3",
    "0x10",
    "١",
    "1.0",
    "%20",
    "2147483648",
    "9223372036854775808",
    "00000000001x",
)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("number", NUMBERS)
def test_ids_that_nothing_has(world: World, number: str) -> None:
    for who in ("anonymous", "member"):
        client = world.client(who, checks_tokens=False)
        for rule, method in rules(world.app):
            if (
                not {"job_id", "cv_id", "search_id", "proof_id", "claim_id", "application_id"}
                & rule.arguments
            ):
                continue
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<int:{name}>", number)
            assert client.open(path, method=method).status_code in {302, 403, 404, 405}, path


PAGES = {"": 200, "1&page=2": 200, "1%00": 200} | dict.fromkeys(
    ("0", "-1", "501", "9" * 25, "1.5", "٣", "x", "0x1", "1e1"), 400
)


@pytest.mark.parametrize("path", ["/", "/api/search", "/recommendations"])
def test_pages_that_do_not_exist(world: World, path: str) -> None:
    client = world.client("member")
    assert {page: client.get(f"{path}?page={page}").status_code for page in PAGES} == PAGES


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("raw", RAW)
def test_raw_bytes_in_addresses(world: World, raw: str) -> None:
    """In every place of a path and in every parameter."""
    client = world.client("anonymous")
    for rule, method in rules(world.app):
        path = rule.rule
        for name in rule.arguments:
            for form in (f"<int:{name}>", f"<path:{name}>", f"<{name}>"):
                path = path.replace(form, raw)
        answer = client.open(path, method=method, check=False)
        assert answer.status_code < 500 or path == "/readyz", path
    names = (
        "keyword",
        "location",
        "company",
        "country",
        "job_type",
        "skill",
        "sort",
        "page",
        "salary_min",
        "date_range",
        "next",
        "q",
        "source",
        raw,
    )
    for path in ("/", "/api/search", "/login", "/skills/suggest", "/static/css/layout.css"):
        for name in names:
            answer = client.get(f"{path}?{name}={raw}", check=False)
            assert answer.status_code < 500, (path, name)
            assert "x" not in (answer.headers.get("Set-Cookie") or "")[:2]


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "\ufffe", "\u202egnp.exe", "x\r\nBcc: all@example.org", "\x1b[31m", "😀" * 90, "<script>alert(1)</script>", "{{7*7}}", "' OR 1=1 --"])  # fmt: skip
def test_odd_text_in_every_field(own_world: World, text: str) -> None:
    """What is taken in can be shown and stored; what is not is refused."""
    client = own_world.client("member", checks_tokens=False)
    raw = text.encode("utf-8", "surrogatepass")
    fields = (
        "email", "password", "again", "current", "first_name", "last_name", "phone", "timezone", "language", "theme", "next",
        "kind", "section", "action", "skill", "years", "title", "name", "place", "index", "value",
    )  # fmt: skip
    for path in harmless_posts(own_world):
        parts = b"".join(
            b'--edge\r\nContent-Disposition: form-data; name="' + name.encode() + b'"\r\n\r\n' + raw + b"\r\n"
            for name in fields
        )
        answer = client.post(
            path,
            data=parts + b"--edge--\r\n",
            content_type="multipart/form-data; boundary=edge",
            check="{{" not in text,
        )
        assert 300 <= answer.status_code < 500, (path, answer.status_code)
        assert "<script>alert" not in answer.text
    assert client.get("/account").status_code == 200
    with own_world.app.app_context():
        assert db.session.scalar(select(User.session_epoch).where(User.id == own_world.users["member"])) == 0


@pytest.mark.parametrize(
    "name",
    [
        "\x00",
        "\ud800.txt",
        "a\r\nb.txt",
        "\u202etxt.exe",
        "/",
        "..",
        "x" * 5000 + ".txt",
        "con.txt",
        "%00.txt",
        "\t",
    ],
)
def test_odd_names_of_files(own_world: World, name: str) -> None:
    client = own_world.client("member", checks_tokens=False)
    part = b'--edge\r\nContent-Disposition: form-data; name="cv_file"; filename="' + name.encode(
        "utf-8", "surrogatepass"
    )
    body = part + b'"\r\nContent-Type: text/plain\r\n\r\n' + CV_TEXT.encode() + b"\r\n--edge--\r\n"
    answer = client.post("/upload-cv", data=body, content_type="multipart/form-data; boundary=edge")
    assert answer.status_code in {200, 400, 422}
    assert client.get("/cv").status_code == 200
    assert client.get("/check-cv").status_code == 200
    with own_world.app.app_context():
        for shown in db.session.scalars(select(CV.file_name)):
            shown.encode()
            assert 0 < len(shown) <= 120
            assert not set(shown) & set("\x00\r\n/\\\u202e")


def encoded(form: dict[str, str]) -> tuple[bytes, str]:
    """The body and its type, as a browser sends it."""
    boundary, body = encode_multipart(form)
    return body, f'multipart/form-data; boundary="{boundary}"'


@pytest.mark.usefixtures("untouched")
def test_more_than_a_form_may_hold(world: World) -> None:
    client = world.client("member")
    forms = (
        encoded({f"f{number}": "x" for number in range(10_000)}),
        encoded({"email": "x" * 300_000}),
        ("email=" + "x" * 300_000, "application/x-www-form-urlencoded"),
    )
    for path in posts(world):
        for data, kind in forms:
            answer = client.post(path, data=data, content_type=kind)
            refused = {415} if reads_json(path) else {413, 403}  # who may not enter is told so first
            refused |= (
                {400} if path.startswith("/alerts/unsubscribe/") else set()
            )  # nor whose link is not ours
            assert answer.status_code in refused, (path, kind, answer.status_code)


@pytest.mark.usefixtures("untouched")
def test_a_part_without_an_end_and_a_length_that_lies(world: World) -> None:
    client = world.client("member", checks_tokens=False)
    for body in (b"--edge\r\nContent-Disposition: form-data; name=", b"--edge", b"--edge--", b"\r\n" * 1000):
        answer = client.post("/upload-cv", data=body, content_type="multipart/form-data; boundary=edge")
        assert answer.status_code == 400
    answer = client.post("/upload-cv", data=b"x", headers={"Content-Length": "9" * 20}, check=False)
    assert answer.status_code in {400, 413}
    answer = client.post("/upload-cv", data=b"x", content_type="multipart/form-data", check=False)
    assert answer.status_code == 400


METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "X" * 300)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("method", METHODS)
def test_methods_that_no_route_answers_to(world: World, method: str) -> None:
    client = world.client("member", checks_tokens=False)
    for rule, _method in some(rules(world.app), METHODS.index(method), 3):
        path = world.path(rule, owner="member")
        answer = client.open(path, method=method, check=False)
        assert answer.status_code in {404, 405}, (path, answer.status_code)


NOTE_WHAT_WAS_SEEN = {
    "jobs.search",
    "jobs.api_search",
    "jobs.show",
    "courses.of_job",
    "preparing.show",
}  # searches, and matches as a cache


@pytest.mark.usefixtures("untouched")
def test_options_and_head_do_nothing(world: World) -> None:
    client = world.client("member")
    for rule, method in rules(world.app):
        path = world.path(rule, owner="member")
        assert client.options(path, check=False).status_code in {200, 400, 403}, path
        if method == "GET" and rule.endpoint not in NOTE_WHAT_WAS_SEEN:
            assert client.head(path, check=False).status_code < 500, path


ODD_HEADERS = {
    "Accept": ["", "*/*;q=nan", "text/html;q=9e999", "x" * 9000, "application/json;q=0", ","],
    "Accept-Language": ["", "fr;q=abc", "\xff", "x" * 9000, "*", "zh-Hant-TW;q=1,;,fr", "../../etc"],
    "Cookie": ["jobmatch=", "jobmatch=x.y.z", "=;=;=", "jobmatch=" + "a" * 9000, "a" * 9000],
    "Content-Length": ["-1", "x", "1e9"],
    "If-None-Match": ["\x7f", '"', "W/" * 999],
    "If-Modified-Since": ["yesterday", "Mon, 99 Foo 9999 99:99:99 GMT"],
    "Range": ["bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0,1-1,2-2", "lines=1"],
    "X-Request-ID": ["a b", "x" * 999, "\u202e".encode().decode("latin-1"), "<b>", "ok-but-given-12"],
    "HX-Request": ["x"],
    "X-Forwarded-For": ["::ffff:1.2.3.4, ::1", "not an address", "9" * 999],
    "Authorization": ["Basic x", "Bearer " + "x" * 9000, "Digest"],
    "Referer": ["javascript:alert(1)", "\xff"],
    "User-Agent": ["", "() { :; }; echo", "x" * 9000],
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_HEADERS)
def test_odd_headers(world: World, name: str) -> None:
    anonymous, member = world.client("anonymous"), world.client("member")
    for value in ODD_HEADERS[name]:
        for path in (
            "/",
            "/api/search",
            "/login",
            f"/cv/{world.cvs['member']}/file",
            "/static/css/layout.css",
            "/nowhere",
        ):
            for client in (anonymous, member):
                answer = client.get(path, headers={name: value}, check=False)
                assert answer.status_code < 500, (path, value)
                assert "<b>" not in answer.headers.get("X-Request-ID", "")


def test_a_browser_gets_a_page_and_a_program_a_problem(client: CheckingClient) -> None:
    cases = [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/job/1", 404, "not_found"),
        ("GET", "/?sort=x", 400, "invalid_filter"),
        ("PUT", "/", 405, "method_not_allowed"),
        ("POST", "/login", 400, "csrf"),
    ]
    for method, path, status, code in cases:
        page = client.open(
            path, method=method, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
        )
        assert (page.status_code, page.mimetype) == (status, "text/html")
        assert page.headers["X-Request-ID"] in page.text or status != 500
        problem = client.open(path, method=method, headers={"Accept": "application/json"})
        assert (problem.status_code, problem.mimetype) == (status, "application/problem+json")
        body = json.loads(problem.text)
        assert {"type", "title", "status", "code", "detail", "errors", "request_id"} <= set(body)
        assert (body["status"], body["code"]) == (status, code)
        assert body["request_id"] == problem.headers["X-Request-ID"]
        assert len(body["detail"]) > 10
    assert set(client.get("/api/search?sort=x").json["errors"]) == {"sort"}


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_fault_of_ours_says_nothing_of_the_inside(
    app: Flask, accept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("the secret inside /work/data")

    monkeypatch.setattr(jobs, "search", broken)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = app.test_client().get("/", headers={"Accept": accept}, check=False)
    assert answer.status_code == 500
    for inside in ("secret", "Traceback", "RuntimeError", "services", ".py"):
        assert inside not in answer.text
    assert answer.headers["X-Request-ID"] in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_only_the_fields_of_a_form_can_be_set(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        user_id = make_user()
        columns = [column.key for column in User.__table__.columns]
        before = {name: getattr(db.session.get(User, user_id), name) for name in columns}
        db.session.remove()
    sign_in(client, user_id)
    planted = dict.fromkeys(columns, "1") | {
        "role": "admin",
        "email": "x@example.org",
        "is_guest": "",
        "id": "99",
    }
    client.send(
        "/account", {**planted, "first_name": "A", "last_name": "B", "phone": "1", "timezone": "Europe/Paris"}
    )
    client.send("/account/password", {**planted, "current": "wrong", "password": PASSWORD, "again": PASSWORD})
    client.send(
        "/upload-cv", {**planted, "user_id": "99", "cv_file": (io.BytesIO(CV_TEXT.encode()), "a.txt")}
    )
    with app.app_context():
        user = db.session.get(User, user_id)
        kept = set(columns) - {
            "first_name",
            "last_name",
            "phone",
            "timezone",
            "email_notifications",
            "updated_at",
        }
        assert {name: getattr(user, name) for name in kept} == {name: before[name] for name in kept}
        assert (user.first_name, user.timezone) == ("A", "Europe/Paris")
        assert db.session.scalars(select(CV.user_id)).all() == [user_id]
