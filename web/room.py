"""What the web pages need of the archive, handed in by whoever starts them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from flask import Flask, current_app

from archive_search.access.access import Access
from archive_search.search.service import SearchService

_EXTENSION = "archive_search.room"


class Pictures(Protocol):
    """Where the upright JPEGs of pages lie. Called in the server's threads, with ids of catalogued pages only."""

    def view(self, page: str, /) -> Path | None:
        """The image for reading; None where the page has none."""

    def thumbnail(self, page: str, /) -> Path | None:
        """The small image; None where the page has none."""


@dataclass(frozen=True, slots=True)
class ReadingRoom:
    """One archive as the public meets it."""

    search: SearchService
    storage: Pictures
    institution: str
    """The institution's name, shown on every page."""
    clock: Callable[[], date]
    """Today: closed pages open by it."""

    @property
    def access(self) -> Access:
        """What a visitor without login may see today."""
        return Access(self.clock())


def open_room(app: Flask, room: ReadingRoom) -> None:
    """Make ``room`` the one that the pages of ``app`` serve."""
    app.extensions[_EXTENSION] = room


def current_room() -> ReadingRoom:
    """The room of the running request."""
    room: ReadingRoom = current_app.extensions[_EXTENSION]
    return room
