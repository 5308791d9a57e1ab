"""Numbers of what was erased for good, so that a restored copy of the database can be put right."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Code, utc_now

ERASED_KINDS = ("user", "cv")


class Erasure(Base):
    """``mark`` is a hash that tells this row from another one that got the same number in a restored database.
    Nothing here says who it was. The same lines stand in a file of the data folder."""

    __tablename__ = "erasures"
    __table_args__ = (CheckConstraint("kind IN ('user', 'cv')", name="kind"),)

    kind: Mapped[Code] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    erased_at: Mapped[datetime] = mapped_column(default=utc_now)
