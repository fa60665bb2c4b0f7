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


def test_a_template_says_what_it_sets_as_rows_and_which_faces_it_loads(own: Own, tmp_path: Path) -> None:
    own('rows = ["skills", "projects"]\n[faces]\nsans = true\n')
    found = load_template("mine", templates_folder(), tmp_path)
    assert found.manifest.rows == {"skills", "projects"}
    assert found.manifest.faces == {"sans"}


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
    ("manifest", "said"),
    [
        ("[fit", "Expected ']'"),
        (
            "[fit]\nfont_sise = [9, 10]",
            "fit.font_sise is unknown; did you mean font_size? there are font_size, leading, margin, gap",
        ),
        ("[fit.en]\nleading = 1.2", "fit.en.leading = 1.2 is not [lower, upper]"),
        ("[fit]\nmargin = [20, 10]", "fit.margin = [20, 10] is not [lower, upper]"),
        ("[fit]\nmargin = [-20, 10]", "is not [lower, upper]"),
        ("[fit]\nmargin = ['a', 'b']", "is not [lower, upper]"),
        ("[gaps]\nsectoin = 1", "gaps.sectoin is unknown; did you mean section? there are header, section"),
        ("[gaps]\nsection = '1'", "gaps.section = '1' is not a number from 0 to 20"),
        ("[gaps]\nsection = -1", "gaps.section = -1 is not a number from 0 to 20"),
        ("fit = 3", "template.toml cannot be used"),
        ("rows = 'skills'", "rows = 'skills' is not a list of kinds"),
        ("rows = ['skils']", "rows has 'skils', which is unknown; there are work, volunteer"),
        ("rows = [['skills']]", "which is unknown"),
        ("[faces]\nserif = true", "faces.serif is unknown; there are sans, mono"),
        ("[faces]\nsans = 'yes'", "faces.sans = 'yes' is neither true nor false"),
        ("faces = true", "template.toml cannot be used"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(own: Own, tmp_path: Path, manifest: str, said: str) -> None:
    folder = own(manifest)
    with pytest.raises(EngineError) as caught:
        load_template("mine", templates_folder(), tmp_path)
    (found,) = caught.value.diagnostics
    assert found.code == "E620"
    assert said in found.message
    assert found.location is not None
    assert found.location.file == str(folder / "template.toml")
