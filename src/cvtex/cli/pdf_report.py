"""What was found out about a PDF, for people as a table and for programs as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from cvtex.build.report import diagnostic_as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.pdf.examine import Examined


def as_json(found: Examined) -> str:
    """The findings as JSON, with the keys that ``docs/pdf.md`` lists."""
    inspection, about, order = found.inspection, found.about, found.order
    return json.dumps(
        {
            "file": inspection.file,
            "pages": inspection.pages,
            "sizes_mm": [list(size) for size in inspection.sizes],
            "fonts": [
                {"name": font.name, "embedded": font.embedded, "to_unicode": font.has_tounicode}
                for font in inspection.fonts
            ],
            "characters": len("".join(inspection.text.split())),
            "lines": order.lines,
            "jumps": [{"page": jump.page, "before": jump.before, "after": jump.after} for jump in order.jumps],
            "gaps": [{"page": gap.page, "before": gap.before, "after": gap.after} for gap in order.gaps],
            "suspicious": [
                {"code_point": f"U+{item.code_point:04X}", "kind": item.kind, "place": item.place}
                for item in inspection.suspicious
            ],
            "links": list(inspection.links),
            "metadata": {
                "version": about.version,
                "language": about.language,
                "title": about.title,
                "author": about.author,
                "subject": about.subject,
                "keywords": about.keywords,
                "producer": about.producer,
                "shows_title": about.shows_title,
                "xmp": about.has_xmp,
                "bookmarks": list(about.bookmarks),
            },
            "diagnostics": [diagnostic_as_json(item) for item in found.diagnostics],
            "exit_code": found.exit_code,
        },
        ensure_ascii=False,
        indent=2,
    )


def print_table(found: Examined) -> None:
    """Print the findings as a table on standard output."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, good, value in rows(found):
        mark = Text("ok", style="green") if good else Text("look", style="bold yellow")
        table.add_row(name, mark, Text(value))  # Text: what a PDF says is not markup
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(Text(found.inspection.file, style="bold"), soft_wrap=True)
    console.print(table)


def rows(found: Examined) -> Iterator[tuple[str, bool, str]]:
    """Each thing that was looked at: its name, whether it is good, and what was found."""
    inspection, about, order = found.inspection, found.about, found.order
    codes = {item.code for item in found.diagnostics}
    sizes = dict.fromkeys(f"{width:g} × {height:g} mm" for width, height in inspection.sizes)
    yield "pages", True, f"{inspection.pages}, {', '.join(sizes)}"
    yield "fonts", not codes & {"P503", "P504"}, _fonts(found)
    characters = len("".join(inspection.text.split()))
    yield "text", "P510" not in codes, f"{characters} characters in {order.lines} lines"
    strange = ", ".join(f"U+{item.code_point:04X} ({item.kind})" for item in inspection.suspicious)
    yield "code points", not inspection.suspicious, strange or "none that nobody types"
    jumps = f"{len(order.jumps)} jumps" if order.jumps else "from top to bottom"
    gaps = f", {len(order.gaps)} wide gaps" if order.gaps else ""
    yield "order", not (order.jumps or order.gaps), jumps + gaps
    yield "links", "P502" not in codes, ", ".join(map(_printable, inspection.links)) or "none"
    yield "actions", "P501" not in codes, ", ".join(item.name for item in inspection.forbidden) or "none"
    yield "title", bool(about.title), _printable(about.title) or "none"
    yield "author", bool(about.author), _printable(about.author) or "none"
    yield "language", bool(about.language), _printable(about.language) or "none"
    yield "bookmarks", True, ", ".join(map(_printable, about.bookmarks)) or "none"
    yield "made by", True, f"{_printable(about.producer) or 'unknown'}, PDF {about.version}"


def _fonts(found: Examined) -> str:
    def named(name: str, *, embedded: bool, mapped: bool) -> str:
        faults = [fault for fault, wrong in (("not embedded", not embedded), ("no ToUnicode", not mapped)) if wrong]
        plain = _printable(name.partition("+")[2] or name).removesuffix("-Identity-H")
        return f"{plain} ({', '.join(faults)})" if faults else plain

    fonts = found.inspection.fonts
    names = dict.fromkeys(named(font.name, embedded=font.embedded, mapped=font.has_tounicode) for font in fonts)
    return ", ".join(names) or "none"


def _printable(text: str) -> str:
    """A text of somebody else's file, without what a terminal would obey."""
    return "".join(character if character.isprintable() else "�" for character in text)
