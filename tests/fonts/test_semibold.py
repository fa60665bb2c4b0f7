"""SemiBold: which face it is, what it costs where it is not used, and that it copies out as typed."""

from __future__ import annotations

import shutil
import struct
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT
from tests.pages.readers import READERS

from cvtex.build.pipeline import build
from cvtex.build.request import Request
from cvtex.fonts.characters import coverage
from cvtex.fonts.fallbacks import installed
from cvtex.fonts.own import own_families
from cvtex.fonts.sets import bundled_families, font_set
from cvtex.pdf import inspect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.build.report import Report

FONTS = ROOT / "fonts"
SERIF = FONTS / "cvtex-serif"
PREAMBLE = (ROOT / "latex_templates" / "classic" / "preamble.tex").read_text("utf-8")
EMPHASIS = r"\renewcommand*\cvbold[1]{{\fontseries{sb}\selectfont #1}}"


# Which face it is


@pytest.mark.parametrize("name", ["cvtex-serif", "cvtex-sans", "noto-serif-sc", "noto-sans-sc"])
def test_the_families_of_running_text_have_a_weight_between_with_the_same_characters(name: str) -> None:
    family = bundled_families(FONTS)[name]
    assert len({family.regular, family.semibold, family.bold}) == 3
    upright = (family.regular, family.semibold, family.bold)
    slanted = (family.italic, family.semibold_italic, family.bold_italic)
    for faces in (upright, slanted):
        assert len({coverage(family.folder / face) for face in faces}) == 1
    weights = [weight(family.folder / face) for face in upright]
    assert weights == sorted(weights)


def weight(face: Path) -> int:
    """Return usWeightClass of a font's OS/2 table."""
    data = face.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {tag: start for tag, _, start, _ in struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * count])}
    (found,) = struct.unpack_from(">H", data, tables[b"OS/2"] + 4)
    return int(found)


@pytest.mark.parametrize(
    ("styles", "bold", "semibold", "semibold_italic"),
    [
        ("Regular", "Regular", "Regular", "Regular"),
        ("Regular Italic", "Regular", "Regular", "Italic"),
        ("Regular Bold", "Bold", "Bold", "Bold"),
        ("Regular Bold Italic BoldItalic", "Bold", "Bold", "BoldItalic"),
        ("Regular SemiBold", "SemiBold", "SemiBold", "SemiBold"),
        ("Regular SemiBold Bold", "Bold", "SemiBold", "SemiBold"),
        ("Regular DemiBold Bold Italic BoldIt", "Bold", "DemiBold", "BoldIt"),
        ("Regular semibold Bold It SemiboldIt BoldIt", "Bold", "semibold", "SemiboldIt"),
        ("SemiBoldItalic", "SemiBoldItalic", "SemiBoldItalic", "SemiBoldItalic"),
    ],
)
def test_an_own_family_takes_the_nearest_weight(
    tmp_path: Path, styles: str, bold: str, semibold: str, semibold_italic: str
) -> None:
    (tmp_path / "fonts").mkdir()
    for style in styles.split():
        shutil.copy(SERIF / "CvtexSerif-Regular.otf", tmp_path / "fonts" / f"My Font-{style}.otf")
    family = own_families(tmp_path)["My Font"].family()
    faces = (family.bold, family.semibold, family.semibold_italic)
    assert faces == tuple(f"My Font-{style}.otf" for style in (bold, semibold, semibold_italic))


@pytest.mark.parametrize(
    ("there", "bold", "semibold"),
    [
        ("Regular", "Regular", "Regular"),
        ("Regular Bold", "Bold", "Bold"),
        ("Regular SemiBold", "SemiBold", "SemiBold"),
        ("Regular SemiBold Bold", "Bold", "SemiBold"),
    ],
)
def test_a_fallback_of_the_machine_takes_what_is_installed(
    tmp_path: Path, there: str, bold: str, semibold: str
) -> None:
    for style in there.split():
        (tmp_path / f"NotoSerifCJK-{style}.ttc").touch()
    (family,) = installed(font_set(None, FONTS), [tmp_path])
    assert (family.bold, family.semibold) == (f"NotoSerifCJK-{bold}.ttc", f"NotoSerifCJK-{semibold}.ttc")


# On the page


def page(folder: Path, layout: str = "", preamble: str = EMPHASIS, header: str = "") -> Report:
    """Build both languages in a template whose emphasis is set in SemiBold; it may have its own header."""
    template = folder / "mine"
    template.mkdir()
    (template / "template.toml").write_text("[faces]\nsans = true\n", "utf-8")
    (template / "preamble.tex").write_text(f"{PREAMBLE}\n{preamble}\n", "utf-8")
    if header:
        (template / "header.tex").write_text(header, "utf-8")
    (folder / "resume.yaml").write_text(
        "basics:\n  name: 李 Li\n  summary:\n"
        "    zh: '将**订单服务**用**Python 3**重写, ***SemiBold italic*** `code` **镕①龘𠮷** 完毕'\n"
        "    en: 'Rewrote **the office service** in Go: ***SemiBold italic*** `code` **fjord** done'\n"
        f"layout: {{pages: auto, template: mine{layout}}}\n",
        "utf-8",
    )
    request = Request(folder / "resume.yaml", output_dir=folder, trust_template=True)
    return build(request, lambda *_: None)


def runs(pdf: Path) -> list[tuple[str, str]]:
    """Return what stands on the first page, by face, without spaces."""
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(pdf) as document:
        chars = [char for char in document.pages[0].chars if not char["text"].isspace()]
    named = groupby(chars, key=lambda char: str(char["fontname"]).partition("+")[2].removesuffix("-Identity-H"))
    return [(face, "".join(char["text"] for char in found)) for face, found in named]


