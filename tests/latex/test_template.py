"""Templates are found by name or by folder, and their bounds are held to what makes sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.errors import EngineError, UsageError
from cvtex.latex.template import BASE, load_template, templates
from cvtex.system.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Own = Callable[[str], Path]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """A template's folder beside a résumé."""

    def make(manifest: str) -> Path:
        folder = tmp_path / "mine"
        folder.mkdir(exist_ok=True)
        (folder / "template.toml").write_text(manifest, encoding="utf-8")
        return folder

    return make


@pytest.mark.parametrize("name", templates(templates_folder()))
def test_every_template_of_ours_loads_and_says_what_it_is(name: str, tmp_path: Path) -> None:
    found = load_template(name, templates_folder(), tmp_path)
    assert found.name == name
    assert found.manifest.description
    for lang in ("zh", "en", "zh-CN", "de"):
        bounds = found.bounds_for(lang)
        for low, high in (bounds.font_size_pt, bounds.leading, bounds.margin_mm, bounds.gap):
            assert 0 < low <= high
        assert bounds.font_size_pt[0] >= 9, "body text is never under 9 pt by default"


def test_the_base_is_among_them() -> None:
    assert BASE in templates(templates_folder())


def test_a_template_of_ones_own_lies_beside_the_resume_and_states_only_what_differs(own: Own, tmp_path: Path) -> None:
    own('description = "Mine."\n[fit]\nfont_size = [10, 11]\n[gaps]\nsection = 2\n')
    found, base = (load_template(name, templates_folder(), tmp_path) for name in ("mine", BASE))
    assert (found.manifest.description, found.folder, found.base) == ("Mine.", tmp_path / "mine", base.folder)
    assert found.bounds_for("zh").font_size_pt == (10, 11)
    assert found.bounds_for("zh").margin_mm == base.bounds_for("zh").margin_mm
    assert found.gaps.section == 2
    assert found.gaps.item == base.gaps.item
    assert (found.manifest.rows, found.manifest.faces) == (base.manifest.rows, base.manifest.faces)
    assert found.manifest.styles == base.manifest.styles


def test_a_template_says_what_it_sets_as_rows_and_which_faces_it_loads(own: Own, tmp_path: Path) -> None:
    own('rows = ["skills", "projects"]\n[faces]\nsans = true\n')
    found = load_template("mine", templates_folder(), tmp_path).manifest
    assert found.rows == {"skills", "projects"}
    assert found.faces == {"sans"}


def test_a_template_states_its_look_for_all_languages_and_for_one(own: Own, tmp_path: Path) -> None:
    own('paper = { en = "letter" }\n[style]\nname = 2.4\nname_ink = 70\n[style.zh]\nname = 2\n')
    found, base = (load_template(name, templates_folder(), tmp_path) for name in ("mine", BASE))
    assert [found.style_for(lang)["name"] for lang in ("en", "zh", "zh-TW")] == [2.4, 2.0, 2.0]
    assert {found.style_for(lang)["name_ink"] for lang in ("en", "zh")} == {70.0}
    assert found.style_for("zh").keys() == base.style_for("zh").keys()
    assert [found.paper_for(lang) for lang in ("en-GB", "zh")] == ["letter", "a4"]


def test_a_template_names_the_languages_it_is_for_and_what_it_does_not_take(own: Own, tmp_path: Path) -> None:
    own('languages = ["zh"]\n[refused]\n"dates.side" = "a reason"\n')
    found = load_template("mine", templates_folder(), tmp_path)
    assert [found.is_for(lang) for lang in ("zh", "zh-TW", "en")] == [True, True, False]
    assert found.manifest.refused == {"dates.side": "a reason"}


def test_bounds_of_a_language_stand_for_its_regions_too(own: Own, tmp_path: Path) -> None:
    own("[fit]\nleading = [1.1, 1.2]\n[fit.de]\nleading = [1.3, 1.4]\n")
    found = load_template("mine", templates_folder(), tmp_path)
    assert [found.bounds_for(lang).leading for lang in ("de-AT", "de", "fr")] == [(1.3, 1.4), (1.3, 1.4), (1.1, 1.2)]


