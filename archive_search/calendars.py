"""The Julian and the Gregorian calendar: conversion, and who used which when (``calendars.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from convertdate import julian

Calendar = Literal["julian", "gregorian"]
Day = tuple[int, int, int]
"""Year, month, day as written in some calendar."""

_FAR = (9999, 12, 31)


@dataclass(frozen=True, slots=True)
class _Rule:
    calendar: Calendar
    first: Day
    last: Day


def month_length(year: int, month: int, calendar: Calendar | None = "julian") -> int:
    """Days of a month; 29 February 1900 is a day of the Julian calendar. An unknown calendar is counted as the Julian, the longer one."""
    if calendar == "gregorian" and month == 2 and year % 100 == 0 and year % 400:
        return 28
    return int(julian.month_length(year, month))


def to_gregorian(day: Day) -> Day:
    """The Gregorian name of a Julian day."""
    year, month, number = julian.to_gregorian(*day)
    return int(year), int(month), int(number)


def calendar_of(first: Day, last: Day, country: str) -> Calendar | None:
    """The calendar in which the offices of ``country`` (ISO 3166-1) wrote from ``first`` to ``last``; None where no rule covers both."""
    for rule in _rules().get(country.upper(), ()):
        if rule.first <= first and last <= rule.last:
            return rule.calendar
    return None


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    rows = tomllib.loads(files("archive_search").joinpath("calendars.toml").read_text("utf-8"))["rule"]
    table: dict[str, tuple[_Rule, ...]] = {}
    for row in rows:
        rule = _Rule(row["calendar"], _day(row["from"]), _day(row["until"]) if "until" in row else _FAR)
        table[row["country"]] = (*table.get(row["country"], ()), rule)
    return table


def _day(text: str) -> Day:
    year, month, day = map(int, text.split("-"))
    return year, month, day
