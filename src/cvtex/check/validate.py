"""The tree of a file to a ``Resume``, or every mistake in it at once, each with its place and the next step.

    tree ─┬─ the models        shape: keys, types, dates, links       (mistakes: pydantic's errors in plain words)
          └─ walk ─┬─ checks     what is missing, empty, reversed, odd
                   ├─ sections   ids, and what own sections hold
                   └─ languages  what a language misses, and facts that differ between two

The checks go through the tree, not the ``Resume``: they find their mistakes also where the models found some.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cvtex.check.checks import check_values
from cvtex.check.dialect import Dialect, dialect_of
from cvtex.check.languages import check_languages, languages_of
from cvtex.check.lint.engine import File, lint
from cvtex.check.mistakes import Mistake, mistakes
from cvtex.check.privacy import check_privacy
from cvtex.check.sections import check_sections
from cvtex.check.walk import walk
from cvtex.errors import Diagnostic, ResumeError
from cvtex.load import Document, plain
from cvtex.resume import Resume

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cvtex.load import Plain

__all__ = ["Validated", "validate"]


@dataclass(frozen=True, slots=True)
class Validated:
    """A résumé that can be built, and what is odd about it all the same."""

    resume: Resume
    diagnostics: tuple[Diagnostic, ...] = ()


def validate(document: Document, *, check_text: Callable[[str], Iterable[tuple[int, str]]] | None = None) -> Validated:
    """Read a tree as a résumé.

    Args:
        document: what ``load`` read.
        check_text: finds what is wrong with a text's inline Markdown: offsets in characters, and what it is.

    Raises:
        ResumeError: every mistake and every warning, those of `load` too, sorted by file, line and column.
    """
    dialect = dialect_of(document)
    resume, shape = _read(document, dialect)
    meant = frozenset(mistake.meant for mistake in shape if mistake.meant)
    spots = list(walk(document.root))
    languages = languages_of(document.root, spots)
    found = [
        *(mistake.diagnostic for mistake in shape),
        *check_values(spots, dialect, meant),
        *check_sections(document.root, spots),
        *check_languages(document.root, spots, languages),
        *check_privacy(document.root),
        *lint(File(spots, languages, dialect, check_text)),
    ]
    found = sorted(dict.fromkeys(found), key=_place)
    if resume is None or any(diagnostic.severity == "error" for diagnostic in found):
        raise ResumeError(sorted((*document.warnings, *found), key=_place))
    return Validated(resume, tuple(found))


def _read(document: Document, dialect: Dialect) -> tuple[Resume | None, list[Mistake]]:
    """Let the models read the tree, without what the file's standard allows and the models do not."""
    data = plain(document.root)
    found: list[Mistake] = []
    while True:
        try:
            return Resume.model_validate(data), found
        except ValidationError as error:
            new = list(mistakes(document.root, error.errors(include_url=False, include_input=False), dialect))
        found += new
        if any(mistake.diagnostic.severity == "error" for mistake in new):
            return None, found
        for mistake in new:
            _mend(data, mistake)


def _mend(data: Plain, mistake: Mistake) -> None:
    """Leave out a value that only deserved a warning, or put in what it is read as."""
    *above, last = mistake.path
    for part in above:
        data = data[part]  # type: ignore[index]
    if mistake.mend is None:
        del data[last]  # type: ignore[arg-type, union-attr]
    else:
        data[last] = mistake.mend  # type: ignore[index]


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    location = diagnostic.location
    if location is None:
        return ("", 0, 0, diagnostic.code)
    return (location.file, location.line or 0, location.column or 0, diagnostic.code)
