"""What a piece of work costs: time on the clock, time of processors, memory. Linux only, as the product is."""

import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


@dataclass(slots=True)
class Cost:
    """Seconds; complete once :func:`measured` is left."""

    wall: float = 0.0
    cpu: float = 0.0
    """Of this process and of the children that ended meanwhile: on a shared machine the figure to trust."""


@contextmanager
def measured() -> Iterator[Cost]:
    """The cost of what happens inside."""
    cost = Cost()
    wall, cpu = time.perf_counter(), cpu_seconds()
    try:
        yield cost
    finally:
        cost.wall, cost.cpu = time.perf_counter() - wall, cpu_seconds() - cpu


def cpu_seconds() -> float:
    """Processor time so far of this process and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_memory(pid: int | str = "self") -> int:
    """Most bytes that a process had in memory at once.

    Not ``ru_maxrss``, which a process inherits from the one that started it.
    """
    return _status(pid, "VmHWM")


def resident_memory(pid: int | str = "self") -> int:
    """Bytes that a process has in memory now."""
    return _status(pid, "VmRSS")


def _status(pid: int | str, field: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) * 1024
    raise ProcessLookupError(pid)


def apart(function: Callable[_Arguments, _Result], *arguments: _Arguments.args, **options: _Arguments.kwargs) -> _Result:
    """The result of ``function`` in a fresh process, so that its memory is its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(function, *arguments, **options).result()


def quantile(values: list[float], share: float) -> float:
    """The value that ``share`` (0-1) of ``values`` do not exceed; at least one value."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
