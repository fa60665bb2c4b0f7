"""Accounts for each item of a plan: shown or left out, in which wording, and how tall it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cvtex.fit.content import Content, FitEntry, FitSection, Kind, paired
from cvtex.fit.result import Omission
from cvtex.fit.stack import natural, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cvtex.fit.ramp import Spacing


def shown(selection: Content) -> dict[str, Kind]:
    """The paths of the sections, entries and pieces that are shown, with the kind of wording."""
    kinds: dict[str, Kind] = {}
    for section in selection.sections:
        for entry in section.entries:
            if not entry.is_empty:
                kinds.setdefault(section.path, "full")
                kinds[entry.path] = "full"
                kinds |= {piece.path: piece.wordings[0].kind for piece in entry.pieces}
    return kinds


def omissions(content: Content, selection: Content) -> tuple[Omission, ...]:
    """What is not shown, in document order; what is omitted with all it holds is named once."""
    omitted: dict[str, Omission] = {}
    for section, own in paired(content.sections, selection.sections):
        if own is None and section.droppable and section.entries:
            omitted[section.path] = Omission(section.path, "space")
            continue
        for entry, chosen in paired(section.entries, own.entries if own else ()):
            for omission in _omitted(entry, chosen):
                omitted.setdefault(omission.path, omission)
    return tuple(omitted.values())


def _omitted(entry: FitEntry, chosen: FitEntry | None) -> Iterator[Omission]:
    if chosen is None and not entry.is_empty and (entry.droppable or not entry.pieces):
        yield Omission(entry.path, "space")
        return
    for piece, shown_piece in paired(entry.pieces, chosen.pieces if chosen else ()):
        if shown_piece is None:
            yield Omission(piece.path, "space")
        else:
            for path in shown_piece.wordings[0].omitted:
                yield Omission(path, "wording")


def heights_by_path(
    content: Content, selection: Content, heights: Mapping[int, int], spacing: Spacing
) -> dict[str, int]:
    """What each section, entry and piece takes, or would take in full where it is left out (sp, gaps inside it too)."""

    def height(section: FitSection) -> int:
        return natural(stacked(Content(None, (section,))), heights, spacing)

    by_path: dict[str, int] = {}
    for section, own in paired(content.sections, selection.sections):
        by_path[section.path] = height(own or section)
        for entry, chosen in paired(section.entries, own.entries if own else ()):
            by_path[entry.path] = height(replace(section, heading=None, entries=(chosen or entry,)))
            for piece, shown_piece in paired(entry.pieces, chosen.pieces if chosen else ()):
                by_path[piece.path] = heights[(shown_piece or piece).wordings[0].block]
    return by_path
