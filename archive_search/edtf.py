"""The part of the Extended Date/Time Format (ISO 8601-2, EDTF levels 0 and 1) that archival dates need.

Years 0001-2999; years with unknown last digits (``189X``, ``18XX``), unknown months and days (``1892-XX``); ``?`` uncertain,
``~`` approximate, ``%`` both; intervals with an open or unknown end. Not read: seasons, sets, exponents, times, qualified parts.

EDTF counts days in the Gregorian calendar; an archival date keeps the calendar of its record, so a day may be one of the Julian
calendar only (``1900-02-29``).
"""

import re
from dataclasses import dataclass

from archive_search.calendars import Day, month_length

_POINT = re.compile(
    r"(?P<year>[0-2][0-9]{2}[0-9X]|[0-2][0-9]XX)(?:-(?P<month>0[1-9]|1[0-2]|XX)(?:-(?P<day>0[1-9]|[12][0-9]|3[01]|XX))?)?(?P<sign>[?~%]?)"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, year, decade or century. Its parts are strings of EDTF, ``X`` for an unknown digit."""

    year: str
    month: str | None = None
    day: str | None = None
    sign: str = ""
    """``?``, ``~``, ``%`` or nothing."""

    def __str__(self) -> str:
        return "-".join(part for part in (self.year, self.month, self.day) if part) + self.sign

    @property
    def first(self) -> Day:
        return int(self.year.replace("X", "0")), int(_known(self.month) or 1), int(_known(self.day) or 1)

    @property
    def last(self) -> Day:
        year, month = int(self.year.replace("X", "9")), int(_known(self.month) or 12)
        return year, month, int(_known(self.day) or month_length(year, month))

    @property
    def exact(self) -> Day | None:
        """The day, where it is one."""
        return self.first if self.day and self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Span:
    """A point (``end`` is the same as ``start``) or an interval; None is an open side."""

    start: Point | None
    end: Point | None
    """At least one of them is a point."""

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start or '..'}/{self.end or '..'}"

    @property
    def is_point(self) -> bool:
        return self.start == self.end

    @property
    def first(self) -> Day:
        """The first day that it names; of an interval with an open start the first of its end."""
        return (self.start or self._one).first

    @property
    def last(self) -> Day:
        return (self.end or self._one).last

    @property
    def _one(self) -> Point:
        side = self.start or self.end
        assert side is not None, "an interval has at least one side"
        return side


def parse_edtf(text: str) -> Span | None:
    """The date that ``text`` is in EDTF; None where it is none, or of a kind that we do not use."""
    start, slash, end = text.partition("/")
    try:
        if not slash:
            point = _point(text)
            return Span(point, point)
        return interval(_side(start), _side(end))
    except ValueError:
        return None


def interval(start: Point | None, end: Point | None) -> Span:
    """From ``start`` to ``end``. Raises :class:`ValueError` where both are open or the end comes first."""
    if start is None and end is None:
        raise ValueError("both sides open")
    if start is not None and end is not None and start.first > end.last:
        raise ValueError("the end comes first")
    return Span(start, end)


def checked(point: Point) -> Point:
    """``point``, if it exists in the Julian calendar, which has every day that the Gregorian has; else raises :class:`ValueError`."""
    year, month, day = point.last
    if year == 0 or day > month_length(year, month) or (point.month == "XX" and _known(point.day)):
        raise ValueError("no such day")
    return point


def _side(text: str) -> Point | None:
    return None if text in ("", "..") else _point(text)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError("no EDTF date")
    return checked(Point(match["year"], match["month"], match["day"], match["sign"]))


def _known(part: str | None) -> str | None:
    return None if part == "XX" else part
