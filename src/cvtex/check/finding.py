"""What every check gives: a diagnostic whose code says how grave it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic

if TYPE_CHECKING:
    from cvtex.errors import Location


def finding(code: str, message: str, location: Location, path: str, hint: str) -> Diagnostic:
    """Make a warning of a code W…, an error of any other."""
    return Diagnostic("warning" if code.startswith("W") else "error", code, message, location, path, hint)
