"""Which words `cvtex check --pdf` takes for joined: each limit from both sides, and against the programs themselves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from cvtex.system.resources import fonts_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pikepdf import Pdf
    from tests.pdf.conftest import Make

    Read = Callable[..., Any]

ENCODED = b"1 beginbfchar <41> <4E2D> endbfchar"  # A copies out as 中


def at(x: float, words: str, size: float = 10) -> bytes:
    """A text of its own at a place on one line."""
    return f"BT /F1 {size} Tf {x} 700 Td {words} ET ".encode()


def pairs(report: Any) -> list[str]:  # noqa: ANN401 (JSON)
    return [f"{gap['before']}|{gap['after']}" for gap in report["word_gaps"]["joined"]]


def said(report: Any, code: str) -> list[Any]:  # noqa: ANN401 (JSON)
    return [found for found in report["diagnostics"] if found["code"] == code]


@pytest.mark.parametrize(
    "words",
    [
        "(Jiaxin Deng) Tj",
        "(Jiaxin) Tj ( ) Tj (Deng) Tj",  # as word processors write it
        "[(Jiaxin ) -100 (Deng)] TJ",
        "(Jiaxin) Tj ET BT /F1 10 Tf 97 700 Td ( ) Tj ET BT /F1 10 Tf 100 700 Td (Deng) Tj",
    ],
)
def test_a_space_that_is_drawn_parts_words(read: Read, words: str) -> None:
    report = read(at(72, words))
    assert (report["word_gaps"], said(report, "P514")) == ({"count": 1, "joined": []}, [])


def test_a_gap_without_a_space_is_said_with_its_words(read: Read) -> None:
    report = read(at(72, "[(Jiaxin) -280 (Deng, ) (Peking) -280 (University)] TJ"))
    assert report["word_gaps"]["count"] == 3
    assert pairs(report) == ["Jiaxin|Deng,", "Peking|University"]
    (found,) = said(report, "P514")
    assert found["severity"] == "warning"
    assert "2 of 3" in found["message"]
    assert "“Jiaxin|Deng,”, “Peking|University”" in found["message"]


@pytest.mark.parametrize(("gap", "count"), [(2.9, 1), (3.1, 0)])
def test_a_gap_of_three_points_parts_words(read: Read, gap: float, count: int) -> None:
    # Jiaxin is 25.56 pt wide in Helvetica at 10 pt.
    assert len(pairs(read(at(72, "(Jiaxin) Tj") + at(72 + 25.56 + gap, "(Deng) Tj")))) == count


@pytest.mark.parametrize(("gap", "count"), [(225, 1), (250, 0)])
def test_in_one_piece_of_text_a_gap_is_measured_in_its_size(read: Read, gap: int, count: int) -> None:
    """Of large type, as a name is, a gap is wider than 3 pt, and pypdf still reads one word."""
    assert len(pairs(read(at(72, f"[(Jiaxin) -{gap} (Deng)] TJ", size=24)))) == count


@pytest.mark.parametrize(
    "words",
    [
        "[(2020) -280 (-) -280 (A)] TJ",  # a dash alone is no word
        "[(using) -280 (A)] TJ",  # and beside hanzi nobody needs a space
        "[(Aa) -280 (bb)] TJ",  # one letter beside a hanzi is none either
        "(Jiaxin) Tj 0 -14 Td (Deng) Tj",
        "[(n) -280 (log) -280 (n)] TJ",
    ],
)
def test_other_gaps_do_not_count(read: Read, words: str) -> None:
    def change(document: Pdf) -> None:
        document.pages[0].Resources.Font.F1.ToUnicode = document.make_stream(ENCODED)

    assert read(at(72, words), change)["word_gaps"]["count"] == 0


def test_one_odd_gap_among_a_hundred_is_none_to_speak_of(read: Read) -> None:
    lines = b"".join(b"BT /F1 6 Tf 20 %d Td (some words) Tj ET " % (60 + 7 * n) for n in range(100))
    report = read(lines + at(72, "[(odd) -280 (gap)] TJ"))
    assert (pairs(report), said(report, "P514")) == (["odd|gap"], [])


@pytest.mark.parametrize("gap", [120, 240, 280])
@pytest.mark.parametrize("size", [8, 10, 12, 24])
def test_pdfplumber_joins_what_is_called_joined(make: Make, read: Read, size: int, gap: int) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    content = at(72, f"(Jiaxin) Tj {gap / 1000 * size + 0.5:.2f} 0 Td", size) + at(72, f"[(one) -{gap} (two)] TJ", size)
    with pdfplumber.open(io.BytesIO(make(content=content))) as document:
        joins = "onetwo" in document.pages[0].extract_text()
    found = "one|two" in pairs(read(at(72, f"[(one) -{gap} (two)] TJ", size)))
    assert found or not joins


@pytest.mark.tex
def test_pypdf_joins_what_is_called_joined(typeset: Callable[[str], bytes], cvtex: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """XeTeX draws no spaces, and of a face that has none pypdf takes the space to be wide."""
    (face,) = fonts_folder().rglob("CvtexSerif-Bold.otf")
    body = rf"\fontspec{{{face.name}}}[Path={face.parent}/]\fontsize{{24}}{{28}}\selectfont\spaceskip=.21em Jiaxin Deng"
    (tmp_path / "resume.pdf").write_bytes(typeset(body))
    assert pypdf.PdfReader(tmp_path / "resume.pdf").pages[0].extract_text().strip() == "JiaxinDeng"
    assert pairs(cvtex("check", "--pdf", tmp_path / "resume.pdf", "--json").report) == ["Jiaxin|Deng"]
