"""Each design that comes with cvtex, tried by being there: all kinds of section, one page and more, every option."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from tests.conftest import RESUMES
from tests.pages.claims import assert_claims_hold
from tests.pages.readers import READERS
from tests.pages.samples import PHOTO, Sample, designs
from tests.pages.words import measure

from cvtex.build.against import against
from cvtex.build.request import Request
from cvtex.latex.template import Template, load_template
from cvtex.system.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pages.built import Built
    from tests.pages.conftest import Build, Lines
    from tests.pages.glyphs import Line

pytestmark = pytest.mark.tex

EVERY_KIND: Final = Sample("every kind", RESUMES / "kinds.yaml")
PAPERS_PT: Final = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
# Of photo, paper and pages each goes with each value of the others: two languages share them, and one has them all.
SHAPES: Final = {
    "zh": ((True, "a4", 1), (False, "a4", 2)),
    "en": ((False, "letter", 1), (True, "letter", 2)),
}
# It puts characters on a grid; see test_readers.
LEAST_PERCENT: Final = {"pdftotext -layout": 99.0}
MARGIN_MM: Final = 16


def design(name: str) -> Template:
    return load_template(name, templates_folder(), templates_folder())


@dataclass(frozen=True)
class Case:
    """A design in one language, with or without a photo, on one paper and so many pages."""

    design: str
    lang: str
    photo: bool
    paper: str
    pages: int

    def __str__(self) -> str:
        photo = "photo, " if self.photo else ""
        return f"{self.design}, {self.lang}, {photo}{self.paper}, {self.pages}"


def cases() -> Iterator[Case]:
    for name in designs():
        langs = [lang for lang in SHAPES if design(name).is_for(lang)]
        for paper, shapes in SHAPES.items():
            yield from (Case(name, paper if paper in langs else langs[0], *shape) for shape in shapes)


@pytest.mark.parametrize("case", tuple(cases()), ids=str)
def test_a_page_of_every_kind_is_what_people_and_parsers_look_for(
    case: Case, page: Build, lines: Lines, tmp_path: Path
) -> None:
    """One build, and all that is asked of it, since builds take the time."""
    file = EVERY_KIND.write(tmp_path)
    wanted = (f"layout.paper={case.paper}", *([f"basics.image={PHOTO}"] if case.photo else []))
    built = page(
        file,
        case.lang,
        template=case.design,
        pages=case.pages,
        assignments=(*wanted, f"layout.fit.margin={MARGIN_MM}", "layout.fit.cut=any"),
    )
    refused = "W430" if case.photo and "photo" in design(case.design).manifest.refused else None
    assert [told for told in built.told if told.severity != "info" and told.code != refused] == []
    every = lines(built.pdf)
    assert_inside(every, case.paper)
    assert_no_bar_at_an_edge(every)
    assert_foot(every, case)
    assert_dates_at_one_edge(every, case)
    for name, reader in READERS.items():
        score = measure(built.texts, reader(built.pdf), built.formulas)
        assert score.percent >= LEAST_PERCENT.get(name, 99.9), (name, [str(wrong) for wrong in score.wrong])
    if case.pages > 1:
        assert_claims_hold(built)
        assert_fields_found(built, Request(file, langs=(case.lang,), assignments=wanted, template=case.design))
    assert (len(figures(built)) > 0) == (case.photo and refused is None)


def assert_inside(every: list[Line], paper: str) -> None:
    """Nothing stands in the margins, but what hangs there by its white half."""
    left, right = MARGIN_MM / 25.4 * 72, PAPERS_PT[paper][0] - MARGIN_MM / 25.4 * 72
    out = [
        line.words for line in every for glyph in line.drawn if glyph.ink[0] < left - 0.5 or glyph.ink[1] > right + 0.5
    ]
    assert out == []


def assert_fields_found(built: Built, request: Request) -> None:
    """Programs that read applications find each value that the pages show, in its order."""
    shown = {"".join(text.split()) for text in built.texts}
    found = against(built.pdf, request)
    assert [
        (field.field.path, field.field.forms, field.status)
        for field in found.fields
        if field.is_lost and any("".join(form.split()) in shown for form in field.field.forms)
    ] == []
    assert found.disorder == ()


def assert_no_bar_at_an_edge(every: list[Line]) -> None:
    """A separator stands between two things on a line, not at its end nor at its beginning."""
    assert [line.words for line in every if "|" in (line.words[0], line.words[-1])] == []


def assert_foot(every: list[Line], case: Case) -> None:
    """Whose pages they are and which one it is, from the second page on."""
    name = "林知远" if case.lang == "zh" else "Zhiyuan Lin"
    feet = [line for line in every if re.search(r"\d ?/ ?\d$", line.words) and name in line.words]
    assert [(line.page, line.words.replace(" ", "")) for line in feet] == [
        (number, f"{name}|{number}/{case.pages}".replace(" ", "")) for number in range(2, case.pages + 1)
    ]


def assert_dates_at_one_edge(every: list[Line], case: Case) -> None:
    """What is dated in a section of entries or of rows has its dates where all others have them."""
    form = r"\d{4}\.\d\d|\d{4}" if case.lang == "zh" else r"(?:[A-Z][a-z]{2} )?\d{4}"
    period = re.compile(rf"(?:{form}) – (?:{form}|至今|Present)")
    places = [found for line in every for found in placed(line, period)]
    assert len(places) >= 2
    side = "left" if case.design == "record" else str(design(case.design).style_for(case.lang)["dates"])
    right = PAPERS_PT[case.paper][0] - MARGIN_MM / 25.4 * 72
    for start, end in places:
        if side == "right":
            assert abs(end - right) < 1, (start, end)
        else:
            assert end < 0.4 * right, (start, end)
    edges = [start if case.design == "record" else end for start, end in places]
    assert max(edges) - min(edges) < 1


def placed(line: Line, pattern: re.Pattern[str]) -> Iterator[tuple[float, float]]:
    """From where to where a pattern stands on a line; spaces of any width and number count as one."""
    blank = [False, *(glyph.character.isspace() for glyph in line.glyphs)]
    kept = [glyph for glyph, after, here in zip(line.glyphs, blank, blank[1:], strict=False) if not (after and here)]
    text = "".join(" " if glyph.character.isspace() else glyph.character for glyph in kept)
    for match in pattern.finditer(text):
        yield kept[match.start()].left, kept[match.end() - 1].right


def figures(built: Built) -> list[Any]:
    """The pictures of a page, with where they stand in points."""
    with pdfplumber.open(built.pdf) as document:
        return [image for page in document.pages for image in page.images]


# Options


SHORT: Final = """\
basics:
  name: {zh: 林知远, en: Zhiyuan Lin}
  label: {zh: 算法工程师, en: Engineer}
  email: lin@example.com
  image: photo.png
