"""Checks section ids, and what own sections hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.check.suggestions import nearest_section
from cvtex.check.walk import text_of
from cvtex.errors import Message
from cvtex.load import Mapping, Node, Scalar, Sequence, path_text
from cvtex.resume import CONTENT_KEYS, ENTRY_CLASSES, LayoutSettings, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic, Location

STANDARD_IDS: Final = ("summary", *ENTRY_CLASSES)
"""The sections that need no declaration: JSON Resume's, and the summary in ``basics``."""


def check_sections(root: Node, spots: Iterable[Spot]) -> Iterator[Diagnostic]:
    """Check that ids are given once and exist where they are used, and that own sections hold what their kind says."""
    own: dict[str, Location] = {}
    taken = root.entries.keys() & ENTRY_CLASSES.keys() if isinstance(root, Mapping) else set()
    settings: list[Spot] = []
    for spot in spots:
        if spot.kind is Section and isinstance(spot.node, Mapping):
            yield from _id(spot, own, taken)
            yield from _content(spot, spot.node)
        elif issubclass(spot.kind, LayoutSettings):
            settings.append(spot)
    for spot in settings:
        yield from _uses(spot, (*own, *STANDARD_IDS))


def _id(spot: Spot, own: dict[str, Location], taken: Iterable[str]) -> Iterator[Diagnostic]:
    name = text_of(spot.node, "id")
    if not name or not isinstance(spot.node, Mapping):
        return
    location = spot.node.entries["id"].location
    holder = f"taken by the section at {own[name]}" if name in own else ""
    if not holder and name in taken:
        holder = f"that of the section `{name}:` at the top of the file"
    if holder:
        message = Message("E216", f"the id `{name}` is {holder}", "give each section an id of its own")
        yield message.at(location, path_text((*spot.path, "id")))
    own.setdefault(name, location)


def _content(spot: Spot, section: Mapping) -> Iterator[Diagnostic]:
    kind = text_of(section, "kind")
    if kind not in CONTENT_KEYS:
        return
    wanted = CONTENT_KEYS[kind]
    others = {*CONTENT_KEYS.values(), "columns"} - {wanted, "columns" if kind == "table" else wanted}
    stray = [key for key in section.entries if key in others]
    for key in stray:
        hint = f"its content stands under `{wanted}:`; or change its kind"
        message = Message("E217", f"a section of kind {kind} has no `{key}`", hint)
        yield message.at(section.keys[key], path_text((*spot.path, key)))
    if wanted not in section.entries and not stray:
        message = Message("E203", f"a section of kind {kind} needs `{wanted}`", f"add `{wanted}:` here")
        yield message.at(section.location, path_text((*spot.path, wanted)))
    if kind == "table":
        yield from _rows(spot, section)


def _rows(spot: Spot, section: Mapping) -> Iterator[Diagnostic]:
    columns, rows = section.entries.get("columns"), section.entries.get("rows")
    if not isinstance(columns, Sequence) or not isinstance(rows, Sequence):
        return
    for index, row in enumerate(rows.items):
        cells = row.entries.get("cells") if isinstance(row, Mapping) else row
        if isinstance(cells, Sequence) and len(cells.items) != len(columns.items):
            text = f"the row has {len(cells.items)} cells, and there are {len(columns.items)} columns"
            message = Message("E217", text, 'write "" for a cell that is empty')
            yield message.at(row.location, path_text((*spot.path, "rows", index)))


def _uses(spot: Spot, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    if not isinstance(spot.node, Mapping):
        return
    sections, titles = spot.node.entries.get("sections"), spot.node.entries.get("titles")
    seen: set[str] = set()
    for index, item in enumerate(sections.items if isinstance(sections, Sequence) else ()):
        node = item.entries.get("id") if isinstance(item, Mapping) else item
        if isinstance(node, Scalar) and (name := (node.value or "").strip()):
            path = path_text((*spot.path, "sections", index))
            yield from _known(name, node.location, path, known)
            if name in seen:
                yield Message("E216", f"`{name}` is listed twice", "list each section once").at(node.location, path)
            seen.add(name)
    for name, location in titles.keys.items() if isinstance(titles, Mapping) else ():
        yield from _known(name, location, path_text((*spot.path, "titles", name)), known)


def _known(name: str, location: Location, path: str, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    if name not in known:
        near = nearest_section(name, known)
        hint = f"did you mean `{near}`?" if near else f"there are {', '.join(known)}"
        yield Message("E215", f"there is no section `{name}`", hint).at(location, path)
