"""Makes the structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8) out of the marked pieces of its pages.

The macros of ``cvtex.sty`` say of each piece which element it belongs to. Here the elements are put into a tree as a
screen reader walks it: items of a list into lists, rows into tables, and what stands under a heading into a section.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DOCUMENT: Final = 0
"""The number of the element around all others."""

_HELD_BY: Final = {"LI": "L", "TR": "Table"}
_HEADINGS: Final = ("H1", "H2", "H3", "H4", "H5", "H6")
_SECTION: Final = "H2"
# A cell without text keeps its place in the row.
_KEPT_EMPTY: Final = frozenset({"TD", "TH"})


class MarkedPiece(NamedTuple):
    """A piece of a page: the number of its element, and that of the element around it.

    ``mcid`` is its number on the page, by which the tree refers to it; None where nothing is drawn in it. ``lang`` is a
    BCP 47 tag where the element is in another language than the document.
    """

    page: int
    mcid: int | None
    role: str
    element: int
    around: int
    lang: str = ""


class MarkedContent(NamedTuple):
    """What an element shows: a piece of a page."""

    page: int
    mcid: int


@dataclass(slots=True)
class Element:
    """An element of the structure: a standard role, such as ``H1`` or ``LBody``, and what it holds, in reading order.

    ``number`` is that of its pieces; None for one that was added to hold others.
    """

    role: str
    kids: list[Element | MarkedContent] = field(default_factory=list)
    number: int | None = None
    lang: str = ""

    @property
    def elements(self) -> list[Element]:
        """The elements among its kids."""
        return [kid for kid in self.kids if isinstance(kid, Element)]


def structure(pieces: Iterable[MarkedPiece]) -> Element:
    """The document's structure; pieces come in the order of the pages, an element's first one before those in it."""
    document = Element("Document", number=DOCUMENT)
    elements = {DOCUMENT: document}
    for piece in pieces:
        element = elements.get(piece.element)
        if element is None:
            element = elements[piece.element] = Element(piece.role, number=piece.element, lang=piece.lang)
            elements.get(piece.around, document).kids.append(element)
        if piece.mcid is not None:
            element.kids.append(MarkedContent(piece.page, piece.mcid))
    _prune(document)
    _number_headings(document)
    _gather(document)
    document.kids = list(_sections(document.kids))
    return document


def _prune(element: Element) -> None:
    """Leave out elements that hold nothing: a paragraph all of which is a heading, a list's mark that is not there."""
    for kid in element.elements:
        _prune(kid)
    element.kids = [
        kid for kid in element.kids if isinstance(kid, MarkedContent) or kid.kids or kid.role in _KEPT_EMPTY
    ]


def _number_headings(document: Element) -> None:
    """Make a paragraph of a heading whose level skips one (ISO 14289-1, 7.4.2)."""
    last = -1
    for element in document.elements:
        if element.role in _HEADINGS:
            level = _HEADINGS.index(element.role)
            if level > last + 1:
                element.role = "P"
            else:
                last = level


def _gather(element: Element) -> None:
    """Put the items of a list that follow each other into a list, and rows into a table, at each level."""
    for kid in element.elements:
        _gather(kid)
    kids: list[Element | MarkedContent] = []
    for holder, run in groupby(element.kids, key=_holder):
        held = list(run)
        kids += [Element(holder, held)] if holder else held
    element.kids = kids


def _holder(kid: Element | MarkedContent) -> str | None:
    return _HELD_BY.get(kid.role) if isinstance(kid, Element) else None


def _sections(kids: Sequence[Element | MarkedContent]) -> Iterable[Element | MarkedContent]:
    """Each heading of a section with what follows it."""
    section: Element | None = None
    for kid in kids:
        if isinstance(kid, Element) and kid.role == _SECTION:
            section = Element("Sect")
            yield section
        if section is None:
            yield kid
        else:
            section.kids.append(kid)
