"""The page of an archival file: what it is, and its pages as a strip."""

from flask import Blueprint, abort, render_template, request

from web.parameters import read_query
from web.room import current_room

files = Blueprint("files", __name__)


@files.get("/file/<path:reference>")
def show(reference: str) -> str:
    """An archival file by its reference code, the pages that the reader may see in order."""
    room = current_room()
    query, _ = read_query(request.args)
    found = room.search.file(reference, room.access)
    if not found:
        abort(404)
    return render_template(
        "file.html",
        query=query,
        reference=found[0].file_reference or reference,
        pages=[(page, room.storage.thumbnail(page.id) is not None) for page in found],
        first=found[0],
        years=_years([page.years for page in found if page.years]),
        languages=sorted({language for page in found for language in page.languages}),
    )


def _years(ranges: list[tuple[int, int]]) -> tuple[int, int] | None:
    return (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else None
