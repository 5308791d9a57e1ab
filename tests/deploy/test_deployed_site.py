"""The site of a VPS, running: nginx before gunicorn."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests

from app.settings import ROOT
from app.web.security import MAX_PROOF_REQUEST
from tests.conftest import make_settings
from tests.deploy.build_context import copy_to
from tests.deploy.site import HOST, Nginx, in_front_of, make_certificate, visitor, web_server
from tests.deploy.tools import run, tool

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the builder of an image gets, and nothing else."""
    tool("nginx")
    folder = tmp_path_factory.mktemp("code")
    copy_to(folder)
    return folder


@pytest.fixture(scope="module")
def nginx(
    code: Path, tmp_path_factory: pytest.TempPathFactory, empty_database: Path | None
) -> Iterator[Nginx]:
    data, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("nginx")
    settings = make_settings(data)
    before = _files(code)
    with (
        web_server(code, data, settings.database_url, settings.redis_url) as port,
        in_front_of(port, folder, code / "static") as running,
    ):
        yield running
    assert _files(code) == before, "something was written beside the code, which belongs to root"


def test_pages_files_and_uploads_come_through(nginx: Nginx, code: Path) -> None:
    someone = visitor(nginx)
    page = someone.get(_url(nginx, "/"), timeout=30)
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Strict-Transport-Security"]
    _look_at_files(nginx, someone, page.text)
    form = someone.get(_url(nginx, "/cv"), timeout=30)
    [token] = set(re.findall(r'name="csrf_token" value="([^"]+)"', form.text))
    assert all(cookie.secure for cookie in someone.cookies)
    cv = (code / "demo_data" / "cvs" / "amira-ben-salem.pdf").read_bytes()
    sent = someone.post(
        _url(nginx, "/upload-cv"),
        data={"csrf_token": token},
        files={"cv_file": ("cv.pdf", cv)},
        headers={"Origin": f"https://{HOST}", "Accept": "text/html"},
        timeout=60,
        allow_redirects=False,
    )
    assert sent.status_code in {302, 303}, sent.text[:2000]
    assert sent.headers["Location"].startswith("/")
    shown = someone.get(_url(nginx, sent.headers["Location"]), timeout=30)
    assert "Amira" in shown.text
    _send_what_is_too_large(nginx, someone, token)


def test_what_is_for_machines_or_for_nobody_stays_inside(nginx: Nginx) -> None:
    someone = visitor(nginx)
    assert someone.get(_url(nginx, "/livez"), timeout=30).json() == {"status": "ok"}
    refused = someone.get(_url(nginx, "/metrics"), timeout=30)
    assert refused.status_code == 404
    assert "jobmatch_" not in refused.text
    for path in (
        "/static/../gunicorn_config.py",
        "/static../gunicorn_config.py",
        "/static/%2e%2e/pyproject.toml",
    ):
        raw = _asked(nginx, path)
        assert b" 404 " in raw.splitlines()[0] or b" 400 " in raw.splitlines()[0], raw[:200]
    plain = requests.get(
        f"http://127.0.0.1:{nginx.http}/jobs?q=a", headers={"Host": HOST}, timeout=30, allow_redirects=False
    )
    assert (plain.status_code, plain.headers["Location"]) == (308, f"https://{HOST}/jobs?q=a")
    challenge = nginx.folder / "web" / ".well-known" / "acme-challenge" / "word"
    challenge.parent.mkdir(parents=True)
    challenge.write_text("answer", "utf-8")
    challenge_url = f"http://127.0.0.1:{nginx.http}/.well-known/acme-challenge/word"
    assert requests.get(challenge_url, headers={"Host": HOST}, timeout=30).text == "answer"
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://127.0.0.1:{nginx.http}/", headers={"Host": "other.example"}, timeout=30)
    with pytest.raises(ssl.SSLError):
        _asked(nginx, "/", name="other.example")


def test_what_clients_say_about_addresses_is_not_passed_on(tmp_path: Path) -> None:
    heard: list[dict[str, str]] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "nginx").mkdir()
    try:
        with in_front_of(server.server_port, tmp_path / "nginx", ROOT / "static") as nginx:
            lies = {
                "X-Forwarded-For": "203.0.113.9",
                "X-Forwarded-Host": "evil.example",
                "X-Forwarded-Proto": "http",
                "X-Real-IP": "203.0.113.9",
                "Forwarded": "for=203.0.113.9;host=evil.example",
            }
            assert visitor(nginx).get(_url(nginx, "/"), headers=lies, timeout=30).status_code == 204
    finally:
        server.shutdown()
        server.server_close()
    [given] = heard
    assert given["host"] == given["x-forwarded-host"] == HOST
    assert given["x-forwarded-for"] == "127.0.0.1"
    assert given["x-forwarded-proto"] == "https"
    assert "forwarded" not in given
    assert "x-real-ip" not in given


