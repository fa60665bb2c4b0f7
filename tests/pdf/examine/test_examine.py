"""``cvtex check --pdf``: any PDF, judged as a résumé."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.conftest import ROOT
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
    heading = document.make_indirect(Dictionary(S=Name.H1, K=0))
    document.Root.StructTreeRoot = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=heading))
    document.Root.MarkInfo = Dictionary(Marked=True)
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
    assert {"P503", "P504", "P513", "P515"} == set(codes(report))


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


def mapped(cmap: bytes) -> Any:  # noqa: ANN401 (a function)
    """Make W, the first letter of the page, copy out as something else."""

    def change(document: Pdf) -> None:
        sound(document)
        document.pages[0].Resources.Font.F1.ToUnicode = document.make_stream(cmap)

    return change


def test_a_character_that_looks_like_a_common_one_is_named(make: Make, checked: Any) -> None:  # noqa: ANN401
    code, report = checked(make(mapped(b"1 beginbfchar <57> <2011> endbfchar"), content=COLUMN))
    assert (code, codes(report)) == (1, ["P519"])
    (alike,) = report["look_alikes"]
    assert (alike["code_point"], alike["name"], alike["common"]) == ("U+2011", "NON-BREAKING HYPHEN", "-")
    assert "(U+2011 NON-BREAKING HYPHEN) stands for “-” (U+002D HYPHEN-MINUS)" in report["diagnostics"][0]["message"]


def test_a_radical_is_named_with_what_it_stands_for(make: Make, checked: Any) -> None:  # noqa: ANN401
    code, report = checked(make(mapped(b"1 beginbfchar <57> <2F00> endbfchar"), content=COLUMN))
    assert (code, codes(report)) == (1, ["P505"])
    assert report["suspicious"][0]["name"] == "KANGXI RADICAL ONE"
    assert "U+2F00 KANGXI RADICAL ONE (radical) instead of “一”" in report["diagnostics"][0]["message"]


def test_every_key_of_the_report_is_documented(make: Make, checked: Any) -> None:  # noqa: ANN401
    def hide(document: Pdf) -> None:
        mapped(b"2 beginbfchar <57> <2011> <72> <2F00> endbfchar")(document)
        document.pages[0].Contents = document.make_stream(COLUMN + SIDEBAR + b"BT 3 Tr 9 9 Td [(see) -250 (me)] TJ ET")

    page = (ROOT / "docs" / "pdf.md").read_text(encoding="utf-8")
    report = checked(make(hide))[1]
    wanted = set(report) | set(report["metadata"]) | set(report["tags"]) | set(report["word_gaps"])
    wanted |= {key for name in ("fonts", "jumps", "hidden", "suspicious", "look_alikes") for key in report[name][0]}
    assert [key for key in sorted(wanted) if f"`{key}`" not in page] == []


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