work:
  - name: {zh: 快手, en: Kuaishou}
    position: {zh: 算法实习生, en: Intern}
    startDate: 2023-08
    endDate: 2024-01
    highlights: [{zh: 直播推荐的排序, en: Ranked live streams}]
meta: {languages: [zh, en]}
layout:
"""
# Two values of each option; what follows tells by the PDF which one it has.
OPTIONS: Final = (
    {
        "accent": "'#AA0011'",
        "fonts": "noto",
        "header": "left",
        "dates": "{side: left}",
        "photo": "{size: [25, 35], corner: 2}",
        "footer": "all",
    },
    {
        "accent": "'#0011AA'",
        "fonts": "noto-sans",
        "header": "centre",
        "dates": "{side: right}",
        "photo": "off",
        "footer": "off",
    },
)


@pytest.mark.parametrize("name", tuple(designs()))
def test_an_option_changes_what_it_says_or_is_refused_with_a_reason(
    name: str, page: Build, lines: Lines, tmp_path: Path
) -> None:
    EVERY_KIND.write(tmp_path)
    file = tmp_path / "short.yaml"
    wrong = []
    for options in OPTIONS:
        layout = {**options, "template": name, "fit": f"{{margin: {MARGIN_MM}}}"}
        file = file.with_name(f"{options['footer']}.yaml")
        file.write_text(SHORT + "".join(f"  {key}: {value}\n" for key, value in layout.items()), "utf-8")
        built = page(file, "zh", pages="auto")
        refusals = {told.path: told for told in built.told if told.code == "W430"}
        assert all(told.hint for told in refusals.values())
        every = lines(built.pdf)
        seen = {
            "layout.accent": accent_is(built, options["accent"]),
            "layout.fonts": (options["fonts"] == "noto-sans") == any("Sans" in font for font in text_fonts(every)),
            "layout.header": (options["header"] == "left") == (name_of(every).left < MARGIN_MM / 25.4 * 72 + 12),
            "layout.dates.side": ("left" in options["dates"]) == (dates_of(every)[0] < 200),
            "basics.image": photo_is(built, options["photo"]),
            "layout.footer": (options["footer"] == "all")
            == any("1/1" in line.words.replace(" ", "") for line in every),
        }
        wrong += [(option, options) for option, right in seen.items() if not right and option not in refusals]
    assert wrong == []


def accent_is(built: Built, accent: str) -> bool:
    """Whether something on the page has a colour."""
    wanted = [int(accent.strip("'#")[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    with pikepdf.open(built.pdf) as document:
        colours = [
            [float(value) for value in instruction.operands]
            for instruction in pikepdf.parse_content_stream(document.pages[0])
            if str(instruction.operator) == "rg"
        ]
    return any(all(abs(a - b) < 0.01 for a, b in zip(colour, wanted, strict=True)) for colour in colours)


def text_fonts(every: list[Line]) -> set[str]:
    """The fonts of the bullet's text."""
    (bullet,) = (line for line in every if "直播推荐的排序" in line.text)
    return {glyph.font for glyph in bullet.drawn if glyph.character in "直播推荐"}


