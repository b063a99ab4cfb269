"""One page in the form that another program or a person asks for (contract: ``show --format``)."""

import json
from collections.abc import Sequence
from typing import Any

from archive_search.catalogue.catalogue import ReadingSummary
from archive_search.exchange.alto import write_alto
from archive_search.exchange.hocr import write_hocr
from archive_search.exchange.pagexml import write_page
from archive_search.records import Line, Page, PageText

_WRITERS = {"alto": write_alto, "hocr": write_hocr, "page": write_page}


def export_page(page: Page, text: PageText, readings: Sequence[ReadingSummary], *, form: str) -> str:
    """``page`` as ``text``, ``json``, ``alto``, ``hocr`` or ``page``; boxes in pixels of the original image."""
    if form == "text":
        return text.text
    if form == "json":
        return json.dumps(page_json(page, text, readings), ensure_ascii=False, indent=2)
    return _WRITERS[form](page, text)


def page_json(page: Page, text: PageText, readings: Sequence[ReadingSummary]) -> dict[str, Any]:
    """``page`` as ``show --format json`` writes it; ``frame`` counts from 1 as people do."""
    image = page.image
    return {
        "page": page.id,
        "reference": page.reference,
        "title": page.description.title,
        "date": page.description.date,
        "edtf": page.edtf,
        "calendar": page.calendar,
        "type": page.description.record_type.value,
        "place": page.description.place,
        "language": page.language,
        "languages": list(page.languages),
        "script": page.script.value if page.script else None,
        "state": page.state.value,
        "quality": page.quality,
        "text": text.text,
        "lines": [_line(line) for line in text.lines],
        "source": {
            "path": image.path,
            "sha256": image.source,
            "frame": image.frame + 1,
            "width": image.width,
            "height": image.height,
            "dpi": image.dpi,
            "turn": image.turn,
        }
        if image
        else None,
        "readings": [_reading(reading) for reading in readings],
    }


def _line(line: Line) -> dict[str, Any]:
    words = [{"text": word.text, "box": list(word.box) if word.box else None, "confidence": word.confidence} for word in line.words]
    return {"box": list(line.box) if line.box else None, "words": words}


def _reading(reading: ReadingSummary) -> dict[str, Any]:
    return {
        "number": reading.number,
        "origin": reading.origin.value,
        "engine": reading.engine,
        "model": reading.model,
        "languages": list(reading.languages),
        "state": reading.state.value,
        "quality": reading.quality,
        "created_at": reading.created_at.isoformat(),
    }
