"""Compares two views of the same language: which lines were changed, added, removed or moved, by section.

Lines that are the same in both are matched first. Between them, old and new lines are paired in order so that the
pairs are as alike as can be; what is alike in less than a third is no change of one line but two lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

from cvtex.diff.lines import Line, SectionLines, sections
from cvtex.diff.words import WordRun, changed_words, spans, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cvtex.view import View

Kind = Literal["changed", "added", "removed", "moved"]
SectionKind = Literal["changed", "added", "removed"]
_ALIKE: Final = 0.35


@dataclass(frozen=True, slots=True)
class Change:
    """One line that differs; ``old`` and ``new`` are what is read of it, ``words`` its words where it was changed."""

    kind: Kind
    old_path: str | None
    new_path: str | None
    old: str | None
    new: str | None
    words: tuple[WordRun, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """What changed in one section; ``kind`` tells whether the whole of it was added or removed."""

    id: str
    title: str
    kind: SectionKind
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LanguageChanges:
    """What changed in one language."""

    lang: str
    sections: tuple[SectionChanges, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two versions, by their names; ``same`` where a reader sees no difference."""

    old: str
    new: str
    same: bool
    languages: tuple[LanguageChanges, ...]


def compare(old_name: str, new_name: str, old: Mapping[str, View], new: Mapping[str, View]) -> Comparison:
    """Compare the views of two versions, by language; the new version's languages come first."""
    langs = dict.fromkeys((*new, *old))
    languages = tuple(LanguageChanges(lang, _language(old.get(lang), new.get(lang))) for lang in langs)
    same = not any(language.sections for language in languages)
    return Comparison(old_name, new_name, same, languages)


def _language(old: View | None, new: View | None) -> tuple[SectionChanges, ...]:
    before = {section.id: section for section in (sections(old) if old else ())}
    after = {section.id: section for section in (sections(new) if new else ())}
    reordered = _reordered(list(before), list(after))
    result = []
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name), after.get(name)
        changes = list(_section(was, now))
        if name in reordered and was and now:
            changes.insert(0, Change("moved", was.lines[0].path, now.lines[0].path, was.title, now.title))
        shown = now or was
        if changes and shown is not None:
            kind: SectionKind = "changed" if was and now else "added" if now else "removed"
            result.append(SectionChanges(name, shown.title, kind, tuple(changes)))
    settings = tuple(_layout(old, new)) if old and new else ()
    if settings:
        result.append(SectionChanges("layout", "layout", "changed", settings))
    return tuple(_with_moves(result))


def _reordered(before: list[str], after: list[str]) -> set[str]:
    """The sections, of those in both, that stand elsewhere now: as few as explain the new order."""
    was = [name for name in before if name in after]
    now = [name for name in after if name in before]
    in_order = {name for tag, i1, i2, _, _ in spans(was, now) if tag == "equal" for name in was[i1:i2]}
    return set(now) - in_order


def _section(was: SectionLines | None, now: SectionLines | None) -> Iterator[Change]:
    before, after = (section.lines if section else () for section in (was, now))
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
            yield Change("removed", before[i].path, None, before[i].text, None)
            i += 1
        else:
            yield Change("added", None, after[j].path, None, after[j].text)
            j += 1


def _likeness(a: Line, b: Line) -> float:
    """How alike two lines are, 0 where they are two lines; the same path in the file counts for it."""
    matcher = SequenceMatcher(None, words_in(a.written), words_in(b.written), autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio + (0.1 if a.path == b.path else 0.0) if ratio >= _ALIKE else 0.0


def _changed(was: Line, now: Line) -> Change:
    # Where the words are the same, emphasis or a link changed: then the marks are shown.
    old, new = (was.text, now.text) if was.text != now.text else (was.written, now.written)
    return Change("changed", was.path, now.path, old, new, changed_words(old, new))


def _with_moves(every: list[SectionChanges]) -> Iterator[SectionChanges]:
    """A line that was removed in one position and added in another, word for word, has moved."""
    changes = [change for section in every for change in section.changes]
    removed = {change.old: change for change in changes if change.kind == "removed"}
    moved = {change.new: removed[change.new] for change in changes if change.kind == "added" and change.new in removed}
    for section in every:
        result = []
        for change in section.changes:
            if change.kind == "added" and (origin := moved.get(change.new)):
                result.append(replace(change, kind="moved", old=origin.old, old_path=origin.old_path))
            elif change.kind != "removed" or change.old not in moved:
                result.append(change)
        if result:
            yield replace(section, changes=tuple(result))


def _layout(old: View, new: View) -> Iterator[Change]:
    """Settings that differ: the page looks otherwise, though it may say the same."""
    was, now = (_flat(view.layout.model_dump(exclude={"sections", "titles", "languages"})) for view in (old, new))
    for name in dict.fromkeys((*was, *now)):
        if was.get(name) != now.get(name):
            path = f"layout.{name}"
            texts = (f"{name}: {was.get(name)}", f"{name}: {now.get(name)}")
            yield Change("changed", path, path, *texts, changed_words(*texts))


def _flat(values: Mapping[str, object], above: str = "") -> dict[str, object]:
    result: dict[str, object] = {}
    for name, value in values.items():
        result |= _flat(value, f"{above}{name}.") if isinstance(value, dict) else {f"{above}{name}": value}
    return result
