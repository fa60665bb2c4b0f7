"""What one xelatex may use, and which of it environment variables set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

_MIB: Final = 1024 * 1024
_LEAST_MEMORY_MB: Final = 800  # of address space; below it, ctex alone breaks


@dataclass(frozen=True, slots=True)
class EngineLimits:
    """Seconds of wall clock, bytes of memory and of output; and whether xelatex is sandboxed."""

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
        names = ("CVTEX_MAX_SECONDS", "CVTEX_MAX_MEMORY_MB", "CVTEX_MAX_OUTPUT_MB")
        if not any(environment.get(name) for name in names):
            return cls(sandbox=sandbox)
        from cvtex.system.limits import limit

        seconds = limit(environment, names[0], 60)
        memory = limit(environment, names[1], 2048, least=_LEAST_MEMORY_MB)
        # A format has 32 MB: with less room, each run reads the packages anew.
        output = limit(environment, names[2], 64)
        return cls(float(seconds), seconds / 2, memory * _MIB, output * _MIB, sandbox)
