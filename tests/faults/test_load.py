"""Builds side by side, and one after the other: each is right, and nothing grows."""

from __future__ import annotations

import gc
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.faults.conftest import CV, is_whole

from cvtex.build.pipeline import build
from cvtex.build.request import Request

if TYPE_CHECKING:
    from tests.faults.conftest import Place

pytestmark = pytest.mark.tex


def side_by_side(place: Place, files: list[str]) -> None:
    started = [place.start("build", file) for file in files]
    for process in started:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    assert place.left() == []


def test_eight_builds_of_one_file(place: Place) -> None:
    assert place.run("build", "cv.yaml").code == 0
    expected = place.pdf.read_bytes()
    place.pdf.unlink()
    side_by_side(place, ["cv.yaml"] * 8)
    assert place.pdf.read_bytes() == expected


def test_builds_of_many_files_into_one_folder(place: Place) -> None:
    """They also make one format between them, in a cache that has none."""
    place.cache = place.folder / "cache"
    build_into_one_folder(place, 6)


def build_into_one_folder(place: Place, count: int) -> None:
    names = [f"cv{number}" for number in range(count)]
    for name in names:
        (place.folder / f"{name}.yaml").write_text(f"{CV}projects: [{{name: {name}}}]\n", "utf-8")
    side_by_side(place, [f"{name}.yaml" for name in names])
    found = {path.name: path.read_bytes() for path in place.pdf.parent.iterdir()}
    assert set(found) == {f"{name}.en.pdf" for name in names}
    assert all(map(is_whole, found.values()))
    assert len(set(found.values())) == len(names)
    assert len(list(place.cache.rglob("*.fmt"))) <= len(names)
    assert not list(place.cache.rglob(".new-*"))


def resident() -> int:
    """Kilobytes of memory that this process holds."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not tell")
def test_build_after_build_nothing_grows(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(place.tmp))
    monkeypatch.setattr("tempfile.tempdir", str(place.tmp))
    monkeypatch.setenv("XDG_CACHE_HOME", str(place.cache))
    request = Request(place.folder / "cv.yaml", output_dir=place.pdf.parent)

    def once() -> tuple[int, int]:
        assert build(request, lambda _lang, _stage: None).exit_code == 0
        gc.collect()
        return sum(1 for _ in Path("/proc/self/fd").iterdir()), sum(path.is_file() for path in place.cache.rglob("*"))

    once()
    threads, before, held = threading.active_count(), once(), resident()
    for _ in range(6):
        after = once()
    assert after == before
    assert threading.active_count() <= threads
    assert resident() - held < 20_000
    assert place.left() == []
