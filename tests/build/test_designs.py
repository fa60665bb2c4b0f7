"""``--template all``: one résumé in every design, and their first pages on one sheet."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from cvtex.build.sheet import Labelled, sheet
from cvtex.latex.template import templates
from cvtex.system.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Cvtex

    Write = Callable[..., Path]

DESIGNS = list(templates(templates_folder()))
RESUME = """\
meta: {languages: [zh, en]}
basics: {name: {zh: 张三, en: San Zhang}, email: san@example.com, image: photo.png}
work:
  - name: {zh: 云杉科技, en: Spruce Technology}
    position: {zh: 工程师, en: Engineer}
    startDate: 2021-07
"""


def page(colour: str, width: int = 1240, height: int = 1754) -> bytes:
    picture = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(picture).rectangle((100, 100, width - 100, 300), fill=colour)
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (4, 2), (5, 3), (6, 3)])
def test_a_sheet_has_all_pages_in_rows_with_their_names_under_them(count: int, columns: int) -> None:
    colours = ["#ff0000", "#00ff00", "#0000ff", "#ff00ff", "#00ffff", "#ffff00"][:count]
    pages = [Labelled(page(colour), f"design{n}", "1 page") for n, colour in enumerate(colours)]
    made = sheet(pages)
    assert made == sheet(pages)
    with Image.open(io.BytesIO(made)) as picture:
        width, height = picture.size
        seen = {colour for _, colour in picture.getcolors(1 << 24) or ()}
        assert {tuple(bytes.fromhex(colour[1:])) for colour in colours} <= seen
        # Each name is dark on the ground, in the strip under its page.
        across = (width - 48) // columns
        down = (height - 48) // -(-count // columns)
        for n in range(count):
            left, bottom = 48 + n % columns * across, 48 + (n // columns + 1) * down
            strip = picture.crop((left, bottom - 90, left + across - 48, bottom)).convert("L")
            assert any(strip.histogram()[:60]), n


def test_pages_of_other_papers_and_resolutions_are_equally_wide() -> None:
    both = [Labelled(page("#ff0000", 595, 842), "a4"), Labelled(page("#0000ff", 1275, 1650), "letter")]
    with Image.open(io.BytesIO(sheet(both))) as picture:
        row = picture.crop((0, 250, picture.width, 251)).convert("RGB")
        counts = {colour: number for number, colour in row.getcolors(1 << 16) or ()}
        assert counts[255, 0, 0] == pytest.approx(900 * 395 / 595, abs=4)
        assert counts[0, 0, 255] == pytest.approx(900 * 1075 / 1275, abs=4)


@pytest.mark.tex
def test_a_resume_is_built_in_every_design_and_drawn_on_a_sheet_a_language(
    cvtex: Cvtex, write: Write, picture: Callable[..., bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(RESUME, "cv.yaml")
    Path("photo.png").write_bytes(picture(300, 400))
    done = cvtex("build", "cv.yaml", "--template", "all", "--png", "--dpi", "72", "--json")
    assert done.code == 0, done.err
    outputs = done.report["outputs"]
    made = [(output["lang"], output["template"]) for output in outputs]
    assert made == [("zh", name) for name in DESIGNS] + [("en", name) for name in DESIGNS if name != "record"]
    for output in outputs:
        assert output["pdf"] == f"build/designs/{output['template']}/cv.{output['lang']}.pdf"
        assert Path(output["pdf"]).is_file()
        assert output["pngs"] == [f"build/designs/{output['template']}/cv.{output['lang']}-1.png"]
    assert done.report["sheets"] == ["build/cv.zh.designs.png", "build/cv.en.designs.png"]
    for path in done.report["sheets"]:
        with Image.open(path) as sheet_of_all:
            assert sheet_of_all.width > 3 * 900
    assert sorted(path.name for path in Path("build").iterdir()) == [
        "cv.en.designs.png",
        "cv.zh.designs.png",
        "designs",
    ]
    # What a design does not do is a note where all are tried, and names the design.
    notes = {found["code"]: found for found in done.report["diagnostics"]}
    assert (notes["W430"]["severity"], "ledger" in notes["W430"]["message"]) == ("info", True)
    assert (notes["W432"]["severity"], "record" in notes["W432"]["message"]) == ("info", True)
    assert not [found for found in notes.values() if found["severity"] != "info"]


@pytest.mark.tex
def test_a_design_that_does_not_fit_is_told_and_the_others_are_built(
    cvtex: Cvtex, write: Write, tmp_path: Path
) -> None:
    bullets = "".join(f"      - Made number {n}\n" for n in range(60))
    text = f"basics: {{name: San Zhang}}\nwork:\n  - name: Spruce\n    highlights:\n{bullets}"
    done = cvtex("build", write(text), "--template", "all", "--json", "-o", tmp_path / "out")
    assert done.code == 4
    built = {output["template"] for output in done.report["outputs"]}
    failed = [found for found in done.report["diagnostics"] if found["severity"] == "error"]
    assert {found["code"] for found in failed} == {"E801"}
    told = {name for found in failed for name in found["message"].removeprefix("in ").partition(": ")[0].split(", ")}
    assert "classic" in built
    assert "scholar" in told
    assert sorted([*built, *told, "record"]) == DESIGNS  # which is not made for English
    assert not (tmp_path / "out/designs/scholar").exists()
    assert done.report["sheets"] == []


@pytest.mark.tex
def test_what_is_wrong_with_the_file_is_said_once(cvtex: Cvtex, write: Write) -> None:
    done = cvtex("build", write("basics: {nam: San}\n"), "--template", "all", "--json")
    assert done.code == 1
    assert len(done.report["diagnostics"]) == 1
    missing = cvtex("build", write("basics: {name: San Zhang, image: none.jpg}\n"), "--template", "all", "--json")
    assert missing.code == 1
    (found,) = [found for found in missing.report["diagnostics"] if found["severity"] == "error"]
    assert found["code"] == "E330"


def test_two_languages_of_one_name_are_refused_before_anything_is_built(cvtex: Cvtex, write: Write) -> None:
    done = cvtex(
        "build", write(RESUME), "--template", "all", "--output", "{name}-x", "--set", "basics.name=A", "--json"
    )
    assert (done.code, done.codes) == (2, {"E223"}), json.dumps(done.report)
