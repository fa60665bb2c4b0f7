"""Walks a tree along the models: every value with its path and its intended kind.

Unlike a finished ``Resume``, the tree can be walked when parts of it are wrong, so that all mistakes are found at once.
What does not have the shape that the models want is passed over: pydantic reports it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.load import Mapping, Node, NodePath, Scalar, Sequence
from cvtex.resume import ENTRY_CLASSES, Entries, Item, Resume
from cvtex.resume.items import Model
from cvtex.resume.shape import Shape, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.errors import Location


@dataclass(frozen=True, slots=True)
class Spot:
    """One value of the file.

    Attributes:
        path: its path in the file.
        node: the value itself.
        kind: its intended kind: a model, ``Text``, ``Date`` …; ``dict`` for a mapping with free keys.
        owner: the model that it is a field of.
        key: the field's key in the file; of a list's values, the list's.
        only: the languages it is for, by its own ``only`` or that of what it stands in; all when None.
    """

    path: NodePath
    node: Node
    kind: type
    owner: type[Model]
    key: str
    only: frozenset[str] | None = None

    @property
    def model(self) -> type[Model]:
        """The innermost model on the way to the value, itself included."""
        return self.kind if issubclass(self.kind, Model) else self.owner

    @property
    def shape(self) -> Shape | None:
        """The innermost field on the way to the value; None for the résumé itself."""
        return fields_of(self.owner).get(self.key)

    def key_location(self, key: str) -> Location:
        """The location of a key of this mapping, or of the mapping if it has no such key."""
        return self.node.keys.get(key, self.node.location) if isinstance(self.node, Mapping) else self.node.location


def walk(root: Node) -> Iterator[Spot]:
    """Every value in the file that has a meaning, each before what is inside it."""
    return _visit(_root(root))


def follow(root: Node, path: NodePath) -> Spot:
    """The value at a path of pydantic's, which differs from that in the file by the steps that a shorthand implies."""
    spot = _root(root)
    for part in path:
        node = spot.node
        if isinstance(node, Mapping) and isinstance(part, str) and part in node.entries:
            spot = replace(spot, path=(*spot.path, part), node=node.entries[part])
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            spot = replace(spot, path=(*spot.path, part), node=node.items[part])
        if isinstance(part, str) and part in (known := fields_of(spot.model)):
            spot = replace(spot, kind=known[part].kind, owner=spot.model, key=part)
    return spot


def _root(root: Node) -> Spot:
    return Spot((), root, Resume, Resume, "")


def children(spot: Spot) -> Iterator[tuple[Spot, Shape]]:
    """The fields that a model's mapping holds, as they stand: a list is one of them."""
    if isinstance(spot.node, Mapping):
        known = fields_of(spot.kind)
        for key, node in spot.node.entries.items():
            if key in known:
                yield replace(spot, path=(*spot.path, key), node=node, owner=spot.kind, key=key), known[key]


def as_shorthand(model: type[Model], node: Node) -> bool:
    """Whether the node stands for the one field that the model's shorthand fills."""
    if not model.shorthand:
        return False
    value = node.entries if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else node.value
    return model.is_shorthand(value)


def _visit(spot: Spot) -> Iterator[Spot]:
    kind = spot.kind
    if not issubclass(kind, Model):
        yield spot
        return
    if issubclass(kind, Item):
        spot = replace(spot, only=_narrowed(spot))
    yield spot
    if as_shorthand(kind, spot.node):
        yield from _values(replace(spot, owner=kind, key=kind.shorthand), fields_of(kind)[kind.shorthand])
        return
    for child, shape in children(spot):
        if shape.kind is Entries:
            yield from _entries(spot, child)
        else:
            yield from _values(child, shape)


def _values(spot: Spot, shape: Shape) -> Iterator[Spot]:
    """The values of a field, one by one."""
    if shape.many:
        items = spot.node.items if isinstance(spot.node, Sequence) else ()
        for index, node in enumerate(items):
            yield from _visit(replace(spot, path=(*spot.path, index), node=node, kind=shape.kind))
    elif shape.keyed:
        entries = spot.node.entries if isinstance(spot.node, Mapping) else {}
        yield replace(spot, kind=dict)
        for key, node in entries.items():
            yield from _visit(replace(spot, path=(*spot.path, key), node=node, kind=shape.kind))
    else:
        yield from _visit(replace(spot, kind=shape.kind))


def _entries(section: Spot, child: Spot) -> Iterator[Spot]:
    """An own section's entries are of the section's kind."""
    kind = text_of(section.node, "kind")
    if kind in ENTRY_CLASSES and isinstance(child.node, Sequence):
        for index, node in enumerate(child.node.items):
            yield from _visit(replace(child, path=(*child.path, index), node=node, kind=ENTRY_CLASSES[kind]))


def _narrowed(spot: Spot) -> frozenset[str] | None:
    only = spot.node.entries.get("only") if isinstance(spot.node, Mapping) else None
    nodes = only.items if isinstance(only, Sequence) else (only,)
    own = frozenset(node.value for node in nodes if isinstance(node, Scalar) and node.value)
    if not own:
        return spot.only
    return own if spot.only is None else own & spot.only


def text_of(node: Node, key: str) -> str:
    """The text under a key of a mapping; empty where there is none."""
    value = node.entries.get(key) if isinstance(node, Mapping) else None
    return (value.value or "").strip() if isinstance(value, Scalar) else ""


def wordings(spot: Spot) -> Iterator[tuple[NodePath, Scalar]]:
    """What a text says in each language, or in all."""
    nodes: dict[str, Node] = spot.node.entries if isinstance(spot.node, Mapping) else {"": spot.node}
    for lang, node in nodes.items():
        if isinstance(node, Scalar) and node.value:
            yield ((*spot.path, lang) if lang else spot.path), node
