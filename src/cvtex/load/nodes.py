"""The positioned tree: every text as it was written, every key and value with its location."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections import abc
    from pathlib import Path

    from cvtex.errors import Diagnostic, Location

NodePath: TypeAlias = tuple["str | int", ...]
"""Where a value stands in the tree: keys and indexes from the root."""

_PART: Final = re.compile(r"(?:^|\.)([^.\[\]]+)|\[(\d{1,6})\]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text as written: never a number, a date or a boolean. `None` only where YAML says null."""

    value: str | None
    location: Location


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; `keys` says where each key stands."""

    entries: dict[str, Node]
    keys: dict[str, Location]
    location: Location


Node: TypeAlias = Scalar | Sequence | Mapping
Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | None"


@dataclass(frozen=True, slots=True)
class Document:
    """A résumé with its overlays and assignments applied.

    `sources` holds the lines of each file read, for showing a mistake in its line; `files` are those files in the
    order they were applied. `warnings` are what reading it reported that is no error.
    """

    root: Mapping
    sources: abc.Mapping[str, tuple[str, ...]]
    files: tuple[Path, ...]
    warnings: tuple[Diagnostic, ...] = ()


def find(root: Node, path: NodePath) -> Node | None:
    """The node at a path, or None where there is none."""
    node = root
    for part in path:
        if isinstance(node, Mapping) and isinstance(part, str) and part in node.entries:
            node = node.entries[part]
        elif isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node


def locate(root: Node, path: NodePath) -> Location:
    """Say where the node at `path` stands, or the nearest ancestor of it that exists."""
    nodes = (find(root, path[:length]) for length in range(len(path), -1, -1))
    return next(node.location for node in nodes if node is not None)


def descend(node: Node, path: NodePath = ()) -> abc.Iterator[tuple[NodePath, Node]]:
    """Every node of a tree with its path, each before what is inside it."""
    yield path, node
    children: abc.Iterable[tuple[str | int, Node]] = ()
    if isinstance(node, Mapping):
        children = node.entries.items()
    elif isinstance(node, Sequence):
        children = enumerate(node.items)
    for part, child in children:
        yield from descend(child, (*path, part))


def plain(node: Node) -> Plain:
    """Give the tree without its positions."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(value) for key, value in node.entries.items()}


def path_text(path: NodePath) -> str:
    """Write a path as the reports do: ``work[0].highlights[2].text``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def parse_path(key: str) -> NodePath:
    """Read a path as `path_text` writes it; empty where it is none."""
    parts: list[str | int] = []
    position = 0
    while position < len(key):
        match = _PART.match(key, position)
        if match is None:
            return ()
        parts.append(match[1] if match[1] is not None else int(match[2]))
        position = match.end()
    return tuple(parts)
