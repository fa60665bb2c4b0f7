"""Every PDF is tagged: its structure reads as its author would read it aloud, and validators agree with its claims."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from tests.conftest import DATA, ROOT
from tests.pages.claims import assert_claims_hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.pages.conftest import Build

pytestmark = pytest.mark.tex

RESUME = """
basics:
  name: {zh: 李明, en: Ming Li}
  email: ming@example.com
  url: https://ming.example.com
work:
  - name: {zh: 快手, en: Kuaishou}
    department: {zh: 推荐组, en: Recommendation}
    startDate: 2023-01
    highlights:
      - {zh: 用 Python 写, en: Wrote it in **Python** with 张三}
      - {zh: '见[论文](https://x.example)', en: 'See [the paper](https://x.example)'}
awards:
  - {title: {zh: 一等奖, en: First prize}, date: 2024-05, summary: {zh: 全国, en: In the country}}
skills:
  - {name: {zh: 编程, en: Programming}, keywords: [Python, C++]}
sections:
  - id: posts
    kind: table
    title: {zh: 任职, en: Posts}
    columns: [{zh: 年, en: Year}, {zh: 职务, en: Post}]
    rows:
      - [{zh: 2022, en: 2022}, {zh: 部长, en: Head}]
      - [{zh: 2023, en: 2023}, {zh: null, en: null}]
layout: {pages: auto}
"""
SPOKEN = {
    "en": """Document
  H1 Ming Li
  P ming@example.com | ming.example.com
    Link ming@example.com
    Link ming.example.com
  Sect
    H2 Experience
    H3 Kuaishou | Recommendation Jan 2023 – Present
    L
      LI
        Lbl •
        LBody Wrote it in Python with 张三
          Span 张三
      LI
        Lbl •
        LBody See the paper
          Link the paper
  Sect
    H2 Awards
    L
      LI
        LBody First prize May 2024
          P In the country
  Sect
    H2 Skills
    P Programming: Python, C++
  Sect
    H2 Posts
    Table
      TR
        TH Year
        TH Post
      TR
        TD 2022
        TD Head
      TR
        TD 2023
        TD
""",
    "zh": """Document
  H1 李明
  P ming@example.com | ming.example.com
    Link ming@example.com
    Link ming.example.com
  Sect
    H2 工作经历
    H3 快手 | 推荐组 2023.01 – 至今
    L
      LI
        Lbl •
        LBody 用 Python 写
      LI
        Lbl •
        LBody 见论文
          Link 论文
  Sect
    H2 获奖情况
    L
      LI
        LBody 一等奖 2024.05
          P 全国
  Sect
    H2 专业技能
    P 编程：Python、C++
  Sect
    H2 任职
    Table
      TR
        TH 年
        TH 职务
      TR
        TD 2022
        TD 部长
      TR
        TD 2023
        TD
