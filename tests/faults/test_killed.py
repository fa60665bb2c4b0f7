"""xelatex is killed, or cvtex itself, at any moment: the old PDF is whole, or the new one is."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest
from tests.faults.conftest import is_whole, wait_for

if TYPE_CHECKING:
    from tests.faults.conftest import Place

pytestmark = pytest.mark.tex


def kill_at_random(place: Place, times: int, seed: int) -> None:
    """Kill builds at random moments, and look at what is there."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    assert place.run("build", "cv.yaml").code == 0
    began = time.monotonic()
    place.edit("how long")
    assert place.run("build", "cv.yaml").code == 0
    lasts = time.monotonic() - began
    for turn in range(times):
        place.edit(f"turn {turn}")
        process = place.start("build", "cv.yaml")
        time.sleep(chance.uniform(0, lasts))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=20)
        assert is_whole(place.pdf.read_bytes())
    time.sleep(2.1)  # what is empty may just be being made by a living run: so long it is left alone
    place.edit("the end")
    assert place.run("build", "cv.yaml").code == 0
    wait_for(lambda: not place.processes())
    assert place.left() == []
    assert not list(place.cache.rglob(".new-*"))
    assert [path.name for path in place.pdf.parent.iterdir()] == ["cv.en.pdf"]


def test_killed_at_random_moments(place: Place) -> None:
    kill_at_random(place, times=12, seed=7)


def test_killed_while_the_first_format_is_made(place: Place) -> None:
    place.cache = place.folder / "cache"
    process = place.start("build", "cv.yaml")
    place.wait_for_tex()
    time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)
    assert place.run("build", "cv.yaml").code == 0
    wait_for(lambda: not place.processes())
    assert place.left() == []
    assert not list(place.cache.rglob(".new-*"))
    assert len(list(place.cache.rglob("*.fmt"))) == 1


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.25])
def test_xelatex_is_killed(place: Place, seconds: float) -> None:
    """Either another took its place, or it is said, and the old PDF stays."""
    assert place.run("build", "cv.yaml").code == 0
    old = place.pdf.read_bytes()
    place.edit("another")
    process = place.start("build", "cv.yaml", "--json")
    found = place.wait_for_tex()
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):  # it may have been faster
        os.kill(found, signal.SIGKILL)
    out, err = process.communicate(timeout=30)
    assert "Traceback" not in err
    if process.returncode == 0:
        assert is_whole(place.pdf.read_bytes())
    else:
        assert process.returncode == 3
        (diagnostic,) = json.loads(out)["diagnostics"]
        assert diagnostic["code"] in ("E611", "E613")
        assert place.pdf.read_bytes() == old
    assert place.left() == []
