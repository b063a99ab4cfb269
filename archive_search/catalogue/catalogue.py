"""What the archive holds: the one place that reads and writes the catalogue."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Engine, Row, Select, func, select, update
from sqlalchemy.orm import Session

from archive_search.catalogue import database
from archive_search.catalogue.description import columns_of, order_of, read_reference
from archive_search.catalogue.layout import pack, unpack
from archive_search.catalogue.tables import Institution, Item, PageRow, ReadingRow, Run, Source, Unit, now
from archive_search.errors import PageNotFound
from archive_search.records import Description, Image, Page, PageState, PageText, Reading, ReadingOrigin, RecordType, Script
from archive_search.references import Reference
from archive_search.version import VERSION

_SLICE = 500
"""Ids in one SQL statement; SQLite allows some thousand parameters."""


class KnownSource(NamedTuple):
    """An original that the catalogue has already."""

    path: str
    frames: int
    pages: dict[int, str]
    """Frame to page id, for the frames that have been read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input file: ``done``, ``skipped`` or ``failed``, and why."""

    source: str
    status: str
    reason: str | None = None
    data: dict[str, Any] | None = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page to be catalogued."""

    id: str
    description: Description
    reading: Reading
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """A text version without its words."""

    number: int
    origin: ReadingOrigin
    engine: str
    model: str
    languages: tuple[str, ...]
    state: PageState
    quality: float
    created_at: datetime


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run and how many of its items ended in each way."""

    id: int
    command: str
    state: str
    version: str
    started_at: datetime
    finished_at: datetime | None
    items: dict[str, int]


def page_id_of_scan(sha256: str, frame: int) -> str:
    """Address of a page that an image shows: the same wherever and whenever it is read."""
    return _digest(f"{sha256}:{frame}")


def page_id_of_record(description: Description, text: str) -> str:
    """Address of a page that exists only as text."""
    identity = [description.reference, description.title, description.date, description.record_type, text]
    return _digest(json.dumps(identity, ensure_ascii=False))


class Catalogue:
    """The records, their pages and readings, and the log of runs. Safe to read from many processes, to be written by one."""

    def __init__(self, engine: Engine, *, country: str | None = None, institution: str | None = None) -> None:
        """``country`` and ``institution`` (its code) hold for descriptions that name none."""
        self._engine = engine
        self._country = country
        self._institution = institution

    @classmethod
    def open(cls, url: str, *, country: str | None = None, institution: str | None = None) -> "Catalogue":
        """The catalogue at an SQLAlchemy URL. Raises SchemaOutdated when its tables are not those of this program; changes nothing."""
        engine = database.connect(url)
        try:
            database.check(engine)
        except Exception:
            engine.dispose()
            raise
        return cls(engine, country=country, institution=institution)

    @classmethod
    def create(cls, url: str, *, country: str | None = None) -> "Catalogue":
        """The catalogue at an SQLAlchemy URL, its tables made or brought up to date."""
        engine = database.connect(url)
        database.migrate(engine)
        return cls(engine, country=country)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    # Reading

    def page(self, id: str) -> Page:
        """One page. Raises PageNotFound."""
        try:
            return self.pages([id])[id]
        except KeyError:
            raise PageNotFound(page=id) from None

    def pages(self, ids: Iterable[str]) -> dict[str, Page]:
        """The pages with these ids that exist."""
        return {row.PageRow.id: _page(row) for chunk in _slices(ids) for row in self._select(_PAGES.where(PageRow.id.in_(chunk)))}

    def text(self, id: str) -> PageText:
        """The text version in use of a page; empty where there is none. Raises PageNotFound."""
        texts = self.texts([id])
        if id not in texts:
            raise PageNotFound(page=id)
        return texts[id]

    def texts(self, ids: Iterable[str]) -> dict[str, PageText]:
        """The text version in use of each of these pages that exists."""
        query = select(PageRow.id, ReadingRow.lines).outerjoin(ReadingRow, _IN_USE)
        return {row.id: unpack(row.lines or ()) for chunk in _slices(ids) for row in self._select(query.where(PageRow.id.in_(chunk)))}

    def readings(self, id: str) -> list[ReadingSummary]:
        """Every text version of a page, oldest first."""
        query = select(ReadingRow).where(ReadingRow.page_id == id).order_by(ReadingRow.number)
        return [_summary(row.ReadingRow) for row in self._select(query)]

    def file_pages(self, file_reference: str) -> list[Page]:
        """The pages of an archival file in order, whatever the spelling of its reference."""
        parsed = read_reference(file_reference)
        key = parsed.unit.key if parsed else file_reference
        return [_page(row) for row in self._select(_PAGES.where(PageRow.file_key == key).order_by(PageRow.order, PageRow.id))]

    def neighbours(self, id: str) -> tuple[str | None, str | None]:
        """The previous and the next page of the same file, or of the same scan where no file is known."""
        page = self.page(id)
        if page.file_reference is not None:
            ids = [other.id for other in self.file_pages(page.file_reference)]
        elif page.image is not None:
            query = select(PageRow.id).where(PageRow.source_sha256 == page.image.source).order_by(PageRow.frame)
            ids = [row.id for row in self._select(query)]
        else:
            ids = [id]
        place = ids.index(id)
        return (ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None)

    def page_ids(self) -> list[str]:
        """Every page in reference order."""
        return [row.id for row in self._select(select(PageRow.id).order_by(PageRow.order, PageRow.id))]

    def count_by_state(self) -> dict[str, int]:
        """Number of pages in each state of reading."""
        query = select(ReadingRow.state, func.count()).join(PageRow, _IN_USE).group_by(ReadingRow.state)
        return {row[0]: row[1] for row in self._select(query)}

    def sources(self) -> dict[str, str]:
        """SHA-256 of every original with the path it came from."""
        return {row.sha256: row.path for row in self._select(select(Source.sha256, Source.path).order_by(Source.path))}

    def known_source(self, sha256: str) -> KnownSource | None:
        """What is known of the original with this SHA-256."""
        with Session(self._engine) as session:
            source = session.get(Source, sha256)
            if source is None:
                return None
            pages = session.execute(select(PageRow.frame, PageRow.id).where(PageRow.source_sha256 == sha256))
            return KnownSource(source.path, source.frames, {row.frame: row.id for row in pages})

    def runs(self, limit: int = 20) -> list[RunSummary]:
        """The latest runs, newest first."""
        with Session(self._engine) as session:
            runs = session.scalars(select(Run).order_by(Run.id.desc()).limit(limit)).all()
            ids = [run.id for run in runs]
            counted = select(Item.run_id, Item.status, func.count()).where(Item.run_id.in_(ids)).group_by(Item.run_id, Item.status)
            items: dict[int, dict[str, int]] = {id: {} for id in ids}
            for run_id, status, count in session.execute(counted):
                items[run_id][status] = count
            return [RunSummary(run.id, run.command, run.state, run.version, run.started_at, run.finished_at, items[run.id]) for run in runs]

    def items(self, run: int, status: str | None = None) -> list[Outcome]:
        """What became of each input of a run, in the order of the run."""
        query = select(Item).where(Item.run_id == run).order_by(Item.id)
        if status is not None:
            query = query.where(Item.status == status)
        rows = (row.Item for row in self._select(query))
        return [Outcome(item.source, item.status, item.reason, item.data, tuple(item.pages)) for item in rows]

    # Writing

    def start_run(self, command: str, settings: dict[str, Any]) -> int:
        """Note the beginning of a run; returns its number."""
        with self._writing() as session:
            run = Run(command=command, version=VERSION, settings=settings)
            session.add(run)
            session.flush()
            return run.id

    def end_run(self, run: int, state: str) -> None:
        """Note how a run ended: ``finished`` or ``interrupted``."""
        with self._writing() as session:
            session.execute(update(Run).where(Run.id == run).values(state=state, finished_at=now()))

    def add_outcomes(self, run: int, outcomes: Iterable[Outcome]) -> None:
        """Note what became of input files."""
        with self._writing() as session:
            session.add_all(_item(run, outcome) for outcome in outcomes)

    def add_source(self, run: int, *, sha256: str, path: str, size: int, media_type: str, frames: int) -> None:
        """Catalogue an original; one that is known stays as it is."""
        with self._writing() as session:
            if session.get(Source, sha256) is None:
                session.add(Source(sha256=sha256, path=path, size=size, media_type=media_type, frames=frames, run_id=run))

    def add_pages(self, run: int, pages: Iterable[NewPage]) -> None:
        """Catalogue pages, each with its first reading, in one transaction; a page that is known stays as it is."""
        with self._writing() as session:
            for new in pages:
                if session.get(PageRow, new.id) is None:
                    self._add_page(session, run, new)

    def describe(self, id: str, description: Description) -> bool:
        """Replace a page's description; returns whether anything changed. Raises PageNotFound."""
        with self._writing() as session:
            page = session.get(PageRow, id)
            if page is None:
                raise PageNotFound(page=id)
            if _description(page) == description:
                return False
            source = session.get(Source, page.source_sha256) if page.source_sha256 else None
            self._describe(session, page, description, source.path if source else "")
            return True

    def unindexed(self, limit: int) -> list[str]:
        """Pages that the index does not hold as they stand here, at most ``limit``."""
        query = select(PageRow.id).where(PageRow.is_indexed.is_(False)).order_by(PageRow.id).limit(limit)
        return [row.id for row in self._select(query)]

    def mark_indexed(self, ids: Collection[str], *, indexed: bool = True) -> None:
        """Note that the index holds (or no longer holds) these pages as they stand here."""
        with self._writing() as session:
            for chunk in _slices(ids):
                session.execute(update(PageRow).where(PageRow.id.in_(chunk)).values(is_indexed=indexed))

    # Inside

    def _select(self, query: Select[*tuple[Any, ...]]) -> list[Row[*tuple[Any, ...]]]:
        with Session(self._engine) as session:
            return list(session.execute(query).all())

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    def _add_page(self, session: Session, run: int, new: NewPage) -> None:
        page = PageRow(id=new.id, reading=1)
        if new.image is not None:
            page.source_sha256, page.frame, page.turn = new.image.source, new.image.frame, new.image.turn
            page.width, page.height, page.dpi = new.image.width, new.image.height, new.image.dpi
        else:
            page.frame = 0
        self._describe(session, page, new.description, new.image.path if new.image else "")
        session.add(page)
        session.flush()
        session.add(_reading_row(new.id, 1, new.reading, run))

    def _describe(self, session: Session, page: PageRow, description: Description, source: str) -> None:
        for name, value in columns_of(description, country=self._country, institution=self._institution).items():
            setattr(page, name, value)
        page.order = order_of(description.reference, source, page.frame)
        reference = read_reference(description.reference)
        page.unit_id = _unit(session, reference, page.institution or "") if reference else None
        page.is_indexed = False


