"""A finished PDF takes its place whole, or the old one stays."""

from __future__ import annotations

import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.conftest import BOUND, environment

from cvtex.build.output import deliver
from cvtex.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_old_pdf_is_replaced_and_stays_whole_for_who_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        deliver(b"new", path)
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["cv.pdf"]


def test_folders_that_are_missing_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a b" / "简历" / "cv.pdf"
    deliver(b"x", path)
    assert path.read_bytes() == b"x"


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "shared" / "cv.pdf"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link = tmp_path / "cv.pdf"
    link.symlink_to(target)
    deliver(b"new", link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_the_pdf_is_readable_as_any_new_file_is(tmp_path: Path) -> None:
    deliver(b"x", tmp_path / "cv.pdf")
    (tmp_path / "other").write_bytes(b"x")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("cv.pdf", "other")}
    assert len(modes) == 1


def test_a_folder_in_the_way_is_named_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").mkdir()
    with pytest.raises(UsageError) as caught:
        deliver(b"x", tmp_path / "cv.pdf")
    (found,) = caught.value.diagnostics
    assert found.code == "E703"
    assert "cv.pdf" in found.message
    assert names(tmp_path) == ["cv.pdf"]


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"")
    with pytest.raises(UsageError) as caught:
        deliver(b"x", tmp_path / "build" / "cv.pdf")
    assert "--output-dir" in caught.value.diagnostics[0].hint


def test_a_write_that_fails_leaves_the_old_pdf_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(UsageError, match="No space left on device"):
        deliver(b"new", path)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["cv.pdf"]


DELIVERS = "import sys, pathlib; from cvtex.build.output import deliver; deliver(b'x', pathlib.Path(sys.argv[1]))"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    command = (*BOUND, sys.executable, "-c", DELIVERS, str(tmp_path / "cv.pdf"))
    try:
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=60)
    finally:
        tmp_path.chmod(0o700)
    assert done.stderr.splitlines()[-1].startswith("cvtex.errors.UsageError: ")
    assert "cannot be written" in done.stderr
    assert list(tmp_path.iterdir()) == []
