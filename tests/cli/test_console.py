"""Printing to people: findings to standard error, results to standard output, a live display only on a terminal."""

from __future__ import annotations

import io
import threading
import time
from typing import TYPE_CHECKING

import pytest

from cvtex.build.report import Output, Report
from cvtex.cli import console as room
from cvtex.cli.console import Console
from cvtex.errors import Diagnostic, Location
from cvtex.fit.ramp import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

DONE = Output("zh", "build/简历.zh.pdf", 1, 0.99, Settings(0.5, 10, 12, 15, 1), (), (), 0.52)
WARNING = Diagnostic("warning", "W412", "an odd number", Location("cv.yaml", 1, 1), "basics.phone", "count its digits")
ERROR = Diagnostic("error", "E201", "what", Location("cv.yaml", 1, 1))
INFO = Diagnostic("info", "W402", "a font of this machine")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_results_and_findings_go_their_own_ways(capsys: pytest.CaptureFixture[str]) -> None:
    Console().show(Report((DONE,), (WARNING,), sources={"cv.yaml": ("phone: 1",)}))
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "zh  1 page, 99 % full, 10.0 pt on 12.0 pt, margins 15 mm",
        "    build/简历.zh.pdf  (0.5 s)",
    ]
    assert err.splitlines() == [
        "cv.yaml:1:1: warning: an odd number [W412]",
        "  phone: 1",
        "  ^",
        "  hint: count its digits",
    ]


def test_quiet_leaves_errors_and_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    Console(quiet=True).show(Report((DONE,), (INFO, WARNING, ERROR)))
    out, err = capsys.readouterr()
    assert out == ""
    assert [line for line in err.splitlines() if "[" in line] == [
        "cv.yaml:1:1: warning: an odd number [W412]",
        "cv.yaml:1:1: error: what [E201]",
    ]


def test_with_json_standard_output_is_left_to_it(capsys: pytest.CaptureFixture[str]) -> None:
    Console(json=True).show(Report((DONE,)))
    out, err = capsys.readouterr()
    assert out == ""
    assert "99 % full" in err


@pytest.mark.parametrize(
    ("found", "line"),
    [
        ((), "no mistakes found"),
        ((WARNING,), "no mistakes found, 1 warning"),
        ((WARNING, WARNING), "no mistakes found, 2 warnings"),
        ((ERROR,), "1 error"),
        ((ERROR, ERROR, WARNING), "2 errors, 1 warning"),
    ],
)
def test_the_last_line_counts(capsys: pytest.CaptureFixture[str], found: tuple[Diagnostic, ...], line: str) -> None:
    Console().show(Report(diagnostics=found))
    out, err = capsys.readouterr()
    assert (err if ERROR in found else out).splitlines()[-1] == line


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    Console().show(Report(diagnostics=(ERROR,)))
    assert ("\x1b[" in terminal.getvalue()) == coloured
    assert "what" in terminal.getvalue()


def test_what_a_stream_cannot_encode_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    Console().show(Report((DONE,)))
    assert rb"build/\u7b80\u5386.zh.pdf" in raw.getvalue()


class Bars:
    """Stands for the live display of rich."""

    made = 0

    def __init__(self) -> None:
        Bars.made += 1
        self.stages: list[tuple[str, str, int]] = []
        self.running = False

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False

    def add_task(self, name: str, **_: object) -> str:
        return name

    def update(self, task: str, *, stage: str, completed: int) -> None:
        self.stages.append((task, stage, completed))


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Bars]:
    """A terminal, and a display that is slow to begin, as an import of rich is."""
    found: list[Bars] = []

    def make() -> Bars:
        time.sleep(0.02)
        found.append(Bars())
        return found[-1]

    monkeypatch.setattr(room, "progress_bars", make)
    monkeypatch.setattr(room, "has_colour", lambda _: True)
    monkeypatch.setattr(room, "PATIENCE_SECONDS", 0.0)
    return lambda: found[-1]


def test_a_build_that_is_soon_over_has_no_display(bars: Callable[[], Bars], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE_SECONDS", 60.0)
    with Console() as console:
        console.progress("zh", "rendering")
        console.progress("zh", "done")
    with pytest.raises(IndexError):
        bars()


def test_a_live_line_a_language_follows_the_stages(bars: Callable[[], Bars]) -> None:
    with Console() as console:
        console.progress("", "reading")
        for stages in (("rendering", "rendering"), ("done", "failed")):
            for lang, stage in zip(("zh", "en"), stages, strict=True):
                console.progress(lang, stage)
        assert bars().running
    assert not bars().running
    assert bars().stages == [("zh", "rendering", 0), ("en", "rendering", 0), ("zh", "done", 1), ("en", "failed", 1)]


def test_languages_that_begin_at_once_share_one_display(bars: Callable[[], Bars]) -> None:
    """A second display would go on holding standard output when the first has stopped."""
    Bars.made = 0
    with Console() as console:
        threads = [threading.Thread(target=console.progress, args=(lang, "rendering")) for lang in ("zh", "en", "de")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert Bars.made == 1
    assert {task for task, _, _ in bars().stages} == {"zh", "en", "de"}


@pytest.mark.parametrize("quiet", [True, False])
def test_there_is_no_live_line_in_a_pipe_or_when_quiet(capsys: pytest.CaptureFixture[str], *, quiet: bool) -> None:
    with Console(quiet=quiet) as console:
        console.progress("zh", "rendering")
    assert capsys.readouterr() == ("", "")
