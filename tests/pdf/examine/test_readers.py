"""What pdfium reads line by line is what pdfplumber reads, which parts words by the same rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

from cvtex.pdf.examine.readers import by_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from pikepdf import Pdf
    from tests.conftest import Build
    from tests.pdf.conftest import Make

    Change = Callable[[Pdf], None]


def at(x: float, y: float, words: str) -> bytes:
    return f"BT /F1 10 Tf {x} {y} Td ({words}) Tj ET ".encode()


def test_lines_are_read_from_top_to_bottom_and_from_left_to_right(make: Make) -> None:
    content = at(300, 650, "right") + at(72, 600, "low") + at(72, 651, "left") + at(72, 700, "top")
    assert by_lines(make(content=content)) == "top\nleft right\nlow"
    assert by_lines(make(content=content, pages=2)).count("\f") == 1


def test_words_are_parted_by_spaces_and_by_gaps_of_three_points(make: Make) -> None:
    # "ab" is 11.12 pt wide in Helvetica at 10 pt.
    line = at(72, 700, "ab") + at(86, 700, "ab") + at(100.5, 700, "ab ab") + at(130, 700, " ") + at(131, 700, "ab")
    assert by_lines(make(content=line)) == "abab ab ab ab"


def test_a_character_beyond_the_first_plane_is_one(make: Make) -> None:
    def rare(document: Pdf) -> None:
        cmap = b"1 beginbfchar <61> <D842DFB7> endbfchar"
        document.pages[0].Resources.Font.F1.ToUnicode = document.make_stream(cmap)

    assert by_lines(make(rare, content=at(72, 700, "bab"))) == "b𠮷b"


@pytest.mark.tex
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pdfplumber_reads_the_same(build_once: Build, lang: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    file = build_once(ROOT / "resume.yaml").pdf(lang)
    with pdfplumber.open(file) as document:
        wanted = document.pages[0].extract_text()
    lines = [
        line.replace(" ", "") if lang == "zh" else line for line in by_lines(file.read_bytes()).split("\n") if line
    ]
    assert lines == [line.replace(" ", "") if lang == "zh" else line for line in wanted.split("\n")]
