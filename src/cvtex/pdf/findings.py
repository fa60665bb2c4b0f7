"""Judges an inspected PDF: what is wrong with it, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.errors import Location, Message
from cvtex.pdf.text import missing
from cvtex.text.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.errors import Diagnostic, Severity
    from cvtex.pdf.about import About
    from cvtex.pdf.inspection import Inspection
    from cvtex.pdf.order import Order

# Every other code P… is an error.
_SEVERITIES: Final[dict[str, Severity]] = {
    "P504": "warning",
    "P505": "warning",
    "P509": "warning",
    "P511": "warning",
    "P512": "info",
    "P513": "info",
}
# Other schemes start programs or read files.
_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")
# TeX rounds paper sizes to 1/65536 pt, and PDF to 1/100 pt; a wrong paper is off by several mm.
_SIZE_TOLERANCE_MM: Final = 0.5
_LONGEST_QUOTE: Final = 60
_FEWEST_LETTERS: Final = 20  # on all pages: less is a scan with a stamp, or nothing


def findings(
    inspection: Inspection,
    *,
    expected: Iterable[str] = (),
    pages: int | None = None,
    size: tuple[float, float] | None = None,
) -> tuple[Diagnostic, ...]:
    """Judge a finished PDF.

    Args:
        inspection: What it holds.
        expected: The strings that must stand in its text, each as a reader would copy it.
        pages: How many pages it must have.
        size: The width and height in mm that each page must have.
    """
    messages = (
        *_shape(inspection, pages, size),
        *_security(inspection),
        *_fonts(inspection),
        *_text(inspection, tuple(expected)),
    )
    return _located(messages, inspection)


def resume_findings(inspection: Inspection, order: Order, about: About) -> tuple[Diagnostic, ...]:
    """Judge a PDF that any tool made as what people and parsers are to read a résumé from."""
    return _located(_resume(inspection, order, about), inspection)


def _located(messages: Iterable[Message], inspection: Inspection) -> tuple[Diagnostic, ...]:
    location = Location(inspection.file) if inspection.file else None
    return tuple(message.at(location, severity=_SEVERITIES.get(message.code)) for message in messages)


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


def _text(inspection: Inspection, expected: tuple[str, ...]) -> Iterator[Message]:
    typed = set("".join(expected))
    for item in inspection.suspicious:
        # Who typed it wants it.
        if chr(item.code_point) not in typed:
            yield Message(
                "P505",
                f"U+{item.code_point:04X} ({item.kind}) is in the PDF's text ({item.place}), though no one typed it",
                "choose another font: this one gives its glyph a wrong or a second meaning",
            )
    lost = missing(expected, inspection.text)
    unlike = set(missing(lost, inspection.text, alike=True))
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
                f"{quoted} copies out with other characters than were typed, though it looks the same",
                "choose another font: this one shares a glyph between characters",
            )


def _resume(inspection: Inspection, order: Order, about: About) -> Iterator[Message]:
    if sum(character.isalnum() for character in inspection.text) < _FEWEST_LETTERS:
        what = "only pictures" if about.images else "no text"
        yield Message(
            "P510",
            f"the PDF holds {what}: nobody can search or copy it, and no program can read it",
            "export it as text instead of as a picture or as outlines",
        )
    for jump in order.jumps:
        yield Message(
            "P511",
            f"page {jump.page}: the text goes back up, from “{jump.before}” to “{jump.after}”",
            "parsers read columns and boxes in different orders: one column from top to bottom is safe",
        )
    if order.gaps:
        first, count = order.gaps[0], len(order.gaps)
        more = f", and {count - 1} more" if count > 1 else ""
        yield Message(
            "P512",
            f"page {first.page}: a wide gap between “{first.before}” and “{first.after}”{more}",
            "some parsers take it for two columns and read what stands behind it elsewhere",
        )
    unnamed = [name for name, value in (("a language", about.language), ("a title", about.title)) if not value]
    if unnamed:
        yield Message(
            "P513",
            f"the PDF does not name {' and '.join(unnamed)}",
            "readers show the file's name in place of a title, and screen readers guess how to pronounce it",
        )
