"""Says everything about a résumé that can be said without typesetting: ``cvtex check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.build.report import Report
from cvtex.build.source import (
    choose,
    find_fonts,
    find_picture,
    find_template,
    foreign_headings,
    languages,
    read,
    refuse_unknown_target,
)
from cvtex.errors import CvtexError
from cvtex.fonts.fallbacks import cover
from cvtex.view.texts import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtex.build.request import Request
    from cvtex.build.source import Source
    from cvtex.errors import Diagnostic


def check(request: Request) -> Report:
    """Everything that can be said without typesetting, for every language of the file.

    Raises:
        CvtexError: The file or the request is wrong.
    """
    source = read(request)
    refuse_unknown_target(request, source)
    diagnostics: list[Diagnostic] = [*source.warnings]
    exit_code = 0
    for lang in languages(request, source):
        try:
            diagnostics += _check_language(request, source, lang)
        except CvtexError as error:
            diagnostics += error.diagnostics
            exit_code = max(exit_code, error.exit_code)
    diagnostics += _exposed(request, source)
    return Report(diagnostics=tuple(dict.fromkeys(diagnostics)), exit_code=exit_code, sources=source.document.sources)


def _check_language(request: Request, source: Source, lang: str) -> Iterable[Diagnostic]:
    view = choose(request, source, lang)
    find_template(request, source, view)
    find_picture(request, source, view)
    coverage = cover(texts(view), find_fonts(request, source, view), source.locate)
    return (*foreign_headings(request, source, lang), *coverage.diagnostics)


def _exposed(request: Request, source: Source) -> Iterable[Diagnostic]:
    """What looks private in the files that git tracks; nothing where there is no git."""
    # Late: this module is imported for every build, and most files are in no repository.
    from cvtex.load import private_overlays
    from cvtex.system.git import tracked

    files = tracked((request.file, *request.overlays))
    overlays = tracked(private_overlays(request.file))
    if files or overlays:
        from cvtex.check.lint.engine import Tracked, lint

        overlay = f"{request.file.stem}.private.yaml"
        yield from lint(Tracked(source.document, frozenset(map(str, files)), tuple(map(str, overlays)), overlay))
