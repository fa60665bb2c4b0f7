"""Two views of the same language: which lines were changed, added, removed or moved, by section.

Lines that are the same in both are found first. Between them, old and new lines are paired in order so that the
pairs are as alike as can be; what is alike in less than a third is no change of one line but two lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

from cvtex.diff.lines import Line, Part, parts
from cvtex.diff.words import Run, changed_words, spans, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cvtex.view import View

Kind = Literal["changed", "added", "removed", "moved"]
_ALIKE: Final = 0.35


@dataclass(frozen=True, slots=True)
class Change:
    """One line that differs; ``old`` and ``new`` are what is read of it, ``runs`` its words where it was changed."""

    kind: Kind
    old: str | None
    new: str | None
    old_path: str | None
    new_path: str | None
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """What changed in one section; ``kind`` says whether the whole of it came or went."""

    id: str
    title: str
    kind: Literal["changed", "added", "removed"]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LanguageChanges:
    """What changed in one language."""

    lang: str
    sections: tuple[SectionChanges, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two versions, by their names."""

    old: str
    new: str
    languages: tuple[LanguageChanges, ...]

    @property
    def is_empty(self) -> bool:
        """Whether a reader sees no difference."""
        return not any(language.sections for language in self.languages)


def compare(old_name: str, new_name: str, old: Mapping[str, View], new: Mapping[str, View]) -> Comparison:
    """Compare the views of two versions, by language; the new version's languages come first."""
    langs = dict.fromkeys((*new, *old))
    compared = (LanguageChanges(lang, _language(old.get(lang), new.get(lang))) for lang in langs)
    return Comparison(old_name, new_name, tuple(compared))


def _language(old: View | None, new: View | None) -> tuple[SectionChanges, ...]:
    before = {part.id: part for part in (parts(old) if old else ())}
    after = {part.id: part for part in (parts(new) if new else ())}
    shifted = _shifted(list(before), list(after))
    found = []
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name), after.get(name)
        changes = list(_part(was, now))
        if name in shifted and was and now:
            where = Change("moved", was.title, now.title, was.lines[0].path, now.lines[0].path)
            changes.insert(0, where)
        shown = now or was
        if changes and shown is not None:
            kind: Literal["changed", "added", "removed"] = "changed" if was and now else "added" if now else "removed"
            found.append(SectionChanges(name, shown.title, kind, tuple(changes)))
    settings = tuple(_layout(old, new)) if old and new else ()
    if settings:
        found.append(SectionChanges("layout", "layout", "changed", settings))
    return tuple(_with_moves(found))


def _shifted(before: list[str], after: list[str]) -> set[str]:
    """The sections, of those in both, that stand elsewhere now: as few as explain the new order."""
    was = [name for name in before if name in after]
    now = [name for name in after if name in before]
    stayed = {name for tag, i1, i2, _, _ in spans(was, now) if tag == "equal" for name in was[i1:i2]}
    return set(now) - stayed


def _part(was: Part | None, now: Part | None) -> Iterator[Change]:
    before, after = (part.lines if part else () for part in (was, now))
    for tag, i1, i2, j1, j2 in spans([line.written for line in before], [line.written for line in after]):
        if tag != "equal":
            yield from _paired(before[i1:i2], after[j1:j2])


def _paired(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Change]:
    """Pair lines in order: the best total of likenesses, by dynamic programming."""
    alike = [[_likeness(a, b) for b in after] for a in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0)
    i = j = 0
    while i < len(before) or j < len(after):
        if i < len(before) and j < len(after) and alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield _changed(before[i], after[j])
            i, j = i + 1, j + 1
        elif i < len(before) and best[i][j] == best[i + 1][j]:
            yield Change("removed", before[i].text, None, before[i].path, None)
            i += 1
        else:
            yield Change("added", None, after[j].text, None, after[j].path)
            j += 1


def _likeness(a: Line, b: Line) -> float:
    """How alike two lines are, 0 where they are two lines; the same place in the file tells for it."""
    matcher = SequenceMatcher(None, words_in(a.written), words_in(b.written), autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio + (0.1 if a.path == b.path else 0.0) if ratio >= _ALIKE else 0.0


def _changed(was: Line, now: Line) -> Change:
    # Where the words are the same, emphasis or a link changed: then the marks are shown.
    old, new = (was.text, now.text) if was.text != now.text else (was.written, now.written)
    return Change("changed", old, new, was.path, now.path, changed_words(old, new))


def _with_moves(sections: list[SectionChanges]) -> Iterator[SectionChanges]:
    """Lines that went in one place and came in another, word for word, have moved."""
    changes = [change for section in sections for change in section.changes]
    gone = {change.old: change for change in changes if change.kind == "removed"}
    moved = {change.new: gone[change.new] for change in changes if change.kind == "added" and change.new in gone}
    for section in sections:
        kept = []
        for change in section.changes:
            if change.kind == "added" and (origin := moved.get(change.new)):
                kept.append(replace(change, kind="moved", old=origin.old, old_path=origin.old_path))
            elif change.kind != "removed" or change.old not in moved:
                kept.append(change)
        if kept:
            yield replace(section, changes=tuple(kept))


def _layout(old: View, new: View) -> Iterator[Change]:
    """Settings that differ: the page looks otherwise, though it may say the same."""
    was, now = (_flat(view.layout.model_dump(exclude={"sections", "titles"})) for view in (old, new))
    for name in dict.fromkeys((*was, *now)):
        before, after = was.get(name), now.get(name)
        if before != after:
            path = f"layout.{name}"
            texts = (f"{name}: {before}", f"{name}: {after}")
            yield Change("changed", *texts, path, path, changed_words(*texts))


def _flat(values: Mapping[str, object], above: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{above}{name}.")
        elif name != "languages":
            found[f"{above}{name}"] = value
    return found