def test_a_path_names_a_template_too(own: Own, tmp_path: Path) -> None:
    folder = own("")
    assert load_template(str(folder), templates_folder(), tmp_path / "elsewhere").folder == folder


@pytest.mark.parametrize(
    ("name", "hint"), [("clasic", "did you mean classic?"), ("zzz", "a folder with a template.toml")]
)
def test_an_unknown_template_gets_a_suggestion(name: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load_template(name, templates_folder(), tmp_path)
    (found,) = caught.value.diagnostics
    assert (found.code, found.path) == ("E702", "layout.template")
    assert hint in found.hint


@pytest.mark.parametrize(
    ("manifest", "line", "said"),
    [
        ("[fit", 1, "Expected ']'"),
        ("# mine\nrows = [\n", 2, "cannot be used"),
        ("# mine\n[fit\nmargin = [1, 2]", 2, "Expected ']'"),
        ("[fit]\nfont_sise = [9, 10]", 2, "fit.font_sise is unknown; did you mean font_size?"),
        ("[fit.en]\nleading = 1.2", 2, "fit.en.leading = 1.2 is not [lower, upper]"),
        ("[fit]\nmargin = [20, 10]", 2, "fit.margin = [20, 10] is not [lower, upper]"),
        ("[fit]\nmargin = [-20, 10]", 2, "is not [lower, upper]"),
        ("[fit]\nmargin = ['a', 'b']", 2, "is not [lower, upper]"),
        (
            "[gaps]\nentry = 1\nsectoin = 1",
            3,
            "gaps.sectoin is unknown; did you mean section? there are header, section",
        ),
        ("[gaps]\nsection = '1'", 2, "gaps.section = '1' is not a number from 0 to 20"),
        ("[gaps]\nsection = -1", 2, "gaps.section = -1 is not a number from 0 to 20"),
        ("[gaps]\nzzz = 1", 2, "gaps.zzz is unknown; there are header, section"),
        ("fit = 3", 1, "fit is not a table: write [fit] on a line of its own"),
        ("rows = 'skills'", 1, "rows = 'skills' is not a list of kinds"),
        ("rows = ['skils']", 1, "rows has 'skils', which is unknown; there are work, volunteer"),
        ("rows = [['skills']]", 1, "which is unknown"),
        ("[faces]\nserif = true", 2, "faces.serif is unknown; there are sans, mono"),
        ("[faces]\nsans = 'yes'", 2, "faces.sans = 'yes' is neither true nor false"),
        ("faces = true", 1, "faces is not a table"),
        ("# mine\nbase = 'navy'", 2, "base is unknown; there are description"),
        ("description = 3", 1, "description = 3 is not a text in quotes"),
        ("fonts = ['noto']", 1, "is not a text in quotes"),
        ("paper = 'a5'", 1, "paper = 'a5' is none of a4, letter"),
        ("languages = 'zh'", 1, "languages = 'zh' is not a list of language tags"),
        ("[style]\nname = 9", 2, "style.name = 9 is not a number from 1 to 4"),
        ("[style]\nname = true", 2, "style.name = True is not a number from 1 to 4"),
        ("[style]\nheading = 'dubble'", 2, "style.heading = 'dubble' is none of plain, rule, full, double, bar, rail"),
        (
            "[style.en]\nname_ink = 0",
            2,
            "style.name_ink = 0 is none of black, accent or a grey by its percentage",
        ),
        ("[style]\ncolour = 1", 2, "style.colour is unknown"),
        ("[refused]\nphotos = 'x'", 2, "refused.photos is unknown; did you mean photo?"),
        ("[refused]\n'dates.side' = ''", 2, "refused.dates.side = '' is not a reason"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused_with_its_line(
    own: Own, tmp_path: Path, manifest: str, line: int, said: str
) -> None:
    folder = own(manifest)
    with pytest.raises(EngineError) as caught:
        load_template("mine", templates_folder(), tmp_path)
    (found,) = caught.value.diagnostics
    assert found.code == "E620"
    assert said in found.message
    assert found.location is not None
    assert (found.location.file, found.location.line) == (str(folder / "template.toml"), line)
