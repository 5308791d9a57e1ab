"""What is known of backups: for the page of administrators, for alarms, for what may be deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NEVER_REUSE_IDS, Base, utc_now


class Backup(Base):
    """An archive that was made or tried. ``verified_at`` is when it was last read back and found whole,
    ``fault`` why that, or making it, failed; a backup is good when it was verified and has no fault. The archive
    itself says more: rows of a restored database know nothing of what came after."""

    __tablename__ = "backups"
    __table_args__ = (UniqueConstraint("name"), NEVER_REUSE_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    verified_at: Mapped[datetime | None]
    size_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    fault: Mapped[str] = mapped_column(Text, default="")
    removed_at: Mapped[datetime | None]
