from __future__ import annotations

import hashlib
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import pypdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from tests.conftest import ROOT

from cvtex.errors import EngineError, UsageError
from cvtex.fonts.characters import cjk_symbols, coverage, uncovered
from cvtex.fonts.fallbacks import cover, installed
from cvtex.fonts.sets import ROLES, STYLES, FontSet, Pair, bundled_families, font_aliases, font_set, font_sets

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

FONTS = ROOT / "fonts"
FACES = sorted(FONTS.glob("*/*.otf"))
CHINESE = [face for face in FACES if face.parent.name.startswith("noto-")]
LATIN = [face for face in FACES if face not in CHINESE]

RARE_NAMES = "喆堃镕玥珺琤赟翀昇祎犇骉垚龘䶮𠮷𬭚"
MARKS = (
    "…①⑩⑳·•-–—“”‘’、。，；：？！（）《》〈〉「」『』【】〔〕〇々～￥＋％０Ａａ㈠Ⅰⅻ℃‰→←↑↓⇒≥≤≠≈×÷±°√∞∑∈★☆●○■□◆◇▲△▼✓⋯‧・※§"
)
LATIN_MARKS = "…·•-–—“”‘’\u2010\u2011≥≤≠≈×÷±°√∞→←↑↓µ€£¥§©®™½²³†‰−éüñçøßłšžřőğÀΩαπДя"


def hanzi() -> str:
    """Return the 8105 characters of 通用规范汉字表."""
    lines = (ROOT / "script" / "characters" / "tongyong-guifan.txt").read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


@pytest.fixture(scope="module")
def noto() -> FontSet:
    return font_set(None, FONTS)


@pytest.fixture
def ttlib() -> ModuleType:
    """Return what reads the files independently of cvtex."""
    found: ModuleType = pytest.importorskip("fontTools.ttLib")
    return found


# Sets


def test_the_default_set_comes_first_and_is_what_no_name_gives(noto: FontSet) -> None:
    assert font_sets(FONTS)[0] == noto.name == "noto"


@pytest.mark.parametrize("name", font_sets(FONTS))
def test_every_set_has_six_styles_of_existing_files_for_every_role(name: str) -> None:
    found = font_set(name, FONTS)
    for role in ROLES:
        for family in (found.pair(role).latin, found.pair(role).cjk):
            for style in STYLES:
                assert (family.folder / getattr(family, style)).is_file()


@pytest.mark.parametrize("name", font_sets(FONTS))
def test_running_text_has_a_real_italic_bold_and_semibold(name: str) -> None:
    running = font_set(name, FONTS).pair()
    assert len(running.latin.files) == 6
    assert len(running.cjk.files) == 3


def test_an_alias_is_another_name_of_a_set() -> None:
    aliases = font_aliases(FONTS)
    assert aliases.keys() == {"serif", "sans"}
    for alias, name in aliases.items():
        assert font_set(alias, FONTS) == font_set(name, FONTS)
        assert font_set(alias, FONTS).main == alias


def test_an_unknown_set_is_the_callers_mistake_and_near_names_are_told() -> None:
    with pytest.raises(UsageError) as caught:
        font_set("notto", FONTS)
    (diagnostic,) = caught.value.diagnostics
    assert "'notto'" in diagnostic.message
    assert diagnostic.hint.startswith("did you mean noto?")


def test_a_missing_file_is_told_before_tex_runs(tmp_path: Path) -> None:
    shutil.copy(FONTS / "sets.toml", tmp_path)
    with pytest.raises(EngineError, match="CvtexSerif-Regular"):
        font_set("noto", tmp_path)


def test_a_folder_without_sets_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"sets\.toml"):
        font_set("noto", tmp_path)


# Characters


@pytest.mark.parametrize("face", CHINESE, ids=lambda face: face.stem)
def test_chinese_faces_have_the_standard_hanzi_rare_names_and_marks(face: Path) -> None:
    assert len(set(hanzi())) == 8105
    lost = {char for char in hanzi() + RARE_NAMES + MARKS if ord(char) not in coverage(face)}
    assert not lost


@pytest.mark.parametrize("face", CHINESE, ids=lambda face: face.stem)
def test_chinese_faces_have_no_twin_of_a_hanzi(face: Path) -> None:
    """A radical or a compatibility ideograph shares the glyph of a hanzi, which could then copy out as it."""
    radicals = {code for code in coverage(face) if 0x2E80 <= code < 0x2FE0}
    compatible = {code for code in coverage(face) if 0xF900 <= code < 0xFB00 and unicodedata.decomposition(chr(code))}
    twins = radicals | compatible
    assert not twins


