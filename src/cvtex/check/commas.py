"""A text in braces that its own comma tore apart: in ``{en: Acme, Paris}``, YAML reads a key ``Paris``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.load import Mapping, Scalar

if TYPE_CHECKING:
    from cvtex.load import Node


def torn(node: Node, key: str) -> tuple[str, str] | None:
    """The key whose text goes on in `key`, and that text in one piece; None where `key` is a key.

    Only in braces does a key stand without a colon, and share its line with the key before it.
    """
    if not isinstance(node, Mapping) or key not in node.entries or not _is_bare(node, key):
        return None
    before = list(node.entries)
    before = before[: before.index(key)]
    pieces = [key]
    while before:
        name = before.pop()
        if node.keys[name].line != node.keys[key].line:
            return None
        if not _is_bare(node, name):
            value = node.entries[name]
            whole = [value.value, *reversed(pieces)] if isinstance(value, Scalar) and value.value else []
            return (name, ", ".join(whole)) if whole else None
        pieces.append(name)
    return None


def in_quotes(name: str, text: str) -> str:
    """The next step for a text that was torn apart."""
    quoted = text.replace("'", "''")
    return f"a text with a comma in it needs quotes inside {{}}: {{…, {name}: '{quoted}'}}"


def _is_bare(node: Mapping, key: str) -> bool:
    """Whether the key has no colon: its empty value then stands right behind it."""
    value, place = node.entries[key], node.keys[key]
    if not isinstance(value, Scalar) or value.value is not None or place.column is None:
        return False
    return (value.location.line, value.location.column) == (place.line, place.column + len(key))
