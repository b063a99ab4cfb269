"""Dictionary forms of Russian words by pymorphy3, which also predicts words it does not know."""

import threading
from functools import cache
from typing import Protocol


class RussianLemmas:
    """Every lemma that a form can have. Cheap to make; the dictionary (30 MB, 0.2 s) is opened when the first word comes."""

    def is_known(self, word: str) -> bool:
        """Whether the dictionary itself has ``word``, in modern spelling."""
        return bool(_analyzer().word_is_known(word))

    def lemmas(self, word: str) -> tuple[str, ...]:
        """Lemmas of ``word`` in modern spelling, likeliest first; predicted for an unknown word."""
        return tuple(dict.fromkeys(parse.normal_form for parse in _analyzer().parse(word)))


class _Parse(Protocol):
    normal_form: str


class _Analyzer(Protocol):
    def word_is_known(self, word: str) -> bool: ...

    def parse(self, word: str) -> list[_Parse]: ...


_opening = threading.Lock()


def _analyzer() -> _Analyzer:
    with _opening:
        return _opened()


@cache
def _opened() -> _Analyzer:
    import pymorphy3

    analyzer: _Analyzer = pymorphy3.MorphAnalyzer(lang="ru")
    return analyzer
