"""An opened home: its parts put together, once, for whoever works with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType

from archive_search.catalogue.catalogue import Catalogue
from archive_search.errors import HomeExists
from archive_search.home import SETTINGS_FILE, Home, Settings
from archive_search.records import Page, PageText
from archive_search.search.engines.protocol import SearchEngine
from archive_search.search.engines.whoosh_engine import WhooshEngine
from archive_search.search.indexing import index_pages
from archive_search.search.service import SearchService
from archive_search.storage import Storage
from archive_search.text.analysis import ANALYSIS_VERSION, Analyser
from archive_search.text.dictionaries import LISTED, prepare_dictionaries

_BATCH = 200
"""Pages in one commit of the index."""


@dataclass(frozen=True)
class Archive:
    """Catalogue, originals, index and search of one home."""

    home: Home
    catalogue: Catalogue
    storage: Storage

    @classmethod
    def open(cls, path: Path) -> "Archive":
        """Raises HomeNotFound, SettingInvalid, SchemaOutdated. The index is opened when it is first needed."""
        home = Home.open(path)
        settings = home.settings
        catalogue = Catalogue.open(home.catalogue_url, country=settings.country or None, institution=settings.code or None)
        return cls(home, catalogue, Storage(home.storage_path))

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give back connections and files."""
        self.catalogue.close()
        if "engine" in self.__dict__:
            self.engine.close()

    @cached_property
    def analyser(self) -> Analyser:
        return Analyser()

    @cached_property
    def engine(self) -> SearchEngine:
        """Raises IndexOutdated, IndexDamaged."""
        return WhooshEngine.open(self.home.index_path, ANALYSIS_VERSION)

    @cached_property
    def search(self) -> SearchService:
        """The only way to texts and images for whoever answers people."""
        return SearchService(self.catalogue, self.engine, self.analyser)

    def update_index(self) -> Iterator[int]:
        """Bring every page into the index that it does not hold as catalogued; yields the number done after each commit.

        Cut off anywhere, it goes on the next time: a page is marked only after the index has it, and indexing it twice changes nothing.
        """
        done = 0
        while ids := self.catalogue.unindexed(_BATCH):
            if len(ids) == _BATCH:
                # Prepared lists take a minute once and save seconds in every process; not worth it for a handful of pages.
                prepare_dictionaries(LISTED)
            self._index(ids)
            done += len(ids)
            yield done

    def rebuild_index(self) -> Iterator[int]:
        """Build the index anew beside the old one, which serves until the new one takes its place; yields the number done."""
        ids = self.catalogue.page_ids()
        if len(ids) >= _BATCH:
            prepare_dictionaries(LISTED)
        with WhooshEngine(self.home.index_path, ANALYSIS_VERSION).rebuild() as engine:
            for start in range(0, len(ids), _BATCH):
                batch = ids[start : start + _BATCH]
                index_pages(engine, self.analyser, self._pages_and_texts(batch))
                yield start + len(batch)
        self.catalogue.mark_indexed(ids)

    def _index(self, ids: list[str]) -> None:
        index_pages(self.engine, self.analyser, self._pages_and_texts(ids))
        self.catalogue.mark_indexed(ids)

    def _pages_and_texts(self, ids: list[str]) -> list[tuple[Page, PageText]]:
        pages, texts = self.catalogue.pages(ids), self.catalogue.texts(ids)
        return [(pages[id], texts[id]) for id in ids]


def create_archive(path: Path, settings: Settings) -> None:
    """Make a home with an empty catalogue. Raises HomeExists."""
    if (path / SETTINGS_FILE).exists():
        raise HomeExists(path=str(path))
    path.mkdir(parents=True, exist_ok=True)
    # The settings file makes the folder a home, so it comes last: cut off before, init can be run again.
    Catalogue.create(Home(path, settings).catalogue_url).close()
    Home.create(path, settings)


def upgrade_archive(path: Path) -> None:
    """Bring the catalogue of a home up to date. Raises HomeNotFound, HomeLocked."""
    home = Home.open(path)
    with home.writing():
        Catalogue.create(home.catalogue_url).close()
