"""Builds a résumé in every design, through the one pipeline, and draws the pages side by side so that one is chosen.

The PDFs of a design lie in ``build/designs/<design>``, under the names that they have otherwise in ``build``.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cvtex.build.naming import destinations
from cvtex.build.output import deliver
from cvtex.build.pipeline import build
from cvtex.build.report import Report
from cvtex.build.sheet import Labelled, sheet
from cvtex.build.source import languages, read, refuse_unknown_target
from cvtex.errors import CvtexError, Message
from cvtex.latex.template import load_template, templates
from cvtex.system.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cvtex.build.report import Output
    from cvtex.build.request import Progress, Request, Stage
    from cvtex.errors import Diagnostic

FOLDER: Final = "designs"
# What a design does not do says so by the design's name, and is no fault of the résumé where all are tried.
_NOT_TAKEN: Final = frozenset({"W430", "W431", "W432"})


def build_every_design(request: Request, progress: Progress) -> Report:
    """Build what is asked for in each design; one that fails does not keep the others from their PDFs.

    With pictures of the pages (``request.png``), the first pages of a language are drawn on one sheet.

    Raises:
        CvtexError: The file or the request is wrong, so that nothing can be built.
    """
    source = read(request)
    refuse_unknown_target(request, source)
    langs = languages(request, source)
    places = destinations(replace(request, template=FOLDER), source, langs)
    ours = templates_folder()
    designs = [load_template(name, ours, ours) for name in templates(ours)]
    requests = {
        design.name: _in_design(request, design.name, [lang for lang in langs if design.is_for(lang)])
        for design in designs
    }
    notes = [
        _not_for(design.name, design.manifest.languages, lang)
        for design in designs
        for lang in langs
        if not design.is_for(lang)
    ]
    reports = _built({name: each for name, each in requests.items() if each.langs}, progress, at_once=len(langs))
    sources = {file: lines for each in reports.values() for file, lines in each.sources.items()}
    report = Report.of((), (), reports.values(), sources)
    outputs = sorted(report.outputs, key=lambda output: langs.index(output.lang))
    return replace(
        report,
        outputs=tuple(outputs),
        diagnostics=(*notes, *_told(reports)),
        day=next((each.day for each in reports.values() if each.day), None),
        sheets=tuple(_sheets(outputs, {lang: place.path for lang, place in places.items()})) if request.png else (),
    )


def _in_design(request: Request, name: str, langs: Sequence[str]) -> Request:
    return replace(
        request,
        template=name,
        langs=tuple(langs),
        output_dir=request.output_dir / FOLDER / name,
        keep=request.keep / name if request.keep else None,
    )


def _built(requests: Mapping[str, Request], progress: Progress, at_once: int) -> dict[str, Report]:
    """The reports by design; as many are built at the same time as there are processors for their languages."""

    def built(name: str) -> Report:
        def told(lang: str, stage: Stage) -> None:
            progress(f"{lang} {name}" if lang else "", stage)

        try:
            return build(requests[name], told)
        except CvtexError as error:
            return Report.of_error(error)

    with ThreadPoolExecutor(max_workers=max(1, (os.cpu_count() or 1) // at_once)) as pool:
        return dict(zip(requests, pool.map(built, requests), strict=True))


def _not_for(name: str, made_for: Sequence[str], lang: str) -> Diagnostic:
    text = f"the design {name} is made for {', '.join(made_for)}, and left out in {lang}"
    return Message("W432", text).at(None, severity="info")


def _told(reports: Mapping[str, Report]) -> Iterator[Diagnostic]:
    """All that the reports say, each once: what is not said of every design, with those of which it is."""
    where: dict[Diagnostic, list[str]] = {}
    for name, report in reports.items():
        for diagnostic in report.diagnostics:
            where.setdefault(diagnostic, []).append(name)
    for diagnostic, names in where.items():
        if diagnostic.code in _NOT_TAKEN:
            yield replace(diagnostic, severity="info")
        elif len(names) == len(reports):
            yield diagnostic
        else:
            yield replace(diagnostic, message=f"in {', '.join(names)}: {diagnostic.message}")


def _sheets(outputs: Sequence[Output], places: Mapping[str, Path]) -> Iterator[str]:
    """Draw the first pages of each language on a sheet of its own, beside where its PDF would be.

    Raises:
        UsageError: It cannot be written.
    """
    for lang, place in places.items():
        pages = [
            Labelled(Path(output.pngs[0]).read_bytes(), output.template, _note(output))
            for output in outputs
            if output.lang == lang and output.pngs
        ]
        if pages:
            yield str(deliver(sheet(pages), place.with_name(f"{place.stem}.{FOLDER}.png")))


def _note(output: Output) -> str:
    pages = "1 page" if output.pages == 1 else f"the first of {output.pages} pages"
    return f"{pages}, {output.settings.font_size_pt:.1f} pt"
