"""How fast records become searchable pages, and what they take on disk: ``import`` into a fresh home."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from archive_search.archive import Archive, create_archive
from archive_search.home import Settings
from bench.cost import Cost, apart, measured, peak_memory
from bench.pages import WORDS_ON_A_PAGE, Generator
from bench.report import ROOT, Section, Table, megabytes, progress
from indexer.import_records import ImportRecords

GENERATOR = Generator(ROOT / "sample_scans")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import cost."""

    pages: int
    catalogue: Cost
    index: Cost
    """Analysis of the words included."""
    text_bytes: int
    """Of the pages' texts, in UTF-8."""
    catalogue_bytes: int
    index_bytes: int
    peak_memory: int


def take_in(home: Path, pages: int) -> TakenIn:
    """Make a home with so many generated pages."""
    create_archive(home, Settings(name="Bench", country="EE"))
    archive = Archive.open(home)
    records = home / "records.jsonl"
    text_bytes = GENERATOR.write(records, pages)
    with archive.home.writing():
        catalogue, index = _import(archive, records, pages)
    archive.catalogue.close()
    sizes = size_of(*home.glob("catalogue.sqlite*")), size_of(archive.home.index_path)
    return TakenIn(pages, catalogue, index, text_bytes, *sizes, peak_memory())


def _import(archive: Archive, records: Path, pages: int) -> tuple[Cost, Cost]:
    """The catalogue's part, which ends with the last line's outcome, and the index's part, which follows it."""
    outcomes = ImportRecords(archive).run(records)
    with measured() as catalogue:
        counts = Counter(outcome.status for outcome in islice(outcomes, pages))
    with measured() as index:
        counts.update(outcome.status for outcome in outcomes)
    if counts != {"done": pages}:
        raise RuntimeError(f"not every record was taken in: {dict(counts)}")
    return catalogue, index


def size_of(*paths: Path) -> int:
    """Bytes of files, and of all files in folders."""
    return sum(path.stat().st_size if path.is_file() else size_of(*path.iterdir()) for path in paths)


def measure(pages: int) -> Section:
    """Take in ``pages`` generated pages in a process of its own."""
    progress(f"index: taking in {pages} generated pages")
    with TemporaryDirectory(prefix="archive-search-bench-") as folder:
        taken = apart(take_in, Path(folder) / "home", pages)
    return section(taken)


def section(taken: TakenIn) -> Section:
    """The report on an import."""
    title = f"Indexing: {taken.pages} generated pages of {WORDS_ON_A_PAGE} words"
    return Section("index", title, (table(taken),), json.loads(json.dumps(asdict(taken))))


def table(taken: TakenIn) -> Table:
    """An import's cost as people read it."""
    rows = (
        ("catalogue, records/s", _rate(taken.pages, taken.catalogue.wall), _rate(taken.pages, taken.catalogue.cpu)),
        ("index, pages/s", _rate(taken.pages, taken.index.wall), _rate(taken.pages, taken.index.cpu)),
        ("text, bytes a page", f"{taken.text_bytes / taken.pages:.0f}", ""),
        ("catalogue, bytes a page", f"{taken.catalogue_bytes / taken.pages:.0f}", ""),
        ("index, bytes a page", f"{taken.index_bytes / taken.pages:.0f}", ""),
        ("index by text", f"{taken.index_bytes / taken.text_bytes:.1f}", ""),
        ("most memory", megabytes(taken.peak_memory), ""),
    )
    note = "`archive-search import` of text alone: no recognition. One process; the first use of each dictionary is included."
    return Table(f"Import of {taken.pages} pages", ("", "by the clock", "by CPU time"), rows, note)


def _rate(count: int, seconds: float) -> str:
    return f"{count / max(seconds, 1e-9):.0f}"
