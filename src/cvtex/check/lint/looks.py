"""Ways of looking at a view, one function a kind of rule. Each yields where something was found, and what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cvtex.check.lint.periods import Span, months_between, periods
from cvtex.check.lint.rules import Rule, rules
from cvtex.check.lint.texts import Written, bullets, everything, prose
from cvtex.errors import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from cvtex.errors import Location
    from cvtex.resume.resume import Resume
    from cvtex.view import View

    Locate = Callable[[str], Location | None]

_QUOTED: Final = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A place, and what stands there, for the message's ``{0}``."""

    path: str
    what: str = ""


def advise(resume: Resume, view: View, locate: Locate, *, without: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Everything that the rules have to say of one language.

    Args:
        resume: For the dates, which a view has only written out.
        view: What the language shows.
        locate: From a path to its place in the file.
        without: Codes of rules that are switched off.
    """
    for rule in rules():
        if rule.is_for(view.lang) and rule.code not in without and rule.kind in _LOOKS:
            for found in _LOOKS[rule.kind](rule, resume, view):
                yield _said(rule, found, view.lang, locate)


def advise_pages(
    lang: str, fill: float, left_out: int, shortened: int, *, without: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """What a build says of the pages: ``fill`` is a share of their text area, the others count items."""
    for rule in rules():
        if rule.kind != "pages" or rule.code in without or not rule.is_for(lang):
            continue
        what = ""
        if left_out:
            what = f"{lang}: over the page: {left_out} items are left out, {shortened} shortened"
        elif fill < rule.least:
            what = f"{lang}: the page is only {fill:.0%} full"
        if what:
            yield Diagnostic("info", rule.code, rule.message.format(what), hint=rule.hint)


def _said(rule: Rule, found: Found, lang: str, locate: Locate) -> Diagnostic:
    place = _place(found.path, lang, locate)
    return Diagnostic("info", rule.code, rule.message.format(found.what), place, found.path, rule.hint)


def _place(path: str, lang: str, locate: Locate) -> Location | None:
    """Where the text in that language stands; `locate` gives the nearest place above for a path that is not there."""
    whole = locate(path)
    for inner in (f"{path}.text.{lang}", f"{path}.{lang}", f"{path}.text", f"{path}.name.{lang}"):
        place = locate(inner)
        if place is not None and place != whole and place != locate(inner.rpartition(".")[0]):
            return place
    return whole


# -- texts ------------------------------------------------------------------------------------------------------------


def _scope(rule: Rule, view: View) -> Iterable[Written]:
    match rule.scope:
        case "bullets":
            return (written for listed in bullets(view, achievements=rule.kind == "lacks") for written in listed)
        case "prose":
            return prose(view)
        case _:
            return everything(view)


def _found(rule: Rule, _resume: Resume, view: View) -> Iterator[Found]:
    for written in _scope(rule, view):
        if match := rule.patterns[0].search(written.text):
            yield Found(written.path, match[0][:_QUOTED])


def _lacks(rule: Rule, _resume: Resume, view: View) -> Iterator[Found]:
    for written in _scope(rule, view):
        if not rule.patterns[0].search(written.text):
            yield Found(written.path)


def _dull(rule: Rule, _resume: Resume, view: View) -> Iterator[Found]:
    for listed in bullets(view, achievements=True):
        if len(listed) >= rule.least and not any(rule.patterns[0].search(written.text) for written in listed):
            yield Found(listed[0].path, str(len(listed)))


def _longer(rule: Rule, _resume: Resume, view: View) -> Iterator[Found]:
    for written in _scope(rule, view):
        if (count := len(rule.patterns[0].findall(written.text))) > rule.most:
            yield Found(written.path, str(count))


def _openings(rule: Rule, _resume: Resume, view: View) -> Iterator[Found]:
    for listed in bullets(view):
        opened = [(match[1], written) for written in listed if (match := rule.patterns[0].match(written.text))]
        for word, count in Counter(word for word, _ in opened).items():
            if count >= rule.least:
                last = [written for opening, written in opened if opening == word][-1]
                yield Found(last.path, f"{count} × `{word}`: the same opening")


def _stops(rule: Rule, _resume: Resume, view: View) -> Iterator[Found]:
    for listed in bullets(view):
        ended = [bool(rule.patterns[0].search(written.text)) for written in listed]
        usual = sum(ended) * 2 > len(ended)
        if any(ended) and not all(ended):
            for end, written in zip(ended, listed, strict=True):
                if end != usual:
                    yield Found(written.path, "in" if end else "without")


def _notations(rule: Rule, _resume: Resume, view: View) -> Iterator[Found]:
    first: int | None = None
    for written in _scope(rule, view):
        for number, pattern in enumerate(rule.patterns):
            if match := pattern.search(written.text):
                first = number if first is None else first
                if number != first:
                    yield Found(written.path, match[0])


# -- periods ----------------------------------------------------------------------------------------------------------


def _precision(_rule: Rule, resume: Resume, view: View) -> Iterator[Found]:
    spans = periods(resume, view.lang)
    for section in dict.fromkeys(span.section for span in spans):
        same = [span for span in spans if span.section == section]
        if any(span.has_months for span in same):
            yield from (Found(f"{span.path}.startDate", span.written) for span in same if not span.has_months)


def _gaps(rule: Rule, resume: Resume, view: View) -> Iterator[Found]:
    """Between education, work and volunteering taken together."""
    covered: Span | None = None
    spans = (s for s in periods(resume, view.lang) if s.section in {"work", "education", "volunteer"} and s.has_months)
    for span in sorted(spans, key=lambda span: span.first):
        if covered is not None and (months := months_between(covered.last, span.first)) > rule.most:
            yield Found(f"{span.path}.startDate", f"the {months} months before {span.start}")
        if covered is None or span.last > covered.last:
            covered = span


def _overlaps(rule: Rule, resume: Resume, view: View) -> Iterator[Found]:
    spans = sorted(
        (s for s in periods(resume, view.lang) if s.section == rule.section and s.has_months),
        key=lambda span: span.first,
    )
    for earlier, later in pairwise(spans):
        if min(earlier.last, later.last) - later.first + 1 > rule.most:
            yield Found(f"{later.path}.startDate", earlier.written)


_LOOKS: Final[dict[str, Callable[[Rule, Resume, View], Iterator[Found]]]] = {
    "found": _found,
    "lacks": _lacks,
    "dull": _dull,
    "longer": _longer,
    "openings": _openings,
    "stops": _stops,
    "notations": _notations,
    "precision": _precision,
    "gaps": _gaps,
    "overlaps": _overlaps,
}
