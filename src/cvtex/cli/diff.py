"""``cvtex diff``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.build.request import Progress, Request
    from cvtex.build.revisions import Named

_SUFFIXES = (".pdf", ".png")


def diff(
    versions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV] [REV] [FILE]",
            help="What to compare: the last commit with the file as it is, a revision with it, two revisions, or two "
            "files.",
            show_default=False,
        ),
    ] = None,
    *,
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", "-l", help="A language to compare; again for another. All in the file."),
    ] = None,
    overlay: Annotated[
        list[Path] | None, typer.Option("--overlay", help="A YAML file laid over both versions. Repeatable.")
    ] = None,
    trust_template: Annotated[
        bool, typer.Option("--trust-template", help="Run a template that did not come with cvtex: it is a program.")
    ] = False,
    target: Annotated[str | None, typer.Option(help="Compare what carries this tag, and what carries none.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.pdf|FILE.png",
            help="Write the pages of both versions there, side by side, with what changed tinted.",
        ),
    ] = None,
    dpi: Annotated[int, typer.Option(min=36, max=600, help="The resolution of a PNG, in pixels per inch.")] = 110,
    json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON on standard output.")] = False,
) -> None:
    """Say what changed between two versions of the résumé as a reader sees it: by section, with words marked."""
    from cvtex.build.request import Request
    from cvtex.build.revisions import named, opened
    from cvtex.cli.console import has_colour
    from cvtex.cli.run import reporting
    from cvtex.diff.compare import compare
    from cvtex.diff.show import as_json, as_text

    request = Request(
        Path(),
        langs=tuple(lang or ()),
        overlays=tuple(overlay or ()),
        target=target,
        trust_template=trust_template,
    )
    with reporting(json=json) as console:
        old, new = named(versions or ())
        with opened(old, request) as before, opened(new, request) as after:
            comparison = compare(before.name, after.name, before.views, after.views)
        written = []
        if output is not None:
            from cvtex.build.output import deliver

            for path, data in _pictures(old, new, request, output, dpi=dpi, progress=console.progress):
                written.append(deliver(data, path))
    typer.echo(as_json(comparison) if json else as_text(comparison, colour=has_colour(sys.stdout)))
    for path in written:
        typer.echo(f"wrote {path}", err=True)


def _pictures(
    old: Named, new: Named, request: Request, output: Path, *, dpi: int, progress: Progress
) -> Iterator[tuple[Path, bytes]]:
    """Set both versions, and yield a file for each language that both have: ``output``, or ``output`` with its tag.

    Raises:
        UsageError: E733, the file is neither a PDF nor a PNG.
        CvtexError: A version cannot be built.
    """
    from cvtex.build.revisions import built
    from cvtex.diff.pages import as_picture, paired
    from cvtex.errors import Diagnostic, UsageError

    suffix = output.suffix.lower()
    if suffix not in _SUFFIXES:
        hint = "write --output diff.pdf or --output diff.png"
        raise UsageError(Diagnostic("error", "E733", f"{output} is neither .pdf nor .png", hint=hint))
    before, after = (built(side, request, progress) for side in (old, new))
    langs = [lang for lang in after if lang in before]
    for lang in langs:
        pair = paired(before[lang], after[lang], old=f"{old}  ({lang})", new=f"{new}  ({lang})")
        path = output if len(langs) == 1 else output.with_name(f"{output.stem}.{lang}{output.suffix}")
        yield path, pair if suffix == ".pdf" else as_picture(pair, dpi)
