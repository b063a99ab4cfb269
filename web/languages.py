"""The language of the reader: chosen by ``?lang=``, remembered in a cookie, else what the browser asks for.

The only module that knows Flask-Babel and Babel.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale
from flask import Flask, Response, request
from flask_babel import (
    Babel,
    format_date,
    format_decimal,
    format_percent,
    get_locale,
    gettext,
    lazy_gettext,
    ngettext,
)
from werkzeug.datastructures import MultiDict

from archive_search.records import INTERFACE_LANGUAGES

__all__ = ["LANGUAGE_NAMES", "current_language", "day", "gettext", "lazy_gettext", "ngettext", "number", "set_up_languages"]

PARAMETER = "lang"
COOKIE = "lang"
_YEAR = 365 * 24 * 3600

LANGUAGE_NAMES: Mapping[str, str] = {"et": "Eesti", "lv": "Latviešu", "ru": "Русский", "en": "English"}
"""The interface languages, each called as its speakers call it."""


def set_up_languages(app: Flask) -> None:
    """Make every page of ``app`` speak the reader's language."""
    Babel(app, default_locale="en", locale_selector=_choose)
    app.after_request(_remember)
    app.context_processor(lambda: {"language": current_language(), "language_links": _links()})
    app.add_template_filter(number)
    app.add_template_filter(percent)
    app.add_template_filter(day)
    app.add_template_filter(language_name)


def current_language() -> str:
    """Two-letter code of the language in which the running request is answered."""
    locale = get_locale()
    return str(locale.language) if locale else "en"


def number(value: int) -> str:
    """``value`` with the reader's thousands separators."""
    return str(format_decimal(value))


def percent(share: float) -> str:
    """A share between 0 and 1 in whole per cent, cut and not rounded: 99.6 % is no 100 %."""
    return str(format_percent(int(share * 100) / 100))


def day(iso: str) -> str:
    """An ISO date in words; anything else as it came."""
    try:
        return str(format_date(date.fromisoformat(iso), "long"))
    except ValueError:
        return iso


def language_name(code: str) -> str:
    """What the reader's language calls the language ``code`` (by CLDR); the code itself where CLDR has no word."""
    return str(Locale(current_language()).languages.get(code, code))


def _choose() -> str:
    for asked in (request.args.get(PARAMETER), request.cookies.get(COOKIE)):
        if asked in INTERFACE_LANGUAGES:
            return asked
    return request.accept_languages.best_match(INTERFACE_LANGUAGES) or "en"


def _remember(response: Response) -> Response:
    asked = request.args.get(PARAMETER)
    if asked in INTERFACE_LANGUAGES and asked != request.cookies.get(COOKIE):
        response.set_cookie(COOKIE, asked, max_age=_YEAR, secure=request.is_secure, httponly=True, samesite="Lax")
    if response.mimetype in ("text/html", "application/json"):
        response.content_language.add(current_language())
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def _links() -> list[dict[str, Any]]:
    """The same address in every interface language. Query-only addresses keep the path, whatever it is made of."""
    return [{"code": code, "name": name, "parameters": _with_language(code)} for code, name in LANGUAGE_NAMES.items()]


def _with_language(code: str) -> MultiDict[str, str]:
    parameters = request.args.copy()
    parameters[PARAMETER] = code
    return parameters
