"""Worker processes against functions that misbehave."""

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive_search.errors import LanguageMissing, OutOfMemory, PageCrashed, PageFailed, PageTimeout, SourceEncrypted, SourceError
from archive_search.limits import Limits
from indexer import workers
from indexer.workers import run_tasks

QUICK = Limits(seconds=2.0, memory=600 * 1024 * 1024)


def double(number: int) -> int:
    return 2 * number


def misbehave(name: str) -> object:
    return MISDEEDS[name]()


def crash() -> None:
    os._exit(3)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def stop() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def loop() -> None:
    while True:
        pass


def sleep_deaf() -> None:
    """Wait as a library in C does that has blocked every signal."""
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP})
    ctypes.PyDLL(None).sleep(120)  # PyDLL keeps the interpreter's lock


def swallow() -> None:
    while True:
        with contextlib.suppress(Exception):  # decoders do this
            time.sleep(60)


def eat() -> int:
    return len(bytearray(2 * 1024**3))


def explode() -> None:
    raise ZeroDivisionError("by design")


def leave() -> None:
    sys.exit("a library's idea of an error")


def refuse() -> None:
    raise SourceEncrypted(path="leaf.pdf")


def lack() -> None:
    raise LanguageMissing(language="lv", package="tesseract-ocr-lav")


def be_garbage() -> Callable[[], None]:
    return lambda: None


def leave_child() -> None:
    subprocess.Popen(["sleep", "600"])
    loop()


def leave_child_and_crash() -> None:
    subprocess.Popen(["sleep", "601"])
    os._exit(1)


MISDEEDS: dict[str, Callable[[], object]] = {
    function.__name__: function
    for function in (
        crash,
        be_killed,
        stop,
        loop,
        sleep_deaf,
        swallow,
        eat,
        explode,
        leave,
        refuse,
        lack,
        be_garbage,
        leave_child,
        leave_child_and_crash,
    )
}


def outcomes(tasks: list[str], limits: Limits = QUICK, jobs: int = 1) -> dict[str, object]:
    return dict(run_tasks(misbehave, tasks, jobs=jobs, limits=limits))


def running(command: str) -> bool:
    return any(command in entry.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace") for entry in commands())


def commands() -> Iterator[Path]:
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            entry.read_bytes()
        except OSError:
            continue
        yield entry


def wait_until(condition: Callable[[], bool], seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


def test_every_task_comes_back_once() -> None:
    results = list(run_tasks(double, range(40), jobs=2))
    assert sorted(results) == [(number, 2 * number) for number in range(40)]


def test_tasks_are_drawn_only_as_workers_come_free() -> None:
    drawn: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            drawn.append(number)
            yield number

    results = run_tasks(double, tasks(), jobs=2)
    for _ in range(3):
        next(results)
    assert len(drawn) <= 6
    results.close()


def test_no_tasks_start_no_process() -> None:
    assert list(run_tasks(double, [], jobs=4)) == []


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("crash", PageCrashed),
        ("be_killed", PageCrashed),
        ("loop", PageTimeout),
        ("swallow", PageTimeout),
        ("eat", OutOfMemory),
        ("explode", PageFailed),
        ("leave", PageFailed),
        ("refuse", SourceEncrypted),
        ("be_garbage", PageFailed),
    ],
)
def test_misdeed_is_a_value_and_work_goes_on(name: str, error: type[SourceError]) -> None:
    results = list(run_tasks(one_bad, [name, "fine"], jobs=1, limits=QUICK))
    assert [task for task, _ in results] == [name, "fine"]
    assert type(results[0][1]) is error
    assert results[1][1] == "FINE"


def one_bad(name: str) -> object:
    return name.upper() if name == "fine" else MISDEEDS[name]()


@pytest.mark.parametrize("name", ["sleep_deaf", "stop"])
def test_process_deaf_to_signals_is_ended(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_START_SECONDS", 1.0)
    monkeypatch.setattr(workers, "GRACE_SECONDS", 1.0)
    start = time.monotonic()
    (result,) = outcomes([name], Limits(seconds=1.0)).values()
    assert isinstance(result, PageTimeout)
    assert time.monotonic() - start < 30


def test_error_carries_its_data_across() -> None:
    (result,) = outcomes(["refuse"]).values()
    assert isinstance(result, SourceEncrypted)
    assert result.data == {"path": "leaf.pdf"}


def test_what_concerns_every_task_is_raised() -> None:
    with pytest.raises(LanguageMissing) as caught:
        outcomes(["lack"])
    assert caught.value.data == {"language": "lv", "package": "tesseract-ocr-lav"}


def test_memory_is_bounded_for_what_a_worker_starts() -> None:
    ((_, limit),) = run_tasks(address_space, [0], jobs=1, limits=QUICK)
    assert limit == QUICK.memory


def address_space(_: int) -> int:
    return resource.getrlimit(resource.RLIMIT_AS)[0]


def test_children_of_a_timed_out_task_die() -> None:
    (result,) = outcomes(["leave_child"]).values()
    assert isinstance(result, PageTimeout)
    assert wait_until(lambda: not running("sleep 600"))


def test_children_of_a_crashed_task_die() -> None:
    (result,) = outcomes(["leave_child_and_crash"]).values()
    assert isinstance(result, PageCrashed)
    assert wait_until(lambda: not running("sleep 601"))


PARENT = """
import sys
sys.path[:0] = {path!r}
from test_workers import hold, note_and_wait
from indexer.workers import run_tasks
def tasks():
    for number in range(1, 5):
        print("drawn", number, flush=True)
        yield number
if __name__ == "__main__":
    try:
        for task, result in run_tasks({function}, tasks(), jobs=2):
            print("done", task, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def hold(_: int) -> None:
    subprocess.run(["sleep", "602"], check=False)


def note_and_wait(number: int) -> int:
    time.sleep(3)
    return number


def start_parent(tmp_path: Path, function: str) -> "subprocess.Popen[str]":
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(path=[str(Path(__file__).parent), str(Path(__file__).parents[1])], function=function))
    return subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)


def test_workers_and_their_children_die_with_a_killed_parent(tmp_path: Path) -> None:
    with start_parent(tmp_path, "hold") as parent:
        assert wait_until(lambda: running("sleep 602"), 60)
        children = [int(pid) for pid in Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()]
        parent.kill()
    assert children
    assert wait_until(lambda: not running("sleep 602"))
    assert wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))


def test_interrupt_lets_running_tasks_finish(tmp_path: Path) -> None:
    with start_parent(tmp_path, "note_and_wait") as parent:
        assert parent.stdout is not None
        assert [parent.stdout.readline() for _ in range(2)] == ["drawn 1\n", "drawn 2\n"]
        parent.send_signal(signal.SIGINT)
        output, _ = parent.communicate(timeout=60)
    lines = output.split("\n")
    assert sorted(lines[:2]) == ["done 1", "done 2"]
    assert lines[2] == "interrupted"


def test_interrupt_of_the_source_of_tasks_lets_running_tasks_finish() -> None:
    def tasks() -> Iterator[int]:
        yield 1
        yield 2
        raise KeyboardInterrupt

    finished: list[int] = []
    results = run_tasks(double, tasks(), jobs=3)
    with pytest.raises(KeyboardInterrupt):
        finished.extend(task for task, _ in results)
    assert sorted(finished) == [1, 2]
