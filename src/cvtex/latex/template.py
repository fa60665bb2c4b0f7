"""Loads a template: a folder with Jinja files and ``template.toml``, which states its bounds, gaps, rows and faces.

A file or a key that a template lacks is taken from ``classic``, so that a template of one's own may be as small as the
one block it sets otherwise.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cvtex.errors import EngineError, Location, Message, ResumeError, UsageError
from cvtex.fit.ramp import Bounds, Gaps

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

BASE: Final = "classic"
_MANIFEST: Final = "template.toml"
_SPANS: Final = {"font_size": "font_size_pt", "leading": "leading", "margin": "margin_mm", "gap": "gap"}
_FACES: Final = ("sans", "mono")


@dataclass(frozen=True, slots=True)
class Template:
    """Where a template's files are, what it sets as rows and in which faces, and how far its page may be tightened.

    ``bounds`` has the bounds of each language tag that has its own, and ``""`` for all others. ``faces`` are those
    that it always loads beside the face of running text.
    """

    name: str
    folder: Path
    base: Path
    description: str
    bounds: Mapping[str, Bounds]
    gaps: Gaps
    rows: frozenset[str]
    faces: frozenset[str]

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its files are looked for: here, in ``classic``, and among those that belong to no design."""
        return self.folder, self.base, self.base.parent

    def bounds_for(self, lang: str) -> Bounds:
        """The bounds for a language: its own, its base language's, or the template's."""
        return self.bounds.get(lang) or self.bounds.get(lang.partition("-")[0]) or self.bounds[""]


def templates(folder: Path) -> tuple[str, ...]:
    """The names of the templates in a folder."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{_MANIFEST}")))


def load_template(name: str, folder: Path, beside: Path, location: Location | None = None) -> Template:
    """Find a template by its name in the folder of ours, or by its path as seen from ``beside``, the résumé's folder.

    The location is that of the name in the résumé, None where the command line names it.

    Raises:
        UsageError: There is no such template as the command line names.
        ResumeError: There is no such template as the résumé names.
        EngineError: Its ``template.toml`` cannot be read.
    """
    bundled = templates(folder)
    own = folder / name if name in bundled else beside / name
    manifest = own / _MANIFEST
    if not manifest.is_file():
        near = difflib.get_close_matches(name, bundled, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(bundled)}, or a folder with a {_MANIFEST}"
        message = Message("E702", f"there is no template {name!r}", hint)
        raise (UsageError if location is None else ResumeError)(message.at(location, "layout.template"))
    try:
        base = tomllib.loads((folder / BASE / _MANIFEST).read_text(encoding="utf-8"))
        data = tomllib.loads(manifest.read_text(encoding="utf-8"))
        fit = {**base["fit"], **data.get("fit", {})}
        common = {key: value for key, value in fit.items() if not isinstance(value, dict)}
        languages = {key: value for key, value in fit.items() if isinstance(value, dict)}
        rows = data.get("rows", base["rows"])
        return Template(
            name=name,
            folder=own,
            base=folder / BASE,
            description=str(data.get("description", "")),
            bounds={tag: _bounds({**common, **bounds}) for tag, bounds in {"": {}, **languages}.items()},
            gaps=_gaps({**base["gaps"], **data.get("gaps", {})}),
            rows=frozenset(base["rows"]) if rows == base["rows"] else _rows(rows),
            faces=_faces({**base["faces"], **data.get("faces", {})}),
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        message = Message("E620", f"the template's {_MANIFEST} cannot be used: {error}", f"compare it with {BASE}'s")
        raise EngineError(message.at(Location(str(manifest)))) from error


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


def _bounds(data: Mapping[str, object]) -> Bounds:
    """Bounds out of the four that a template states.

    Raises:
        ValueError: One is unknown, is not two numbers, or has its lower end above its upper one.
    """
    _refuse_unknown("fit", data, _SPANS)
    return Bounds(**{field: _span(name, data[name]) for name, field in _SPANS.items()})


def _gaps(data: Mapping[str, object]) -> Gaps:
    """The gaps that a template states, each a multiple of the leading.

    Raises:
        ValueError: One is unknown, or is no number of 0 or more.
    """
    _refuse_unknown("gaps", data, [field.name for field in fields(Gaps)])
    return Gaps(**{name: _multiple(name, value) for name, value in data.items()})


def _rows(kinds: object) -> frozenset[str]:
    """The kinds of section whose entries are rows.

    Raises:
        ValueError: It is no list of kinds, or one is unknown.
    """
    from cvtex.resume.sections import CONTENT_KEYS  # late: it loads pydantic, and most templates have classic's rows

    if not isinstance(kinds, list):
        raise ValueError(f"rows = {kinds!r} is not a list of kinds")  # noqa: TRY004 (a value of the file)
    if unknown := [kind for kind in kinds if not isinstance(kind, str) or kind not in CONTENT_KEYS]:
        raise ValueError(f"rows has {unknown[0]!r}, which is unknown; there are {', '.join(CONTENT_KEYS)}")
    return frozenset(kinds)


def _faces(data: Mapping[str, object]) -> frozenset[str]:
    """The faces that a template always loads.

    Raises:
        ValueError: One is unknown, or is neither true nor false.
    """
    _refuse_unknown("faces", data, _FACES)
    for name, value in data.items():
        if not isinstance(value, bool):
            raise ValueError(f"faces.{name} = {value!r} is neither true nor false")  # noqa: TRY004
    return frozenset(name for name, value in data.items() if value)


def _refuse_unknown(table: str, data: Mapping[str, object], known: Collection[str]) -> None:
    if unknown := sorted(data.keys() - set(known)):
        raise ValueError(f"{table}.{unknown[0]} is unknown; there are {', '.join(known)}")


def _multiple(name: str, value: object) -> float:
    if isinstance(value, int | float) and value >= 0:
        return float(value)
    raise ValueError(f"gaps.{name} = {value!r} is not a number of 0 or more")


def _span(name: str, value: object) -> tuple[float, float]:
    match value:
        case [int() | float() as low, int() | float() as high] if 0 <= low <= high:
            return (float(low), float(high))
    raise ValueError(f"fit.{name} = {value!r} is not [lower, upper]")
