"""Fonts and the characters they extract to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from cvtex import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pdf.conftest import Make

    from cvtex.errors import Diagnostic

    Change = Callable[[Pdf], None]


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


def test_a_font_that_is_not_embedded_and_has_no_map_is_found(make: Make) -> None:
    inspection = pdf.inspect(make())
    assert inspection.fonts == (pdf.Font("Helvetica", embedded=False, has_tounicode=False),)
    assert codes(pdf.findings(inspection)) == ["P503", "P504"]


def mapped(cmap: bytes) -> Change:
    def change(document: Pdf) -> None:
        document.pages[0].Resources.Font.F1.ToUnicode = document.make_stream(cmap)

    return change


@pytest.mark.parametrize(
    ("cmap", "code_points"),
    [
        (b"1 beginbfchar <48> <FB01> endbfchar", {0xFB01}),
        (b"1 beginbfchar <48> <00660069> endbfchar", set()),
        (b"1 beginbfrange <48> <4A> <FAFE> endbfrange", {0xFB00}),
        (b"1 beginbfrange <48> <4A> [<0041> <00AD> <2F00>] <4B> <4B> <FFFD> endbfrange", {0xAD, 0x2F00, 0xFFFD}),
        (b"1 beginbfchar <48> <D840DC00> endbfchar", set()),
        (b"1 beginbfchar <48> <DBC0DC00> endbfchar", {0x100000}),
        (b"1 beginbfchar <48> <0007> <4 9> <00 F> endbfchar", {0x07}),
        (b"1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange beginbfchar <48>", {0xFB00}),
    ],
)
def test_suspicious_code_points_are_found_in_the_maps_of_fonts(make: Make, cmap: bytes, code_points: set[int]) -> None:
    """Reading as pdfium does, one would not see it: it tidies ligatures up."""
    assert code_points <= {item.code_point for item in pdf.inspect(make(mapped(cmap))).suspicious}
    if not code_points:
        assert pdf.inspect(make(mapped(cmap))).suspicious == ()


def test_a_suspicious_code_point_that_was_typed_is_no_finding(make: Make) -> None:
    inspection = pdf.inspect(make(mapped(b"1 beginbfchar <48> <FB01> endbfchar")))
    assert "P505" in codes(pdf.findings(inspection))
    assert "P505" not in codes(pdf.findings(inspection, expected=["\ufb01"]))


def test_odd_fonts_do_not_stop_the_inspection(make: Make) -> None:
    def change(document: Pdf) -> None:
        fonts = document.pages[0].Resources.Font
        fonts.F2 = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, DescendantFonts=Array([]), ToUnicode=Name("/Identity-H")
        )
        fonts.F3 = Dictionary(Type=Name.Font, Subtype=Name.Type0, DescendantFonts=Array([3]), BaseFont=Name.X)
        fonts.F4 = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontDescriptor=Array([]))

    fonts = {(font.name, font.embedded, font.has_tounicode) for font in pdf.inspect(make(change)).fonts}
    assert fonts == {("Helvetica", False, False), ("?", False, False), ("?", True, False), ("X", False, False)}
