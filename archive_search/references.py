"""Archival reference codes in the three national styles.

``ee``  ``RA, EAA.5100.1.378, l 12p``
``lv``  ``LNA LVVA, 1234. f., 1. apr., 567. l., 12. lp. o. p.``
``ru``  ``Ф. Р-1234. Оп. 1. Д. 567а. Л. 12 об.``

What people type is read leniently: Latin letters that look Cyrillic, missing levels, other separators, several words for one level. What
could be an ordinary word, name, date or number is not taken for a reference.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from archive_search.errors import ReferenceInvalid

Style = Literal["ee", "lv", "ru"]

STYLES: tuple[Style, ...] = get_args(Style)

MAX_LENGTH = 200
"""Longer texts are no reference; printed ones stay under 90 characters."""

_CYRILLIC_LOOK = "АВСЕНКМОРТХУавсенкмортху"
_LATIN_LOOK = "ABCEHKMOPTXYabcehkmoptxy"
_TO_LATIN = str.maketrans(_CYRILLIC_LOOK, _LATIN_LOOK)
# Small Latin b, h, m, t do not look like в, н, м, т; converting them would change what was written.
_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r", " "))

_LETTER = "[A-Za-zÄÕÖÜÅäõöüåĀČĒĢĪĶĻŅŠŪŽāčēģīķļņšūžА-Яа-яЁё]"
# A letter that a number follows opens the next level ("Оп.1Д.5") and is no suffix.
_SUFFIX = rf"(?:-?{_LETTER}(?!{_LETTER}|\.?\s?[0-9]))?"
_NUMBER = rf"[0-9]{{1,7}}{_SUFFIX}"
_FILE = rf"[0-9]{{1,7}}(?:/[0-9]{{1,4}})?{_SUFFIX}"
_DOTTED = rf"[0-9]{{1,7}}(?:-?{_LETTER}(?![A-Za-zА-я0-9]))?"  # "1а.5": behind a code there are no labels to mistake a letter for
_PREFIX = rf"(?:{_LETTER}{{1,3}}\s?-\s?|{_LETTER}{{1,3}})"
_CODE = rf"{_LETTER}{{2,8}}\."
_FONDS = rf"(?:{_CODE})?{_PREFIX}?{_NUMBER}"
_INSTITUTION = rf"{_LETTER}{{2,12}}(?:(?:,?\s|-){_LETTER}{{2,12}}){{0,3}}"
_GAP = r"[\s,.;:]*"
_VERSO = r"(?:[oо]б[oо]р[oо]т[ае]?|[oо]б|ob|[oо]\.?\s?[pр]|pöördel|pöörd|[pр]|verso|v)"
_SIDE = rf"([0-9]{{1,7}})({_LETTER}??)\.?\s?(?:({_VERSO})|r)?\.?"
_LEAF = re.compile(rf"{_SIDE}(?:\s?-\s?{_SIDE})?", re.IGNORECASE)
_LEAF_WORD = re.compile(r"(?:lpp?|lapas?)\b\.?\s?", re.IGNORECASE)

_PREFIXED = re.compile(
    rf"(?:(?P<institution>{_INSTITUTION})[\s,.;:]{_GAP})?"
    rf"(?P<label1>ф(?:[oо]нд[аaъ]?)?|f(?:onds?)?)(?:[.\s]\s?(?:№\s?)?(?P<fonds>{_FONDS})|(?P<close>{_NUMBER}))"
    rf"(?:{_GAP}(?P<label2>[oо]п(?:ись|иси)?|op(?:is)?|n(?:im(?:istu)?)?|apr(?:aksts)?|inv(?:entory)?)\.?\s?(?:№\s?)?(?P<inventory>{_NUMBER}))?"
    rf"(?:{_GAP}(?P<label3>д(?:ел[oоaа])?|[eе]д\.?\s?[xх]р|d(?:elo)?|s(?:äilik)?|t(?:oimik)?|lieta|file)\.?\s?(?:№\s?)?(?P<file>{_FILE}))?"
    rf"(?:{_GAP}(?P<label4>лист(?:ы|а|ов)?|лл?|leht|lehed|leaf|lapas?|lpp?|lk|ll?)\.?\s?(?P<leaf>[0-9].*?))?{_GAP}",
    re.IGNORECASE,
)
_POSTFIXED = re.compile(
    rf"(?:(?P<institution>{_INSTITUTION})(?:[,;:]\s?|\.?\s))?(?P<fonds>{_FONDS})\.?\s?f(?:onds?)?\b"
    rf"(?:{_GAP}(?P<inventory>{_NUMBER})\.?\s?apr(?:aksts)?\b)?(?:{_GAP}(?P<file>{_FILE})\.?\s?l(?:ieta)?\b)?"
    rf"(?:{_GAP}(?P<leaf>[0-9].*?\blp?.*?|[0-9].*?lp.*?|[0-9].*?lapa.*?))?{_GAP}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?P<institution>{_INSTITUTION})(?P<gap>\s?[,.]\s?|\s)(?P<fonds>{_PREFIX}?{_DOTTED})"
    rf"(?:(?P<separator>\.|-|\s?/\s?)(?P<inventory>{_DOTTED})(?:(?P=separator)(?P<file>[0-9]{{1,7}}(?:/[0-9]{{1,4}})?(?:-?{_LETTER}(?![A-Za-zА-я0-9]))?))?)?"
    rf"(?:{_GAP}(?:лист(?:ы|а)?|лл?|leht|lehed|leaf|lpp?|lk|ll?)\.?\s?(?P<leaf>[0-9].*?))?{_GAP}",
    re.IGNORECASE,
)
_RUSSIAN_LABELS = frozenset({"OP", "OPIS", "D", "DELO"})
_LATVIAN_LABELS = frozenset({"APR", "APRAKSTS", "LIETA", "LP", "LPP", "LAPA", "LAPAS"})

_MAX_RANGE = 500
"""Leaves of one range that get a look-up key each; more are found by the first and the last."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a record lies. Only the fonds is always known; numbers have no leading zeros."""

    institution: str | None
    fonds: str
    """With its letters: ``Р-1234``, ``EAA.5100``."""
    inventory: str | None = None
    file: str | None = None
    leaf: str | None = None
    leaf_to: str | None = None
    """Last leaf of a range."""
    verso: bool = False
    """Whether ``leaf`` means its back."""
    verso_to: bool = False
    """Whether ``leaf_to`` means its back."""
    style: Style = "ru"
    """How it was written."""

    def format(self, style: Style | None = None) -> str:
        """The reference as that country prints it, by default in its own style."""
        return _PRINTERS[style or self.style](self)

    @property
    def unit(self) -> "Reference":
        """The reference without its leaf: the archival file, or as much of it as is known."""
        return replace(self, leaf=None, leaf_to=None, verso=False, verso_to=False)

    @property
    def key(self) -> str:
        """A normal form in which look-alike letters, case and spacing no longer matter; a missing level is ``-``."""
        institution = _institution_key(self.institution) + ":" if self.institution else ""
        leaf = _key(self.leaf) + "V" * self.verso if self.leaf else None
        leaf_to = "-" + _key(self.leaf_to) + "V" * self.verso_to if self.leaf_to else ""
        return institution + _path(self.fonds, self.inventory, self.file) + (f"|{leaf}{leaf_to}" if leaf else "")

    @property
    def index_keys(self) -> tuple[str, ...]:
        """Every key under which a page or file at this reference is to be found: each level above it, with and without the institution,
        each leaf of a range, and a leaf's number for its back.

        Whatever less complete reference a person types, one of its :attr:`query_keys` is among these.
        """
        paths = [_path(self.fonds, None, None), _path(self.fonds, self.inventory, None), _path(self.fonds, None, self.file)]
        unit = [_path(self.fonds, self.inventory, self.file), _path(self.fonds, None, self.file)]
        paths += unit + [f"{path}|{leaf}" for path in unit for leaf in self._leaf_keys(fronts_of_backs=True)]
        openings = ("", _institution_key(self.institution) + ":") if self.institution else ("",)
        return tuple(dict.fromkeys(opening + path for opening in openings for path in paths))

    @property
    def query_keys(self) -> tuple[str, ...]:
        """What to look up for this typed reference; any one of them is a hit. Several only for a range of leaves."""
        unit = self.unit.key
        return tuple(f"{unit}|{leaf}" for leaf in self._leaf_keys(fronts_of_backs=False)) or (unit,)

    @property
    def sort_key(self) -> str:
        """Sorts references as an archive shelves them: 2 before 10, 567 before 567а, recto before verso.

        Compare by code point (``COLLATE "C"`` in PostgreSQL).
        """
        leaves = [_sortable(self.leaf), str(int(self.verso)), _sortable(self.leaf_to), str(int(self.verso_to))] if self.leaf else []
        levels = [_sortable(self.fonds), _sortable(self.inventory), _sortable(self.file), *leaves]
        return "\x1f".join([_institution_key(self.institution) if self.institution else "", *levels])

    def _leaf_keys(self, *, fronts_of_backs: bool) -> Iterator[str]:
        if self.leaf is None:
            return
        yield _key(self.leaf) + "V" * self.verso
        if self.verso and fronts_of_backs:
            yield _key(self.leaf)
        if self.leaf_to is None:
            return
        first, last = int(_digits(self.leaf)), int(_digits(self.leaf_to))
        for number in range(first, last + 1) if last - first <= _MAX_RANGE else ():
            yield str(number)
            yield f"{number}V"
        yield _key(self.leaf_to) + "V" * self.verso_to


