"""The keys under which a written word stands in the index and a typed word is looked up: the one place where both come from."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from archive_search.errors import LanguageUnknown
from archive_search.records import LANGUAGES, Kind
from archive_search.text.alphabets import clean, exact_form, languages_of, one_script, script_of
from archive_search.text.dictionaries import SIMPLEMMA_VERSION
from archive_search.text.kinds import KindKeys
from archive_search.text.lemmas import FormKeys
from archive_search.text.orthography import SpellingKeys
from archive_search.text.scripts import ScriptKeys

ANALYSIS_VERSION = f"2/{SIMPLEMMA_VERSION}"
"""Stands beside an index. The number goes up with every change that makes other keys; the word lists count too."""

_Keys = dict[Kind, tuple[str, ...]]
_Ask = Callable[[KindKeys, str, tuple[str, ...]], tuple[str, ...]]


class ExactKeys:
    """Kind ``exact``: the word as printed, case aside. A mark of letters and digits is found by its numbers too."""

    def written(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((exact_form(word), *_numbers(word))))

    def typed(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        return (exact_form(word),)

    def shown(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        return (exact_form(word),)


def _numbers(word: str) -> tuple[str, ...]:
    """The runs of digits in a word that has other characters too: ``567а`` -> ``567``."""
    spaced = "".join(character if character.isdecimal() else " " for character in word)
    return tuple(spaced.split())


def _kinds(directory: Path | None) -> dict[Kind, KindKeys]:
    """Every kind that has keys of its own, best first. A new kind is one more line here."""
    return {
        Kind.EXACT: ExactKeys(),
        Kind.FORM: FormKeys(directory),
        Kind.SPELLING: SpellingKeys(),
        Kind.SCRIPT: ScriptKeys(),
    }


class Analyser:
    """Keys of words. Cheap to make (dictionaries open when needed), may be shared by threads, remembers the words it saw last."""

    def __init__(self, *, dictionaries: Path | None = None, remembered: int = 50_000) -> None:
        """``dictionaries``: folder of prepared dictionaries, by default that of :func:`archive_search.text.dictionaries.default_directory`;
        ``remembered``: how many words are kept with their keys, about 1 kB each.
        """
        self._kinds = _kinds(dictionaries)
        self._written = lru_cache(remembered)(lambda word, languages: self._ask(_ask_written, word, languages))
        self._typed = lru_cache(max(remembered // 10, 1))(lambda word, languages: self._ask(_ask_typed, word, languages))

    def keys(self, word: str, languages: Sequence[str] = ()) -> _Keys:
        """Keys of a written word, analysed in ``languages`` (those its script allows; all those where none of them fits).

        Raises :class:`LanguageUnknown` for a code that is none of ours.
        """
        return dict(self._written(word, tuple(languages)))

    def query_keys(self, word: str, languages: Sequence[str] = ()) -> _Keys:
        """Keys that a typed word looks for; a written word is found by each kind in which the two share one. Otherwise as :meth:`keys`."""
        return dict(self._typed(word, tuple(languages)))

    def forms(self, word: str, languages: Sequence[str] = ()) -> _Keys:
        """How a typed word is read, in words for people: its lemmas, its folded spelling, its transcription."""
        return self._ask(_ask_shown, word, tuple(languages))

    def _ask(self, ask: _Ask, word: str, languages: tuple[str, ...]) -> _Keys:
        cleaned = one_script(clean(word)).strip()
        if not cleaned:
            return {}
        fitting = _fitting(cleaned, languages)
        answers = {kind: ask(keys, cleaned, fitting) for kind, keys in self._kinds.items()}
        return {kind: answer for kind, answer in answers.items() if answer}


def _ask_written(keys: KindKeys, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    return keys.written(word, languages)


def _ask_typed(keys: KindKeys, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    return keys.typed(word, languages)


def _ask_shown(keys: KindKeys, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    return keys.shown(word, languages)


def _fitting(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages to analyse ``word`` in: a Russian name on an Estonian page is Russian whatever the page is."""
    for language in languages:
        if language not in LANGUAGES:
            raise LanguageUnknown(language=language, known=LANGUAGES)
    possible = languages_of(script_of(word))
    return tuple(language for language in languages if language in possible) or possible
