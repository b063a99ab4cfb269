"""From errors to status codes and to words in the reader's language. Nobody else in the web catches them."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from archive_search.errors import ArchiveError
from web.languages import gettext, lazy_gettext


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a reader is told: what is wrong and what to do next."""

    status: int
    title: object
    advice: object


_NO_SUCH_PAGE = Explanation(
    404,
    lazy_gettext("Page not found"),
    lazy_gettext("There is nothing at this address. Check it for missing characters, or search for a name, a place or a reference code."),
)
_OUT_OF_ORDER = Explanation(
    503,
    lazy_gettext("The search is out of order"),
    lazy_gettext("The archive's staff have to put it right; nothing is lost. Please try again later."),
)
_BROKEN = Explanation(
    500,
    lazy_gettext("Something went wrong on our side"),
    lazy_gettext(
        "The fault has been written to the log. Please try again; if it happens again, tell the archive the address of this page."
    ),
)
_BAD_REQUEST = Explanation(
    400,
    lazy_gettext("This request cannot be answered"),
    lazy_gettext("Something in the address or the form is not as it should be. Please start again from the search page."),
)
_CLOSED = Explanation(
    403,
    lazy_gettext("This page is not open to the public yet"),
    lazy_gettext("The law protects the people it speaks about. The archive can tell you whether you may see it earlier."),
)

_BY_SLUG: Mapping[str, Explanation] = {
    "page-not-found": _NO_SUCH_PAGE,
    "reference-invalid": _NO_SUCH_PAGE,
    "page-closed": _CLOSED,
    "index-outdated": _OUT_OF_ORDER,
    "index-damaged": _OUT_OF_ORDER,
    "schema-outdated": _OUT_OF_ORDER,
    "home-not-found": _OUT_OF_ORDER,
}

_BY_STATUS: Mapping[int, Explanation] = {
    404: _NO_SUCH_PAGE,
    500: _BROKEN,
    503: _OUT_OF_ORDER,
}


def set_up_errors(app: Flask) -> None:
    """Answer every error of ``app`` with a page, or with JSON below ``/api/``."""
    app.register_error_handler(ArchiveError, _archive_error)
    app.register_error_handler(HTTPException, _http_error)


def parameter_error(name: str, value: str) -> Response:
    """The API's answer to a parameter that it cannot use."""
    message = gettext("The value “%(value)s” of “%(name)s” cannot be used.", name=name, value=value)
    return _json(400, "parameter-invalid", message, parameter=name)


def _archive_error(error: ArchiveError) -> Response:
    explanation = _BY_SLUG.get(error.slug, _BROKEN)
    if explanation.status >= 500:
        current_app.logger.error("%s %s: %s", request.method, request.path, error, exc_info=error)
    until = error.data.get("until")
    title = error.data.get("title")
    return _answer(explanation, error.slug, until=str(until) if until else None, page_title=str(title) if title else None)


def _http_error(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    status = error.code or 500
    explanation = _BY_STATUS.get(status, _BAD_REQUEST if status < 500 else _BROKEN)
    response = _answer(explanation, error.name.lower().replace(" ", "-"), status=status)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _answer(
    explanation: Explanation, slug: str, *, status: int | None = None, until: str | None = None, page_title: str | None = None
) -> Response:
    status = status or explanation.status
    if request.path.startswith("/api/") or request.path == "/healthz":
        return _json(status, slug, str(explanation.title), **({"until": until} if until else {}))
    body = render_template("error.html", explanation=explanation, status=status, until=until, page_title=page_title)
    return make_response(body, status)


def _json(status: int, slug: str, message: str, **more: str) -> Response:
    response = jsonify({"error": {"slug": slug, "message": message, **more}})
    response.status_code = status
    return response
