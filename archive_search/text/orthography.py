"""Old and modern spelling of one word: folded to one key on both sides, and guessed where the guess can be checked.

Folding does not ask which side is old: what a reform changed is folded away in both, so ``Wezo`` and ``Veco`` meet. Measured on old
Latvian print this finds far more than guessing the modern form. Guesses (:func:`modern_forms`) serve the lemmas of old words.
"""

import itertools
import re
from collections.abc import Callable, Iterator

from archive_search.text.alphabets import bare, exact_form

# -- Russian, reform of 1917/1918 ------------------------------------------------------------------

_OLD_LETTERS = str.maketrans(
    {"ѣ": "е", "і": "и", "ї": "и", "ѵ": "и", "ѳ": "ф", "ё": "е", "ѕ": "з", "ѡ": "о", "ѻ": "о", "ѧ": "я", "ѯ": "кс", "ѱ": "пс"}
)
_OLD_RUSSIAN = re.compile(
    r"[ѣіїѵѳѕѡѻѧѯѱ]|[бвгджзйклмнпрстфхцчшщ]ъ$|[ая]го$|ыя$|^(?:не?я|ея|он[еѣ]|одн[еѣ]|одн[еѣ](?:хъ?|мъ?|ми))$|^(?:(?:бе|ра|во|и|ни|чере|чре)зс)|ъи"
)
_VOICED_BEFORE_VOICELESS = re.compile(r"з(?=[пфктшсхцчщ])")
_PREFIX = re.compile(r"^(бе|ра|ро|во|и|ни|чере|чре)з(?=[пфктшсхцчщ])")
_PRONOUNS = {
    "ея": "ее",
    "нея": "нее",
    "оне": "они",
    "одне": "одни",
    "однехъ": "одних",
    "однех": "одних",
    "однеми": "одними",
    "однем": "одним",
}


def russian_letters(word: str) -> str:
    """A lower-case word in modern letters: ``ѣ і ѳ ѵ ё`` replaced, the hard sign at the end gone."""
    word = word.translate(_OLD_LETTERS)
    return word[:-1] if word.endswith("ъ") and len(word) > 1 else word


def russian_skeleton(word: str) -> str:
    """What the reform left alone in a lower-case word; the same for both spellings of it."""
    word = russian_letters(word)
    word = _PRONOUNS.get(word, word)
    word = _VOICED_BEFORE_VOICELESS.sub("с", word.replace("ъи", "ы"))
    word = re.sub(r"(?<=..)[аяое]го$", "го", word)
    return re.sub(r"(?<=..)(ы|и)[ея]$", "\\1е", word)


def russian_modern(word: str) -> Iterator[str]:
    """Modern spellings that an old lower-case ``word`` can stand for, likeliest first; none for a word without a trace of it."""
    if not _OLD_RUSSIAN.search(word):
        return
    letters = russian_letters(word)
    letters = _PRONOUNS.get(letters, letters).replace("ъи", "ы")
    letters = _PREFIX.sub(r"\1с", letters)
    yield letters
    if word.endswith(("аго", "яго")):
        yield letters[:-3] + "ого"
        yield letters[:-3] + "его"
    if letters.endswith(("ыя", "ия")):
        yield letters[:-1] + "е"


# -- languages in Latin script ---------------------------------------------------------------------

_DOUBLES = re.compile(r"(.)\1+")


def _rules(*pairs: tuple[str, str]) -> Callable[[str], str]:
    compiled = [(re.compile(pattern), result) for pattern, result in pairs]

    def fold(word: str) -> str:
        for pattern, result in compiled:
            word = pattern.sub(result, word)
        return word

    return fold


_latvian = _rules(
    # Fraktur Latvian marks š and ž by sch (with the crossed or long s), č by tsch, and softened letters by a stroke that OCR drops.
    (r"(?:t|z)[sf]ch|tš|č|dsch|dž|dsh", "č"),
    (r"[sf]ch|[sf]h|š|ž", "š"),
    (r"ch", "h"),
    (r"ee|ie|ē|eh|ä", "e"),
    (r"([aeiou])h(?![aeiou])", r"\1"),
    (r"[czsf]", "s"),  # old s is modern z, old z is modern c, old ſ (which OCR reads as f) is modern s
    (r"(?<=[aeou])j$", "i"),
)
_estonian = _rules((r"õ|ö", "o"), (r"ü|y", "u"), (r"ae", "ä"), (r"(?<=[aeiouäü])h(?=[ptkbdglmnrsvj])", ""))
_german = _rules(
    (r"th", "t"),
    (r"c(?=[eiyäöü])", "z"),
    (r"ck|c(?!h)", "k"),
    (r"tz", "z"),
    (r"y", "i"),
    (r"ie", "i"),
    (r"ph", "f"),
    (r"([aeiouäöü])h(?![aeiouäöü])", r"\1"),
    (r"dt", "t"),
    (r"ß", "ss"),
)
_swedish = _rules((r"^hv", "v"), (r"fv|f$|f(?=s$|t$)", "v"), (r"qv|qu", "kv"), (r"dt", "t"), (r"(?<=[aeiouyåäö])e(?=d$)", ""))
_finnish = _rules((r"x", "ks"), (r"tz|ts", "ts"), (r"c", "k"), (r"(?<=.)g(?=[aouäöy])", "k"))
_polish = _rules((r"[yj](?=[aeiou])", "i"), (r"x", "ks"), (r"th", "t"))
_english = _rules((r"ph", "f"), (r"ck$", "c"), (r"our", "or"))

