"""Refuses an untrusted template: a template is a program, and runs with the caller's word or in a sandbox."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.errors import Location
    from cvtex.latex.template import Template


def refuse_untrusted(
    template: Template, ours: Path, *, trusted: bool, sandbox: bool, location: Location | None = None
) -> None:
    """Stop before anything of an untrusted template runs.

    Args:
        template: The template.
        ours: The folder of the templates that come with cvtex.
        trusted: The caller trusts it.
        sandbox: TeX is sandboxed, so nothing in the folder may lead out of it.
        location: Where the résumé names it.

    Raises:
        UsageError: It is untrusted, and not sandboxed or not to be sandboxed.
    """
    folder = template.folder.resolve()
    if trusted or folder.parent == ours.resolve():
        return
    if not sandbox:
        message = f"the template {template.name} did not come with cvtex, and a template is a program"
        hint = "--trust-template runs it as yours; --sandbox runs it without a network and without your files"
        raise UsageError(Diagnostic("error", "E706", message, location, "layout.template", hint))
    for path in _below(folder):
        if not path.resolve().is_relative_to(folder):
            message = f"the template {template.name} has a link that leads out of it, {path.relative_to(folder)}"
            hint = "copy the file itself there, or trust the template with --trust-template"
            raise UsageError(Diagnostic("error", "E706", message, location, "layout.template", hint))


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(parent, name)
