"""The pipeline: one résumé file in, one PDF a language out.

    prepare   a language of the file -> blocks of LaTeX, and an xelatex that has read them
    plan      measure <-> fit: what is shown, how tightly, on which page
    ship      the pages -> a PDF that was checked, in the place of the old one

Each step below is a room of its own and knows nothing of the others. Every language goes through the phases by itself,
as many at the same time as there are processors: one that fails leaves its old PDF untouched and does not keep the
others from theirs. Only languages that must show the same items are planned together.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from cvtex import pdf
from cvtex.build.design import choose_design
from cvtex.build.inputs import inputs
from cvtex.build.naming import destinations
from cvtex.build.notes import notes as noted
from cvtex.build.output import deliver, deliver_pages
from cvtex.build.planning import planner_for, refuse_overflow
from cvtex.build.redaction import cleared, refuse_leaks
from cvtex.build.report import Report, output
from cvtex.build.request import Job
from cvtex.build.size import within_limit
from cvtex.build.source import (
    choose,
    find_fonts,
    find_photo,
    foreign_headings,
    languages,
    read,
    refuse_unknown_target,
)
from cvtex.build.typeset import StaleHeightsError, Typesetting
from cvtex.errors import CvtexError, EngineError
from cvtex.fit.same_content import plan_together
from cvtex.fonts.fallbacks import cover
from cvtex.latex.render import Picture, render
from cvtex.latex.template import refuse_untrusted
from cvtex.system.resources import templates_folder
from cvtex.tex.early_start import EarlyStart
from cvtex.view.values import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cvtex.build.request import Progress, Request
    from cvtex.errors import Diagnostic
    from cvtex.fit.plan import Planner
    from cvtex.fit.result import NoFit, Plan
    from cvtex.fonts.fallbacks import Coverage
    from cvtex.fonts.sets import FontSet
    from cvtex.latex.render import Rendered
    from cvtex.latex.template import Template
    from cvtex.load.picture import Photo
    from cvtex.view import View

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A job with all that its page is made of, and an xelatex that has read the blocks; close it at the end."""

    job: Job
    began: float
    view: View
    template: Template
    notes: tuple[Diagnostic, ...]
    photo: Photo | None
    fonts: FontSet
    coverage: Coverage
    rendered: Rendered
    tex: Typesetting
    planner: Planner


def build(request: Request, progress: Progress, early_start: EarlyStart | None = None) -> Report:
    """Build every language asked for.

    Args:
        request: What to build.
        progress: Told what is being done.
        early_start: Processes that were started before this, in the hope that they fit.

    Raises:
        CvtexError: The file or the request is wrong, so that nothing can be built.
    """
    with early_start or EarlyStart() as started:
        progress("", "reading")
        source = read(request)
        refuse_unknown_target(request, source)
        places = destinations(request, source, languages(request, source))
        jobs = [Job(request, source, lang, progress, started, place) for lang, place in places.items()]
        with ThreadPoolExecutor(max_workers=min(len(jobs), os.cpu_count() or 1)) as pool:
            if source.resume.layout.fit.same_content and len(jobs) > 1:
                reports = _build_together(jobs, pool)
            else:
                reports = list(pool.map(_build_alone, jobs))
        report = Report.of(source.warnings, started.notices, reports, source.document.sources)
        day = next((place.day for place in places.values() if place.day), None)
        return cleared(replace(report, day=day), request, source)


def _build_alone(job: Job) -> Report:
    """Take one language through the three phases."""

    def attempt() -> Report:
        prepared = prepare(job)
        with prepared.tex:
            return ship(prepared, plan(prepared))

    def attempts() -> Report:
        try:
            return attempt()
        except StaleHeightsError:  # the heights that were remembered are dropped: now TeX is asked for all of them
            return attempt()

    return _reported(job, attempts)


def _build_together(jobs: Sequence[Job], pool: ThreadPoolExecutor) -> list[Report]:
    """Take all languages through the phases side by side, with one choice of what they show."""

    def prepared(job: Job) -> Prepared | Report:
        # They cannot go back on what they agreed on, so they believe no remembered height.
        return _reported(job, lambda: prepare(job, remembers_heights=False))

    results = list(pool.map(prepared, jobs))
    ready = [result for result in results if isinstance(result, Prepared)]
    plans: Sequence[Plan | NoFit | CvtexError]
    for each in ready:
        each.job.enter("fitting")
    try:
        plans = plan_together([each.planner for each in ready]) if ready else ()
    except CvtexError as error:
        plans = [error] * len(ready)

    def shipped(each: Prepared, planned: Plan | NoFit | CvtexError) -> Report:
        with each.tex:
            if isinstance(planned, CvtexError):
                raise planned
            return ship(each, refuse_overflow(planned, each.job, each.view.layout))

    finished = pool.map(lambda each, planned: _reported(each.job, lambda: shipped(each, planned)), ready, plans)
    return [next(finished) if isinstance(result, Prepared) else result for result in results]


