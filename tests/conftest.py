"""What tests of several rooms share: résumés as views, the command line in this process, builds made once."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Container, Generator, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any, Protocol

import pytest
from typer.testing import CliRunner

from cvtex import pdf
from cvtex.check.validate import validate
from cvtex.load import load
from cvtex.text.inline import plain_text
from cvtex.view import View, view

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"
RESUMES = DATA / "resumes"
PROGRAM = (sys.executable, "-c", "from cvtex.cli import main; main()")
"""The program in a process of its own; give it the `environment`, or what is installed runs instead."""
# Root without the right to write where permissions do not let it.
BOUND = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


def environment(**changed: str) -> dict[str, str]:
    """The environment of a process that shall run this checkout's cvtex."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **changed}


@cache
def has_sandbox() -> bool:
    """Whether bubblewrap is installed, and may make a sandbox."""
    program = shutil.which("bwrap")
    trial = (program or "", "--unshare-all", "--ro-bind", "/", "/", "true")
    return program is not None and subprocess.run(trial, check=False, capture_output=True).returncode == 0


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("needs_sandbox") and not has_sandbox():
        pytest.skip("bubblewrap is missing, or may not make a sandbox here")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On a server a test of the sandbox or of faults must run: skipped in silence, it would hold nothing."""
    report = yield
    must_run = item.get_closest_marker("needs_sandbox") or item.path.is_relative_to(ROOT / "tests" / "faults")
    if report.skipped and must_run and sys.platform == "linux" and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"with CI set it must not be skipped: {report.longrepr}"
    return report


class See(Protocol):
    """Read a résumé's text as one language and target see it."""

    def __call__(self, text: str, lang: str = "zh", *, target: str | None = None) -> View: ...


@pytest.fixture
def see(tmp_path: Path) -> See:
    def see(text: str, lang: str = "zh", *, target: str | None = None) -> View:
        file = tmp_path / "resume.yaml"
        file.write_text(dedent(text), encoding="utf-8")
        return view(validate(load(file)).resume, lang, target=target)

    return see


@dataclass(frozen=True)
class Run:
    """What one command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:  # noqa: ANN401  (JSON)
        return json.loads(self.out)

    @property
    def codes(self) -> set[str]:
        """The codes of all that ``--json`` reports as errors."""
        return {found["code"] for found in self.report["diagnostics"] if found["severity"] == "error"}


Cvtex = Callable[..., Run]


def run(*arguments: object) -> Run:
    """Run the program in this process; what escapes it is a bug."""
    from cvtex.cli import app

    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def cvtex() -> Cvtex:
    return run


@dataclass(frozen=True)
class Built:
    """One build with ``--json --keep``, and what is in its PDFs."""

    run: Run
    file: Path
    folder: Path

    def output(self, lang: str) -> Any:  # noqa: ANN401  (JSON)
        return next(output for output in self.run.report["outputs"] if output["lang"] == lang)

    def pdf(self, lang: str) -> Path:
        return Path(self.output(lang)["pdf"])

    def text(self, lang: str) -> str:
        return pdf.inspect(self.pdf(lang).read_bytes()).text

    def squeezed(self, lang: str) -> str:
        """The text without white space: lines break where they may."""
        return "".join(self.text(lang).split())

    def kept(self, lang: str, name: str) -> str:
        """A file that TeX read."""
        (folder,) = (self.folder / "kept").glob(f"*.{lang}")
        return (folder / name).read_text(encoding="utf-8")


Build = Callable[..., Built]


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build a file with these options; the same again gives the first build."""
    known: dict[tuple[object, ...], Built] = {}

    def build(file: Path, *options: object) -> Built:
        key = (file, *options)
        if key not in known:
            folder = tmp_path_factory.mktemp("build")
            done = run("build", file, "--json", "-o", folder, "--keep", folder / "kept", *options)
            known[key] = Built(done, file, folder)
        return known[key]

    return build


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a résumé into an empty folder."""

    def write(text: str, name: str = "cv.yaml") -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
        return file

    return write


def texts(node: Any, lang: str, skipped: Container[str]) -> Iterator[str]:  # noqa: ANN401  (what a file holds)
    """Every text below a node in a language, as a reader reads it, but what stands under keys that are skipped."""
    if isinstance(node, list):
        for item in node:
            yield from texts(item, lang, skipped)
    elif isinstance(node, dict):
        if node.keys() <= {"zh", "en"}:
            yield from texts(node[lang], lang, skipped)
        else:
            for key, value in node.items():
                if key not in skipped:
                    yield from texts(value, lang, skipped)
    elif node not in (None, "null", ""):
        yield plain_text(str(node))


def png(width: int = 40, height: int = 56) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.fixture
def picture() -> Callable[..., bytes]:
    return png
