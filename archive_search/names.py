"""File names as people and JSON can bear them."""

import os
from pathlib import Path


def printable(path: Path | str) -> str:
    r"""``path`` as one line of valid Unicode: bytes that are no UTF-8 and control characters appear as ``\xNN``.

    File names on Linux are bytes; Python carries the undecodable ones as lone surrogates, which neither UTF-8 output nor a database takes.
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(character if character.isprintable() else character.encode("unicode_escape").decode("ascii") for character in text)
