"""PDFs to read: made by hand, where they must be hostile, and by xelatex, where they must be real."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING, Protocol

import pytest
from pikepdf import Dictionary, Name, Pdf

from cvtex.system.resources import fonts_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Make(Protocol):
    """Make a PDF by hand; ``change`` may do anything to it."""

    def __call__(
        self, change: Callable[[Pdf], None] | None = None, *, pages: int = 1, content: bytes = ...
    ) -> bytes: ...


def _make(
    change: Callable[[Pdf], None] | None = None,
    *,
    pages: int = 1,
    content: bytes = b"BT /F1 12 Tf 72 720 Td (Hello resume) Tj ET",
) -> bytes:
    document = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for _ in range(pages):
        page = document.add_blank_page(page_size=(595.28, 841.89))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = document.make_stream(content)
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def make() -> Make:
    return _make


@pytest.fixture
def typeset(tmp_path: Path) -> Callable[[str], bytes]:
    """Set a body with the real xelatex, in Latin Modern and the Chinese font that ships with cvtex."""

    def run(body: str) -> bytes:
        chinese = next(fonts_folder().rglob("NotoSerifSC-Regular.otf"))
        source = rf"""
\documentclass{{article}}
\usepackage[a4paper,margin=20mm]{{geometry}}
\usepackage{{fontspec,xeCJK}}
\usepackage[hidelinks]{{hyperref}}
\setmainfont{{lmroman10-regular.otf}}[Ligatures=NoCommon]
\setCJKmainfont{{{chinese.name}}}[Path={chinese.parent}/]
\setlength\parindent{{0pt}}\pagestyle{{empty}}
\begin{{document}}
{body}
\end{{document}}
"""
        (tmp_path / "t.tex").write_text(source, encoding="utf-8")
        command = ["xelatex", "-interaction=batchmode", "-halt-on-error", "t.tex"]
        done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, timeout=60)
        assert done.returncode == 0, (tmp_path / "t.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        return (tmp_path / "t.pdf").read_bytes()

    return run
