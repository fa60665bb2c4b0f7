"""Lays one tree over another: overlays and ``--set``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cvtex.errors import Location, Message, ResumeError, UsageError
from cvtex.load.characters import refused
from cvtex.load.nodes import Mapping, Node, NodePath, Scalar, Sequence, parse_path, path_text

if TYPE_CHECKING:
    from cvtex.load.tree import FileLimits

_HERE: Final = Location("--set")
_NULLS: Final = frozenset({"null", "Null", "NULL"})
_COLLECTION: Final = re.compile(r"\s*(?:\{\s*[\"']?([\w-]+)[\"']?\s*:\s.*\}|\[[^\]]*\])\s*", re.DOTALL)


def overlay(base: Mapping, over: Mapping) -> Mapping:
    """Lay `over` on `base`: mappings join key by key, anything else replaces."""
    entries = dict(base.entries)
    for key, value in over.entries.items():
        below = entries.get(key)
        entries[key] = overlay(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return Mapping(entries, {**base.keys, **over.keys}, base.location)


def assign(root: Mapping, assignment: str, limits: FileLimits) -> Mapping:
    """Apply one ``KEY=VALUE``: KEY a path as the reports print it, VALUE plain text, or ``null`` for nothing.

    Raises:
        UsageError: E115, not of that form, or the value is YAML of more than one text.
        ResumeError: E116, the path leads into a text or past a list; E103 and E113, the value is no text to print.
    """
    key, equals, value = assignment.partition("=")
    path = parse_path(key)
    if not equals or not path or len(path) > limits.depth:
        hint = "write --set KEY=VALUE, such as --set basics.phone=12345 or --set work[0].position=…"
        raise UsageError(Message("E115", f"--set {assignment!r} is not KEY=VALUE", hint).at(_HERE))
    if collection := _COLLECTION.fullmatch(value):
        below = f".{collection[1]}" if collection[1] else "[0]"
        message = f"--set {key} takes plain text, and this is {'a mapping' if collection[1] else 'a list'}"
        hint = f"set each value by itself: --set {key}{below}=…; or write it into a file for --overlay"
        raise UsageError(Message("E115", message, hint).at(_HERE, key))
    mistakes = [Message("E103", message, hint) for _, message, hint in refused(value)]
    if len(value) > limits.scalar:
        mistakes.append(Message("E113", f"a text of {len(value)} characters", f"at most {limits.scalar} are read"))
    if mistakes:
        raise ResumeError(mistake.at(_HERE, key) for mistake in mistakes)
    changed = _replace(root, path, 0, Scalar(None if value in _NULLS else value, _HERE))
    return changed if isinstance(changed, Mapping) else root


def _replace(node: Node | None, path: NodePath, done: int, value: Scalar) -> Node:
    if done == len(path):
        return value
    part = path[done]
    if isinstance(node, Scalar) and not node.value:
        node = None
    if isinstance(part, str) and (node is None or isinstance(node, Mapping)):
        base = node or Mapping({}, {}, _HERE)
        entries = {**base.entries, part: _replace(base.entries.get(part), path, done + 1, value)}
        return Mapping(entries, {**base.keys, part: base.keys.get(part, _HERE)}, base.location)
    if isinstance(part, int) and isinstance(node, Sequence) and part < len(node.items):
        items = list(node.items)
        items[part] = _replace(items[part], path, done + 1, value)
        return Sequence(tuple(items), node.location)
    raise ResumeError(_no_such_path(node, path, done).at(_HERE, path_text(path)))


def _no_such_path(node: Node | None, path: NodePath, done: int) -> Message:
    above = path_text(path[:done]) or "the résumé"
    match node:
        case Sequence() if isinstance(path[done], int):
            message = f"{above} has {len(node.items)} entries, so there is no [{path[done]}]"
            hint = "entries count from 0"
        case Sequence():
            message, hint = f"{above} is a list, not a mapping", f"name an entry: {above}[0].{path[done]}"
            if str(path[done]).isdecimal():
                numbered = (*path[:done], int(path[done]), *path[done + 1 :])
                hint = f"an entry's number stands in brackets: write {path_text(numbered)}"
        case Mapping():
            message, hint = f"{above} is a mapping, not a list", f"its keys are {', '.join(node.entries)}"
        case Scalar():
            message, hint = f"{above} is a text, so nothing stands below it", f"set the text itself: --set {above}=…"
        case None:
            message, hint = f"{above} is not there, so it has no [{path[done]}]", "put the list in an overlay file"
    return Message("E116", message, hint)
