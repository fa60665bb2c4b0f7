"""What every check gives: a diagnostic whose code says how grave it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic

if TYPE_CHECKING:
    from cvtex.errors import Location
    from cvtex.load import NodePath


def finding(code: str, message: str, location: Location, path: str, hint: str) -> Diagnostic:
    """Make a warning of a code W…, an error of any other."""
    return Diagnostic("warning" if code.startswith("W") else "error", code, message, location, path, hint)


def where_to_add(key: str, entry: Location, file: str, path: NodePath) -> str:
    """The next step for an entry without a key that it needs; `file` is the résumé's own."""
    hint = f"add `{key}:` here"
    in_list = any(isinstance(part, int) for part in path)
    if in_list and entry.line is not None and entry.file != file:
        hint += "; a list in an overlay replaces the whole list, so each of its entries must be complete"
    return hint
