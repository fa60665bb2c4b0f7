"""Tells which values of a résumé are private: those of ``meta.private``, or else what nobody puts on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.load import Mapping, Scalar, Sequence, parse_path
from cvtex.load.nodes import descend

if TYPE_CHECKING:
    from cvtex.load import Node, NodePath

DEFAULT_PATHS: Final = (
    "basics.phone",
    "basics.email",
    "basics.birthDate",
    "basics.location.address",
    "basics.location.postalCode",
)
"""How to reach a person at home, and when they were born. Who wants the e-mail address public, lists the others."""


def stated(root: Mapping) -> tuple[str, ...] | None:
    """The paths that ``meta.private`` lists, as written; None where the file says nothing."""
    meta = root.entries.get("meta")
    listed = meta.entries.get("private") if isinstance(meta, Mapping) else None
    if isinstance(listed, Scalar):
        return (listed.value,) if listed.value else None
    if not isinstance(listed, Sequence):
        return None
    return tuple(item.value for item in listed.items if isinstance(item, Scalar) and item.value)


def private_paths(root: Mapping) -> tuple[NodePath, ...]:
    """The paths that are private, each with everything below it."""
    listed = stated(root)
    return tuple(map(parse_path, DEFAULT_PATHS if listed is None else listed))


def covered(path: NodePath, private: tuple[NodePath, ...]) -> bool:
    """Whether a value is private: it stands at one of the paths, or below one."""
    return any(path[: len(known)] == known for known in private if known)


def scalars(root: Node) -> list[tuple[NodePath, Scalar]]:
    """Every text of a tree, with its path."""
    return [(path, node) for path, node in descend(root) if isinstance(node, Scalar)]
