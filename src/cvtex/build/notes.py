"""Notes on a finished page that a typographer would make: small type, long lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.errors import Message
from cvtex.text.cjk import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.errors import Diagnostic
    from cvtex.fit.result import Plan

_SMALLEST_PT: Final = 9.5
_LONGEST: Final = 110  # characters; the eye loses its way back to the next line beyond
_SOME: Final = 3  # a line or two may be long by chance: an address, a row


def notes(lang: str, plan: Plan, pages: Iterable[str]) -> Iterator[Diagnostic]:
    """W810, W811 on a plan and on the text of its pages, with its lines; they are notes, not warnings."""
    if plan.settings.font_size_pt < _SMALLEST_PT:
        text = f"{lang}: body type is {plan.settings.font_size_pt:.1f} pt, which is small on paper"
        hint = "leave something out or ask for more --pages, or set layout.fit.font_size: [9.5, 11]"
        yield Message("W810", text, hint).at(None, severity="info")
    long = [len(line) for page in pages for line in page.splitlines() if len(line) > _LONGEST and not _is_cjk(line)]
    if len(long) >= _SOME:
        text = f"{lang}: {len(long)} lines have more than {_LONGEST} characters, the longest {max(long)}"
        hint = "wider margins (layout.fit.margin) or larger type make lines that are easier to follow"
        yield Message("W811", text, hint).at(None, severity="info")


def _is_cjk(line: str) -> bool:
    return any(map(is_cjk, line))
