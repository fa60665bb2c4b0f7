"""A page that was built, and what stands on it: shared by the tests, script/readers and script/parsers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.build.naming import destination
from cvtex.build.pipeline import plan, prepare, ship
from cvtex.build.request import Job
from cvtex.build.source import read
from cvtex.tex.early_start import EarlyStart
from cvtex.text.inline import tokens
from cvtex.view.values import texts

if TYPE_CHECKING:
    from cvtex.build.request import Request
    from cvtex.view import View


@dataclass(frozen=True)
class Built:
    """A PDF, and what stands on it: for each block in the order of the page, its texts as a reader knows them."""

    pdf: Path
    view: View
    blocks: tuple[tuple[str, ...], ...]
    diagnostics: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for block in self.blocks for text in block)

    @property
    def formulas(self) -> frozenset[str]:
        """How formulas with something raised or lowered in them are read."""
        every = (token for _, text in texts(self.view) for token in tokens(text) if token.type == "math")
        return frozenset(str(token.meta["plain"]) for token in every if {"^", "_"} & set(token.content))


def build(request: Request) -> Built:
    """Build one language of a résumé."""
    (lang,) = request.langs
    with EarlyStart() as early_start:
        source = read(request)
        place = destination(request, source, lang)
        prepared = prepare(Job(request, source, lang, lambda *_: None, early_start, place))
        with prepared.tex:
            planned = plan(prepared)
            report = ship(prepared, planned)
    shown = [placed.block for page in planned.pages for placed in page]
    blocks = tuple(prepared.rendered.blocks[block].texts for block in shown)
    codes = tuple(diagnostic.code for diagnostic in report.diagnostics)
    return Built(Path(report.outputs[0].pdf), prepared.view, blocks, codes)