@pytest.mark.parametrize("face", LATIN, ids=lambda face: face.stem)
def test_latin_faces_have_what_european_text_needs(face: Path) -> None:
    needed = {*range(0x20, 0x7F), *map(ord, LATIN_MARKS)}
    if face.parent.name == "source-code-pro":
        needed -= {0x2010, 0x2011}
    assert not {chr(code) for code in needed - coverage(face)}


def test_a_face_of_the_machine_is_read_like_a_bundled_one(tmp_path: Path, ttlib: ModuleType) -> None:
    """The two formats of cmap that carry Unicode, and the second face of a collection."""
    collection = ttlib.TTCollection()
    for cmap in ({0x41: "a", 0x43: "a", 0x9F98: "b"}, {0x41: "a", 0x20BB7: "b"}):
        font = import_module("fontTools.fontBuilder").FontBuilder(1000, isTTF=True)
        font.setupGlyphOrder([".notdef", "a", "b"])
        font.setupCharacterMap(cmap)
        font.setupHead()
        collection.fonts.append(font.font)
    with (tmp_path / "two.ttc").open("wb") as file:
        collection.save(file)
    collection.fonts[0].save(tmp_path / "one.ttf")
    assert coverage(tmp_path / "one.ttf") == {0x41, 0x43, 0x9F98}
    assert coverage(tmp_path / "two.ttc", 1) == {0x41, 0x20BB7}


@pytest.mark.parametrize("content", [b"", b"not a font", b"OTTO\x00\x01" + bytes(40), b"ttcf" + bytes(8)])
def test_a_broken_font_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.otf").write_bytes(content)
    with pytest.raises(EngineError, match="cannot be read"):
        coverage(tmp_path / "broken.otf")


def test_uncovered_names_only_what_no_face_of_the_role_has(noto: FontSet) -> None:
    assert uncovered(f"Résumé, naïve\t①★\n{RARE_NAMES}", noto) == frozenset()
    assert uncovered("火🔥㐀", noto) == {"🔥", "㐀"}


def test_symbols_that_only_the_chinese_face_has_are_told_apart(noto: FontSet) -> None:
    assert cjk_symbols("清华 abc ①★℃ → ≥ “x” …，（）", noto) == {"①", "★", "℃"}


def test_fallbacks_are_found_below_a_folder_and_know_their_face(noto: FontSet, tmp_path: Path) -> None:
    place = tmp_path / "truetype" / "wenkai"
    place.mkdir(parents=True)
    (place / "LXGWWenKai-Regular.ttf").touch()
    (place / "NotoSerifCJK-Regular.ttc").touch()
    (place / "NotoSerifCJK-Bold.ttc").touch()
    first, second = installed(noto, [tmp_path])
    assert (first.folder, first.index, first.bold) == (place, 2, "NotoSerifCJK-Bold.ttc")
    assert (second.name, second.bold) == ("lxgw-wenkai", "LXGWWenKai-Regular.ttf")
    assert list(installed(noto, [tmp_path / "nothing"])) == []


def test_a_character_that_two_fallbacks_have_is_set_in_the_first_alone() -> None:
    families = bundled_families(FONTS)
    latin, first, second = (families[name] for name in ("cvtex-serif", "source-code-pro", "noto-serif-sc"))
    fonts = replace(font_set(None, FONTS), serif=Pair(latin, latin), fallbacks=(first, second))
    own, *others = (coverage(family.folder / family.regular) for family in (latin, first, second))
    shared, rest = chr(min((others[0] & others[1]) - own)), "汉"
    covered = cover([("a", rest + shared), ("b", shared)], fonts, lambda _: None)
    assert [(found.family, found.characters) for found in covered.fallbacks] == [(first, shared), (second, rest)]
    assert [(found.code, found.path) for found in covered.diagnostics] == [("W402", "a")] * 2


# The files


def test_the_fonts_are_small_enough_for_a_wheel_and_carry_their_licences() -> None:
    assert sum(file.stat().st_size for file in FONTS.rglob("*") if file.is_file()) < 27_000_000
    for face in FACES:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (face.parent / "OFL.txt").read_text("utf-8")


