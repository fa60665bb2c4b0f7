"""Limits that the environment sets: each ``CVTEX_MAX_…`` is a whole number in its bounds, or a mistake.

Runs that start no xelatex import this, too: it stays cheap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGEST: Final = 1_000_000
_MIB: Final = 1024 * 1024
_LEAST_MEMORY_MB: Final = 800  # of address space; below it, ctex alone breaks


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
    from cvtex.errors import Diagnostic, UsageError

    message = f"{name} is {value[:40]!r}, not a whole number from {least} to {most}"
    raise UsageError(Diagnostic("error", "E707", message, hint=f"unset {name} to have the default, {default}"))


@dataclass(frozen=True, slots=True)
class EngineLimits:
    """What one xelatex may use: seconds of wall clock, bytes of memory and of output; and whether it is sandboxed."""

    seconds: float = 60.0
    exchange_seconds: float = 30.0
    memory_bytes: int = 2048 * _MIB
    output_bytes: int = 64 * _MIB
    sandbox: bool = False

    @classmethod
    def of(cls, environment: Mapping[str, str], *, sandbox: bool = False) -> Self:
        """The limits that CVTEX_MAX_SECONDS, CVTEX_MAX_MEMORY_MB and CVTEX_MAX_OUTPUT_MB set, or their defaults.

        Raises:
            UsageError: One of them is no whole number, or too small or too large.
        """
        seconds = limit(environment, "CVTEX_MAX_SECONDS", 60)
        memory = limit(environment, "CVTEX_MAX_MEMORY_MB", 2048, least=_LEAST_MEMORY_MB)
        # A format has 32 MB: with less room, each run reads the packages anew.
        output = limit(environment, "CVTEX_MAX_OUTPUT_MB", 64)
        return cls(float(seconds), seconds / 2, memory * _MIB, output * _MIB, sandbox)
