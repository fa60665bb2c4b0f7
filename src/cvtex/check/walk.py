"""Goes through a tree along the models: every mapping, text and date with its place and what it is meant to be.

Unlike a finished ``Resume``, the tree can be walked when parts of it are wrong, so that all mistakes are found at once.
What does not have the shape the models ask for is passed over: pydantic reports it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.load import Mapping, Node, NodePath, Scalar, Sequence
from cvtex.resume import ENTRY_CLASSES, Entries, Item, Resume
from cvtex.resume.base import Model
from cvtex.resume.shape import Shape, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Spot:
    """One value of the file.

    Attributes:
        path: where it stands in the file.
        node: what stands there.
        kind: what it is meant to be: a model, ``Text``, ``Date`` …
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


def walk(root: Node) -> Iterator[Spot]:
    """Every value in the file that has a meaning, each before what is inside it."""
    return _visit(Spot((), root, Resume, Resume, ""))


def children(spot: Spot) -> Iterator[tuple[Spot, Shape]]:
    """The fields that a model's mapping holds, as they stand: a list is one of them."""
    if isinstance(spot.node, Mapping):
        known = fields_of(spot.kind)
        for key, node in spot.node.entries.items():
            if key in known:
                yield replace(spot, path=(*spot.path, key), node=node, owner=spot.kind, key=key), known[key]


def as_shorthand(model: type[Model], node: Node) -> bool:
    """Whether the node stands for the one field that the model's shorthand fills."""
    match node:
        case Mapping():
            value: object = node.entries
        case Sequence():
            value = node.items
        case Scalar():
            value = node.value
    return bool(model.shorthand) and model.is_shorthand(value)


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
    """The text under a key of a mapping; nothing where there is none."""
    found = node.entries.get(key) if isinstance(node, Mapping) else None
    return (found.value or "").strip() if isinstance(found, Scalar) else ""


def wordings(spot: Spot) -> Iterator[tuple[NodePath, Scalar]]:
    """What a text says in each language, or in all."""
    nodes: dict[str, Node] = spot.node.entries if isinstance(spot.node, Mapping) else {"": spot.node}
    for lang, node in nodes.items():
        if isinstance(node, Scalar) and node.value:
            yield ((*spot.path, lang) if lang else spot.path), node
