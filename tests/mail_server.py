"""A real SMTP server on this machine that keeps what it gets, and says no when told."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller

from tests.servers import free_port

OK = "250 kept"


class Mailbox:
    """``says`` answers each mail before it is kept: anything but 2xx is not kept. It thinks for ``pause`` seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.says: Callable[[EmailMessage], str] = lambda _mail: OK
        self.port = 0
        self.pause = 0.0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        mail = cast("EmailMessage", message_from_bytes(envelope.content, policy=policy.default))
        await asyncio.sleep(self.pause)
        answer = self.says(mail)
        if answer.startswith("2"):
            with self._lock:
                self.mails.append(mail)
                self.recipients.append(list(envelope.rcpt_tos))
        return answer

    @property
    def ids(self) -> list[str]:
        with self._lock:
            return [str(mail["Message-ID"]) for mail in self.mails]


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    box.port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
