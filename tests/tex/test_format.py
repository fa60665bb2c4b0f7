"""Precompiled formats: made once, made again when anything changed, never in the way."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from cvtex.fit.ramp import Settings
from cvtex.fit.result import Placed
from cvtex.latex.template import load_template
from cvtex.system.cache import publish_json, read_json, signature
from cvtex.system.limits import EngineLimits
from cvtex.system.resources import templates_folder
from cvtex.tex import format as formats
from cvtex.tex.early_start import EarlyStart, Startup, divided
from cvtex.tex.format import Packages, packages_of
from cvtex.tex.session import Session

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.tex

LIMITS = EngineLimits()
AT = Settings(looseness=0.5, font_size_pt=10.0, leading_pt=13.0, margin_mm=15.0, gap=1.0)
PREAMBLE = "\\nofiles\n\\documentclass{article}\n\\usepackage{cvtex}\n"


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def packages(tmp_path: Path) -> Packages:
    """A template of its own with one package, which reads fast and can be changed."""
    folder = tmp_path / "template"
    folder.mkdir()
    (folder / "own.sty").write_text("\\def\\own{1}\n", "utf-8")
    preamble = "\\documentclass{minimal}\n\\usepackage{own}\n\\def\\cvtexconverse{}\n"
    return packages_of(preamble, folder, templates_folder() / "classic")


def made(packages: Packages) -> Path:
    found, notice = formats.make(packages, LIMITS)
    assert notice is None
    assert found.file is not None
    return found.file


def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "cvtex" / "formats"


def test_a_format_is_made_once(packages: Packages) -> None:
    assert formats.find(packages).state == "unmade"
    file = made(packages)
    assert formats.find(packages) == formats.Format("ready", file)


def test_a_format_is_kept_as_it_is_in_memory(packages: Packages) -> None:
    """Unpacking it would take longer each time than all else that TeX does before the first line."""
    assert made(packages).read_bytes()[:2] != b"\x1f\x8b"


def test_it_knows_the_files_it_was_made_from(packages: Packages, tmp_path: Path) -> None:
    made(packages)
    read = formats.files_read(packages)
    assert str(tmp_path / "template" / "own.sty") in read
    assert any(file.endswith("/minimal.cls") for file in read)
    assert any(file.endswith("/ls-R") for file in read)
    assert set(formats.engine_files()) <= set(read)


def test_a_changed_package_makes_it_stale_even_with_the_same_size_and_time(packages: Packages, tmp_path: Path) -> None:
    made(packages)
    file = tmp_path / "template" / "own.sty"
    before = file.stat()
    file.write_text("\\def\\own{2}\n", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert formats.find(packages).state == "unmade"


def test_another_preamble_has_another_format(packages: Packages) -> None:
    made(packages)
    other = Packages(packages.preamble + "% \n", packages.links, packages.inputs)
    assert formats.find(other).state == "unmade"


@pytest.mark.parametrize("damage", ["cut", "gone", "foreign", "no record", "half a record", "another's record"])
def test_a_damaged_format_counts_as_none(packages: Packages, tmp_path: Path, damage: str) -> None:
    file = made(packages)
    (record,) = cache(tmp_path).glob("*.json")
    if damage == "cut":
        os.truncate(file, 1000)
    elif damage == "gone":
        file.unlink()
    elif damage == "foreign":
        file.write_bytes(b"x" * file.stat().st_size)
    elif damage == "no record":
        record.unlink()
    elif damage == "half a record":
        os.truncate(record, 100)
    else:
        record.write_text("[]", "utf-8")
    assert formats.find(packages).state == "unmade"
    made(packages)
    assert formats.find(packages).state == "ready"


def test_a_format_that_tex_refuses_is_dropped_and_the_run_goes_on(tmp_path: Path) -> None:
    """One that passes for whole but is not: only TeX can tell."""
    template = templates_folder() / "classic"
    packages = packages_of(PREAMBLE, template, template)
    file = made(packages)
    file.write_bytes(b"x" * 1000)
    (record,) = cache(tmp_path).glob("*.json")
    kept = read_json(record) or {}
    publish_json(record, {**kept, "signature": signature(file)})
    assert formats.find(packages).state == "ready"
    with EarlyStart() as ahead, ahead.take(Startup(packages, "\\begin{document}\n"), LIMITS) as tex:
        tex.load("blocks.tex", "\\cvtexblock{0}{\\hrule height 3pt}\n")
        assert tex.measure(AT, [0])[0] > 0
    assert formats.find(packages).state == "unmade"


def test_what_is_replaced_does_not_stay(packages: Packages, tmp_path: Path) -> None:
    first = made(packages)
    (tmp_path / "template" / "own.sty").write_text("\\def\\own{two}\n", "utf-8")
    second = made(packages)
    assert list(cache(tmp_path).glob("*.fmt")) == [second] != [first]


def test_two_that_make_the_same_one_do_no_harm(packages: Packages) -> None:
    threads = [threading.Thread(target=formats.make, args=(packages, LIMITS)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = formats.find(packages)
    assert found.state == "ready"
    with Session(packages, limits=LIMITS, precompiled=found.file) as tex:
        assert tex.folder.joinpath("document.fmt").resolve() == found.file


def test_a_preamble_that_cannot_be_dumped_is_tried_once_and_said_once(tmp_path: Path) -> None:
    folder = tmp_path / "template"
    folder.mkdir()
    fonts = templates_folder().parent / "fonts"
    native = f'\\font\\x="[{fonts}/cvtex-serif/CvtexSerif-Regular.otf]"\\x\n'
    packages = packages_of(f"{PREAMBLE}{native}", folder, templates_folder() / "classic")
    beginning = Startup(packages, "\\begin{document}\n")
    with EarlyStart() as ahead, ahead.take(beginning, LIMITS):
        assert [notice.code for notice in ahead.notices] == ["W631"]
    assert formats.find(packages).state == "impossible"
    with EarlyStart() as ahead, ahead.take(beginning, LIMITS):
        assert ahead.notices == []


def test_a_cache_that_cannot_be_written_is_said_and_the_build_goes_on(
    packages: Packages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    found, notice = formats.make(packages, LIMITS)
    assert found.state == "impossible"
    assert notice is not None
    assert (notice.severity, notice.code) == ("info", "W630")


def test_the_pdf_is_the_same_with_a_format_and_without() -> None:
    template = templates_folder() / "classic"
    packages = packages_of(PREAMBLE, template, template)
    style = load_template("classic", templates_folder(), template).style_for("zh")
    setup = (
        "\\cvtexpaper{210mm}{297mm}\\setmainfont{CvtexSerif-Regular.otf}[Path=fonts/cvtex-serif/]\n"
        "\\setCJKmainfont{NotoSerifSC-Regular.otf}[Path=fonts/noto-serif-sc/]\\cvtexlanguage{cjk}\n"
        + "".join(rf"\cvtexstyle{{{key}}}{{{value}}}" for key, value in style.items())
        + "\n\\begin{document}\n"
    )
    pdfs = []
    for precompiled in (None, made(packages)):
        with Session(packages, limits=LIMITS, precompiled=precompiled) as tex:
            tex.begin("setup.tex", setup)
            tex.load("blocks.tex", "\\cvtexblock{0}{\\cvname{张三 San}}\\cvtexblock{1}{\\cvpar{教育 Education}}")
            assert min(tex.measure(AT, [0, 1]).values()) > 0
            tex.ship(AT, [[Placed(0, 0), Placed(1, 655360)]])
            pdfs.append(tex.finish())
    assert pdfs[0] == pdfs[1]


def test_a_setup_is_divided_where_its_preamble_ends() -> None:
    assert divided("a\n\\begin{document}\nb") == ("a\n\\begin{document}", "\nb")
    assert divided("no end") == ("", "no end")
