"""A template: a folder with Jinja files and ``template.toml``, its bounds and gaps.

A file that a template lacks is taken from ``classic``, so that a template of one's own
may be as small as the one block it sets otherwise.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, EngineError, Location, ResumeError, UsageError
from cvtex.fit.ramp import Bounds, Gaps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BASE = "classic"
_MANIFEST = "template.toml"
_SPANS = {"font_size": "font_size_pt", "leading": "leading", "margin": "margin_mm", "gap": "gap"}


@dataclass(frozen=True, slots=True)
class Template:
    """Where a template's files are, and how far its page may be tightened.

    ``bounds`` has the bounds of each language tag that has its own, and ``""`` for all others.
    """

    name: str
    folder: Path
    base: Path
    description: str
    bounds: Mapping[str, Bounds]
    gaps: Gaps

    def bounds_for(self, lang: str) -> Bounds:
        """The bounds for a language: its own, its base language's, or the template's."""
        return self.bounds.get(lang) or self.bounds.get(lang.partition("-")[0]) or self.bounds[""]


def templates(folder: Path) -> tuple[str, ...]:
    """The templates there are."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{_MANIFEST}")))


def load_template(name: str, folder: Path, beside: Path, location: Location | None = None) -> Template:
    """Find a template by its name among ours, or by its path as seen from ``beside``.

    Args:
        name: What was asked for.
        folder: Where our templates are.
        beside: Where paths start: the résumé's folder.
        location: Where the résumé asks for it; None where the command line does.

    Raises:
        UsageError: There is no such template as the command line asks for.
        ResumeError: There is no such template as the résumé asks for.
        EngineError: Its ``template.toml`` cannot be read.
    """
    own = folder / name
    place = own if name in templates(folder) else (beside / name)
    if not (place / _MANIFEST).is_file():
        near = difflib.get_close_matches(name, templates(folder), n=1)
        known = ", ".join(templates(folder))
        raise (UsageError if location is None else ResumeError)(
            Diagnostic(
                "error",
                "E702",
                f"there is no template {name!r}",
                location,
                path="layout.template",
                hint=f"did you mean {near[0]}?" if near else f"there is {known}, or a folder with a {_MANIFEST}",
            )
        )
    try:
        base = tomllib.loads((folder / BASE / _MANIFEST).read_text(encoding="utf-8"))
        data = tomllib.loads((place / _MANIFEST).read_text(encoding="utf-8"))
        fit = {**base["fit"], **data.get("fit", {})}
        common = {key: value for key, value in fit.items() if not isinstance(value, dict)}
        languages = {key: value for key, value in fit.items() if isinstance(value, dict)}
        return Template(
            name=name,
            folder=place,
            base=folder / BASE,
            description=str(data.get("description", "")),
            bounds={tag: _bounds({**common, **own}) for tag, own in {"": {}, **languages}.items()},
            gaps=_gaps({**base["gaps"], **data.get("gaps", {})}),
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"the template's {_MANIFEST} cannot be used: {error}"
        raise EngineError(
            Diagnostic("error", "E620", message, Location(str(place / _MANIFEST)), hint=f"compare it with {BASE}'s")
        ) from error


def _bounds(data: Mapping[str, object]) -> Bounds:
    """Bounds out of the four that a template states.

    Raises:
        ValueError: One is unknown, is not two numbers, or has its lower end above its upper one.
    """
    if unknown := sorted(data.keys() - set(_SPANS)):
        raise ValueError(f"fit.{unknown[0]} is unknown; there are {', '.join(_SPANS)}")
    return Bounds(**{field: _span(name, data[name]) for name, field in _SPANS.items()})


def _gaps(data: Mapping[str, object]) -> Gaps:
    """The gaps that a template states, each a multiple of the leading.

    Raises:
        ValueError: One is unknown, or is no number of 0 or more.
    """
    known = [field.name for field in fields(Gaps)]
    if unknown := sorted(data.keys() - set(known)):
        raise ValueError(f"gaps.{unknown[0]} is unknown; there are {', '.join(known)}")
    return Gaps(**{name: _multiple(name, value) for name, value in data.items()})


def _multiple(name: str, value: object) -> float:
    if isinstance(value, int | float) and value >= 0:
        return float(value)
    raise ValueError(f"gaps.{name} = {value!r} is not a number of 0 or more")


def _span(name: str, value: object) -> tuple[float, float]:
    match value:
        case [int() | float() as low, int() | float() as high] if 0 <= low <= high:
            return (float(low), float(high))
    raise ValueError(f"fit.{name} = {value!r} is not [lower, upper]")
