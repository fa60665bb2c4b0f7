"""The rooms of docs/architecture.md: what each may import, how long a file may be, what nothing may be called."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "cvtex"
FILES = sorted(SOURCE.rglob("*.py"))

# Room -> the other rooms it may import; a module belongs to the longest name that fits.
LANGUAGE = {"errors", "folding"}
ALLOWED: dict[str, set[str]] = {
    "cvtex": set(),
    "__main__": {"cli"},
    "errors": set(),
    "codes": set(),
    "folding": set(),
    "resources": {"errors"},
    "model": LANGUAGE,
    "load": LANGUAGE | {"limits"},
    "validate": LANGUAGE | {"model", "load"},
    "locale": LANGUAGE | {"model"},
    "view": LANGUAGE | {"model", "locale"},
    "latex": LANGUAGE,
    # Templates state the bounds of the fit, and blocks are what it chooses among.
    "latex.bytecode": {"cache"},
    "latex.jinja": LANGUAGE | {"latex", "latex.bytecode", "locale"},
    "latex.template": LANGUAGE | {"fit", "locale"},
    "latex.blocks": LANGUAGE | {"latex.jinja"},
    "latex.pieces": LANGUAGE | {"view", "fit", "latex", "latex.blocks"},
    "latex.render": LANGUAGE
    | {"view", "fit", "fonts", "glyphs", "latex", "latex.blocks", "latex.jinja", "latex.pieces", "latex.template"},
    "leftovers": set(),
    "cache": {"leftovers"},
    "tex": {"errors", "cache", "leftovers", "tex.limits"},
    "limits": {"errors"},
    "tex.limits": {"limits"},
    # What a build begins with: so little that TeX is started before anything else is imported.
    "request": {"tex.limits"},
    "timing": {"request"},
    "beginnings": {"errors", "resources", "tex"},
    "asked": {"cache", "request", "tex.limits"},
    "memory": {"asked", "errors", "cache", "fit", "items", "report", "request", "tex", "tex.limits"},
    "fit": {"errors"},
    "fonts": {"errors"},
    "glyphs": {"folding", "errors", "fonts", "view"},
    "pdf": LANGUAGE,
    "photo": {"errors", "limits"},
    "planning": {"errors", "fit", "latex.render", "latex.template", "model"},
    "typeset": {
        "errors",
        "planning",
        "beginnings",
        "inputs",
        "resources",
        "fit",
        "latex.render",
        "latex.template",
        "model",
        "request",
        "tex",
        "tex.limits",
    },
    "git": {"errors"},
    "private": LANGUAGE | {"load"},
    "source": {
        "errors",
        "latex",
        "latex.template",
        "load",
        "model",
        "private",
        "request",
        "resources",
        "validate",
        "view",
    },
    "check": {
        "errors",
        "git",
        "load",
        "private",
        "fonts",
        "glyphs",
        "photo",
        "report",
        "request",
        "resources",
        "source",
    },
    "inputs": {"fonts", "glyphs", "latex.template", "resources"},
    "redacted": {"errors", "pdf", "private", "report", "request", "source"},
    "deliver": {"errors", "leftovers"},
    "items": {"errors", "fit"},
    "report": {"errors", "load", "fit", "items"},
    "console": {"errors", "items", "report"},
    "schema": {"errors", "model"},
    "new": {"errors", "schema"},
    "summary": {"errors"},
}
ALLOWED["specimen"] = {"beginnings", "errors", "fonts", "latex.jinja", "latex.render", "locale", "pdf", "resources"}
ALLOWED["specimen"] |= {"tex", "tex.limits"}
ALLOWED["examined"] = {"pdf", "report"}
ALLOWED["trust"] = {"errors", "latex.template"}
EVERYTHING = {room for room in ALLOWED if room not in {"cvtex", "__main__"}}
ALLOWED["build"] = EVERYTHING - {
    "codes",
    "specimen",
    "examined",
    "console",
    "schema",
    "new",
    "summary",
    "memory",
    "timing",
}
# The last four are what `explain`, `schema`, `templates` and `fonts` list.
ALLOWED["cli"] = {"build", "console", "errors", "report", "resources", "codes", "schema", "latex.template", "fonts"}
ALLOWED["cli"] |= {"asked", "new", "summary", "check", "request", "memory", "timing", "beginnings", "tex", "tex.limits"}
# These look at the pipeline from outside: it knows nothing of them.
ALLOWED["bugs"] = {"errors"}
ALLOWED["doctor"] = {"build", "request", "cache", "errors", "fonts", "resources", "tex"}
ALLOWED["advice"] = {"errors", "model", "view"}
ALLOWED["advice.consult"] = {"advice", "build", "errors", "report", "request", "source"}
ALLOWED["cli"] |= {"specimen", "examined", "deliver", "pdf"}
ALLOWED["cli"] |= {"bugs", "doctor", "advice", "advice.consult"}

ALLOWED["cli"] |= {"leftovers", "limits"}
ALLOWED["diff"] = LANGUAGE | {"latex", "view"}
ALLOWED["diff.versions"] = {"diff", "errors", "git", "request", "source", "view"}
ALLOWED["diff.pages"] = {"diff", "diff.versions", "build", "errors", "pdf", "request"}
ALLOWED["cli"] |= {"diff", "diff.versions", "diff.pages"}

# Library -> the only rooms that use it; everything else talks to those rooms.
USERS = {
    "jinja2": {"latex.jinja", "latex.bytecode"},
    "markdown_it": {"latex"},
    "multiprocessing": set[str](),
    "pikepdf": {"pdf"},
    "pydantic": {"model", "validate", "view", "schema"},
    "pylatexenc": {"latex"},
    "pypdfium2": {"pdf"},
    "rich": {"console", "examined"},
    "subprocess": {"tex", "git"},
    "typer": {"cli"},
    "yaml": {"load"},
}
BANNED_WORDS = {"helper", "helpers", "manager", "misc", "util", "utils", "process_data"}
LONGEST = 400


def room_of(module: str) -> str | None:
    """Return the room of ``cvtex.latex.render`` and its like; None where the table knows none."""
    parts = module.split(".")[1:]
    if not parts:
        return "cvtex"
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in ALLOWED), None)


def module_of(file: Path) -> str:
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str) -> set[str]:
    """Return every module that the code imports, at the top, inside functions, or for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"a relative import, line {node.lineno}"
            # `from cvtex import pdf` names the room only behind the `import`.
            from_package = node.module == "cvtex"
            found.update(f"cvtex.{alias.name}" if from_package else str(node.module) for alias in node.names)
    return found


