"""The page viewer and the pictures of a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, make_response, render_template, request, send_file, url_for

from archive_search.images import cut
from archive_search.records import Box, Image, Page, PageText
from archive_search.search.matching import line_box
from archive_search.search.service import Match
from web.finding import Strip, cut_strip, matches_in_text
from web.layout import upright_box, upright_size, within
from web.parameters import read_query
from web.room import current_room

pages = Blueprint("pages", __name__)

_PLACE = re.compile(r"[0-9]{1,7}(?:,[0-9]{1,7}){3}")
_PICTURE_AGE = 3600
"""Seconds for which a reader's own browser may show a picture again without asking."""


@dataclass(frozen=True, slots=True)
class ViewedHit:
    """A match as the viewer shows it."""

    number: int
    match: Match
    boxes: tuple[Box, ...]
    """One for each printed word, on the upright page."""

    @property
    def line(self) -> int:
        """Place of its line in the text."""
        return self.match.line or 0


@dataclass(frozen=True, slots=True)
class ViewedLine:
    """A line of the reading: pieces of text, each with the hit it belongs to, and its place on the upright page."""

    number: int
    pieces: tuple[tuple[str, ViewedHit | None], ...]
    box: Box | None


@pages.get("/page/<page_id>")
def show(page_id: str) -> str:
    """The scan with the matches boxed, its text beside it."""
    room = current_room()
    query, _ = read_query(request.args)
    page = room.search.page(page_id, room.access)
    text = room.search.text(page_id, room.access)
    matches = room.search.matches(page_id, query, room.access) if query.text.strip() else ()
    hits = tuple(viewed_hits(matches, page.image))
    current = _current_hit(hits)
    siblings = room.search.file(page.file_reference, room.access) if page.file_reference else ()
    before, after = _neighbours(page, siblings)
    return render_template(
        "page.html",
        page=page,
        query=query,
        hits=hits,
        current=current,
        strip=_strip(current, text, page.image),
        lines=list(viewed_lines(text, hits, page.image)),
        titled=[match for match in matches if match.line is None and match.text],
        size=upright_size(page.image) if page.image and room.storage.view(page.id) else None,
        before=before,
        after=after,
        position=next((place for place, other in enumerate(siblings, start=1) if other.id == page.id), None),
        siblings=len(siblings),
        address=url_for("pages.show", page_id=page.id, _external=True),
        today=room.clock().isoformat(),
    )


@pages.get("/page/<page_id>/view.jpg")
def view(page_id: str) -> Response:
    """The whole upright page, for reading."""
    room = current_room()
    return _picture(room.storage.view(room.search.page(page_id, room.access).id))


@pages.get("/page/<page_id>/thumbnail.jpg")
def thumbnail(page_id: str) -> Response:
    """The whole upright page, small."""
    room = current_room()
    return _picture(room.storage.thumbnail(room.search.page(page_id, room.access).id))


@pages.get("/page/<page_id>/crop/<place>.jpg")
def crop(page_id: str, place: str) -> Response:
    """The part ``x,y,w,h`` of the page, upright, in pixels of the original image; what lies outside the image is left out."""
    if not _PLACE.fullmatch(place):
        abort(404)
    room = current_room()
    page = room.search.page(page_id, room.access)
    picture = room.storage.view(page.id)
    if page.image is None or picture is None:
        abort(404)
    part = within(Box(*map(int, place.split(","))), page.image.width, page.image.height)
    data = cut(picture, upright_box(part, page.image), upright_size(page.image)) if part else None
    if data is None:
        abort(404)
    response = make_response(data)
    response.content_type = "image/jpeg"
    return _kept_privately(response)


def viewed_hits(matches: Sequence[Match], image: Image | None) -> Iterator[ViewedHit]:
    """The matches in the text, numbered in reading order."""
    for number, match in enumerate(matches_in_text(matches), start=1):
        boxes = tuple(upright_box(box, image) for box in match.boxes) if image else ()
        yield ViewedHit(number, match, boxes)


def viewed_lines(text: PageText, hits: Sequence[ViewedHit], image: Image | None) -> Iterator[ViewedLine]:
    """The reading line by line, with the hits marked."""
    by_word = {at: hit for hit in hits for at in hit.match.words}
    at = 0
    for number, line in enumerate(text.lines):
        pieces: list[tuple[str, ViewedHit | None]] = []
        for place, word in enumerate(line.words):
            hit = by_word.get(at)
            at += 1
            if place and pieces[-1][1] is hit:
                pieces[-1] = (f"{pieces[-1][0]} {word.text}", hit)
            else:
                pieces += [(" ", None)] if place else []
                pieces.append((word.text, hit))
        box = line_box(line)
        yield ViewedLine(number, tuple(pieces), upright_box(box, image) if box and image else None)


def _current_hit(hits: Sequence[ViewedHit]) -> ViewedHit | None:
    asked = request.args.get("hit", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return hits[min(max(number, 1), len(hits)) - 1] if hits else None


def _strip(hit: ViewedHit | None, text: PageText, image: Image | None) -> Strip | None:
    return cut_strip(line_box(text.lines[hit.line]), hit.match.boxes, image) if hit else None


def _neighbours(page: Page, siblings: Sequence[Page]) -> tuple[Page | None, Page | None]:
    places = [place for place, other in enumerate(siblings) if other.id == page.id]
    if not places:
        return None, None
    at = places[0]
    return siblings[at - 1] if at else None, siblings[at + 1] if at + 1 < len(siblings) else None


def _picture(path: Path | None) -> Response:
    if path is None:
        abort(404)
    return _kept_privately(send_file(path.absolute(), mimetype="image/jpeg", conditional=True))


def _kept_privately(response: Response) -> Response:
    response.cache_control.no_cache = None
    response.cache_control.private = True
    response.cache_control.max_age = _PICTURE_AGE
    return response
