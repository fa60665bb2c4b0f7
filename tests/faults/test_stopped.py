"""Ctrl-C, kill, a closed terminal, a closed pipe: an end in good order."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.conftest import PROGRAM, environment
from tests.faults.conftest import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Place

pytestmark = pytest.mark.tex
OLD = b"%PDF-1.7 old %%EOF"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_told_to_stop_it_stops_and_leaves_nothing(place: Place, number: signal.Signals, code: int) -> None:
    (place.folder / "mine").mkdir()
    (place.folder / "mine" / "template.toml").touch()
    (place.folder / "mine" / "bullet.tex").write_text(r"\loop\iftrue\repeat", "utf-8")
    place.pdf.parent.mkdir()
    place.pdf.write_bytes(OLD)
    process = place.start("build", "cv.yaml", "--template", "mine", "--trust-template")
    place.wait_for_tex()
    time.sleep(0.3)
    began = time.monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert time.monotonic() - began < 3
    assert process.returncode == code
    assert "Traceback" not in err
    assert "stopped" in err
    wait_for(lambda: not place.processes())
    assert place.left() == []
    assert place.pdf.read_bytes() == OLD


NEVER_ENDS = """#!/bin/sh
case "$1" in
--version) exec {xelatex} --version ;;
*) exec sleep 60 ;;
esac
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize(
    "arguments", [("diff", "HEAD", "cv.yaml", "-o", "diff.pdf"), ("check", "cv.yaml", "--advice"), ("doctor",)]
)
def test_commands_that_build_in_a_folder_of_their_own_leave_nothing(
    place: Place, arguments: tuple[str, ...], number: signal.Signals, code: int
) -> None:
    for words in (("init", "-q"), ("add", "cv.yaml"), ("commit", "-qm", "x")):
        git = ("git", "-c", "user.name=me", "-c", "user.email=me@example.com", "-c", "commit.gpgsign=false")
        subprocess.run((*git, *words), cwd=place.folder, check=True)
    slow = place.folder / "bin" / "xelatex"
    slow.parent.mkdir()
    slow.write_text(NEVER_ENDS.format(xelatex=shutil.which("xelatex")), "utf-8")
    slow.chmod(0o755)
    place.edit("another")
    process = place.start(*arguments, PATH=f"{slow.parent}:{os.environ['PATH']}")
    place.wait_for_tex()
    assert place.left() != []
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in err
    wait_for(lambda: not place.processes())
    assert place.left() == []
    assert not (place.folder / "diff.pdf").exists()


HEARD_BY_ANOTHER_THREAD = """
import signal, threading, time
from cvtex.cli import signals

signals.listen()

def hear():
    time.sleep(0.1)
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)

threading.Thread(target=hear, daemon=True).start()
threading.Semaphore(0).acquire()
"""


def test_a_signal_that_does_not_wake_the_main_thread_stops_it_all_the_same() -> None:
    """So it is with one that comes just before the main thread begins to wait for another."""
    command = (sys.executable, "-c", HEARD_BY_ANOTHER_THREAD)
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 143
    assert "stopped" in done.stderr


BEGINS_AFTER_THE_END = """
import contextlib, os, sys, tempfile, threading, time
from pathlib import Path
from cvtex.system import temporary

tempfile.tempdir = sys.argv[1]
with temporary.private_folder(), temporary.new_file(Path(sys.argv[1]), ".new-") as new:
    temporary.clear()
    with contextlib.suppress(FileNotFoundError):
        temporary.write_over(new, b"late")
    for begin in (temporary.private_folder().__enter__, temporary.new_file(Path(sys.argv[1]), ".new-").__enter__):
        threading.Thread(target=begin, daemon=True).start()
    time.sleep(0.3)
    os._exit(0)
"""


def test_nothing_is_begun_after_the_end(tmp_path: Path) -> None:
    """Other threads still run, and may want to, when all was cleared."""
    command = (sys.executable, "-c", BEGINS_AFTER_THE_END, str(tmp_path))
    subprocess.run(command, env=environment(), check=True, timeout=20)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_ends_early_waits_for_nothing_and_leaves_nothing(place: Place) -> None:
    """The format is being made when the résumé turns out to be wrong."""
    place.cache = place.folder / "cache"
    done = place.run("build", "cv.yaml", "--set", "work[0].startDate=never")
    assert done.code == 1
    wait_for(lambda: not place.processes())
    assert place.left() == []
    assert not list(place.cache.rglob(".new-*"))


def closed_pipe() -> int:
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize("streams", [("stdout",), ("stderr",), ("stdout", "stderr")])
@pytest.mark.parametrize(
    "arguments", [("schema",), ("check", "cv.yaml", "--json"), ("build", "cv.yaml", "--json"), ("build", "cv.yaml")]
)
def test_a_reader_that_has_gone_is_no_bug(place: Place, arguments: tuple[str, ...], streams: tuple[str, ...]) -> None:
    pipes = {name: closed_pipe() if name in streams else subprocess.PIPE for name in ("stdout", "stderr")}
    done = subprocess.run(
        (*PROGRAM, *arguments),
        cwd=place.folder,
        env=place.environment(),
        check=False,
        timeout=60,
        stdout=pipes["stdout"],
        stderr=pipes["stderr"],
    )
    for pipe in pipes.values():
        if pipe >= 0:
            os.close(pipe)
    assert done.returncode in (0, 141)
    assert b"Traceback" not in (done.stderr or b"")
    assert b"bug" not in (done.stderr or b"")
    assert place.left() == []