""",
}


def outline(pdf: Path) -> str:
    """The structure of a PDF: a line for each element, with the text that stands in its own lines."""
    with pikepdf.open(pdf) as document:
        texts = [texts_of(page) for page in document.pages]
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        root = document.Root.StructTreeRoot.K[0]
        return "".join(f"{line}\n" for line in described(root, texts, pages, 0))


def described(element: Any, texts: list[dict[int, str]], pages: dict[Any, int], depth: int) -> Iterator[str]:  # noqa: ANN401
    spoken = said(element, texts, pages) if own_pieces(element) else ""
    yield ("  " * depth + f"{str(element.S)[1:]} {' '.join(spoken.split())}").rstrip()
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from described(kid, texts, pages, depth + 1)


def own_pieces(element: Any) -> bool:  # noqa: ANN401
    return any(not (isinstance(kid, pikepdf.Dictionary) and "/S" in kid) for kid in element.get("/K", []))


def said(element: Any, texts: list[dict[int, str]], pages: dict[Any, int]) -> str:  # noqa: ANN401
    """The text of an element and of what stands inside it in the same lines."""
    spoken = ""
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            spoken += texts[pages[element.Pg.objgen]][kid]
        elif "/MCID" in kid:
            spoken += texts[pages[kid.Pg.objgen]][int(kid.MCID)]
        elif str(kid.get("/S")) in ("/Link", "/Span"):
            spoken += said(kid, texts, pages)
    return spoken


def texts_of(page: pikepdf.Page) -> dict[int, str]:
    """What each marked piece of a page says, by the maps of its fonts."""
    fonts = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
    pieces: dict[int, str] = {}
    marks: list[int | None] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                about = operands[1] if len(operands) > 1 else None
                marks.append(int(about.MCID) if isinstance(about, pikepdf.Dictionary) and "/MCID" in about else None)
            case "EMC":
                marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ" if marks and marks[-1] is not None:
                data = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                codes = (int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2))
                pieces[marks[-1]] = pieces.get(marks[-1], "") + "".join(font[code] for code in codes)
    assert not marks
    return pieces


def to_unicode(font: Any) -> dict[int, str]:  # noqa: ANN401
    """The characters of a composite font's codes, by pdfminer's reading of its map."""
    from pdfminer.cmapdb import CMapParser, FileUnicodeMap

    found = FileUnicodeMap()
    CMapParser(found, io.BytesIO(font.ToUnicode.read_bytes())).run()
    return dict(found.cid2unichr)


def elements(document: pikepdf.Pdf, role: str) -> list[Any]:
    return [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == role]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_structure_reads_as_its_author_would_read_it(page: Build, lang: str) -> None:
    assert outline(page(RESUME, lang).pdf) == SPOKEN[lang]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_poppler_tells_the_same(page: Build, lang: str) -> None:
    command = ["pdfinfo", "-struct-text", str(page(RESUME, lang).pdf)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    spoken = [line.strip().strip('"').strip() for line in told.splitlines() if line.strip().startswith('"')]
    assert "H1 (block)" in told
    expected = [line.strip().partition(" ")[2] for line in SPOKEN[lang].splitlines()]
    assert {text for text in expected if text and "|" not in text} - set(spoken) <= {
        # Those that poppler gives in parts, since a link, another language or the way to the date stands in them.
        *(text for text in expected if any(part in text for part in ("张三", "paper", "论文", "2024")))
    }


def test_another_language_in_a_text_is_named(page: Build) -> None:
    with pikepdf.open(page(RESUME, "en").pdf) as document:
        spans = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Span"
        ]
        assert [str(span.Lang) for span in spans] == ["zh"]


def test_each_link_says_where_it_leads_and_is_in_the_structure(page: Build) -> None:
    with pikepdf.open(page(RESUME, "en").pdf) as document:
        links = document.pages[0].Annots
        assert [str(link.Contents) for link in links] == [
            "ming@example.com", "https://ming.example.com", "https://x.example"
        ]  # fmt: skip
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        of_number = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert [str(of_number[int(link.StructParent)].S) for link in links] == ["/Link"] * 3


# What validators say


def samples() -> list[Any]:
    shape = DATA / "resumes"
    return [
        *(pytest.param(ROOT / "resume.yaml", lang, {}, id=f"resume-{lang}") for lang in ("zh", "en")),
        *(pytest.param(shape / "kinds.yaml", lang, {}, id=f"kinds-{lang}") for lang in ("zh", "en")),
        pytest.param(shape / "crowded.yaml", "en", {"pages": 2}, id="two-pages"),
        pytest.param(shape / "rare-characters.yaml", "zh", {}, id="rare-characters"),
        pytest.param(DATA / "jsonresume" / "sample.resume.json", "en", {"pages": "auto"}, id="json-resume"),
        pytest.param(ROOT / "resume.yaml", "zh", {"redact": True, "private": False}, id="redacted"),
    ]


@pytest.mark.parametrize(("source", "lang", "request_values"), samples())
def test_validators_agree_with_what_it_claims(
    page: Build, source: Path, lang: str, request_values: dict[str, Any]
) -> None:
    assert_claims_hold(page(source, lang, **request_values))


def test_a_photo_is_a_figure_that_says_whose_it_is(page: Build, picture: Callable[..., bytes], tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(picture())
    (tmp_path / "resume.yaml").write_text("basics: {name: Ming Li, image: photo.png}\nwork: [{name: A}]\n", "utf-8")
    built = page(tmp_path / "resume.yaml", "en")
    with pikepdf.open(built.pdf) as document:
        figures = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt) for figure in figures] == ["Ming Li"]
    assert_claims_hold(built)


def test_a_template_that_marks_nothing_is_read_by_paragraphs(page: Build, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "template.toml").write_text("description = 'own'\n", "utf-8")
    (own / "work.tex").write_text(r"\noindent\textbf{<< name >>} at << position >>\hfill<< dates >>\par", "utf-8")
    text = "basics: {name: X}\nwork: [{name: Kuaishou, position: Engineer, startDate: 2023, highlights: [Led it]}]\n"
    built = page(text, "en", template=str(own), trust_template=True)
    assert "    P Kuaishou at Engineer" in outline(built.pdf)
    assert_claims_hold(built)


def test_what_keeps_no_standard_claims_none(page: Build, tmp_path: Path) -> None:
    """A colour in CMYK is no colour of the screen that the PDF says it is for."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "template.toml").write_text("description = 'own'\n", "utf-8")
    (own / "work.tex").write_text(
        r"\noindent\special{color push cmyk 0 1 1 0}<< name >>\special{color pop}\par", "utf-8"
    )
    text = "basics: {name: X}\nwork: [{name: Kuaishou}]\n"
    built = page(text, "en", template=str(own), trust_template=True)
    with pikepdf.open(built.pdf) as document, document.open_metadata() as xmp:
        assert "/StructTreeRoot" in document.Root
        assert "pdfuaid:part" not in xmp
        assert "pdfaid:part" not in xmp
    assert "P522" in built.diagnostics
