"""Odd places and poor environments, where a build is as good as anywhere."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.faults.conftest import is_whole

if TYPE_CHECKING:
    from tests.faults.conftest import Place

pytestmark = pytest.mark.tex

NAMES = ["with a blank", 'it\'s "quoted"', "简历", "😀 #%&~$_^{}", "-o", "a\\b", "new\nline", "*?[x]", "x" * 200]


@pytest.fixture(scope="module")
def usual() -> dict[str, bytes]:
    return {}


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_the_folder_means_nothing(place: Place, usual: dict[str, bytes], name: str) -> None:
    if not usual:
        assert place.run("build", "cv.yaml").code == 0
        usual["pdf"] = place.pdf.read_bytes()
        shutil.rmtree(place.pdf.parent)
    (place.folder / name).mkdir()
    (place.folder / "cv.yaml").rename(place.folder / name / "cv.yaml")
    done = place.run("build", "--output-dir", f"./{name}/out", f"./{name}/cv.yaml", LANG="C", LC_ALL="C")
    assert done.code == 0, done.err
    assert (place.folder / name / "out" / "cv.en.pdf").read_bytes() == usual["pdf"]


@pytest.mark.parametrize("stem", ["简历 😀", 'it\'s "x"', "#%&~$_^{}", "x" * 240])
def test_the_name_of_the_file_means_nothing(place: Place, stem: str) -> None:
    (place.folder / "cv.yaml").rename(place.folder / f"{stem}.yaml")
    done = place.run("build", f"./{stem}.yaml", LANG="C", LC_ALL="C")
    assert done.code == 0, done.err
    assert is_whole((place.folder / "build" / f"{stem}.en.pdf").read_bytes())
    assert place.left() == []


def test_a_linked_output_stays_a_link(place: Place) -> None:
    shared = place.folder / "shared"
    shared.mkdir()
    place.pdf.parent.mkdir()
    place.pdf.symlink_to(shared / "here.pdf")
    assert place.run("build", "cv.yaml").code == 0
    assert place.pdf.is_symlink()
    assert is_whole((shared / "here.pdf").read_bytes())
    assert [path.name for path in shared.iterdir()] == ["here.pdf"]


def test_a_linked_folder_for_the_output(place: Place) -> None:
    (place.folder / "shared").mkdir()
    place.pdf.parent.symlink_to(place.folder / "shared")
    assert place.run("build", "cv.yaml").code == 0
    assert is_whole((place.folder / "shared" / "cv.en.pdf").read_bytes())


def test_a_poor_environment(place: Place) -> None:
    """None but PATH, as cron and services have it, and a clock of 1970."""
    place.environment = lambda **_: {  # type: ignore[method-assign]
        name: value
        for name, value in type(place).environment(place, SOURCE_DATE_EPOCH="0").items()
        if name in ("PATH", "PYTHONPATH", "TMPDIR", "XDG_CACHE_HOME", "SOURCE_DATE_EPOCH")
    }
    done = place.run("build", "cv.yaml")
    assert done.code == 0, done.err
    assert is_whole(place.pdf.read_bytes())
