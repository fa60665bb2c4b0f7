"""Entries whose end was probably forgotten: the file says elsewhere when something goes on to this day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.check.finding import finding
from cvtex.check.walk import text_of
from cvtex.load import Mapping, path_text
from cvtex.resume import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic


def check_ends(spots: Iterable[Spot]) -> Iterator[Diagnostic]:
    """Warn of what began and has no end, in a file that uses `present`."""
    periods = [spot for spot in spots if issubclass(spot.kind, Period) and isinstance(spot.node, Mapping)]
    if not any(text_of(spot.node, "endDate").strip() == "present" for spot in periods):
        return
    for spot in periods:
        if isinstance(spot.node, Mapping) and "endDate" not in spot.node.entries and text_of(spot.node, "startDate"):
            path = path_text((*spot.path, "endDate"))
            message = "without an endDate this goes on to this day"
            hint = "write `endDate: present` if it does, or when it ended"
            yield finding("W418", message, spot.node.entries["startDate"].location, path, hint)