def parse_reference(text: str) -> Reference:
    """The reference that ``text`` is, in whatever style.

    Raises :class:`ReferenceInvalid` for anything else; a name with a year, a bare number and a date are no references.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", text).translate(_DASHES).split()) if len(text) <= MAX_LENGTH else ""
    for read in (_read_prefixed, _read_postfixed, _read_numbered):
        reference = read(cleaned)
        if reference is not None:
            return reference
    raise ReferenceInvalid(text=text[:MAX_LENGTH], reason="not-a-reference" if cleaned else "empty-or-too-long")


def looks_like_reference(text: str) -> bool:
    """Whether the search box should take ``text`` for a reference code."""
    try:
        parse_reference(text)
    except ReferenceInvalid:
        return False
    return True


def _read_prefixed(text: str) -> Reference | None:
    """Labels before numbers, Russian and older Estonian: ``Ф. 12. Оп. 1``, ``f. 31, n. 3, s. 12, l. 4``."""
    match = _PREFIXED.fullmatch(text)
    if match is None:
        return None
    labels = [label for label in match.group("label1", "label2", "label3", "label4") if label]
    fonds = match["fonds"] or match["close"]
    has_levels = len(labels) > 1
    return _build(match["institution"], fonds, match["inventory"], match["file"], match["leaf"], _style_of(labels), trusted=has_levels)


def _read_postfixed(text: str) -> Reference | None:
    """Numbers before labels, Latvian: ``1234. f., 1. apr., 567. l., 12. lp. o. p.``."""
    match = _POSTFIXED.fullmatch(text)
    if match is None:
        return None
    leaf = match["leaf"]
    bare = _LEAF_WORD.sub("", leaf) if leaf else None
    if leaf and bare == leaf:
        return None
    has_levels = any(match.group("inventory", "file", "leaf"))
    return _build(match["institution"], match["fonds"], match["inventory"], match["file"], bare, "lv", trusted=has_levels)


def _read_numbered(text: str) -> Reference | None:
    """Numbers behind a code: ``RA, EAA.5100.1.378``, ``LVVA 1234-1-567``."""
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return None
    institution, gap, separator = match["institution"], match["gap"].strip(), (match["separator"] or "").strip()
    known = _known(institution) or _known(re.split(r"[\s,-]+", institution)[-1])
    if known is None and (gap not in {".", ","} or not match["file"]):
        return None
    if match["file"] is None and "." not in (gap, separator):
        return None  # "ERA 1918-1920" is a book about an era
    style: Style = "ee"
    if separator in {"-", "/"}:
        style = known.style if known else ("ru" if _has_cyrillic(institution) else "lv")
    if known is None and gap == "." and not _has_cyrillic(institution):
        return _build(None, f"{institution}.{match['fonds']}", match["inventory"], match["file"], match["leaf"], style, trusted=True)
    return _build(institution, match["fonds"], match["inventory"], match["file"], match["leaf"], style, trusted=True)


def _build(
    institution: str | None, fonds: str, inventory: str | None, file: str | None, leaf: str | None, style: Style, *, trusted: bool
) -> Reference | None:
    """The reference of these parts; None where the leaf or the institution cannot be one.

    ``trusted``: the rest leaves no doubt, so that an unknown institution in capitals may be one.
    """
    opening = _institution(institution, fonds, style, trusted=trusted)
    sides = _leaves(leaf, style)
    if opening is None or sides is None:
        return None
    archive, code = opening
    (first, verso), (last, verso_to) = sides
    return Reference(
        institution=archive,
        fonds=_spell_fonds(code, style),
        inventory=_spell(inventory, style),
        file=_spell(file, style),
        leaf=first,
        leaf_to=last,
        verso=verso,
        verso_to=verso_to,
        style=style,
    )


def _institution(written: str | None, fonds: str, style: Style, *, trusted: bool) -> tuple[str | None, str] | None:
    """Institution and fonds with its code; None where ``written`` is no institution."""
    if written is None:
        return None if "." in fonds and not trusted and _known(fonds.split(".")[0]) is None else (None, fonds)
    words = written.replace(",", " ").split()
    last = _known(words[-1])
    if last is not None and last.role == "fonds" and "." not in fonds:
        fonds = f"{last.code}.{fonds}"
        words.pop()
    if not words:
        return None, fonds
    known = _known(" ".join(words))
    if known is not None:
        return known.code, fonds
    if not (trusted and len(words[0]) <= 8 and words[0].isupper()):
        return None
    return _spell_letters(" ".join(words), style), fonds


def _leaves(written: str | None, style: Style) -> tuple[tuple[str | None, bool], tuple[str | None, bool]] | None:
    if written is None:
        return (None, False), (None, False)
    match = _LEAF.fullmatch(written.strip())
    if match is None:
        return None
    number, letter, verso, number_to, letter_to, verso_to = match.groups()
    first = _spell(number + letter, style), verso is not None
    return first, (_spell(number_to + letter_to, style) if number_to else None, verso_to is not None)


def _style_of(labels: list[str]) -> Style:
    if any(_has_cyrillic(label) or label.upper() in _RUSSIAN_LABELS for label in labels):
        return "ru"
    return "lv" if any(label.upper() in _LATVIAN_LABELS for label in labels) else "ee"


def _has_cyrillic(text: str) -> bool:
    return any("Ѐ" <= letter <= "ӿ" for letter in text)


def _spell_fonds(written: str, style: Style) -> str:
    code, dot, number = written.rpartition(".")
    match = re.fullmatch(rf"({_LETTER}*)[\s-]*([0-9].*)", number)
    prefix, rest = match.groups() if match else ("", number)
    known = _known(code) if code else None
    spelled = _spell_letters(prefix.upper(), style) + ("-" if prefix else "") + (_spell(rest, style) or "")
    return (known.code if known else _spell_letters(code.upper(), style)) + dot + spelled


def _spell(number: str | None, style: Style) -> str | None:
    """A number of a level without leading zeros, its letter small and in one script."""
    if number is None:
        return None
    digits = _digits(number)
    return (digits.lstrip("0") or "0") + _spell_letters(number[len(digits) :].lower(), style)


def _spell_letters(text: str, style: Style) -> str:
    """``text`` in the one script that its other letters show.

    Look-alikes alone are Cyrillic in a Russian reference and stay as typed elsewhere: a fonds of Soviet time keeps its letter there.
    """
    distinct = [letter for letter in text.translate(_TO_LATIN) if letter.isalpha() and letter not in _LATIN_LOOK]
    if _has_cyrillic("".join(distinct)) or (not distinct and style == "ru"):
        return text.translate(_TO_CYRILLIC)
    return text.translate(_TO_LATIN) if distinct else text


def _digits(number: str) -> str:
    return number[: len(number) - len(number.lstrip("0123456789"))]


def _key(text: str) -> str:
    return "".join(letter for letter in text.upper().translate(_TO_LATIN) if letter.isalnum() or letter == "/")


def _institution_key(text: str) -> str:
    """The Latvian state archives are cited with and without the national archives' code before theirs."""
    key = _key(text)
    return key.removeprefix("LNA") or key


