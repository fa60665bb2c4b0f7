"""Every limit has a default, a setting, and an error that names it; what reached it is gone."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import PROGRAM, ROOT

from cvtex.errors import UsageError
from cvtex.load import FileLimits
from cvtex.system.limits import EngineLimits

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Cvtex, Run

    Write = Callable[..., Path]

BASICS = "basics: {name: San}\nmeta: {languages: [en]}\n"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("CVTEX_MAX_FILE_KB", "2", BASICS + "work: [{name: " + "x" * 3000 + "}]\n"),
        ("CVTEX_MAX_VALUES", "50", BASICS + "work:\n" + "- {name: x}\n" * 50),
        ("CVTEX_MAX_DEPTH", "5", BASICS + "work: " + "[" * 20 + "]" * 20 + "\n"),
        ("CVTEX_MAX_TEXT", "100", BASICS + "work: [{name: " + "x" * 101 + "}]\n"),
        ("CVTEX_MAX_FILE_KB", "", BASICS + "work: [{name: " + "x" * 1_000_001 + "}]\n"),
        ("CVTEX_MAX_VALUES", "", BASICS + "work:\n" + "- {name: x}\n" * 20_000),
        ("CVTEX_MAX_DEPTH", "", BASICS + "work: " + "[" * 5000 + "]" * 5000 + "\n"),
        ("CVTEX_MAX_TEXT", "", BASICS + "work: [{name: " + "x" * 20_001 + "}]\n"),
    ],
)
def test_a_file_past_a_limit(  # noqa: PLR0913, PLR0917  (a case is three of them)
    cvtex: Cvtex, write: Write, monkeypatch: pytest.MonkeyPatch, name: str, value: str, text: str
) -> None:
    monkeypatch.setenv(name, value)
    began = time.monotonic()
    done = cvtex("check", write(text), "--json")
    assert time.monotonic() - began < 5
    assert done.code == 1
    assert name in done.report["diagnostics"][0]["hint"]


def test_a_yaml_bomb(cvtex: Cvtex, write: Write) -> None:
    """Ten levels of ten aliases each would be ten thousand million texts."""
    lines = ['a0: &a0 "lol"'] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 11)]
    began = time.monotonic()
    done = cvtex("check", write("\n".join(lines)), "--json")
    assert time.monotonic() - began < 2
    assert done.code == 1
    assert done.codes == {"E107"}


def test_a_picture_past_a_limit(cvtex: Cvtex, write: Write, picture: Callable[..., bytes]) -> None:
    file = write("basics: {name: San, image: photo.png}\nmeta: {languages: [en]}\n")
    (file.parent / "photo.png").write_bytes(picture(12000, 12000))
    done = cvtex("check", file, "--json")
    assert done.code == 1
    assert "CVTEX_MAX_PHOTO_PIXELS" in done.report["diagnostics"][0]["hint"]
    (file.parent / "photo.png").write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    done = cvtex("check", file, "--json")
    assert "CVTEX_MAX_PHOTO_MB" in done.report["diagnostics"][0]["hint"]


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "٣", "1" * 30, " ", "10 MB"])
def test_a_limit_that_makes_no_sense_is_named(
    cvtex: Cvtex, write: Write, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    file = write(BASICS)
    for name, command in (
        ("CVTEX_MAX_SECONDS", "build"),
        ("CVTEX_MAX_MEMORY_MB", "build"),
        ("CVTEX_MAX_OUTPUT_MB", "build"),
        ("CVTEX_MAX_TEXT", "check"),
        ("CVTEX_MAX_DEPTH", "check"),
    ):
        if not value.strip():
            continue  # empty is not set
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            done = cvtex(command, file, "--json")
            assert done.code == 2
            assert done.codes == {"E707"}
            assert name in done.report["diagnostics"][0]["message"]


def test_the_defaults_are_those_of_the_docs() -> None:
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    tex, file = EngineLimits.of({}), FileLimits.of({})
    assert tex == EngineLimits()
    assert file == FileLimits()
    for name, default in (
        ("SECONDS", tex.seconds),
        ("MEMORY_MB", tex.memory_bytes >> 20),
        ("OUTPUT_MB", tex.output_bytes >> 20),
        ("RUN_SECONDS", 300),
        ("FILE_KB", file.size // 1000),
        ("VALUES", file.items),
        ("DEPTH", file.depth),
        ("TEXT", file.scalar),
        ("PHOTO_MB", 10),
        ("PHOTO_PIXELS", 6000),
    ):
        assert f"| `CVTEX_MAX_{name}` | {default:.0f} |" in page


def test_settings_are_taken() -> None:
    found = EngineLimits.of({"CVTEX_MAX_SECONDS": "7", "CVTEX_MAX_MEMORY_MB": "900", "CVTEX_MAX_OUTPUT_MB": "8"})
    assert (found.seconds, found.memory_bytes >> 20, found.output_bytes >> 20) == (7, 900, 8)
    with pytest.raises(UsageError):
        EngineLimits.of({"CVTEX_MAX_MEMORY_MB": "500"})


@pytest.fixture
def tries(cvtex: Cvtex, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Build with a template of one's own that does this, with a folder for temporary files of its own."""

    def build(source: str, **limits: str) -> Run:
        (tmp_path / "tmp").mkdir(exist_ok=True)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
        for name, value in limits.items():
            monkeypatch.setenv(f"CVTEX_MAX_{name}", value)
        write("", "mine/template.toml")
        write(source, "mine/bullet.tex")
        file = write(BASICS + "work: [{name: W, highlights: [one]}]\nlayout: {template: mine}\n")
        done = cvtex("build", file, "--json", "--trust-template", "-o", tmp_path / "out")
        left = [path for path in (tmp_path / "tmp").iterdir() if path.suffix != ".log"]
        assert left == []
        assert [name for name in Path("/proc").glob("*/cwd") if _is_below(name, tmp_path / "tmp")] == []
        return done

    return build


