"""``cvtex templates``: the designs there are, and how one of one's own begins."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cvtex.latex.template import Template

_COPY = "copy"


def templates(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[copy DESIGN FOLDER]",
            help="Copy a design into a new folder, to change it: cvtex templates copy navy mine.",
            show_default=False,
        ),
    ] = None,
    *,
    blocks: Annotated[
        bool, typer.Option("--blocks", help="With copy: also the files that the design takes from classic.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the list as JSON on standard output.")] = False,
) -> None:
    """List the designs and for whom each is, or copy one to change it."""
    if not words:
        if blocks:
            raise typer.BadParameter("it belongs to cvtex templates copy DESIGN FOLDER", param_hint="--blocks")
        _list(json=json)
        return
    match words:
        case [word, design, folder] if word == _COPY:
            if json:
                raise typer.BadParameter("it belongs to the list of designs", param_hint="--json")
            _copy(design, Path(folder), blocks=blocks)
        case _:
            message = f"{shlex.join(words)} is not understood; to copy a design: cvtex templates copy navy mine"
            raise typer.BadParameter(message, param_hint="[copy DESIGN FOLDER]")


def _list(*, json: bool) -> None:
    from cvtex.latex.template import BASE, load_template
    from cvtex.latex.template import templates as names
    from cvtex.system.resources import templates_folder

    folder = templates_folder()
    found = [load_template(name, folder, folder) for name in names(folder)]
    if json:
        import json as writer

        listed = [_values(template, is_default=template.name == BASE) for template in found]
        typer.echo(writer.dumps(listed, ensure_ascii=False, indent=2))
        return
    width = max(len(template.name) for template in found)
    for template in found:
        default = " (default)" if template.name == BASE else ""
        typer.echo(f"{template.name:{width}}  {template.manifest.description}{default}")
    typer.echo(
        "\nYour résumé in one:   cvtex build --template navy\n"
        "In all of them:       cvtex build --template all --png\n"
        "One of your own:      cvtex templates copy navy mine"
    )


def _values(template: Template, *, is_default: bool) -> dict[str, object]:
    manifest = template.manifest
    return {
        "name": template.name,
        "description": manifest.description,
        "default": is_default,
        "languages": list(manifest.languages),
        "refused": dict(manifest.refused),
    }


def _copy(design: str, folder: Path, *, blocks: bool) -> None:
    from cvtex.cli.run import reporting
    from cvtex.latex.starter import copy_design
    from cvtex.system.resources import templates_folder

    with reporting():
        written = copy_design(design, folder, templates_folder(), blocks=blocks)
    for path in written:
        typer.echo(f"wrote {path}")
    typer.echo(
        f"\nChange a value in {written[0]}, then:\n"
        f"    cvtex build --template {shlex.quote(str(folder))} --trust-template\n"
        f"To keep to it, in resume.yaml under layout:\n"
        f"    template: {_yaml(str(folder))}"
    )


def _yaml(text: str) -> str:
    """A text as YAML has it."""
    return text if text.replace("/", "").replace("-", "").isalnum() and text[0].isalpha() else f'"{text}"'
