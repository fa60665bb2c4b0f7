"""Says what leaving something out costs: one scale for all that a résumé shows.

**What is marked.** Leaving out an item loses 1000·3^(priority − 1): three of one priority weigh as much as one of the
next. What has no priority counts as 10, and goes only under ``cut: any``. A shorter wording loses only about its
priority (1…10), so shorter wordings come before any omission. What stands inside a marked entry is omitted with it and
must not outweigh the mark: see `value_within`.

**What is not marked**, under ``cut: any``: the same scale goes on above 10, in halves, after everything that is
marked. From what goes last to what goes first:

| counts as | |
|---|---|
| 24 | the newest job, and the newest education |
| 23 | every other education; languages; the first eight rows of skills |
| 21½ | the summary; the newest project |
| 21 | the first point of a list of one's own |
| 20 | the second newest job; each job before it 1 less, not under 14 |
| 20 | the first bullet of the newest job, then 19, 18½, 18, …: each further one ½ less, each job before it 1 less |
| 19 | older projects, 1 less for each before it, and bullets of projects and educations, 1 less than those of jobs |
| 19, 18½, 18 | that there are publications, interests; awards, certificates, volunteering; references at all |
| 17½ … 12 | publications, rows of a table; awards, certificates; further skills; interests, references: ½ less each |
| 17 … 10 | volunteering and its bullets, 1 less for each before it |

So the last bullets of the oldest jobs go first, then the oldest entries, references, interests and lesser rows, while
the newest job, the educations, skills and languages outweigh all bullets together. Bullets of an entry go from the last
to the first, without exception (`cvtex.fit.content.FitPiece.in_turn`). The newest is what ends last, whatever the order
in the file: see `ranks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Cut = Literal["marked", "any", "never"]
Recency = tuple[int, ...]
"""When an entry ended and began, to compare; empty where it has no dates."""

UNMARKED: Final = 10
"""The priority that an item without one counts as."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the unmarked items of one kind of section count as under ``cut: any``, as priorities in halves.

    ``section`` is for showing anything of it at all; ``newest`` is for its first entry or row, the next count as
    ``next``, each a ``step`` less, but not under ``least``. Of the pieces of an entry the first counts as ``pieces``,
    the second 1 less, each further one ½ less, and all of them 1 less for each newer entry; None: they go with it only.
    """

    newest: float
    next: float
    step: float = 1
    least: float = 12
    pieces: float | None = 19
    section: float = 0
    early: int = 1
    """How many entries count as the newest."""


_JOBS: Final = Scale(newest=24, next=20, least=14, pieces=20)
_PROJECTS: Final = Scale(newest=21.5, next=19, least=13)
_LESSER: Final = Scale(newest=16.5, next=16, step=0.5, section=18.5, pieces=14)
_SCALES: Final = {
    "work": _JOBS,
    "education": Scale(newest=24, next=23, least=23),
    "projects": _PROJECTS,
    "volunteer": Scale(newest=17, next=16, section=18.5, pieces=17),
    "skills": Scale(newest=23, next=16, step=0.5, early=8),
    "languages": Scale(newest=23, next=23, least=23),
    "text": Scale(newest=21.5, next=19, pieces=21.5),
    "bullets": Scale(newest=21, next=19, pieces=21),
    "table": Scale(newest=17.5, next=17, step=0.5, section=19),
    "publications": Scale(newest=17.5, next=17, step=0.5, section=19),
    "interests": Scale(newest=15.5, next=15, step=0.5, section=19, pieces=14),
    "awards": _LESSER,
    "certificates": _LESSER,
    "references": Scale(newest=15.5, next=15, step=0.5, section=18, pieces=None),
}


def may_go(priority: int | None, cut: Cut) -> bool:
    """Whether an item may be left out; under "any" ask only for what it is about: highlights, entries, awards."""
    return cut == "any" or (cut == "marked" and priority is not None)


def value_of(priority: float | None) -> int:
    """What showing an item in full is worth; priorities come in halves."""
    return isqrt(10**6 * 3 ** round(2 * (priority or UNMARKED) - 2))


def short_value(full: int, priority: int | None) -> int:
    """What showing a shorter wording is worth, given what the full one is."""
    return full - (priority or UNMARKED)


def value_within(priority: int | None, entry: int | None) -> int:
    """What showing a piece in full is worth in an entry of that priority.

    In a marked entry a piece that would not be omitted before the entry adds next to nothing, so that the entry weighs
    what its mark says, however many pieces it has.
    """
    if entry is not None and (priority or UNMARKED) >= entry:
        return UNMARKED
    return value_of(priority)


def section_worth(kind: str) -> int:
    """What showing an unmarked section of that kind at all is worth under ``cut: any``, beside what it holds."""
    section = _scale(kind).section
    return value_of(section) if section else 0


def entry_worth(kind: str, rank: int) -> int:
    """What an unmarked entry or row is worth under ``cut: any``; the newest of its section has rank 0."""
    scale = _scale(kind)
    older = rank - scale.early
    return value_of(scale.newest if older < 0 else max(scale.next - older * scale.step, scale.least))


def piece_worth(kind: str, rank: int, position: int) -> int | None:
    """What an unmarked piece, its position counted from 0, of an entry of that rank is worth under ``cut: any``.

    None: it goes only with its entry, as the words of a reference do.
    """
    first = _scale(kind).pieces
    if first is None:
        return None
    return value_of(max(first - rank - (1 + (position - 1) / 2 if position else 0), UNMARKED))


def _scale(kind: str) -> Scale:
    return _SCALES.get(kind, _PROJECTS)


def ranks(recencies: Sequence[Recency]) -> tuple[int, ...]:
    """The rank of each entry of a section, 0 for the newest, given their recencies in the order of the file.

    An entry without dates is as old as the dated one before it, or the first dated one where there is none. Of entries
    that are as old, the first one is newer, or the last one in a file that runs from old to new.
    """
    dated = [recency for recency in recencies if recency]
    last = dated[0] if dated else ()
    filled = []
    for recency in recencies:
        last = recency or last
        filled.append(last)
    upwards = bool(dated) and dated[0] < dated[-1]
    order = sorted(range(len(filled)), key=lambda n: (filled[n], n if upwards else -n), reverse=True)
    by_entry = {entry: rank for rank, entry in enumerate(order)}
    return tuple(by_entry[entry] for entry in range(len(filled)))
