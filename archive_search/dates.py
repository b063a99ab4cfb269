"""Dates as records write them, in eight languages and two calendars.

A date keeps its words (``written``), gets an EDTF reading in the calendar of its record, and, where the calendar is known to be the Julian,
the Gregorian day beside it. Nothing is guessed: without a rule, a mark or a double date the calendar is unknown.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from archive_search.calendars import Calendar, calendar_of, month_length, to_gregorian
from archive_search.edtf import Point, Span, checked, interval, parse_edtf
from archive_search.errors import DateInvalid

MAX_LENGTH = 120
"""Longer texts are no date."""


@dataclass(frozen=True, slots=True)
class ArchiveDate:
    """What a written date says."""

    written: str
    edtf: str
    """ISO 8601-2, in the calendar of the record: ``1900-02-29`` is a day there."""
    years: tuple[int, int]
    """First and last year that it names; a Julian day counts in its Gregorian year too. An open side adds none."""
    calendar: Calendar | None
    gregorian: str | None
    """The same day (or interval of days) in the Gregorian calendar, ISO 8601, where the record is known to use the Julian."""


def parse_date(text: str, *, country: str | None = None) -> ArchiveDate:
    """The date that ``text`` is, as written by hand, typed or in EDTF.

    ``country`` (ISO 3166-1) is where the record was made; ``calendars.toml`` says which calendar was in use there. Raises
    :class:`DateInvalid` for anything else, a day without a year and a day that no calendar has among them.
    """
    written = unicodedata.normalize("NFC", text).strip()
    if not written or len(written) > MAX_LENGTH:
        raise DateInvalid(text=text[:MAX_LENGTH])
    try:
        span = parse_edtf(written)
        reading = _Reading(span) if span else _read(written)
        calendar = reading.calendar or _calendar(reading.span, country)
        _check(reading.span, calendar)
    except ValueError as error:
        raise DateInvalid(text=text) from error
    gregorian = _gregorian(reading.span) if calendar == "julian" else None
    return ArchiveDate(written, str(reading.span), _years(reading.span, calendar), calendar, gregorian)


def fold_word(word: str) -> str:
    """``word`` without case, accents and pre-1918 letters, as the tables of date words are compared."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(letter))
    return bare.translate(_OLD_LETTERS).removesuffix("ъ")


_OLD_LETTERS = str.maketrans("іѣѳѵ", "иефи")


class _Reading(NamedTuple):
    span: Span
    calendar: Calendar | None = None


def _points(span: Span) -> Iterator[Point]:
    yield from dict.fromkeys(point for point in (span.start, span.end) if point is not None)


def _calendar(span: Span, country: str | None) -> Calendar | None:
    if any(point.exact and point.exact[2] > month_length(*point.exact[:2], "gregorian") for point in _points(span)):
        return "julian"  # 29 February 1900 is a day in no other
    return calendar_of(span.first, span.last, country) if country else None


def _check(span: Span, calendar: Calendar | None) -> None:
    for point in _points(span):
        if point.exact and point.exact[2] > month_length(*point.exact[:2], calendar):
            raise ValueError("no such day in this calendar")


def _gregorian(span: Span) -> str | None:
    days = [_gregorian_point(point) for point in (span.start, span.end)]
    if None in days:
        return None
    return str(Span(*days))


def _gregorian_point(point: Point | None) -> Point | None:
    if point is None or point.exact is None:
        return None
    return _day_point(*to_gregorian(point.exact), sign=point.sign)


def _day_point(year: int, month: int, day: int, *, sign: str = "") -> Point:
    return Point(f"{year:04}", f"{month:02}", f"{day:02}", sign)


def _years(span: Span, calendar: Calendar | None) -> tuple[int, int]:
    last = span.last[0]
    end = span.end or span.start
    if calendar == "julian" and end is not None and end.exact:
        last = to_gregorian(end.exact)[0]
    return span.first[0], last