_FOLDS: dict[str, Callable[[str], str]] = {
    "et": _estonian,
    "lv": _latvian,
    "de": _german,
    "sv": _swedish,
    "fi": _finnish,
    "pl": _polish,
    "en": _english,
}


def latin_skeleton(word: str, language: str) -> str:
    """What the spellings of a Latin ``word`` (exact form) share: ``w`` = ``v``, no doubles, no diacritics, the rules of the language."""
    folded = _FOLDS[language](word.replace("ſ", "s").replace("w", "v"))
    return _DOUBLES.sub(r"\1", bare(folded)) or word


def skeleton(word: str, language: str) -> str:
    """The spelling key of ``word`` (any case) in ``language``."""
    return russian_skeleton(exact_form(word)) if language == "ru" else latin_skeleton(exact_form(word), language)


# -- guesses ---------------------------------------------------------------------------------------

_MOST_GUESSES = 24

_LATVIAN_OLD = (
    ("dsch", ("dž",)), ("tsch", ("č",)), ("sch", ("š", "ž")), ("sh", ("š", "ž")), ("ah", ("ā",)), ("eh", ("ē",)), ("ih", ("ī",)),
    ("uh", ("ū",)), ("oh", ("o",)), ("ee", ("ie",)), ("w", ("v",)), ("z", ("c",)), ("s", ("z", "s")), ("â", ("ā",)),
    ("ê", ("ē",)), ("î", ("ī",)), ("û", ("ū",)),
)  # fmt: skip
_GERMAN_OLD = (
    ("th", ("t",)),
    ("ck", ("ck", "k")),
    ("ch", ("ch",)),
    ("c", ("k", "z")),
    ("ey", ("ei",)),
    ("y", ("i",)),
    ("ß", ("ss", "ß")),
    ("iren", ("ieren",)),
)
_WV = (("w", ("v",)),)
_OLD: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "lv": _LATVIAN_OLD,
    "de": _GERMAN_OLD,
    "et": _WV,
    "fi": _WV,
    "sv": (("hv", ("v",)), ("fv", ("v",)), ("qv", ("kv",)), ("w", ("v",)), ("f", ("v", "f")), ("dt", ("t",))),
    "pl": (("ya", ("ia", "ja")), ("yi", ("ji",)), ("x", ("ks",)), ("th", ("t",))),
    "en": (),
}


def modern_forms(word: str, language: str) -> Iterator[str]:
    """Modern spellings that ``word`` may stand for in ``language``, at most a couple of dozen, the word itself left out.

    Guesses: the caller keeps those that a dictionary knows.
    """
    exact = exact_form(word)
    if language == "ru":
        yield from dict.fromkeys(russian_modern(exact))
        return
    guesses = dict.fromkeys(itertools.islice(_respelled(exact, _OLD[language]), _MOST_GUESSES))
    if language == "et":
        guesses |= dict.fromkeys(_undoubled(next(iter(guesses), exact)))
    yield from (guess for guess in guesses if guess != exact)


def _respelled(word: str, rules: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    """Every way to replace the old letter groups of ``word``, longest group first."""
    options: list[tuple[str, ...]] = []
    place = 0
    while place < len(word):
        old, new = next(((old, new) for old, new in rules if word.startswith(old, place)), (word[place], (word[place],)))
        options.append(new)
        place += len(old)
    return map("".join, itertools.product(*options))


def _undoubled(word: str) -> Iterator[str]:
    """``word`` with its doubled consonants single, all and each alone: Estonian before 1870 doubled them after a short vowel."""
    double = re.compile(r"([bdfghjklmnprstv])\1")
    yield double.sub(r"\1", word)
    for match in double.finditer(word):
        yield word[: match.start()] + word[match.start() + 1 :]


class SpellingKeys:
    """Kind ``spelling``: one skeleton a language, marked with it, because what is one sound in Latvian print is two in German."""

    def written(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f"{language}:{skeleton(word, language)}" for language in languages))

    def typed(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        return self.written(word, languages)

    def shown(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(skeleton(word, language) for language in languages))
