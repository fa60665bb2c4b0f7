"""How the texts of one language read, and how full its pages are: one function for each kind of rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cvtex.check.lint.texts import Written, bullets, everything, prose
from cvtex.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.check.lint.rules import AdviceRule
    from cvtex.check.lint.subjects import BuiltPages, Shown
    from cvtex.errors import Diagnostic

_QUOTED: Final = 40


def has(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """A text has what the pattern matches."""
    for written in _scope(rule, shown):
        if match := rule.patterns[0].search(written.text):
            yield rule.at(shown, written.path, match[0][:_QUOTED])


def lacks(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """A bullet that tells what was done has nothing that the pattern matches."""
    for bullet_list in bullets(shown.view, achievements=True):
        for written in bullet_list:
            if not rule.patterns[0].search(written.text):
                yield rule.at(shown, written.path)


def unmeasured(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """No bullet of a list has what the pattern matches."""
    for bullet_list in bullets(shown.view, achievements=True):
        measured = any(rule.patterns[0].search(written.text) for written in bullet_list)
        if len(bullet_list) >= rule.least and not measured:
            yield rule.at(shown, bullet_list[0].path, str(len(bullet_list)))


def longer(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """A text has more words than it may."""
    for written in _scope(rule, shown):
        if (count := len(rule.patterns[0].findall(written.text))) > rule.most:
            yield rule.at(shown, written.path, str(count))


def openings(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Several bullets of a list open with the same word; the last of them is named."""
    for bullet_list in bullets(shown.view):
        matches = [(written.path, rule.patterns[0].match(written.text)) for written in bullet_list]
        opened = [(match[1], path) for path, match in matches if match]
        last = dict(opened)
        for word, count in Counter(word for word, _ in opened).items():
            if count >= rule.least:
                yield rule.at(shown, last[word], f"{count} × `{word}`: the same opening")


def stops(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Some bullets of a list end in a full stop; those that differ from most of them are named."""
    for bullet_list in bullets(shown.view):
        ended = [bool(rule.patterns[0].search(written.text)) for written in bullet_list]
        usual = sum(ended) * 2 > len(ended)
        if any(ended) and not all(ended):
            for end, written in zip(ended, bullet_list, strict=True):
                if end != usual:
                    yield rule.at(shown, written.path, "in" if end else "without")


def notations(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Texts write dates in another notation than the first of them."""
    first: int | None = None
    for written in _scope(rule, shown):
        for number, pattern in enumerate(rule.patterns):
            if match := pattern.search(written.text):
                first = number if first is None else first
                if number != first:
                    yield rule.at(shown, written.path, match[0])


def pages(rule: AdviceRule, built: BuiltPages) -> Iterator[Diagnostic]:
    """Something was left out for want of space, or a page is not full."""
    items = "1 item is" if built.omitted == 1 else f"{built.omitted} items are"
    if built.fill < rule.least:
        text = f"the page is only {built.fill:.0%} full"
        hint = "say more, or ask for fewer --pages"
        if built.omitted:
            text += f", and {items} left out: too tall for the space that is left"
            hint = "split what is left out, or give it a `short` wording, so that a part of it fits"
    elif built.omitted:
        text = f"over the page: {items} left out, {built.shortened} shortened"
        hint = "`cvtex build` names what it leaves out; shorten it, give it another priority, or ask for more --pages"
    else:
        return
    yield Message(rule.code, f"{built.lang}: {text}", hint).at(None)


def _scope(rule: AdviceRule, shown: Shown) -> Iterable[Written]:
    match rule.scope:
        case "bullets":
            return (written for bullet_list in bullets(shown.view) for written in bullet_list)
        case "prose":
            return prose(shown.view)
        case _:
            return everything(shown.view)
