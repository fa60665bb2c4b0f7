"""Says everything about a résumé that can be said without a PDF, and advice on its texts and pages: ``cvtex check``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cvtex.build.design import choose_design
from cvtex.build.naming import destinations
from cvtex.build.report import Report
from cvtex.build.source import (
    choose,
    find_fonts,
    foreign_headings,
    languages,
    read,
    refuse_bad_photo,
    refuse_unknown_target,
)
from cvtex.errors import CvtexError, Diagnostic, UsageError
from cvtex.fonts.fallbacks import cover
from cvtex.view.values import texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from cvtex.build.request import Request
    from cvtex.build.source import Source


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
    try:
        destinations(request, source, languages(request, source))
    except CvtexError as error:
        diagnostics += error.diagnostics
        exit_code = max(exit_code, error.exit_code)
    diagnostics += _exposed(request, source)
    return Report(diagnostics=tuple(dict.fromkeys(diagnostics)), exit_code=exit_code, sources=source.document.sources)


def _check_language(request: Request, source: Source, lang: str) -> Iterable[Diagnostic]:
    design = choose_design(request, source, choose(request, source, lang))
    view = design.view
    refuse_bad_photo(request, source, view)
    coverage = cover(texts(view), find_fonts(request, source, view, design.template.manifest.fonts), source.locate)
    return (*design.notes, *foreign_headings(request, source, lang), *coverage.diagnostics)


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


def with_advice(request: Request, report: Report, without: Collection[str] = ()) -> Report:
    """The report of a check that found no errors, with the advice behind what it says.

    Raises:
        CvtexError: The file is wrong, or a rule to be switched off does not exist.
    """
    from cvtex.check.lint.style import advice_rules

    known = [rule.code for rule in advice_rules()]
    for code in without:
        if code not in known:
            hint = f"the rules are {known[0]} to {known[-1]}; `cvtex explain {known[0]}` says what one is about"
            raise UsageError(Diagnostic("error", "E705", f"there is no rule {code} to leave out", hint=hint))
    advice = dict.fromkeys((*_advice_on_texts(request, without), *_advice_on_pages(request, without)))
    return replace(report, diagnostics=(*report.diagnostics, *advice))


def _advice_on_texts(request: Request, without: Collection[str]) -> Iterator[Diagnostic]:
    from cvtex.check.lint.engine import Shown, lint

    source = read(request)
    for lang in languages(request, source):
        yield from lint(Shown(source.resume, choose(request, source, lang), source.locate), without=without)


def _advice_on_pages(request: Request, without: Collection[str]) -> Iterator[Diagnostic]:
    """Set the pages in a temporary folder; a machine without xelatex gets no advice on them."""
    from cvtex.build.pipeline import build
    from cvtex.check.lint.engine import BuiltPages, lint
    from cvtex.system import temporary

    failed: tuple[Diagnostic, ...]
    with temporary.private_folder() as folder:
        try:
            report = build(replace(request, output="{lang}", output_dir=folder), lambda _lang, _stage: None)
            outputs, failed = report.outputs, report.diagnostics
        except CvtexError as error:
            outputs, failed = (), error.diagnostics
    for output in outputs:
        pages = BuiltPages(output.lang, output.fill, len(output.omitted), len(output.shortened))
        yield from lint(pages, without=without)
    for diagnostic in failed:
        if diagnostic.code in {"E801", "E802", "E803"}:  # a check does not stop at what a build stops at
            yield replace(diagnostic, severity="info")