@dataclass(slots=True)
class _Side:
    """The parts of a date found so far."""

    year: str | None = None
    month: int | None = None
    day: int | None = None

    def put(self, **parts: str | int) -> None:
        """Fills parts; a part that is there already makes the text no date."""
        for name, value in parts.items():
            if getattr(self, name) is not None:
                raise ValueError(f"two of {name}")
            setattr(self, name, value)

    def inherit(self, other: "_Side") -> None:
        """Takes from the other side of a range what is left out here: ``15-20 марта 1892``."""
        if self.month is None and self.day is not None:
            self.month = other.month
        if self.year is None:
            self.year = other.year

    def point(self, sign: str = "") -> Point:
        if self.year is None or (self.day is not None and self.month is None):
            raise ValueError("a day without month or year")
        month = f"{self.month:02}" if self.month else None
        return checked(Point(self.year, month, f"{self.day:02}" if self.day else None, sign))


class _Token(NamedTuple):
    kind: str
    """number, year, date, month, separator, range, from, before, after, approximate, uncertain."""
    value: str


_TOKEN = re.compile(
    r"(?P<date>[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?[0-9]{4}(?![0-9])|[0-9]{1,2}(?P<s>[/-])[0-9]{1,2}(?P=s)[0-9]{4}(?![0-9])|[0-9]{4}(?P<t>[./-])[0-9]{1,2}(?P=t)[0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,2}\.[0-9]{4}(?![0-9])|[0-9]{1,2}\.[0-9]{1,2}(?=\.?\s?[/(–—-]))"
    r"|(?P<year>[0-9]{3}[xхXХ_]|[0-9]{2}(?:[xхXХ]{2}|__|\?\?)|[0-9]{3}\?(?![0-9])|[0-9]{4})(?![0-9])"
    r"|(?P<number>[0-9]{1,2})(?![0-9])"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<uncertain>\(\?\)|\?)"
    r"|(?P<separator>[/(])"
    r"|(?P<range>[-–—]+|\.\.+|…)"
    r"|(?P<nothing>[\s.,:;)\[\]'’\"«»№]+)"
)
_ROMAN = {name: number for number, name in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1)}
_ROMAN_CENTURIES = {"xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21}
_ROMAN_LOOK = str.maketrans("іихв", "iixv")
"""Cyrillic letters typed for Roman ones, as :func:`_fold_text` leaves them."""
_ORDINAL = re.compile(r"(?<=\d)-?(?:го|ого|я|th|st|nd|rd|ten|ter|tes|ndal|dal|nda|:te|:de|:a|:e)\b", re.IGNORECASE)
_DASHED_DAY = re.compile(r"\b(\d{1,2})[-/. ]+([^\W\d_]{1,12})[-/. ]+(\d{4})\b")
_ROMAN_MONTH = re.compile(r"\b(\d{1,2})/([ivxIVXіхІХ]{1,4})\b")
_DECADE = re.compile(
    r"(?<!\d)([12]\d{2})0(?:-?\s?(?:е|ые|х|ых)\b|-?\s?(?:ndad|ndate|ndatel|ndail|er|ern|s|te|tych)\b|['’]s\b|-?(?P<nordic>luku|luvulla|luvun|tal|talet)\b"
    r"|\.\s?(?:aastad|aastate|aastatel|gadi|gadu|gados)\b)",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"(?P<number>[12]?[0-9]|[ixvихv]{1,5})(?:\.|-?(?:и|го|м|th|st)\b)?\s?(?P<word>[^\W\d_]+)\.?")


def _read(text: str) -> _Reading:
    plain, calendar = _style_marks(text)
    century = _read_century(plain)
    if century is not None:
        return _Reading(century, calendar)
    tokens = list(_tokens(_DASHED_DAY.sub(_undash, _ROMAN_MONTH.sub(r"\1 \2", _ORDINAL.sub("", _decades(plain))))))
    return _read_tokens(tokens, calendar)


def _style_marks(text: str) -> tuple[str, Calendar | None]:
    """``text`` without words like "old style", and the calendar they name."""
    for calendar, pattern in _marks():
        match = pattern.search(" " + _fold_text(text) + " ")
        if match:
            return _cut(text, match.start() - 1, match.end() - 1), calendar
    return text, None


def _fold_text(text: str) -> str:
    """``text`` folded letter by letter, so that places in both are the same."""
    return "".join((_fold_letter(letter) + " ")[0] for letter in text)


def _fold_letter(letter: str) -> str:
    folded = unicodedata.normalize("NFKD", letter.casefold())[:1]
    return folded.translate(_OLD_LETTERS)


def _cut(text: str, start: int, end: int) -> str:
    return text[: max(start, 0)] + " " + text[end:]


def _undash(match: re.Match[str]) -> str:
    """``5-VI-1892``, ``5-May-1871``: the dashes of one day are no range."""
    return f"{match[1]} {match[2]} {match[3]}" if _month(match[2]) else match[0]


def _decades(text: str) -> str:
    """``1890-е годы``, ``1890. gadi``, ``1890ndad``, ``1890s`` as ``189X``; Nordic ``1800-luku`` is a century."""
    if len(re.findall(r"\d{4}", text)) != 1:
        return text
    return _DECADE.sub(lambda match: match[1][:2] + "XX " if match["nordic"] and match[1].endswith("0") else match[1] + "X ", text)


def _read_century(text: str) -> Span | None:
    match = _CENTURY.fullmatch(_fold_text(text).strip())
    if match is None or match["word"] not in _words()["century"]:
        return None
    digits = match["number"].isdigit()
    number = int(match["number"]) if digits else _ROMAN_CENTURIES.get(match["number"].translate(_ROMAN_LOOK), 0)
    if not 1 <= number <= 21 or (digits and len(match["word"]) == 1):
        return None
    century = Point(f"{number - 1:02}XX")
    return Span(century, century)


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise ValueError("an odd sign")
        place = match.end()
        kind = next(
            name for name in ("date", "year", "number", "word", "uncertain", "separator", "range", "nothing") if match[name] is not None
        )
        if kind == "word":
            yield from _word(match[0])
        elif kind == "year":
            yield _Token("year", re.sub("[xхXХ_?]", "X", match[0]))
        elif kind != "nothing":
            yield _Token(kind, match[0])


def _word(word: str) -> Iterator[_Token]:
    folded = fold_word(word)
    month = _month(word)
    kinds = [kind for kind in ("range", "from", "before", "after", "approximate") if folded in _words()[kind]]
    if month is not None and not (kinds and len(folded) == 1):
        yield _Token("month", str(month))
    elif kinds:
        yield _Token("/".join(kinds), folded)
    elif folded not in _words()["empty"]:
        raise ValueError("a word of no date")


def _month(word: str) -> int | None:
    return _months().get(fold_word(word)) or _ROMAN.get(word.lower().translate(_ROMAN_LOOK))


def _read_tokens(tokens: list[_Token], calendar: Calendar | None) -> _Reading:
    sign = _sign(tokens)
    tokens = [token for token in tokens if token.kind not in ("approximate", "uncertain")]
    places = [place for place, token in enumerate(tokens) if place > 0 and "range" in token.kind]
    if places and places[-1] == len(tokens) - 1:  # "1890-": still going on
        return _Reading(interval(_side_of(tokens[: places[0]]).point(sign), None), calendar)
    if len(places) == 1:
        return _Reading(_range(tokens[: places[0]], tokens[places[0] + 1 :], sign), calendar)
    if places:
        raise ValueError("more than two sides")
    opening = tokens[0].kind if tokens else ""
    if "before" in opening:
        return _Reading(interval(None, _side_of(tokens[1:]).point(sign)), calendar)
    if "after" in opening or "from" in opening:
        return _Reading(interval(_side_of(tokens[1:]).point(sign), None), calendar)
    return _slashed(tokens, sign, calendar)


def _sign(tokens: Sequence[_Token]) -> str:
    approximate = any("approximate" in token.kind for token in tokens)
    uncertain = any(token.kind == "uncertain" for token in tokens)
    return "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""


def _range(left: list[_Token], right: list[_Token], sign: str) -> Span:
    first, last = _side_of([token for token in left if "from" not in token.kind]), _side_of(right)
    _complete(first, last)
    return interval(first.point(sign), last.point(sign))


def _complete(first: _Side, last: _Side) -> None:
    """Each side takes from the other what is left out; a turn of the year and a shortened last year are seen."""
    if first.year and not first.month and last.day and not last.month and not last.year:
        first_year = int(first.year) if first.year.isdigit() else 0
        last.year, last.day = f"{first_year // 100:02}{last.day:02}", None
    shared_year = first.year is None
    first.inherit(last)
    last.inherit(first)
    if first.day and last.day is None and last.month is None:
        raise ValueError("a day against a year")
    if shared_year and first.year and first.year.isdigit() and first.month and last.month and first.month > last.month:
        first.year = f"{int(first.year) - 1:04}"


def _slashed(tokens: list[_Token], sign: str, calendar: Calendar | None) -> _Reading:
    """One date, or two with a slash or brackets between: both calendars, or an either-or."""
    places = [place for place, token in enumerate(tokens) if token.kind == "separator" and 0 < place < len(tokens) - 1]
    if not places:
        point = _side_of([token for token in tokens if token.kind != "separator"]).point(sign)
        return _Reading(Span(point, point), calendar)
    if len(places) > 1:
        raise ValueError("more than two sides")
    left, right = _side_of(tokens[: places[0]]), _side_of(tokens[places[0] + 1 :])
    if left == _Side(day=left.day) and right.month is None and right.day and right.year:  # Swedish 27/3 1892
        left.put(month=right.day, year=right.year)
        return _Reading(Span(point := _month_checked(left).point(sign), point), calendar)
    _complete(left, right)
    return _double(left.point(sign), right.point(sign), calendar)


def _double(left: Point, right: Point, calendar: Calendar | None) -> _Reading:
    if left.exact and right.exact:
        for old, new in ((left, right), (right, left)):
            if old.exact and to_gregorian(old.exact) == new.exact:
                return _Reading(Span(old, old), "julian")
    return _Reading(interval(left, right), calendar)


def _side_of(tokens: Sequence[_Token]) -> _Side:
    side = _Side()
    for token in tokens:
        if token.kind == "year":
            side.put(year=token.value)
        elif token.kind == "number":
            side.put(day=int(token.value))
        elif token.kind == "month":
            side.put(month=int(token.value))
        elif token.kind == "date":
            side.put(**_numeric(token.value))
        else:
            raise ValueError("a word out of place")
    return _month_checked(side)


def _numeric(value: str) -> dict[str, str | int]:
    """``27.03.1892``, ``1892.03.27``, ``03.1892``, ``28.02``."""
    parts = re.split(r"[./-]\s?", value)
    if len(parts[0]) == 4:
        parts.reverse()
    if len(parts) == 3:
        return {"day": int(parts[0]), "month": int(parts[1]), "year": parts[2]}
    if len(parts[1]) == 4:
        return {"month": int(parts[0]), "year": parts[1]}
    return {"day": int(parts[0]), "month": int(parts[1])}


def _month_checked(side: _Side) -> _Side:
    if (side.month is not None and not 1 <= side.month <= 12) or side.day == 0:
        raise ValueError("no such month or day")
    if side.year is not None and not "1000" <= side.year.replace("X", "0") <= "2999":
        raise ValueError("a year out of reach")
    return side


@cache
def _table() -> dict[str, object]:
    return tomllib.loads(files("archive_search").joinpath("date_words.toml").read_text("utf-8"))


@cache
def _words() -> dict[str, frozenset[str]]:
    kinds = ("range", "from", "before", "after", "approximate", "empty", "century")
    return {kind: frozenset(fold_word(str(word)) for word in _list(f"{kind}_words")) for kind in kinds}


@cache
def _months() -> dict[str, int]:
    months = _table()["months"]
    assert isinstance(months, dict)
    return {fold_word(form): number for names in months.values() for number, forms in enumerate(names, 1) for form in forms}


@cache
def _marks() -> tuple[tuple[Calendar, re.Pattern[str]], ...]:
    styles: tuple[tuple[Calendar, str], ...] = (("julian", "old_style"), ("gregorian", "new_style"))
    return tuple((calendar, _mark_pattern([str(words) for words in _list(name)])) for calendar, name in styles)


def _mark_pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    spelled = (r"\.?\s?".join(re.escape(word) for word in _fold_text(phrase).split()) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(r"(?<=[\s(\d])\(?(?:" + "|".join(spelled) + r")\b\.?\)?")


def _list(name: str) -> list[object]:
    words = _table()[name]
    assert isinstance(words, list)
    return words
