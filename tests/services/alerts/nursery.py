"""``python nursery.py``: for each number that it reads as many senders, forked from a program that is warm."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from time import sleep
from unittest.mock import patch

from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.extensions import db
from app.models import AlertMail
from app.services.alerts import mails, opening, sending

LEASE = timedelta(seconds=1)


def main() -> None:
    app = create_app()
    with app.app_context():
        _warm_up()
        db.session.remove()
        db.engine.dispose()
    print("ready", flush=True)
    parent = os.getpid()
    for line in sys.stdin:
        children = [os.fork() or _send(app, parent) for _ in range(int(line))]
        print(*children, flush=True)
        for child in children:
            os.waitpid(child, 0)


def _warm_up() -> None:
    """One alert is opened and its mail rendered: templates, words and translations are in memory."""
    with patch.object(opening, "AT_ONCE", 1):
        opening._open_some()
    mail = mails.load(db.session.scalar(select(func.max(AlertMail.id))) or 0)
    assert mail
    mails.render(mail)


def _send(app: Flask, parent: int) -> int:
    with app.app_context():
        while os.getppid() == parent:
            sending.run_due(seconds=60, lease=LEASE if len(sys.argv) > 1 else sending.LEASE)
            sleep(0.05)
    os._exit(0)


if __name__ == "__main__":
    main()
