"""What came of each item: shown or left out, in which wording, and how tall it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.fit.content import Content, Entry, Kind, Section
from cvtex.fit.result import Omission
from cvtex.fit.stack import in_full, natural, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cvtex.fit.choice import EntryShown, Selection
    from cvtex.fit.ramp import Spacing


def shown(content: Content, selection: Selection) -> dict[str, Kind]:
    """The paths of the sections, entries and pieces that are shown, with the kind of wording."""
    kinds: dict[str, Kind] = {}
    for section, entries in zip(content.sections, selection, strict=True):
        if any(pieces is not None for pieces in entries):
            kinds[section.path] = "full"
        for entry, pieces in zip(section.entries, entries, strict=True):
            if pieces is None:
                continue
            kinds[entry.path] = "full"
            for piece, wording in zip(entry.pieces, pieces, strict=True):
                if wording is not None:
                    kinds[piece.path] = piece.wordings[wording].kind
    return kinds


def omissions(content: Content, selection: Selection) -> tuple[Omission, ...]:
    """What is not shown, in document order; what went as a whole is named once."""
    found: dict[str, Omission] = {}
    for section, entries in zip(content.sections, selection, strict=True):
        if section.droppable and section.entries and all(pieces is None for pieces in entries):
            found[section.path] = Omission(section.path, "space")
            continue
        for entry, pieces in zip(section.entries, entries, strict=True):
            for omission in _omitted(entry, pieces):
                found.setdefault(omission.path, omission)
    return tuple(found.values())


def _omitted(entry: Entry, pieces: EntryShown | None) -> Iterator[Omission]:
    if pieces is None and (entry.droppable or not entry.pieces) and (entry.pieces or entry.head is not None):
        yield Omission(entry.path, "space")
        return
    for piece, wording in zip(entry.pieces, pieces or (None,) * len(entry.pieces), strict=True):
        if wording is None:
            yield Omission(piece.path, "space")
        else:
            for path in piece.wordings[wording].omitted:
                yield Omission(path, "wording")


def heights_by_path(
    content: Content, selection: Selection, heights: Mapping[int, int], spacing: Spacing
) -> dict[str, int]:
    """What each section, entry and piece takes, or would take in full where it is left out (sp, gaps inside it too)."""
    found: dict[str, int] = {}
    for section, entries, full in zip(content.sections, selection, in_full(content), strict=True):
        took = entries if any(pieces is not None for pieces in entries) else full
        found[section.path] = _alone(section, took, heights, spacing)
        for number, (entry, pieces) in enumerate(zip(section.entries, entries, strict=True)):
            only = Section(section.path, None, (entry,))
            found[entry.path] = _alone(only, (pieces if pieces is not None else full[number],), heights, spacing)
            for piece, wording in zip(entry.pieces, pieces or (None,) * len(entry.pieces), strict=True):
                found[piece.path] = heights[piece.wordings[wording or 0].block]
    return found


def _alone(
    section: Section, entries: tuple[EntryShown | None, ...], heights: Mapping[int, int], spacing: Spacing
) -> int:
    return natural(stacked(Content(None, (section,)), (entries,)), heights, spacing)
