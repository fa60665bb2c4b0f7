"""Turns a JSON report into a page of Markdown, which a CI server shows beside the run that built the PDFs."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEAD = "| PDF | pages | full | type | margins | shortened | left out | seconds |\n|---|--:|--:|--:|--:|--:|--:|--:|"
_MARKS = re.compile(r"([\\`*_\[\]<>|#~$])")


def summary(
    report: Annotated[Path, typer.Argument(help="What `cvtex build --json` printed; - for a pipe.")] = Path("-"),
) -> None:
    """Turn a JSON report into Markdown for the page of a CI run."""
    from cvtex.cli.run import reporting
    from cvtex.errors import Message, UsageError

    with reporting():
        try:
            text = sys.stdin.read() if str(report) == "-" else report.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(Message("E721", f"{report} cannot be read: {error}").at(None)) from error
        typer.echo(as_markdown(text), nl=False)


def as_markdown(text: str) -> str:
    """The Markdown for what ``cvtex build --json`` printed.

    Raises:
        UsageError: It is no such report.
    """
    import json  # late, like all that a command needs: the commands are imported to print the help of one

    from cvtex.errors import Message, UsageError

    try:
        return "\n".join(_lines(json.loads(text))) + "\n"
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "write one: cvtex build --json > report.json"
        raise UsageError(Message("E721", "this is no report of cvtex's", hint).at(None)) from error


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    outputs, diagnostics = report["outputs"], report["diagnostics"]
    yield "## Résumé\n"
    if outputs:
        yield _HEAD
        yield from map(_row, outputs)
    elif report["exit_code"]:
        yield "No PDF was built."
    for output in outputs:
        if output["omitted"]:
            yield f"\n**Left out of {_plain(output['pdf'])}**, where space was short:\n"
            yield from map(_omission, output["omitted"])
    if diagnostics:
        yield "\n**Findings**\n"
        yield from map(_diagnostic, diagnostics)


def _row(output: Mapping[str, Any]) -> str:
    settings = output["settings"]
    cells = (
        _plain(output["pdf"]),
        output["pages"],
        f"{output['fill']:.1%}",
        f"{settings['font_size_pt']:.1f} on {settings['leading_pt']:.1f} pt",
        f"{settings['margin_mm']:.0f} mm",
        len(output["shortened"]),
        len(output["omitted"]),
        f"{output['seconds']:.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def _omission(item: Mapping[str, Any]) -> str:
    line = f" in line {item['line']}" if item["line"] is not None else ""
    return f"- `{item['path']}`{line}: {_plain(item['reason'])}"


def _diagnostic(diagnostic: Mapping[str, Any]) -> str:
    place = ":".join(str(diagnostic[key]) for key in ("file", "line", "column") if diagnostic[key] is not None)
    hint = f" ({_plain(diagnostic['hint'])})" if diagnostic["hint"] else ""
    where = f" at {_plain(place)}" if place else ""
    return f"- {diagnostic['severity']} {diagnostic['code']}{where}: {_plain(diagnostic['message'])}{hint}"


def _plain(text: str) -> str:
    """Text that Markdown prints as it is, in one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
