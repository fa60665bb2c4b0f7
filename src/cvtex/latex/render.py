"""A view becomes blocks of LaTeX, the tree that says what depends on what, and what TeX reads before them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cvtex.fit.content import Content
from cvtex.fonts import cjk_symbols
from cvtex.latex.blocks import Block, Blocks
from cvtex.latex.jinja import Printer
from cvtex.latex.pieces import Tree
from cvtex.text.cjk import is_written_without_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from cvtex.fit.values import Cut
    from cvtex.fonts import FontSet, Role
    from cvtex.fonts.fallbacks import Fallback
    from cvtex.latex.template import Template
    from cvtex.view import View

__all__ = ["FONTS_LINK", "Block", "FontCommand", "Rendered", "font_commands", "font_links", "preamble", "render"]

FONTS_LINK = "fonts"
_OWN_FONTS_LINK = "own-fonts"
_PAPER_MM = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


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


@dataclass(frozen=True, slots=True)
class FontCommand:
    """One fontspec or xeCJK command, and the files it names as TeX sees them."""

    command: str
    path: str
    regular: str
    bold: str
    italic: str
    bold_italic: str
    scale: float


def font_commands(fonts: FontSet, *, sans: bool = False, mono: bool = False) -> Iterator[FontCommand]:
    """The commands that load the faces of running text, and those of sans and code where there is any."""
    roles: list[tuple[str, Role]] = [("main", fonts.main)]
    if sans:
        roles.append(("sans", "sans"))
    if mono:
        roles.append(("mono", "mono"))
    for name, role in roles:
        pair = fonts.pair(role)
        for command, family in ((f"set{name}font", pair.latin), (f"setCJK{name}font", pair.cjk)):
            yield FontCommand(
                command,
                _OWN_FONTS_LINK if family.own else f"{FONTS_LINK}/{family.folder.name}",
                family.regular,
                family.bold,
                family.italic,
                family.bold_italic,
                family.scale,
            )


def font_links(fonts: FontSet) -> dict[str, Path]:
    """The folder of a person's own fonts, by the name it has in TeX's folder; that of ours is always there."""
    own = next((family.folder for family in fonts.families if family.own), None)
    return {_OWN_FONTS_LINK: own} if own else {}


def preamble(template: Template) -> str:
    """What TeX can read before anything of the résumé is known."""
    own = template.folder / "preamble.tex"
    return (own if own.is_file() else template.base / "preamble.tex").read_text(encoding="utf-8")


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
    printer = Printer((template.folder, template.base), view.locale)
    blocks, header = Blocks(printer), view.header
    number = blocks.add(
        "header.tex",
        "basics",
        name=header.name,
        label=header.label,
        objective=header.objective,
        contacts=header.contacts,
        photo=photo,
    )
    tree = Tree(blocks, cut)
    content = Content(number, tuple(map(tree.section, view.sections)))
    width, height = _PAPER_MM[view.layout.paper]
    setup, _ = printer.render(
        "setup.tex",
        {
            "families": tuple(
                font_commands(fonts, sans=_has_sans(template), mono=any(r"\cvcode{" in block.latex for block in blocks))
            ),
            "symbols": sorted(cjk_symbols("".join(text for block in blocks for text in block.texts), fonts)),
            "fallbacks": tuple(enumerate(fallbacks)),
            "paper_width_mm": width,
            "paper_height_mm": height,
            "script": "cjk" if is_written_without_spaces(view.lang) else "latin",
            "accent": (view.layout.accent or "").removeprefix("#").upper(),
        },
    )
    links = {f"fallback{n}": fallback.family.folder for n, fallback in enumerate(fallbacks)}
    return Rendered(preamble(template), setup, tuple(blocks), content, height, links | font_links(fonts))


def _has_sans(template: Template) -> bool:
    """Whether a template sets anything in the sans family: classic does not, and a face costs time to load."""
    if template.folder == template.base:
        return False
    files = (*template.folder.glob("*.tex"), *template.folder.glob("*.sty"))
    return any(r"\sffamily" in file.read_text(encoding="utf-8") for file in files)