def breaches(module: str, source: str) -> list[str]:
    """Return what the module imports against the tables."""
    room = room_of(module)
    if room is None:
        return [f"{module}: no room in the table has this name"]
    found = []
    for target in sorted(imports(source)):
        library = target.split(".")[0]
        if library == "cvtex":
            if target != "cvtex.__version__" and (other := room_of(target)) not in {room} | ALLOWED[room]:
                found.append(f"{room} imports {other or target}")
        elif library in USERS and room not in USERS[library]:
            found.append(f"{room} imports {library}")
    return found


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_a_room_imports_only_what_the_table_allows(file: Path) -> None:
    assert breaches(module_of(file), file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("cvtex.fit.graph", "from cvtex.fit.content import X\nfrom cvtex.errors import Y", []),
        ("cvtex.fit.graph", "from cvtex import tex", ["fit imports tex"]),
        ("cvtex.fit", "def f():\n    import cvtex.tex.session", ["fit imports tex"]),
        ("cvtex.latex.escape", "from cvtex.latex.render import X", ["latex imports latex.render"]),
        ("cvtex.view", "import subprocess", ["view imports subprocess"]),
        ("cvtex.errors", "from cvtex import __version__", []),
        ("cvtex.other", "", ["cvtex.other: no room in the table has this name"]),
    ],
)
def test_the_table_is_held_as_it_reads(module: str, source: str, found: list[str]) -> None:
    assert breaches(module, source) == found


def test_rooms_do_not_import_each_other_in_a_circle() -> None:
    waiting = {room: set(allowed) for room, allowed in ALLOWED.items()}
    while waiting:
        free = {room for room, allowed in waiting.items() if not allowed & waiting.keys()}
        assert free, f"a circle among {sorted(waiting)}"
        waiting = {room: allowed for room, allowed in waiting.items() if room not in free}


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
