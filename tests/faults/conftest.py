"""A place of its own for each test: résumé, temporary files, cache; and what is left there."""

from __future__ import annotations

import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import BOUND, PROGRAM, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CV = """\
basics: {name: San Zhang, email: san@example.com}
meta: {languages: [en]}
work:
- {name: Example, position: Engineer, startDate: 2020-01, highlights: [one thing, another thing]}
"""


def _hear_signals() -> None:
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@dataclass
class Place:
    """A folder with a résumé, and the environment of the builds there."""

    folder: Path
    cache: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def tmp(self) -> Path:
        return self.folder / "tmp"

    @property
    def pdf(self) -> Path:
        return self.folder / "build" / "cv.en.pdf"

    def environment(self, **changed: str) -> dict[str, str]:
        return environment(**{"TMPDIR": str(self.tmp), "XDG_CACHE_HOME": str(self.cache), **changed})

    def start(self, *arguments: str, bound: bool = False, **changed: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            (*(BOUND if bound else ()), *PROGRAM, *(arguments or ("build", "cv.yaml"))),
            cwd=self.folder,
            env=self.environment(**changed),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            # Tests may run where these are ignored, such as behind a shell's `&` or nohup, and children inherit that.
            preexec_fn=_hear_signals,  # noqa: PLW1509 (it does nothing that a thread could hold)
        )
        self.started.append(process)
        return process

    def run(self, *arguments: str, bound: bool = False, **changed: str) -> Done:
        process = self.start(*arguments, bound=bound, **changed)
        out, err = process.communicate(timeout=60)
        assert "Traceback" not in err
        return Done(process.returncode, out, err)

    def edit(self, text: str) -> None:
        (self.folder / "cv.yaml").write_text(CV + f"projects: [{{name: {text}}}]\n", "utf-8")

    def processes(self) -> list[int]:
        """What works in the private folders of this place."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if (entry / "cwd").readlink().is_relative_to(self.tmp):
                        found.append(int(entry.name))
                except OSError:
                    continue
        return found

    def wait_for_tex(self) -> int:
        return int(wait_for(lambda: next(iter(self.processes()), 0), seconds=60))  # on a machine with much to do

    def left(self) -> list[str]:
        """Temporary files, and whatever is in the PDFs' folder that is none."""
        beside = [path for path in (self.folder / "build").glob("*") if path.suffix != ".pdf"]
        return sorted(path.name for path in (*self.tmp.iterdir(), *beside))


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def wait_for(found: Callable[[], Any], seconds: float = 15.0) -> Any:  # noqa: ANN401  (what it finds)
    stop = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < stop, "it did not come"
        time.sleep(0.005)
    return value


def is_whole(pdf: bytes) -> bool:
    return pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that has the format, once for all."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def place(tmp_path: Path, warm_cache: Path) -> Iterator[Place]:
    found = Place(tmp_path, warm_cache)
    found.tmp.mkdir()
    (tmp_path / "cv.yaml").write_text(CV, "utf-8")
    yield found
    for process in found.started:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
