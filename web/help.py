"""Help for readers."""

from flask import Blueprint, render_template, request

from web.parameters import read_query

help_pages = Blueprint("help", __name__)


@help_pages.get("/help")
def show() -> str:
    """How to search, what is found, how to read and cite a page."""
    return render_template("help.html", query=read_query(request.args)[0])
