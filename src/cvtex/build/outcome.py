"""Tells what became of each item of a résumé: shown in full, shortened or omitted, and how tall it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cvtex.build.report import ItemHeight, Omitted, Output
from cvtex.fit.units import MM_PER_PT, SP_PER_PT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cvtex.build.source import Source
    from cvtex.fit.result import Plan


def output(  # noqa: PLR0913, PLR0917 (a PDF, its plan, and where its items stand)
    lang: str, path: Path, pngs: Sequence[str], plan: Plan, source: Source, began: float
) -> Output:
    """The report of one PDF; ``began`` is the time of `time.perf_counter` when its language was begun."""
    omitted, items = omissions(plan, source), item_heights(plan, source)
    return Output(
        lang=lang,
        pdf=str(path),
        pages=len(plan.pages),
        fill=plan.fill,
        settings=plan.settings,
        omitted=omitted,
        shortened=tuple(path for path, kind in plan.shown.items() if kind == "short"),
        seconds=time.perf_counter() - began,
        pngs=tuple(pngs),
        items=items,
    )


def omissions(plan: Plan, source: Source) -> tuple[Omitted, ...]:
    """What a plan does not show, with each item's location."""

    def omitted(path: str) -> Omitted:
        priority = source.priority(path)
        reason = "no space" if priority is None else f"no space, priority {priority}"
        return Omitted(path, reason, priority, _line(source, path))

    return tuple(omitted(omission.path) for omission in plan.omitted)


def item_heights(plan: Plan, source: Source) -> tuple[ItemHeight, ...]:
    """The items of a plan in the order of the page."""
    return tuple(
        ItemHeight(
            path,
            plan.shown.get(path, "left out"),
            round(height / SP_PER_PT * MM_PER_PT, 2),
            source.priority(path),
            _line(source, path),
        )
        for path, height in plan.heights.items()
    )


def _line(source: Source, path: str) -> int | None:
    location = source.locate(path)
    return location.line if location else None
