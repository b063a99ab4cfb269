"""The order in which a batch of scans becomes catalogued, searchable pages.

Workers compute and return values; this parent alone writes. A page is safe once :meth:`Catalogue.add_pages` has returned; what is cut off
before is done again by the next run, which finds by content what is there already.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from archive_search.archive import Archive
from archive_search.catalogue.catalogue import KnownSource, NewPage, Outcome, page_id_of_scan
from archive_search.errors import SourceError
from archive_search.limits import DEFAULT_LIMITS, Limits
from archive_search.names import printable
from archive_search.records import Description, Image
from indexer.metadata import MetadataTable
from indexer.pipeline import PageReading, PageTask, read_page
from indexer.reading import SourceInfo, discover, probe, skip_reason
from indexer.workers import run_tasks

_INDEX_EVERY = 200
"""Pages between two commits of the index."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How a batch is taken in."""

    metadata: MetadataTable | None = None
    languages: tuple[str, ...] = ()
    """Languages to choose from, ISO 639-1; empty = every one of ours, decided page by page."""
    transcripts: bool = False
    """Take over ALTO, PAGE, hOCR or text files beside the scans instead of reading the image."""
    jobs: int = 1
    limits: Limits = DEFAULT_LIMITS


@dataclass(slots=True)
class _Pending:
    """A file some of whose pages are being read."""

    path: Path
    info: SourceInfo
    outstanding: set[int]
    pages: dict[int, str]
    failed: dict[int, SourceError] = field(default_factory=dict)


