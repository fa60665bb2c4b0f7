"""Real pages: built once a session, and read back by everything that reads PDFs."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import c_int, create_string_buffer
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pypdfium2
import pytest
from pypdfium2 import raw
from tests.conftest import ROOT
from tests.pages.built import Built, build
from tests.pages.readers import READERS, Reader

from cvtex.build.request import Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
            done[key] = build(Request(file, langs=(lang,), output_dir=folder, **request))
        return done[key]

    return make


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


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> Reader:
    return READERS[request.param]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The résumé of the repository."""
    return ROOT / "resume.yaml"
