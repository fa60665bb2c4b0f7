"""``layout.fonts``: sets, single families, and a person's own files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT

from cvtex.build.check import check
from cvtex.build.pipeline import build
from cvtex.build.request import Request
from cvtex.errors import EngineError, Location, ResumeError
from cvtex.fonts.characters import uncovered
from cvtex.fonts.chosen import chosen_fonts
from cvtex.fonts.fallbacks import installed
from cvtex.fonts.own import own_families
from cvtex.fonts.sets import FontSet, bundled_families
from cvtex.pdf import inspect

FONTS = ROOT / "fonts"
SANS = FONTS / "cvtex-sans"
HEI = FONTS / "noto-sans-sc" / "NotoSansSC-Regular.otf"


def chosen(beside: Path, **names: str) -> FontSet:
    return chosen_fonts(names, FONTS, beside)


def refusal(beside: Path, **names: str) -> str:
    """Return what is said of fonts that cannot be had: each message with its hint."""
    with pytest.raises(ResumeError) as caught:
        chosen(beside, **names)
    return "\n".join(f"{found.code} {found.message}; {found.hint}" for found in caught.value.diagnostics)


def own(folder: Path, *names: str, source: Path = SANS / "CvtexSans-Regular.otf") -> Path:
    (folder / "fonts").mkdir(exist_ok=True)
    for name in names:
        shutil.copy(source, folder / "fonts" / name)
    return folder


# What is asked for is what is set


def test_nothing_asked_for_is_the_default_set(tmp_path: Path) -> None:
    assert chosen(tmp_path).name == "noto"


def test_one_family_takes_its_role_and_leaves_the_others(tmp_path: Path) -> None:
    base, found = chosen(tmp_path), chosen(tmp_path, main="cvtex-sans")
    assert found.pair().latin.name == "cvtex-sans"
    assert (found.pair().cjk, found.sans, found.mono) == (base.pair().cjk, base.sans, base.mono)


@pytest.mark.parametrize("key", ["main", "sans", "mono", "cjk_main", "cjk_sans", "cjk_mono"])
@pytest.mark.parametrize("name", ["noto", "noto-sans"])
def test_every_key_chooses_one_family_of_one_role(tmp_path: Path, key: str, name: str) -> None:
    own(tmp_path, "Mine-Regular.otf", source=HEI)
    base, found = chosen(tmp_path, set=name), chosen(tmp_path, **{"set": name, key: "Mine"})

    def families(fonts: FontSet) -> dict[str, str]:
        pairs = {"main": fonts.pair(), "sans": fonts.sans, "mono": fonts.mono}
        latin = {role: pair.latin.name for role, pair in pairs.items()}
        return latin | {f"cjk_{role}": pair.cjk.name for role, pair in pairs.items()}

    assert families(found) == families(base) | {key: "Mine"}


def test_the_styles_of_an_own_family_are_told_by_the_names_of_its_files(tmp_path: Path) -> None:
    own(tmp_path, "A B-Regular.otf", "A B-Bold.otf", "A B-It.otf", "A B-BoldIt.otf")
    own(tmp_path, "字体-Italic.ttf", "Solo.otf", "x.txt")
    four, one, solo = (own_families(tmp_path)[name].family() for name in ("A B", "字体", "Solo"))
    assert (four.regular, four.bold) == ("A B-Regular.otf", "A B-Bold.otf")
    assert (four.italic, four.bold_italic) == ("A B-It.otf", "A B-BoldIt.otf")
    assert len(one.files) == len(solo.files) == 1
    assert len(own_families(tmp_path)) == 3


def test_what_an_own_chinese_family_lacks_comes_from_the_set_s_own(tmp_path: Path) -> None:
    base = bundled_families(FONTS)["noto-serif-sc"]
    found = chosen(own(tmp_path, "Hei.otf", source=HEI), cjk_main="Hei")
    assert next(installed(found, [])) == base
    assert uncovered("镕", found) == frozenset()


@pytest.mark.parametrize(
    ("wanted", "template", "found"),
    [
        (None, None, "noto"),
        (None, "sans", "noto-sans"),
        ("serif", "sans", "noto"),
        ("noto", "sans", "noto"),
        ("sans", None, "noto-sans"),
        ("noto-sans", "serif", "noto-sans"),
    ],
)
def test_the_set_is_the_one_of_the_file_else_of_its_template_else_ours(
    tmp_path: Path, wanted: str | None, template: str | None, found: str
) -> None:
    assert chosen_fonts({"set": wanted}, FONTS, tmp_path, default=template).name == found


def test_one_family_stands_beside_those_of_the_template_s_set(tmp_path: Path) -> None:
    found = chosen_fonts({"mono": "cvtex-serif"}, FONTS, tmp_path, default="sans")
    assert (found.pair().cjk.name, found.mono.latin.name) == ("noto-sans-sc", "cvtex-serif")


# What cannot be had


def test_a_set_that_only_a_template_names_is_the_template_s_mistake(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as caught:
        chosen_fonts({"set": "serif"}, FONTS, tmp_path, default="sanss")
    (found,) = caught.value.diagnostics
    assert (found.code, found.message) == ("E620", "the template's `fonts`: there is no font set named 'sanss'")
    assert found.hint.startswith("did you mean sans?")


def test_every_unknown_font_is_told_at_once_with_near_names(tmp_path: Path) -> None:
    assert "did you mean noto-sans?" in refusal(tmp_path, set="noto-sanss")
    said = refusal(own(tmp_path, "Garamond-Regular.otf"), set="notto", main="garamont", cjk_main="noto-serif-cs")
    assert "E218 there is no font set named 'notto'; did you mean noto?" in said
    assert "E219 there is no font family named 'garamont'; did you mean Garamond?" in said
    assert "did you mean noto-serif-sc?" in said


@pytest.mark.parametrize("style", ["Regular", "SemiBold", "BoldIt"])
def test_a_file_named_for_its_family_leads_to_the_family(tmp_path: Path, style: str) -> None:
    said = refusal(own(tmp_path, "Foo-Regular.otf", "Foo-SemiBold.otf", "Foo-BoldIt.otf"), main=f"Foo-{style}")
    assert f"E219 there is no font family named 'Foo-{style}'; did you mean Foo?" in said


def test_a_family_without_the_letters_of_its_role_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, cjk_main="cvtex-serif")
    assert "E220 the font cvtex-serif has no hanzi" in said
    assert "name it as layout.fonts.main" in said


@pytest.mark.parametrize("mark", [*"{}%#\\,[]=$&^~:;'\"()!", "  ", "\t", "\u200b"])
def test_a_file_name_that_tex_would_misread_is_refused(tmp_path: Path, mark: str) -> None:
    said = refusal(own(tmp_path, f"Fo{mark}nt-Regular.otf"), main=f"Fo{mark}nt")
    assert "cannot be named so to TeX" in said
    assert "rename it" in said


def test_a_link_out_of_the_project_is_refused_and_one_inside_is_followed(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "fonts").mkdir(parents=True)
    (project / "fonts" / "Out-Regular.otf").symlink_to(SANS / "CvtexSans-Regular.otf")
    assert "leads out of the résumé's folder" in refusal(project, main="Out")
    shutil.copy(SANS / "CvtexSans-Regular.otf", project / "face.otf")
    (project / "fonts" / "In-Regular.otf").symlink_to("../face.otf")
    assert chosen(project, main="In").pair().latin.own
    other = tmp_path / "other"
    other.mkdir()
    (other / "fonts").symlink_to(project / "fonts")
    assert "leads out" in refusal(other, main="In")


@pytest.mark.parametrize("content", [b"", b"not a font", (SANS / "CvtexSans-Regular.otf").read_bytes()[:40_000]])
def test_a_file_that_is_no_whole_font_is_refused(tmp_path: Path, content: bytes) -> None:
    own(tmp_path)
    (tmp_path / "fonts" / "Bad-Regular.otf").write_bytes(content)
    assert "fonts/Bad-Regular.otf cannot be read" in refusal(tmp_path, main="Bad")


def test_a_mistake_has_its_line_and_the_path_that_says_it(tmp_path: Path) -> None:
    file = tmp_path / "resume.yaml"
    file.write_text(
        "basics: {name: Li}\nmeta: {languages: [en, zh]}\nlayout:\n  fonts:\n    main: cvtex-seri\n"
        "  languages:\n    zh:\n      fonts: notto\n",
        "utf-8",
    )

    def mistakes(lang: str) -> list[tuple[str, Location | None]]:
        report = check(Request(file, langs=(lang,)))
        assert report.exit_code == 1
        return [(found.path, found.location) for found in report.diagnostics]

    main = ("layout.fonts.main", Location(str(file), 5, 11))
    assert mistakes("en") == [main]
    assert mistakes("zh") == [("layout.languages.zh.fonts", Location(str(file), 8, 14)), main]


# On the page


@pytest.mark.tex
def test_own_fonts_are_set_and_no_path_of_the_machine_reaches_tex(tmp_path: Path) -> None:
    place = tmp_path / "a {b} #c"
    place.mkdir()
    own(place, "我的 Font_1-Regular.otf", "我的 Font_1-Bold.otf")
    own(place, "Hei.otf", source=HEI)
    (place / "resume.yaml").write_text(
        "basics: {name: 李 Li, summary: 'text, `code` and **bold** 文字'}\n"
        "layout: {pages: auto, fonts: {main: 我的 Font_1, cjk_main: Hei}}\n",
        "utf-8",
    )
    report = build(Request(place / "resume.yaml", output_dir=tmp_path, keep=tmp_path / "tex"), lambda *_: None)
    (output,) = report.outputs
    assert not report.diagnostics
    names = {font.name.partition("+")[2] for font in inspect(Path(output.pdf)).fonts}
    assert names == {
        "CvtexSans-Regular-Identity-H",
        "NotoSansSC-Regular-Identity-H",
        "SourceCodePro-Regular-Identity-H",
    }
    for file in (tmp_path / "tex").rglob("*.tex"):
        assert str(tmp_path) not in file.read_text("utf-8")
