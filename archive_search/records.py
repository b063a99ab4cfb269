"""The values that travel between reading, catalogue, search and display."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

LANGUAGES = ("ru", "et", "lv", "de", "en", "fi", "sv", "pl")
"""Languages of the records we read, as ISO 639-1 codes."""

INTERFACE_LANGUAGES = ("et", "lv", "ru", "en")
"""Languages in which every message to people exists."""


class RecordType(StrEnum):
    """What kind of record a page belongs to (contract: ``--type``, ``import``, metadata tables)."""

    BURIAL = "burial"
    EMPLOYMENT = "employment"
    PAYROLL = "payroll"
    BIRTH = "birth"
    MARRIAGE = "marriage"
    DEATH = "death"
    CENSUS = "census"
    LAND = "land"
    TAX = "tax"
    COURT = "court"
    MINUTES = "minutes"
    CORRESPONDENCE = "correspondence"
    NEWSPAPER = "newspaper"
    MAP = "map"
    PHOTOGRAPH = "photograph"
    INVENTORY = "inventory"
    OTHER = "other"


class Kind(StrEnum):
    """By what kind of likeness a typed word finds a written one, best first (contract: ``--only``, ``--without``, matches)."""

    EXACT = "exact"
    FORM = "form"
    SPELLING = "spelling"
    SCRIPT = "script"
    NAME = "name"
    PLACE = "place"
    TRANSLATION = "translation"
    OCR = "ocr"


class PageState(StrEnum):
    """How far a page could be read."""

    READ = "read"
    DOUBTFUL = "doubtful"
    UNREADABLE = "unreadable"
    BLANK = "blank"


class Script(StrEnum):
    """The writing of a page. Fraktur is kept apart from other Latin type because other models read it."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"
    FRAKTUR = "fraktur"


class Box(NamedTuple):
    """A rectangle in pixels of the original image, origin top left.

    The original image is the frame as any viewer shows it: an orientation tag in the file is applied, a turn that we made
    to read it is not.
    """

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word."""

    text: str
    box: Box | None
    """None where the text has no place on an image (imported records, plain transcriptions)."""
    confidence: float
    """0-1; 1 for a person's transcription."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, its words in reading order."""

    words: tuple[Word, ...]
    box: Box | None = None

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class PageText:
    """One reading of a page: its lines in reading order. Line-break hyphens stay as printed."""

    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word in reading order; a word's place here is what indexes and matches count by."""
        return tuple(word for line in self.lines for word in line.words)

    @classmethod
    def from_plain(cls, text: str, confidence: float = 1.0) -> "PageText":
        """A reading without places, one line for each non-empty line of ``text``."""
        return cls(tuple(Line(tuple(Word(word, None, confidence) for word in row.split())) for row in text.splitlines() if row.strip()))


class ReadingOrigin(StrEnum):
    """Where a text version came from."""

    OCR = "ocr"
    TEXT_LAYER = "text-layer"
    TRANSCRIPT = "transcript"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text version of a page with its provenance. Readings are added, never overwritten."""

    text: PageText
    origin: ReadingOrigin
    engine: str
    """Tool and version, such as ``tesseract 5.3.0``; the file format for a transcript."""
    model: str
    """Recognition model, such as ``rus``; empty where none was used."""
    languages: tuple[str, ...]
    script: Script | None
    state: PageState
    quality: float
    """Estimated share of rightly read words, 0-1: a guess."""
    settings: dict[str, str | int | float | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Description:
    """What an archivist (or a metadata table) says about a page; every field may be unknown."""

    reference: str | None = None
    """As written; :func:`archive_search.references.parse_reference` reads it."""
    title: str | None = None
    date: str | None = None
    """As written."""
    record_type: RecordType = RecordType.OTHER
    language: str | None = None
    place: str | None = None
    creator: str | None = None
    closed_until: str | None = None
    """ISO date on which the public may see the page; None = open."""


@dataclass(frozen=True, slots=True)
class Image:
    """Where the image of a page comes from."""

    source: str
    """SHA-256 (hex) of the original file."""
    path: str
    """The original's path as it was given at ingest; for display only."""
    frame: int
    """Which image of the file, from 0 (a page of a PDF or a multi-page TIFF)."""
    width: int
    """Pixels of the original image (see :class:`Box`)."""
    height: int
    dpi: int
    turn: int
    """Degrees clockwise (0, 90, 180, 270) that bring the original image upright."""


@dataclass(frozen=True, slots=True)
class Page:
    """A catalogued page: the unit of search."""

    id: str
    """Derived from content, so that a rebuilt catalogue has the same addresses."""
    description: Description
    reference: str | None
    """Reference code printed in its national style, leaf included."""
    file_reference: str | None
    """The same without the leaf: the archival file that the page belongs to."""
    order: str
    """Sorts pages in reference order."""
    edtf: str | None
    """The date in EDTF (ISO 8601-2), a reading of the date as written."""
    years: tuple[int, int] | None
    """First and last year of the date."""
    calendar: str | None
    """``julian`` or ``gregorian`` where known."""
    language: str | None
    """Main language, ISO 639-1."""
    languages: tuple[str, ...]
    """Every likely language of the text, main one first; words are analysed in these."""
    script: Script | None
    state: PageState
    quality: float
    institution: str | None
    fonds: str | None
    image: Image | None
    reading: int
    """Number of the text version shown; 0 where there is none."""
