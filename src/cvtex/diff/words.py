"""Compares two texts word by word: which runs of words are the same, old or new.

A word is a run of letters and figures, a single Chinese character, or a mark. Where only a crumb between two changes
is the same, such as a blank or one of several characters, they are joined: a reader sees one change, not three.
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
"""The most words between two changes that may be the same for these to be shown as one."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that follow each other, and whether both texts have them, or the old or the new one alone."""

    kind: Kind
    text: str


def words_in(text: str) -> list[str]:
    """A text's words, its blanks and marks among them; together they are the text."""
    return WORD.findall(text)


def changed_words(old: str, new: str) -> tuple[WordRun, ...]:
    """The runs of words of two texts; without the new ones they are the old text, without the old ones the new."""
    before, after = words_in(old), words_in(new)
    runs: list[WordRun] = []
    for tag, i1, i2, j1, j2 in _joined(spans(before, after), before):
        was, now = "".join(before[i1:i2]), "".join(after[j1:j2])
        runs += [WordRun("same", was)] if tag == "equal" else [WordRun("old", was), WordRun("new", now)]
    return tuple(run for run in runs if run.text)


Span = tuple[str, int, int, int, int]


def spans(before: Sequence[object], after: Sequence[object]) -> list[Span]:
    """The opcodes of difflib for two sequences, without its guess that frequent items do not matter."""
    return list(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())


def _joined(every: list[Span], before: list[str]) -> list[Span]:
    """Join changes between which only crumbs are the same."""
    joined: list[Span] = []
    for position, (tag, i1, i2, j1, j2) in enumerate(every):
        is_inside = 0 < position < len(every) - 1
        is_change = tag != "equal" or (is_inside and _is_crumb(before[i1:i2]))
        if joined and joined[-1][0] != "equal" and is_change:
            _, a1, _, b1, _ = joined[-1]
            joined[-1] = ("replace", a1, i2, b1, j2)
        else:
            joined.append((tag, i1, i2, j1, j2))
    return joined


def _is_crumb(words: list[str]) -> bool:
    """Whether words are too little to hold on to: blank, or a few without two hanzi or three letters or figures."""
    text = "".join(words)
    says_much = len(re.findall(rf"[{CJK}]", text)) >= _CRUMB or re.search(r"\w{3}", text) is not None
    return not text.strip() or (len(words) <= _CRUMB and not says_much)
