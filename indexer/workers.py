"""Functions that may crash, hang or eat memory, run in worker processes that cannot take the rest down.

The parent hands out tasks and gets values back; a task that goes wrong in any way comes back as a :class:`SourceError`.

Each worker is a process pool of its own with one process, so that when a process dies the task that it had is known. A worker leads its own
process group: what it starts (the recogniser) dies with it, and Ctrl-C in a terminal does not reach it.
"""

import contextlib
import ctypes
import faulthandler
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Generic, TypeVar

from archive_search.errors import ArchiveError, OutOfMemory, PageCrashed, PageFailed, PageTimeout, SourceError
from archive_search.limits import DEFAULT_LIMITS, Limits

Task = TypeVar("Task")
Result = TypeVar("Result")

GRACE_SECONDS = 10.0
"""How long a task that does not heed its time limit goes on before its process is ended."""
_START_SECONDS = 60.0
_LOOK_SECONDS = 1.0
_TRIES = 2
_TASKS_PER_PROCESS = 500
_PR_SET_PDEATHSIG = 1


def run_tasks(
    function: Callable[[Task], Result], tasks: Iterable[Task], *, jobs: int, limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[Task, Result | SourceError]]:
    """``function`` of every task, in the order in which they finish; each task comes back exactly once.

    ``function`` must be importable, tasks and results picklable. What it raises, running out of memory or time, and the death of its
    process become the task's :class:`SourceError`; other errors of our family (a missing language, a missing program) are raised, for they
    concern every task. ``tasks`` is drawn from only as workers come free, so it may be long. Ctrl-C: the tasks being worked on are finished
    and yielded, then :class:`KeyboardInterrupt` is raised; a second one interrupts at once. Closing the iterator early kills the workers.
    """
    waiting = iter(tasks)
    workers: list[_Worker[Task, Result]] = [_Worker(function, limits) for _ in range(jobs)]
    try:
        with _delayed_interrupt() as interrupted:
            while True:
                if not interrupted.is_set():
                    _hand_out(workers, waiting, interrupted)
                busy = {worker.future: worker for worker in workers if worker.future is not None}
                if not busy:
                    break
                finished, _ = wait(busy, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
                for future in finished:
                    outcome = busy[future].outcome()
                    if outcome is not None:
                        yield outcome
                for worker in workers:
                    worker.end_if_overdue()
        if interrupted.is_set():
            raise KeyboardInterrupt
    finally:
        for worker in workers:
            worker.kill()


def _hand_out(workers: "list[_Worker[Task, Result]]", waiting: Iterator[Task], interrupted: threading.Event) -> None:
    try:
        for worker in workers:
            if worker.future is None:
                for task in waiting:
                    worker.start(_Attempt(task))
                    break
    except KeyboardInterrupt:  # from the source of tasks, which may itself be such an iterator
        interrupted.set()


@contextlib.contextmanager
def _delayed_interrupt() -> Iterator[threading.Event]:
    """Ctrl-C sets the event the first time, so that a page being read or written is not cut; the second time it interrupts."""
    interrupted = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield interrupted
        return

    def note(number: int, frame: FrameType | None) -> None:
        if interrupted.is_set():
            raise KeyboardInterrupt
        interrupted.set()

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(slots=True)
class _Attempt(Generic[Task]):
    """A task being worked on."""

    task: Task
    crashes: int = 0
    started: float = field(default_factory=time.monotonic)


class _Worker(Generic[Task, Result]):
    """One place where a task can be worked on: a process, replaced when it dies or has done many tasks."""

    def __init__(self, function: Callable[[Task], Result], limits: Limits) -> None:
        self._function = function
        self._limits = limits
        self._pool: ProcessPoolExecutor | None = None
        self._pid: Future[int] | None = None
        self._done = 0
        self._attempt: _Attempt[Task] | None = None
        self.future: Future[Result | SourceError] | None = None

    def start(self, attempt: _Attempt[Task]) -> None:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, multiprocessing.get_context("spawn"), initializer=_settle_in, initargs=(os.getpid(), self._limits.memory)
            )
            self._pid = self._pool.submit(os.getpid)
        attempt.started = time.monotonic()
        self._attempt = attempt
        self.future = self._pool.submit(_guarded, self._function, attempt.task, self._limits)

    def outcome(self) -> tuple[Task, Result | SourceError] | None:
        """What became of the task; None if its process died and it is tried again."""
        assert self.future is not None
        assert self._attempt is not None
        attempt, future, self.future = self._attempt, self.future, None
        try:
            result = future.result()
        except BrokenProcessPool:
            self.kill()
            return self._after_death(attempt)
        except ArchiveError:
            raise
        except Exception as error:  # noqa: BLE001 (pickling a result raises anything)
            result = PageFailed(detail=f"{type(error).__name__}: {error}"[:200])
        self._done += 1
        if self._done >= _TASKS_PER_PROCESS:
            self.kill()
        return attempt.task, result

    def _after_death(self, attempt: _Attempt[Task]) -> tuple[Task, Result | SourceError] | None:
        if time.monotonic() - attempt.started >= self._limits.seconds + GRACE_SECONDS:
            return attempt.task, PageTimeout(seconds=round(self._limits.seconds))
        attempt.crashes += 1
        if attempt.crashes >= _TRIES:
            return attempt.task, PageCrashed()
        self.start(attempt)
        return None

    def end_if_overdue(self) -> None:
        """Kill a process that outlived every limit of its own (stopped, or stuck in the kernel)."""
        longest = self._limits.seconds + 2 * GRACE_SECONDS + _START_SECONDS
        if self.future is not None and self._attempt is not None and time.monotonic() - self._attempt.started > longest:
            self._kill_group()

    def kill(self) -> None:
        """End the process and all that it started."""
        if self._pool is None:
            return
        self._kill_group()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool, self._pid, self._done = None, None, 0

    def _kill_group(self) -> None:
        if self._pid is None:
            return
        try:
            pid = self._pid.result(timeout=_START_SECONDS)
        except (BrokenProcessPool, TimeoutError):
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)


