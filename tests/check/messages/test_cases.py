"""Mistakes as authors make them, a file each: what is said of each of them, and where."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.conftest import PROGRAM, environment

from cvtex.build.check import check
from cvtex.build.request import Request
from cvtex.check.codes import CODES
from cvtex.cli import app
from cvtex.cli.text import explained
from cvtex.errors import CvtexError, Diagnostic

HERE = Path(__file__).parent
CASES = HERE / "cases"


@dataclass(frozen=True)
class Case:
    file: Path
    codes: tuple[str, ...]
    words: str

    @property
    def exit_code(self) -> int:
        return 1 if any(code[0] == "E" for code in self.codes) else 0


def cases() -> list[Case]:
    found = []
    for line in (HERE / "cases.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, codes, words = (part.strip() for part in line.split("|", 2))
            found.append(Case(CASES / name, tuple(codes.split(", ")), words))
    return found


def placed(found: Diagnostic) -> str:
    """``E201 4:5``, or ``E104 -`` for a mistake of the file as a whole."""
    place = found.location
    return f"{found.code} {place.line}:{place.column}" if place and place.line else f"{found.code} -"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.file.name)
def test_a_mistake_is_named_at_its_place_with_the_next_step(case: Case) -> None:
    try:
        report = check(Request(file=case.file))
        found, code = report.diagnostics, report.exit_code
    except CvtexError as error:
        found, code = error.diagnostics, error.exit_code
    assert sorted(map(placed, found)) == sorted(case.codes)
    assert code == case.exit_code
    for diagnostic in found:
        assert diagnostic.code in CODES
        assert diagnostic.hint
    assert case.words in "\n".join(line for diagnostic in found for line in explained(diagnostic, {}))


def test_the_table_has_every_file_and_enough_errors() -> None:
    table = cases()
    assert {case.file for case in table} == set(CASES.iterdir())
    assert sum(case.exit_code for case in table) >= 190


@pytest.mark.parametrize("case", cases()[::12], ids=lambda case: case.file.name)
def test_the_command_ends_with_1_and_no_traceback(case: Case) -> None:
    command = (*PROGRAM, "check", str(case.file))
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == case.exit_code
    assert "Traceback" not in done.stdout + done.stderr
    for code in case.codes:
        where = code.partition(" ")[2]
        assert where == "-" or f"{case.file.name}:{where}: " in done.stderr


def test_the_line_is_shown_with_a_caret_under_the_place(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app(["check", str(CASES / "several-sorted.yaml")])
    said = capfd.readouterr().err.splitlines()
    first = next(number for number, line in enumerate(said) if "[E205]" in line)
    assert said[first + 1 : first + 4] == [
        "      startDate: 2023年9月",
        "                 ^",
        "  hint: write 2023-09",
    ]
    assert said[-1] == "6 errors"
