"""``cvtex fonts``: what there is, and a page that shows it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from tests.conftest import ROOT
from typer.testing import CliRunner

from cvtex.build.specimen import draw
from cvtex.cli import app
from cvtex.fonts.sets import font_set, font_sets
from cvtex.pdf import findings, inspect

FONTS = ROOT / "fonts"


def test_the_list_has_sets_families_and_own_fonts_with_what_keeps_one_from_use(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    shutil.copy(FONTS / "noto-sans-sc" / "NotoSansSC-Regular.otf", tmp_path / "fonts" / "Hei-Regular.otf")
    (tmp_path / "fonts" / "Bad.ttf").touch()
    result = CliRunner().invoke(app, ["fonts", "--file", str(tmp_path / "resume.yaml")])
    assert result.exit_code == 0
    lines = {line.split()[0]: line for line in result.output.splitlines() if line.startswith("  ")}
    assert lines["noto"].endswith("the default")
    assert lines["noto-sans"].startswith("  noto-sans or sans ")
    assert lines["cvtex-serif"].endswith("Latin; Regular, Bold, Italic, BoldItalic, SemiBold, SemiBoldItalic")
    assert lines["Hei"].endswith("Latin and Chinese; Regular")
    assert "cannot be used" in lines["Bad"]


def test_an_unknown_name_is_the_caller_s_mistake(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["fonts", "--specimen", str(tmp_path / "x.pdf"), "--set", "noto-serif-cs"])
    assert result.exit_code == 2
    assert "did you mean noto-serif-sc?" in result.stderr
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.tex
@pytest.mark.parametrize("name", font_sets(FONTS))
def test_a_specimen_is_one_sound_page_with_all_styles_in_both_scripts(name: str) -> None:
    fonts = font_set(name, FONTS)
    data = draw(fonts)
    inspection = inspect(data)
    assert findings(inspection, expected=["《书名》“引号”", "龘", "𠮷", "“double”", "14.00"], pages=1) == ()
    faces = {font.name.partition("+")[2].removesuffix("-Identity-H") for font in inspection.fonts}
    running = fonts.pair()
    wanted = {Path(file).stem for family in (running.latin, running.cjk, fonts.mono.latin) for file in family.files}
    assert wanted - {"SourceCodePro-Bold"} <= faces
    with closing(pypdfium2.PdfDocument(data)) as document:
        text = document[0].get_textpage()
        last = text.get_text_range().rindex("def fit")
        assert text.get_charbox(last)[1] > 30, "the last line stands above the lower margin"


@pytest.mark.tex
def test_a_specimen_of_one_s_own_family_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    shutil.copy(FONTS / "cvtex-sans" / "CvtexSans-Italic.otf", tmp_path / "fonts" / "Mine.otf")
    target = tmp_path / "specimen.pdf"
    arguments = ["fonts", "--file", str(tmp_path / "resume.yaml"), "--specimen", str(target), "--set", "Mine"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    inspection = inspect(target)
    assert "Mine" in inspection.text
    assert any("CvtexSans-Italic" in font.name for font in inspection.fonts)