def _is_below(link: Path, folder: Path) -> bool:
    try:
        return link.readlink().is_relative_to(folder)
    except OSError:
        return False


@pytest.mark.tex
@pytest.mark.parametrize(
    ("source", "limits", "code", "name"),
    [
        (r"\loop\iftrue\repeat", {"SECONDS": "3"}, "E612", "CVTEX_MAX_SECONDS"),
        (r"\def\x{\x\x}\x", {}, "E616", ""),
        (
            r"\newwrite\o\immediate\openout\o=big.txt \loop\immediate\write\o{more and more and more}\iftrue\repeat",
            {"OUTPUT_MB": "40"},
            "E618",
            "CVTEX_MAX_OUTPUT_MB",
        ),
    ],
    ids=["a loop", "room", "a file"],
)
def test_a_template_past_a_limit(
    tries: Callable[..., Run], source: str, limits: dict[str, str], code: str, name: str
) -> None:
    began = time.monotonic()
    done = tries(source, **limits)
    assert time.monotonic() - began < 20
    assert done.code == 3
    (found,) = [found for found in done.report["diagnostics"] if found["severity"] == "error"]
    assert found["code"] == code
    assert name in found["hint"]


@pytest.mark.tex
@pytest.mark.parametrize("source", [r"\immediate\write18{touch started}", r"\input{|touch started}"])
def test_no_other_program_is_started(tries: Callable[..., Run], tmp_path: Path, source: str) -> None:
    tries(source + r"\cvpar{x}")
    assert not list(tmp_path.rglob("started"))


@pytest.mark.tex
@pytest.mark.parametrize("file", ["{folder}/written.txt", "../../written.txt", "template/../written.txt"])
def test_no_file_is_written_outside_the_private_folder(tries: Callable[..., Run], tmp_path: Path, file: str) -> None:
    name = file.format(folder=tmp_path)
    inside = r"\newwrite\o\immediate\openout\o=inside.txt \immediate\write\o{x}\immediate\closeout\o"
    assert tries(rf"{inside}\cvpar{{x}}").code == 0
    assert tries(rf"\newwrite\o\immediate\openout\o={name} \immediate\write\o{{x}}\cvpar{{x}}").code == 3
    assert not list(tmp_path.rglob("written.txt"))


@pytest.mark.tex
def test_four_hundred_pages_end_in_time(
    cvtex: Cvtex, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CVTEX_MAX_SECONDS", "3")
    text = "word " * 100
    entries = "".join(f"- {{name: E{n}, highlights: [{text}, {text}]}}\n" for n in range(900))
    began = time.monotonic()
    done = cvtex("build", write(f"{BASICS}work:\n{entries}"), "--json", "-o", tmp_path)
    assert time.monotonic() - began < 15
    assert done.code == 3
    assert done.codes == {"E612"}
    assert "CVTEX_MAX_SECONDS" in done.report["diagnostics"][-1]["hint"]


def test_a_build_as_a_whole_ends_in_time(write: Write, tmp_path: Path) -> None:
    """What TeX is not asked counts too: here, a choice among thousands of items."""
    items = "".join(f"- {{name: E{n}, highlights: [a, b, c, d]}}\n" for n in range(2000))
    file = write(f"{BASICS}work:\n{items}")
    command = (*PROGRAM, "build", str(file), "--cut", "any", "--json")
    variables = {**os.environ, "CVTEX_MAX_RUN_SECONDS": "3", "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    began = time.monotonic()
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, check=False, timeout=60)
    assert time.monotonic() - began < 10
    assert done.returncode == 3
    (found,) = json.loads(done.stdout)["diagnostics"]
    assert found["code"] == "E708"
    assert "CVTEX_MAX_RUN_SECONDS" in found["hint"]
    assert b"E708" in done.stderr
    assert not list(tmp_path.glob("cvtex-run-*"))
