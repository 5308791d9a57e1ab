"""The site of a VPS as it would run there: its nginx, before the web server, out of what an image holds.

Addresses, ports and folders are of the test; every other line of the configuration is what is deployed.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from requests.adapters import HTTPAdapter

from app.settings import ROOT
from tests.deploy.tools import run, tool
from tests.processes import wait_until
from tests.servers import free_port, wait_for

HOST = "jobs.example.org"
DEPLOYED = ROOT / "deploy" / "nginx"


@dataclass(frozen=True)
class Nginx:
    http: int
    https: int
    folder: Path

    @property
    def certificate(self) -> Path:
        return self.folder / HOST / "fullchain.pem"


class _Named(HTTPAdapter):
    """Speaks to an address as to HOST."""

    def init_poolmanager(self, *given: Any, **options: Any) -> None:
        super().init_poolmanager(*given, **options, server_hostname=HOST, assert_hostname=HOST)


def visitor(nginx: Nginx) -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.verify = str(nginx.certificate)
    session.headers["Host"] = HOST
    session.mount("https://", _Named())
    return session


@contextmanager
def in_front_of(port: int, folder: Path, static: Path) -> Iterator[Nginx]:
    """nginx with the deployed site, handing on to ``port``."""
    nginx = Nginx(free_port(), free_port(), folder)
    make_certificate(folder / HOST)
    (folder / "web").mkdir()
    (folder / "tmp").mkdir()
    site = (DEPLOYED / "jobmatch.conf").read_text("utf-8")
    lines = [line for line in site.splitlines() if "listen [::]" not in line]
    site = "\n".join(lines) + "\n"
    for deployed, ours in (
        ("server 127.0.0.1:8000", f"server 127.0.0.1:{port}"),
        ("listen 80", f"listen 127.0.0.1:{nginx.http}"),
        ("listen 443", f"listen 127.0.0.1:{nginx.https}"),
        ("/etc/letsencrypt/live", str(folder)),
        ("/etc/nginx/jobmatch-locations.conf", str(DEPLOYED / "jobmatch-locations.conf")),
        ("/var/log/nginx", str(folder)),
        ("/var/www/html", str(folder / "web")),
        ("/opt/jobmatch/static", str(static)),
    ):
        assert deployed in site, deployed
        site = site.replace(deployed, ours)
    whole = folder / "nginx.conf"
    kinds = "".join(f" {name}_temp_path {folder}/tmp/{name};" for name in _TEMPORARY)
    whole.write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        f"{'user root;' if os.geteuid() == 0 else ''}\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log {folder}/access.log;\n{kinds}\n{site}}}\n",
        "utf-8",
    )
    program = tool("nginx")
    run([program, "-t", "-c", str(whole), "-p", str(folder), "-e", str(folder / "error.log")])
    command = [program, "-c", str(whole), "-p", str(folder), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(nginx.https)
        yield nginx
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def web_server(code: Path, data: Path, database_url: str, redis_url: str) -> Iterator[int]:
    """gunicorn in the folder ``code``, with the settings of a VPS; the port that it listens on."""
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "HOME"}},
        "FLASK_APP": "app",
        "PYTHONDONTWRITEBYTECODE": "1",
        "JOBMATCH_ENV": "production",
        "SECRET_KEY": "b6f1f0e2a94c4d7e8d35c1a7e09f2b84",
        "BASE_URL": f"https://{HOST}",
        "BIND": "127.0.0.1",
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "PROXY_COUNT": "1",
        "DATA_DIR": str(data),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "EMBEDDER": "lexical",
    }
    run([sys.executable, "-m", "flask", "database", "prepare"], code, **environment)
    log = data / "web.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "gunicorn_config.py", "app:create_app()"],
            cwd=code,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until(lambda: _answers(port) or process.poll() is not None)
            assert process.poll() is None, log.read_text("utf-8")
            yield port
        finally:
            process.terminate()
            process.wait(timeout=60)


_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def _answers(port: int) -> bool:
    try:
        with requests.Session() as session:
            session.trust_env = False
            return session.get(f"http://127.0.0.1:{port}/readyz", timeout=5).status_code == 200
    except requests.RequestException:
        return False


def make_certificate(folder: Path) -> None:
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    kind = serialization.PrivateFormat.PKCS8
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, plain))
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
