"""``cvtex build`` and ``cvtex check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from cvtex.build.request import PrintOptions, Request

EXIT_CODES = (
    "Exit codes: 0 built; 1 the résumé is wrong; 2 wrong usage; 3 xelatex is missing or failed; 4 it cannot fit."
)
CHECK_EXIT_CODES = (
    "Exit codes: 0 nothing is wrong, warnings aside; 1 the résumé or the PDF is wrong; 2 wrong usage; "
    "3 a font or a template cannot be used."
)

File = Annotated[Path, typer.Argument(help="The résumé: YAML, or JSON Resume.", show_default=True)]
Langs = Annotated[
    list[str] | None,
    typer.Option("--lang", "-l", help="A language to build, such as zh; again for another. All in the file."),
]
Overlays = Annotated[
    list[Path] | None,
    typer.Option("--overlay", help="A YAML file laid over the résumé: private parts, or another wording. Repeatable."),
]
Assignments = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Set one value, such as basics.phone=… or layout.paper=letter; null removes it. Repeatable.",
    ),
]
Target = Annotated[str | None, typer.Option(help="Show what carries this tag, and what carries none.")]
Json = Annotated[bool, typer.Option("--json", help="Print the report as JSON on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors and warnings only.")]


def build(
    context: typer.Context,
    file: File = Path("resume.yaml"),
    *,
    lang: Langs = None,
    pages: Annotated[
        str | None, typer.Option(metavar="N|auto", help="How many pages, exactly; auto for as few as show everything.")
    ] = None,
    cut: Annotated[
        Literal["marked", "any", "never"] | None,
        typer.Option(help="What may be left out where space is short: what carries a priority, anything, nothing."),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(
            help="A design's name, or the folder of one's own; all for every design: build/designs/NAME, and with "
            "--png one picture of all first pages, build/resume.zh.designs.png."
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            metavar="NAME",
            help="The PDFs' name, as '{name}-{target}-{lang}'; also {label}, {template}, {date}. Over layout.output.",
        ),
    ] = None,
    output_dir: Annotated[Path, typer.Option("--output-dir", "-o", help="Where the PDFs go.")] = Path("build"),
    overlay: Overlays = None,
    assign: Assignments = None,
    target: Target = None,
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep the .tex and the log there, a folder a language.")
    ] = None,
    png: Annotated[bool, typer.Option("--png", help="Write the pages as pictures too: resume.zh-1.png.")] = False,
    dpi: Annotated[int, typer.Option(min=36, max=1200, help="The resolution of --png, in pixels per inch.")] = 150,
    redact: Annotated[
        bool, typer.Option("--redact", help="Build for everyone: what meta.private lists is masked, or left out.")
    ] = False,
    trust_template: Annotated[
        bool, typer.Option("--trust-template", help="Run a template that did not come with cvtex: it is a program.")
    ] = False,
    sandbox: Annotated[
        bool,
        typer.Option("--sandbox", help="Run xelatex sandboxed (bubblewrap): no network, no files but what it needs."),
    ] = False,
    opens: Annotated[bool, typer.Option("--open", help="Open the PDFs in the viewer of the system.")] = False,
    json: Json = False,
    quiet: Quiet = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="List every item with its height, and whether it is shown, shortened or left out."
        ),
    ] = False,
    timings: Annotated[
        bool, typer.Option("--timings", help="Print where the time was spent, to standard error.")
    ] = False,
) -> None:
    """Build the PDFs: build/<file's name>.<language>.pdf, or as --output says. Without a change nothing is done."""
    from cvtex.cli.run import engine_limits, run_build

    printing = PrintOptions(json=json, quiet=quiet, timings=timings, explain=explain, open=opens)
    request = Request(
        file=file,
        langs=tuple(lang or ()),
        pages=_pages(pages),
        cut=cut,
        template=template,
        output=output,
        output_dir=output_dir,
        overlays=tuple(overlay or ()),
        assignments=tuple(assign or ()),
        target=target,
        keep=keep,
        redact=redact,
        png=dpi if png else None,
        trust_template=trust_template,
        limits=engine_limits(printing, sandbox=sandbox),
    )
    run_build(request, printing, context.obj)


def check(
    context: typer.Context,
    file: File = Path("resume.yaml"),
    *,
    lang: Langs = None,
    overlay: Overlays = None,
    assign: Assignments = None,
    target: Target = None,
    advice: Annotated[
        bool, typer.Option("--advice", help="Say also what could read better, in Chinese and English; never an error.")
    ] = False,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="CODE", help="A rule of the advice to leave out. Repeatable."),
    ] = None,
    pdf: Annotated[
        Path | None,
        typer.Option(metavar="FILE.pdf", help="Look at a finished PDF instead, of cvtex or of any other tool."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --pdf: find the values of this résumé in the PDF, as parsers must."),
    ] = None,
    cut: Annotated[
        Literal["marked", "any", "never"] | None,
        typer.Option(help="With --against: what the build might leave out, as for cvtex build."),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say what is wrong with the résumé, in all its languages, without making a PDF."""
    if pdf is not None and against is None:
        from cvtex.cli.check_pdf import check_pdf

        check_pdf(pdf, json=json, quiet=quiet)
    request = Request(
        file=against or file,
        langs=tuple(lang or ()),
        cut=cut,
        overlays=tuple(overlay or ()),
        assignments=tuple(assign or ()),
        target=target,
    )
    if against is not None:
        from cvtex.cli.against import check_against

        if pdf is None:
            raise typer.BadParameter("it needs --pdf: the PDF to look into", param_hint="--against")
        check_against(pdf, request, json=json, quiet=quiet)
    from cvtex.cli.run import reporting, run_check, show

    printing = PrintOptions(json=json, quiet=quiet)
    if not advice:
        run_check(request, printing, context.obj)
    with reporting(json=json, quiet=quiet) as console:
        from cvtex.build.check import check, with_advice

        report = with_advice(request, check(request), [code.upper() for code in without or ()])
    show(report, console, json=json)
    raise typer.Exit(report.exit_code)


def _pages(value: str | None) -> int | Literal["auto"] | None:
    if value is None or value == "auto":
        return value  # type: ignore[return-value]  # it is the literal
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 99:  # noqa: PLR2004 (as layout.pages)
        return int(value)
    raise typer.BadParameter(f"{value!r} is neither a number from 1 to 99 nor auto", param_hint="--pages")
