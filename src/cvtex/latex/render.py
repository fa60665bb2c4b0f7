"""Renders a view: blocks of LaTeX, the tree of what depends on what, and what TeX reads before them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cvtex.fit.content import Content
from cvtex.latex.blocks import Block, Blocks
from cvtex.latex.jinja import Printer
from cvtex.latex.pieces import Tree
from cvtex.latex.setup import PAPER_MM, font_links, setup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cvtex.fit.values import Cut
    from cvtex.fonts import FontSet
    from cvtex.fonts.fallbacks import Fallback
    from cvtex.latex.template import Template
    from cvtex.view import View

__all__ = ["Block", "Rendered", "render"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """All that TeX needs to know, and all that the fit needs to know."""

    preamble: str
    setup: str
    blocks: tuple[Block, ...]
    content: Content
    paper_height_mm: float
    links: Mapping[str, Path] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The definitions of all blocks."""
        return "".join(f"\\cvtexblock{{{n}}}{{%\n{block.latex}}}\n" for n, block in enumerate(self.blocks))

    @property
    def characters(self) -> str:
        """Every character that is printed, once."""
        return "".join(sorted({character for block in self.blocks for text in block.texts for character in text}))


def render(  # noqa: PLR0913  (what is shown, how, and with what: none follows from another)
    view: View,
    template: Template,
    *,
    cut: Cut,
    fonts: FontSet,
    fallbacks: Sequence[Fallback] = (),
    photo: str | None = None,
) -> Rendered:
    """Set a view in a template.

    Args:
        view: What is to be shown.
        template: How.
        cut: What may be left out.
        fonts: The faces, of which only those that are used will be loaded.
        fallbacks: Families of the machine for characters that the faces lack.
        photo: The name of the picture in TeX's folder.

    Raises:
        EngineError: The template is wrong.
    """
    printer = Printer(template.folders, view.locale)
    blocks, header, layout = Blocks(printer), view.header, view.layout
    number = blocks.add(
        "header.tex",
        "basics",
        name=header.name,
        label=header.label,
        objective=header.objective,
        contacts=header.contacts,
        photo=photo,
    )
    tree = Tree(blocks, template.rows, cut)
    content = Content(number, tuple(map(tree.section, view.sections)))
    text = "".join(text for block in blocks for text in block.texts)
    code = {"mono"} if any(r"\cvcode{" in block.latex for block in blocks) else set()
    begin = setup(
        printer,
        text,
        fonts,
        faces=template.faces | code,
        fallbacks=fallbacks,
        paper=layout.paper,
        accent=layout.accent,
    )
    height = PAPER_MM[layout.paper][1]
    return Rendered(_preamble(template), begin, tuple(blocks), content, height, font_links(fonts, fallbacks))


def _preamble(template: Template) -> str:
    """What TeX can read before anything of the résumé is known."""
    own = template.folder / "preamble.tex"
    return (own if own.is_file() else template.base / "preamble.tex").read_text(encoding="utf-8")
