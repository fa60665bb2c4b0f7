"""The machine's check: each line passes or says what mends it."""

from __future__ import annotations

import json
import locale

import pytest
from typer.testing import CliRunner

from cvtex.cli import app
from cvtex.cli import machine_checks as doctor
from cvtex.cli.machine_checks import Check, examine
from cvtex.tex import machine


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["doctor", *arguments])
    return done.exit_code, done.stdout


@pytest.mark.tex
def test_a_machine_with_everything_builds() -> None:
    checks = examine()
    assert {check.status for check in checks} == {"pass"}
    assert checks[-1].name == "a page"
    assert "zh in" in checks[-1].found


def test_without_tex_every_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    failed = [check for check in examine() if check.status == "fail"]
    assert {"xelatex", "LaTeX: ctex.sty", "LaTeX: fontspec.sty"} <= {check.name for check in failed}
    for check in failed:
        assert all(manager in check.remedy for manager in ("apt-get", "dnf", "pacman", "brew", "tlmgr"))
    code, said = run()
    assert code == 3
    assert "FAIL  xelatex" in said
    assert "cannot work here" in said


def test_one_missing_package_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "version", lambda: "XeTeX 3.14 (TeX Live 2022)")
    monkeypatch.setattr(machine, "missing", lambda files: tuple(file for file in files if file == "xeCJK.sty"))
    failed = [check for check in examine() if check.status == "fail"]
    assert [(check.name, check.found) for check in failed] == [("LaTeX: xeCJK.sty", "not found: xeCJK.sty")]
    assert "texlive-lang-chinese" in failed[0].remedy


def test_an_old_tex_and_an_odd_locale_do_not_stop_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "version", lambda: "XeTeX 3.14 (TeX Live 2018)")
    monkeypatch.setattr(machine, "missing", lambda _files: ())
    monkeypatch.setattr(locale, "getpreferredencoding", lambda do_setlocale=True: "GBK")  # noqa: ARG005
    monkeypatch.setattr(doctor, "sample_page", lambda: Check("a page", "pass", ""))
    odd = [check for check in examine() if check.status == "warn"]
    assert [check.name for check in odd] == ["xelatex", "locale"]
    assert all(check.remedy for check in odd)
    assert run()[0] == 0


def test_the_checks_are_printed_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: (Check("fonts", "fail", "none", "install cvtex again"),))
    code, said = run("--json")
    assert code == 3
    assert json.loads(said) == {
        "checks": [{"name": "fonts", "status": "fail", "found": "none", "remedy": "install cvtex again"}],
        "exit_code": 3,
    }
