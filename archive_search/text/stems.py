"""Light stems for words that no dictionary knows: names above all, where stemmers are better than word lists."""

import threading
from typing import Protocol

_SNOWBALL = {"et": "estonian", "de": "german", "en": "english", "fi": "finnish", "sv": "swedish", "pl": "polish"}


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


_threads = threading.local()


def stem(word: str, language: str) -> str:
    """The stem of a lower-case ``word``; Russian has none, its analyser guesses unknown words itself."""
    if language == "lv":
        import LatvianStemmer

        return str(LatvianStemmer.stem(word))
    return _stemmer(language).stemWord(word)


def _stemmer(language: str) -> _Stemmer:
    """A stemmer for this thread: Snowball keeps the word it works on in the object."""
    made: dict[str, _Stemmer] = _threads.__dict__.setdefault("made", {})
    if language not in made:
        import snowballstemmer

        made[language] = snowballstemmer.stemmer(
            _SNOWBALL[language]
        )  # every stemmer of the library is imported with it: 0.15 s, so not at start
    return made[language]
