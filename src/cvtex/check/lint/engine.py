"""Runs the lint rules: each takes a subject and yields diagnostics, and any code can be switched off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from cvtex.check.lint import dates, punctuation, translations, values
from cvtex.check.lint.subjects import BuiltPages, File, Shown, Tracked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from cvtex.errors import Diagnostic

    Subject = File | Shown | BuiltPages | Tracked
    Rule = Callable[..., Iterator[Diagnostic]]

_OF_A_FILE: Final[tuple[Callable[[File], Iterator[Diagnostic]], ...]] = (
    values.empty_items,
    values.colours,
    values.phones,
    values.small_type,
    translations.untranslated,
    translations.compared,
    values.markup,
    values.emails,
    dates.missing_ends,
    punctuation.half_width,
)


def lint(subject: Subject, *, without: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Run every rule for a subject, and yield what it says, but for the codes that are switched off."""
    for rule in _rules(subject):
        yield from (diagnostic for diagnostic in rule(subject) if diagnostic.code not in without)


def _rules(subject: Subject) -> Iterable[Rule]:
    """The rules for a kind of subject; those that few commands need are loaded when they are needed."""
    if isinstance(subject, File):
        return _OF_A_FILE
    if isinstance(subject, Tracked):
        from cvtex.check.lint import exposed

        return (exposed.lines, exposed.listed, exposed.overlays)
    return _advice(subject)


def _advice(subject: Shown | BuiltPages) -> Iterator[Rule]:
    from cvtex.check.lint import style
    from cvtex.check.lint.rules import advice_rules

    kinds: dict[str, Rule] = {
        "has": style.has,
        "lacks": style.lacks,
        "unmeasured": style.unmeasured,
        "longer": style.longer,
        "openings": style.openings,
        "stops": style.stops,
        "notations": style.notations,
        "precision": dates.precision,
        "gaps": dates.gaps,
        "overlaps": dates.overlaps,
        "pages": style.pages,
    }
    for rule in advice_rules():
        if rule.is_for(subject.lang) and (rule.kind == "pages") == isinstance(subject, BuiltPages):
            yield partial(kinds[rule.kind], rule)
