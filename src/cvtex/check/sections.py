"""Section ids, and what own sections hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.check.finding import finding
from cvtex.check.suggestions import nearest_section
from cvtex.check.walk import text_of
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
    location, path = spot.node.entries["id"].location, path_text((*spot.path, "id"))
    if name in own:
        message = f"the id `{name}` is taken by the section at {own[name]}"
        yield finding("E216", message, location, path, "give each section an id of its own")
    elif name in taken:
        message = f"the id `{name}` is that of the section `{name}:` at the top of the file"
        yield finding("E216", message, location, path, "give each section an id of its own")
    own.setdefault(name, location)


def _content(spot: Spot, section: Mapping) -> Iterator[Diagnostic]:
    kind = text_of(section, "kind")
    if kind not in CONTENT_KEYS:
        return
    wanted = CONTENT_KEYS[kind]
    stray = [key for key in (*dict.fromkeys(CONTENT_KEYS.values()), "columns") if key in section.entries]
    stray = [key for key in stray if key != wanted and not (key == "columns" and kind == "table")]
    for key in stray:
        message = f"a section of kind {kind} has no `{key}`"
        hint = f"its content stands under `{wanted}:`; or change its kind"
        yield finding("E217", message, section.keys[key], path_text((*spot.path, key)), hint)
    if wanted not in section.entries and not stray:
        path = path_text((*spot.path, wanted))
        message = f"a section of kind {kind} needs `{wanted}`"
        yield finding("E203", message, section.location, path, f"add `{wanted}:` here")
    if kind == "table":
        yield from _rows(spot, section)


def _rows(spot: Spot, section: Mapping) -> Iterator[Diagnostic]:
    columns, rows = section.entries.get("columns"), section.entries.get("rows")
    if not isinstance(columns, Sequence) or not isinstance(rows, Sequence):
        return
    for index, row in enumerate(rows.items):
        cells = row.entries.get("cells") if isinstance(row, Mapping) else row
        if isinstance(cells, Sequence) and len(cells.items) != len(columns.items):
            message = f"the row has {len(cells.items)} cells, and there are {len(columns.items)} columns"
            path = path_text((*spot.path, "rows", index))
            yield finding("E217", message, row.location, path, 'write "" for a cell that is empty')


def _uses(spot: Spot, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    if not isinstance(spot.node, Mapping):
        return
    sections, titles = spot.node.entries.get("sections"), spot.node.entries.get("titles")
    seen: set[str] = set()
    for index, item in enumerate(sections.items if isinstance(sections, Sequence) else ()):
        node = item.entries.get("id") if isinstance(item, Mapping) else item
        if isinstance(node, Scalar) and node.value:
            path = path_text((*spot.path, "sections", index))
            yield from _known(node.value.strip(), node.location, path, known)
            if node.value.strip() in seen:
                message = f"`{node.value}` is listed twice"
                yield finding("E216", message, node.location, path, "list each section once")
            seen.add(node.value.strip())
    if isinstance(titles, Mapping):
        for name, location in titles.keys.items():
            yield from _known(name, location, path_text((*spot.path, "titles", name)), known)


def _known(name: str, location: Location, path: str, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    if name not in known:
        near = nearest_section(name, known)
        hint = f"did you mean `{near}`?" if near else f"there are {', '.join(known)}"
        yield finding("E215", f"there is no section `{name}`", location, path, hint)