def test_the_readme_lists_every_face_as_it_is() -> None:
    rows = (FONTS / "README.md").read_text("utf-8")
    assert len(FACES) == 20
    for face in FACES:
        assert f"| {face.parent.name}/{face.name} |" in rows
        assert hashlib.sha256(face.read_bytes()).hexdigest() in rows


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_every_glyph_belongs_to_one_code_point(face: Path, ttlib: ModuleType) -> None:
    with ttlib.TTFont(face, lazy=True) as font:
        cmap = font.getBestCmap()
    assert len(set(cmap.values())) == len(cmap) > 800


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_only_an_unmodified_face_bears_a_reserved_name(face: Path, ttlib: ModuleType) -> None:
    with ttlib.TTFont(face, lazy=True) as font:
        names = [font["name"].getDebugName(number) for number in (1, 3, 4, 6, 16)] + list(font["CFF "].cff.fontNames)
        cut = "cut for cvtex" in font["name"].getDebugName(5)
    assert cut != any(name and "source" in name.lower() for name in names)


# Text that copies out right


def typeset(face: Path, lines: list[str], folder: Path) -> Path:
    """Set lines in one face, each in a box of its own, and return the PDF."""
    boxes = [f"\\hbox{{{line}}}" for line in lines]
    pages = ["\n".join(boxes[start : start + 150]) for start in range(0, len(boxes), 150)]
    source = [
        "\\pdfpagewidth=1200pt \\pdfpageheight=3000pt \\hoffset=-40pt \\voffset=-40pt \\tracinglostchars=3",
        f'\\font\\face="[{face}]" at 10pt \\face \\baselineskip=14pt',
        *(f"\\shipout\\vbox{{{page}}}" for page in pages),
        "\\end",
    ]
    (folder / "all.tex").write_text("\n".join(source), "utf-8")
    command = ["xetex", "-halt-on-error", "-interaction=batchmode", "all.tex"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "all.pdf"


def extracted(pdf: Path) -> dict[str, str]:
    """Return the text of a PDF as each reader gives it, without spaces, which stand between boxes at their choice."""
    poppler = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout
    document = pypdfium2.PdfDocument(pdf)
    texts = {
        "poppler": poppler,
        "pypdf": "".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages),
        "pdfium": "".join(page.get_textpage().get_text_bounded() for page in document),
        "pdfminer": extract_text(pdf),
    }
    document.close()
    return {reader: "".join(text.split()) for reader, text in texts.items()}


def letters(text: str) -> str:
    """Return a text with ligatures that have a code point taken apart: readers may give either."""
    return "".join(unicodedata.normalize("NFKD", char) if "\ufb00" <= char <= "\ufb06" else char for char in text)


@pytest.mark.tex
@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_every_character_of_every_face_copies_out_as_typed(face: Path, tmp_path: Path) -> None:
    """Hanzi stand in running text; letters stand apart, since accents would be reordered by some readers."""
    drawn = [chr(code) for code in sorted(coverage(face)) if unicodedata.category(chr(code))[0] not in "ZMC"]
    gap = "" if face in CHINESE else "\\kern3pt"
    lines = [
        gap.join(f'\\char"{ord(char):X} ' for char in drawn[start : start + 60]) for start in range(0, len(drawn), 60)
    ]
    wanted = letters("".join(drawn))
    for reader, text in extracted(typeset(face, lines, tmp_path)).items():
        assert letters(text) == wanted, reader


@pytest.mark.tex
@pytest.mark.parametrize("face", LATIN, ids=lambda face: face.stem)
def test_running_latin_text_has_no_ligatures_and_keeps_its_hyphens(face: Path, tmp_path: Path) -> None:
    line = "efficient office flow fjord, 138-0013-8000, --flag, 2019-09 – 2023-06, ``x'' 'y', e-mail: a.b@example.com"
    for reader, text in extracted(typeset(face, [line], tmp_path)).items():
        assert text == "".join(line.split()), reader


@pytest.mark.tex
@pytest.mark.parametrize("face", CHINESE, ids=lambda face: face.stem)
def test_marks_in_running_chinese_text_copy_out_as_typed(face: Path, tmp_path: Path) -> None:
    line = f"{RARE_NAMES}，“引号”‘单’《书名》……省略——破折·间隔、①②⑩（前3.5%）～1-2–3"
    for reader, text in extracted(typeset(face, [line.replace("%", "\\%")], tmp_path)).items():
        assert text == line, reader
