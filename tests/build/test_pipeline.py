"""Real builds: a file goes in, and the PDF says what the file says, on the pages that were asked for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
import yaml
from tests.conftest import DATA, RESUMES, ROOT, texts

from cvtex import pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Build, Built, Cvtex

    Write = Callable[..., Path]

pytestmark = pytest.mark.tex


# Keys whose values are no text of the page: links, dates (which are written otherwise), names of things in the file.
NOT_SHOWN = {"url", "id", "kind", "startDate", "endDate", "date", "releaseDate", "birthDate", "countryCode", "short"}


def read(file: Path) -> Any:  # noqa: ANN401  (what a file holds)
    """A file as plain data, with every scalar as it is written."""
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (it makes strings alone)


def missing(built: Built, lang: str, *, without: tuple[str, ...] = ("meta", "layout", "$schema")) -> tuple[str, ...]:
    data = {key: value for key, value in read(built.file).items() if key not in without}
    for profile in data["basics"].get("profiles", ()):
        # Where the address of an account is printed, it says the site.
        if (url := profile.get("url")) and url.removeprefix("https://") in built.squeezed(lang):
            del profile["network"]
    return pdf.missing(texts(data, lang, NOT_SHOWN), built.text(lang))


# The résumés


def test_a_json_resume_document_builds_as_it_stands(build_once: Build) -> None:
    built = build_once(DATA / "jsonresume" / "sample.resume.json")
    assert built.run.code == 0
    (output,) = built.run.report["outputs"]
    assert (output["pages"], output["omitted"], output["shortened"]) == (1, [], [])
    assert missing(built, "en") == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_text_of_every_kind_of_section_is_in_the_pdf(build_once: Build, lang: str) -> None:
    built = build_once(RESUMES / "kinds.yaml")
    assert built.run.code == 0
    assert built.output(lang)["omitted"] == []
    assert missing(built, lang) == ()
    assert not [found for found in built.run.report["diagnostics"] if found["code"].startswith(("P", "W8"))]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sections_stand_in_their_order(build_once: Build, lang: str) -> None:
    built = build_once(RESUMES / "kinds.yaml")
    titles = [section["title"][lang] for section in read(built.file)["sections"]]
    lines = [line.strip() for line in built.text(lang).splitlines()]
    places = [lines.index(title) for title in titles]
    assert places == sorted(places)


def test_links_lead_where_the_file_says(build_once: Build) -> None:
    built = build_once(RESUMES / "kinds.yaml")
    assert set(pdf.inspect(built.pdf("en").read_bytes()).links) == {
        "mailto:zhiyuan_lin@mail.example.com",
        "https://zhiyuan.example.com/~lin",
        "https://github.com/zlin-2000",
        "https://ucas.example.com",
        "https://arxiv.example.org/abs/2306.14392",
    }


def test_the_repositorys_own_resume_is_one_full_page_a_language(build_once: Build) -> None:
    built = build_once(ROOT / "resume.yaml")
    assert built.run.code == 0
    for lang in ("zh", "en"):
        output = built.output(lang)
        assert output["pages"] == 1
        assert 0.95 <= output["fill"] <= 1
        assert output["settings"]["font_size_pt"] >= 9
        found = built.squeezed(lang)
        assert "name@example.com" in found
        assert "+8613800000000" in found
        inspection = pdf.inspect(built.pdf(lang).read_bytes())
        assert all(font.embedded and font.has_tounicode for font in inspection.fonts)
        assert inspection.sizes == ((210.0, 297.0),)


def test_each_language_keeps_its_own_punctuation(build_once: Build) -> None:
    built = build_once(ROOT / "resume.yaml")
    assert not re.search(r"[一-鿿][,;:!?()]|[,;:!?(][一-鿿]", built.squeezed("zh"))
    assert not re.search("[，。；：！？（）、《》]", built.text("en"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_resume_may_be_no_more_than_a_name(cvtex: Cvtex, write: Write, tmp_path: Path, lang: str) -> None:
    done = cvtex("build", write("basics: {name: 张三}"), "--lang", lang, "--json", "-o", tmp_path)
    assert done.code == 0
    assert pdf.inspect((tmp_path / f"cv.{lang}.pdf").read_bytes()).text.strip() == "张三"


def test_entries_without_their_name_are_shown(build_once: Build) -> None:
    built = build_once(RESUMES / "nameless.json")
    assert built.run.code == 0
    assert missing(built, "en") == ()
    found = built.squeezed("en")
    assert "https://only.example/x" in found
    assert "https://c.example" in found


def test_words_longer_than_a_line_break_and_copy_out_whole(build_once: Build) -> None:
    built = build_once(RESUMES / "long-words.json")
    assert built.run.code == 0
    assert built.run.report["diagnostics"] == [], "no line stands out of its measure"
    assert missing(built, "en") == ()


def test_rare_characters_come_back_as_they_were_typed(build_once: Build) -> None:
    built = build_once(RESUMES / "rare-characters.yaml")
    assert built.run.code == 0
    found = built.squeezed("zh")
    for text in texts(read(built.file), "zh", NOT_SHOWN):
        assert "".join(text.split()) in found
    assert [item["code"] for item in built.run.report["diagnostics"]] == []


def test_an_emoji_is_refused_with_its_place_and_the_other_language_is_built(
    cvtex: Cvtex, write: Write, tmp_path: Path
) -> None:
    file = write("basics: {name: {zh: 张三, en: San}}\nwork:\n  - {name: W, highlights: [{zh: 火箭, en: a 🚀}]}\n")
    done = cvtex("build", file, "--json", "-o", tmp_path)
    assert done.code == 1
    assert [output["lang"] for output in done.report["outputs"]] == ["zh"]
    (found,) = (item for item in done.report["diagnostics"] if item["severity"] == "error")
    assert (found["code"], found["line"], found["path"]) == ("E320", 3, "work[0].highlights[0]")
    assert "🚀 (U+1F680)" in found["message"]
    assert not (tmp_path / "cv.en.pdf").exists()


@pytest.mark.parametrize(("lang", "title"), [("de", "Berufserfahrung"), ("fr", "Formation")])
def test_other_languages_bring_their_own_headings(build_once: Build, lang: str, title: str) -> None:
    built = build_once(DATA / "jsonresume" / "sample.resume.json", "--lang", "de", "--lang", "fr")
    assert title in built.text(lang)
    with pikepdf.open(built.pdf(lang)) as document:
        assert document.Root.Lang == lang


def test_a_picture_is_in_the_pdf_and_moves_no_text(
    cvtex: Cvtex, write: Write, picture: Callable[..., bytes], tmp_path: Path
) -> None:
    (tmp_path / "证件照 1.png").write_bytes(picture())
    file = write("basics: {name: 张三, image: 证件照 1.png, phone: 13800000000}\nwork: [{name: 公司}]")
    assert cvtex("build", file, "-o", tmp_path).code == 0
    found = pdf.inspect((tmp_path / "cv.zh.pdf").read_bytes())
    assert found.text.split() == ["张三", "13800000000", "工作经历", "公司"]
    with pikepdf.open(tmp_path / "cv.zh.pdf") as document:
        (image,) = document.pages[0].resources["/XObject"].values()
        assert (int(image.Width), int(image.Height)) == (40, 56)


# Pages and cuts

CROWDED = RESUMES / "crowded.yaml"


@pytest.mark.parametrize(("pages", "made"), [("1", 1), ("2", 2), ("3", 3), ("auto", 2)])
def test_there_are_as_many_pages_as_were_asked_for(build_once: Build, pages: str, made: int) -> None:
    built = build_once(CROWDED, "--pages", pages)
    assert built.run.code == 0
    assert built.output("en")["pages"] == made
    assert pdf.inspect(built.pdf("en").read_bytes()).pages == made
    if made > 1:
        assert built.output("en")["omitted"] == []
        assert missing(built, "en", without=("layout",)) == ()


def test_only_what_is_marked_goes_and_it_is_named(build_once: Build) -> None:
    built = build_once(CROWDED)
    omitted = built.output("en")["omitted"]
    marked = {f"work[{n}]": n for n in (1, 2)} | {f"work[{n}].highlights[4]": n + 1 for n in range(8)}
    assert omitted
    for item in omitted:
        assert item["priority"] == marked[item["path"]]
        assert str(item["priority"]) in item["reason"]
        assert CROWDED.read_text("utf-8").splitlines()[item["line"] - 1].strip()
        number = item["path"][5]
        assert f"Number{number}0" not in built.squeezed("en")
    # What is not omitted stands there in full, or in its shorter wording where the report says so.
    for path in built.output("en")["shortened"]:
        assert f"{path[5]}3inbrief" in built.squeezed("en")


WIDE = ("--set", "layout.fit.leading=1.9")


@pytest.mark.parametrize(("options", "code"), [(("--cut", "never"), 4), (WIDE, 4), ((*WIDE, "--cut", "any"), 0)])
def test_without_leave_nothing_is_cut(build_once: Build, options: tuple[str, ...], code: int) -> None:
    assert build_once(CROWDED, *options).run.code == code


def test_what_cannot_fit_is_an_error_that_says_by_how_much_and_what_to_do(cvtex: Cvtex, tmp_path: Path) -> None:
    old = tmp_path / "crowded.en.pdf"
    old.write_bytes(b"old")
    done = cvtex("build", CROWDED, *WIDE, "--json", "-o", tmp_path)
    assert done.code == 4
    (found,) = done.report["diagnostics"]
    assert found["code"] == "E801"
    size = re.search(r"(\d+\.\d) mm \((\d+) lines?\) too tall for 1 page", found["message"])
    assert size is not None
    line_mm = 10 * 1.9 * 25.4 / 72.27
    assert float(size[1]) <= int(size[2]) * line_mm < float(size[1]) + line_mm
    assert re.search(r"work\[\d\]\.highlights\[\d\] \(line \d+\)", found["hint"])
    assert "--cut any" in found["hint"]
    assert "--pages 2" in found["hint"]
    assert found["line"]
    assert old.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["crowded.en.pdf"]


def test_what_the_message_offers_is_enough(cvtex: Cvtex, tmp_path: Path) -> None:
    """The cheapest cuts that an overflow names, marked as it says, make it fit."""
    options = (*WIDE, "-o", tmp_path, "--json")
    done = cvtex("build", CROWDED, *options)
    paths = re.findall(r"(work\[\d\](?:\.highlights\[\d\])?) \(line", done.report["diagnostics"][0]["hint"])
    data = read(CROWDED)
    for path in paths:
        entry, *highlight = map(int, re.findall(r"\d+", path))
        if highlight:
            passage = data["work"][entry]["highlights"][highlight[0]]
            passage = passage if isinstance(passage, dict) else {"text": passage}
            data["work"][entry]["highlights"][highlight[0]] = {**passage, "priority": "9"}
        else:
            data["work"][entry]["priority"] = "9"
    file = tmp_path / "marked.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    assert cvtex("build", file, *options).code == 0


def test_a_marked_section_goes_with_its_heading_before_anything_dearer(cvtex: Cvtex, tmp_path: Path) -> None:
    data = read(CROWDED)
    data["work"] = data["work"][:6]
    for entry in data["work"]:
        entry.pop("priority", None)
    items = [f"Leaf {n}" for n in range(12)]
    data["sections"] = [{"id": "leaves", "kind": "bullets", "title": "Leaves", "priority": "1", "items": items}]
    file = tmp_path / "cv.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    done = cvtex("build", file, "--json", "-o", tmp_path)
    assert done.code == 0, done.out
    assert [item["path"] for item in done.report["outputs"][0]["omitted"]] == ["sections[0]"]
    found = pdf.inspect((tmp_path / "cv.en.pdf").read_bytes()).text
    assert "Leaves" not in found
    assert "Leaf" not in found
    assert "Number 54" in found


def test_more_pages_than_there_is_content_for_is_an_error(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    done = cvtex("build", write("basics: {name: A}"), "--pages", "2", "--json", "-o", tmp_path)
    assert (done.code, done.codes) == (4, {"E802"})


def test_letter_paper_is_letter_paper(build_once: Build) -> None:
    built = build_once(CROWDED, "--set", "layout.paper=letter")
    ((width, height),) = pdf.inspect(built.pdf("en").read_bytes()).sizes
    assert (round(width, 1), round(height, 1)) == (215.9, 279.4)


# What is laid over


def test_private_parts_are_laid_over_when_they_are_there(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    file = write("basics: {name: A, phone: '+86 000 0000 0000', email: public@example.com}")
    write("basics: {phone: '+86 139 1234 5678'}", "cv.private.yaml")
    other = write("basics: {email: other@example.com, label: Over}", "over.yaml")
    options = ("--overlay", other, "--set", "basics.label=Set", "-o", tmp_path)
    assert cvtex("build", file, *options).code == 0
    found = pdf.inspect((tmp_path / "cv.en.pdf").read_bytes()).text
    for text in ("+86 139 1234 5678", "other@example.com", "Set"):
        assert text in found
    for text in ("000 0000", "public", "Over"):
        assert text not in found


def test_a_target_shows_its_own_and_what_is_for_all(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    file = write("basics: {name: A}\nskills: [{name: Lab, tags: lab}, {name: Firm, tags: firm}, {name: All}]")
    assert cvtex("build", file, "--target", "lab", "-o", tmp_path).code == 0
    assert pdf.inspect((tmp_path / "cv.en.pdf").read_bytes()).text.split() == ["A", "Skills", "Lab,", "All"]


def test_the_same_file_gives_the_same_bytes_from_any_folder(
    cvtex: Cvtex, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = []
    for name in ("a", "b c/简历"):
        file = write("basics: {name: 张三, summary: 一段话。}", f"{name}/cv.yaml")
        assert cvtex("build", file, "-o", file.parent).code == 0
        made.append((file.parent / "cv.zh.pdf").read_bytes())
    assert made[0] == made[1]
