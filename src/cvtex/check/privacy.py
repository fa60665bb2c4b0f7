"""Checks the paths of ``meta.private``: each leads to a key that a résumé has, and that it can do without.

A path that is mistyped would protect nothing, and nobody would see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.check.suggestions import nearest_key
from cvtex.check.walk import follow
from cvtex.errors import Message
from cvtex.load import Mapping, Node, Scalar, Sequence, parse_path, path_text
from cvtex.resume import Basics, Entries, Entry, Text, is_language
from cvtex.resume.items import Model
from cvtex.resume.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.errors import Diagnostic
    from cvtex.load import NodePath


def check_privacy(root: Node) -> Iterator[Diagnostic]:
    """Check each path that the file calls private."""
    meta = root.entries.get("meta") if isinstance(root, Mapping) else None
    listed = meta.entries.get("private") if isinstance(meta, Mapping) else None
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
        elif kind is Text and is_language(part):
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
    message = f"there is no `{part}` in {before or 'a résumé'}"
    if not issubclass(kind, Model):
        return message, f"name {before} itself"
    near = nearest_key(kind, part)
    keys = ", ".join(fields_of(kind))
    return message, f"did you mean `{near}`?" if near else f"its keys are {keys}"


def _is_needed(kind: type[Model], key: str) -> bool:
    """Whether a résumé cannot be built without the value."""
    shape = fields_of(kind)[key]
    if shape.name in {"email", "phone"}:  # they are masked
        return False
    naming = kind.naming if issubclass(kind, Entry) else "name" if issubclass(kind, Basics) else None
    return shape.field.is_required() or shape.name == naming
