"""Puts the web pages together."""

from flask import Flask

from web.api import api
from web.errors import set_up_errors
from web.files import files
from web.headers import set_up_headers
from web.help import help_pages
from web.home import home
from web.languages import set_up_languages
from web.pages import pages
from web.parameters import query_string, write_query
from web.room import ReadingRoom, current_room, open_room
from web.searching import searching
from web.vocabulary import set_up_vocabulary

MAX_REQUEST = 64 * 1024
"""Bytes of a request's body; the public pages only read addresses."""


def create_app(room: ReadingRoom) -> Flask:
    """The web site of one archive, as a WSGI application."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's own provider has it, its base class has not
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    open_room(app, room)
    set_up_languages(app)
    set_up_headers(app)
    set_up_errors(app)
    set_up_vocabulary(app)
    app.add_template_filter(query_string)
    app.add_template_filter(write_query)
    app.context_processor(lambda: {"institution": current_room().institution})
    for blueprint in (home, searching, pages, files, help_pages, api):
        app.register_blueprint(blueprint)
    return app
