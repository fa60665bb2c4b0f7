"""``cvtex new``."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer


def new(
    name: Annotated[Path, typer.Argument(help="The folder to make, such as me; or . for this one.")],
    *,
    lang: Annotated[
        list[str] | None, typer.Option("--lang", "-l", help="A language of the sample: zh or en; again for both. Both.")
    ] = None,
    kind: Annotated[
        Literal["student", "engineer", "academic"], typer.Option(help="Whose résumé the sample is.")
    ] = "student",
    template: Annotated[
        str | None, typer.Option(help="The design that the sample asks for: one of those that cvtex templates lists.")
    ] = None,
) -> None:
    """Make a folder with a sample résumé; overwrite nothing."""
    from cvtex.cli.run import reporting
    from cvtex.latex.starter import find_design
    from cvtex.latex.template import BASE, templates
    from cvtex.resume.new import create, is_installed_from_a_folder
    from cvtex.system.resources import templates_folder

    ours = templates_folder()
    with reporting():
        design = template and find_design(template, ours)
        written = create(name, kind, tuple(lang or ()), design)
    for path in written:
        typer.echo(f"wrote {path}")
    if is_installed_from_a_folder():
        typer.echo(
            "\nThis cvtex was installed from a folder, which a server cannot: "
            "say in .github/workflows/resume.yml, at CVTEX, where it gets one.",
            err=True,
        )
    where = "" if name.resolve() == Path.cwd() else f"cd {shlex.quote(str(name))} && "
    typer.echo(f"\nNext:     {where}cvtex build")
    others = [each for each in templates(ours) if each != (design or BASE)]
    typer.echo(
        f"Design:   {design or BASE}; there are also {', '.join(others)} (cvtex templates says for whom each is)"
    )
    typer.echo("Compare:  cvtex build --template all --png")