_IN_USE = (ReadingRow.page_id == PageRow.id) & (ReadingRow.number == PageRow.reading)
_PAGES = (
    select(
        PageRow,
        Source.path,
        ReadingRow.languages,
        ReadingRow.script,
        ReadingRow.state,
        ReadingRow.quality,
    )
    .outerjoin(Source, Source.sha256 == PageRow.source_sha256)
    .outerjoin(ReadingRow, _IN_USE)
)


def _digest(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _slices(ids: Iterable[str]) -> Iterator[list[str]]:
    every = list(ids)
    return (every[start : start + _SLICE] for start in range(0, len(every), _SLICE))


def _unit(session: Session, reference: Reference, institution_code: str) -> int | None:
    """The unit of description for the file of ``reference``, made with its parents where it is new."""
    institution = _institution(session, institution_code)
    parent: int | None = None
    for level, code, part in _levels(reference):
        found = session.scalar(select(Unit.id).where(Unit.institution_id == institution, Unit.key == part.key))
        if found is None:
            unit = Unit(institution_id=institution, parent_id=parent, level=level, code=code, key=part.key, reference=part.format())
            session.add(unit)
            session.flush()
            found = unit.id
        parent = found
    return parent


def _levels(reference: Reference) -> Iterator[tuple[str, str, Reference]]:
    """Each level down to the file that the reference names, with its own code and the reference that ends there."""
    fonds = replace(reference.unit, inventory=None, file=None)
    yield "fonds", reference.fonds, fonds
    if reference.inventory:
        yield "inventory", reference.inventory, replace(fonds, inventory=reference.inventory)
    if reference.file:
        yield "file", reference.file, reference.unit


def _institution(session: Session, code: str) -> int:
    found = session.scalar(select(Institution.id).where(Institution.code == code))
    if found is None:
        institution = Institution(code=code)
        session.add(institution)
        session.flush()
        found = institution.id
    return found


def _item(run: int, outcome: Outcome) -> Item:
    return Item(
        run_id=run,
        source=outcome.source,
        status=outcome.status,
        reason=outcome.reason,
        data=outcome.data or {},
        pages=list(outcome.pages),
    )


def _reading_row(page: str, number: int, reading: Reading, run: int) -> ReadingRow:
    return ReadingRow(
        page_id=page,
        number=number,
        origin=reading.origin.value,
        engine=reading.engine,
        model=reading.model,
        languages=list(reading.languages),
        script=reading.script.value if reading.script else None,
        state=reading.state.value,
        quality=round(reading.quality, 4),
        settings=dict(reading.settings),
        lines=pack(reading.text),
        run_id=run,
    )


def _description(page: PageRow) -> Description:
    return Description(
        reference=page.reference_written,
        title=page.title,
        date=page.date_written,
        record_type=RecordType(page.record_type),
        language=page.language_described,
        place=page.place,
        creator=page.creator,
        closed_until=page.closed_until,
    )


def _page(row: Row[Any]) -> Page:
    page: PageRow = row.PageRow
    image = None
    if page.source_sha256 is not None:
        image = Image(page.source_sha256, row.path, page.frame, page.width, page.height, page.dpi, page.turn)
    languages = list(dict.fromkeys([*([page.language_described] if page.language_described else []), *(row.languages or [])]))
    return Page(
        id=page.id,
        description=_description(page),
        reference=page.reference,
        file_reference=page.file_reference,
        order=page.order,
        edtf=page.edtf,
        years=(page.year_from, page.year_to) if page.year_from is not None and page.year_to is not None else None,
        calendar=page.calendar,
        language=languages[0] if languages else None,
        languages=tuple(languages),
        script=Script(row.script) if row.script else None,
        state=PageState(row.state) if row.state else PageState.UNREADABLE,
        quality=row.quality or 0.0,
        institution=page.institution,
        fonds=page.fonds,
        image=image,
        reading=page.reading,
    )


def _summary(row: ReadingRow) -> ReadingSummary:
    return ReadingSummary(
        number=row.number,
        origin=ReadingOrigin(row.origin),
        engine=row.engine,
        model=row.model,
        languages=tuple(row.languages),
        state=PageState(row.state),
        quality=row.quality,
        created_at=row.created_at,
    )
