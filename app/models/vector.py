"""Vectors, computed once and stored beside what they stand for: the database is the truth about them."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class CvVectors(Base):
    """The chunks of a CV and their vectors, of one version of the CV by one model.

    ``lines`` holds the line numbers of each chunk; ``vectors`` is float32, chunks by dimensions, little-endian.
    """

    __tablename__ = "cv_vectors"

    cv_id: Mapped[int] = mapped_column(ForeignKey("cv.id", ondelete="CASCADE"), primary_key=True)
    model: Mapped[str] = mapped_column(String(80))
    lines: Mapped[list[list[int]]] = mapped_column(default=list)
    vectors: Mapped[bytes] = mapped_column(LargeBinary)


class SkillVector(Base):
    """The vector (float32, little-endian) of a word that offers use and the lexicon does not have.

    ``revision`` is that of the offers when it came, so that readers load what is new.
    """

    __tablename__ = "skill_vectors"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    model: Mapped[str] = mapped_column(String(80), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(BigInteger, index=True)