def name_of(every: list[Line]) -> Line:
    return next(line for line in every if "林知远" in line.words.replace(" ", ""))


def dates_of(every: list[Line]) -> tuple[float, float]:
    return next(place for line in every for place in placed(line, re.compile(r"2023\.08 – 2024\.01")))


def photo_is(built: Built, photo: str) -> bool:
    """Whether the photo is not there, or has its size and its round corners."""
    shown = figures(built)
    if photo == "off":
        return not shown
    if [(round(image["width"] * 25.4 / 72, 1), round(image["height"] * 25.4 / 72, 1)) for image in shown] != [(25, 35)]:
        return False
    (image,) = shown
    with pypdfium2.PdfDocument(built.pdf) as document:
        drawn = document[0].render(scale=2).to_pil().convert("L")
    left, top, middle = 2 * image["x0"], 2 * image["top"], (image["x0"] + image["x1"], image["top"] + image["bottom"])
    return bool(drawn.getpixel((int(left + 2), int(top + 2))) > 250 > drawn.getpixel(tuple(map(int, middle))))


@pytest.mark.parametrize("name", [name for name in designs() if not design(name).is_for("en")])
def test_a_design_for_other_languages_gives_way_to_the_base_and_says_so(name: str, page: Build, tmp_path: Path) -> None:
    EVERY_KIND.write(tmp_path)
    (tmp_path / "short.yaml").write_text(f"{SHORT}  pages: auto\n", "utf-8")
    built = page(tmp_path / "short.yaml", "en", template=name)
    (told,) = (told for told in built.told if told.code == "W431")
    assert name in told.message
    assert "classic" in told.message
    assert built.pdf.read_bytes() == page(tmp_path / "short.yaml", "en", template="classic").pdf.read_bytes()
