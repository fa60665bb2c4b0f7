"""Renders a view: blocks of LaTeX, the tree of what depends on what, and what TeX reads before them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from cvtex.fit.content import Content
from cvtex.fonts.characters import cjk_symbols
from cvtex.fonts.sets import STYLES
from cvtex.latex.jinja import Printer
from cvtex.latex.pieces import Tree, date_samples
from cvtex.latex.runs import joined
from cvtex.tex.format import FONTS_LINK, preamble_of
from cvtex.text.cjk import is_written_without_spaces

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cvtex.fit.values import Cut
    from cvtex.fonts.fallbacks import Fallback
    from cvtex.fonts.sets import FontSet, Pair, Role
    from cvtex.latex.escape import Latex
    from cvtex.latex.jinja import Block
    from cvtex.latex.manifest import Style
    from cvtex.latex.template import Template
    from cvtex.load.picture import Photo
    from cvtex.view import View

_OWN_FONTS_LINK: Final = "own-fonts"
_FACES: Final[tuple[Role, ...]] = ("sans", "mono")
PAPER_MM: Final = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""The width and height of each paper."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside TeX: its file's name, how large it is set, and the radius of its corners, in mm.

    Without a size it is as wide as the design sets it.
    """

    file: str
    size_mm: tuple[float, float] | None = None
    corner_mm: float = 0.0

    def dimensions(self, width_mm: float) -> str:
        """Its size as TeX reads it, with the width that a design sets where it has none of its own."""
        width, height = self.size_mm or (width_mm, None)
        return f"width {width}mm" + (f" height {height}mm" if height else "")

    @classmethod
    def of(cls, photo: Photo) -> Self:
        """The photo of a header."""
        size = None if photo.width_mm is None or photo.height_mm is None else (photo.width_mm, photo.height_mm)
        return cls(photo.name, size, photo.corner_mm)


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
    photo: Picture | None = None,
) -> Rendered:
    """Set a view in a template; of the faces only those that are used are loaded, and ``photo`` is beside TeX.

    Raises:
        EngineError: The template is wrong.
    """
    style = _style(view, template)
    printer = Printer(template.folders, view.locale, style)
    header, layout, blocks = view.header, view.layout, printer.blocks
    texts = {"name": header.name, "label": header.label, "objective": header.objective}
    side = layout.header or ("left" if photo else style["header"])
    number = printer.add("header.tex", "basics", **texts, contacts=header.contacts, photo=photo, side=side)
    tree = Tree(printer, template.manifest.rows, cut)
    content = Content(number, tuple(itertools.starmap(tree.section, joined(view.sections, view.locale))))
    text = "".join(text for block in blocks for text in block.texts)
    code = {"mono"} if any(r"\cvcode{" in block.latex for block in blocks) else set()
    faces = template.manifest.faces | code
    paper = layout.paper if "paper" in layout.model_fields_set else template.paper_for(view.lang)
    begin = setup(
        printer,
        text,
        fonts,
        faces=faces,
        fallbacks=fallbacks,
        paper=paper,
        accent=layout.accent or template.manifest.accent,
        dates=date_samples(*view.sections),
        name=header.name,
        math=any(r"\cvmath{" in block.latex for block in blocks),
    )
    preamble, height = preamble_of(template.folder, template.base), PAPER_MM[paper][1]
    return Rendered(preamble, begin, tuple(blocks), content, height, font_links(fonts, fallbacks))


def _style(view: View, template: Template) -> dict[str, Style]:
    """The style of the design, with what the layout says over it."""
    layout = view.layout
    chosen = {"dates": layout.dates.side, "footer": layout.footer}
    return {**template.style_for(view.lang), **{name: value for name, value in chosen.items() if value}}


