"""What the models cannot say by themselves: what is missing, empty or reversed, and what names nothing in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic_core import PydanticCustomError

from cvtex.check.model_errors import missing_key
from cvtex.check.suggestions import nearest_key, nearest_section
from cvtex.check.walk import Dialect, Spot, follow, text_of
from cvtex.errors import Message
from cvtex.load import Mapping, Node, NodePath, Scalar, Sequence, parse_path, path_text
from cvtex.load.nodes import find
from cvtex.resume import (
    CONTENT_KEYS,
    ENTRY_CLASSES,
    Basics,
    Entries,
    Entry,
    ImagePaths,
    LayoutSettings,
    Period,
    Resume,
    Section,
    Text,
)
from cvtex.resume.dates import Date
from cvtex.resume.items import Model
from cvtex.resume.languages import is_language
from cvtex.resume.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.errors import Diagnostic, Location

_STANDARD_IDS: Final = ("summary", *ENTRY_CLASSES)  # JSON Resume's, and the summary in `basics`


def check_values(spots: Iterable[Spot], dialect: Dialect, intended: frozenset[NodePath]) -> Iterator[Diagnostic]:
    """Check each value by itself and beside its neighbours; ``intended`` fields stand under an unknown key."""
    file = ""
    is_strict = dialect is not Dialect.STANDARD  # JSON Resume requires nothing, and allows empty texts: lint warns
    for spot in spots:
        file = file or spot.node.location.file  # that of the root, which is the first
        if is_strict and issubclass(spot.kind, Resume | Entry | Basics):
            yield from _naming(spot, intended, file)
        if is_strict and spot.kind is Text and spot.is_empty_item:
            yield spot.report("E204", "an empty item", "write something, or delete the line")
        if issubclass(spot.kind, Period):
            start, end = (_date(text_of(spot.node, key)) for key in ("startDate", "endDate"))
            if start and end and end.is_before(start):
                text = f"the endDate, {end}, is before the startDate, {start}"
                yield spot.report("E207", text, "correct one of them; perhaps they are swapped", "endDate")


def _naming(spot: Spot, intended: frozenset[NodePath], file: str) -> Iterator[Diagnostic]:
    """An entry without its name says nothing, nor does a résumé of nobody."""
    key = "basics" if spot.kind is Resume else spot.kind.naming if issubclass(spot.kind, Entry) else "name"
    if not isinstance(spot.node, Mapping) or (*spot.path, key) in intended:
        return
    value = spot.entries.get(key)
    if value is None:
        location = spot.node.location
        yield missing_key(key, location, file, spot.path).at(location, path_text((*spot.path, key)))
    elif isinstance(value, Scalar) and not (value.value or "").strip():
        yield spot.report("E204", f"`{key}` is empty", f"write the {key}", key)


def _date(value: str) -> Date | None:
    try:
        return Date.read(value)
    except PydanticCustomError:
        return None


# -- section ids, and what own sections hold --------------------------------------------------------------------------


def check_sections(root: Node, spots: Iterable[Spot]) -> Iterator[Diagnostic]:
    """Check that ids are given once and exist where they are used, and that own sections hold what their kind says."""
    own: dict[str, Location] = {}
    taken = root.entries.keys() & ENTRY_CLASSES.keys() if isinstance(root, Mapping) else set()
    settings: list[Spot] = []
    for spot in spots:
        if spot.kind is Section and isinstance(spot.node, Mapping):
            yield from _id(spot, own, taken)
            yield from _content(spot)
        elif issubclass(spot.kind, LayoutSettings):
            settings.append(spot)
    for spot in settings:
        yield from _uses(spot, (*own, *_STANDARD_IDS))


def _id(spot: Spot, own: dict[str, Location], taken: Iterable[str]) -> Iterator[Diagnostic]:
    name = text_of(spot.node, "id")
    if not name:
        return
    holder = f"that of the section `{name}:` at the top of the file" if name in taken else ""
    holder = f"taken by the section at {own[name]}" if name in own else holder
    if holder:
        yield spot.report("E216", f"the id `{name}` is {holder}", "give each section an id of its own", "id")
    own.setdefault(name, spot.entries["id"].location)


def _content(spot: Spot) -> Iterator[Diagnostic]:
    kind = text_of(spot.node, "kind")
    if kind not in CONTENT_KEYS:
        return
    wanted = CONTENT_KEYS[kind]
    others = {*CONTENT_KEYS.values(), "columns"} - {wanted, "columns" if kind == "table" else wanted}
    stray = [key for key in spot.entries if key in others]
    for key in stray:
        text = f"a section of kind {kind} has no `{key}`"
        hint = f"its content stands under `{wanted}:`; or change its kind"
        yield spot.report("E217", text, hint, key, location=spot.key_location(key))
    if wanted not in spot.entries and not stray:
        yield spot.report("E203", f"a section of kind {kind} needs `{wanted}`", f"add `{wanted}:` here", wanted)
    columns, rows = spot.entries.get("columns"), spot.entries.get("rows")
    if kind == "table" and isinstance(columns, Sequence) and isinstance(rows, Sequence):
        for index, row in enumerate(rows.items):
            cells = row.entries.get("cells") if isinstance(row, Mapping) else row
            if isinstance(cells, Sequence) and len(cells.items) != len(columns.items):
                text = f"the row has {len(cells.items)} cells, and there are {len(columns.items)} columns"
                yield spot.report("E217", text, 'write "" for a cell that is empty', "rows", index)


def _uses(spot: Spot, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    sections, titles = spot.entries.get("sections"), spot.entries.get("titles")
    uses: list[tuple[str, Location, str | int]] = []
    for index, item in enumerate(sections.items if isinstance(sections, Sequence) else ()):
        node = item.entries.get("id") if isinstance(item, Mapping) else item
        if isinstance(node, Scalar) and (name := (node.value or "").strip()):
            if any(name == other for other, *_ in uses):
                text, hint = f"`{name}` is listed twice", "list each section once"
                yield spot.report("E216", text, hint, "sections", index, location=node.location)
            uses.append((name, node.location, index))
    uses += ((name, location, name) for name, location in (titles.keys.items() if isinstance(titles, Mapping) else ()))
    for name, location, part in uses:
        if name not in known:
            near = nearest_section(name, known)
            hint = f"did you mean `{near}`?" if near else f"there are {', '.join(known)}"
            key = "sections" if isinstance(part, int) else "titles"
            yield spot.report("E215", f"there is no section `{name}`", hint, key, part, location=location)


# -- meta.private: a path that is mistyped would protect nothing, and nobody would see it -----------------------------


def check_privacy(root: Node) -> Iterator[Diagnostic]:
    """Check that each path the file calls private leads to a key that a résumé has, and that it can do without."""
    listed = find(root, ("meta", "private"))
    for index, item in enumerate(listed.items if isinstance(listed, Sequence) else (listed,)):
        if isinstance(item, Scalar) and item.value and (problem := _problem(root, parse_path(item.value))):
            reason, hint = problem
            message = Message("E230", f"`{item.value}` cannot be private: {reason}", hint)
            yield message.at(item.location, path_text(("meta", "private", index)))


def _problem(root: Node, path: NodePath) -> tuple[str, str] | None:  # noqa: PLR0911 (one case a part, each its own words)
    """What is wrong with a path, and the next step; None where it is right."""
    if not path:
        return "this is no path", "write it as the reports do: basics.phone, work[0].url"
    for length, part in enumerate(path):
        parent = follow(root, path[:length])
        kind, shape, before = parent.kind, parent.shape, path_text(path[:length])
        is_list = shape is not None and shape.many and not isinstance(path[length - 1], int)
        if kind is Entries:  # of the kind that its section says
            return None
        if isinstance(part, int):
            if not is_list:
                return f"{before or 'a résumé'} is no list", "leave the [ ] out"
        elif kind in {Text, ImagePaths} and is_language(part):
            return None
        elif is_list:
            return f"{before} is a list", f"name one of its entries, {before}[0].{part}, or all of it: {before}"
        elif not issubclass(kind, Model) or part not in fields_of(kind):
            return None if shape and shape.keyed else _unknown(kind, part, before)
        elif length == len(path) - 1 and _is_needed(kind, part):
            hint = f"name what holds it: {before}" if length > 1 else "leave it out"
            return f"{before or 'a résumé'} needs it", hint
    return None


def _unknown(kind: type, part: str, before: str) -> tuple[str, str]:
    text = f"there is no `{part}` in {before or 'a résumé'}"
    if not issubclass(kind, Model):
        return text, f"name {before} itself"
    near = nearest_key(kind, part)
    return text, f"did you mean `{near}`?" if near else f"its keys are {', '.join(fields_of(kind))}"


def _is_needed(kind: type[Model], key: str) -> bool:
    """Whether a résumé cannot be built without the value."""
    shape = fields_of(kind)[key]
    if shape.name in {"email", "phone"}:  # they are masked
        return False
    naming = kind.naming if issubclass(kind, Entry) else "name" if issubclass(kind, Basics) else None
    return shape.field.is_required() or shape.name == naming
