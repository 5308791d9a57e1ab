"""A client that a generator makes of the document: installed as a package, it does a seeker's journey."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.client import CheckingClient
from tests.factories import CV_TEXT, PASSWORD

METHODS = {"get", "post", "put", "patch", "delete"}
CONFIG = Path(__file__).with_name("client_config.yml")
JOURNEY = """
import os
from io import BytesIO
from job_match_client import AuthenticatedClient, Client
from job_match_client.api.auth import auth_login, auth_me
from job_match_client.api.cv import cv_file, cv_upload
from job_match_client.api.jobs import jobs_search
from job_match_client.api.matching import matching_score
from job_match_client.models import CVUpload, CVUploadIsPrimary, Problem, UserLogin
from job_match_client.types import File

site = os.environ["SITE"]
login = UserLogin(email=os.environ["EMAIL"], password=os.environ["PASSWORD"])
tokens = auth_login.sync(client=Client(base_url=site), body=login)
with AuthenticatedClient(base_url=site, token=tokens.access_token) as client:
    assert auth_me.sync(client=client).email == login.email
    sent = File(BytesIO(os.environ["CV"].encode()), "cv.txt", "text/plain")
    cv = cv_upload.sync(client=client, body=CVUpload(file=sent, is_primary=CVUploadIsPrimary.TRUE))
    assert cv_file.sync(client=client, cv_id=cv.id).payload.read().decode() == os.environ["CV"]
    found = jobs_search.sync(client=client, keyword="python", country=["TN", "FR"])
    score = matching_score.sync(client=client, job_id=found.jobs[0].id)
    none = matching_score.sync(client=client, job_id=999999)
    assert isinstance(none, Problem), none
print(found.paging.total, score.total, none.code, [reason.text for reason in score.reasons])
"""


def run(*command: str, **more: str) -> str:
    known = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **more}
    done = subprocess.run(command, check=False, env=known, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout


def test_a_generated_client_installs_and_does_the_journey(
    client: CheckingClient, site: str, tmp_path: Path
) -> None:
    document = client.get("/api/openapi.json").json
    (tmp_path / "openapi.json").write_text(json.dumps(document), "utf-8")
    made, installed = tmp_path / "made", tmp_path / "installed"
    python = sys.executable
    said = run(
        python, "-m", "openapi_python_client", "generate", "--path", str(tmp_path / "openapi.json"),
        "--output-path", str(made), "--meta", "setup", "--config", str(CONFIG), "--fail-on-warning",
    )  # fmt: skip
    assert "WARNING" not in said
    operations = len(list((made / "job_match_client" / "api").glob("*/[a-z]*.py")))
    assert operations == sum(method in METHODS for path in document["paths"].values() for method in path)
    run(
        python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation",
        "--disable-pip-version-check", "--no-compile", "--target", str(installed), str(made),
    )  # fmt: skip
    told = run(
        python, "-c", JOURNEY, SITE=site, EMAIL="amel@example.org", PASSWORD=PASSWORD, CV=CV_TEXT,
        PYTHONPATH=str(installed),
    )  # fmt: skip
    total, score, code, _reasons = told.split(" ", 3)
    assert (total, code) == ("3", "not_found")
    assert 0 < float(score) <= 100
