"""What a command may load: each library costs 10 to 70 ms, and most commands need few of them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LIBRARIES = {
    "typer",
    "rich",
    "yaml",
    "pydantic",
    "jinja2",
    "markdown_it",
    "pylatexenc",
    "pikepdf",
    "PIL",
    "pypdfium2",
    "babel",
    "platformdirs",
    "jsonschema",
}
PROGRAM = """
import sys
sys.argv[0] = "cvtex"
from cvtex.cli import main
import os
left = os._exit
def leave(code):
    print("loaded:", *sorted(sys.modules), file=sys.stderr, flush=True)
    left(code)
os._exit = leave
main()
"""


def loaded(*arguments: str, cwd: Path, code: int = 0, **environment: str) -> set[str]:
    """Every module that a command loads."""
    command = (sys.executable, "-c", PROGRAM, *arguments)
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code, done.stderr
    return set(done.stderr.rpartition("loaded:")[2].split())


def libraries(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules} & LIBRARIES


def rooms(modules: set[str]) -> set[str]:
    return {".".join(module.split(".")[:2]) for module in modules if module.startswith("cvtex.")}


def test_the_version_loads_nothing(tmp_path: Path) -> None:
    modules = loaded("--version", cwd=tmp_path)
    assert libraries(modules) == set()
    assert rooms(modules) == {"cvtex.cli"}
    assert "dataclasses" not in modules


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help"), ("check", "--help")])
def test_help_loads_the_command_line_alone(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    modules = loaded(*arguments, cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path))
    # Newer versions of typer look at a command's types with pydantic.
    assert libraries(modules) <= {"typer", "pydantic"}
    assert not modules & {
        "cvtex.build.pipeline",
        "cvtex.build.source",
        "cvtex.resume",
        "cvtex.load",
        "cvtex.latex",
    }


def test_the_list_of_commands_needs_no_diagnostics(tmp_path: Path) -> None:
    """A command imports what it reports with when it runs: 4 ms, for all others."""
    assert "cvtex.errors" not in loaded("--help", cwd=tmp_path)


def test_to_complete_a_commands_name_loads_the_names_alone(tmp_path: Path) -> None:
    modules = loaded(cwd=tmp_path, _CVTEX_COMPLETE="complete_bash", COMP_WORDS="cvtex bu", COMP_CWORD="1")
    assert libraries(modules) == {"typer"}


@pytest.mark.parametrize(
    ("words", "found"), [("cvtex bu", "build"), ("cvtex --ver", "--version"), ("cvtex build --ove", "--overlay")]
)
def test_names_and_options_are_completed(tmp_path: Path, words: str, found: str) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "_CVTEX_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    program = "import sys; sys.argv = ['cvtex']; from cvtex.cli import main; main()"
    command = (sys.executable, "-c", program)
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().split() == [found]


def test_check_loads_nothing_that_makes_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text("basics: {name: San Zhang}\nwork: [{name: Example}]\n", "utf-8")
    modules = loaded("check", cwd=tmp_path)
    assert libraries(modules) == {"typer", "yaml", "pydantic", "markdown_it", "pylatexenc"}
    assert not modules & {"cvtex.build.pipeline", "cvtex.build.typeset", "cvtex.pdf"}
    assert "cvtex.fit.plan" not in modules
    assert "concurrent.futures" not in modules


def test_a_check_that_was_made_before_loads_no_library_for_mail(tmp_path: Path) -> None:
    """As pydantic does where it looks for plugins."""
    (tmp_path / "resume.yaml").write_text("basics: {name: San Zhang}\nwork: [{name: Example}]\n", "utf-8")
    for _ in range(2):
        modules = loaded("check", cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert modules & {"typer", "email", "importlib.metadata", "zipfile", "cvtex.system.temporary"} == set()


@pytest.mark.tex
def test_a_build_with_nothing_changed_loads_no_library(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text("basics: {name: San Zhang}\nwork: [{name: Example}]\n", "utf-8")
    cache = str(tmp_path / "cache")
    for _ in range(3):  # what is younger than a run is not believed, such as bytecode that was just written
        modules = loaded("build", cwd=tmp_path, XDG_CACHE_HOME=cache)
        if not libraries(modules):
            break
    assert libraries(modules) == set()


@pytest.mark.tex
def test_a_command_that_was_given_before_is_not_parsed_again(tmp_path: Path) -> None:
    file = tmp_path / "resume.yaml"
    file.write_text("basics: {name: San Zhang}\nwork: [{name: Example}]\n", "utf-8")
    cache = str(tmp_path / "cache")
    assert "typer" in libraries(loaded("build", cwd=tmp_path, XDG_CACHE_HOME=cache))
    file.write_text("basics: {name: San Zhang}\nwork: [{name: Other}]\n", "utf-8")
    modules = loaded("build", cwd=tmp_path, XDG_CACHE_HOME=cache)
    assert libraries(modules) & {"typer", "rich", "babel"} == set()
    assert "pydantic" in modules
