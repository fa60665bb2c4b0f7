"""Half-width punctuation between Chinese characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cvtex.check.finding import finding
from cvtex.check.walk import wordings
from cvtex.load import path_text
from cvtex.text.cjk import FULL_WIDTH, is_hanzi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic

# Not hanzi themselves: `re` takes 0.6 ms for each set that has them, and 4 ms is much of a check.
_WIDE: Final = r"[^\x00-\xff]"
_CANDIDATE: Final = re.compile(
    rf"(?<={_WIDE})(?:[,;:!?](?= ?{_WIDE})|[.()](?={_WIDE}))"
    rf"|\"(?={_WIDE})[^\"]*(?<={_WIDE})\"|(?<![A-Za-z])'(?={_WIDE})[^']*(?<={_WIDE})'"
)
_NEAR: Final = 6


def punctuation(spot: Spot) -> Iterator[Diagnostic]:
    """Warn of the first such mark of each text."""
    for path, node in wordings(spot):
        value = node.value or ""
        if value.isascii() or not (found := _half_width(value)):
            continue
        mark = found[0][0]
        near = value[max(found.start() - _NEAR, 0) : found.end() + _NEAR].strip()
        right = "“…”" if mark == '"' else "‘…’" if mark == "'" else FULL_WIDTH[mark]
        message = f"half-width {mark} between Chinese characters, near `{near}`"
        yield finding("W419", message, node.location, path_text(path), f"write {right}")


def _half_width(value: str) -> re.Match[str] | None:
    return next((found for found in _CANDIDATE.finditer(value) if _between_hanzi(found)), None)


def _between_hanzi(found: re.Match[str]) -> bool:
    """Whether a mark has hanzi on both sides, or a pair of quotes has them within."""
    if len(found[0]) > 1:
        near = found[0][1], found[0][-2]
    else:
        near = found.string[found.start() - 1], found.string[found.end() :].lstrip(" ")[0]
    return all(map(is_hanzi, near))
