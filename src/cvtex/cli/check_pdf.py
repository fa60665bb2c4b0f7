"""Prints what was learnt about a finished PDF, of cvtex or of any other tool: ``cvtex check --pdf``."""

from __future__ import annotations

import json as json_format
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, NoReturn
from unicodedata import name

from cvtex.build.report import Report, diagnostic_values
from cvtex.cli.run import reporting
from cvtex.pdf.examine import examine
from cvtex.text.shorten import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cvtex.pdf.examine import Examined


def check_pdf(file: Path, *, json: bool, quiet: bool) -> NoReturn:
    """Print what a PDF holds and what is wrong with it.

    Raises:
        SystemExit: Always, with 0, with 1 where something is wrong, or with 3 if the PDF cannot be read.
    """
    with reporting(json=json, quiet=quiet) as console:
        examined = examine(file)
    if json:
        print(as_json(examined))
    elif not quiet:
        print_table(examined)
    console.show(Report(diagnostics=examined.diagnostics, exit_code=examined.exit_code))
    raise SystemExit(examined.exit_code)


def as_json(examined: Examined) -> str:
    """The findings as JSON, with the keys that ``docs/pdf.md`` lists."""
    inspection, order, metadata = examined.inspection, examined.order, asdict(examined.about)
    del metadata["images"]
    metadata["xmp"] = metadata.pop("has_xmp")
    values = {
        "file": inspection.file,
        "pages": inspection.pages,
        "sizes_mm": inspection.sizes,
        "fonts": [
            {"name": font.name, "embedded": font.embedded, "to_unicode": font.has_tounicode}
            for font in inspection.fonts
        ],
        "characters": len("".join(inspection.text.split())),
        **asdict(order),
        "word_gaps": asdict(examined.gaps),
        "hidden": [asdict(found) for found in examined.hidden.found],
        "scans": examined.hidden.scans,
        "suspicious": [
            asdict(item) | {"code_point": f"U+{item.code_point:04X}", "name": name(chr(item.code_point), "")}
            for item in inspection.suspicious
        ],
        "look_alikes": [
            asdict(item) | {"code_point": f"U+{ord(item.character):04X}", "name": name(item.character, "")}
            for item in examined.look_alikes
        ],
        "tags": asdict(examined.tags),
        "links": inspection.links,
        "metadata": metadata,
        "diagnostics": [diagnostic_values(diagnostic) for diagnostic in examined.diagnostics],
        "exit_code": examined.exit_code,
    }
    return json_format.dumps(values, ensure_ascii=False, indent=2)


def print_table(examined: Examined) -> None:
    """Print the findings as a table on standard output."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, good, value in rows(examined):
        mark = Text("ok", style="green") if good else Text("look", style="bold yellow")
        table.add_row(label, mark, Text(value))  # Text: what a PDF says is not markup
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(Text(examined.inspection.file, style="bold"), soft_wrap=True)
    console.print(table)


def rows(examined: Examined) -> Iterator[tuple[str, bool, str]]:
    """Each thing that was looked at: its name, whether it is good, and what it is."""
    inspection, about, order = examined.inspection, examined.about, examined.order
    codes = {item.code for item in examined.diagnostics}
    sizes = dict.fromkeys(f"{width:g} × {height:g} mm" for width, height in inspection.sizes)
    yield "pages", True, f"{inspection.pages}, {', '.join(sizes)}"
    yield "fonts", not codes & {"P503", "P504"}, _fonts(examined)
    characters = len("".join(inspection.text.split()))
    yield "text", "P510" not in codes, f"{characters} characters in {order.lines} lines"
    joined = len(examined.gaps.joined)
    yield (
        "spaces",
        "P514" not in codes,
        f"in {examined.gaps.count - joined} of {examined.gaps.count} gaps between words",
    )
    yield "hidden text", not examined.hidden.found, _hidden(examined)
    strange = [f"U+{item.code_point:04X} ({item.kind})" for item in inspection.suspicious]
    strange += [f"U+{ord(item.character):04X} (looks like {item.common})" for item in examined.look_alikes]
    yield "code points", not strange, ", ".join(strange) or "none that nobody types"
    jumps = f"{len(order.jumps)} jumps" if order.jumps else "from top to bottom"
    gaps = f", {len(order.gaps)} wide gaps" if order.gaps else ""
    yield "order", not (order.jumps or order.gaps), jumps + gaps
    yield "links", "P502" not in codes, ", ".join(map(printable, inspection.links)) or "none"
    yield "actions", "P501" not in codes, ", ".join(item.name for item in inspection.forbidden) or "none"
    yield "tags", not codes & {"P515", "P516"}, str(examined.tags) if examined.tags.elements else "none"
    yield "title", bool(about.title), printable(about.title) or "none"
    yield "author", bool(about.author), printable(about.author) or "none"
    yield "language", bool(about.language), printable(about.language) or "none"
    yield "bookmarks", True, ", ".join(map(printable, about.bookmarks)) or "none"
    yield "made by", True, f"{printable(about.producer) or 'unknown'}, PDF {about.version}"


def _hidden(examined: Examined) -> str:
    count = sum(len(found.words) for found in examined.hidden.found)
    scans = ", ".join(map(str, examined.hidden.scans))
    words = f"{count} words" if count > 1 else "a word" if count else "none"
    return f"{words}; scanned pages: {scans}" if scans else words


def _fonts(examined: Examined) -> str:
    def named(name: str, *, embedded: bool, mapped: bool) -> str:
        faults = [fault for fault, wrong in (("not embedded", not embedded), ("no ToUnicode", not mapped)) if wrong]
        plain = printable(name.partition("+")[2] or name).removesuffix("-Identity-H")
        return f"{plain} ({', '.join(faults)})" if faults else plain

    fonts = examined.inspection.fonts
    names = dict.fromkeys(named(font.name, embedded=font.embedded, mapped=font.has_tounicode) for font in fonts)
    return ", ".join(names) or "none"
