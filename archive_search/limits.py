"""How much one file or one page may cost."""

from dataclasses import dataclass, replace

from archive_search.errors import SettingInvalid
from archive_search.home import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what a scan may ask of this machine. Scans are never trusted: what goes beyond ends as a failed line in the report."""

    pixels: int = 120_000_000
    """Pixels of one page once unpacked. A1 at 400 dpi has 124 million; a newspaper spread at 300 dpi has 60."""
    seconds: float = 180.0
    """Wall-clock time for one page, recognition and second tries included."""
    memory: int = 1536 * 1024 * 1024
    """Bytes of address space for a worker, and for each recogniser process that it starts."""
    frames: int = 20_000
    """Pages of one file."""
    file_size: int = 4 * 1024**3
    """Bytes of one file."""


DEFAULT_LIMITS = Limits()


def limits_of(settings: Settings) -> Limits:
    """The bounds that an archive's settings give. Raises SettingInvalid."""
    for name, value in settings.limits.items():
        if name not in Limits.__dataclass_fields__:
            raise SettingInvalid(name=f"limits.{name}", value=value, reason=f"known: {', '.join(Limits.__dataclass_fields__)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise SettingInvalid(name=f"limits.{name}", value=value, reason="number above 0 expected")
    return replace(DEFAULT_LIMITS, **{name: type(getattr(DEFAULT_LIMITS, name))(value) for name, value in settings.limits.items()})
