"""Writes a comparison for people and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cvtex.diff.compare import Change, Comparison

_SIGNS: Final = {"changed": "~", "added": "+", "removed": "-", "moved": ">"}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS: Final = {"same": ("", ""), "old": ("\x1b[31;9m", _RESET), "new": ("\x1b[32m", _RESET)}
_BRACKETS: Final = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}


def as_text(comparison: Comparison, *, colour: bool) -> str:
    """Lines for a terminal, or with ``[-old-]{+new+}`` as `git diff --word-diff` has them."""
    if comparison.same:
        return f"no difference that a reader sees between {comparison.old} and {comparison.new}"
    lines = [f"{comparison.old} -> {comparison.new}"]
    for language in comparison.languages:
        if language.sections:
            lines += ["", _bold(language.lang, colour=colour)]
        for section in language.sections:
            about = "" if section.kind == "changed" else f"  ({section.kind})"
            lines.append(f"  {_bold(section.title or section.id, colour=colour)}{about}")
            lines += [f"    {_SIGNS[change.kind]} {_line(change, colour=colour)}" for change in section.changes]
    return "\n".join(lines)


def _line(change: Change, *, colour: bool) -> str:
    match change.kind:
        case "added":
            runs: list[tuple[str, str]] = [("new", change.new or "")]
        case "removed":
            runs = [("old", change.old or "")]
        case "moved":
            where = f"{change.old_path} -> {change.new_path}" if change.old_path != change.new_path else "elsewhere"
            return f"{change.new}  {_DIM if colour else ''}(moved: {where}){_RESET if colour else ''}"
        case _:
            runs = [(run.kind, run.text) for run in change.words]
    styles = _COLOURS if colour else _BRACKETS
    return "".join(styles[kind][0] + text + styles[kind][1] for kind, text in runs)


def _bold(text: str, *, colour: bool) -> str:
    return f"{_BOLD}{text}{_RESET}" if colour else text


def as_json(comparison: Comparison) -> str:
    """The comparison as JSON, with the keys that ``docs/diff.md`` lists: the fields of its classes."""
    return json.dumps(asdict(comparison), ensure_ascii=False, indent=2)
