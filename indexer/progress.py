"""How a long run tells that it is alive: a live line on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import Progress as RichProgress
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from archive_search.messages import N_

_PLAIN_EVERY_SECONDS = 30.0


class Progress(Protocol):
    """What a run tells."""

    def page_done(self, source: str, frame: int) -> None:
        """One more page of ``source`` (frame from 0) has been read or has failed."""

    def pages_done(self, count: int) -> None:
        """So many pages in all."""


@contextmanager
def progress(gettext: Callable[..., str], *, enabled: bool) -> Iterator[Progress]:
    """Progress on standard error: live on a terminal, else a line every 30 seconds, nothing when not ``enabled``."""
    if enabled and sys.stderr.isatty():
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with RichProgress(*columns, console=Console(stderr=True), transient=True) as live:
            task = live.add_task("", total=None)
            yield _Counting(gettext, lambda text: live.update(task, description=text), every=0.0)
    else:
        yield _Counting(gettext, _print if enabled else None, every=_PLAIN_EVERY_SECONDS)


def _print(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


class _Counting:
    def __init__(self, gettext: Callable[..., str], show: Callable[[str], None] | None, *, every: float) -> None:
        self._gettext, self._show, self._every = gettext, show, every
        self._count, self._start, self._shown = 0, time.monotonic(), time.monotonic()

    def page_done(self, source: str, frame: int) -> None:
        self._count += 1
        self._tell(f"{source} [{frame + 1}]")

    def pages_done(self, count: int) -> None:
        self._count = count
        self._tell("")

    def _tell(self, current: str) -> None:
        now = time.monotonic()
        if self._show is None or now - self._shown < self._every:
            return
        self._shown = now
        rate = 60 * self._count / max(now - self._start, 0.001)
        self._show(self._gettext(N_("{count} pages, {rate:.0f} a minute  {current}"), count=self._count, rate=rate, current=current))
