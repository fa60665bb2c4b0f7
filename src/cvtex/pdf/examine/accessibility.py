"""Reads the tags of a PDF: what is a heading, a list or a link, for whoever does not see the page.

The names are those of ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pikepdf

from cvtex.pdf.objects import address_of, annotations_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Place = tuple[int, int]
"""An object's number and generation."""

_HEADING: Final = re.compile(r"H[1-6]?|Title")
_CHAIN: Final = 8  # names that a role map may lead through
_ORDER: Final = ("H", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Table", "TR", "Link", "Figure")


@dataclass(frozen=True, slots=True)
class Tags:
    """The elements of a PDF's structure by their standard types, and what is missing from it.

    ``marked`` says that readers may rely on the tags. ``loose_links`` are the addresses of links that no element
    holds, ``bare_pictures`` the number of pictures without a description.
    """

    marked: bool = False
    elements: Mapping[str, int] = field(default_factory=dict)
    loose_links: tuple[str, ...] = ()
    bare_pictures: int = 0

    @property
    def there(self) -> bool:
        """Whether there are tags that readers use."""
        return self.marked and bool(self.elements)

    @property
    def headings(self) -> int:
        """How many headings there are."""
        return sum(count for name, count in self.elements.items() if _HEADING.fullmatch(name))

    def __str__(self) -> str:
        known = [name for name in _ORDER if name in self.elements]
        return ", ".join(f"{self.elements[name]} {name}" for name in known) or f"{sum(self.elements.values())} elements"


def read_tags(data: bytes) -> Tags:
    """Read the structure of a PDF; one without a structure has no elements."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        root, info = pdf.Root.get("/StructTreeRoot"), pdf.Root.get("/MarkInfo")
        if not isinstance(root, pikepdf.Dictionary):
            return Tags()
        marked = isinstance(info, pikepdf.Dictionary) and bool(info.get("/Marked", False))
        roles = root.get("/RoleMap")
        names = dict(roles.items()) if isinstance(roles, pikepdf.Dictionary) else {}
        counts, held, bare = Counter[str](), set[Place](), 0
        for element in _below(root):
            if str(element.get("/Type")) == "/OBJR":
                held.add(_place(element.get("/Obj")))
                continue
            kind = _standard(str(element.get("/S")), names)
            counts[kind.removeprefix("/")] += 1
            bare += kind == "/Figure" and not any(_says(element.get(key)) for key in ("/Alt", "/ActualText"))
        loose = (_address(link) for page in pdf.pages for link in _links(page) if _place(link) not in held)
        return Tags(marked, dict(counts), tuple(loose), bare)


def _below(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element of the tree, and every reference to an object, once."""
    # A stack and a set, not recursion: a hostile file nests deeper than Python does, or in a circle.
    stack, seen = [root.get("/K")], set[Place]()
    while stack:
        item = stack.pop()
        if isinstance(item, pikepdf.Array):
            stack.extend(reversed(item.as_list()))
        elif isinstance(item, pikepdf.Dictionary):
            place = _place(item)
            if place in seen:
                continue
            if item.is_indirect:
                seen.add(place)
            if "/S" in item or str(item.get("/Type")) == "/OBJR":
                yield item
            stack.append(item.get("/K"))


def _place(item: Any) -> Place:  # noqa: ANN401 (an object, or a plain value)
    return item.objgen if isinstance(item, pikepdf.Object) else (0, 0)


def _standard(name: str, names: Mapping[str, Any]) -> str:
    for _ in range(_CHAIN):
        if name not in names:
            break
        name = str(names[name])
    return name


def _says(value: Any) -> bool:  # noqa: ANN401 (see above)
    return isinstance(value, pikepdf.String) and bool(str(value).strip())


def _links(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    for item in annotations_of(page):
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/Subtype")) == "/Link":
            yield item


def _address(link: pikepdf.Object) -> str:
    action = link.get("/A")
    address = address_of(action.get("/URI")) if isinstance(action, pikepdf.Dictionary) else ""
    return address or "a place in the document"
