from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from cvtex.check.codes import CODES
from cvtex.check.validate import validate
from cvtex.errors import Diagnostic, ResumeError
from cvtex.load import load
from cvtex.resume import Resume

if TYPE_CHECKING:
    from pathlib import Path

Findings = list[Diagnostic]
Check = Callable[..., Findings]
Read = Callable[..., Resume]

BASICS = "basics: {name: {zh: 林知远, en: Zhiyuan Lin}}\n"


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Validate a text; give everything that is said about it.

    Whatever is said has a known code, a place in the file and a next step.
    """

    def check(text: str, *, name: str = "resume.yaml", before: str = "", **options: object) -> Findings:
        file = tmp_path / name
        file.write_text(before + dedent(text).removeprefix("\n"), encoding="utf-8")
        try:
            found = validate(load(file), **options).diagnostics  # type: ignore[arg-type]
        except ResumeError as error:
            found = error.diagnostics
            assert any(diagnostic.severity == "error" for diagnostic in found)
        for diagnostic in found:
            assert diagnostic.code in CODES
            assert diagnostic.code.startswith("W") == (diagnostic.severity == "warning")
            assert diagnostic.hint
            assert diagnostic.location is not None
            assert diagnostic.location.file == str(file)
        return list(found)

    return check


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Validate a text that is right."""

    def read(text: str, *, name: str = "resume.yaml") -> Resume:
        file = tmp_path / name
        file.write_text(dedent(text).removeprefix("\n"), encoding="utf-8")
        return validate(load(file)).resume

    return read


@pytest.fixture
def entry(check: Check) -> Check:
    """Validate keys of one job, in a file of ours: they stand in line 4 and below, from column 5."""

    def entry(keys: str, **options: object) -> Findings:
        lines = "".join(f"    {line}\n" for line in dedent(keys).strip("\n").split("\n"))
        return check(f"{BASICS}work:\n  - name: {{zh: 快手, en: Kuaishou}}\n{lines}", **options)

    return entry
