"""Tests run the checkout's cvtex, not the one that is installed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = sorted((ROOT / "tests").rglob("*.py"))


def bare(tree: ast.AST) -> Iterator[int]:
    """The lines of functions that start Python without saying in which environment."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and starts_python(function):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("subprocess."):
                    options = {keyword.arg for keyword in node.keywords}  # None stands for **options
                    if not options & {"env", None}:
                        yield node.lineno


def starts_python(function: ast.FunctionDef) -> bool:
    commands = (node for node in ast.walk(function) if isinstance(node, ast.Tuple | ast.List))
    return any(ast.unparse(word) in {"sys.executable", "*PROGRAM"} for words in commands for word in words.elts)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_python_is_started_in_an_environment_that_is_named(file: Path) -> None:
    assert list(bare(ast.parse(file.read_text("utf-8")))) == []


def test_a_bare_start_is_seen() -> None:
    code = "def f():\n    subprocess.run((sys.executable, '-c', 'import cvtex'))\n"
    assert list(bare(ast.parse(code))) == [2]
    assert list(bare(ast.parse(code.replace("'))", "'), env=environment())")))) == []
