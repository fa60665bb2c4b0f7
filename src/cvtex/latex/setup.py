"""Writes what TeX reads between a template's packages and the blocks: the paper, the fonts and the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.fonts import cjk_symbols
from cvtex.tex.prediction import FONTS_LINK
from cvtex.text.cjk import is_written_without_spaces

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from cvtex.fonts import FontSet, Pair, Role
    from cvtex.fonts.fallbacks import Fallback
    from cvtex.latex.jinja import Printer

_OWN_FONTS_LINK: Final = "own-fonts"
_FACES: Final[tuple[Role, ...]] = ("sans", "mono")
_STYLES: Final = ("regular", "bold", "italic", "bold_italic")
PAPER_MM: Final = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""The width and height of each paper."""


def setup(  # noqa: PLR0913 (paper, fonts and colour follow from nothing else)
    printer: Printer,
    text: str,
    fonts: FontSet,
    *,
    faces: Collection[str],
    fallbacks: Sequence[Fallback] = (),
    paper: str = "a4",
    accent: str | None = None,
) -> str:
    """Fill in ``setup.tex``.

    Args:
        printer: Renders the template's files, in the language of the text.
        text: All that will be set.
        fonts: The faces; that of running text is always loaded.
        faces: Those that are loaded too: sans, mono. To use one that is not is an error in TeX.
        fallbacks: Families for the characters that the faces lack.
        paper: A4 or letter.
        accent: The accent colour, ``#rrggbb``.

    Raises:
        EngineError: The template is wrong.
    """
    width, height = PAPER_MM[paper]
    latex, _ = printer.render(
        "setup.tex",
        {
            "families": tuple(_font_commands(fonts, faces)),
            "symbols": sorted(cjk_symbols(text, fonts)),
            "fallbacks": tuple(enumerate(fallbacks)),
            "paper_width_mm": width,
            "paper_height_mm": height,
            "script": "cjk" if is_written_without_spaces(printer.locale.tag) else "latin",
            "accent": (accent or "").removeprefix("#").upper(),
        },
    )
    return latex


def _font_commands(fonts: FontSet, faces: Collection[str]) -> Iterator[dict[str, object]]:
    """The fontspec and xeCJK commands, and the files they name as TeX sees them."""
    pairs: dict[str, Pair] = {
        "main": fonts.pair(),
        **{face: fonts.pair(face) for face in _FACES if face in faces},
    }
    for name, pair in pairs.items():
        for command, family in ((f"set{name}font", pair.latin), (f"setCJK{name}font", pair.cjk)):
            path = _OWN_FONTS_LINK if family.own else f"{FONTS_LINK}/{family.folder.name}"
            files = {style: getattr(family, style) for style in _STYLES}
            yield {"command": command, "path": path, "scale": family.scale, **files}


def font_links(fonts: FontSet, fallbacks: Sequence[Fallback] = ()) -> dict[str, Path]:
    """The folders of fallbacks and of a person's own fonts, by their names in TeX's folder; ours is always there."""
    links = {f"fallback{n}": fallback.family.folder for n, fallback in enumerate(fallbacks)}
    own = next((family.folder for family in fonts.families if family.own), None)
    return {**links, _OWN_FONTS_LINK: own} if own else links
