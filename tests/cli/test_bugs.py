"""A bug of ours: an apology for the person, the traceback in a file, and --debug to see it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.conftest import PROGRAM, environment

from cvtex.cli.bugs import take_debug

# A process of its own, since what `main` sets is for the whole program, and its end is the end.
BROKEN: Final = """
import sys, tempfile
import cvtex.build.check
from cvtex.cli import main

def check(_request):
    raise ZeroDivisionError("a bug")

cvtex.build.check.check = check
_, tempfile.tempdir, *arguments = sys.argv
sys.argv = ["cvtex", *arguments]
main()
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program with a bug in it, which may keep what it likes in a folder."""
    command = (sys.executable, "-c", BROKEN, str(folder), *arguments)
    return subprocess.run(command, env=environment(), check=False, capture_output=True, text=True, timeout=60)


def test_a_bug_is_apologised_for_and_kept(tmp_path: Path) -> None:
    done = run(tmp_path, "check", "x.yaml")
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
    assert "this is a bug in cvtex, not a mistake of yours: ZeroDivisionError" in done.stderr
    assert "[E999]" in done.stderr
    found = re.search(r"with the file (\S+);", done.stderr)
    assert found is not None
    kept = Path(found[1])
    assert kept.parent == tmp_path
    assert kept.stat().st_mode & 0o077 == 0
    text = kept.read_text("utf-8")
    assert "$ cvtex check x.yaml" in text
    assert "ZeroDivisionError: a bug" in text
    assert "Traceback" in text


@pytest.mark.parametrize("arguments", [("--debug", "check"), ("check", "--debug"), ("check", "x.yaml", "--debug")])
def test_debug_shows_the_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 1
    assert done.stderr.endswith("ZeroDivisionError: a bug\n")
    assert "Traceback" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_asked_for_json_gets_json(tmp_path: Path) -> None:
    done = run(tmp_path, "check", "--json")
    assert done.returncode == 70
    report = json.loads(done.stdout)
    assert [found["code"] for found in report["diagnostics"]] == ["E999"]
    assert report["exit_code"] == 70


def test_where_nothing_can_be_kept_debug_is_offered(tmp_path: Path) -> None:
    done = run(tmp_path / "no such folder", "check")
    assert done.returncode == 70
    assert "with what --debug prints" in done.stderr


def test_an_argument_behind_two_dashes_is_nobodys_option() -> None:
    arguments = ["check", "--", "--debug"]
    assert not take_debug(arguments)
    assert arguments == ["check", "--", "--debug"]


def test_a_mistake_of_the_users_is_no_bug(tmp_path: Path) -> None:
    command = (*PROGRAM, "check", str(tmp_path / "none.yaml"))
    done = subprocess.run(command, env=environment(), check=False, capture_output=True, timeout=60)
    assert done.returncode == 2
