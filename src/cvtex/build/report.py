"""Defines what came of a command, as values and as the JSON of ``docs/report.md``."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

from cvtex.fit.units import MM_PER_PT, SP_PER_PT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cvtex.build.source import Source
    from cvtex.errors import CvtexError, Diagnostic, Location
    from cvtex.fit.ramp import Settings
    from cvtex.fit.result import Plan

State = Literal["full", "short", "left out"]


@dataclass(frozen=True, slots=True)
class Omitted:
    """Something the PDF does not show, and why."""

    path: str
    reason: str
    priority: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class ItemHeight:
    """A section, an entry or a piece of one, and what became of it.

    ``height_mm`` is what it takes as it is shown, with all it holds and the gaps between; what it would take in full
    where it is left out.
    """

    path: str
    state: State
    height_mm: float
    priority: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Output:
    """One finished PDF.

    ``fill`` is a share of the pages' text area; ``shortened`` are the paths with shorter wordings; ``pngs`` are
    pictures of the pages; ``seconds`` run from the first look at the language; ``template`` is the design;
    ``room_lines`` is about how many lines more there is room for, 0 unless the pages have little on them.
    """

    lang: str
    pdf: str
    pages: int
    fill: float
    settings: Settings
    omitted: tuple[Omitted, ...]
    shortened: tuple[str, ...]
    seconds: float
    pngs: tuple[str, ...] = ()
    items: tuple[ItemHeight, ...] = ()
    template: str = ""
    room_lines: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All that came of one command.

    ``sources`` are the lines of the files read, to show a mistake in its line; ``inputs`` are the other files that went
    into the PDFs, ``written`` are the PDFs, and ``day`` stands in the name of one; ``unchanged`` says that nothing was
    done, since all of it was as in the run before. ``sheets`` are pictures of a language's pages in every design.
    """

    outputs: tuple[Output, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: int = 0
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    day: str | None = None
    unchanged: bool = False
    sheets: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        warnings: Iterable[Diagnostic],
        notices: Iterable[Diagnostic],
        reports: Iterable[Report],
        sources: Mapping[str, tuple[str, ...]],
    ) -> Self:
        """One report of those on each language, of what the file itself gave rise to, and of what the machine did."""
        reports = tuple(reports)
        # What is wrong in every language in the same words, such as a missing picture, is said once.
        every = (*warnings, *notices, *(diagnostic for report in reports for diagnostic in report.diagnostics))
        return cls(
            outputs=tuple(output for report in reports for output in report.outputs),
            diagnostics=tuple(dict.fromkeys(every)),
            exit_code=max(report.exit_code for report in reports),
            sources=sources,
            inputs=frozenset().union(*(report.inputs for report in reports)),
            written=frozenset().union(*(report.written for report in reports)),
        )

    @classmethod
    def of_error(cls, error: CvtexError) -> Self:
        """The report of a failure."""
        return cls(diagnostics=error.diagnostics, exit_code=error.exit_code)


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
        room_lines=plan.room_lines,
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


def as_json(report: Report) -> str:
    """The report as JSON, with the keys that ``docs/report.md`` lists."""
    values = {
        "outputs": [_output(output) for output in report.outputs],
        "sheets": list(report.sheets),
        "diagnostics": [diagnostic_values(diagnostic) for diagnostic in in_order(report.diagnostics)],
        "exit_code": report.exit_code,
        "unchanged": report.unchanged,
    }
    return json.dumps(values, ensure_ascii=False, indent=2)


def _output(output: Output) -> dict[str, Any]:
    values = asdict(output)
    settings = output.settings
    values["settings"]["leading"] = round(settings.leading_pt / settings.font_size_pt, 4)
    return values | {"fill": round(output.fill, 4), "seconds": round(output.seconds, 3)}


def diagnostic_values(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as every report in JSON has it."""
    values = asdict(diagnostic)
    del values["quotable"]
    location = values.pop("location") or {"file": None, "line": None, "column": None}
    return values | location


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, line and column; what has no location comes last, in its order."""
    return sorted(diagnostics, key=lambda diagnostic: _order(diagnostic.location))


def _order(location: Location | None) -> tuple[bool, str, int, int]:
    return (True, "", 0, 0) if location is None else (False, location.file, location.line or 0, location.column or 0)
