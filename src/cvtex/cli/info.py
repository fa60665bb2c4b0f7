"""``cvtex schema`` and ``cvtex explain``: what there is to know."""

from __future__ import annotations

from typing import Annotated

import typer


def schema() -> None:
    """Print the JSON Schema of resume.yaml, for editors."""
    import json

    from cvtex.resume.schema import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def explain(code: Annotated[str, typer.Argument(help="The code in brackets behind a message, such as E201.")]) -> None:
    """Explain the code of an error, a warning or a piece of advice."""
    from cvtex.check.codes import CODES

    wanted = code.upper()
    if wanted not in CODES:
        from difflib import get_close_matches

        near = get_close_matches(wanted, CODES, n=4, cutoff=0.5)
        hint = (
            f"did you mean {', '.join(near)}?" if near else "docs/errors.md lists all codes, such as E201, W415, A104"
        )
        raise typer.BadParameter(f"there is no code {code}; {hint}", param_hint="CODE")
    typer.echo(f"{wanted}: {CODES[wanted].title}\n\n{CODES[wanted].text}")
