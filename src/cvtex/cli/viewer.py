"""``--open``: the PDFs in the viewer of the system."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvtex.build.report import Report


def open_pdfs(report: Report) -> None:
    """Open what was built; where there is no viewer, say so: the build itself went well."""
    import typer

    for output in report.outputs:
        if not _has_screen() or typer.launch(output.pdf) != 0:
            print(f"there is no viewer to open {output.pdf} with", file=sys.stderr)


def _has_screen() -> bool:
    """Whether a window could be shown. Without one, xdg-open may start a browser inside the terminal."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
