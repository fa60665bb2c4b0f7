"""Inspection -> diagnostics: what is wrong with a PDF, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, Location
from cvtex.pdf.text import missing, missing_even_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.errors import Severity
    from cvtex.pdf.inspection import Inspection

# Other schemes start programs or read files.
_SCHEMES = ("http:", "https:", "mailto:", "tel:")
# TeX rounds paper sizes to 1/65536 pt, and PDF to 1/100 pt; a wrong paper is off by several mm.
_SIZE_TOLERANCE_MM = 0.5
_LONGEST_QUOTE = 60


def findings(
    inspection: Inspection,
    *,
    expected: Iterable[str] = (),
    pages: int | None = None,
    size: tuple[float, float] | None = None,
) -> tuple[Diagnostic, ...]:
    """Judge a finished PDF.

    Args:
        inspection: what was found in it.
        expected: the strings that must stand in its text, each as a reader would copy it.
        pages: how many pages it must have.
        size: the width and height in mm that each page must have.
    """
    location = Location(inspection.file) if inspection.file else None
    wanted = tuple(expected)
    found = [
        *_shape(inspection, pages, size),
        *_security(inspection),
        *_fonts(inspection),
        *_text(inspection, wanted),
    ]
    return tuple(
        Diagnostic(severity, code, message, location=location, hint=hint) for severity, code, message, hint in found
    )


_Finding = tuple["Severity", str, str, str]


def _shape(inspection: Inspection, pages: int | None, size: tuple[float, float] | None) -> Iterator[_Finding]:
    if pages is not None and inspection.pages != pages:
        yield (
            "error",
            "P507",
            f"the PDF has {inspection.pages} {'page' if inspection.pages == 1 else 'pages'}, not {pages}",
            "look for a template that starts pages itself; otherwise this is a bug of cvtex",
        )
    if size is None:
        return
    for number, (width, height) in enumerate(inspection.sizes, start=1):
        if abs(width - size[0]) > _SIZE_TOLERANCE_MM or abs(height - size[1]) > _SIZE_TOLERANCE_MM:
            yield (
                "error",
                "P508",
                f"page {number} measures {width:g} × {height:g} mm, not {size[0]:g} × {size[1]:g} mm",
                "look for a template that sets the paper size itself",
            )


def _security(inspection: Inspection) -> Iterator[_Finding]:
    for item in inspection.forbidden:
        yield (
            "error",
            "P501",
            f"the PDF holds {item.name} ({item.place}), which could make a viewer act",
            "look for it in the template: nothing a résumé says can cause it",
        )
    for link in inspection.links:
        if not link.lower().startswith(_SCHEMES):
            yield (
                "error",
                "P502",
                f"a link leads to “{_quote(link)}”",
                "only http, https, mailto and tel are links of a résumé",
            )


def _fonts(inspection: Inspection) -> Iterator[_Finding]:
    for font in inspection.fonts:
        if not font.embedded:
            yield (
                "error",
                "P503",
                f"the font {font.name} is not embedded, so another machine shows another font",
                "choose a font whose licence allows embedding",
            )
        if not font.has_tounicode:
            yield (
                "warning",
                "P504",
                f"the font {font.name} does not say which characters its glyphs are, so some programs copy nonsense",
                "choose another font; `cvtex fonts` lists those that copy out right",
            )


def _text(inspection: Inspection, expected: tuple[str, ...]) -> Iterator[_Finding]:
    typed = set("".join(expected))
    for item in inspection.suspicious:
        # Who typed it wants it.
        if chr(item.code_point) not in typed:
            yield (
                "warning",
                "P505",
                f"U+{item.code_point:04X} ({item.kind}) is in the PDF's text ({item.place}), though no one typed it",
                "choose another font: this one gives its glyph a wrong or a second meaning",
            )
    lost = missing(expected, inspection.text)
    if not lost:
        return
    gone = set(missing_even_alike(lost, inspection.text))
    for string in lost:
        if string in gone:
            yield (
                "error",
                "P506",
                f"“{_quote(string)}” cannot be found in the PDF's text",
                "the text was lost, or runs off the page; if the template is your own, look there",
            )
        else:
            yield (
                "warning",
                "P509",
                f"“{_quote(string)}” copies out with other characters than were typed, though it looks the same",
                "choose another font: this one shares a glyph between characters",
            )


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"
