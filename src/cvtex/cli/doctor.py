"""``cvtex doctor``: is this machine fit for a build?"""

from __future__ import annotations

from typing import Annotated

import typer

_MARKS = {"pass": "ok  ", "warn": "look", "fail": "FAIL"}


def doctor(
    *, json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON on standard output.")] = False
) -> None:
    """Check the machine: each line passes, or says what fixes it. Exit code 3 if a build could not work."""
    from dataclasses import asdict
    from json import dumps

    from cvtex.cli.machine_checks import examine

    checks = examine()
    code = 3 if any(check.status == "fail" for check in checks) else 0
    if json:
        whole = {"checks": [asdict(check) for check in checks], "exit_code": code}
        typer.echo(dumps(whole, ensure_ascii=False, indent=2))
        raise typer.Exit(code)
    width = max(len(check.name) for check in checks)
    for check in checks:
        typer.echo(f"{_MARKS[check.status]}  {check.name:{width}}  {check.found}")
        if check.remedy:
            typer.echo(f"      {'':{width}}  -> {check.remedy}")
    typer.echo("\na build works here" if code == 0 else "\na build cannot work here before that is fixed")
    raise typer.Exit(code)