class _TimeUp(BaseException):
    """The time for a task is over. Not an Exception, for decoders swallow those."""


def _settle_in(parent: int, memory: int) -> None:
    """Make this process a worker: leader of a group that dies with it and with its parent, within a bound of memory."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_group)
    signal.signal(signal.SIGALRM, _time_up)
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)
    for name in ("OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):  # each idle thread of a numeric library reserves address space
        os.environ[name] = "1"
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with open(os.devnull, "w") as nowhere:  # libtiff writes a line for each broken tag; what went wrong comes back as a value
        os.dup2(nowhere.fileno(), 2)


def _end_group(number: int, frame: FrameType | None) -> None:
    os.killpg(0, signal.SIGKILL)


def _time_up(number: int, frame: FrameType | None) -> None:
    raise _TimeUp


def _guarded(function: Callable[[Task], Result], task: Task, limits: Limits) -> Result | SourceError:
    """``function(task)``, or the error that it ended with.

    Time is kept twice: by a signal, which Python heeds between two steps, and by a watchdog thread of the interpreter's, which ends the
    process even while a C library holds on to it or signals are blocked.
    """
    try:
        with open(os.devnull, "w") as nowhere:
            faulthandler.dump_traceback_later(limits.seconds + GRACE_SECONDS, exit=True, file=nowhere)
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)
            try:
                return function(task)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
                faulthandler.cancel_dump_traceback_later()
    except SourceError as error:
        return error
    except _TimeUp:
        _kill_children()
        return PageTimeout(seconds=round(limits.seconds))
    except ArchiveError:
        raise
    except MemoryError:
        return OutOfMemory(limit=limits.memory)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (one page's fault never stops the others)
        return PageFailed(detail=f"{type(error).__name__}: {error}"[:200])


def _kill_children() -> None:
    """End what this process started and had no chance to end itself."""
    here = str(os.getpid())
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
        except (OSError, IndexError):
            continue
        if parent == here:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(entry.name), signal.SIGKILL)
