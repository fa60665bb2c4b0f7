"""Reads the tree of a file as a ``Resume``, or reports every mistake in it at once, each with its next step.

    tree ── braces ─┬─ the models        shape: keys, types, dates, links       (model_errors)
                    └─ walk ─┬─ checks     what is missing, empty or reversed, ids, what own sections hold, meta.private
                             ├─ languages  what a language misses
                             └─ lint       what looks wrong, and facts that differ between two languages

The checks go through the tree, not the ``Resume``: they find their mistakes also where the models found some.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cvtex.check.braces import repair_braces
from cvtex.check.checks import check_privacy, check_sections, check_values
from cvtex.check.languages import check_languages, languages_of
from cvtex.check.lint.engine import File, lint
from cvtex.check.model_errors import Rejection, rejections
from cvtex.check.walk import Dialect, dialect_of, walk
from cvtex.errors import Diagnostic, Location, ResumeError
from cvtex.load import Document, plain
from cvtex.resume import Resume

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cvtex.load import Node, Plain


@dataclass(frozen=True, slots=True)
class Validated:
    """A résumé that can be built, and the warnings about it."""

    resume: Resume
    diagnostics: tuple[Diagnostic, ...] = ()


def validate(document: Document, *, check_text: Callable[[str], Iterable[tuple[int, str]]] | None = None) -> Validated:
    """Read a tree as a résumé; ``check_text`` finds what is wrong with a text's inline Markdown, and at which offsets.

    Raises:
        ResumeError: Every mistake and every warning, those of `load` too, sorted by file, line and column.
    """
    spots = list(walk(document.root))
    root, misread = repair_braces(document, spots)
    if misread:
        spots = list(walk(root))
    dialect = dialect_of(document, spots)
    resume, rejected = _read(root, dialect)
    intended = frozenset(rejection.intended for rejection in rejected if rejection.intended)
    languages = languages_of(root, spots)
    diagnostics = [
        *misread,
        *(rejection.diagnostic for rejection in rejected),
        *check_values(spots, dialect, intended),
        *check_sections(root, spots),
        *check_languages(root, spots, languages),
        *check_privacy(root),
        *lint(File(spots, languages, dialect, check_text)),
    ]
    diagnostics = sorted(dict.fromkeys(diagnostics), key=_position)
    if resume is None or any(diagnostic.severity == "error" for diagnostic in diagnostics):
        raise ResumeError(sorted((*document.warnings, *diagnostics), key=_position))
    return Validated(resume, tuple(diagnostics))


def _read(root: Node, dialect: Dialect) -> tuple[Resume | None, list[Rejection]]:
    """Let the models read the tree, without what the file's standard allows and the models do not."""
    data = plain(root)
    rejected: list[Rejection] = []
    while True:
        try:
            return Resume.model_validate(data), rejected
        except ValidationError as error:
            new = list(rejections(root, error.errors(include_url=False, include_input=False), dialect))
        rejected += new
        if any(rejection.diagnostic.severity == "error" for rejection in new):
            return None, rejected
        for rejection in new:
            _replace(data, rejection)


def _replace(data: Plain, rejection: Rejection) -> None:
    """Omit a value that only deserves a warning, or put in what it is read as."""
    *above, last = rejection.path
    for part in above:
        data = data[part]  # type: ignore[index]
    if rejection.replacement is None:
        del data[last]  # type: ignore[arg-type, union-attr]
    else:
        data[last] = rejection.replacement  # type: ignore[index]


def _position(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    location = diagnostic.location or Location("")
    return location.file, location.line or 0, location.column or 0, diagnostic.code
