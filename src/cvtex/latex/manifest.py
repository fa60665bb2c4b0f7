"""Reads ``template.toml``, which states a design's bounds, gaps, rows, faces, style, and what it does not do.

A table or a key that a template lacks is taken from ``classic``. What is wrong is told with its line.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from cvtex.errors import EngineError, Location, Message
from cvtex.fit.ramp import Bounds, Gaps
from cvtex.text.shorten import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

FILE: Final = "template.toml"
# Of which numbers each pair may be, as in layout.fit, but for type that is set for a wall.
_WITHIN: Final = {"font_size": (4.0, 40.0), "leading": (0.8, 3.0), "margin": (0.0, 60.0), "gap": (0.0, 5.0)}
_WIDEST_GAP: Final = 20.0
_LONGEST_MESSAGE: Final = 400
_LONGEST_FILE: Final = 100_000
_SPANS: Final = {"font_size": "font_size_pt", "leading": "leading", "margin": "margin_mm", "gap": "gap"}
_FACES: Final = ("sans", "mono")
_INKS: Final = ("black", "accent")
Style = str | float
# The values of a style: the words there are, or between which numbers it lies.
_STYLES: Final[Mapping[str, tuple[str, ...] | tuple[float, float]]] = {
    "header": ("centre", "left"),
    "header_rule": ("none", "hairline"),
    "name": (1.0, 4.0),
    "name_ink": _INKS,
    "name_tracking": (0.0, 0.5),
    "label": (0.7, 1.6),
    "label_ink": _INKS,
    "contacts": (0.7, 1.2),
    "contacts_ink": _INKS,
    "heading": ("plain", "rule", "full", "double", "bar", "rail"),
    "heading_size": (0.8, 2.0),
    "heading_ink": _INKS,
    "heading_tracking": (0.0, 0.5),
    "heading_face": ("main", "sans"),
    "heading_case": ("title", "capitals"),
    "dates": ("right", "left"),
    "dates_ink": _INKS,
    "labels": ("run-in", "column"),
    "photo": (15.0, 45.0),
}
# The options of a layout that a design may refuse, with its reason.
REFUSABLE: Final = ("accent", "density", "dates.side", "fonts", "footer", "header", "photo")
_PAPERS: Final = ("a4", "letter")
_KEYS: Final = (
    *("description", "fonts", "accent", "paper", "languages", "rows"),
    *("faces", "fit", "gaps", "style", "refused"),
)


class _WrongValueError(ValueError):
    """A value that makes no sense, and the table and the key that it stands at."""

    def __init__(self, message: str, *at: str) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a design states of itself.

    ``bounds``, ``styles`` and ``papers`` have what is for one language under its tag, and ``""`` for all others.
    ``rows`` are the kinds whose entries are rows, ``faces`` those that it always loads beside the face of running
    text. ``refused`` has a reason for each option of a layout that the design does not take. ``languages`` are those it
    is for, all if none is named; ``fonts`` and ``accent`` are the set of fonts and the colour where the résumé names
    none.
    """

    description: str
    bounds: Mapping[str, Bounds]
    gaps: Gaps
    rows: frozenset[str]
    faces: frozenset[str]
    styles: Mapping[str, Mapping[str, Style]]
    papers: Mapping[str, str]
    refused: Mapping[str, str]
    languages: tuple[str, ...]
    fonts: str | None
    accent: str | None