def setup(  # noqa: PLR0913 (paper, fonts and colour follow from nothing else)
    printer: Printer,
    text: str,
    fonts: FontSet,
    *,
    faces: Collection[str],
    fallbacks: Sequence[Fallback] = (),
    paper: str = "a4",
    accent: str | None = None,
    dates: Latex | None = None,
    name: str = "",
    math: bool = False,
) -> str:
    """Fill in ``setup.tex``, which TeX reads between a template's packages and the blocks.

    The ``text`` is all that will be set. The face of running text is always loaded; to use another one that is not
    among ``faces`` (sans, mono) is an error in TeX. The accent is ``#rrggbb``.

    Raises:
        EngineError: The template is wrong.
    """
    width, height = PAPER_MM[paper]
    families = tuple(_font_commands(fonts, faces))
    values: dict[str, object] = {
        "families": families,
        "semibold": tuple(_semibold(families, fallbacks)),
        "capitals": _capitals(families, printer.style),
        "symbols": sorted(cjk_symbols(text, fonts)),
        "fallbacks": tuple(enumerate(fallbacks)),
        "paper_width_mm": width,
        "paper_height_mm": height,
        "script": "cjk" if is_written_without_spaces(printer.locale.tag) else "latin",
        "accent": (accent or "").removeprefix("#").upper(),
        "style": tuple(printer.style.items()),
        "dates": dates,
        "name": name,
        "math": math,
    }
    return printer.render("setup.tex", values)[0]


def _font_commands(fonts: FontSet, faces: Collection[str]) -> Iterator[dict[str, object]]:
    """The fontspec and xeCJK commands, and the files they name as TeX sees them."""
    pairs: dict[str, Pair] = {"main": fonts.pair(), **{face: fonts.pair(face) for face in _FACES if face in faces}}
    for name, pair in pairs.items():
        for prefix, family in (("", pair.latin), ("CJK", pair.cjk)):
            path = _OWN_FONTS_LINK if family.own else f"{FONTS_LINK}/{family.folder.name}"
            files = {style: getattr(family, style) for style in STYLES}
            names = {"command": f"set{prefix}{name}font", "nfss": f"cvtex{prefix}{name}"}
            yield {**names, "path": path, "scale": family.scale, **files}


def _semibold(families: Iterable[Mapping[str, object]], fallbacks: Sequence[Fallback]) -> Iterator[dict[str, object]]:
    """The SemiBold of each family as XeTeX names a font: its file, then the features that fontspec gives the others."""
    for family in families:
        script = "" if "CJK" in str(family["nfss"]) else "script=latn;"
        upright, italic = (
            f"[{family['path']}/{family[style]}]/OT:{script}language=dflt;" for style in ("semibold", "semibold_italic")
        )
        yield {"nfss": family["nfss"], "scale": family["scale"], "upright": upright, "italic": italic}
    for number, fallback in enumerate(fallbacks):
        face = f"[fallback{number}/{fallback.family.semibold}:{fallback.family.index}]/OT:language=dflt;"
        yield {"nfss": f"cvtex-fallback{number}", "scale": 1.0, "upright": face, "italic": face}


def _capitals(families: Sequence[Mapping[str, object]], style: Mapping[str, Style]) -> dict[str, object] | None:
    """The bold Latin face of headings in capitals, which stand a little apart (Bringhurst, 3.2.2); None without any."""
    wanted = "cvtexsans" if style.get("heading_face") == "sans" else "cvtexmain"
    if style.get("heading_case") != "capitals":
        return None
    family = next(family for family in families if family["nfss"] == wanted)
    face = f"[{family['path']}/{family['bold']}]/OT:script=latn;language=dflt;letterspace=6;"
    return {"face": face, "scale": family["scale"]}


def font_links(fonts: FontSet, fallbacks: Sequence[Fallback] = ()) -> dict[str, Path]:
    """The folders of fallbacks and of a person's own fonts, by their names in TeX's folder; ours is always there."""
    links = {f"fallback{n}": fallback.family.folder for n, fallback in enumerate(fallbacks)}
    own = next((family.folder for family in fonts.families if family.own), None)
    return {**links, _OWN_FONTS_LINK: own} if own else links
