"""The same search for programs, and a sign of life."""

from flask import Blueprint, Response, current_app, jsonify, request

from archive_search.search.service import SearchQuery
from archive_search.version import VERSION
from web.errors import parameter_error
from web.parameters import read_query
from web.room import current_room

api = Blueprint("api", __name__)


@api.get("/api/search")
def search() -> Response:
    """What ``search --json`` prints, as the public sees it. A parameter that cannot be used is an error here, not left out."""
    query, problems = read_query(request.args)
    if problems:
        return parameter_error(problems[0].name, problems[0].value)
    room = current_room()
    return jsonify(room.search.search(query, room.access).to_json())


@api.get("/api/openapi.json")
def description() -> Response:
    """The API in OpenAPI 3.1."""
    return current_app.send_static_file("openapi.json")


@api.get("/healthz")
def health() -> Response:
    """Whether catalogue and index answer; for monitoring."""
    room = current_room()
    room.search.search(SearchQuery("healthz", exact=True, limit=1), room.access)
    return jsonify({"status": "ok", "version": VERSION})
