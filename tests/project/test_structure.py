"""The house of docs/architecture.md: which room may import which, and what a file may be."""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = ROOT / "src" / "cvtex"
FILES = sorted(SOURCE.rglob("*.py"))
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in FILES}
NAMES = {file: file.relative_to(SOURCE).as_posix() for file in FILES}

# From the top of the house to its ground: a room imports rooms that stand behind it in this list, and no other.
ROOMS = (
    *("__main__", "cli"),
    *("build", "diff"),
    *("latex", "check", "redact", "view", "load", "resume", "fonts", "tex", "pdf", "fit"),
    *("text", "system", "errors", "__init__"),
)
# What only these rooms or files use.
ONLY = {
    "jinja2": "latex/",
    "markdown_it": "text/ latex/inline.py",
    "pikepdf": "pdf/",
    "pydantic": "resume/ check/ view/",
    "pylatexenc": "text/ latex/",
    "pypdfium2": "pdf/",
    "rich": "cli/",
    "typer": "cli/",
    "yaml": "load/",
    "tempfile": "system/temporary.py",
    "subprocess": "system/process.py",
    "print": "cli/",
}
BANNED_WORDS = {"helper", "helpers", "manager", "misc", "util", "utils", "process_data"}
LONGEST = 400


def room_of(module: str) -> str:
    """The room of ``cvtex.latex.render``: ``latex``."""
    return module.split(".")[1] if "." in module else "__init__"


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that the code imports: at the top, inside functions, or for types only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"a relative import, line {node.lineno}"
            # `from cvtex import errors` names the room behind the `import`.
            names = [f"cvtex.{alias.name}" for alias in node.names] if node.module == "cvtex" else [str(node.module)]
            yield from (name for name in names if name != "cvtex.__version__")


def outside(name: str, tree: ast.AST) -> Iterator[str]:
    """What a file uses that is kept for others."""
    libraries = {module.split(".")[0] for module in imported(tree)}
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    for used in sorted(ONLY.keys() & (libraries | calls)):
        if not name.startswith(tuple(ONLY[used].split())):
            yield f"{name} uses {used}"


@pytest.mark.parametrize("file", FILES, ids=NAMES.get)
def test_a_room_imports_only_rooms_below_it(file: Path) -> None:
    own = NAMES[file].split("/")[0].removesuffix(".py")
    others = {room_of(module) for module in imported(TREES[file]) if module.split(".")[0] == "cvtex"} - {own}
    assert {room for room in others if ROOMS.index(room) <= ROOMS.index(own)} == set()


@pytest.mark.parametrize("file", FILES, ids=NAMES.get)
def test_a_library_is_used_where_it_belongs(file: Path) -> None:
    assert list(outside(NAMES[file], TREES[file])) == []


def test_what_is_kept_for_others_is_seen() -> None:
    tree = ast.parse("def f():\n    import tempfile\n    print(1)\n")
    assert list(outside("fit/plan.py", tree)) == ["fit/plan.py uses print", "fit/plan.py uses tempfile"]


def test_files_of_a_room_do_not_import_each_other_in_a_circle() -> None:
    modules = {
        "cvtex." + re.sub(r"(/__init__)?\.py$", "", name).replace("/", "."): file for file, name in NAMES.items()
    }
    waiting = {name: set(at_import(TREES[file])) & modules.keys() - {name} for name, file in modules.items()}
    while waiting:
        free = {name for name, needs in waiting.items() if not needs & waiting.keys()}
        assert free, f"a circle among {sorted(waiting)}"
        waiting = {name: needs for name, needs in waiting.items() if name not in free}


def at_import(tree: ast.Module) -> Iterator[str]:
    """The modules that are imported when a file is: not in functions, and not for types."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_a_class_name_occurs_once() -> None:
    classes = Counter(node.name for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert [name for name, count in classes.items() if count > 1] == []


@pytest.mark.parametrize(
    "file", [*FILES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda file: str(file.relative_to(ROOT))
)
def test_no_file_is_too_long_to_read(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("file", FILES, ids=NAMES.get)
def test_nothing_is_named_for_what_it_might_do(file: Path) -> None:
    definitions = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    names = {node.name for node in ast.walk(TREES[file]) if isinstance(node, definitions)} | {file.stem}
    words = {word.lower() for name in names for word in re.findall(r"[A-Z]?[a-z]+", name)}
    assert not words & BANNED_WORDS
    assert not names & BANNED_WORDS
