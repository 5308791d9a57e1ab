"""All looks, in the order in which one would put things right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from app.extensions import db
from app.logs import get_logger
from app.services.doctor import aids, configuration, machine, tables, work
from app.services.doctor.finding import Finding, fault

log = get_logger("doctor")
CHECKS: Final[Mapping[str, Callable[[], Finding]]] = MappingProxyType(
    {
        "settings": configuration.settings,
        "permissions": machine.permissions,
        "disk": machine.disk,
        "database": tables.database,
        "migrations": tables.migrations,
        "secret": configuration.secret,
        "full text": tables.full_text,
        "courses": work.courses,
        "queue": work.queue,
        "worker": work.worker,
        "sources": work.sources,
        "mail": aids.mail,
        "ocr": aids.ocr,
        "model": aids.model,
        "clock": machine.clock,
        "backups": work.backups,
    }
)


@dataclass(frozen=True, slots=True)
class Looked:
    name: str
    finding: Finding


def examine(mail_to: str = "") -> Iterator[Looked]:
    """One after the other, each however the others went. With ``mail_to`` a mail is sent there."""
    for name, check in CHECKS.items():
        yield Looked(name, _safely(partial(aids.mail, mail_to) if name == "mail" and mail_to else check))


def _safely(check: Callable[[], Finding]) -> Finding:
    """What a look cannot get over is a fault of what it looks at."""
    try:
        return check()
    except Exception as error:
        log.info("look failed", fault=type(error).__name__)
        first = (str(error).strip().splitlines() or [""])[0]
        return fault(
            f"{type(error).__name__}: {first[:200]}", "put the faults above right first, then look again"
        )
    finally:
        db.session.rollback()
