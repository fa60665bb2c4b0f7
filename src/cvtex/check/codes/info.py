"""What a code stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeInfo:
    """What a code stands for: a title of a few words, and an explanation with the way out."""

    title: str
    explanation: str
