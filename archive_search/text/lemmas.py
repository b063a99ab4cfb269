"""Inflected forms: every dictionary form of a word, old spelling allowed for, and a light stem where no dictionary helps."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from archive_search.text.alphabets import exact_form
from archive_search.text.dictionaries import Dictionaries
from archive_search.text.orthography import modern_forms
from archive_search.text.russian import RussianLemmas
from archive_search.text.stems import stem

STEM = "~"
"""Stands before a stem key, so that a stem is never taken for the lemma that looks like it."""

_LONGEST = 60
"""Letters; what is longer is no word, and taking it to pieces could take minutes."""

_STEM_NAMES = frozenset({"lv", "pl"})
"""Where capitalised words get a stem although the list knows them: measured, names gain more there than other words lose."""


class FormKeys:
    """Kind ``form``. Cheap to make; dictionaries are opened when their first word comes."""

    def __init__(self, directory: Path | None = None) -> None:
        self._dictionaries = Dictionaries(directory)
        self._russian = RussianLemmas()

    def written(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        """All lemmas; the stem too for a word unknown in a language."""
        if len(word) > _LONGEST:
            return (_key(word),) if languages else ()
        return _unique(key for language in languages for key in (*self._lemmas(word, language), *self._stems(word, language)))

    def typed(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Lemmas and stems to look for.

        A typed word that is a lemma itself looks for that lemma only (measured: same recall, better precision). With several languages
        those that know the word decide; the stems of all are kept, since a name may be unknown where it was written.
        """
        if len(word) > _LONGEST:
            return self.written(word, languages)
        known = tuple(language for language in languages if self._is_known(word, language))
        lemmas = (self._typed_lemmas(word, language) for language in known or languages)
        stems = (STEM + stem(_key(word), language) for language in languages if language != "ru")
        return _unique((*(lemma for found in lemmas for lemma in found), *stems))

    def shown(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The lemmas looked for."""
        return tuple(key for key in self.typed(word, languages) if not key.startswith(STEM))

    def _typed_lemmas(self, word: str, language: str) -> tuple[str, ...]:
        lemmas = self._lemmas(word, language)
        return (_key(word),) if _key(word) in lemmas else lemmas

    def _lemmas(self, word: str, language: str) -> tuple[str, ...]:
        """Lemmas of ``word`` and of the modern spellings it may stand for, as keys; the word itself where there is none."""
        if language == "ru":
            return self._russian_lemmas(word)
        found = list(self._dictionaries.lemmas(word, language))
        if not self._dictionaries.is_known(word, language):
            found += [lemma for form in self._known_modern(word, language) for lemma in self._dictionaries.lemmas(form, language)]
        return _unique(map(_key, found)) or (_key(word),)

    def _russian_lemmas(self, word: str) -> tuple[str, ...]:
        exact = exact_form(word)
        modern = tuple(modern_forms(word, "ru"))
        known = tuple(form for form in modern if self._russian.is_known(form))
        forms = (*((exact,) if not modern or self._russian.is_known(exact) else ()), *(known or modern))
        return _unique(_key(lemma) for form in forms for lemma in self._russian.lemmas(form)) or (_key(word),)

    def _known_modern(self, word: str, language: str) -> list[str]:
        return [form for form in modern_forms(word, language) if self._dictionaries.is_known(form, language)]

    def _stems(self, word: str, language: str) -> tuple[str, ...]:
        if language == "ru" or (self._dictionaries.is_known(word, language) and not (language in _STEM_NAMES and word[:1].isupper())):
            return ()
        return (STEM + stem(_key(word), language),)

    def _is_known(self, word: str, language: str) -> bool:
        """Whether the dictionary of ``language`` has ``word`` or, where it has not, a modern spelling of it."""
        if language == "ru":
            return any(map(self._russian.is_known, (exact_form(word), *modern_forms(word, "ru"))))
        return self._dictionaries.is_known(word, language) or bool(self._known_modern(word, language))


def _key(lemma: str) -> str:
    """A lemma as a key: no capitals, ``ё`` as ``е``, since few texts print its dots."""
    return unicodedata.normalize("NFC", exact_form(lemma).replace("ё", "е"))


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
