"""``cvtex check --advice``: advice beside the warnings, never an error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cvtex.build import advice as consult
from cvtex.cli import app
from cvtex.errors import Diagnostic, FitError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "basics: {name: X}\nwork: [{name: A, highlights: [The thing of 3 parts]}]\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "resume.yaml"
    found.write_text(TEXT, encoding="utf-8")
    return found


def check(file: Path, *arguments: str) -> tuple[int, list[tuple[str, str]]]:
    done = CliRunner().invoke(app, ["check", str(file), "--json", *arguments])
    return done.exit_code, [(found["severity"], found["code"]) for found in json.loads(done.stdout)["diagnostics"]]


def test_advice_is_asked_for_and_no_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # without xelatex there is no advice on the pages
    assert check(file) == (0, [])
    assert check(file, "--advice") == (0, [("info", "A101")])
    assert check(file, "--advice", "--without", "a101") == (0, [])


def test_what_cannot_fit_is_news_and_no_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_arguments: object) -> object:
        raise FitError(Diagnostic("error", "E801", "too tall", hint="cut"))

    monkeypatch.setattr(consult, "build", build)
    assert check(file, "--advice", "--without", "A101") == (0, [("info", "E801")])


@pytest.mark.tex
def test_a_page_that_is_nearly_empty_is_mentioned(file: Path) -> None:
    assert ("info", "A120") in check(file, "--advice")[1]


def test_a_mistake_comes_before_all_advice(file: Path) -> None:
    file.write_text(TEXT.replace("highlights", "highlihgts"), encoding="utf-8")
    assert check(file, "--advice") == (1, [("error", "E201")])


def test_half_width_marks_are_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # without xelatex there is no advice on the pages
    file = tmp_path / "resume.yaml"
    file.write_text(
        "basics: {name: 林}\nwork: [{name: 快手, highlights: ['设计3套模型,实现上线']}]\n", encoding="utf-8"
    )
    assert [code for _, code in check(file, "--advice")[1] if code in {"A117", "W419"}] == ["W419"]
