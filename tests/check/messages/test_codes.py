"""Every code is explained, documented, used, and made to appear by a test."""

from __future__ import annotations

import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from tests.conftest import ROOT
from typer.testing import CliRunner

from cvtex.check.codes import CODES
from cvtex.check.lint.rules import rules
from cvtex.cli import app

PAGE = ROOT / "docs" / "errors.md"
CODE = re.compile(r"[\"'\s]([AEPW]\d{3})\b")
RULES = {rule.code for rule in rules()}


def codes_in(*files: Path) -> set[str]:
    return {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}


def test_the_page_is_not_behind() -> None:
    loader = SourceFileLoader("errors_page", str(ROOT / "script" / "errors"))
    spec = spec_from_loader("errors_page", loader)
    assert spec is not None
    script = module_from_spec(spec)
    loader.exec_module(script)
    assert PAGE.read_text(encoding="utf-8") == script.page()


def test_every_code_is_documented() -> None:
    documented = set(re.findall(r"^### (\w+):", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert documented == CODES.keys() | RULES


def test_the_program_uses_every_code_and_no_other() -> None:
    sources = [file for file in (ROOT / "src").rglob("*") if file.suffix in {".py", ".toml"}]
    assert codes_in(*(file for file in sources if "codes" not in file.parts)) - RULES == CODES.keys()


def test_every_code_is_made_to_appear_by_a_test() -> None:
    tests = [file for file in (ROOT / "tests").rglob("test_*.py") if file != Path(__file__)]
    assert CODES.keys() | RULES <= codes_in(ROOT / "tests" / "check" / "messages" / "cases.txt", *tests)


@pytest.mark.parametrize("code", ["E205", "e205", "A104", "P506"])
def test_a_code_is_explained(code: str) -> None:
    done = CliRunner().invoke(app, ["explain", code])
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{code.upper()}: ")
    assert len(done.stdout.splitlines()) >= 3


def test_a_code_that_does_not_exist_is_wrong_usage() -> None:
    done = CliRunner().invoke(app, ["explain", "E000"])
    assert done.exit_code == 2
    assert "did you mean E" in done.output