def test_nginx_lets_through_what_the_program_takes() -> None:
    text = (ROOT / "deploy/nginx/jobmatch-locations.conf").read_text("utf-8")
    [limit] = re.findall(r"client_max_body_size (\d+)m;", text)
    largest = max(MAX_PROOF_REQUEST, 6 * MEGABYTE)
    assert largest <= int(limit) * MEGABYTE <= 2 * largest
    for name in ("nginx.conf", "nginx-tls.conf"):
        compose = (ROOT / "deploy/compose" / name).read_text("utf-8")
        assert "include /etc/nginx/jobmatch-locations.conf;" in compose
    ingress = (ROOT / "deploy/kubernetes/base/ingress.yaml").read_text("utf-8")
    assert f"proxy-body-size: {limit}m" in ingress


@pytest.mark.parametrize("name", ["nginx.conf", "nginx-tls.conf"])
def test_nginx_reads_the_sites_of_compose(name: str, tmp_path: Path) -> None:
    site = (ROOT / "deploy/compose" / name).read_text("utf-8")
    site = site.replace("web:8000", "127.0.0.1:8000")
    site = site.replace(
        "/etc/nginx/jobmatch-locations.conf", str(ROOT / "deploy/nginx/jobmatch-locations.conf")
    )
    site = site.replace("    http2 on;\n", "")  # newer than nginx of Debian 12
    if "ssl_certificate" in site:
        make_certificate(tmp_path / HOST)
        site = site.replace("/etc/nginx/tls", str(tmp_path / HOST))
    file = tmp_path / "nginx.conf"
    file.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{site}}}\n", "utf-8")
    run([tool("nginx"), "-t", "-c", str(file), "-p", str(tmp_path), "-e", str(tmp_path / "error.log")])


def _look_at_files(nginx: Nginx, someone: requests.Session, html: str) -> None:
    path = re.findall(r'href="(/static/vendor/bootstrap[^"]+[?]v=[^"]+)"', html)[0]
    kept = someone.get(_url(nginx, path), timeout=30)
    assert kept.status_code == 200
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert kept.headers["Content-Encoding"] == "gzip"
    assert kept.headers["X-Content-Type-Options"] == "nosniff"
    assert kept.headers["Content-Type"].startswith("text/css")
    unnamed = someone.get(_url(nginx, path.partition("?")[0]), timeout=30)
    assert unnamed.headers["Cache-Control"] == "no-cache"
    sprite = re.findall(r'href="(/static/vendor/icons[^"#]+)', html)[0]
    assert someone.get(_url(nginx, sprite), timeout=30).headers["Content-Type"].startswith("image/svg+xml")


def _send_what_is_too_large(nginx: Nginx, someone: requests.Session, token: str) -> None:
    """Up to nginx's limit the program says it, in its words; beyond, nginx does, without a byte of it reaching the
    program."""
    for size, is_ours in ((7, True), (11, False)):
        answer = someone.post(
            _url(nginx, "/upload-cv"),
            data={"csrf_token": token},
            files={"cv_file": ("cv.pdf", b"%PDF" + bytes(size * MEGABYTE))},
            timeout=60,
            allow_redirects=False,
        )
        assert answer.status_code == 413
        assert ("Content-Security-Policy" in answer.headers) is is_ours


def _url(nginx: Nginx, path: str) -> str:
    return f"https://127.0.0.1:{nginx.https}{path}"


def _asked(nginx: Nginx, path: str, name: str = HOST) -> bytes:
    """The raw answer to a path that libraries would tidy up."""
    trust = ssl.create_default_context(cafile=str(nginx.certificate))
    with (
        socket.create_connection(("127.0.0.1", nginx.https), timeout=30) as plain,
        trust.wrap_socket(plain, server_hostname=name) as secure,
    ):
        secure.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while part := secure.recv(65536):
            answer += part
        return answer


def _files(folder: Path) -> set[str]:
    """Without what Python keeps beside its modules where it may: an image has that already."""
    found = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}
