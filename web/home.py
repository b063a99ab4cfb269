"""The front page: the box, examples, what is held."""

from flask import Blueprint, render_template

from archive_search.search.service import SearchQuery
from web.room import current_room

home = Blueprint("home", __name__)

EVERYTHING = "*"
"""The query that lists everything (contract)."""


@home.get("/")
def show() -> str:
    """What the reader may see, counted, and where to start."""
    room = current_room()
    held = room.search.search(SearchQuery(EVERYTHING, limit=1), room.access)
    return render_template("home.html", query=SearchQuery(""), held=held, facets=held.facets)
