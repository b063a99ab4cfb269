"""One key for a name in Cyrillic and in the Latin spellings of its neighbours, Estonian, Latvian, German, Polish and others.

The key keeps what all of them write alike. Sibilants are one sound, b/p d/t g/k are one each (Estonian and German ears mix them),
glides and h are dropped, doubles are single, and the ending that a language adds to a foreign name (-s, -is, -us, -a, -ow/-off) is cut.
"""

import re

from archive_search.records import Script
from archive_search.text.alphabets import bare, exact_form, script_of
from archive_search.text.orthography import russian_letters

SHORTEST = 4
"""Letters that a word needs to get a key: shorter ones meet too many strangers."""


class ScriptKeys:
    """Kind ``script``."""

    def written(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        return border_keys(word) if languages else ()

    def typed(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        return self.written(word, languages)

    def shown(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        return (romanised(word),) if languages and script_of(word) is Script.CYRILLIC else ()


_ROMAN = dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdezijklmnoprstufhcye", strict=True))
_ROMAN |= {"ж": "ž", "ч": "č", "ш": "š", "щ": "šč", "ъ": "", "ь": "", "ю": "ju", "я": "ja"}


def romanised(word: str) -> str:
    """A Cyrillic word in plain Latin letters, for people to read."""
    return "".join(_ROMAN.get(letter, letter) for letter in russian_letters(exact_form(word)))


_CYRILLIC_SOUNDS = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", "apvkt" + "essi" + "\0klmnoprstuv\0ccss\0i\0eua", strict=True))
)
_CYRILLIC_SOUNDS = {letter: sound.replace("\0", "") for letter, sound in _CYRILLIC_SOUNDS.items()}


def border_keys(word: str) -> tuple[str, ...]:
    """The border key of ``word``; none for a short word or one without a letter of the two scripts."""
    exact = exact_form(word)
    script = script_of(exact)
    if script is None or sum(map(str.isalpha, exact)) < SHORTEST:
        return ()
    sounds = russian_letters(exact).translate(_CYRILLIC_SOUNDS) if script is Script.CYRILLIC else _latin_sounds(exact)
    key = _ending(re.sub(r"(.)\1+", r"\1", sounds))
    return (key,) if key else ()


_LATIN_GROUPS = [
    (re.compile(pattern), result)
    for pattern, result in (
        (r"sz?cz|schtsch|shch|štš|šč|stsch", "s"),
        (r"tsch|tsh|tš|tch|cz|č|ć", "c"),
        (r"sch|sh|sz|ž|š|ś|ż|ź|rz|zh", "s"),
        (r"kh|ch", "h"),
        (r"tz|ts|c(?=[eiy])", "c"),
        (r"ck|c(?!$)", "k"),
        (r"ph|w|f", "v"),
        (r"x", "ks"),
        (r"q", "k"),
        (r"z", "s"),
        (r"[ij](?=[aeouäöüõ])", ""),
        (r"j", "i"),
    )
]
_LATIN_LETTERS = str.maketrans({"b": "p", "d": "t", "g": "k", "y": "i", "h": "", "'": ""})


def _latin_sounds(word: str) -> str:
    for pattern, result in _LATIN_GROUPS:
        word = pattern.sub(result, word)
    return bare(word).translate(_LATIN_LETTERS)


def _ending(key: str) -> str:
    return re.sub(r"(?<=..)(?:is|us|as|s|a|e|i|o)$", "", key)
