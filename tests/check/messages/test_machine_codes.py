"""Mistakes that no file makes by itself: a command, a machine, a font, an engine that goes wrong."""

from __future__ import annotations

import json
import tempfile
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cvtex.build.check import check
from cvtex.build.planning import overflow
from cvtex.build.request import Request
from cvtex.cli import app
from cvtex.errors import CvtexError, Diagnostic
from cvtex.fit.ramp import Settings
from cvtex.fit.result import NoFit
from cvtex.fonts.characters import coverage
from cvtex.fonts.sets import font_set
from cvtex.system.limits import EngineLimits
from cvtex.tex import engine
from cvtex.tex import format as formats
from cvtex.tex.format import Packages
from cvtex.tex.session import Session

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = "basics: {name: {zh: 林, en: Lin}}\nwork: [{name: {zh: 快手, en: Kuaishou}}]\n"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    file = tmp_path / "resume.yaml"
    file.write_text(SAMPLE, encoding="utf-8")
    return file


@pytest.fixture
def xelatex(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is found as xelatex, for a test to fill."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    file = folder / "xelatex"
    file.touch()
    file.chmod(0o755)
    return file


def refused(request: Request) -> Diagnostic:
    try:
        report = check(request)
    except CvtexError as error:
        return error.diagnostics[0]
    assert report.exit_code == 1
    return report.diagnostics[0]


def cli(*arguments: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(app, [*arguments, "--json"])
    return done.exit_code, [found["code"] for found in json.loads(done.stdout)["diagnostics"]]


@pytest.mark.parametrize("name", ["none.yaml", "."])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    found = refused(Request(file=tmp_path / name))
    assert found.code == "E101"
    assert "cannot read" in found.message
    assert cli("check", str(tmp_path / name)) == (2, ["E101"])


@pytest.mark.parametrize("assignment", ["basics.phone", "=x", "work[x]=1", "a..b=1"])
def test_a_set_that_is_no_assignment(sample: Path, assignment: str) -> None:
    assert refused(Request(file=sample, assignments=(assignment,))).code == "E115"


def test_a_language_that_the_file_does_not_speak(tmp_path: Path) -> None:
    file = tmp_path / "resume.yaml"
    file.write_text("basics: {name: {zh: 林}}\nwork: [{name: {zh: 快手}}]\n", encoding="utf-8")
    assert cli("check", str(file), "--lang", "en") == (2, ["E704"])


def test_a_rule_of_the_advice_that_does_not_exist(sample: Path) -> None:
    assert cli("check", str(sample), "--advice", "--without", "A999") == (2, ["E705"])


def test_a_character_that_no_font_has(sample: Path) -> None:
    sample.write_text(SAMPLE.replace("快手", "快\U0001f680手"), encoding="utf-8")
    found = refused(Request(file=sample))
    assert found.code == "E320"
    assert found.location is not None
    assert found.location.line == 2
    assert "emoji" in found.hint


def test_characters_that_no_font_has_are_named_together_at_their_place(tmp_path: Path) -> None:
    file = tmp_path / "resume.yaml"
    file.write_text('basics: {name: Lin}\nwork: [{name: "नमस्ते", position: "🚀🎉 lead"}]\n', encoding="utf-8")
    letters, emoji = check(Request(file=file)).diagnostics
    assert (letters.path, emoji.path) == ("work[0].name", "work[0].position")
    assert "न (U+0928), म (U+092E)" in letters.message
    assert "noto-cjk" not in letters.hint
    assert "the 2 characters" in emoji.message


def test_fonts_that_are_not_there_or_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CvtexError) as caught:
        font_set(None, tmp_path)
    assert caught.value.diagnostics[0].code == "E502"
    (tmp_path / "x.otf").write_bytes(b"OTTO, cut off")
    with pytest.raises(CvtexError) as caught:
        coverage(tmp_path / "x.otf")
    assert caught.value.diagnostics[0].code == "E503"


def test_no_folder_for_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/no/such/folder")
    with pytest.raises(CvtexError) as caught, engine.private_folder({}):
        pass
    assert caught.value.diagnostics[0].code == "E602"


def test_no_xelatex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CvtexError) as caught:
        engine.find_xelatex()
    assert caught.value.diagnostics[0].code == "E601"
    assert caught.value.exit_code == 3


def converse(limits: EngineLimits) -> None:
    with Session(Packages("", (), ()), limits=limits) as tex:
        tex.load("blocks.tex", "")
        tex.finish()


# Each stands for an xelatex that does as it says.
@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("no program at all", "E603"),
        ("#!/bin/sh\nexit 137\n", "E613"),
        ("#!/bin/sh\nexec sleep 60\n", "E612"),
        ("#!/bin/sh\necho cvtex:ready\nread command\necho cvtex:ready\nread command\nexit 0\n", "E611"),
    ],
)
def test_an_xelatex_that_goes_wrong(xelatex: Path, program: str, code: str) -> None:
    xelatex.write_text(program, encoding="utf-8")
    limits = EngineLimits(seconds=3, exchange_seconds=0.4)
    with pytest.raises(CvtexError) as caught:
        converse(limits)
    found = caught.value.diagnostics[0]
    assert found.code == code
    assert caught.value.exit_code == 3


def test_too_little_for_the_pages() -> None:
    found = overflow(NoFit(Settings(0.0, 10, 12, 20, 1), 0, 0, (), too_little=True), "zh", 3, lambda _path: None)
    assert found.code == "E802"
    assert "--pages" in found.hint


def test_a_cache_that_cannot_be_written_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/no/such/folder")
    _, said = formats.make(Packages("", (), ()), EngineLimits())
    assert said is not None
    assert (said.severity, said.code) == ("info", "W630")


def test_a_preamble_that_cannot_be_precompiled_is_said(
    xelatex: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    xelatex.write_text("#!/bin/sh\necho '! Undefined control sequence.'\nexit 1\n", encoding="utf-8")
    _, said = formats.make(Packages("", (), ()), EngineLimits())
    assert said is not None
    assert (said.severity, said.code) == ("info", "W631")


def test_a_report_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("[]", encoding="utf-8")
    done = CliRunner().invoke(app, ["summary", str(tmp_path / "report.json")])
    assert done.exit_code == 2
    assert "E721" in done.output


@pytest.mark.tex
def test_a_line_that_is_too_wide_is_named(sample: Path) -> None:
    long = "x" * 84  # a formula has no place to break
    sample.write_text(f"basics: {{name: Lin}}\nwork: [{{name: A, highlights: [$x{long}$]}}]\n", encoding="utf-8")
    assert cli("build", str(sample), "--output-dir", str(sample.parent)) == (0, ["W801"])
