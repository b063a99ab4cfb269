"""Serving the pages with a production server."""

from collections.abc import Callable
from datetime import date

from waitress.server import create_server

from archive_search.archive import Archive
from web.app import create_app
from web.room import ReadingRoom

_THREADS = 8


def room_of(archive: Archive) -> ReadingRoom:
    """``archive`` as the public meets it."""
    return ReadingRoom(archive.search, archive.storage, archive.home.settings.name, date.today)


def serve_forever(archive: Archive, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; ``ready`` gets the address once connections are taken (port 0 = a free one)."""
    server = create_server(create_app(room_of(archive)), host=host, port=port, threads=_THREADS, ident="archive-search")
    ready(f"http://{host}:{server.effective_port}/")
    server.run()
