"""A home: the folder that holds one archive, and its settings."""

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from archive_search.errors import HomeExists, HomeLocked, HomeNotFound, SettingInvalid
from archive_search.files import write_atomically

SETTINGS_FILE = "archive.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the archive's owner decides; kept in ``archive.toml``."""

    name: str = "Archive"
    """The institution's name, shown on every page."""
    code: str = ""
    """Its code in references, such as ``RA`` or ``LNA LVVA``."""
    country: str = ""
    """ISO 3166-1 alpha-2; chooses calendar and closure tables."""
    catalogue: str = ""
    """SQLAlchemy URL; empty for the SQLite file inside the home."""
    limits: Mapping[str, int | float] = field(default_factory=dict)
    """Bounds on what a scan may cost, by the names of :class:`archive_search.limits.Limits`; its defaults hold for the others."""

    def __post_init__(self) -> None:
        for name in ("name", "code", "country", "catalogue"):
            value = getattr(self, name)
            if not isinstance(value, str):
                raise SettingInvalid(name=name, value=value, reason="text expected")
        if not isinstance(self.limits, Mapping):
            raise SettingInvalid(name="limits", value=self.limits, reason="table expected")
        if self.country and (len(self.country) != 2 or not self.country.isascii() or not self.country.isupper()):
            raise SettingInvalid(name="country", value=self.country, reason="two capital letters expected, such as EE")


@dataclass(frozen=True, slots=True)
class Home:
    """Where one archive keeps its catalogue, originals, derivatives and index."""

    path: Path
    settings: Settings

    @classmethod
    def create(cls, path: Path, settings: Settings) -> "Home":
        """Make a home at ``path`` (which may exist, but not be a home). Raises HomeExists."""
        if (path / SETTINGS_FILE).exists():
            raise HomeExists(path=str(path))
        path.mkdir(parents=True, exist_ok=True)
        rows = (("name", settings.name), ("code", settings.code), ("country", settings.country), ("catalogue", settings.catalogue))
        # A JSON string is a valid TOML basic string; the standard library reads TOML but does not write it.
        text = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in rows)
        write_atomically(path / SETTINGS_FILE, text.encode())
        return cls(path, settings)

    @classmethod
    def open(cls, path: Path) -> "Home":
        """The home at ``path``. Raises HomeNotFound, SettingInvalid."""
        try:
            values = tomllib.loads((path / SETTINGS_FILE).read_text("utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            raise HomeNotFound(path=str(path)) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise SettingInvalid(name=SETTINGS_FILE, value=str(path), reason=str(error)) from error
        unknown = set(values) - set(Settings.__dataclass_fields__)
        if unknown:
            raise SettingInvalid(name=", ".join(sorted(unknown)), value="", reason="unknown setting")
        return cls(path, Settings(**values))

    @property
    def catalogue_url(self) -> str:
        """SQLAlchemy URL of the catalogue; ``ARCHIVE_SEARCH_CATALOGUE`` overrides the settings (to keep a password out of the file)."""
        chosen = os.environ.get("ARCHIVE_SEARCH_CATALOGUE") or self.settings.catalogue
        return chosen or f"sqlite:///{self.path.absolute() / 'catalogue.sqlite'}"

    @property
    def index_path(self) -> Path:
        return self.path / "index"

    @property
    def storage_path(self) -> Path:
        return self.path / "storage"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer of this home. Raises HomeLocked at once if another is; the system frees the lock of a killed process."""
        lock = FileLock(self.path / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise HomeLocked(path=str(self.path)) from None
        try:
            yield
        finally:
            lock.release()
