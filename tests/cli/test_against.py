"""``cvtex check --pdf FILE --against FILE``: what a parser finds of a résumé in a PDF of any tool."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Build, Cvtex, Run

    Write = Callable[..., Path]
    Page = Callable[..., Path]
    Check = Callable[..., Run]

RESUME = """
    basics: {name: Jiaxin Deng, phone: +86 138 0000 0000, email: name@example.com, url: 'https://example.com/deng'}
    work:
      - {name: Kuaishou, position: Intern, startDate: 2023-01, endDate: 2023-06, highlights: [Built a large system]}
      - {name: Huawei, position: Engineer, startDate: 2020-01, endDate: 2021-06, highlights: [Cut costs by half]}
    skills: [{name: Languages, keywords: [Go, Python]}]
    """
HEADER = ["Jiaxin Deng", "+86 138 0000 0000 | name@example.com | example.com/deng"]
KUAISHOU = ["Kuaishou, Intern, Jan 2023 - Jun 2023", "Built a large system"]
HUAWEI = ["Huawei, Engineer, Jan 2020 - Jun 2021", "Cut costs by half"]
SKILLS = ["SKILLS", "Languages: Go, Python"]
WHOLE = [*HEADER, "EXPERIENCE", *KUAISHOU, *HUAWEI, *SKILLS]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """A PDF of another tool with these lines; `gap` is what it draws for a space, in thousandths of the type size."""

    def page(lines: list[str], *, gap: int | None = None, lang: str = "") -> Path:
        document = pikepdf.Pdf.new()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        document.add_blank_page(page_size=(595, 842)).Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = (line if gap is None else line.replace(" ", f") -{gap} (") for line in lines)
        content = "BT /F1 10 Tf 14 TL 50 800 Td " + "".join(f"[({line})] TJ T* " for line in shown) + "ET"
        document.pages[0].Contents = document.make_stream(content.encode("cp1252"))
        if lang:
            document.Root.Lang = pikepdf.String(lang)
        data = io.BytesIO()
        document.save(data)
        file = tmp_path / "other.pdf"
        file.write_bytes(data.getvalue())
        return file

    return page


@pytest.fixture
def check(cvtex: Cvtex, page: Page, write: Write) -> Check:
    """Look for a résumé in a PDF with these lines."""

    def check(lines: list[str], resume: str = RESUME, *options: str, **drawn: Any) -> Run:  # noqa: ANN401
        return cvtex("check", "--pdf", page(lines, **drawn), "--against", write(resume), "--json", *options)

    return check


def statuses(report: Any) -> dict[str, list[str]]:  # noqa: ANN401 (JSON)
    found: dict[str, list[str]] = {}
    for field in report["fields"]:
        found.setdefault(field["status"], []).append(field["path"])
    return found


def test_a_page_of_another_tool_has_all_values_in_its_own_forms(check: Check) -> None:
    done = check(WHOLE)
    assert (done.code, done.report["diagnostics"]) == (0, [])
    assert set(statuses(done.report)) == {"found", "alike"}
    assert {"work", "skills", "work[0].startDate"} <= set(statuses(done.report)["alike"])
    assert {"pdfium", "pdfium-lines", "poppler", "pypdf", "pdfminer"} <= set(done.report["readers"])
    (name,) = [field for field in done.report["fields"] if field["path"] == "work[1].name"]
    assert (name["kind"], name["expected"]) == ("value", "Huawei")
    assert name["found"]["pypdf"] == {"status": "found", "line": "Huawei, Engineer, Jan 2020 - J…"}


def test_words_that_a_reader_joins_are_lost(check: Check) -> None:
    done = check(WHOLE, gap=280)
    assert done.code == 1
    (name,) = [field for field in done.report["fields"] if field["path"] == "basics.name"]
    assert name["status"] == "joined"
    assert name["found"]["pdfium"] == {"status": "found", "line": "Jiaxin Deng"}
    assert name["found"]["pdfium-lines"] == {"status": "joined", "line": "JiaxinDeng"}
    said = {found["path"]: found for found in done.report["diagnostics"]}
    assert (said["basics.name"]["code"], said["basics.name"]["line"]) == ("P520", 2)
    assert "pdfium-lines" in said["basics.name"]["message"]
    assert "“JiaxinDeng”" in said["basics.name"]["message"]


@pytest.mark.parametrize("missing", range(2))
def test_name_address_and_number_must_be_there(check: Check, missing: int) -> None:
    lines = [line for number, line in enumerate(WHOLE) if number != missing]
    done = check(lines, RESUME, "--cut", "any")
    paths = ["basics.name"] if not missing else ["basics.phone", "basics.email", "basics.url"]
    assert (done.code, statuses(done.report)["lost"]) == (1, paths)


def test_a_link_is_found_where_it_leads(cvtex: Cvtex, page: Page, write: Write) -> None:
    file = page(["Jiaxin Deng", "+86 138 0000 0000 | name@example.com", *WHOLE[2:]])
    with pikepdf.open(file, allow_overwriting_input=True) as document:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.com/deng"))
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), A=action
        )
        document.pages[0].Annots = pikepdf.Array([link])
        document.save(file)
    assert cvtex("check", "--pdf", file, "--against", write(RESUME)).code == 0


def test_an_entry_that_must_stay_and_is_not_there_is_said_once(check: Check) -> None:
    done = check([*HEADER, "EXPERIENCE", *KUAISHOU, *SKILLS])
    assert done.code == 1
    assert statuses(done.report)["lost"] == ["work[1].name", "work[1].position", "work[1].startDate"]
    (said,) = done.report["diagnostics"]
    assert (said["code"], said["path"]) == ("P520", "work[1]")
    assert "nothing of “Huawei”" in said["message"]


@pytest.mark.parametrize(
    ("old", "new", "options"),
    [
        ("{name: Huawei,", "{name: Huawei, priority: 2,", ()),
        ("", "", ("--cut", "any")),
        ("", "", ("--set", "layout.fit.cut=any")),
    ],
)
def test_an_entry_that_may_go_is_left_out(check: Check, old: str, new: str, options: tuple[str, ...]) -> None:
    done = check([*HEADER, "EXPERIENCE", *KUAISHOU, *SKILLS], RESUME.replace(old, new), *options)
    assert (done.code, done.report["diagnostics"]) == (0, [])
    assert statuses(done.report)["left out"] == ["work[1].name", "work[1].position", "work[1].startDate"]


def test_a_heading_goes_with_all_that_stands_under_it(check: Check) -> None:
    done = check(WHOLE[:-2], RESUME.replace("{name: Languages,", "{name: Languages, priority: 1,"))
    assert done.code == 0
    assert statuses(done.report)["left out"] == [
        "skills",
        "skills[0].name",
        *(f"skills[0].keywords[{n}]" for n in (0, 1)),
    ]


@pytest.mark.parametrize("lines", [["Huawei, Engineer"], ["Cut costs by half"], ["Engineer, Jan 2020 - Jun 2021"]])
def test_an_entry_of_which_something_is_there_must_be_there_whole(check: Check, lines: list[str]) -> None:
    """Also one that may go: the build leaves out an entry with all that it says."""
    resume = RESUME.replace("{name: Huawei,", "{name: Huawei, priority: 2,")
    done = check([*HEADER, "EXPERIENCE", *KUAISHOU, *lines, *SKILLS], resume)
    assert done.code == 1
    assert "left out" not in statuses(done.report)


def test_what_another_entry_says_too_does_not_tell_that_an_entry_is_there(check: Check) -> None:
    """Two jobs at one employer: the one that may go shares its name and position with the other."""
    twin = "- {name: Kuaishou, position: Intern, startDate: 2022-03, endDate: 2022-10, priority: 2}"
    done = check(WHOLE, RESUME.replace("- {name: Huawei", f"{twin}\n      - {{name: Huawei"))
    assert (done.code, done.report["disorder"]) == (0, [])
    assert statuses(done.report)["left out"] == ["work[1].name", "work[1].position", "work[1].startDate"]


def test_entries_in_another_order_are_a_note(check: Check) -> None:
    done = check([*HEADER, "EXPERIENCE", *HUAWEI, *KUAISHOU, *SKILLS])
    assert done.code == 0
    assert {"reader": "pdfium", "entry": "work[1]", "behind": "work[0]"} in done.report["disorder"]
    (said,) = done.report["diagnostics"]
    assert (said["severity"], said["code"], said["path"]) == ("info", "P521", "work[1]")
    assert "pdfium, pdfium-lines, poppler" in said["message"]


TRANSLATED = """
    basics: {name: {fr: Jean Dupont, en: John Bridge}, email: j@example.com}
    work: [{name: {fr: Banque de France, en: Bank of France}, startDate: 2020-01, endDate: 2021-06}]
    """
FRENCH = ["Jean Dupont", "j@example.com", "Expérience professionnelle", "Banque de France, 2020-01 - 2021-06"]


@pytest.mark.parametrize(
    ("lang", "options", "chosen"),
    [("", (), "fr"), ("fr-FR", (), "fr"), ("en", (), "fr"), ("fr", ("--lang", "en"), "en")],
)
def test_the_language_is_the_pdfs_unless_another_one_fits_far_better(
    check: Check, lang: str, options: tuple[str, ...], chosen: str
) -> None:
    done = check(FRENCH, TRANSLATED, *options, lang=lang)
    assert done.report["language"] == chosen


def test_people_get_a_table_with_what_was_read_and_by_whom(cvtex: Cvtex, page: Page, write: Write) -> None:
    done = cvtex("check", "--pdf", page(WHOLE, gap=280), "--against", write(RESUME))
    assert "pdfium-lines: JiaxinDeng" in done.out
    assert "read by pdfium, pdfium-lines, poppler" in done.out
    quiet = cvtex("check", "--pdf", page(WHOLE, gap=280), "--against", write(RESUME), "--quiet")
    assert (quiet.code, quiet.out) == (1, "")


def test_a_table_shows_nothing_of_a_pdf_as_markup(cvtex: Cvtex, page: Page, write: Write) -> None:
    resume = write("basics: {name: '[bold]Li[/bold] Ming'}")
    assert "[bold]Li[/bold] Ming" in cvtex("check", "--pdf", page(["[bold]Li[/bold] Ming"]), "--against", resume).out


def test_poppler_is_used_only_where_it_is(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = check(WHOLE)
    assert done.code == 0
    assert "poppler" not in done.report["readers"]


def test_what_cannot_be_read_has_the_code_of_its_mistake(
    check: Check, cvtex: Cvtex, write: Write, tmp_path: Path
) -> None:
    assert check(WHOLE, "basics: {nme: A}").code == 1
    (tmp_path / "no.pdf").write_bytes(b"no pdf")
    assert cvtex("check", "--pdf", tmp_path / "no.pdf", "--against", write(RESUME)).code == 3


def test_a_resume_is_looked_for_in_a_pdf(cvtex: Cvtex, write: Write) -> None:
    assert cvtex("check", "--against", write(RESUME)).code == 2


def test_every_key_of_the_report_is_documented(check: Check) -> None:
    page = (ROOT / "docs" / "pdf.md").read_text(encoding="utf-8").partition("## Find a résumé")[2]
    report = check([*HEADER, "EXPERIENCE", *HUAWEI, *KUAISHOU, *SKILLS]).report
    wanted = set(report) | set(report["fields"][0]) | set(report["disorder"][0]) | {"status", "line"}
    assert [key for key in sorted(wanted) if f"`{key}`" not in page] == []


@pytest.mark.tex
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reader_finds_all_of_what_cvtex_makes(cvtex: Cvtex, build_once: Build, lang: str) -> None:
    built = build_once(ROOT / "resume.yaml")
    done = cvtex("check", "--pdf", built.pdf(lang), "--against", ROOT / "resume.yaml", "--json")
    assert (done.code, done.report["language"], done.report["diagnostics"]) == (0, lang, [])
    omitted = {item["path"] for item in built.output(lang)["omitted"]}
    gone = {field["path"].rpartition(".")[0] for field in done.report["fields"] if field["status"] == "left out"}
    assert gone == {path for path in omitted if path.count("[") == 1 and not path.startswith("sections")}
    assert {field["status"] for field in done.report["fields"]} == {"found", "left out"}
