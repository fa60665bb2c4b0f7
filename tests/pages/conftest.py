"""Real pages: built once a session, and read back by everything that reads PDFs."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pypdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text

import cvtex.build
from cvtex.build import Request, build

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


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
    seen: list[Any] = []
    typeset = vars(cvtex.build)["typeset"]

    def watched(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        result = typeset(*arguments, **options)
        seen.append((arguments[0], result.plan))
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cvtex.build.typeset", watched)
        report = build(request, lambda *_: None)
    assert report.exit_code == 0, report.diagnostics
    ((rendered, plan),) = seen
    shown = [placed.block for page in plan.pages for placed in page]
    blocks = tuple(rendered.blocks[block].texts for block in shown)
    return Built(Path(report.outputs[0].pdf), blocks, tuple(found.code for found in report.diagnostics))


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
