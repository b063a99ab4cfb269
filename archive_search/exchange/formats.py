"""Which transcript format a file is, and its text."""

import codecs
import re
from typing import Literal

from archive_search.errors import TranscriptInvalid
from archive_search.exchange.alto import read_alto
from archive_search.exchange.hocr import read_hocr
from archive_search.exchange.pagexml import read_page
from archive_search.exchange.scale import Target
from archive_search.records import PageText

TranscriptFormat = Literal["alto", "page", "hocr", "text"]

_HEAD = 4096
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z]\w*)")
_ROOTS: dict[str, TranscriptFormat] = {"alto": "alto", "PcGts": "page", "html": "hocr", "HTML": "hocr"}
_READERS = {"alto": read_alto, "page": read_page, "hocr": read_hocr}


def transcript_format(data: bytes, path: str = "") -> TranscriptFormat:
    """The format by content, whatever the file's name. Raises :class:`TranscriptInvalid` for other XML."""
    head = _decoded_head(data).lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return "text"
    without_comments = re.sub(r"<!--.*?(?:-->|$)", "", head, flags=re.DOTALL)
    root = _ROOT.search(without_comments)
    if root is not None and root[1] in _ROOTS:
        return _ROOTS[root[1]]
    if root is not None and "ocr_page" in head:
        return "hocr"
    if root is None or re.match(r"<\?xml|<!DOCTYPE", head):
        raise TranscriptInvalid(path=path, detail=f"root is {root[1] if root else 'missing'}; neither ALTO, PAGE nor hOCR")
    return "text"  # "<illegible> Ivanov" is somebody's transcription


def read_transcript(name: str, data: bytes, *, frame: int | None = None, target: Target | None = None) -> PageText:
    """The text of an ALTO, PAGE, hOCR or plain-text (UTF-8) file, boxes in pixels of the ``target`` image.

    ``name`` is for messages. ``frame`` chooses a page from 0 where the file has several (plain text: form feeds between); None
    expects one. Raises :class:`TranscriptInvalid`.
    """
    form = transcript_format(data, name)
    if form == "text":
        return _read_plain(data, frame, name)
    return _READERS[form](data, frame=frame, target=target, path=name)


def _decoded_head(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[:_HEAD].decode("utf-16", "replace")
    return data[:_HEAD].decode("utf-8", "replace")


def _read_plain(data: bytes, frame: int | None, path: str) -> PageText:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TranscriptInvalid(path=path, detail="not UTF-8") from error
    if "\0" in text:
        raise TranscriptInvalid(path=path, detail="not text")
    pages = text.removesuffix("\f").split("\f")
    if frame is None and len(pages) > 1:
        raise TranscriptInvalid(path=path, detail=f"{len(pages)} pages, wanted one")
    if frame is not None and frame >= len(pages):
        raise TranscriptInvalid(path=path, detail=f"{len(pages)} pages, wanted number {frame + 1}")
    return PageText.from_plain(pages[frame or 0])
