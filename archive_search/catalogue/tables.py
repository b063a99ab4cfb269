"""The catalogue's tables. Changes go together with a migration in ``migrations/versions``."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Sort keys are made for comparison by code point, which is SQLite's way; PostgreSQL would compare as its locale does.
_BYTEWISE = Text().with_variant(Text(collation="C"), "postgresql")


class Base(DeclarativeBase):
    # Named constraints, since SQLite's migrations can only drop what has a name.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {dict[str, Any]: JSON, list[Any]: JSON, datetime: DateTime(timezone=True)}


def now() -> datetime:
    return datetime.now(UTC)


class Institution(Base):
    """Who keeps the records."""

    __tablename__ = "institution"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(Text, default="")


class Unit(Base):
    """A unit of description above the page: fonds, inventory or file (ISAD(G) 3.1.4)."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("institution_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    level: Mapped[str] = mapped_column(String(20))
    """``fonds``, ``inventory`` or ``file``."""
    code: Mapped[str] = mapped_column(String(100))
    """Its own part of the reference, such as ``1234``."""
    key: Mapped[str] = mapped_column(String(500))
    """Reference in its normal form, in which spelling variants fall together."""
    reference: Mapped[str] = mapped_column(Text)
    """Reference as printed."""
    title: Mapped[str | None] = mapped_column(Text)


class Run(Base):
    """One use of the program that wrote: what ran, with which settings, how it ended."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    command: Mapped[str] = mapped_column(String(50))
    version: Mapped[str] = mapped_column(String(50))
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(String(20), default="running")
    """``running`` (or killed), ``finished``, ``interrupted``."""
    started_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]


class Item(Base):
    """What became of one input file of a run."""

    __tablename__ = "item"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    source: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20))
    """``done``, ``skipped`` or ``failed``."""
    reason: Mapped[str | None] = mapped_column(String(100))
    """Slug of the reason."""
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What fills the placeholders of the reason's message."""
    pages: Mapped[list[Any]] = mapped_column(default=list)


class Source(Base):
    """An original file, kept unaltered."""

    __tablename__ = "source"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    path: Mapped[str] = mapped_column(Text)
    """Where it lay when it was taken in."""
    size: Mapped[int] = mapped_column(BigInteger)
    """Bytes."""
    media_type: Mapped[str] = mapped_column(String(100))
    frames: Mapped[int]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)


class PageRow(Base):
    """A page: what one image shows, or one record that exists only as text."""

    __tablename__ = "page"
    __table_args__ = (Index("ix_page_order", "order"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    source_sha256: Mapped[str | None] = mapped_column(ForeignKey("source.sha256"), index=True)
    frame: Mapped[int] = mapped_column(default=0)
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    dpi: Mapped[int] = mapped_column(default=0)
    turn: Mapped[int] = mapped_column(default=0)

    reference_written: Mapped[str | None] = mapped_column(Text)
    reference: Mapped[str | None] = mapped_column(Text)
    file_reference: Mapped[str | None] = mapped_column(Text)
    file_key: Mapped[str | None] = mapped_column(String(500), index=True)
    institution: Mapped[str | None] = mapped_column(String(100))
    fonds: Mapped[str | None] = mapped_column(String(200))
    order: Mapped[str] = mapped_column(_BYTEWISE)
    title: Mapped[str | None] = mapped_column(Text)
    date_written: Mapped[str | None] = mapped_column(Text)
    edtf: Mapped[str | None] = mapped_column(String(100))
    year_from: Mapped[int | None]
    year_to: Mapped[int | None]
    calendar: Mapped[str | None] = mapped_column(String(20))
    record_type: Mapped[str] = mapped_column(String(20), default="other")
    language_described: Mapped[str | None] = mapped_column(String(10))
    place: Mapped[str | None] = mapped_column(Text)
    creator: Mapped[str | None] = mapped_column(Text)
    closed_until: Mapped[str | None] = mapped_column(String(10))

    reading: Mapped[int] = mapped_column(default=0)
    """Number of the text version in use; 0 where there is none."""
    is_indexed: Mapped[bool] = mapped_column(default=False, index=True)
    """Whether the index holds this page as it stands here."""
    added_at: Mapped[datetime] = mapped_column(default=now)


class ReadingRow(Base):
    """A text version of a page; added, never overwritten."""

    __tablename__ = "reading"

    page_id: Mapped[str] = mapped_column(ForeignKey("page.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(String(20))
    engine: Mapped[str] = mapped_column(String(100))
    model: Mapped[str] = mapped_column(String(100))
    languages: Mapped[list[Any]]
    script: Mapped[str | None] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    quality: Mapped[float]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    lines: Mapped[list[Any]]
    """``[[box|null, [[text, confidence, x, y, w, h] | [text, confidence], …]], …]``, pixels of the original image."""
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