@pytest.mark.tex
@pytest.mark.parametrize(
    ("fonts", "hanzi", "latin"),
    [("serif", "NotoSerifSC-SemiBold", "CvtexSerif"), ("sans", "NotoSansSC-Medium", "CvtexSans")],
)
def test_both_scripts_are_set_in_semibold_and_copy_out_as_typed(
    tmp_path: Path, fonts: str, hanzi: str, latin: str
) -> None:
    report = page(tmp_path, f", fonts: {fonts}")
    assert not [found for found in report.diagnostics if found.severity == "error"]
    zh, en = (tmp_path / f"resume.{lang}.pdf" for lang in ("zh", "en"))
    found = runs(zh)
    for face, text in (
        (hanzi, "订单服务"),
        (f"{latin}-SemiBold", "Python3"),
        (f"{latin}-SemiBoldItalic", "SemiBolditalic"),
        (hanzi, "镕①龘𠮷"),
    ):
        assert (face, text) in found
    assert (f"{latin}-SemiBold", "theofficeservice") in runs(en)
    texts: Mapping[Path, str] = {
        zh: "将订单服务用Python3重写,SemiBolditaliccode镕①龘𠮷完毕",
        en: "RewrotetheofficeserviceinGo:SemiBolditaliccodefjorddone",
    }
    for pdf, typed in texts.items():
        for name, read in READERS.items():
            assert typed in "".join(read(pdf).split()), name


@pytest.mark.tex
def test_a_feature_that_a_template_adds_ends_with_its_group_and_bold_stands_for_semibold_in_it(tmp_path: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    added = r"\addfontfeature{Scale=2}\addCJKfontfeatures*{Scale=2}"
    text = r"A字\cvsemibold{Q粗}"
    header = rf"\cvpar{{{text}{{{added}{text}}}{text}\cvsemibold{{C组{{{added}C组}}C组}}}}"
    assert page(tmp_path, preamble="", header=header).exit_code == 0
    with pdfplumber.open(tmp_path / "resume.zh.pdf") as document:
        chars = [(char["text"], str(char["fontname"]).rpartition("-")[2], char["size"]) for char in document.chars]
    size = {script: next(size for text, _, size in chars if text == script) for script in "A字"}
    seen = [
        (text, face, round(at / size["字" if text > "Z" else "A"])) for text, face, at in chars if text in "A字Q粗C组"
    ]
    usual = [("A", "Regular", 1), ("字", "Regular", 1), ("Q", "SemiBold", 1), ("粗", "SemiBold", 1)]
    large = [("A", "Regular", 2), ("字", "Regular", 2), ("Q", "Bold", 2), ("粗", "Bold", 2)]
    nested = [(text, face, scale) for face, scale in (("SemiBold", 1), ("Bold", 2), ("SemiBold", 1)) for text in "C组"]
    assert seen == [*usual, *large, *usual, *nested]


@pytest.mark.tex
def test_a_page_without_semibold_embeds_none_and_opens_none(tmp_path: Path) -> None:
    """A face that TeX cannot open is declared beside the others: only a template that uses it fails."""
    (tmp_path / "fonts").mkdir()
    shutil.copy(SERIF / "CvtexSerif-Regular.otf", tmp_path / "fonts" / "Mine-Regular.otf")
    broken = bytearray((SERIF / "CvtexSerif-SemiBold.otf").read_bytes())
    (count,) = struct.unpack_from(">H", broken, 4)
    for tag, _, start, length in struct.iter_unpack(">4sLLL", bytes(broken[12 : 12 + 16 * count])):
        if tag in {b"head", b"CFF "}:
            broken[start : start + length] = bytes(length)
    (tmp_path / "fonts" / "Mine-SemiBold.otf").write_bytes(broken)
    shutil.copy(SERIF / "CvtexSerif-Bold.otf", tmp_path / "fonts" / "Mine-Bold.otf")
    bold = r"\let\cvsemibold\cvbold"  # what running text and roles are set in
    report = page(tmp_path, ", fonts: {main: Mine}", preamble=bold)
    assert report.exit_code == 0, report.diagnostics
    for output in report.outputs:
        assert not [font.name for font in inspect(Path(output.pdf)).fonts if "Semi" in font.name]
    shutil.rmtree(tmp_path / "mine")
    said = [found.message for found in page(tmp_path, ", fonts: {main: Mine}").diagnostics]
    assert "XeTeX cannot open the font file fonts/Mine-SemiBold.otf" in said


@pytest.mark.tex
def test_an_own_family_without_semibold_is_set_in_its_bold(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    for style in ("Regular", "Bold"):
        shutil.copy(SERIF / f"CvtexSerif-{style}.otf", tmp_path / "fonts" / f"My_Font 1-{style}.otf")
    page(tmp_path, ", fonts: {main: My_Font 1}")
    assert ("CvtexSerif-Bold", "theofficeservice") in runs(tmp_path / "resume.en.pdf")


@pytest.mark.tex
def test_sans_headings_beside_serif_text_are_set_sans_in_both_scripts(tmp_path: Path) -> None:
    heading = r"\let\serifheading\cvheading\renewcommand*\cvheading[2]{{\sffamily\serifheading{#1}{#2}}}"
    page(tmp_path, preamble=heading)
    assert ("NotoSansSC-Bold", "个人简介") in runs(tmp_path / "resume.zh.pdf")
    assert ("CvtexSans-Bold", "Summary") in runs(tmp_path / "resume.en.pdf")
