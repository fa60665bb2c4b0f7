"""Real pages: built once a session, and read back by everything that reads PDFs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from ctypes import c_int, create_string_buffer
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pypdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from pypdfium2 import raw
from tests.conftest import ROOT

from cvtex.build.pipeline import plan, prepare, ship
from cvtex.build.request import Job, Request
from cvtex.build.source import read
from cvtex.tex.early_start import EarlyStart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Built:
    """A PDF, and what stands on it: for each block in the order of the page, its texts as a reader knows them."""

    pdf: Path
    blocks: tuple[tuple[str, ...], ...]
    diagnostics: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for block in self.blocks for text in block)


class Build(Protocol):
    """Build one language of a résumé, given as a file or as its text."""

    def __call__(self, source: Path | str, lang: str = "zh", **request: Any) -> Built: ...  # noqa: ANN401 (any option)


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Build:
    done: dict[object, Built] = {}

    def make(source: Path | str, lang: str = "zh", **request: Any) -> Built:  # noqa: ANN401
        key = (source, lang, tuple(request.items()))
        if key not in done:
            folder = tmp_path_factory.mktemp("page")
            file = source
            if isinstance(file, str):
                file = folder / "resume.yaml"
                file.write_text(str(source), "utf-8")
            done[key] = _build(Request(file, langs=(lang,), output_dir=folder, **request))
        return done[key]

    return make


def _build(request: Request) -> Built:
    (lang,) = request.langs
    with EarlyStart() as early_start:
        prepared = prepare(Job(request, read(request), lang, lambda *_: None, early_start))
        with prepared.tex:
            planned = plan(prepared)
            report = ship(prepared, planned)
    shown = [placed.block for page in planned.pages for placed in page]
    blocks = tuple(prepared.rendered.blocks[block].texts for block in shown)
    return Built(Path(report.outputs[0].pdf), blocks, tuple(diagnostic.code for diagnostic in report.diagnostics))


@dataclass(frozen=True)
class Glyph:
    """A character where it stands, in points from the left and the foot of the page, and the font that draws it."""

    character: str
    left: float
    right: float
    bottom: float
    top: float
    font: str


@dataclass(frozen=True)
class Line:
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.character for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return self.glyphs[-1].right


Lines = Callable[[Path], list[Line]]


@pytest.fixture(scope="session")
def lines() -> Lines:
    """Read the lines of a PDF, as pdfium has its characters."""

    @cache
    def read(pdf: Path) -> list[Line]:
        with pypdfium2.PdfDocument(pdf) as document:
            return [line for page in document for line in _lines(_glyphs(page))]

    return read


def _glyphs(page: Any) -> Iterator[Glyph]:  # noqa: ANN401 (pypdfium2 has no types)
    text = page.get_textpage()
    name, flags = create_string_buffer(200), c_int()
    for n in range(text.count_chars()):
        character = text.get_text_range(n, 1)
        raw.FPDFText_GetFontInfo(text.raw, n, name, 200, flags)
        left, bottom, right, top = text.get_charbox(n, loose=True)
        shown = "-" if character in {"\ufffe", "\x02"} else character  # a hyphen at a line's end
        yield Glyph(shown, left, right, bottom, top, name.value.decode())


def _lines(glyphs: Iterable[Glyph]) -> Iterator[Line]:
    line: list[Glyph] = []
    for glyph in glyphs:
        drawn = glyph.right > glyph.left and glyph.top > glyph.bottom
        if not drawn:
            if line and glyph.character == " ":
                line.append(glyph)
            continue
        last = next((seen for seen in reversed(line) if seen.top > seen.bottom), None)
        if last and not last.bottom < (glyph.bottom + glyph.top) / 2 < last.top:
            yield Line(tuple(line))
            line = []
        line.append(glyph)
    if line:
        yield Line(tuple(line))


# Readers


def _pdftotext(*options: str) -> Callable[[Path], str]:
    def read(pdf: Path) -> str:
        return subprocess.run(
            ["pdftotext", "-enc", "UTF-8", *options, str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout

    return read


def _pypdf(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def _pdfium(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return text.replace("\ufffe", "-\n").replace("\x02", "-\n")  # a hyphen at a line's end


READERS: dict[str, Callable[[Path], str]] = {
    "poppler": cache(_pdftotext()),
    "poppler-layout": cache(_pdftotext("-layout")),
    "poppler-raw": cache(_pdftotext("-raw")),
    "pdfminer": cache(extract_text),
    "pypdf": cache(_pypdf),
    "pdfium": cache(_pdfium),
}


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> Callable[[Path], str]:
    return READERS[request.param]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The résumé of the repository."""
    return ROOT / "resume.yaml"
