"""How much one file or one page may cost."""

from dataclasses import dataclass


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
