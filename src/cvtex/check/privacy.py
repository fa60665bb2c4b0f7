"""The paths of ``meta.private``: each leads to a key that a résumé has, and that it can do without.

A path that is mistyped would protect nothing, and nobody would see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.check.finding import finding
from cvtex.check.suggestions import nearest_key
from cvtex.load import Mapping, Node, Scalar, Sequence, parse_path, path_text
from cvtex.resume import Basics, Entries, Entry, Resume, Text, is_language
from cvtex.resume.base import Model
from cvtex.resume.shape import Shape, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.errors import Diagnostic
    from cvtex.load import NodePath


def check_privacy(root: Node) -> Iterator[Diagnostic]:
    """Check each path that the file calls private."""
    meta = root.entries.get("meta") if isinstance(root, Mapping) else None
    listed = meta.entries.get("private") if isinstance(meta, Mapping) else None
    for index, item in enumerate(listed.items if isinstance(listed, Sequence) else (listed,)):
        if isinstance(item, Scalar) and item.value and (said := _wrong(parse_path(item.value))):
            message, hint = said
            path = path_text(("meta", "private", index))
            yield finding("E230", f"`{item.value}` cannot be private: {message}", item.location, path, hint)


def _wrong(path: NodePath) -> tuple[str, str] | None:  # noqa: C901, PLR0911 (one case a part, each says something else)
    """What is wrong with a path, and the next step; None where it is right."""
    if not path:
        return "this is no path", "write it as the reports do: basics.phone, work[0].url"
    kind: type = Resume
    shape: Shape | None = None
    waits = False  # for the index of an entry
    for done, part in enumerate(path):
        before = path_text(path[:done])
        if kind is Entries:  # of the kind that its section says
            return None
        if isinstance(part, int):
            if not waits:
                return f"{before or 'a résumé'} is no list", "leave the [ ] out"
            waits = False
        elif kind is Text and is_language(part):
            return None
        elif waits:
            return f"{before} is a list", f"name one of its entries, {before}[0].{part}, or all of it: {before}"
        elif not issubclass(kind, Model) or part not in fields_of(kind):
            if shape is not None and shape.keyed:
                return None
            return _unknown(kind, part, before)
        else:
            shape = fields_of(kind)[part]
            if done == len(path) - 1 and _is_needed(kind, shape):
                hint = f"name what holds it: {before}" if done > 1 else "leave it out"
                return f"{before or 'a résumé'} needs it", hint
            kind, waits = shape.kind, shape.many
    return None


def _unknown(kind: type, part: str, before: str) -> tuple[str, str]:
    message = f"there is no `{part}` in {before or 'a résumé'}"
    if not issubclass(kind, Model):
        return message, f"name {before} itself"
    near = nearest_key(kind, part)
    keys = ", ".join(fields_of(kind))
    return message, f"did you mean `{near}`?" if near else f"its keys are {keys}"


def _is_needed(kind: type, shape: Shape) -> bool:
    """Whether a résumé cannot be built without the value."""
    if shape.name in {"email", "phone"}:  # they are masked
        return False
    naming = kind.naming if issubclass(kind, Entry) else "name" if issubclass(kind, Basics) else None
    return shape.field.is_required() or shape.name == naming
