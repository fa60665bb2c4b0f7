"""A template of one's own that fails: one message, with the place, what to install, and the log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cvtex.cli import app

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.tex


IN = "in the template's"
PREAMBLE = "\\documentclass{article}\n\\usepackage{cvtex}\n\\usepackage{nosuchpackage}\n"


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("preamble.tex", PREAMBLE, f"E614 the LaTeX package nosuchpackage is not installed, {IN} preamble.tex, line 3"),
        ("bullet.tex", "\\cvbulet{x}\n", f"E610 the template uses \\cvbulet, which nothing defines, {IN} bullet.tex"),
        ("bullet.tex", "\\input{nothere}\n", "E614 the template reads a file that is not there, nothere.tex"),
        ("setup.tex", "\\setmainfont{No Such Font}\n", "E615 the font No Such Font is not installed"),
    ],
)
def test_a_template_that_fails(tmp_path: Path, name: str, source: str, said: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "template.toml").write_text('description = "mine"\n', encoding="utf-8")
    (own / name).write_text(source, encoding="utf-8")
    file = tmp_path / "resume.yaml"
    file.write_text("basics: {name: Lin}\nwork: [{name: A, highlights: [one]}]\n", encoding="utf-8")
    command = ["build", str(file), "--output-dir", str(tmp_path), "--template", str(own), "--trust-template", "--json"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 3
    [found] = [found for found in json.loads(done.stdout)["diagnostics"] if found["severity"] == "error"]
    assert f"{found['code']} {found['message']}".startswith(said)
    assert "the whole log: " in found["hint"]
    assert (found["line"] == 2) == (name == "bullet.tex")
