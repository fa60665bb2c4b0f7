"""Advice on how one language reads, and how full its pages are: the rules of rules.toml, a function for each kind."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from cvtex.check.lint import dates
from cvtex.errors import Diagnostic, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cvtex.check.lint.engine import BuiltPages, Shown

    Text = tuple[str, str]
    """A path, and the text that it leads to."""

_QUOTED: Final = 40
# Own lists say who one is or what one likes; these say what was done.
_DEEDS: Final = ("work", "volunteer", "projects")
_NAMES: Final = ("name", "title", "institution", "organization", "position", "area", "department", "level", "awarder")


@dataclass(frozen=True, slots=True)
class AdviceRule:
    """One piece of advice; the head of rules.toml says what its fields mean."""

    code: str
    languages: tuple[str, ...]
    kind: str
    scope: str = ""
    message: str = ""
    hint: str = ""
    patterns: tuple[re.Pattern[str], ...] = ()
    most: float = 0
    least: float = 0
    section: str = ""

    def is_for(self, lang: str) -> bool:
        """Whether it is about a language."""
        return lang.partition("-")[0] in self.languages

    def at(self, shown: Shown, path: str, value: str = "") -> Diagnostic:
        """The advice on what has that path; ``value`` is quoted in the message."""
        return Message(self.code, self.message.format(value), self.hint).at(shown.location(path), path)


@cache
def advice_rules() -> tuple[AdviceRule, ...]:
    """All rules, by their codes."""
    data = tomllib.loads((files("cvtex") / "check" / "lint" / "rules.toml").read_text(encoding="utf-8"))
    rules = []
    for row in data["rules"]:
        patterns = tuple(map(re.compile, row.pop("patterns", ())))
        rules.append(AdviceRule(languages=tuple(row.pop("languages")), patterns=patterns, **row))
    return tuple(rules)


def has(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """A text has what the pattern matches."""
    for path, text in _texts(rule, shown):
        if match := rule.patterns[0].search(text):
            yield rule.at(shown, path, match[0][:_QUOTED])


def lacks(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """A bullet that tells what was done has nothing that the pattern matches."""
    for bullets in _bullets(shown, _DEEDS):
        yield from (rule.at(shown, path) for path, text in bullets if not rule.patterns[0].search(text))


def unmeasured(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """No bullet of a list that tells what was done has what the pattern matches."""
    for bullets in _bullets(shown, _DEEDS):
        if len(bullets) >= rule.least and not any(rule.patterns[0].search(text) for _, text in bullets):
            yield rule.at(shown, bullets[0][0], str(len(bullets)))


def longer(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """A text has more words than it may."""
    for path, text in _texts(rule, shown):
        if (count := len(rule.patterns[0].findall(text))) > rule.most:
            yield rule.at(shown, path, str(count))


def openings(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Several bullets of a list open with the same word; the last of them is named."""
    for bullets in _bullets(shown):
        opened = [(match[1], path) for path, text in bullets if (match := rule.patterns[0].match(text))]
        last = dict(opened)
        for word, count in Counter(word for word, _ in opened).items():
            if count >= rule.least:
                yield rule.at(shown, last[word], f"{count} × `{word}`: the same opening")


def stops(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Some bullets of a list end in a full stop; those that differ from most of them are named."""
    for bullets in _bullets(shown):
        ended = {path: bool(rule.patterns[0].search(text)) for path, text in bullets}
        usual = sum(ended.values()) * 2 > len(ended)
        if any(ended.values()):
            yield from (rule.at(shown, path, "in" if end else "without") for path, end in ended.items() if end != usual)


def notations(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Texts write dates in another notation than the first of them."""
    first: int | None = None
    for path, text in _texts(rule, shown):
        for number, pattern in enumerate(rule.patterns):
            if match := pattern.search(text):
                first = number if first is None else first
                if number != first:
                    yield rule.at(shown, path, match[0])


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


def _bullets(shown: Shown, kinds: tuple[str, ...] = ()) -> Iterator[list[Text]]:
    """The bullets of each list, in sections of all kinds or of some."""
    for section in shown.view.sections:
        for entry in section.entries if not kinds or section.kind in kinds else ():
            if texts := [(passage.path, passage.text) for passage in entry.passages if passage.bullet]:
                yield texts


def _texts(rule: AdviceRule, shown: Shown) -> Iterator[Text]:
    """What the rule's scope says: bullets; or prose, every sentence but a referee's; or names and titles too."""
    if rule.scope == "bullets":
        yield from (text for bullets in _bullets(shown) for text in bullets)
        return
    for section in shown.view.sections:
        for entry in section.entries if section.kind != "references" else ():
            yield from ((passage.path, passage.text) for passage in entry.passages)
    for entry in (entry for section in shown.view.sections for entry in section.entries) if rule.scope == "all" else ():
        values = ((f"{entry.path}.{key}", entry.values.get(key)) for key in _NAMES)
        yield from ((path, value) for path, value in values if isinstance(value, str))
        yield from ((course.path, course.name) for course in entry.courses)


KINDS: Final[dict[str, Callable[..., Iterator[Diagnostic]]]] = {
    "has": has,
    "lacks": lacks,
    "unmeasured": unmeasured,
    "longer": longer,
    "openings": openings,
    "stops": stops,
    "notations": notations,
    "precision": dates.precision,
    "gaps": dates.gaps,
    "overlaps": dates.overlaps,
    "pages": pages,
}
