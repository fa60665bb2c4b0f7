"""Two texts to runs of words: what stayed, what went, what came.

A word is a run of letters and figures, a single Chinese character, or a mark. Crumbs that stayed between two changes,
such as a blank or one of several characters, join them: a reader sees one change, not three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

from cvtex.text.cjk import CJK, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["same", "old", "new"]

_CRUMB: Final = 2
"""The most words that may have stayed between two changes for these to be shown as one."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words."""

    kind: Kind
    text: str


def words_in(text: str) -> list[str]:
    """A text's words, its blanks and marks among them; together they are the text."""
    return WORD.findall(text)


def changed_words(old: str, new: str) -> tuple[Run, ...]:
    """The runs of words of two texts; those that stayed and went are the old text, stayed and came the new."""
    before, after = words_in(old), words_in(new)
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in _tidy(spans(before, after), before):
        if tag == "equal":
            runs.append(Run("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            runs.append(Run("old", "".join(before[i1:i2])))
        if j2 > j1:
            runs.append(Run("new", "".join(after[j1:j2])))
    return tuple(runs)


Span = tuple[str, int, int, int, int]


def spans(before: Sequence[object], after: Sequence[object]) -> list[Span]:
    """What difflib says of two sequences of anything, without its guess that frequent items do not matter."""
    return list(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())


def _tidy(found: list[Span], before: list[str]) -> list[Span]:
    """Join changes between which only crumbs stayed."""
    joined: list[Span] = []
    for position, (tag, i1, i2, j1, j2) in enumerate(found):
        inner = 0 < position < len(found) - 1
        crumb = "".join(before[i1:i2])
        is_crumb = tag == "equal" and inner and (not crumb.strip() or (i2 - i1 <= _CRUMB and not _says_much(crumb)))
        if joined and joined[-1][0] != "equal" and (is_crumb or tag != "equal"):
            _, a1, _, b1, _ = joined[-1]
            joined[-1] = ("replace", a1, i2, b1, j2)
        else:
            joined.append((tag, i1, i2, j1, j2))
    return joined


def _says_much(crumb: str) -> bool:
    """Whether what stayed is a word that a reader holds on to: of three letters or figures, or two hanzi."""
    return len(re.findall(rf"[{CJK}]", crumb)) >= _CRUMB or re.search(r"\w{3}", crumb) is not None
