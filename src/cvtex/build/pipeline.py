"""The pipeline: one résumé file in, one PDF a language out.

    load -> validate -> view -> render -> typeset (measure <-> fit, then ship) -> inspect -> deliver

Each stage is a room of its own and knows nothing of the others. Here they are called in
order, once for each language, and every language by itself: one that fails leaves its old
PDF untouched and does not keep the others from theirs.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import TYPE_CHECKING

from cvtex import pdf
from cvtex.build.check import check
from cvtex.build.inputs import inputs
from cvtex.build.items import items
from cvtex.build.output import deliver, deliver_pages
from cvtex.build.planning import Agreement
from cvtex.build.redaction import cleared, kept, refuse_leaks
from cvtex.build.report import Output, Report, omissions
from cvtex.build.request import Progress, Request
from cvtex.build.source import Source, choose, find_template, languages, read, refuse_target
from cvtex.build.typeset import typeset
from cvtex.errors import CvtexError, EngineError
from cvtex.fonts import chosen_fonts
from cvtex.fonts.fallbacks import cover
from cvtex.latex.render import render
from cvtex.latex.trust import refuse_untrusted
from cvtex.load.photo import find_photo
from cvtex.system.resources import fonts_folder, templates_folder
from cvtex.tex.early_start import Ahead
from cvtex.view.texts import texts

if TYPE_CHECKING:
    from cvtex.view import View

__all__ = ["Progress", "Request", "build", "build_language", "check", "choose", "languages", "read"]


def build(request: Request, progress: Progress, ahead: Ahead | None = None) -> Report:
    """Build every language asked for, at the same time as far as there are processors.

    Args:
        request: What to build.
        progress: Told what is being done.
        ahead: Processes that were started before this, in the hope that they fit.

    Raises:
        CvtexError: The file or the request is wrong, so that nothing can be built.
    """
    with ahead or Ahead() as started:
        progress("", "reading")
        source = read(request)
        refuse_target(request, source)
        langs = languages(request, source)

        # Languages that must show the same items wait for each other, so all must be under way.
        agreement = Agreement(langs) if source.resume.layout.fit.same_content else None

        def one(lang: str) -> Report:
            try:
                return build_language(request, source, lang, progress=progress, ahead=started, agreement=agreement)
            except CvtexError as error:
                progress(lang, "failed")
                return Report(diagnostics=error.diagnostics, exit_code=error.exit_code)
            finally:
                if agreement is not None:
                    agreement.withdraw(lang)

        workers = len(langs) if agreement is not None else min(len(langs), os.cpu_count() or 1)
        with ThreadPoolExecutor(max_workers=workers) as pool:
            reports = list(pool.map(one, langs))
        report = Report.of(source.warnings, started.notices, reports, source.document.sources)
        return cleared(report, request, source)


def build_language(  # noqa: PLR0913 (what it builds, and what the languages share)
    request: Request,
    source: Source,
    lang: str,
    *,
    progress: Progress,
    ahead: Ahead,
    agreement: Agreement | None = None,
) -> Report:
    """Build one PDF: the stages one after the other.

    Raises:
        CvtexError: It cannot be built; the old PDF is untouched.
    """
    began = time.perf_counter()
    progress(lang, "rendering")
    shown = choose(request, source, lang)
    folder = request.file.parent
    template = find_template(request, source, shown)
    refuse_untrusted(
        template,
        templates_folder(),
        trusted=request.trust_template,
        sandbox=request.limits.sandbox,
        location=source.locate("layout.template") if request.template is None else None,
    )
    photo = find_photo(shown.header.image, folder, source.locate("basics.image"))
    fonts = chosen_fonts(dict(shown.layout.fonts), fonts_folder(), folder, lang=shown.lang, locate=source.locate)
    covered = cover(texts(shown), fonts, source.locate)
    rendered = render(
        shown,
        template,
        cut=shown.layout.fit.cut,
        fonts=fonts,
        fallbacks=covered.fallbacks,
        photo=photo.name if photo else None,
    )

    Thread(target=pdf.prepare, daemon=True).start()  # while TeX is at work
    stem = f"{request.file.stem}.{lang}"
    with kept(request, source, stem) as keep:
        done = typeset(
            rendered,
            template,
            shown.layout,
            lang=lang,
            photo=photo,
            locate=source.locate,
            limits=request.limits,
            ahead=ahead,
            progress=progress,
            agreement=agreement,
            keep=keep,
        )

    progress(lang, "checking")
    data = pdf.finish(done.data, metadata(shown))
    blocks = sorted({placed.block for page in done.plan.pages for placed in page})
    expected = (text for block in blocks for text in rendered.blocks[block].texts)
    faults = pdf.findings(pdf.inspect(data), expected=expected, pages=len(done.plan.pages))
    found = (*covered.diagnostics, *faults, *done.overfull)
    if any(finding.severity == "error" for finding in found):
        raise EngineError(found)

    refuse_leaks(source, data)
    pictures = pdf.pages_as_png(data, request.png) if request.png else ()
    path = deliver(data, request.output_dir / f"{stem}.pdf")
    pngs = deliver_pages(pictures, path) if request.png else ()
    progress(lang, "done")
    output = Output(
        lang=lang,
        pdf=str(path),
        pngs=pngs,
        pages=len(done.plan.pages),
        fill=done.plan.fill,
        settings=done.plan.settings,
        omitted=omissions(done.plan, source.priority, source.locate),
        shortened=tuple(path for path, kind in done.plan.shown.items() if kind == "short"),
        seconds=time.perf_counter() - began,
        items=items(done.plan, source.priority, source.locate),
    )
    return Report(outputs=(output,), diagnostics=found, inputs=inputs(template, fonts, photo, covered, done.files_read))


def metadata(shown: View) -> pdf.Metadata:
    """What the PDF says about itself."""
    name, kind = shown.header.name, shown.locale.labels["resume"]
    return pdf.Metadata(
        language=shown.locale.tag,
        title=f"{name} – {kind}" if name else kind,
        author=name,
        subject=shown.header.label or "",
        keywords=shown.keywords,
        created=pdf.source_date(os.environ),
    )
