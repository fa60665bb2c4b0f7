"""``cvtex check --pdf``: any PDF, judged as a résumé."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from typer.testing import CliRunner

from cvtex.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pdf.conftest import Make

COLUMN = b"BT /F1 12 Tf 72 720 Td (Work, first column) Tj 0 -20 Td (and its second line) Tj ET "
SIDEBAR = b"BT /F1 12 Tf 400 720 Td (Sidebar with skills) Tj ET"


def sound(document: Pdf) -> None:
    """Take everything away that is wrong with the hand-made PDF."""
    for page in document.pages:
        font = page.Resources.Font.F1
        font.Encoding = Name.WinAnsiEncoding
        font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontFile3=document.make_stream(b""))
    document.Root.Lang = String("en")
    document.docinfo["/Title"] = "Li – Résumé"


@pytest.fixture
def checked(tmp_path: Path) -> Any:  # noqa: ANN401 (a function)
    """Check bytes as a file, and return the exit code with the report."""

    def run(data: bytes, *options: str) -> tuple[int, Any]:
        file = tmp_path / "resume.pdf"
        file.write_bytes(data)
        result = CliRunner().invoke(app, ["check", "--pdf", str(file), "--json", *options])
        return result.exit_code, json.loads(result.stdout)

    return run


def codes(report: Any) -> list[str]:  # noqa: ANN401 (JSON)
    return [diagnostic["code"] for diagnostic in report["diagnostics"]]


def test_a_sound_pdf_has_nothing_to_be_said_of_it(make: Make, checked: Any) -> None:  # noqa: ANN401
    code, report = checked(make(sound, content=COLUMN))
    assert (code, codes(report)) == (0, [])
    assert report["pages"] == 1
    assert report["fonts"] == [{"name": "Helvetica", "embedded": True, "to_unicode": True}]
    assert report["metadata"]["title"] == "Li – Résumé"
    assert (report["lines"], report["jumps"]) == (2, [])


def test_a_font_that_is_not_embedded_or_not_mapped_is_a_fault(make: Make, checked: Any) -> None:  # noqa: ANN401
    code, report = checked(make(content=COLUMN))
    assert code == 1
    assert {"P503", "P504", "P513"} == set(codes(report))


def test_numbered_glyphs_say_nothing(make: Make, checked: Any) -> None:  # noqa: ANN401
    def change(document: Pdf) -> None:
        sound(document)
        font = document.pages[0].Resources.Font.F1
        font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([65, Name("/g12"), Name("/g13")]))

    assert "P504" in codes(checked(make(change, content=COLUMN))[1])


def test_a_sidebar_drawn_last_is_read_out_of_order(make: Make, checked: Any) -> None:  # noqa: ANN401
    code, report = checked(make(sound, content=COLUMN + SIDEBAR))
    assert (code, codes(report)) == (1, ["P511"])
    assert report["jumps"] == [{"page": 1, "before": "and its second line", "after": "Sidebar with skills"}]


def test_a_date_across_a_wide_gap_is_a_note_and_no_fault(make: Make, checked: Any) -> None:  # noqa: ANN401
    content = b"BT /F1 12 Tf 72 720 Td (Company of some name) Tj 360 0 Td (2022.09) Tj ET"
    code, report = checked(make(sound, content=content))
    assert (code, codes(report)) == (0, ["P512"])
    assert report["gaps"] == [{"page": 1, "before": "Company of some name", "after": "2022.09"}]


def test_a_page_without_text_is_a_fault(make: Make, checked: Any) -> None:  # noqa: ANN401
    code, report = checked(make(sound, content=b""))
    assert (code, codes(report)) == (1, ["P510"])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing %%EOF", b"no pdf at all"])
def test_what_cannot_be_read_has_an_exit_code_of_its_own(checked: Any, data: bytes) -> None:  # noqa: ANN401
    code, report = checked(data)
    assert (code, codes(report)) == (3, ["E501"])


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", "--pdf", str(tmp_path / "none.pdf")])
    assert result.exit_code == 3
    assert "none.pdf" in result.stderr


def test_people_get_a_table_in_which_nothing_is_markup_or_an_escape(make: Make, tmp_path: Path) -> None:
    def change(document: Pdf) -> None:
        sound(document)
        document.docinfo["/Title"] = "[bold]Li\x1b[31m"

    (tmp_path / "resume.pdf").write_bytes(make(change, content=COLUMN))
    result = CliRunner().invoke(app, ["check", "--pdf", str(tmp_path / "resume.pdf")])
    assert result.exit_code == 0
    assert "[bold]Li" in result.stdout
    assert "\x1b" not in result.stdout
    assert "from top to bottom" in result.stdout


@pytest.mark.tex
def test_what_cvtex_makes_passes(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text(
        "basics: {name: 李明, email: a@example.com}\n"
        "work: [{name: 快手, position: 工程师, startDate: 2022-01, endDate: present, highlights: [短, 更短]}]\n"
        "layout: {pages: auto}\n",
        "utf-8",
    )
    arguments = ["build", str(tmp_path / "resume.yaml"), "-o", str(tmp_path)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    result = CliRunner().invoke(app, ["check", "--pdf", str(tmp_path / "resume.zh.pdf"), "--json"])
    assert (result.exit_code, json.loads(result.stdout)["diagnostics"]) == (0, [])
