"""What came of a build, for people and for programs.

The report is a value; `as_json` and `as_text` turn it into what is printed. People's text
says what they want to know in one line a language, then what to look at.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cvtex.build.items import Item
    from cvtex.errors import Diagnostic, Location
    from cvtex.fit.ramp import Settings
    from cvtex.fit.result import Plan

# Of a long line, so many characters are shown, and so many of them before the caret.
_LONGEST_QUOTE = 160
_BEFORE_CARET = 60


@dataclass(frozen=True, slots=True)
class Omitted:
    """Something the PDF does not show, and why."""

    path: str
    reason: str
    priority: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Output:
    """One finished PDF.

    ``fill`` is a share of the pages' text area; ``shortened`` are the paths with shorter wordings; ``pngs`` are
    pictures of the pages.
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
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that came of one command.

    ``sources`` are the lines of the files read, to show a mistake in its line; ``inputs`` are the other files that went
    into the PDFs; ``unchanged`` says that nothing was done, since all of it was as in the run before.
    """

    outputs: tuple[Output, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: int = 0
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: frozenset[str] = frozenset()
    unchanged: bool = False

    @classmethod
    def of(
        cls,
        warnings: Iterable[Diagnostic],
        notices: Iterable[Diagnostic],
        reports: Iterable[Report],
        sources: Mapping[str, tuple[str, ...]],
    ) -> Report:
        """One report of those on each language, of what the file itself gave rise to, and of what the machine did."""
        reports = tuple(reports)
        # What is wrong in every language in the same words, such as a missing picture, is said once.
        found = dict.fromkeys((*warnings, *notices, *(found for report in reports for found in report.diagnostics)))
        return cls(
            outputs=tuple(output for report in reports for output in report.outputs),
            diagnostics=tuple(found),
            exit_code=max(report.exit_code for report in reports),
            sources=sources,
            inputs=frozenset().union(*(report.inputs for report in reports)),
        )


def omissions(
    plan: Plan, priority_of: Callable[[str], int | None], locate: Callable[[str], Location | None]
) -> tuple[Omitted, ...]:
    """What a plan leaves out, with each item's place."""
    found = []
    for omission in plan.omitted:
        place = locate(omission.path)
        priority = priority_of(omission.path)
        reason = "no space" if priority is None else f"no space, priority {priority}"
        found.append(Omitted(omission.path, reason, priority, place.line if place else None))
    return tuple(found)


def as_json(report: Report) -> str:
    """The report as JSON, with the keys that ``docs/report.md`` lists."""
    return json.dumps(
        {
            "outputs": [_output(output) for output in report.outputs],
            "diagnostics": [diagnostic_as_json(found) for found in in_order(report.diagnostics)],
            "exit_code": report.exit_code,
            "unchanged": report.unchanged,
        },
        ensure_ascii=False,
        indent=2,
    )


def _output(output: Output) -> dict[str, object]:
    settings = output.settings
    return {
        "lang": output.lang,
        "pdf": output.pdf,
        "pngs": list(output.pngs),
        "pages": output.pages,
        "fill": round(output.fill, 4),
        "settings": {
            "font_size_pt": settings.font_size_pt,
            "leading_pt": settings.leading_pt,
            "leading": round(settings.leading_pt / settings.font_size_pt, 4),
            "margin_mm": settings.margin_mm,
            "gap": settings.gap,
            "looseness": settings.looseness,
        },
        "omitted": [
            {"path": item.path, "line": item.line, "priority": item.priority, "reason": item.reason}
            for item in output.omitted
        ],
        "shortened": list(output.shortened),
        "items": [asdict(item) for item in output.items],
        "seconds": round(output.seconds, 3),
    }


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, line and column; what has no place comes last, in its order."""
    return sorted(diagnostics, key=_order)


def _order(found: Diagnostic) -> tuple[bool, str, int, int]:
    place = found.location
    return (True, "", 0, 0) if place is None else (False, place.file, place.line or 0, place.column or 0)


def diagnostic_as_json(found: Diagnostic) -> dict[str, object]:
    """A finding as every report of ours in JSON has it."""
    place = found.location
    return {
        "severity": found.severity,
        "code": found.code,
        "message": found.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "path": found.path,
        "hint": found.hint,
    }


def summary(output: Output) -> str:
    """One language in one line: ``zh  1 page, 99 % full, 9.8 pt on 12.9 pt, margins 15 mm; left out: …``."""
    settings = output.settings
    parts = (
        "1 page" if output.pages == 1 else f"{output.pages} pages",
        f"{output.fill * 100:.0f} % full",
        f"{settings.font_size_pt:.1f} pt on {settings.leading_pt:.1f} pt",
        f"margins {settings.margin_mm:.0f} mm",
    )
    line = f"{output.lang}  {', '.join(parts)}"
    if output.shortened:
        line += f"; {len(output.shortened)} shortened"
    if output.omitted:
        line += f"; left out: {', '.join(map(_named, output.omitted))}"
    return line


def _named(item: Omitted) -> str:
    about = [f"priority {item.priority}"] if item.priority is not None else []
    if item.line is not None:
        about.append(f"line {item.line}")
    return f"{item.path} ({', '.join(about)})" if about else item.path


def explained(found: Diagnostic, sources: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """A diagnostic as compilers print it: place and message, the line itself, a caret, the next step."""
    place = found.location
    yield f"{f'{place}: ' if place else ''}{found.severity}: {found.message} [{found.code}]"
    if place is not None and place.line is not None and found.quotable:
        lines = sources.get(place.file) or _read(place.file)
        if 0 < place.line <= len(lines):
            yield from _pointed(lines[place.line - 1].rstrip(), place.column)
    if found.hint:
        yield f"  hint: {found.hint}"


def _read(file: str) -> tuple[str, ...]:
    """The lines of a file that was refused, so that nobody has its lines; none of ``--set`` and of what has gone."""
    from pathlib import Path

    from cvtex.load.characters import split_lines

    try:
        data = Path(file).read_bytes()
    except (OSError, ValueError):
        return ()
    return split_lines(data.decode("utf-8-sig", "replace"))


def _pointed(line: str, column: int | None) -> Iterable[str]:
    """A source line and a caret under its column; of a long line, such as a whole file of JSON, a piece."""
    at = min((column or 1) - 1, len(line))
    start = max(0, at - _BEFORE_CARET) if len(line) > _LONGEST_QUOTE else 0
    end = start + _LONGEST_QUOTE
    opening, closing = "…" if start else "", "…" if end < len(line) else ""
    # What cannot be seen must not reach a terminal, which would obey it.
    shown = "".join(c if c.isprintable() or c == "\t" else "�" for c in line[start:end])
    yield f"  {opening}{shown}{closing}"
    if column is not None:
        yield f"  {_pad(opening + line[start:at])}^"


def _pad(text: str) -> str:
    """White space as wide on a terminal as the text."""
    return "".join("\t" if character == "\t" else " " * _cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
