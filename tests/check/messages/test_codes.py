"""Every code is explained, documented, used, and made to appear by a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import ROOT
from typer.testing import CliRunner

from cvtex.check.codes import CODES, explanations
from cvtex.cli import app
from cvtex.system.resources import errors_page

CODE = re.compile(r"[\"'\s]([AEPW]\d{3})\b")


def codes_in(*files: Path) -> set[str]:
    return {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}


def test_every_section_of_the_page_explains_a_code_of_its_own() -> None:
    headings = re.findall(r"^### (\w+)", errors_page().read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == list(CODES)
    assert all(explanation.text for explanation in CODES.values())


def test_an_explanation_ends_where_the_next_section_begins() -> None:
    page = (
        "# Page\n\n### E101: one # two\n\nFirst `#`.\n\nSecond.\n\n## Part\n\nOf the part.\n\n### E102: last\n\nIt.\n"
    )
    assert {code: (said.title, said.text) for code, said in explanations(page).items()} == {
        "E101": ("one # two", "First `#`.\n\nSecond."),
        "E102": ("last", "It."),
    }


def test_the_program_uses_every_code_and_no_other() -> None:
    sources = [file for file in (ROOT / "src").rglob("*") if file.suffix in {".py", ".toml"}]
    assert codes_in(*(file for file in sources if file.name != "codes.py")) == CODES.keys()


def test_every_code_is_made_to_appear_by_a_test() -> None:
    tests = [file for file in (ROOT / "tests").rglob("test_*.py") if file != Path(__file__)]
    assert CODES.keys() <= codes_in(ROOT / "tests" / "check" / "messages" / "cases.txt", *tests)


@pytest.mark.parametrize("code", ["E205", "e205", "A104", "P506"])
def test_a_code_is_explained(code: str) -> None:
    done = CliRunner().invoke(app, ["explain", code])
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{code.upper()}: ")
    assert len(done.stdout.splitlines()) >= 3


def test_advice_is_explained_with_its_source() -> None:
    stdout = CliRunner().invoke(app, ["explain", "A104"]).stdout
    assert "\n\nWhat to do: " in stdout
    assert "\n\nSource: TheLadders" in stdout
    for code, explanation in CODES.items():
        assert ("\n\nSource: " in explanation.text) == code.startswith("A")


def test_a_code_that_does_not_exist_is_wrong_usage() -> None:
    done = CliRunner().invoke(app, ["explain", "E000"])
    assert done.exit_code == 2
    assert "did you mean E" in done.output
