"""Prints what was found of a résumé in a PDF: ``cvtex check --pdf FILE --against FILE``."""

from __future__ import annotations

import json as json_format
import sys
from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from cvtex.build.against import against
from cvtex.build.report import Report, diagnostic_values
from cvtex.cli.run import reporting
from cvtex.text.shorten import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.text import Text

    from cvtex.build.against import Against, FieldFound
    from cvtex.build.request import Request

_LONGEST = 72
_MARKS = {"found": "green", "alike": "green", "joined": "bold red", "lost": "bold red", "left out": "dim"}


def check_against(file: Path, request: Request, *, json: bool, quiet: bool) -> NoReturn:
    """Print which values of a résumé each reader finds in a PDF.

    Raises:
        SystemExit: Always, with 0, with 1 where a value is lost, or with what the failure has.
    """
    with reporting(json=json, quiet=quiet) as console:
        found = against(file, request)
    if json:
        print(as_json(found))
    elif not quiet:
        print_table(found)
    console.show(Report(diagnostics=found.diagnostics, exit_code=found.exit_code))
    raise SystemExit(found.exit_code)


def as_json(found: Against) -> str:
    """What was found as JSON, with the keys that ``docs/pdf.md`` lists."""
    values = {
        "file": found.file,
        "against": found.resume,
        "language": found.lang,
        "readers": found.readers,
        "fields": [
            {
                "path": one.field.path,
                "kind": one.field.kind,
                "expected": one.field.forms[0],
                "status": one.status,
                "found": {
                    reader: {"status": by.status, "line": by.line or None} for reader, by in one.by_reader.items()
                },
            }
            for one in found.fields
        ],
        "disorder": [{"reader": item.reader, "entry": item.entry, "behind": item.behind} for item in found.disorder],
        "diagnostics": [diagnostic_values(diagnostic) for diagnostic in found.diagnostics],
        "exit_code": found.exit_code,
    }
    return json_format.dumps(values, ensure_ascii=False, indent=2)


def print_table(found: Against) -> None:
    """Print the fields as a table on standard output."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("field", style="bold", overflow="fold")
    table.add_column("")
    table.add_column("expected", overflow="fold")
    table.add_column("found", overflow="fold")
    for one in found.fields:
        for number, line in enumerate(lines(one)):
            label = ("", Text(), "") if number else (one.field.path, _mark(one), printable(one.field.forms[0]))
            table.add_row(Text(label[0]), label[1], Text(label[2]), Text(line))  # Text: a PDF's words are not markup
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(Text(f"{found.file} against {found.resume} ({found.lang})", style="bold"), soft_wrap=True)
    console.print(table)
    counts = Counter("lost" if one.is_lost else one.status for one in found.fields)
    there = counts["found"] + counts["alike"]
    console.print(
        Text(
            f"{there} of {len(found.fields)} found, {counts['lost']} lost, {counts['left out']} left out; "
            f"read by {', '.join(found.readers)}"
        ),
        soft_wrap=True,
    )


def lines(one: FieldFound) -> Iterator[str]:
    """Where a field was found, and what each reader has that did not find it."""
    if one.status == "left out":
        yield "left out"
        return
    if line := next((by.line for by in one.by_reader.values() if by.is_there), ""):
        yield shorten(line, _LONGEST)
    for reader, by in one.losers.items():
        yield shorten(f"{reader}: {by.line or 'not there'}", _LONGEST)


def _mark(one: FieldFound) -> Text:
    from rich.text import Text

    word = "lost" if one.is_lost else "–" if one.status == "left out" else "ok"
    return Text(word, style=_MARKS[one.status])
