"""simplemma's word lists, within the memory and start-up time that a web process can spare.

Loaded the usual way the seven lists take about 1.5 GB. Two cheap ways exist, with the same answers: a compact trie kept as a file
(opened in milliseconds, 65 MB for all seven, 40 CPU seconds to build once), and reading the shipped compressed list directly
(1-2 s and 2-47 MB a language, five times slower). The trie is used where :func:`prepare_dictionaries` has made one, the shipped
list everywhere else.
"""

import logging
import os
import tempfile
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from simplemma.__metadata__ import __version__ as _VERSION
from simplemma.strategies import DefaultStrategy, StreamDictionaryFactory, TrieDictionaryFactory
from simplemma.strategies.dictionaries.dictionary_factory import DictionaryFactory

SIMPLEMMA_VERSION = _VERSION

LISTED = ("et", "lv", "de", "en", "fi", "sv", "pl")
"""Languages whose words are looked up in lists; Russian has an analyser of its own."""

_log = logging.getLogger(__name__)


def default_directory() -> Path:
    """Where tries are kept: ``$ARCHIVE_SEARCH_CACHE``, else ``archive-search`` under the XDG cache folder; one folder a version."""
    chosen = os.environ.get("ARCHIVE_SEARCH_CACHE")
    base = Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "archive-search"
    return base / f"words-{SIMPLEMMA_VERSION}"


def prepare_dictionaries(languages: Sequence[str], directory: Path | None = None, *, processes: int = 2) -> tuple[str, ...]:
    """Build the missing tries, each in a process of its own (up to 750 MB, 15 s); the languages that have one afterwards.

    A folder that cannot be written is no error: those languages are read from the shipped lists.
    """
    folder = directory or default_directory()
    missing = [language for language in languages if not _trie(folder, language).exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if missing:
            with ProcessPoolExecutor(
                max_workers=min(processes, len(missing)), mp_context=get_context("spawn"), max_tasks_per_child=1
            ) as pool:
                list(pool.map(_build, [folder] * len(missing), missing))
    except OSError as error:
        _log.warning("dictionaries are not kept: %s", error)
    return tuple(language for language in languages if _trie(folder, language).exists())


def _trie(folder: Path, language: str) -> Path:
    return folder / f"{language}.dic"


def _build(folder: Path, language: str) -> None:
    """A trie appears by rename, so that another process never opens half of one."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=f".{language}-") as work:
        TrieDictionaryFactory(disk_cache_dir=work).get_dictionary(language)
        made = _trie(Path(work), language)
        if made.exists():
            made.replace(_trie(folder, language))


class _Lists(DictionaryFactory):
    """Each language's list from where it is cheapest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Mapping[str, str]] = {}
        self._opening = threading.Lock()

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        found = self._open.get(lang)
        if found is None:
            with self._opening:
                found = self._open.get(lang) or self._open_list(lang)
                self._open[lang] = found
        return found

    def _open_list(self, language: str) -> Mapping[str, str]:
        if _trie(self._folder, language).exists():
            return TrieDictionaryFactory(disk_cache_dir=str(self._folder)).get_dictionary(language)
        return StreamDictionaryFactory().get_dictionary(language)


class Dictionaries:
    """Lemmas by simplemma. Cheap to make; a language's list is opened when its first word comes."""

    def __init__(self, directory: Path | None = None) -> None:
        self._lists = _Lists(directory or default_directory())
        self._strategy = DefaultStrategy(greedy=True, dictionary_factory=self._lists)

    def is_known(self, word: str, language: str) -> bool:
        """Whether the list of ``language`` has ``word``, lower-case or capitalised."""
        entries = self._lists.get_dictionary(language)
        return any(entries.get(shape) is not None for shape in shapes(word))

    def lemmas(self, word: str, language: str) -> tuple[str, ...]:
        """Dictionary forms of ``word``, which may be guessed for a word that the list lacks; empty where there is no guess.

        Both the lower-case and the capitalised shape are asked: German nouns and names stand capitalised in the lists, and queries do not.
        """
        found = (self._strategy.get_lemma(shape, language) for shape in shapes(word))
        return tuple(dict.fromkeys(lemma for lemma in found if lemma))


def shapes(word: str) -> tuple[str, ...]:
    """``word`` as it is, lower-case and capitalised, without repetition."""
    return tuple(dict.fromkeys((word, word.lower(), word[:1].upper() + word[1:].lower())))


if __name__ == "__main__":  # run by script/bootstrap
    prepare_dictionaries(LISTED)
