"""Finds a template: a folder with Jinja files and ``template.toml`` (see `manifest`).

A file or a key that a template lacks is taken from ``classic``, so that a template of one's own may be as small as the
one block it sets otherwise.
"""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from cvtex.errors import Location, Message, ResumeError, UsageError
from cvtex.latex.manifest import FILE, Manifest, read_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.fit.ramp import Bounds, Gaps
    from cvtex.latex.manifest import Style

BASE: Final = "classic"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Template:
    """Where a template's files are, and what it states of itself."""

    name: str
    folder: Path
    base: Path
    manifest: Manifest

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its files are looked for: here, in ``classic``, and among those that belong to no design."""
        return self.folder, self.base, self.base.parent

    @property
    def gaps(self) -> Gaps:
        """Its white space."""
        return self.manifest.gaps

    def bounds_for(self, lang: str) -> Bounds:
        """The bounds for a language: its own, its base language's, or the template's."""
        return _for(lang, self.manifest.bounds)

    def style_for(self, lang: str) -> Mapping[str, Style]:
        """The style for a language, as the bounds."""
        return _for(lang, self.manifest.styles)

    def paper_for(self, lang: str) -> str:
        """The paper for a language where the résumé names none."""
        return _for(lang, {"": "a4", **self.manifest.papers})

    def is_for(self, lang: str) -> bool:
        """Whether the design is made for a language."""
        languages = self.manifest.languages
        return not languages or lang in languages or lang.partition("-")[0] in languages


def _for(lang: str, values: Mapping[str, T]) -> T:
    return values.get(lang) or values.get(lang.partition("-")[0]) or values[""]


def templates(folder: Path) -> tuple[str, ...]:
    """The names of the templates in a folder."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{FILE}")))


def load_template(name: str, folder: Path, beside: Path, location: Location | None = None) -> Template:
    """Find a template by its name in the folder of ours, or by its path as seen from ``beside``, the résumé's folder.

    The location is that of the name in the résumé, None where the command line names it.

    Raises:
        UsageError: There is no such template as the command line names.
        ResumeError: There is no such template as the résumé names.
        EngineError: Its ``template.toml`` cannot be used.
    """
    bundled = templates(folder)
    own = folder / name if name in bundled else beside / name
    manifest = own / FILE
    if not manifest.is_file():
        near = difflib.get_close_matches(name, bundled, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(bundled)}, or a folder with a {FILE}"
        message = Message("E702", f"there is no template {name!r}", hint)
        raise (UsageError if location is None else ResumeError)(message.at(location, "layout.template"))
    return Template(name, own, folder / BASE, read_manifest(manifest, folder / BASE / FILE))


def refuse_untrusted(
    template: Template, ours: Path, *, trusted: bool, sandbox: bool, location: Location | None = None
) -> None:
    """Stop before an untrusted template runs: it is a program, and runs with the caller's word or sandboxed.

    A sandboxed one holds no link that leads out of its folder; ``ours`` are the templates that come with cvtex.

    Raises:
        UsageError: It is untrusted, and not sandboxed or not to be sandboxed.
    """
    folder = template.folder.resolve()
    if trusted or folder.parent == ours.resolve():
        return
    if not sandbox:
        message = f"the template {template.name} did not come with cvtex, and a template is a program"
        hint = "--trust-template runs it as yours; --sandbox runs it without a network and without your files"
        raise UsageError(Message("E706", message, hint).at(location, "layout.template"))
    for path in (Path(parent, name) for parent, folders, files in os.walk(folder) for name in (*folders, *files)):
        if not path.resolve().is_relative_to(folder):
            message = f"the template {template.name} has a link that leads out of it, {path.relative_to(folder)}"
            hint = "copy the file itself there, or trust the template with --trust-template"
            raise UsageError(Message("E706", message, hint).at(location, "layout.template"))