def _path(fonds: str, inventory: str | None, file: str | None) -> str:
    levels = [_key(level) if level else "-" for level in (fonds, inventory, file)]
    return "|".join(levels)


def _sortable(level: str | None) -> str:
    """Digits padded to eight places, so that text order is number order; a missing level comes first."""
    if level is None:
        return ""
    return re.sub(r"[0-9]+", lambda match: match[0].zfill(8), _key(level))


def _print_ru(reference: Reference) -> str:
    leaves = _print_leaves(reference, "{leaf}", "{leaf} об.")
    named = zip(("Ф. ", "Оп. ", "Д. ", "Л. "), (reference.fonds, reference.inventory, reference.file, leaves), strict=True)
    return ". ".join(([reference.institution] if reference.institution else []) + [label + value for label, value in named if value])


def _print_lv(reference: Reference) -> str:
    if reference.leaf_to and not (reference.verso or reference.verso_to):
        leaves: str | None = f"{reference.leaf}.-{reference.leaf_to}. lp."
    else:
        leaves = _print_leaves(reference, "{leaf}. lp.", "{leaf}. lp. o. p.")
    named = zip((reference.fonds, reference.inventory, reference.file), (". f.", ". apr.", ". l."), strict=True)
    parts = [reference.institution, *(value + label for value, label in named if value), leaves]
    return ", ".join(part for part in parts if part)


