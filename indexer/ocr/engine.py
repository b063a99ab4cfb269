"""What a recogniser must offer. Runs in a worker process, one page at a time."""

from dataclasses import dataclass
from typing import Protocol

from archive_search.images import Picture
from archive_search.records import PageText


@dataclass(frozen=True, slots=True)
class Orientation:
    """A proposal, wrong on one page in eight; see :mod:`indexer.routing`."""

    turn: int
    """Degrees clockwise that would bring the page upright."""
    script: str
    """Name of the script as the engine calls it."""


class Engine(Protocol):
    """A recogniser. Implementations use one thread, start no process that outlives the call, and return values only."""

    @property
    def version(self) -> str:
        """Name and version, such as ``tesseract 5.3.0``; part of each reading's provenance."""

    def models(self) -> frozenset[str]:
        """Names of the recognition models that are installed. Raises :class:`archive_search.errors.ToolMissing`."""

    def recognise(self, image: Picture, model: str, *, dpi: int, psm: int, seconds: float) -> PageText:
        """The text of ``image``, boxes in its pixels, confidences 0-1.

        ``psm`` is Tesseract's page segmentation mode: 3 finds columns and blocks, 4 expects one column, 6 one block.
        Raises :class:`archive_search.errors.PageTimeout`, :class:`~archive_search.errors.RecogniserFailed`,
        :class:`~archive_search.errors.OutOfMemory`.
        """

    def orientation(self, image: Picture, *, dpi: int, seconds: float) -> Orientation | None:
        """A guess at how the page lies; None if there is too little text to tell."""
