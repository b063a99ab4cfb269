"""One key for a name in Cyrillic and in the Latin spellings of its neighbours, Estonian, Latvian, German, Polish and others.

The key keeps what all of them write alike. Sibilants are one sound, b/p d/t g/k are one each (Estonian and German ears mix them),
glides and h are dropped, doubles are single, and the ending that a language adds to a foreign name (-s, -is, -us, -a, -ow/-off) is cut.
"""

import itertools
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


_CYRILLIC_SOUNDS = dict(zip("абвгдезийклмнопрстуфхыэжцчшў", "apvktesiiklmnoprstuvhiesCCsv", strict=True))
_CYRILLIC_SOUNDS |= {"щ": "sC", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}

# A group of letters and the sounds it can stand for; ``C`` is ts and č. Where neighbours disagree there are two: German ``ch`` is х,
# English ``ch`` is ч; Polish and Latvian ``c`` is ц, English ``c`` is к; German ``z`` is ц.
_LATIN_SOUNDS: dict[str, tuple[str, ...]] = {
    "schtsch": ("sC",), "stsch": ("sC",), "szcz": ("sC",), "shch": ("sC",), "štš": ("sC",), "šč": ("sC",),
    "tsch": ("C",), "tch": ("C",), "tsh": ("C",), "tsj": ("C",), "tš": ("C",), "cz": ("C",), "č": ("C",), "ć": ("C",),
    "ts": ("C",), "tz": ("C",),
    "sch": ("s",), "sh": ("s",), "sz": ("s",), "zh": ("s",), "rz": ("s", "rs"), "ch": ("h", "C"), "kh": ("h",),
    "ck": ("k", "Ck"), "ce": ("Ce",), "ci": ("Ci",), "cy": ("Ci",), "c": ("k", "C"), "z": ("s", "C"), "ph": ("v",), "qu": ("kv",),
    "x": ("ks",), "q": ("k",), "w": ("v",), "f": ("v",), "b": ("p",), "d": ("t",), "g": ("k",), "j": ("i",), "y": ("i",),
    "ei": ("ei", "ai"), "ie": ("ie", "i"), "ö": ("o", "e"), "oe": ("oe", "e"), "ou": ("ou", "u"), "ae": ("ae", "e"), "eu": ("eu", "oi"),
    "š": ("s",), "ž": ("s",), "ś": ("s",), "ż": ("s",), "ź": ("s",),
}  # fmt: skip
_LATIN_GROUP = re.compile("|".join(sorted(_LATIN_SOUNDS, key=len, reverse=True)) + "|.")
_FOREIGN_H = re.compile("г[аеиоуэя]")
_MOST_READINGS = 8


def border_keys(word: str) -> tuple[str, ...]:
    """The border keys of ``word``, one for each way to read it; none for a short word or one without a letter of the two scripts."""
    exact = exact_form(word)
    script = script_of(exact)
    if script is None or sum(map(str.isalpha, exact)) < SHORTEST:
        return ()
    readings = _cyrillic_sounds(exact) if script is Script.CYRILLIC else _latin_sounds(exact)
    return tuple(dict.fromkeys(key for key in map(_border, readings) if key))


def _cyrillic_sounds(word: str) -> list[str]:
    """Russian has no h of its own: a foreign one at the start is written ``г`` (Гамбург, Генрих)."""
    sounds = "".join(_CYRILLIC_SOUNDS.get(letter, letter) for letter in russian_letters(word))
    return [sounds, sounds[1:]] if _FOREIGN_H.match(word) else [sounds]


def _latin_sounds(word: str) -> list[str]:
    options = [_sounds(group) for group in _LATIN_GROUP.findall(word)]
    return ["".join(reading) for reading in itertools.islice(itertools.product(*options), _MOST_READINGS)]


def _sounds(group: str) -> tuple[str, ...]:
    letters = bare(group)
    return _LATIN_SOUNDS.get(group) or _LATIN_SOUNDS.get(letters) or (letters,)


def _border(sounds: str) -> str:
    """What is left when glides, h, doubles and the ending are gone."""
    key = re.sub("[h']", "", sounds.replace("ts", "C"))
    key = re.sub(r"(.)\1+", r"\1", re.sub("i(?=[aeou])", "", key))
    return re.sub(r"(?<=..)(?:[aeiou]+s?|s)$", "", key).lower()
