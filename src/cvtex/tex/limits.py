"""What one xelatex may use, and what of it the environment sets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

from cvtex.errors import Diagnostic, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MIB = 1024 * 1024
_LARGEST: Final = 1_000_000
_LEAST_MEMORY_MB: Final = 800  # below it, ctex alone breaks


@dataclass(frozen=True, slots=True)
class Limits:
    """What one xelatex may use: seconds of wall clock, bytes of memory and of output; and whether it is shut in."""

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
        found = cls(sandbox=sandbox)
        if seconds := chosen(environment, "CVTEX_MAX_SECONDS", 1):
            found = replace(found, seconds=float(seconds), exchange_seconds=float(seconds))
        if memory := chosen(environment, "CVTEX_MAX_MEMORY_MB", _LEAST_MEMORY_MB):
            found = replace(found, memory_bytes=memory * _MIB)
        if output := chosen(environment, "CVTEX_MAX_OUTPUT_MB", 1):
            found = replace(found, output_bytes=output * _MIB)
        return found


def chosen(environment: Mapping[str, str], name: str, least: int) -> int | None:
    """A limit that a variable sets; None where it is not set, or empty.

    Raises:
        UsageError: It is no whole number, or too small or too large.
    """
    value = environment.get(name, "").strip()
    if not value:
        return None
    if value.isascii() and value.isdigit() and least <= int(value[:10]) <= _LARGEST:
        return int(value)
    message = f"{name} is {value[:40]!r}, not a whole number from {least} to {_LARGEST}"
    raise UsageError(Diagnostic("error", "E707", message, hint=f"unset it for the default, or export {name}={least}"))
