"""Processes started ahead: a right guess is taken up, a wrong one is ended, and neither shows in the result."""

from __future__ import annotations

import subprocess
import tempfile
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cvtex.fit.ramp import Settings
from cvtex.latex.template import load_template
from cvtex.system.limits import EngineLimits
from cvtex.system.resources import templates_folder
from cvtex.tex import engine
from cvtex.tex import format as formats
from cvtex.tex.early_start import EarlyStart, Startup
from cvtex.tex.format import packages_of
from cvtex.tex.session import settings_command

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from cvtex.errors import Diagnostic
    from cvtex.tex.format import Packages

pytestmark = pytest.mark.tex

LIMITS = EngineLimits()
AT = Settings(looseness=0.5, font_size_pt=10.0, leading_pt=13.0, margin_mm=15.0, gap=1.0)
WARM = settings_command(AT)
WARM_SMALLER = settings_command(replace(AT, font_size_pt=9.0, leading_pt=12.0))
TEMPLATE = templates_folder() / "classic"
PACKAGES = packages_of("\\nofiles\n\\documentclass{article}\n\\usepackage{cvtex}\n", TEMPLATE, TEMPLATE)
STYLE = "".join(
    rf"\cvtexstyle{{{key}}}{{{value}}}"
    for key, value in load_template("classic", templates_folder(), TEMPLATE).style_for("zh").items()
)
SETUP = (
    "\\setmainfont{CvtexSerif-Regular.otf}[Path=fonts/cvtex-serif/]\n"
    "\\setCJKmainfont{NotoSerifSC-Regular.otf}[Path=fonts/noto-serif-sc/]\\cvtexlanguage{cjk}\n"
    f"{STYLE}\n\\begin{{document}}"
)
RIGHT = Startup(PACKAGES, SETUP)


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        formats.make(PACKAGES, LIMITS)
        yield


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every xelatex that is started."""
    processes: list[subprocess.Popen[bytes]] = []
    start = engine.start

    def watched(*args: object, **kwargs: object) -> subprocess.Popen[bytes]:
        processes.append(start(*args, **kwargs))  # type: ignore[arg-type]
        return processes[-1]

    monkeypatch.setattr(engine, "start", watched)
    return processes


def height(ahead: EarlyStart, startup: Startup) -> int:
    with ahead.take(startup, LIMITS) as tex:
        tex.load("blocks.tex", "\\cvtexblock{0}{\\cvpar{一 a}}")
        return tex.measure(AT, [0])[0]


@pytest.mark.parametrize(
    "guess",
    [
        RIGHT,
        Startup(PACKAGES),
        replace(RIGHT, warm=(WARM, WARM_SMALLER), characters="a永，"),
    ],
    ids=["all of it", "the packages alone", "with fonts in their sizes"],
)
def test_a_right_guess_is_the_only_process(started: list[subprocess.Popen[bytes]], guess: Startup) -> None:
    with EarlyStart() as ahead:
        ahead.expect(guess, LIMITS)
        assert height(ahead, RIGHT) == 13 * 65536
    assert len(started) == 1


@pytest.mark.parametrize(
    "guess",
    [
        Startup(PACKAGES, SETUP.replace("cvtex-serif", "nowhere")),
        Startup(PACKAGES, "\\undefined" + SETUP),
        replace(RIGHT, warm=(WARM,), characters="x" * 300_000),
    ],
    ids=["another font", "what is wrong", "a warm-up that is wrong"],
)
def test_a_wrong_guess_is_ended_and_does_not_show(started: list[subprocess.Popen[bytes]], guess: Startup) -> None:
    with EarlyStart() as ahead:
        ahead.expect(guess, LIMITS)
        assert height(ahead, RIGHT) == 13 * 65536
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)


def test_a_page_finds_its_fonts_loaded() -> None:
    """In all sizes and weights that blocks are set in, SemiBold among them."""
    traced = r"\makeatletter\let\x\extract@font\def\extract@font{\immediate\write16{font \font@name}\x}\makeatother"
    setup = SETUP
    for name, folder, face in (("main", "cvtex-serif", "CvtexSerif"), ("CJKmain", "noto-serif-sc", "NotoSerifSC")):
        faces = f"NFSSFamily=cvtex{name},BoldFont={face}-Bold.otf,ItalicFont={face}-Regular.otf,"
        semibold = f"[fonts/{folder}/{face}-SemiBold.otf]"
        setup = setup.replace(f"[Path=fonts/{folder}", f"[{faces}Path=fonts/{folder}").replace(
            STYLE, rf"\cvtexsemibold{{cvtex{name}}}{{1}}{{{semibold}}}{{{semibold}}}{STYLE}"
        )
    startup = replace(RIGHT, setup=setup + traced)
    blocks = (
        r"\cvheader{centre}{\cvname{一 a}\cvlabel{一 a}\cvcontact{一 a\cvsep 一 a}}",
        r"\cvheading{一 a}{a}",
        r"\cventry{\cvbold{一 a}}{\cvsemibold{一 a}\cvsep 一 a}{2024}",
        r"\cvbullet{一 a \cvbold{一 a} \cvitalic{a}}",
        r"\cvrow{}{2024}{\cvbold{一 a} \cvminor{一 a}}{一 a}",
        r"\cvlabelled{一 a}{一 a}",
    )
    source = "".join(rf"\cvtexblock{{{number}}}{{{block}}}" for number, block in enumerate(blocks))
    loaded = {}
    for characters in ("", "a一"):
        with EarlyStart() as ahead:
            ahead.expect(replace(startup, warm=(WARM,) * bool(characters), characters=characters), LIMITS)
            with ahead.take(startup, LIMITS) as tex:
                before = len(tex.log)
                tex.load("blocks.tex", source)
                tex.measure(AT, range(len(blocks)))
                loaded[characters] = [line[5:] for line in tex.log[before:] if line.startswith("font ")]
    assert {font.rpartition("/")[0] for font in loaded[""]} >= {
        *("TU/cvtexmain/m/n", "TU/cvtexmain/b/n", "TU/cvtexmain/sb/n", "TU/cvtexmain/m/it"),
        *("TU/cvtexCJKmain/m/n", "TU/cvtexCJKmain/b/n", "TU/cvtexCJKmain/sb/n"),
    }
    assert loaded["a一"] == []


def test_what_nobody_takes_is_ended_and_leaves_nothing(
    started: list[subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with EarlyStart() as ahead:
        ahead.expect(RIGHT, LIMITS)
        ahead.expect(RIGHT, LIMITS)
    assert [process.poll() for process in started] == [-9, -9]
    assert list(tmp_path.iterdir()) == []


def test_a_sample_that_no_font_has_is_not_taken_for_lost_text(started: list[subprocess.Popen[bytes]]) -> None:
    with EarlyStart() as ahead:
        ahead.expect(replace(RIGHT, warm=(WARM,), characters="\U0001f600"), LIMITS)
        with ahead.take(RIGHT, LIMITS) as tex:
            assert tex.lost == {}
    assert len(started) == 1


def test_without_a_format_the_guess_makes_one_while_others_wait(
    started: list[subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = []
    make = formats.make

    def counted(packages: Packages, limits: EngineLimits) -> tuple[formats.Format, Diagnostic | None]:
        made.append(packages)
        return make(packages, limits)

    monkeypatch.setattr(formats, "make", counted)
    with EarlyStart() as ahead:
        ahead.expect(RIGHT, LIMITS)
        time.sleep(0.05)
        assert height(ahead, RIGHT) == 13 * 65536
    assert len(made) == 1
    assert len(started) == 1
