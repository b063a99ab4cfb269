"""Originals by SHA-256, kept unaltered, and the images made from them for viewing."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive_search.errors import SourceChanged
from archive_search.files import appearing, write_atomically

_CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Storage:
    """The files of a home: ``originals/ab/abcd….tif`` and ``derivatives/xy/xyz….view.jpg``."""

    root: Path

    def original(self, sha256: str) -> Path:
        """Where the original with this SHA-256 lies (or would lie)."""
        return self.root / "originals" / sha256[:2] / sha256

    def keep(self, path: Path, sha256: str) -> None:
        """Copy ``path`` into the originals. Raises SourceChanged when its bytes no longer have the SHA-256 found before, StorageFull."""
        target = self.original(sha256)
        if target.exists():
            return
        digest = hashlib.sha256()
        with path.open("rb") as source, appearing(target, workshop=self._workshop) as copy:
            while block := source.read(_CHUNK):
                digest.update(block)
                copy.write(block)
            if digest.hexdigest() != sha256:
                raise SourceChanged(path=str(path))
        target.chmod(0o444)

    def originals(self) -> Iterator[Path]:
        """Every original that is kept, in the order of its SHA-256."""
        return iter(sorted((self.root / "originals").glob("??/*")))

    def sweep(self) -> None:
        """Throw away what a killed run left half written. Only for the holder of the home's lock."""
        shutil.rmtree(self._workshop, ignore_errors=True)

    def keep_derivatives(self, page: str, view: bytes, thumbnail: bytes) -> None:
        """Keep the upright JPEGs of a page."""
        write_atomically(self._derivative(page, "view"), view, workshop=self._workshop)
        write_atomically(self._derivative(page, "thumbnail"), thumbnail, workshop=self._workshop)

    def view(self, page: str) -> Path | None:
        """The upright JPEG for viewing; None where the page has no image."""
        return self._existing(self._derivative(page, "view"))

    def thumbnail(self, page: str) -> Path | None:
        """The small upright JPEG; None where the page has no image."""
        return self._existing(self._derivative(page, "thumbnail"))

    def free_bytes(self) -> int:
        """Space left on the disk of this home, in bytes."""
        return shutil.disk_usage(self.root if self.root.exists() else self.root.parent).free

    @property
    def _workshop(self) -> Path:
        return self.root / "unfinished"

    def _derivative(self, page: str, name: str) -> Path:
        return self.root / "derivatives" / page[:2] / f"{page}.{name}.jpg"

    @staticmethod
    def _existing(path: Path) -> Path | None:
        return path if path.exists() else None