def _print_ee(reference: Reference) -> str:
    leaves = _print_leaves(reference, "{leaf}", "{leaf}p")
    levels = (reference.fonds, reference.inventory, reference.file)
    code = reference.fonds.rpartition(".")[0]
    if ((reference.institution or code) and all(levels)) or (_known(code) and not (reference.file and not reference.inventory)):
        numbers = [".".join(level for level in levels if level)]
    else:  # with a level missing, dots alone would be ambiguous
        numbers = [label + level for label, level in zip(("f ", "n ", "s "), levels, strict=True) if level]
    parts = [reference.institution, *numbers, f"l {leaves}" if leaves else None]
    return ", ".join(part for part in parts if part)


def _print_leaves(reference: Reference, front: str, back: str) -> str | None:
    if reference.leaf is None:
        return None
    first = (back if reference.verso else front).format(leaf=reference.leaf)
    if reference.leaf_to is None:
        return first
    return first + "-" + (back if reference.verso_to else front).format(leaf=reference.leaf_to)


_PRINTERS = {"ee": _print_ee, "lv": _print_lv, "ru": _print_ru}


@dataclass(frozen=True, slots=True)
class _Institution:
    code: str
    role: Literal["archive", "fonds"]
    style: Style


@cache
def _institutions() -> dict[str, _Institution]:
    rows = tomllib.loads(files("archive_search").joinpath("institutions.toml").read_text("utf-8"))["institution"]
    return {_key(row["code"]): _Institution(row["code"], row["role"], row["style"]) for row in rows}


def _known(written: str) -> _Institution | None:
    return _institutions().get(_key(written))
