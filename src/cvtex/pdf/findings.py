"""Judges an inspected PDF: what is wrong with it, and what to do about it."""

from __future__ import annotations

import unicodedata
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from cvtex.errors import Location, Message
from cvtex.pdf.text import code_point, missing, named, swapped
from cvtex.text.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.errors import Diagnostic, Severity
    from cvtex.pdf.inspection import Inspection, Suspicious

# Every other code P… is an error.
_SEVERITIES: Final[dict[str, Severity]] = {
    **dict.fromkeys(("P504", "P505", "P509", "P511", "P514", "P516", "P517", "P519"), "warning"),
    **dict.fromkeys(("P512", "P513", "P515", "P518", "P521", "P522"), "info"),
}
# Other schemes start programs or read files.
_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")
# TeX rounds paper sizes to 1/65536 pt, and PDF to 1/100 pt; a wrong paper is off by several mm.
_SIZE_TOLERANCE_MM: Final = 0.5
_LONGEST_QUOTE: Final = 60
_MOST_NAMED: Final = 3


def findings(
    inspection: Inspection,
    *,
    expected: Iterable[str] = (),
    pages: int | None = None,
    size: tuple[float, float] | None = None,
) -> tuple[Diagnostic, ...]:
    """Judge a finished PDF.

    The strings are expected in its text as a reader would copy them; ``size`` is the width and height of a page in mm.
    """
    parts = (_shape(inspection, pages, size), _security(inspection), _fonts(inspection), _text(inspection, expected))
    return located(chain.from_iterable(parts), inspection)


def unclaimed(obstacles: Iterable[str]) -> tuple[Diagnostic, ...]:
    """What keeps a tagged PDF from claiming the standards that others keep, each in a note."""
    hint = "look for it in the template: what comes with cvtex keeps both"
    message = "the PDF does not claim PDF/UA-1 and PDF/A-2a: {}"
    return tuple(Message("P522", message.format(reason), hint).at(None, severity="info") for reason in obstacles)


def located(messages: Iterable[Message], inspection: Inspection) -> tuple[Diagnostic, ...]:
    """The diagnostics of messages about a PDF."""
    location = Location(inspection.file) if inspection.file else None
    return tuple(diagnosed(message, location) for message in messages)


def diagnosed(message: Message, location: Location | None, path: str = "") -> Diagnostic:
    """The diagnostic of a message about a PDF, as severe as its code is."""
    return message.at(location, path, _SEVERITIES.get(message.code))


def _shape(inspection: Inspection, pages: int | None, size: tuple[float, float] | None) -> Iterator[Message]:
    if pages is not None and inspection.pages != pages:
        yield Message(
            "P507",
            f"the PDF has {inspection.pages} {'page' if inspection.pages == 1 else 'pages'}, not {pages}",
            "look for a template that starts pages itself; otherwise this is a bug of cvtex",
        )
    if size is None:
        return
    for number, (width, height) in enumerate(inspection.sizes, start=1):
        if abs(width - size[0]) > _SIZE_TOLERANCE_MM or abs(height - size[1]) > _SIZE_TOLERANCE_MM:
            yield Message(
                "P508",
                f"page {number} measures {width:g} × {height:g} mm, not {size[0]:g} × {size[1]:g} mm",
                "look for a template that sets the paper size itself",
            )


def _security(inspection: Inspection) -> Iterator[Message]:
    for item in inspection.forbidden:
        yield Message(
            "P501",
            f"the PDF holds {item.name} ({item.place}), which could make a viewer act",
            "look for it in the template: nothing a résumé says can cause it",
        )
    for link in inspection.links:
        if not link.lower().startswith(_SCHEMES):
            yield Message(
                "P502",
                f"a link leads to “{shorten(link, _LONGEST_QUOTE)}”",
                "only http, https, mailto and tel are links of a résumé",
            )


def _fonts(inspection: Inspection) -> Iterator[Message]:
    for font in inspection.fonts:
        if not font.embedded:
            yield Message(
                "P503",
                f"the font {font.name} is not embedded, so another machine shows another font",
                "choose a font whose licence allows embedding",
            )
        if not font.has_tounicode:
            yield Message(
                "P504",
                f"the font {font.name} does not say which characters its glyphs are, so some programs copy nonsense",
                "choose another font; `cvtex fonts` lists those that copy out right",
            )


def _text(inspection: Inspection, expected: Iterable[str]) -> Iterator[Message]:
    expected = tuple(expected)
    typed = set("".join(expected))
    for item in inspection.suspicious:
        # Who typed it wants it.
        if chr(item.code_point) not in typed:
            yield Message(
                "P505",
                f"{_described(item)} is in the PDF's text ({item.place}), though no one typed it",
                "choose another font: this one gives its glyph a wrong or a second meaning",
            )
    text = inspection.text
    lost = missing(expected, text)
    unlike = set(missing(lost, text, alike=True))
    for string in lost:
        quoted = f"“{shorten(string, _LONGEST_QUOTE)}”"
        if string in unlike:
            yield Message(
                "P506",
                f"{quoted} cannot be found in the PDF's text",
                "the text was lost, or runs off the page; if the template is your own, look there",
            )
        else:
            yield Message(
                "P509",
                f"{quoted} copies out with other characters than were typed, though it looks the same"
                f"{_swaps(string, text)}",
                "choose another font: this one shares a glyph between characters",
            )


def _described(item: Suspicious) -> str:
    character = chr(item.code_point)
    common = unicodedata.normalize("NFKC", character)
    instead = f" instead of {named(common)}" if common != character else ""
    return f"{code_point(character)} ({item.kind}){instead}"


def _swaps(string: str, text: str) -> str:
    pairs = (f"{named(copied)} for {named(typed)}" for typed, copied in swapped(string, text))
    listed = "; ".join(islice(pairs, _MOST_NAMED))
    return f": {listed}" if listed else ""
