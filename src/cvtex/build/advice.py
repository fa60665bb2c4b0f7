"""``cvtex check --advice``: the rules on every language of a file, and on its pages where they can be set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cvtex.build.pipeline import build
from cvtex.build.source import choose, languages, read
from cvtex.check.lint.engine import BuiltPages, Shown, lint
from cvtex.check.lint.style import advice_rules
from cvtex.errors import CvtexError, Diagnostic, UsageError
from cvtex.system import temporary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cvtex.build.report import Report
    from cvtex.build.request import Request


def with_advice(request: Request, report: Report, without: Collection[str] = ()) -> Report:
    """The report of a check that found no errors, with the advice behind what it says.

    Raises:
        CvtexError: The file is wrong, or a rule to be switched off does not exist.
    """
    known = [rule.code for rule in advice_rules()]
    for code in without:
        if code not in known:
            hint = f"the rules are {known[0]} to {known[-1]}; `cvtex explain {known[0]}` says what one is about"
            raise UsageError(Diagnostic("error", "E705", f"there is no rule {code} to leave out", hint=hint))
    advice = dict.fromkeys((*_texts(request, without), *_pages(request, without)))
    return replace(report, diagnostics=(*report.diagnostics, *advice))


def _texts(request: Request, without: Collection[str]) -> Iterator[Diagnostic]:
    source = read(request)
    for lang in languages(request, source):
        yield from lint(Shown(source.resume, choose(request, source, lang), source.locate), without=without)


def _pages(request: Request, without: Collection[str]) -> Iterator[Diagnostic]:
    """Set the pages in a temporary folder; a machine without xelatex gets no advice on them."""
    failed: tuple[Diagnostic, ...]
    with temporary.private_folder() as folder:
        try:
            report = build(replace(request, output_dir=folder), lambda _lang, _stage: None)
            outputs, failed = report.outputs, report.diagnostics
        except CvtexError as error:
            outputs, failed = (), error.diagnostics
    for output in outputs:
        pages = BuiltPages(output.lang, output.fill, len(output.omitted), len(output.shortened))
        yield from lint(pages, without=without)
    for diagnostic in failed:
        if diagnostic.code in {"E801", "E802"}:  # a check does not stop at what a build stops at
            yield replace(diagnostic, severity="info")
