"""``cvtex check``: everything that can be said without typesetting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.build.report import Report
from cvtex.build.source import choose, find_template, languages, read, refuse_target
from cvtex.errors import CvtexError
from cvtex.fonts import chosen_fonts
from cvtex.fonts.fallbacks import cover
from cvtex.load.photo import find_photo
from cvtex.system.resources import fonts_folder
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
    refuse_target(request, source)
    found: list[Diagnostic] = [*source.warnings]
    exit_code = 0
    for lang in languages(request, source):
        try:
            found += _language(request, source, lang)
        except CvtexError as error:
            found += error.diagnostics
            exit_code = max(exit_code, error.exit_code)
    found += _in_public(request, source)
    return Report(diagnostics=tuple(dict.fromkeys(found)), exit_code=exit_code, sources=source.document.sources)


def _language(request: Request, source: Source, lang: str) -> Iterable[Diagnostic]:
    shown = choose(request, source, lang)
    find_template(request, source, shown)
    find_photo(shown.header.image, request.file.parent, source.locate("basics.image"))
    fonts = chosen_fonts(dict(shown.layout.fonts), fonts_folder(), request.file.parent, lang=lang, locate=source.locate)
    return cover(texts(shown), fonts, source.locate).diagnostics


def _in_public(request: Request, source: Source) -> Iterable[Diagnostic]:
    """What looks private in the files that git tracks; nothing where there is no git."""
    # Late: this module is imported for every build, and most files are in no repository.
    from cvtex.load import private_overlays
    from cvtex.system.git import tracked

    files = tracked((request.file, *request.overlays))
    overlays = tracked(private_overlays(request.file))
    if files or overlays:
        from cvtex.check.exposed import committed, exposed

        overlay = request.file.with_name(f"{request.file.stem}.private.yaml")
        yield from exposed(source.document, map(str, files), overlay.name)
        yield from committed(map(str, overlays))
