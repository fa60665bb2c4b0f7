"""Advice on how one language reads, its periods, and how full its pages are: a function for each kind of rules.toml."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, Message
from cvtex.resume import Date
from cvtex.resume.dates import Present

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cvtex.check.lint.engine import BuiltPages, Shown

    Text = tuple[str, str]
    """A path, and the text that it leads to."""

_QUOTED: Final = 40
# Own lists say who one is or what one likes; these say what was done.
_DEEDS: Final = ("work", "volunteer", "projects")
_NAMES: Final = ("name", "title", "institution", "organization", "position", "area", "department", "level", "awarder")
_SECTIONS: Final = ("education", "work", "volunteer", "projects")
_FULL_TIME: Final = frozenset({"education", "work", "volunteer"})


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

    def at(self, shown: Shown, path: str, value: str = "") -> Diagnostic:
        """The advice on what has that path; ``value`` is quoted in the message."""
        return Message(self.code, self.message.format(value), self.hint).at(shown.location(path), path)


@cache
def advice_rules() -> tuple[AdviceRule, ...]:
    """All rules, by their codes."""
    data = tomllib.loads((files("cvtex") / "check" / "lint" / "rules.toml").read_text(encoding="utf-8"))
    for row in data["rules"]:
        row["languages"] = tuple(row["languages"])
        row["patterns"] = tuple(map(re.compile, row.get("patterns", ())))
    return tuple(AdviceRule(**row) for row in data["rules"])


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
    entries = [(section.kind, entry) for section in shown.view.sections for entry in section.entries]
    for kind, entry in entries:
        if kind != "references":
            yield from ((passage.path, passage.text) for passage in entry.passages)
    for _, entry in entries if rule.scope == "all" else ():
        values = ((f"{entry.path}.{key}", entry.values.get(key)) for key in _NAMES)
        yield from ((path, value) for path, value in values if isinstance(value, str))
        yield from ((course.path, course.name) for course in entry.courses)


# -- periods -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A period of an entry; ``first`` and ``last`` count months since year 0, both within it."""

    section: str
    path: str
    start: Date
    end: Date | None
    first: int
    last: int

    @property
    def has_months(self) -> bool:
        """Whether both ends are known to the month."""
        return self.start.month is not None and (self.end is None or self.end.month is not None)

    def __str__(self) -> str:
        return f"{self.start} to {self.end or 'present'}"


def precision(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Some periods of a section have months, and these have none."""
    spans = _spans(shown)
    precise = {span.section for span in spans if span.has_months}
    for span in spans:
        if span.section in precise and not span.has_months:
            yield rule.at(shown, f"{span.path}.startDate", str(span))


def gaps(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Months between education, work and volunteering taken together."""
    covered: Span | None = None
    spans = (span for span in _spans(shown) if span.section in _FULL_TIME and span.has_months)
    for span in sorted(spans, key=lambda span: span.first):
        if covered is not None and (months := span.first - covered.last - 1) > rule.most:
            yield rule.at(shown, f"{span.path}.startDate", f"the {months} months before {span.start}")
        if covered is None or span.last > covered.last:
            covered = span


def overlaps(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Periods of a section that run at the same time."""
    spans = [span for span in _spans(shown) if span.section == rule.section and span.has_months]
    for earlier, later in pairwise(sorted(spans, key=lambda span: span.first)):
        if min(earlier.last, later.last) - later.first + 1 > rule.most:
            yield rule.at(shown, f"{later.path}.startDate", str(earlier))


def _spans(shown: Shown) -> list[Span]:
    """The periods of the entries that the language shows, in the order of the file."""
    now = dt.datetime.now(tz=dt.UTC)
    today = Date(now.year, now.month)
    spans = []
    for section in _SECTIONS:
        for index, entry in enumerate(getattr(shown.resume, section)):
            if isinstance(entry.start_date, Date) and (not entry.only or shown.lang in entry.only):
                end = None if isinstance(entry.end_date, Present) else entry.end_date
                first, last = _month(entry.start_date, 1), _month(end or today, 12)
                spans.append(Span(section, f"{section}[{index}]", entry.start_date, end, first, last))
    return spans


def _month(date: Date, unknown: int) -> int:
    return date.year * 12 + (date.month or unknown) - 1


KINDS: Final[dict[str, Callable[..., Iterator[Diagnostic]]]] = {
    kind.__name__: kind
    for kind in (has, lacks, unmeasured, longer, openings, stops, notations, precision, gaps, overlaps, pages)
}
