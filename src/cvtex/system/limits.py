"""Limits that the environment sets: each ``CVTEX_MAX_…`` is a whole number in its bounds, or a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGEST: Final = 1_000_000


def limit(environment: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int = _LARGEST) -> int:
    """A limit as a variable sets it, or its default where that is not set, or empty.

    Raises:
        UsageError: It is no whole number, or too small or too large.
    """
    value = environment.get(name, "").strip()
    if not value:
        return default
    if value.isascii() and value.isdigit() and least <= int(value[:10]) <= most:
        return int(value)
    message = f"{name} is {value[:40]!r}, not a whole number from {least} to {most}"
    raise UsageError(Diagnostic("error", "E707", message, hint=f"unset {name} to have the default, {default}"))
