"""What ``script/soak`` does at length; the tests take samples of each."""

from __future__ import annotations

import gc
import os
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, given, seed, settings
from tests.faults.conftest import CV, Place
from tests.faults.test_killed import kill_at_random
from tests.faults.test_load import build_into_one_folder, resident
from tests.security.test_text import BATCHES, comes_out
from tests.soak.held import hold, hold_on_two_pages
from tests.soak.written import written

from cvtex.build.pipeline import build
from cvtex.build.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_WARM = 20  # builds, after which the libraries hold what they will
_GROWTH_KB = 30_000


def resumes(folder: Path, count: int, first: int) -> str:
    """On one page and on two, what is promised of pages holds."""
    outcomes = Counter[str]()
    with ProcessPoolExecutor() as pool:
        for found in pool.map(partial(_pages_of, folder), range(first, first + count)):
            outcomes.update(found)
    said = "\n".join(f"{number:5}  {outcome}" for outcome, number in sorted(outcomes.items()))
    assert not any(outcome.startswith("BROKEN") for outcome in outcomes), f"\n{said}"
    return said


def _pages_of(parent: Path, number: int) -> tuple[str, ...]:
    resume, folder = written(number), parent / str(number)
    folder.mkdir()
    try:
        return (f"one page: {hold(resume, folder)}", f"two pages: {hold_on_two_pages(resume, folder)}")
    except AssertionError as error:
        what = str(error).splitlines()[0] if str(error) else "a promise is broken"
        return (f"BROKEN by seed {number} ({resume.lang}, {resume.shape}, {resume.pages:.2f} pages): {what}",)


def texts(folder: Path, count: int, first: int) -> str:
    """Any text comes out of the PDF as it was written."""
    several: list[int] = []

    @seed(first)
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(BATCHES)
    def all_come_out(found: list[str]) -> None:
        comes_out(found, Path(tempfile.mkdtemp(dir=folder)))
        several.append(len(found))

    all_come_out()
    return f"{sum(several)} texts came out"


def kills(folder: Path, count: int, first: int) -> str:
    """Each PDF is whole, and nothing stays behind."""
    kill_at_random(_place(folder), count, first)
    return "each PDF was whole, and nothing was left"


def load(folder: Path, count: int, _first: int) -> str:
    """Each PDF is what it would be alone."""
    build_into_one_folder(_place(folder), count)
    return "each PDF was whole and its own"


def builds(folder: Path, count: int, _first: int) -> str:
    """Nothing grows."""
    place = _place(folder)
    os.environ.update(TMPDIR=str(place.tmp), XDG_CACHE_HOME=str(place.cache))
    tempfile.tempdir = str(place.tmp)
    request = Request(place.folder / "cv.yaml", output_dir=place.pdf.parent)
    handles, held = 0, 0
    for turn in range(count):
        place.edit(f"turn {turn}")
        report = build(request, lambda _lang, _stage: None)
        assert report.exit_code == 0, report
        if turn == min(_WARM, count - 1):
            handles, held = _held()
    now, grown = _held()[0], _held()[1] - held
    assert now <= handles, f"{now} file handles, {handles} at the beginning"
    assert grown < _GROWTH_KB, f"memory grew by {grown} kB"
    assert place.left() == [], f"temporary files were left: {place.left()}"
    files = [path for path in place.cache.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) >> 20
    return f"memory grew by {grown} kB; the cache has {len(files)} files, {size} MB"


def _held() -> tuple[int, int]:
    """File handles, and memory in kB."""
    gc.collect()
    return sum(1 for _ in Path("/proc/self/fd").iterdir()), resident()


def _place(folder: Path) -> Place:
    place = Place(folder, folder / "cache")
    place.tmp.mkdir()
    (folder / "cv.yaml").write_text(CV, "utf-8")
    return place


@dataclass(frozen=True)
class Soak:
    """One of them: how much is usual, and what runs so many, from a seed on; AssertionError where one is broken."""

    count: int
    run: Callable[[Path, int, int], str]


SOAKS: Final[Mapping[str, Soak]] = {
    "resumes": Soak(300, resumes),
    "texts": Soak(20, texts),
    "kills": Soak(100, kills),
    "load": Soak(32, load),
    "builds": Soak(1000, builds),
}
