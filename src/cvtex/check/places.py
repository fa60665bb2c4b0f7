"""Where an error of pydantic's stands in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.load import Mapping, Node, NodePath, Sequence
from cvtex.resume import Resume
from cvtex.resume.base import Model
from cvtex.resume.shape import Shape, fields_of

if TYPE_CHECKING:
    from cvtex.errors import Location

Loc = tuple[int | str, ...]
"""A path of pydantic's: that of the file, with the steps that a shorthand implies."""


@dataclass(frozen=True, slots=True)
class Place:
    """A value in the file: its path, itself, the model it belongs to or is, and the field it is under.

    Attributes:
        path: the path in the file.
        node: the value.
        model: the innermost model on the way there, itself included.
        shape: the innermost field on the way there.
    """

    path: NodePath
    node: Node
    model: type[Model]
    shape: Shape | None

    def key_location(self, key: str) -> Location:
        """Where a key of this mapping stands, or the mapping if it has no such key."""
        return self.node.keys.get(key, self.node.location) if isinstance(self.node, Mapping) else self.node.location


def place_of(root: Node, loc: Loc) -> Place:
    """Follow a path of pydantic's through the file; steps that are not in the file are implied by a shorthand."""
    node, path = root, list[str | int]()
    model: type[Model] = Resume
    shape: Shape | None = None
    for part in loc:
        if isinstance(node, Mapping) and isinstance(part, str) and part in node.entries:
            node = node.entries[part]
            path.append(part)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            path.append(part)
        if isinstance(part, str) and part in (known := fields_of(model)):
            shape = known[part]
            model = shape.kind if issubclass(shape.kind, Model) else model
    return Place(tuple(path), node, model, shape)


def describe(node: Node) -> str:
    """Say what kind of value it is."""
    match node:
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
        case _:
            return "nothing" if node.value is None else "text"
