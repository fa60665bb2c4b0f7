"""A full disk, folders that cannot be written: said by name, and the old PDF stays."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.faults.conftest import is_whole

from cvtex.build.output import deliver
from cvtex.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.faults.conftest import Done, Place

    Disk = Callable[[Path, int], None]

OLD = b"%PDF-1.7 old %%EOF"
AS_ROOT = () if os.geteuid() == 0 else ("sudo", "-n")
NOWHERE = "/proc/cvtex"  # a folder that nobody can make, root neither


@pytest.fixture
def disk() -> Iterator[Disk]:
    """Put a disk of so many bytes at a folder, where this user may."""
    mounted: list[Path] = []

    def mount(folder: Path, size: int) -> None:
        command = (*AS_ROOT, "mount", "-t", "tmpfs", "-o", f"size={size},uid={os.geteuid()}", "none", str(folder))
        if sys.platform != "linux" or shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
            pytest.skip("only who may mount can have a small disk")
        mounted.append(folder)

    yield mount
    for folder in mounted:
        subprocess.run((*AS_ROOT, "umount", "-l", str(folder)), check=True)


def codes(done: Done) -> set[str]:
    return {found["code"] for found in json.loads(done.out)["diagnostics"] if found["severity"] == "error"}


@pytest.mark.tex
@pytest.mark.parametrize("kilobytes", [4, 16, 48, 128])
def test_a_full_disk_for_temporary_files(place: Place, disk: Disk, kilobytes: int) -> None:
    assert place.run("build", "cv.yaml").code == 0
    old = place.pdf.read_bytes()
    place.edit("something new")
    disk(place.tmp, kilobytes * 1024)
    done = place.run("build", "cv.yaml", "--json")
    if done.code:
        assert done.code == 3
        assert codes(done) <= {"E602", "E611", "E613", "E617", "E501"}
        assert place.pdf.read_bytes() == old
    assert is_whole(place.pdf.read_bytes())
    assert place.left() == []


@pytest.mark.tex
def test_a_full_disk_for_the_pdf(place: Place, disk: Disk) -> None:
    place.pdf.parent.mkdir()
    disk(place.pdf.parent, 12 * 1024)
    place.pdf.write_bytes(OLD)
    done = place.run("build", "cv.yaml", "--json")
    assert done.code == 2
    assert codes(done) == {"E703"}
    assert "No space left" in done.err
    assert place.pdf.read_bytes() == OLD
    assert place.left() == []


@pytest.mark.tex
def test_a_full_disk_for_the_cache(place: Place, disk: Disk) -> None:
    place.cache = place.folder / "cache"
    place.cache.mkdir()
    disk(place.cache, 1024 * 1024)
    for text in ("one", "two"):
        place.edit(text)
        assert place.run("build", "cv.yaml").code == 0
        assert is_whole(place.pdf.read_bytes())
    assert not list(place.cache.rglob("*.fmt"))
    assert not list(place.cache.rglob(".new-*"))
    assert place.left() == []


def test_a_disk_that_fills_while_the_pdf_is_written(tmp_path: Path) -> None:
    """The kernel's limit on the size of files stands for it: writing ends in the middle."""
    path = tmp_path / "cv.pdf"
    path.write_bytes(OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(UsageError) as caught:
            deliver(b"x" * 5000, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    (found,) = caught.value.diagnostics
    assert found.code == "E703"
    assert os.strerror(errno.EFBIG) in found.message
    assert path.read_bytes() == OLD
    assert [entry.name for entry in tmp_path.iterdir()] == ["cv.pdf"]


@pytest.mark.tex
def test_a_folder_for_the_pdf_that_cannot_be_written(place: Place) -> None:
    done = place.run("build", "cv.yaml", "--json", "-o", NOWHERE)
    assert done.code == 2
    assert codes(done) == {"E703"}
    assert place.left() == []


@pytest.mark.tex
def test_a_folder_that_is_read_only(place: Place) -> None:
    place.pdf.parent.mkdir()
    place.pdf.write_bytes(OLD)
    place.pdf.parent.chmod(0o500)
    try:
        done = place.run("build", "cv.yaml", "--json", bound=True)
    finally:
        place.pdf.parent.chmod(0o700)
    assert codes(done) == {"E703"}
    assert place.pdf.read_bytes() == OLD


@pytest.mark.tex
@pytest.mark.parametrize("name", ["XDG_CACHE_HOME", "HOME", "TMPDIR"])
def test_a_folder_of_the_environment_that_cannot_be_written(place: Place, name: str) -> None:
    changed: dict[str, Any] = {name: NOWHERE} if name != "HOME" else {"HOME": NOWHERE, "XDG_CACHE_HOME": ""}
    done = place.run("build", "cv.yaml", "--json", **changed)
    assert done.code == 0, done.err
    said = {found["code"] for found in json.loads(done.out)["diagnostics"]}
    assert said == (set() if name == "TMPDIR" else {"W630"})
    assert is_whole(place.pdf.read_bytes())
    assert place.left() == []


@pytest.mark.tex
def test_no_folder_for_temporary_files_at_all(place: Place) -> None:
    """Python would take the current folder before it gave up, so it is told of none but one."""
    nowhere = "import tempfile; tempfile._candidate_tempdir_list = lambda: ['/proc/cvtex']"
    program = f"{nowhere}; from cvtex.cli import main; main()"
    done = subprocess.run(
        (sys.executable, "-c", program, "build", "cv.yaml", "--json"),
        cwd=place.folder,
        env=place.environment(TMPDIR=NOWHERE),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 3
    assert b"E602" in done.stdout
    assert b"Traceback" not in done.stderr