@dataclass
class Ingest:
    """One batch. :meth:`run` may be iterated once, by the holder of the home's lock."""

    archive: Archive
    options: IngestOptions
    on_page: Callable[[str, int], None] = lambda source, frame: None
    """Called after each page that was read or has failed, with the file's name and the frame (from 0)."""
    pages: int = 0
    """Pages catalogued so far."""
    _pending: dict[str, _Pending] = field(default_factory=dict)
    _finished: deque[Outcome] = field(default_factory=deque)

    def run(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """What became of each file under ``paths``, each exactly once, as soon as it is known.

        Raises InputNotFound before anything is written; StorageFull and LanguageMissing when going on makes no sense: what was done
        is kept.
        """
        found = discover(paths)
        self.archive.storage.sweep()
        settings = {"paths": [printable(path) for path in paths], "languages": list(self.options.languages)}
        run = self.archive.catalogue.start_run("ingest", settings)
        state = "interrupted"
        try:
            for task, reading in run_tasks(read_page, self._tasks(run, found), jobs=self.options.jobs, limits=self.options.limits):
                self._take(run, task, reading)
                yield from self._report(run)
            yield from self._report(run)
            state = "finished"
        finally:
            self._update_index()
            self.archive.catalogue.end_run(run, state)

    def survey(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """What :meth:`run` would do with each file, found out without writing anything."""
        seen: dict[str, str] = {}
        probing = partial(probe, limits=self.options.limits)
        for path, info in run_tasks(probing, self._scans(discover(paths)), jobs=self.options.jobs, limits=self.options.limits):
            yield from self._drain()
            yield self._foresee(printable(path), info, seen)
        yield from self._drain()

    def _foresee(self, source: str, info: SourceInfo | SourceError, seen: dict[str, str]) -> Outcome:
        if isinstance(info, SourceError):
            return Outcome(source, "failed", info.slug, _plain(info))
        known = self.archive.catalogue.known_source(info.sha256)
        original = known.path if known and len(known.pages) == info.frames else seen.setdefault(info.sha256, source)
        if original != source:
            return Outcome(source, "skipped", "duplicate", {"original": original})
        if known and len(known.pages) == info.frames:
            return Outcome(source, "skipped", "already-ingested")
        return Outcome(source, "done", "would-ingest", pages=tuple(page_id_of_scan(info.sha256, frame) for frame in range(info.frames)))

    def _drain(self) -> Iterator[Outcome]:
        while self._finished:
            yield self._finished.popleft()

    def _report(self, run: int) -> Iterator[Outcome]:
        for outcome in self._drain():
            self.archive.catalogue.add_outcomes(run, [outcome])
            yield outcome

    def _tasks(self, run: int, found: Iterator[Path]) -> Iterator[PageTask]:
        probing = partial(probe, limits=self.options.limits)
        for path, info in run_tasks(probing, self._scans(found), jobs=1, limits=self.options.limits):
            if isinstance(info, SourceError):
                self._fail(path, info)
            else:
                try:
                    yield from self._admit(run, path, info)
                except SourceError as error:
                    self._fail(path, error)

    def _scans(self, found: Iterator[Path]) -> Iterator[Path]:
        for path in found:
            if reason := self._skip_reason(path):
                self._finished.append(Outcome(printable(path), "skipped", reason))
            else:
                yield path

    def _skip_reason(self, path: Path) -> str | None:
        if self.options.metadata is not None and path.resolve() == self.options.metadata.path.resolve():
            return "metadata-table"
        return skip_reason(path)

    def _admit(self, run: int, path: Path, info: SourceInfo) -> Iterator[PageTask]:
        """Keep the original and give out the pages that have not been read yet."""
        if info.sha256 in self._pending:
            self._skip_duplicate(path, printable(self._pending[info.sha256].path))
            return
        known = self.archive.catalogue.known_source(info.sha256)
        missing = set(range(info.frames)) - (known.pages.keys() if known else set())
        if known and not missing:
            self._recognise(path, known)
            return
        self.archive.storage.keep(path, info.sha256)
        self.archive.catalogue.add_source(
            run, sha256=info.sha256, path=printable(path), size=info.size, media_type=info.media_type, frames=info.frames
        )
        self._pending[info.sha256] = _Pending(path, info, missing, dict(known.pages) if known else {})
        for frame in sorted(missing):
            yield self._task(path, info, frame)

    def _task(self, path: Path, info: SourceInfo, frame: int) -> PageTask:
        return PageTask(
            path=self.archive.storage.original(info.sha256),
            frame=frame,
            sha256=info.sha256,
            languages=self.options.languages or None,
            limits=self.options.limits,
            transcripts=self.options.transcripts,
            frames=info.frames,
            beside=path,
        )

    def _recognise(self, path: Path, known: KnownSource) -> None:
        """A file that is here already: renew what its metadata says, if they say anything."""
        source = printable(path)
        if known.path != source:
            self._skip_duplicate(path, known.path)
            return
        changed = [
            page
            for frame, page in known.pages.items()
            if (description := self._described(path, frame)) is not None and self.archive.catalogue.describe(page, description)
        ]
        pages = tuple(known.pages[frame] for frame in sorted(known.pages))
        status, reason = ("done", "description-updated") if changed else ("skipped", "already-ingested")
        self._finished.append(Outcome(source, status, reason, pages=pages))

    def _skip_duplicate(self, path: Path, original: str) -> None:
        self._finished.append(Outcome(printable(path), "skipped", "duplicate", {"original": original}))

    def _described(self, path: Path, frame: int) -> Description | None:
        return self.options.metadata.describe(path, frame) if self.options.metadata else None

    def _take(self, run: int, task: PageTask, reading: PageReading | SourceError) -> None:
        """Write one page down; its file is finished with its last page."""
        pending = self._pending[task.sha256]
        pending.outstanding.discard(task.frame)
        if isinstance(reading, SourceError):
            pending.failed[task.frame] = reading
        else:
            pending.pages[task.frame] = self._write(run, pending, task.frame, reading)
        self.on_page(printable(pending.path), task.frame)
        if not pending.outstanding:
            del self._pending[task.sha256]
            self._finish(pending)

    def _write(self, run: int, pending: _Pending, frame: int, reading: PageReading) -> str:
        page = page_id_of_scan(pending.info.sha256, frame)
        source = printable(pending.path)
        description = self._described(pending.path, frame) or Description(title=printable(pending.path.name))
        self.archive.storage.keep_derivatives(page, reading.view, reading.thumbnail)
        found = reading.image
        image = Image(pending.info.sha256, source, frame, found.width, found.height, found.dpi, found.turn)
        self.archive.catalogue.add_pages(run, [NewPage(page, description, reading.reading, image)])
        self.pages += 1
        if self.pages % _INDEX_EVERY == 0:
            self._update_index()
        return page

    def _finish(self, pending: _Pending) -> None:
        pages = tuple(pending.pages[frame] for frame in sorted(pending.pages))
        source = printable(pending.path)
        if not pending.failed:
            self._finished.append(Outcome(source, "done", pages=pages))
            return
        error = next(iter(pending.failed.values()))
        frames = ", ".join(str(frame + 1) for frame in sorted(pending.failed))
        self._finished.append(Outcome(source, "failed", error.slug, _plain(error) | {"path": source, "frames": frames}, pages))

    def _fail(self, path: Path, error: SourceError) -> None:
        self._finished.append(Outcome(printable(path), "failed", error.slug, _plain(error)))

    def _update_index(self) -> None:
        for _ in self.archive.update_index():
            pass


def _plain(error: SourceError) -> dict[str, object]:
    return {name: value if isinstance(value, int | float) else str(value) for name, value in error.data.items()}
