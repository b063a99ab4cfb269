"""Records that exist only as text (inventories, earlier transcriptions) become pages of the same catalogue and index."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from archive_search.archive import Archive
from archive_search.catalogue.catalogue import NewPage, Outcome, page_id_of_record
from archive_search.errors import InputNotFound, RecordInvalid
from archive_search.names import printable
from archive_search.records import Description, PageState, PageText, Reading, ReadingOrigin
from indexer.record_lines import parse_record

_BATCH = 200
"""Lines in one commit of the catalogue."""


@dataclass
class ImportRecords:
    """One import. :meth:`run` may be iterated once, by the holder of the home's lock."""

    archive: Archive
    on_progress: Callable[[int], None] = lambda pages: None
    """Called with the number of pages catalogued, then with the number indexed."""
    pages: int = 0
    """Pages catalogued so far."""

    def run(self, path: Path) -> Iterator[Outcome]:
        """What became of each line of a JSON-lines file, named ``FILE:LINE``; empty lines are passed over. Raises InputNotFound."""
        source = printable(path)
        if not path.is_file():
            raise InputNotFound(path=source)
        run = self.archive.catalogue.start_run("import", {"path": source})
        state = "interrupted"
        try:
            with path.open("rb") as file:
                lines = ((number, line) for number, line in enumerate(file, start=1) if line.strip())
                while batch := list(islice(lines, _BATCH)):
                    yield from self._take(run, source, batch)
            state = "finished"
        finally:
            for done in self.archive.update_index():
                self.on_progress(done)
            self.archive.catalogue.end_run(run, state)

    def _take(self, run: int, source: str, batch: Iterable[tuple[int, bytes]]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        new: dict[str, NewPage] = {}
        for number, line in batch:
            name = f"{source}:{number}"
            try:
                page = _page(*parse_record(line, number))
            except RecordInvalid as error:
                outcomes.append(Outcome(name, "failed", error.slug, {key: str(value) for key, value in error.data.items()}))
                continue
            if page.id in new or page.id in self.archive.catalogue.pages([page.id]):
                outcomes.append(Outcome(name, "skipped", "already-ingested", pages=(page.id,)))
            else:
                new[page.id] = page
                outcomes.append(Outcome(name, "done", pages=(page.id,)))
        self.archive.catalogue.add_pages(run, new.values())
        self.archive.catalogue.add_outcomes(run, outcomes)
        self.pages += len(new)
        self.on_progress(self.pages)
        return outcomes


def _page(description: Description, text: str) -> NewPage:
    reading = Reading(
        text=PageText.from_plain(text),
        origin=ReadingOrigin.IMPORT,
        engine="jsonl",
        model="",
        languages=(description.language,) if description.language else (),
        script=None,
        state=PageState.READ if text.strip() else PageState.BLANK,
        quality=1.0,
    )
    return NewPage(page_id_of_record(description, text), description, reading)
