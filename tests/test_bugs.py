"""A bug of ours: an apology for the person, the traceback in a file, and --debug to see it."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path

import pytest

import cvtex.check
from cvtex.cli import main
from cvtex.cli.bugs import has_debug


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with a bug in it, and a folder for what it keeps."""

    def check(_request: object) -> object:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(cvtex.check, "check", check)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["cvtex", *arguments])
    monkeypatch.setattr(os, "_exit", sys.exit)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def test_a_bug_is_apologised_for_and_kept(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "check", "x.yaml") == 70
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "this is a bug in cvtex, not a mistake of yours: ZeroDivisionError" in said
    assert "[E999]" in said
    found = re.search(r"with the file (\S+);", said)
    assert found is not None
    kept = Path(found[1])
    assert kept.parent == broken
    assert kept.stat().st_mode & 0o077 == 0
    text = kept.read_text("utf-8")
    assert "$ cvtex check x.yaml" in text
    assert "ZeroDivisionError: a bug" in text
    assert "Traceback" in text


@pytest.mark.parametrize("arguments", [("--debug", "check"), ("check", "--debug"), ("check", "x.yaml", "--debug")])
def test_debug_shows_the_traceback(broken: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.setattr(sys, "argv", ["cvtex", *arguments])
    with pytest.raises(ZeroDivisionError):
        main()
    assert list(broken.iterdir()) == []


@pytest.mark.usefixtures("broken")
def test_a_program_that_asked_for_json_gets_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "check", "--json") == 70
    report = json.loads(capsys.readouterr().out)
    assert [found["code"] for found in report["diagnostics"]] == ["E999"]
    assert report["exit_code"] == 70


@pytest.mark.usefixtures("broken")
def test_where_nothing_can_be_kept_debug_is_offered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/no/such/folder")
    assert run(monkeypatch, "check") == 70
    assert "with what --debug prints" in capsys.readouterr().err


def test_an_argument_behind_two_dashes_is_nobodys_option() -> None:
    arguments = ["check", "--", "--debug"]
    assert not has_debug(arguments)
    assert arguments == ["check", "--", "--debug"]


def test_a_mistake_of_the_users_is_no_bug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert run(monkeypatch, "check", str(tmp_path / "none.yaml")) == 2
