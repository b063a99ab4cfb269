"""What several test modules need: the evaluation data, a real PostgreSQL server, a browser.

``ARCHIVE_SEARCH_REQUIRE_EVAL=1`` (set in CI by ``script/test``) turns every skip made here into a failure.
"""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent


def missing(reason: str) -> NoReturn:
    """Skip the test for ``reason``; fail it where nothing may be skipped."""
    if os.environ.get("ARCHIVE_SEARCH_REQUIRE_EVAL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def eval_dir() -> Path:
    """The folder of the evaluation data: ``ARCHIVE_SEARCH_EVAL``, else ``shared/eval`` beside the repository."""
    folder = Path(os.environ.get("ARCHIVE_SEARCH_EVAL") or ROOT.parent / "shared" / "eval")
    if not folder.is_dir():
        missing(f"no evaluation data at {folder} (ARCHIVE_SEARCH_EVAL)")
    return folder


@pytest.fixture(scope="session")
def chromium_path() -> str | None:
    """The browser to hand to playwright as ``executable_path``: ``CHROMIUM``, else an installed one; None = playwright's own build."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "google-chrome", "google-chrome-stable"):
        found = name and shutil.which(name)
        if found and not found.startswith("/snap/"):
            return found
    return None


def _server_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest if there are several; Debian keeps it off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Server:
    """A PostgreSQL server of our own in ``folder``, reached over the loopback interface only; it dies with the tests, even killed ones."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.port = _free_port()
        self.log = folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None
        # setpriv becomes the server, which gets SIGQUIT when we die. The server refuses to run as root.
        self.prefix = ["setpriv", "--pdeathsig", "QUIT"]
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            self.prefix += ["--reuid", str(account.pw_uid), "--regid", str(account.pw_gid), "--clear-groups"]
            os.chown(folder, account.pw_uid, account.pw_gid)

    def _begin(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [*self.prefix, str(self.programs / program), "-D", str(self.folder / "data"), *arguments]
        with self.log.open("ab") as output:
            return subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output)

    def _is_ready(self) -> bool:
        probe = [str(self.programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(probe, check=False).returncode == 0

    def start(self) -> None:
        if self._begin("initdb", "-U", "archive", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync").wait(120):
            pytest.fail(f"initdb failed:\n{self.log.read_text(errors='replace')}")
        settings = ("listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=", "fsync=off")
        self.process = self._begin("postgres", *(word for setting in settings for word in ("-c", setting)))
        deadline = time.monotonic() + 120
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the PostgreSQL server did not start:\n{self.log.read_text(errors='replace')}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(60)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """An SQLAlchemy URL of an empty database on a real PostgreSQL server, which lives as long as the test session.

    Tests share the database: each makes a schema of its own, or drops what it made.
    """
    programs = _server_programs()
    if programs is None:
        missing("no PostgreSQL server is installed (Debian package postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="archive-search-postgresql-"))
    server = _Server(programs, folder)
    try:
        server.start()
        yield f"postgresql+psycopg://archive@127.0.0.1:{server.port}/postgres"
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Samples:
    """The sample scans, taken in by the program itself."""

    folder: Path
    """The scans."""
    home: Path
    report: list[dict[str, Any]]
    """What ``--report`` wrote."""


def run_cli(*arguments: str | Path, input: str | None = None) -> subprocess.CompletedProcess[str]:
    """The program as its user runs it, in English."""
    command = [sys.executable, "-m", "cli", *map(str, arguments)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=ROOT, env=environment, input=input, capture_output=True, text=True, timeout=900, check=False)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """``sample_scans/`` ingested once for the whole session; not to be written to."""
    home = tmp_path_factory.mktemp("samples") / "home"
    report = home.parent / "report.jsonl"
    folder = ROOT / "sample_scans"
    assert run_cli("--home", home, "init", "--name", "Samples", "--country", "EE").returncode == 0
    done = run_cli("--home", home, "ingest", folder, "--metadata", folder / "metadata.csv", "--report", report)
    assert done.returncode == 0, done.stdout + done.stderr
    return Samples(folder, home, [json.loads(line) for line in report.read_text("utf-8").splitlines()])
