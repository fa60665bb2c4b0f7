"""Every item of a résumé and what became of it: shown in full, shortened or left out, and how tall it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cvtex.fit.units import MM_PER_PT, SP_PER_PT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cvtex.errors import Location
    from cvtex.fit.result import Plan

State = Literal["full", "short", "left out"]


@dataclass(frozen=True, slots=True)
class Item:
    """A section, an entry or a piece of one.

    ``height_mm`` is what it takes as it is shown, with all it holds and the gaps between; what it would take in full
    where it is left out.
    """

    path: str
    state: State
    height_mm: float
    priority: int | None
    line: int | None


def items(
    plan: Plan, priority_of: Callable[[str], int | None], locate: Callable[[str], Location | None]
) -> tuple[Item, ...]:
    """The items of a plan in the order of the page."""
    found = []
    for path, height in plan.heights.items():
        place = locate(path)
        state: State = plan.shown.get(path, "left out")
        line = place.line if place else None
        found.append(Item(path, state, round(height / SP_PER_PT * MM_PER_PT, 2), priority_of(path), line))
    return tuple(found)


def table(lang: str, shown: Sequence[Item]) -> Iterator[str]:
    """The items as lines of text in columns."""
    yield f"{lang}  height mm  priority  line  shown     item"
    for item in shown:
        priority, line = item.priority or "", item.line or ""
        yield f"{'':{len(lang)}}  {item.height_mm:9.1f}  {priority:>8}  {line:>4}  {item.state:8}  {item.path}"
