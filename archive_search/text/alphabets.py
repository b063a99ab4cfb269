"""What a word is written with: its script, its letters, its bare form as printed.

Everything here is plain Unicode work without dictionaries; the other modules of this folder build on it.
"""

import re
import unicodedata

from archive_search.records import LANGUAGES, Script

CYRILLIC_LANGUAGES = ("ru",)
LATIN_LANGUAGES = tuple(code for code in LANGUAGES if code not in CYRILLIC_LANGUAGES)

_CYRILLIC = re.compile(r"[\u0400-\u052f\u1c80-\u1c8f]")
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff]")

# Fraktur types print the umlaut as a small e above the letter, and transcribers keep it so.
_SMALL_E_ABOVE = str.maketrans({"\u0364": "\u0308"})
# Soft hyphen, zero-width characters, direction marks: none of them is seen on paper.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u02b9\u02bb\u00b4`\u2032", "'"))
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489]")

# Latin letters that a recogniser (or a typist) puts into a Cyrillic word because they look the same.
_LOOK_ALIKE = str.maketrans("aceopxyiABCEHIKMOPTXY", "асеорхуіАВСЕНІКМОРТХУ")
_HAS_TWIN = re.compile(r"[aceopxyiABCEHIKMOPTXY]")


def clean(text: str) -> str:
    """``text`` in NFC without the characters that nobody sees; case, letters and line breaks stay."""
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE).translate(_SMALL_E_ABOVE))


def exact_form(word: str) -> str:
    """What makes two printings the same word: case, apostrophe shape, stress marks and ``ſ`` are no difference, letters are.

    Latin twins inside a Cyrillic word count as the Cyrillic letters they look like.
    """
    folded = unicodedata.normalize("NFC", clean(one_script(clean(word))).casefold().translate(_APOSTROPHES))
    return _MARKS.sub("", folded) or folded


def one_script(word: str) -> str:
    """``word`` with look-alike Latin letters made Cyrillic where it otherwise is Cyrillic; any other word unchanged."""
    if not _CYRILLIC.search(word) or not _HAS_TWIN.search(word):
        return word
    mended = word.translate(_LOOK_ALIKE)
    return word if _LATIN.search(mended) else mended


def script_of(word: str) -> Script | None:
    """Cyrillic or Latin; None for a word of both, of neither, or with digits in it."""
    if any(character.isnumeric() for character in word):
        return None
    cyrillic, latin = _CYRILLIC.search(word), _LATIN.search(word)
    if bool(cyrillic) == bool(latin):
        return None
    return Script.CYRILLIC if cyrillic else Script.LATIN


def languages_of(script: Script | None) -> tuple[str, ...]:
    """Languages that are written in ``script``."""
    if script is None:
        return ()
    return CYRILLIC_LANGUAGES if script is Script.CYRILLIC else LATIN_LANGUAGES


# Letters that are no base letter with a mark, so that decomposition leaves them alone.
_STROKED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ſ": "s"}
    # Old Latvian print strikes through what is ģ ķ ņ ŗ š today (Unicode 6.0, Latin Extended-D).
    | {"ꞡ": "g", "ꞣ": "k", "ꞥ": "n", "ꞧ": "r", "ꞩ": "s", "ẜ": "s"}
)


def bare(word: str) -> str:
    """A lower-case Latin word without diacritics: ``Rēzekne`` -> ``rezekne``, ``Łódź`` -> ``lodz``."""
    return _MARKS.sub("", unicodedata.normalize("NFD", word.casefold().translate(_STROKED)))
