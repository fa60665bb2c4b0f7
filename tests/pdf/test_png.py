"""`cvtex build --png` and `--open`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import typer
from PIL import Image

from cvtex.build.output import deliver_pages
from cvtex.build.report import Report
from cvtex.pdf.png import as_png, pages_as_png, stacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Cvtex = Callable[..., Any]

RESUME = "basics: {name: San Zhang}\nwork: [{name: Some Ltd., startDate: 2020-01, highlights: [Did things]}]\n"


def decoded(png: bytes) -> tuple[int, int, float, bytes]:
    """Width, height, resolution in pixels per inch and rows of a PNG; every checksum must be right."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        picture.verify()
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        assert picture.mode == "RGB"
        return picture.width, picture.height, picture.info["dpi"][0], picture.tobytes()


def blank(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(101, 72)  # an odd width: rows are padded then
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_each_page_is_a_whole_png_of_its_size_and_resolution() -> None:
    pictures = pages_as_png(blank(2), 144)
    assert len(pictures) == 2
    width, height, dpi, rows = decoded(pictures[0])
    assert (width, height, round(dpi)) == (202, 144, 144)
    assert rows == b"\xff" * (202 * 144 * 3)
    assert pictures[0] == pages_as_png(blank(2), 144)[0]


def test_a_picture_comes_out_as_it_was() -> None:
    rows = bytes([1, 2, 3, 4, 5, 6] * 2 + [9] * 6)
    assert decoded(as_png(Image.frombytes("RGB", (2, 3), rows), 72))[3] == rows


def test_pictures_of_several_widths_are_stacked_on_white() -> None:
    both = stacked((Image.new("RGB", (1, 1), "black"), Image.frombytes("RGB", (2, 1), b"\1" * 6)))
    assert (both.width, both.height, both.tobytes()) == (2, 2, b"\0\0\0\xff\xff\xff" + b"\1" * 6)


def test_pictures_of_pages_that_are_gone_go(tmp_path: Path) -> None:
    unrelated = tmp_path / "resume.zh-10.png"
    unrelated.write_bytes(b"not next to the others")
    pdf = tmp_path / "resume.zh.pdf"
    deliver_pages([b"1", b"2", b"3"], pdf)
    assert deliver_pages([b"one"], pdf) == (str(tmp_path / "resume.zh-1.png"),)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["resume.zh-1.png", "resume.zh-10.png"]


@pytest.mark.tex
def test_build_png_writes_pages_beside_the_pdf_and_reports_them(cvtex: Cvtex, tmp_path: Path) -> None:
    file = tmp_path / "resume.yaml"
    file.write_text(RESUME, encoding="utf-8")
    done = cvtex("build", file, "--png", "--dpi", "72", "--json", "-o", tmp_path / "out")
    (output,) = done.report["outputs"]
    assert output["pngs"] == [str(tmp_path / "out" / "resume.en-1.png")]
    width, height, _, rows = decoded((tmp_path / "out" / "resume.en-1.png").read_bytes())
    assert (width, height) == (596, 842)
    assert min(rows) < 64


def test_a_resolution_out_of_bounds_is_wrong_usage(cvtex: Cvtex) -> None:
    assert cvtex("build", "--png", "--dpi", "5000").code == 2


class Opened:
    """An output, as far as the viewer needs it."""

    def __init__(self, pdf: str) -> None:
        self.pdf = pdf


@pytest.mark.parametrize(("code", "message"), [(0, ""), (1, "there is no viewer to open b.pdf with\n")])
def test_open_shows_every_pdf_or_says_that_nothing_can(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int, message: str
) -> None:
    from cvtex.cli.run import open_pdfs

    opened: list[str] = []

    def launch(path: str) -> int:
        opened.append(path)
        return code if path == "b.pdf" else 0

    monkeypatch.setattr(typer, "launch", launch)
    monkeypatch.setenv("DISPLAY", ":0")
    open_pdfs(Report(outputs=(Opened("a.pdf"), Opened("b.pdf"))))  # type: ignore[arg-type]
    assert opened == ["a.pdf", "b.pdf"]
    assert capsys.readouterr().err == message
