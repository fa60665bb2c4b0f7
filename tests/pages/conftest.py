"""Real pages: built once a session, and read back by everything that reads PDFs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest
from tests.conftest import ROOT
from tests.pages.built import Built, build
from tests.pages.glyphs import Line, read_lines
from tests.pages.readers import READERS, Reader

from cvtex.build.request import Request


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


Lines = Callable[[Path], list[Line]]


@pytest.fixture(scope="session")
def lines() -> Lines:
    """Read the lines of a PDF, as pdfium has its characters."""
    return cache(read_lines)


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> Reader:
    return READERS[request.param]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The résumé of the repository."""
    return ROOT / "resume.yaml"