def read_manifest(file: Path, base: Path) -> Manifest:
    """Read a ``template.toml``, with what it lacks taken from that of ``base``.

    Raises:
        EngineError: E620, it cannot be read, or something in it is wrong; with the line.
    """
    text = ""
    try:
        below = tomllib.loads(base.read_text(encoding="utf-8"))
        text = _text_of(file)
        return _manifest(tomllib.loads(text), below)
    except (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        line = _line_of(text, error.at) if isinstance(error, _WrongValueError) else _line_in(error, text)
        # What it says is quoted: no control character of it reaches a terminal.
        said = printable(shorten(str(error), _LONGEST_MESSAGE))
        hint = "correct it there; docs/templates.md has every key, and cvtex templates copy shows each with its range"
        message = Message("E620", f"the template's {FILE} cannot be used: {said}", hint)
        raise EngineError(message.at(Location(str(file), line))) from error


def _text_of(file: Path) -> str:
    text = file.read_text(encoding="utf-8-sig")
    if len(text) > _LONGEST_FILE:
        raise ValueError(f"it is longer than {_LONGEST_FILE} characters")
    return text


def styles() -> dict[str, str]:
    """The keys of a style, each with what it may be, in words."""
    return {name: _in_words(values) for name, values in _STYLES.items()}


def _in_words(values: tuple[str, ...] | tuple[float, float]) -> str:
    match values:
        case (float() as low, float() as high):
            return f"{low:g} to {high:g}"
        case words:
            grey = ", or 1 to 100 for a grey" if words is _INKS else ""
            return ", ".join(map(str, words)) + grey


def _manifest(data: Mapping[str, object], base: Mapping[str, object]) -> Manifest:
    _refuse_unknown((), data, _KEYS)
    tables = {name: {**_table(base, name), **_table(data, name)} for name in ("faces", "fit", "gaps", "style")}
    rows = data.get("rows", base["rows"])
    return Manifest(
        description=_text(data, "description") or "",
        bounds={tag: _bounds(values, tag) for tag, values in _by_language(tables["fit"]).items()},
        gaps=_gaps(tables["gaps"]),
        rows=_rows(rows, known=rows == base["rows"]),
        faces=_faces(tables["faces"]),
        styles={
            tag: {name: _style(tag, name, value) for name, value in values.items()}
            for tag, values in _by_language(tables["style"]).items()
        },
        papers=_papers(data.get("paper", {})),
        refused=_refused(_table(data, "refused")),
        languages=_languages(data.get("languages", [])),
        fonts=_text(data, "fonts"),
        accent=_accent(data),
    )


def _table(data: Mapping[str, object], name: str) -> dict[str, object]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise _WrongValueError(f"{name} is not a table: write [{name}] on a line of its own", name)
    return table


def _by_language(table: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """A table for all languages (``""``), and for each that has a table of its own in it."""
    common = {key: value for key, value in table.items() if not isinstance(value, dict)}
    languages = {key: value for key, value in table.items() if isinstance(value, dict)}
    return {tag: {**common, **values} for tag, values in {"": {}, **languages}.items()}


def _papers(value: object) -> dict[str, str]:
    """The paper for all languages (a text), or by language (a table)."""
    papers = value if isinstance(value, dict) else {"": value}
    for tag, paper in papers.items():
        if paper not in _PAPERS:
            raise _WrongValueError(f"paper = {paper!r} is none of {', '.join(_PAPERS)}", "paper", *filter(None, (tag,)))
    return dict(papers)


def _text(data: Mapping[str, object], name: str) -> str | None:
    value = data.get(name)
    if value is None or isinstance(value, str):
        return value
    raise _WrongValueError(f"{name} = {value!r} is not a text in quotes", name)


def _accent(data: Mapping[str, object]) -> str | None:
    value = _text(data, "accent")
    if value is None or re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        return value
    raise _WrongValueError(f"accent = {value!r} is not a colour such as '#1B365D'", "accent")


def _bounds(data: Mapping[str, object], tag: str) -> Bounds:
    """Bounds out of the four that a template states."""
    place = ("fit", tag) if tag else ("fit",)
    _refuse_unknown(place, data, _SPANS)
    return Bounds(**{field: _span(place, name, data[name]) for name, field in _SPANS.items()})


def _gaps(data: Mapping[str, object]) -> Gaps:
    """The gaps that a template states, each a multiple of the leading."""
    _refuse_unknown(("gaps",), data, [field.name for field in fields(Gaps)])
    return Gaps(**{name: _multiple(name, value) for name, value in data.items()})


def _rows(kinds: object, *, known: bool) -> frozenset[str]:
    """The kinds of section whose entries are rows."""
    if not isinstance(kinds, list):
        raise _WrongValueError(f"rows = {kinds!r} is not a list of kinds", "rows")
    if not known:
        from cvtex.resume.sections import CONTENT_KEYS  # late: it loads pydantic; most templates have classic's rows

        if unknown := [kind for kind in kinds if not isinstance(kind, str) or kind not in CONTENT_KEYS]:
            message = f"rows has {unknown[0]!r}, which is unknown; there are {', '.join(CONTENT_KEYS)}"
            raise _WrongValueError(message, "rows")
    return frozenset(kinds)


def _faces(data: Mapping[str, object]) -> frozenset[str]:
    """The faces that a template always loads."""
    _refuse_unknown(("faces",), data, _FACES)
    for name, value in data.items():
        if not isinstance(value, bool):
            raise _WrongValueError(f"faces.{name} = {value!r} is neither true nor false", "faces", name)
    return frozenset(name for name, value in data.items() if value)


def _style(tag: str, name: str, value: object) -> Style:
    place = ("style", tag) if tag else ("style",)
    _refuse_unknown(place, (name,), _STYLES)
    match _STYLES[name]:
        case (float() as low, float() as high):
            if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
                return float(value)
            raise _WrongValueError(f"style.{name} = {value!r} is not a number from {low:g} to {high:g}", *place, name)
        case words:
            # Ink may be a grey, by its percentage.
            if words is _INKS and isinstance(value, int) and 0 < value <= 100:  # noqa: PLR2004 (percent)
                return float(value)
            if isinstance(value, str) and value in words:
                return value
            more = " or a grey by its percentage of ink, such as 70" if words is _INKS else ""
            message = f"style.{name} = {value!r} is none of {', '.join(map(str, words))}{more}"
            raise _WrongValueError(message, *place, name)


def _refused(data: Mapping[str, object]) -> dict[str, str]:
    """The options that a design does not take, each with its reason."""
    _refuse_unknown(("refused",), data, REFUSABLE)
    for name, reason in data.items():
        if not isinstance(reason, str) or not reason:
            raise _WrongValueError(f"refused.{name} = {reason!r} is not a reason", "refused", name)
    return {name: str(reason) for name, reason in data.items()}


def _languages(tags: object) -> tuple[str, ...]:
    if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
        return tuple(tags)
    raise _WrongValueError(f"languages = {tags!r} is not a list of language tags", "languages")


def _refuse_unknown(place: tuple[str, ...], names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            message = f"{'.'.join((*place, name))} is unknown; {hint}there are {', '.join(known)}"
            raise _WrongValueError(message, *place, name)


def _multiple(name: str, value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _WIDEST_GAP:
        return float(value)
    raise _WrongValueError(f"gaps.{name} = {value!r} is not a number from 0 to {_WIDEST_GAP:g}", "gaps", name)


def _span(place: tuple[str, ...], name: str, value: object) -> tuple[float, float]:
    least, most = _WITHIN[name]
    match value:
        case [int() | float() as low, int() | float() as high] if least <= low <= high <= most:
            return (float(low), float(high))
    said = f"{'.'.join((*place, name))} = {value!r} is not [lower, upper], from {least:g} to {most:g}"
    raise _WrongValueError(said, *place, name)


def _line_of(text: str, at: tuple[str, ...]) -> int | None:
    """The line at which a key comes into being: what stands before it is TOML without the key, and with it has it.

    A table may be written in brackets, in braces or with dots, and a text of many lines may hold what looks like it.
    """
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if at[-1] not in line and printable(at[-1]) == at[-1]:
            continue
        if (before := _parsed("".join(lines[:number]))) is None or _has(before, at):
            continue
        for end in range(number + 1, len(lines) + 1):
            if (data := _parsed("".join(lines[:end]))) is not None:
                if _has(data, at):
                    return number + 1
                break
    return None


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _has(data: object, at: tuple[str, ...]) -> bool:
    for key in at:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True


def _line_in(error: BaseException, text: str) -> int | None:
    """The line that tomllib names at the end of its message; it says in words that it came to the end."""
    if "at end of document" in str(error):
        return max(1, len(text.splitlines()))
    match = re.search(r"at line (\d+)", str(error))
    return int(match[1]) if match else None
