"""What helps and may be away: the mail server, OCR, the sentence model."""

from __future__ import annotations

import smtplib
import subprocess
from typing import Final

from flask import current_app

from app import mail as outgoing_mail
from app.ai.errors import ModelUnavailable
from app.core.cv.reading import tesseract
from app.extensions import mail as connections
from app.services.doctor.finding import Finding, fault, ok, warning
from app.services.embedding import embedder
from app.settings import Settings

LANGUAGES: Final = ("eng", "fra", "deu", "ara")
SECONDS: Final = 10


def mail(to: str = "") -> Finding:
    """Connects, encrypts and logs in as a mail would, and sends none; with an address, one to that address."""
    given = _settings()
    if not given.mail_server:
        return warning("no MAIL_SERVER: mails are printed by the worker, nobody gets them", "set MAIL_SERVER")
    where = f"{given.mail_server}:{given.mail_port}"
    try:
        connection = connections.get_connection()
        connection.open()
        connection.close()
        if to:
            outgoing_mail.deliver(to, "JobMatch: a test", "Mails arrive.", "<p>Mails arrive.</p>")
    except (OSError, smtplib.SMTPException) as error:
        return fault(
            f"{where} does not take mails: {type(error).__name__}: {str(error)[:200]}",
            "check MAIL_SERVER, MAIL_PORT, MAIL_USERNAME, MAIL_PASSWORD, MAIL_USE_TLS and MAIL_USE_SSL",
        )
    return ok(f"{where} took a mail to {to}" if to else f"{where} answers and takes our log-in")


def ocr() -> Finding:
    program = tesseract.find_program()
    if program is None:
        return warning(
            "no tesseract: scanned CVs and pictures cannot be read", "apt-get install tesseract-ocr"
        )
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system with a fixed argument
            [program, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return fault(f"{program} does not run: {type(error).__name__}", "reinstall tesseract-ocr")
    there = set(done.stdout.split())
    missing = [name for name in LANGUAGES if name not in there]
    if missing:
        packages = " ".join(f"tesseract-ocr-{name}" for name in missing)
        return warning(f"languages are missing: {', '.join(missing)}", f"apt-get install {packages}")
    return ok(f"tesseract reads {', '.join(LANGUAGES)}")


def model() -> Finding:
    """The sentence model: its files are there, undamaged, and it can be opened."""
    try:
        engine = embedder()
    except ModelUnavailable as error:
        return fault(f"EMBEDDER={_settings().embedder}, but {error}", "run: python -m tools.model_weights")
    if engine.reason:
        return warning(
            f"texts are compared by spelling: {engine.reason}", "run: python -m tools.model_weights"
        )
    return ok(
        f"{engine.model_id} is open" if engine.semantic else "texts are compared by spelling, by choice"
    )


def _settings() -> Settings:
    given: Settings = current_app.extensions["settings"]
    return given
