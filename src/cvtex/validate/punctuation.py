"""Half-width punctuation between Chinese characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cvtex.load import path_text
from cvtex.validate.finding import finding
from cvtex.validate.walk import wordings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.errors import Diagnostic
    from cvtex.validate.walk import Spot

_HAN: Final = "[\u3400-\u4dbf\u4e00-\u9fff]"
_HALF_WIDTH: Final = re.compile(
    rf"(?<={_HAN})(?:[,;:!?](?= ?{_HAN})|[.()](?={_HAN}))"
    rf"|\"(?={_HAN})[^\"]*(?<={_HAN})\"|(?<![A-Za-z])'(?={_HAN})[^']*(?<={_HAN})'"
)
_FULL_WIDTH: Final = dict(zip(",;:!?.()", "，；：！？。（）", strict=True))
_NEAR: Final = 6


def punctuation(spot: Spot) -> Iterator[Diagnostic]:
    """Warn of the first such mark of each text."""
    for path, node in wordings(spot):
        value = node.value or ""
        if value.isascii() or not (found := _HALF_WIDTH.search(value)):
            continue
        mark = found[0][0]
        near = value[max(found.start() - _NEAR, 0) : found.end() + _NEAR].strip()
        right = "“…”" if mark == '"' else "‘…’" if mark == "'" else _FULL_WIDTH[mark]
        message = f"half-width {mark} between Chinese characters, near `{near}`"
        yield finding("W419", message, node.location, path_text(path), f"write {right}")
