"""Both versions' pages, side by side: what went is tinted on the left, what came on the right."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.build.pipeline import build
from cvtex.build.revisions import opened
from cvtex.diff.words import spans
from cvtex.errors import CvtexError, Diagnostic, UsageError
from cvtex.pdf.png import as_png, bitmaps, stacked
from cvtex.pdf.tint import Side, side_by_side, words_on_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.build.request import Progress, Request
    from cvtex.build.revisions import Named
    from cvtex.pdf.tint import Word

_SUFFIXES = (".pdf", ".png")


def pictures(  # noqa: PLR0913 (two versions, what is asked of them, and where it goes)
    old: Named, new: Named, asked: Request, output: Path, *, dpi: int, progress: Progress
) -> Iterator[tuple[Path, bytes]]:
    """Set both versions, and yield a file for each language that both have: ``output``, or ``output`` with its tag.

    Args:
        old: the one side.
        new: the other.
        asked: what languages, target and overlays are asked for.
        output: a file name that ends in .pdf or .png.
        dpi: the resolution of a PNG, in pixels per inch.
        progress: told what is being done.

    Raises:
        CvtexError: a version cannot be built.
    """
    suffix = output.suffix.lower()
    if suffix not in _SUFFIXES:
        hint = "write --output diff.pdf or --output diff.png"
        raise UsageError(Diagnostic("error", "E733", f"{output} is neither .pdf nor .png", hint=hint))
    before, after = (_built(side, asked, progress) for side in (old, new))
    langs = [lang for lang in after if lang in before]
    for lang in langs:
        pair = paired(before[lang], after[lang], old=f"{old}  ({lang})", new=f"{new}  ({lang})")
        path = output if len(langs) == 1 else output.with_name(f"{output.stem}.{lang}{output.suffix}")
        yield path, pair if suffix == ".pdf" else as_png(stacked(bitmaps(pair, dpi)), dpi)


def paired(before: bytes, after: bytes, *, old: str, new: str) -> bytes:
    """Two PDFs as one, with the words tinted that are not in the other at that place."""
    was, now = words_on_pages(before), words_on_pages(after)
    gone: list[Word] = []
    come: list[Word] = []
    for tag, i1, i2, j1, j2 in spans([word.text for word in was], [word.text for word in now]):
        if tag != "equal":
            gone += was[i1:i2]
            come += now[j1:j2]
    return side_by_side(Side(before, old, gone), Side(after, new, come))


def _built(side: Named, asked: Request, progress: Progress) -> dict[str, bytes]:
    """The PDFs of a version by language, set in a folder of no account.

    Raises:
        CvtexError: one of them cannot be built.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cvtex-")))
        version = stack.enter_context(opened(side, asked, whole=True))
        report = build(replace(version.request, langs=tuple(version.views), output_dir=folder), progress)
        if report.exit_code:
            error = CvtexError(found for found in report.diagnostics if found.severity == "error")
            error.exit_code = report.exit_code  # type: ignore[misc]  # as the languages' own errors had it
            raise error
        return {output.lang: Path(output.pdf).read_bytes() for output in report.outputs}
