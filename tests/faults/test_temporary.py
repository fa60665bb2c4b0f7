"""What is swept: what a run that was killed has left, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import pytest
from tests.conftest import environment

from cvtex.system import temporary

if TYPE_CHECKING:
    from pathlib import Path

NAME = "cvtex-run-abcd1234"
HOLDS = "import fcntl, os, sys; fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX); print(); input()"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A private folder that nobody holds, with a file in it."""
    made = tmp_path / NAME
    made.mkdir(mode=0o700)
    (made / "document.tex").write_text("x", "utf-8")
    return made


def sweep(tmp_path: Path) -> None:
    temporary.sweep(tmp_path, temporary.FOLDER)


def test_what_nobody_holds_is_removed(folder: Path, tmp_path: Path) -> None:
    sweep(tmp_path)
    assert not folder.exists()


def test_what_a_living_process_holds_stays_and_goes_with_it(folder: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-u", "-c", HOLDS, str(folder))
    with subprocess.Popen(command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        sweep(tmp_path)
        assert (folder / "document.tex").exists()
        holder.kill()
    sweep(tmp_path)
    assert not folder.exists()


def test_what_this_run_holds_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with temporary.private_folder() as mine:
        (mine / "x").write_bytes(b"x")
        sweep(tmp_path)
        assert (mine / "x").exists()
    assert not mine.exists()


@pytest.mark.parametrize("name", ["cvtex-run-mine", f"{NAME}.pdf", "cvtex-abcd1234", f"my-{NAME}"])
def test_what_is_named_otherwise_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(mode=0o700)
    (tmp_path / name / "x").write_bytes(b"x")
    sweep(tmp_path)
    assert (tmp_path / name / "x").exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x").write_bytes(b"x")
    (tmp_path / NAME).symlink_to(tmp_path / "mine")
    sweep(tmp_path)
    assert (tmp_path / "mine" / "x").exists()


def test_links_inside_are_removed_and_not_what_they_lead_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x").write_bytes(b"x")
    (folder / "fonts").symlink_to(tmp_path / "mine")
    sweep(tmp_path)
    assert not folder.exists()
    assert (tmp_path / "mine" / "x").exists()


def test_what_others_can_see_was_not_made_by_us(folder: Path, tmp_path: Path) -> None:
    folder.chmod(0o755)
    sweep(tmp_path)
    assert folder.exists()


def test_what_is_just_being_made_stays(tmp_path: Path) -> None:
    """Between its making and its lock a folder is empty."""
    made = tmp_path / NAME
    made.mkdir(mode=0o700)
    sweep(tmp_path)
    assert made.exists()
    long_ago = time.time() - 600
    os.utime(made, (long_ago, long_ago))
    sweep(tmp_path)
    assert not made.exists()


def test_new_files_are_removed_unless_they_came_to_their_place(tmp_path: Path) -> None:
    with temporary.new_file(tmp_path, ".new-") as lost:
        lost.write_bytes(b"x")
    with temporary.new_file(tmp_path, ".new-") as kept:
        kept.write_bytes(b"x")
        kept.rename(tmp_path / "kept")
    (tmp_path / ".new-abcd1234").write_bytes(b"half")
    temporary.sweep(tmp_path, ".new-")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_what_works_in_a_folder_that_was_left_is_ended(folder: Path, tmp_path: Path) -> None:
    with subprocess.Popen(("sleep", "60"), cwd=folder) as orphan:
        sweep(tmp_path)
        assert orphan.wait(timeout=5) == -9
    assert not folder.exists()