def _reported(job: Job, work: Callable[[], T]) -> T | Report:
    """Do some work for a language; what it fails with is that language's report."""
    try:
        return work()
    except CvtexError as error:
        job.enter("failed")
        return Report.of_error(error)


def prepare(job: Job, *, remembers_heights: bool = True) -> Prepared:
    """Choose what a language may show, write it as LaTeX, and let xelatex read it.

    Raises:
        CvtexError: The language, the template, a font or the photo is wrong.
    """
    began = time.perf_counter()
    job.enter("rendering")
    request, source = job.request, job.source
    design = choose_design(request, source, choose(request, source, job.lang))
    view, template = design.view, design.template
    refuse_untrusted(
        template,
        templates_folder(),
        trusted=request.trust_template,
        sandbox=request.limits.sandbox,
        location=source.locate("layout.template") if request.template is None else None,
    )
    photo, fonts = find_photo(request, source, view), find_fonts(request, source, view, template.manifest.fonts)
    coverage = cover(texts(view), fonts, source.locate)
    rendered = render(
        view,
        template,
        cut=view.layout.fit.cut,
        fonts=fonts,
        fallbacks=coverage.fallbacks,
        photo=Picture.of(photo) if photo else None,
    )
    Thread(target=pdf.prepare, daemon=True).start()  # while TeX is at work
    tex = Typesetting(job, rendered, template, photo, remembers_heights=remembers_heights)
    planner = planner_for(view, rendered, template, tex.measure)
    return Prepared(job, began, view, template, design.notes, photo, fonts, coverage, rendered, tex, planner)


def plan(prepared: Prepared) -> Plan:
    """Decide what is shown, how tightly and on which page.

    Raises:
        FitError: It cannot fit.
    """
    prepared.job.enter("fitting")
    return refuse_overflow(prepared.planner.plan(), prepared.job, prepared.view.layout)


def ship(prepared: Prepared, plan: Plan) -> Report:
    """Print the pages, look at the PDF as a reader would, and put it in the place of the old one.

    Raises:
        CvtexError: Something is wrong with it; the old PDF is untouched.
    """
    job, rendered = prepared.job, prepared.rendered
    request, source = job.request, job.source
    job.enter("printing")
    typeset = prepared.tex.ship(plan)

    job.enter("checking")
    wanted = prepared.view.layout.pdf
    finished = pdf.finish(typeset.data, metadata(prepared.view), tagged=wanted.tagged)
    data = within_limit(finished.data, wanted.max_kb, source, job.lang)
    blocks = sorted({placed.block for page in plan.pages for placed in page})
    expected = (text for block in blocks for text in rendered.blocks[block].texts)
    inspection = pdf.inspect(data)
    faults = pdf.findings(inspection, expected=expected, pages=len(plan.pages))
    lost = pdf.lost_fields(reached_by(prepared), inspection.text)
    faults += tuple(message.at(source.locate(path), path) for path, message in lost.items())
    notes = (
        *prepared.notes,
        *foreign_headings(request, source, job.lang),
        *prepared.coverage.diagnostics,
        *faults,
        *typeset.overfull,
    )
    notes += pdf.unclaimed(finished.obstacles)
    notes += tuple(noted(job.lang, plan, inspection.texts))
    if any(diagnostic.severity == "error" for diagnostic in notes):
        raise EngineError(notes)

    asked = job.destination.path
    refuse_leaks(source, data, asked.name)
    pictures = pdf.pages_as_png(data, request.png) if request.png else ()
    path = deliver(data, asked)
    pngs = deliver_pages(pictures, path) if request.png else ()
    files = inputs(request, prepared.view, prepared.template, prepared.fonts, prepared.coverage, typeset.files_read)
    result = output(job.lang, path, pngs, plan, source, prepared.began)
    # A plain text: what is remembered of a run is read back without the models.
    result = replace(result, template=str(prepared.template.name))
    job.enter("done")
    # By the name that was asked for, too, which may be a link to where the PDF is.
    written = frozenset({str(path), str(asked)})
    return Report(outputs=(result,), diagnostics=notes, inputs=files, written=written)


def reached_by(prepared: Prepared) -> dict[str, str]:
    """Who it is and how to reach them, by their paths: as far as the template prints it as it is."""
    header, number = prepared.view.header, prepared.rendered.content.header
    said = {"basics.name": header.name}
    said |= {item.path: item.text for item in header.contacts if item.url or item.path == "basics.phone"}
    printed = prepared.rendered.blocks[number].texts if number is not None else ()
    return {path: text for path, text in said.items() if text in printed}


def metadata(view: View) -> pdf.Metadata:
    """What the PDF says about itself."""
    name, kind = view.header.name, view.locale.labels["resume"]
    return pdf.Metadata(
        language=view.locale.tag,
        title=f"{name} – {kind}" if name else kind,
        author=name,
        subject=view.header.label or "",
        keywords=view.keywords,
        picture=view.header.image_alt or "",
        created=pdf.source_date(os.environ),
    )
