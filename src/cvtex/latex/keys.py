"""What each key of ``template.toml`` means: in the copies that `starter` makes, and in ``docs/templates.md``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.latex.manifest import REFUSABLE, styles

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES: Final[Mapping[str, str]] = {
    "": "",
    "faces": "Faces that are always loaded beside that of running text. Code has the mono face wherever there is any.",
    "fit": "Between which bounds the page is fitted: [tightest, loosest]. [fit.en] is the same for one language.",
    "gaps": "White space, in multiples of the leading.",
    "style": "How it looks. Sizes are factors of the body's. [style.en] is the same for one language.",
    "refused": "Options of layout that the design does not take, each with the reason.",
}
"""The tables, in their order; "" has the keys above all tables."""
_GAP: Final = "0 to 20"
_MEANINGS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "": {
        "description": ("for whom the design is, as `cvtex templates` prints it", "a text"),
        "fonts": ("the set of fonts where the résumé names none", "a name that `cvtex fonts` lists"),
        "accent": ("the colour where the résumé names none", '"#RRGGBB"; without it all is black'),
        "paper": ("the paper where the résumé names none", '"a4", "letter", or by language: { en = "letter" }'),
        "languages": ("the languages it is made for, where others are in classic", "a list of tags; empty for all"),
        "rows": (
            "the kinds of section whose entries are rows, close together, without heads",
            "a list of kinds",
        ),
    },
    "faces": {
        "sans": (r"whether \sffamily is there", "true, false"),
        "mono": (r"whether \ttfamily is there", "true, false"),
    },
    "fit": {
        "font_size": ("the body type, in pt", "4 to 40"),
        "leading": ("the distance of lines, over the type size", "0.8 to 3"),
        "margin": ("the margins, in mm", "0 to 60"),
        "gap": ("a factor on all gaps", "0 to 5"),
    },
    "gaps": {
        "header": ("under the header", _GAP),
        "section": ("above the heading of a section", _GAP),
        "heading": ("under that heading", _GAP),
        "entry": ("between two entries", _GAP),
        "head": ("under the head of an entry", _GAP),
        "item": ("between bullets", _GAP),
        "row": ("between rows", _GAP),
    },
}
_STYLE: Final[Mapping[str, str]] = {
    "header": "how name and contacts stand; with a photo always at the left",
    "header_rule": "a rule under the header",
    "name": "the size of the name",
    "name_ink": "the colour of the name",
    "name_tracking": "the space between the hanzi of the name, in em",
    "label": "the size of the line under the name",
    "label_ink": "the colour of that line",
    "contacts": "the size of the contacts",
    "contacts_ink": "the colour of the contacts",
    "heading": "headings: with nothing, a rule or two under them, a bar before them or in the column of dates",
    "heading_size": "the size of headings",
    "heading_ink": "the colour of headings",
    "heading_tracking": "the space between the hanzi of headings, in em",
    "heading_face": "the face of headings; sans needs sans = true in [faces]",
    "heading_case": "headings as they are written, or in capitals",
    "dates": "dates at the end of their lines, or in a column at the left",
    "dates_ink": "the colour of dates",
    "labels": "the names of skills in their lines, or in a column as wide as the widest",
    "photo": "the width of the photo, in mm, where the résumé names none",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of ``template.toml``: what it means, and what it may be."""

    meaning: str
    values: str


def keys() -> dict[str, dict[str, Key]]:
    """All keys, by their tables."""
    tables = {table: {name: Key(*told) for name, told in inner.items()} for table, inner in _MEANINGS.items()}
    return {
        **tables,
        "style": {name: Key(_STYLE[name], values) for name, values in styles().items()},
        "refused": {name: Key(f"why layout.{name} is not taken", "a text") for name in REFUSABLE},
    }
