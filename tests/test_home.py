"""A home: settings, lock, files that appear by rename."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from archive_search.errors import HomeExists, HomeLocked, HomeNotFound, SettingInvalid, SourceChanged
from archive_search.files import appearing
from archive_search.home import Home, Settings
from archive_search.limits import DEFAULT_LIMITS, limits_of
from archive_search.storage import Storage, sha256_of


def test_settings_survive_quotes_newlines_and_every_script(tmp_path: Path) -> None:
    settings = Settings(name='Narva "linn"\nархив ēģ', code="НАРВА", country="EE", catalogue="postgresql+psycopg://x:y@h/d")
    Home.create(tmp_path, settings)
    assert Home.open(tmp_path).settings == settings


def test_a_home_is_not_made_twice(tmp_path: Path) -> None:
    Home.create(tmp_path, Settings(name="first"))
    with pytest.raises(HomeExists):
        Home.create(tmp_path, Settings(name="second"))
    assert Home.open(tmp_path).settings.name == "first"


@pytest.mark.parametrize("text", ["name = [", "colour = 'red'", "name = 1", 'country = "Estonia"', "\udcff"])
def test_unusable_settings_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "archive.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingInvalid):
        Home.open(tmp_path)


def test_limits_come_from_the_settings(tmp_path: Path) -> None:
    Home.create(tmp_path, Settings(name="A"))
    file = tmp_path / "archive.toml"
    file.write_text(file.read_text() + "[limits]\nseconds = 5\n")
    limits = limits_of(Home.open(tmp_path).settings)
    assert (limits.seconds, limits.pixels) == (5, DEFAULT_LIMITS.pixels)
    for wrong in ({"hours": 1}, {"seconds": 0}, {"seconds": "5"}):
        with pytest.raises(SettingInvalid):
            limits_of(Settings(limits=wrong))  # type: ignore[arg-type]


def test_no_home(tmp_path: Path) -> None:
    with pytest.raises(HomeNotFound):
        Home.open(tmp_path / "nowhere")


def test_the_environment_overrides_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home.create(tmp_path, Settings(catalogue="sqlite:///a"))
    monkeypatch.setenv("ARCHIVE_SEARCH_CATALOGUE", "sqlite:///b")
    assert home.catalogue_url == "sqlite:///b"


def _hold(path: Path) -> None:
    with Home.open(path).writing():
        (path / "held").touch()
        time.sleep(60)


def test_one_writer_at_a_time_and_a_killed_one_frees_the_lock(tmp_path: Path) -> None:
    home = Home.create(tmp_path, Settings())
    holder = multiprocessing.get_context("spawn").Process(target=_hold, args=(tmp_path,))
    holder.start()
    while not (tmp_path / "held").exists():
        assert holder.is_alive()
    with pytest.raises(HomeLocked), home.writing():
        pass
    assert holder.pid is not None
    os.kill(holder.pid, signal.SIGKILL)
    holder.join()
    with home.writing():
        pass
    holder.close()


def _write_half(target: Path) -> None:
    with appearing(target) as file:
        file.write(b"half")
        raise ZeroDivisionError


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "file"
    with pytest.raises(ZeroDivisionError):
        _write_half(target)
    assert list(target.parent.iterdir()) == []


def test_originals_are_kept_unaltered_and_read_only(tmp_path: Path) -> None:
    source = tmp_path / "scan.tif"
    source.write_bytes(b"bytes of a scan")
    storage, sha256 = Storage(tmp_path / "storage"), sha256_of(source)
    storage.keep(source, sha256)
    storage.keep(source, sha256)
    assert [path.read_bytes() for path in storage.originals()] == [b"bytes of a scan"]
    assert storage.original(sha256).stat().st_mode & 0o222 == 0


def test_a_file_that_changes_while_it_is_copied_is_not_kept(tmp_path: Path) -> None:
    source = tmp_path / "scan.tif"
    source.write_bytes(b"before")
    sha256 = sha256_of(source)
    source.write_bytes(b"after")
    storage = Storage(tmp_path / "storage")
    with pytest.raises(SourceChanged):
        storage.keep(source, sha256)
    assert list(storage.originals()) == []


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    storage = Storage(tmp_path)
    (tmp_path / "unfinished").mkdir()
    (tmp_path / "unfinished" / ".new-1").touch()
    storage.sweep()
    assert list(tmp_path.iterdir()) == []
