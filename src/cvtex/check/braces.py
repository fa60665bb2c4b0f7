"""Repairs what YAML misreads in braces: in ``{zh:硕士}`` and ``{en: Acme, Paris}`` a text, or a part of it, is a key.

Only in braces does a key stand without a value and without a colon behind it. The checks go on with the repaired tree,
so that nothing is reported that only follows from the misreading.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from cvtex.check.suggestions import nearest_key
from cvtex.check.walk import as_shorthand
from cvtex.errors import Location, Message
from cvtex.load import Mapping, Scalar, Sequence, path_text
from cvtex.resume import Text, is_language
from cvtex.resume.items import Model
from cvtex.resume.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic
    from cvtex.load import Document, Node, NodePath


def repair_braces(document: Document, spots: Iterable[Spot]) -> tuple[Node, list[Diagnostic]]:
    """The tree as it was intended, and a diagnostic for each line and each text that was misread."""
    root: Node = document.root
    repaired: set[NodePath] = set()
    pairs: list[_Pair] = []
    diagnostics: list[Diagnostic] = []
    for spot in spots:
        mapping = spot.node
        # A translation that stands for a whole item is a spot twice, with one path.
        if not isinstance(mapping, Mapping) or spot.path in repaired or not any(_bare_keys(mapping)):
            continue
        repaired.add(spot.path)
        pairs += (new := list(_pairs(spot, mapping)))
        mapping, torn = _join_texts(spot, _split_pairs(mapping, new), document)
        diagnostics += torn
        root = _replaced(root, spot.path, mapping)
    pairs.sort(key=_line_of)
    diagnostics += (_missing_space(list(on_line), document) for _, on_line in groupby(pairs, key=_line_of))
    return root, diagnostics


def _bare_keys(mapping: Mapping) -> Iterator[str]:
    """The keys without a colon: their empty value stands right behind them."""
    for key, value in mapping.entries.items():
        start = mapping.keys[key]
        is_empty = isinstance(value, Scalar) and value.value is None
        if is_empty and start.column and value.location == replace(start, column=start.column + len(key)):
            yield key


# -- a colon without a space ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """A key that holds a colon without a space: ``zh:硕士``."""

    written: str
    key: str  # that was intended
    path: NodePath  # of the value that was intended
    start: Location
    colon: int  # its offset in the line


def _pairs(spot: Spot, mapping: Mapping) -> Iterator[_Pair]:
    first = next(iter(mapping.entries))
    for written in _bare_keys(mapping):
        key = written.replace("：", ":").partition(":")[0]
        is_address = written.startswith("//", len(key) + 1)
        # A word that is no key goes on with the text before it, where there is one.
        is_key = written == first or spot.kind is dict or is_language(key)
        is_key = is_key or (issubclass(spot.kind, Model) and nearest_key(spot.kind, key) is not None)
        if key != written and key.isidentifier() | is_language(key) and is_key and not is_address:
            start = mapping.keys[written]
            yield _Pair(written, key, (*spot.path, key), start, (start.column or 1) - 1 + len(key))


def _split_pairs(mapping: Mapping, pairs: Iterable[_Pair]) -> Mapping:
    by_key = {pair.written: pair for pair in pairs}
    entries: dict[str, Node] = {}
    keys: dict[str, Location] = {}
    for written, value in mapping.entries.items():
        key, node = written, value
        if pair := by_key.get(written):
            key = pair.key
            node = Scalar(written[len(key) + 1 :].strip("\"'"), replace(pair.start, column=pair.colon + 2))
        entries[key], keys[key] = node, mapping.keys[written]
    return Mapping(entries, keys, mapping.location)


def _line_of(pair: _Pair) -> tuple[str, int]:
    return pair.start.file, pair.start.line or 0


def _missing_space(pairs: list[_Pair], document: Document) -> Diagnostic:
    """The diagnostic for one line."""
    first = min(pairs, key=lambda pair: pair.colon)
    line = _source_line(document, first.start)
    if line:
        for pair in sorted(pairs, key=lambda pair: pair.colon, reverse=True):
            line = f"{line[: pair.colon]}: {line[pair.colon + 1 :]}"
    else:
        line = f"{{{', '.join(f'{pair.key}: {pair.written[len(pair.key) + 1 :]}' for pair in pairs)}}}"
    is_wide = first.written.startswith("：", len(first.key))
    reason = "of the full-width colon" if is_wide else "there is no space after the colon"
    text = f"`{first.written}` is read as a key, because {reason}"
    hint = f"write a space after the colon: {line.strip().removeprefix('- ')}"
    return Message("E201", text, hint).at(first.start, path_text(first.path))


# -- a comma in a text ------------------------------------------------------------------------------------------------


def _join_texts(spot: Spot, mapping: Mapping, document: Document) -> tuple[Mapping, list[Diagnostic]]:
    """Join the keys that are parts of a text to the value before them."""
    pieces: dict[str, list[str]] = {}  # the parts behind the first of each text, by the text's key
    bare = set(_bare_keys(mapping))
    key = ""
    for part, value in mapping.entries.items():
        if part not in bare:
            key = part if isinstance(value, Scalar) and value.value else ""
        elif key and not _is_key(spot, mapping, part):
            pieces.setdefault(key, []).append(part)
    entries = dict(mapping.entries)
    diagnostics = []
    for key, parts in pieces.items():
        text = _whole(mapping, key, parts, document)
        entries[key] = Scalar(text, mapping.entries[key].location)
        quoted = text.replace("'", "''")
        hint = f"a text with a comma in it needs quotes inside {{}}: {{…, {key}: '{quoted}'}}"
        text = f"`{parts[0]}` is read as a key, because of the comma"
        diagnostics.append(spot.report("E201", text, hint, key, location=mapping.keys[parts[0]]))
        for part in parts:
            del entries[part]
    return Mapping(entries, {key: mapping.keys[key] for key in entries}, mapping.location), diagnostics


def _is_key(spot: Spot, mapping: Mapping, key: str) -> bool:
    """Whether a key without a value may stand there, which then says nothing; anything may where keys are free."""
    if spot.kind is Text:
        return is_language(key)
    if not issubclass(spot.kind, Model):
        return True
    return is_language(key) if as_shorthand(spot.kind, mapping) else key in fields_of(spot.kind)


def _whole(mapping: Mapping, key: str, parts: list[str], document: Document) -> str:
    """A text as it is written; where that cannot be told, its parts with commas between them."""
    value, end = mapping.entries[key], mapping.keys[parts[-1]]
    first = (value.value or "") if isinstance(value, Scalar) else ""
    line, start = _source_line(document, value.location), (value.location.column or 1) - 1
    if line.startswith(first, start) and value.location.line == end.line and end.column is not None:
        return line[start : end.column - 1 + len(parts[-1])]
    return ", ".join((first, *parts))


# -- lines and trees --------------------------------------------------------------------------------------------------


def _source_line(document: Document, location: Location) -> str:
    """The line of a file; empty where lines are not to be quoted."""
    lines = document.sources.get(location.file, ())
    return lines[location.line - 1] if location.line and location.line <= len(lines) else ""


def _replaced(tree: Node, path: NodePath, node: Node) -> Node:
    """The tree with another node at a path."""
    if not path:
        return node
    match tree, path[0]:
        case Mapping(), str(key):
            return replace(tree, entries={**tree.entries, key: _replaced(tree.entries[key], path[1:], node)})
        case Sequence(items), int(index):
            return replace(tree, items=(*items[:index], _replaced(items[index], path[1:], node), *items[index + 1 :]))
    return tree
