"""What can go wrong, as one family.

An error carries a stable ``slug`` and data; the words a reader sees are made at the edge (``cli.py``, ``web/errors.py``), in that reader's
language, from :mod:`archive_search.messages`.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar


class ArchiveError(Exception):
    """Base of every error this package raises on purpose.

    ``slug`` names the case and never changes; ``data`` fills the placeholders of its message.
    """

    slug: ClassVar[str] = "error"

    def __init__(self, **data: object) -> None:
        super().__init__(data)
        self.data = data

    def __reduce__(self) -> tuple[Callable[..., "ArchiveError"], tuple[()]]:
        """Errors cross from worker processes to their parent."""
        return partial(type(self), **self.data), ()

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.data.items())
        return f"{self.slug}({details})"


class HomeNotFound(ArchiveError):
    """There is no archive home at ``path``."""

    slug = "home-not-found"


class HomeExists(ArchiveError):
    """``path`` already is an archive home."""

    slug = "home-exists"


class HomeLocked(ArchiveError):
    """Another run writes to the home at ``path``."""

    slug = "home-locked"


class SchemaOutdated(ArchiveError):
    """The catalogue at ``url`` is at ``found``, this program needs ``needed``; nothing was changed."""

    slug = "schema-outdated"


class IndexOutdated(ArchiveError):
    """The index at ``path`` was written by analysis ``found``, this program needs ``needed``; nothing was changed."""

    slug = "index-outdated"


class IndexDamaged(ArchiveError):
    """The index at ``path`` cannot be read (``reason``); it can be rebuilt from the catalogue."""

    slug = "index-damaged"


class SettingInvalid(ArchiveError):
    """Setting ``name`` has the unusable value ``value`` (``reason``)."""

    slug = "setting-invalid"


class InputNotFound(ArchiveError):
    """``path`` does not exist or cannot be read."""

    slug = "input-not-found"


class LanguageMissing(ArchiveError):
    """The recogniser lacks the model for ``language``; Debian package ``package`` brings it."""

    slug = "language-missing"


class LanguageUnknown(ArchiveError):
    """``language`` is none of ours (``known``)."""

    slug = "language-unknown"


class ToolMissing(ArchiveError):
    """The program ``tool`` is not installed; Debian package ``package`` brings it."""

    slug = "tool-missing"


class PageNotFound(ArchiveError):
    """No page ``page``, or none that this reader may know of."""

    slug = "page-not-found"


class PageClosed(ArchiveError):
    """Page ``page`` is closed until ``until``."""

    slug = "page-closed"


class ReferenceInvalid(ArchiveError):
    """``text`` is no reference code (``reason``)."""

    slug = "reference-invalid"


class DateInvalid(ArchiveError):
    """``text`` is no date we understand."""

    slug = "date-invalid"


class SourceError(ArchiveError):
    """A scan that cannot be taken in; its slug is the ``reason`` in reports. ``path`` is where it lies."""

    slug = "source-unreadable"


class SourceUnreadable(SourceError):
    """The bytes are no intact file of their kind (``detail``)."""

    slug = "source-unreadable"


class SourceEmpty(SourceError):
    """The file has no bytes or no pages."""

    slug = "source-empty"


class SourceEncrypted(SourceError):
    """A password is needed to open the file."""

    slug = "source-encrypted"


class SourceTooLarge(SourceError):
    """A page would unfold to ``pixels`` pixels, more than ``limit``."""

    slug = "source-too-large"


class FileTooLarge(SourceError):
    """The file has ``size`` bytes, more than ``limit``."""

    slug = "file-too-large"


class TooManyPages(SourceError):
    """The file has ``pages`` pages, more than ``limit``."""

    slug = "too-many-pages"


class SourceChanged(SourceError):
    """The file changed while it was being read."""

    slug = "source-changed"


class PageTimeout(SourceError):
    """Reading a page took longer than ``seconds``."""

    slug = "page-timeout"


class PageCrashed(SourceError):
    """Reading a page ended the worker process twice."""

    slug = "page-crashed"


class PageFailed(SourceError):
    """Reading a page failed in a way that nobody foresaw (``detail``)."""

    slug = "page-failed"


class OutOfMemory(SourceError):
    """Reading a page needed more than ``limit`` bytes."""

    slug = "page-out-of-memory"


class RecogniserFailed(SourceError):
    """The recogniser ended with an error or without a result (``detail``)."""

    slug = "recogniser-failed"


class TranscriptInvalid(SourceError):
    """An ALTO, PAGE, hOCR or text file beside the scan cannot be used (``detail``)."""

    slug = "transcript-invalid"


class RecordInvalid(SourceError):
    """Line ``line`` of an import file is no record (``detail``)."""

    slug = "record-invalid"


class MetadataInvalid(ArchiveError):
    """The metadata table ``path`` cannot be used: ``problems``, each with its line."""

    slug = "metadata-invalid"


class StorageFull(ArchiveError):
    """No space is left at ``path``."""

    slug = "storage-full"
