"""Makes text fit for a message: one line of limited length, without what a terminal would obey."""

from __future__ import annotations


def shorten(text: str, limit: int) -> str:
    """The text on one line, cut to ``limit`` characters with … at its end where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def printable(text: str, keep: str = "") -> str:
    """The text with U+FFFD for each character that cannot be seen, but for those of ``keep``."""
    return "".join(character if character.isprintable() or character in keep else "\ufffd" for character in text)
