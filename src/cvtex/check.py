"""``cvtex check``: everything that can be said without typesetting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.fonts import chosen_fonts
from cvtex.glyphs import cover
from cvtex.photo import find_photo
from cvtex.report import Report
from cvtex.resources import fonts_folder
from cvtex.source import choose, languages, read

if TYPE_CHECKING:
    from cvtex.request import Request


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
