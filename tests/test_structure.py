"""What every file of the program may be: its length, its names, its imports."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = ROOT / "src" / "cvtex"
FILES = sorted(SOURCE.rglob("*.py"))
BANNED_WORDS = {"helper", "helpers", "manager", "misc", "util", "utils", "process_data"}
LONGEST = 400


def module_of(file: Path) -> str:
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize(
    "file", [*FILES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda file: str(file.relative_to(ROOT))
)
def test_no_file_is_too_long_to_read(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_nothing_is_named_for_what_it_might_do(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    definitions = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    names = {node.name for node in ast.walk(tree) if isinstance(node, definitions)} | set(module_of(file).split("."))
    words = {word.lower() for name in names for word in re.findall(r"[A-Z]?[a-z]+", name)}
    assert not words & BANNED_WORDS
    assert not names & BANNED_WORDS


def test_every_file_is_looked_at() -> None:
    assert {"cvtex", "cvtex.errors", "cvtex.pdf.text", "cvtex.latex.render"} <= {module_of(file) for file in FILES}
