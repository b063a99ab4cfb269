"""Results appear by rename: a reader sees the whole file or none."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from archive_search.errors import StorageFull


@contextmanager
def appearing(path: Path, *, workshop: Path | None = None) -> Iterator[IO[bytes]]:
    """A binary file that takes the name ``path`` when the block ends well and leaves nothing behind when it does not.

    It is written in the folder ``workshop`` (on the same disk; by default where it will lie), which is where a killed process leaves it.
    Contents and name are on the disk afterwards (fsync). Raises StorageFull.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if workshop is not None:
        workshop.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=workshop or path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(path=str(path.parent)) from error
        raise
    finally:
        temporary.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes, *, workshop: Path | None = None) -> None:
    """Write ``data`` to ``path`` in one step; otherwise as :func:`appearing`."""
    with appearing(path, workshop=workshop) as file:
        file.write(data)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
