"""Half-width punctuation in Chinese text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cvtex.check.lint.translations import is_chinese
from cvtex.check.walk import wordings
from cvtex.errors import Message
from cvtex.load import Mapping, path_text
from cvtex.text.cjk import FULL_WIDTH, has_hanzi, is_hanzi, is_written_without_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.check.lint.engine import File
    from cvtex.errors import Diagnostic

# Not hanzi themselves: `re` takes 0.6 ms for each set that has them, and 4 ms is much of a check.
_WIDE: Final = r"[^\x00-\xff]"
_END: Final = r"\**\s*$"
# The asterisks of bold type are not seen on the page.
_CANDIDATE: Final = re.compile(
    rf"(?<={_WIDE})\**(?P<mark>[,;:!?](?= ?\**{_WIDE}|{_END})|\.(?=\**{_WIDE}|{_END})"
    rf"|\((?=[^()]*{_WIDE})|\)(?={_WIDE}))"
    rf"|\"(?={_WIDE})[^\"]*(?<={_WIDE})\"|(?<![A-Za-z])'(?={_WIDE})[^']*(?<={_WIDE})'"
)
_QUOTES: Final = {'"': "“…”", "'": "‘…’"}
_OPENING: Final = "（《〈「『【〔"
_CLOSING: Final = "）》〉」』】〕"
_NEAR: Final = 6


def half_width(file: File) -> Iterator[Diagnostic]:
    """W419: the first such mark of each text."""
    for spot in file.texts:
        for path, node in wordings(spot):
            value = node.value or ""
            candidates = () if value.isascii() else tuple(_CANDIDATE.finditer(value))
            if not candidates:
                continue
            languages = (str(path[-1]),) if isinstance(spot.node, Mapping) else file.languages
            chinese = has_hanzi(value) and (all(map(is_written_without_spaces, languages)) or is_chinese(value))
            for match in [match for match in candidates if _is_wrong(match, chinese=chinese)][:1]:
                start, end = match.span("mark" if match["mark"] else 0)
                mark, near = value[start], value[max(start - _NEAR, 0) : end + _NEAR].strip()
                right = _QUOTES.get(mark) or FULL_WIDTH[mark]
                message = Message("W419", f"half-width {mark} in Chinese text, near `{near}`", f"write {right}")
                yield message.at(node.location, path_text(path))


def _is_wrong(match: re.Match[str], *, chinese: bool) -> bool:
    """Whether Chinese characters or full-width marks are on both sides of a mark, or hanzi within a pair of quotes.

    In a Chinese text its end counts too, and so do “ and ”, which other languages share.
    """
    mark = match["mark"]
    if not mark:
        return is_hanzi(match[0][1]) and is_hanzi(match[0][-2])
    before, rest = match.string[match.start() - 1], match.string[match.end() :].strip()
    if not is_hanzi(before) and before not in (_CLOSING + "”’" if chinese else _CLOSING):
        return False
    if mark == "(" and chinese:
        return has_hanzi(re.split("[()]", rest, maxsplit=1)[0])
    after = rest.lstrip(" *")[:1]
    if not after:
        return chinese
    return is_hanzi(after) or after in (_OPENING + "“‘" if chinese else _OPENING)
