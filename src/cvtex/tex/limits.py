"""What one xelatex may use."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one xelatex may use: seconds of wall clock, bytes of memory and of output."""

    seconds: float = 60.0
    exchange_seconds: float = 30.0
    # ctex alone breaks below 800 MB of address space.
    memory_bytes: int = 2048 * _MIB
    output_bytes: int = 64 * _MIB
