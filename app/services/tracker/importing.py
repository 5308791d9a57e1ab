"""Taking a file of applications in: all of it, or nothing."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.cv.fold import fold
from app.core.tracker.positions import STEP
from app.core.tracker.reading import Reading, Rejected
from app.core.tracker.record import TEXT, ContactRecord, InterviewRecord, Record, merged_text
from app.core.tracker.status import move
from app.models import Application, ApplicationContact, Interview, utc_now
from app.services.tracker import rows
from app.services.tracker.exchange import read_file
from app.services.tracker.people import MOST, contact_record, interview_record
from app.services.transaction import transaction

PLAIN = ("company", "location", "url", "source", "follow_up_text")
Key = tuple[str, ...]
One = TypeVar("One", ContactRecord, InterviewRecord)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the rows of a file; ``unknown`` are columns that nothing was taken from."""

    read: int
    new: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    unknown: tuple[str, ...]


def take_in(user_id: int, data: bytes) -> Report:
    """Raises UnreadableTable and BadInput (too many); then nothing was written."""
    reading = read_file(user_id, data)
    with transaction() as session:
        rows.lock(session, user_id)
        return _Taking(session, user_id).all(reading)


class _Taking:
    """One file being taken in, inside of a transaction."""

    def __init__(self, session: Session, user_id: int) -> None:
        self._session, self._user_id = session, user_id
        stored = list(session.scalars(select(Application).where(Application.user_id == user_id)))
        self._by_id = {one.id: one for one in stored}
        self._by_key: dict[Key, deque[Application]] = defaultdict(deque)
        for one in stored:
            self._by_key[_key(one.title, one.company, one.location, one.url or "")].append(one)
        self._used: set[int] = set()
        self._last = _last_positions(session, user_id)

    def all(self, reading: Reading) -> Report:
        rejected, new, updated, unchanged = list(reading.rejected), 0, 0, 0
        found = [(line, record, given, self._find(record)) for line, record, given in reading.records]
        rows.refuse_too_many(self._session, self._user_id, sum(one is None for *_row, one in found))
        for line, record, _given, one in found:
            if one is None:
                self._add(record)
                new += 1
            elif any(len(text) > TEXT for text in _texts(one, record).values()):
                rejected.append(Rejected(line, "too_long", "notes", record.title[:80]))
            elif self._change(one, record):
                updated += 1
            else:
                unchanged += 1
        count = len(reading.records) + len(reading.rejected)
        rejected.sort(key=lambda one: one.line)
        return Report(count, new, updated, unchanged, tuple(rejected), reading.unknown)

    def _find(self, record: Record) -> Application | None:
        """By its number where something else agrees too, else by what and where it is; each only once."""
        one = self._by_id.get(record.id or 0)
        if one is not None and (one.id in self._used or not _agree(one, record)):
            one = None
        waiting = self._by_key[_key(record.title, record.company, record.location, record.url)]
        while one is None and waiting:
            candidate = waiting.popleft()
            one = None if candidate.id in self._used else candidate
        if one is not None:
            self._used.add(one.id)
        return one

    def _add(self, record: Record) -> None:
        self._last[record.status] += STEP
        now = utc_now()
        sent = record.applied_at or move("saved", record.status, None, now).applied_at
        one = Application(
            user_id=self._user_id,
            title=record.title,
            url=record.url or None,
            company=record.company,
            location=record.location,
            source=record.source,
            status=record.status,
            position=self._last[record.status],
            applied_at=sent if record.status != "saved" else None,
            follow_up_at=record.follow_up_at,
            follow_up_text=record.follow_up_text,
            reminded_at=now if record.follow_up_at and record.follow_up_at <= now else None,
            notes=record.notes,
            cover_letter=record.cover_letter,
            cv_name=record.cv_name,
            created_at=min(record.created_at, now) if record.created_at else now,
            version=0,
        )
        self._session.add(one)
        self._session.flush()
        rows.note(self._session, one, "imported", after=record.status)
        self._add_people(one, record)

    def _change(self, one: Application, record: Record) -> bool:
        """Empty cells take nothing away, and texts are kept beside each other."""
        values: dict[str, Any] = {name: value for name in PLAIN if (value := getattr(record, name))}
        values |= {"title": record.title, **_texts(one, record)}
        if record.cv_name and not one.cv_name:
            values["cv_name"] = record.cv_name
        if record.follow_up_at:
            values["follow_up_at"] = record.follow_up_at
            if not _same_second(one.follow_up_at, record.follow_up_at):
                values["reminded_at"] = None
        if record.applied_at and record.status != "saved":
            values["applied_at"] = record.applied_at
        changed = [name for name, value in values.items() if not _same(getattr(one, name), value)]
        moved = record.status != one.status
        if moved:
            before, result = one.status, move(one.status, record.status, one.applied_at, utc_now())
            self._last[record.status] += STEP
            one.status, one.position, one.applied_at = (
                record.status,
                self._last[record.status],
                result.applied_at,
            )
            rows.note(self._session, one, "status", before, record.status)
        for name in changed:
            setattr(one, name, values[name])
        people = self._add_people(one, record)
        if changed or people:
            rows.note(self._session, one, "imported")
        return bool(changed or moved or people)

    def _add_people(self, one: Application, record: Record) -> bool:
        """Those that are not there yet, as far as there is room."""
        where = ApplicationContact.application_id == one.id
        known = [
            contact_record(row) for row in self._session.scalars(select(ApplicationContact).where(where))
        ]
        contacts = _missing(known, record.contacts)
        where = Interview.application_id == one.id
        held = [interview_record(row) for row in self._session.scalars(select(Interview).where(where))]
        interviews = _missing(held, record.interviews)
        for contact in contacts:
            self._session.add(ApplicationContact(application_id=one.id, **asdict(contact)))
        for interview in interviews:
            values = {**asdict(interview), "outcome": interview.outcome or None}
            self._session.add(Interview(application_id=one.id, **values))
        return bool(contacts or interviews)


def _missing(stored: Sequence[One], brought: Sequence[One]) -> list[One]:
    """What is not stored yet, as far as there is room. Of two alike in the file, one that is stored stands for
    one."""
    left, missing = list(stored), []
    for each in brought:
        if each in left:
            left.remove(each)
        else:
            missing.append(each)
    return missing[: max(MOST - len(stored), 0)]


def _texts(one: Application, record: Record) -> dict[str, str]:
    names = ("notes", "cover_letter")
    return {name: merged_text(getattr(one, name), getattr(record, name)) for name in names}


def _key(title: str, company: str, location: str, url: str) -> Key:
    return tuple(fold(part) for part in (title, company, location, url))


def _agree(one: Application, record: Record) -> bool:
    is_same_job = fold(one.title) == fold(record.title)
    is_same_company = bool(one.company) and fold(one.company) == fold(record.company)
    return is_same_job or is_same_company or (bool(one.url) and one.url == record.url)


def _same_second(first: Any, second: Any) -> bool:
    return first is not None and int(first.timestamp()) == int(second.timestamp())


def _same(stored: Any, value: Any) -> bool:
    if hasattr(value, "timestamp"):
        return _same_second(stored, value)
    return bool((stored or "") == (value or ""))


def _last_positions(session: Session, user_id: int) -> dict[str, float]:
    query = select(Application.status, func.max(Application.position)).where(Application.user_id == user_id)
    found: dict[str, float] = defaultdict(float)
    found.update({row[0]: row[1] for row in session.execute(query.group_by(Application.status))})
    return found
