"""Reading and writing of XML from strangers: no entities, no network, no huge trees.

The one module that imports lxml; the others work on the elements it hands out.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree
from lxml import html as lxml_html

from archive_search.errors import TranscriptInvalid

Element: TypeAlias = etree._Element

MAX_BYTES = 64 * 1024 * 1024
"""A newspaper page with every glyph described is below 20 MB."""

# XML 1.0 section 2.2: characters that no document may hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_xml(data: bytes, path: str = "") -> Element:
    """The root of a well-formed document. Raises :class:`TranscriptInvalid` for anything else and for declared entities."""
    _check_size(data, path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise TranscriptInvalid(path=path, detail=str(error)) from error
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(internal.iterentities()):  # type: ignore[union-attr] # missing from lxml-stubs
        raise TranscriptInvalid(path=path, detail="entities are declared")
    return root


def read_html(data: bytes, path: str = "") -> Element:
    """The root of an HTML or XHTML document, well-formed or not. Raises :class:`TranscriptInvalid` where there is none."""
    _check_size(data, path)
    try:
        data.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = None  # left to the document's own declaration
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=encoding)
    try:
        root = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise TranscriptInvalid(path=path, detail=str(error)) from error
    if root is None:
        raise TranscriptInvalid(path=path, detail="no document")
    return root


def _check_size(data: bytes, path: str) -> None:
    if len(data) > MAX_BYTES:
        raise TranscriptInvalid(path=path, detail=f"{len(data)} bytes, more than {MAX_BYTES}")


def name_of(element: Element) -> str:
    """The element's name without its namespace; empty for what is no element (an entity)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Children of these names, whatever their namespace."""
    return (child for child in element if name_of(child) in names)


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Elements of these names below ``element`` and itself, in document order, whatever their namespace."""
    return (child for child in element.iter() if name_of(child) in names)


def text_of(element: Element) -> str:
    """All text below ``element``, white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def new_root(name: str, namespace: str, /, **attributes: str) -> Element:
    root = etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace})  # type: ignore[dict-item] # lxml-stubs know no default namespace
    _set(root, attributes)
    return root


def add(parent: Element, name: str, content: str | None = None, /, **attributes: str) -> Element:
    """A new last child in the namespace of ``parent``; characters that XML forbids are left out of text and attributes."""
    namespace = etree.QName(parent).namespace
    child = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name)
    child.text = clean(content) if content is not None else None
    _set(child, attributes)
    return child


def _set(element: Element, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        element.set(name.rstrip("_"), clean(value))


def clean(text: str) -> str:
    """``text`` without the characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text)


def serialise(root: Element, doctype: str | None = None) -> str:
    """The document as text, declared as UTF-8."""
    body: str = etree.tostring(root, pretty_print=True, encoding="unicode")
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *([doctype] if doctype else []), body])
