"""``cvtex check --advice``: the rules on every language of a file, and on its pages where they can be set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cvtex.build.pipeline import build
from cvtex.build.source import choose, languages, read
from cvtex.check.lint.looks import advise, advise_pages
from cvtex.check.lint.rules import rules
from cvtex.errors import CvtexError, Diagnostic, UsageError
from cvtex.system import temporary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cvtex.build.report import Report
    from cvtex.build.request import Request


def consult(request: Request, report: Report, without: Collection[str] = ()) -> Report:
    """The report of a check that found no errors, with the advice behind what it says.

    Raises:
        CvtexError: The file is wrong, or a rule to be switched off does not exist.
    """
    known = [rule.code for rule in rules()]
    for code in without:
        if code not in known:
            hint = f"the rules are {known[0]} to {known[-1]}; `cvtex explain {known[0]}` says what one is about"
            raise UsageError(Diagnostic("error", "E705", f"there is no rule {code} to leave out", hint=hint))
    found = dict.fromkeys((*_texts(request, without), *_pages(request, without)))
    warned = {one.location for one in report.diagnostics if one.code == "W419"}
    news = (one for one in found if one.code != "A117" or one.location not in warned)  # both are about half-width marks
    return replace(report, diagnostics=(*report.diagnostics, *news))


def _texts(request: Request, without: Collection[str]) -> Iterator[Diagnostic]:
    source = read(request)
    for lang in languages(request, source):
        yield from advise(source.resume, choose(request, source, lang), source.locate, without=without)


def _pages(request: Request, without: Collection[str]) -> Iterator[Diagnostic]:
    """Set the pages in a folder of no account; a machine without xelatex gets no advice on them."""
    failed: tuple[Diagnostic, ...]
    with temporary.private_folder() as folder:
        try:
            report = build(replace(request, output_dir=folder), lambda _lang, _stage: None)
            outputs, failed = report.outputs, report.diagnostics
        except CvtexError as error:
            outputs, failed = (), error.diagnostics
    for output in outputs:
        yield from advise_pages(output.lang, output.fill, len(output.omitted), len(output.shortened), without=without)
    for found in failed:
        if found.code in {"E801", "E802"}:  # what a build stops at is news to a check
            yield replace(found, severity="info")
