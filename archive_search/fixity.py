"""Do originals, catalogue and index still agree?"""

from collections.abc import Iterator
from dataclasses import dataclass

from archive_search.archive import Archive
from archive_search.errors import IndexDamaged, IndexOutdated
from archive_search.search.indexing import document_version
from archive_search.storage import sha256_of


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that is not as it should be: ``problem`` is a slug, ``subject`` a page, an original or the index."""

    problem: str
    subject: str


def verify(archive: Archive) -> Iterator[Disagreement]:
    """Every disagreement between the originals, the catalogue and the index; reads every original whole. Changes nothing."""
    yield from _originals(archive)
    yield from _index(archive)


def _originals(archive: Archive) -> Iterator[Disagreement]:
    catalogued = archive.catalogue.sources()
    kept = {path.name: path for path in archive.storage.originals()}
    for sha256 in sorted(catalogued.keys() - kept.keys()):
        yield Disagreement("original-missing", f"{sha256} ({catalogued[sha256]})")
    for sha256, path in kept.items():
        if sha256_of(path) != sha256:
            yield Disagreement("original-altered", f"{sha256} ({catalogued.get(sha256, '?')})")
        elif sha256 not in catalogued:
            yield Disagreement("original-not-catalogued", sha256)


def _index(archive: Archive) -> Iterator[Disagreement]:
    try:
        indexed = archive.engine.versions()
    except (IndexDamaged, IndexOutdated) as error:
        yield Disagreement(error.slug, str(archive.home.index_path))
        return
    catalogued = archive.catalogue.pages(archive.catalogue.page_ids())
    for id, page in catalogued.items():
        if indexed.get(id) != document_version(page):
            yield Disagreement("page-not-indexed", id)
    for id in sorted(indexed.keys() - catalogued.keys()):
        yield Disagreement("page-not-catalogued", id)
