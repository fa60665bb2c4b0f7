"""The pipeline: one résumé file in, one PDF a language out.

    load -> validate -> view -> render -> typeset (measure <-> fit, then ship) -> inspect -> deliver

Each stage is a room of its own and knows nothing of the others. Here they are called in
order, once for each language, and every language by itself: one that fails leaves its old
PDF untouched and does not keep the others from theirs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from cvtex import pdf
from cvtex.deliver import deliver
from cvtex.errors import CvtexError, Diagnostic, EngineError, Location, UsageError
from cvtex.fit.values import Cut
from cvtex.fonts import chosen_fonts
from cvtex.glyphs import cover
from cvtex.latex.markup import markup_problems
from cvtex.latex.render import render
from cvtex.latex.template import load_template
from cvtex.load import Document, load, locate, parse_path, plain
from cvtex.model.resume import Resume
from cvtex.photo import find_photo
from cvtex.report import Output, Report, omissions
from cvtex.resources import fonts_folder, templates_folder
from cvtex.tex.ahead import Ahead
from cvtex.tex.engine import Limits
from cvtex.typeset import typeset
from cvtex.validate import validate
from cvtex.view import View, view

Stage = Literal["reading", "rendering", "typesetting", "checking", "done", "failed"]
Progress = Callable[[str, Stage], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What to build. What is None is decided by the file."""

    file: Path
    langs: tuple[str, ...] = ()
    pages: int | Literal["auto"] | None = None
    cut: Cut | None = None
    template: str | None = None
    output_dir: Path = Path("build")
    overlays: tuple[Path, ...] = ()
    assignments: tuple[str, ...] = ()
    target: str | None = None
    keep: Path | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Source:
    """A validated résumé, and where in the file each of its values stands."""

    document: Document
    resume: Resume
    warnings: tuple[Diagnostic, ...]

    def locate(self, path: str) -> Location | None:
        """The place of a path such as ``work[0].highlights[2]``."""
        return locate(self.document.root, parse_path(path))

    def priority(self, path: str) -> int | None:
        """The priority that the item at a path carries."""
        node = plain(self.document.root)
        for part in (*parse_path(path), "priority"):
            if isinstance(node, dict) and isinstance(part, str):
                node = node.get(part)
            elif isinstance(node, list) and isinstance(part, int):
                node = node[part]
            else:
                return None
        return int(node) if isinstance(node, str) else None


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
        return _build(request, progress, started)


def _build(request: Request, progress: Progress, ahead: Ahead) -> Report:
    progress("", "reading")
    source = read(request)
    langs = languages(request, source)

    def one(lang: str) -> Report:
        try:
            return build_language(request, source, lang, progress, ahead)
        except CvtexError as error:
            progress(lang, "failed")
            return Report(diagnostics=error.diagnostics, exit_code=error.exit_code)

    with ThreadPoolExecutor(max_workers=min(len(langs), os.cpu_count() or 1)) as pool:
        reports = list(pool.map(one, langs))
    return Report(
        outputs=tuple(output for report in reports for output in report.outputs),
        diagnostics=(*source.warnings, *ahead.notices, *(found for report in reports for found in report.diagnostics)),
        exit_code=max(report.exit_code for report in reports),
        sources=source.document.sources,
    )


def build_language(request: Request, source: Source, lang: str, progress: Progress, ahead: Ahead) -> Report:
    """Build one PDF: the stages one after the other.

    Raises:
        CvtexError: It cannot be built; the old PDF is untouched.
    """
    began = time.perf_counter()
    progress(lang, "rendering")
    shown = choose(request, source, lang)
    template = load_template(shown.layout.template, templates_folder(), request.file.parent)
    photo = find_photo(shown.header.image, request.file.parent, source.locate("basics.image"))
    fonts = chosen_fonts(
        shown.layout.fonts, fonts_folder(), request.file.parent, lang=shown.lang, locate=source.locate
    )
    covered = cover(shown, fonts, source.locate)
    rendered = render(
        shown,
        template,
        cut=shown.layout.fit.cut,
        fonts=fonts,
        fallbacks=covered.fallbacks,
        photo=photo.name if photo else None,
    )

    progress(lang, "typesetting")
    stem = f"{request.file.stem}.{lang}"
    keep = request.keep / stem if request.keep else None
    done = typeset(
        rendered,
        template,
        shown.layout,
        lang=lang,
        photo=photo,
        locate=source.locate,
        limits=request.limits,
        ahead=ahead,
        keep=keep,
    )

    progress(lang, "checking")
    data = pdf.finish(done.data, metadata(shown))
    blocks = sorted({placed.block for page in done.plan.pages for placed in page})
    texts = (text for block in blocks for text in rendered.blocks[block].texts)
    found = (*covered.diagnostics, *pdf.findings(pdf.inspect(data), expected=texts, pages=len(done.plan.pages)), *done.overfull)
    if errors := [finding for finding in found if finding.severity == "error"]:
        raise EngineError(errors)

    path = deliver(data, request.output_dir / f"{stem}.pdf")
    progress(lang, "done")
    output = Output(
        lang=lang,
        pdf=str(path),
        pages=len(done.plan.pages),
        fill=done.plan.fill,
        settings=done.plan.settings,
        omitted=omissions(done.plan, source.priority, source.locate),
        shortened=tuple(path for path, kind in done.plan.shown.items() if kind == "short"),
        seconds=time.perf_counter() - began,
    )
    return Report(outputs=(output,), diagnostics=found)


def check(request: Request) -> Report:
    """Everything that can be said without typesetting, for every language of the file.

    Raises:
        CvtexError: The file or the request is wrong.
    """
    source = read(request)
    for lang in languages(request, source):
        shown = choose(request, source, lang)
        find_photo(shown.header.image, request.file.parent, source.locate("basics.image"))
        fonts = chosen_fonts(shown.layout.fonts, fonts_folder(), request.file.parent, lang=lang, locate=source.locate)
        cover(shown, fonts, source.locate)
    return Report(diagnostics=source.warnings, sources=source.document.sources)


def read(request: Request) -> Source:
    """Load and validate the résumé.

    Raises:
        ResumeError: It is wrong; every mistake at once.
    """
    document = load(request.file, overlays=request.overlays, assignments=request.assignments)
    validated = validate(document, check_text=markup_problems)
    return Source(document, validated.resume, (*document.warnings, *validated.diagnostics))


def languages(request: Request, source: Source) -> tuple[str, ...]:
    """The languages to build, each once: those asked for, or those of the file."""
    return tuple(dict.fromkeys(request.langs)) or source.resume.languages


def choose(request: Request, source: Source, lang: str) -> View:
    """The view of one language, with what the command line says over what the file says.

    Raises:
        UsageError: There is no locale for the language, or nothing in the file is in it.
    """
    shown = view(source.resume, lang, target=request.target)
    if not shown.sections and not shown.header.name:
        raise UsageError(
            Diagnostic(
                "error",
                "E704",
                f"{request.file} says nothing in {lang}",
                hint=f"its languages are {', '.join(source.resume.languages)}",
            )
        )
    layout = shown.layout
    asked = {"pages": request.pages, "template": request.template}
    changed = {name: value for name, value in asked.items() if value is not None}
    if request.cut is not None:
        changed["fit"] = layout.fit.model_copy(update={"cut": request.cut})
    return replace(shown, layout=layout.model_copy(update=changed))


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
