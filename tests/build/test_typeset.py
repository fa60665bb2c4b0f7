"""What TeX makes of blocks: templates of one's own, and what is said where TeX stops."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cvtex import pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Cvtex, Run

    Write = Callable[..., Path]
    Try = Callable[..., Run]

pytestmark = pytest.mark.tex

CV = """\
basics: {name: Ann Lee, summary: A summary.}
work:
  - {name: First, highlights: [one, two]}
  - {name: Second, highlights: [three]}
layout: {template: mine}
"""


@pytest.fixture
def attempt(cvtex: Cvtex, write: Write, tmp_path: Path) -> Try:
    """Build with a template of one's own that has these files; an old PDF stands in the way."""

    def build(files: dict[str, str], manifest: str = "", text: str = CV, *options: str) -> Run:
        for name, source in {"template.toml": manifest, **files}.items():
            write(source, f"mine/{name}")
        (tmp_path / "cv.en.pdf").write_bytes(b"old")
        return cvtex("build", write(text), "--trust-template", "--json", "-o", tmp_path, *options)

    return build


def text(folder: Path) -> str:
    return pdf.inspect((folder / "cv.en.pdf").read_bytes()).text


def test_a_template_may_be_as_small_as_the_one_block_it_sets_otherwise(attempt: Try, tmp_path: Path) -> None:
    done = attempt({"bullet.tex": r"\cvpar{Bullet: << text | md >>}"})
    assert done.code == 0, done.out
    found = text(tmp_path)
    assert re.findall(r"Bullet: (\w+)", found) == ["one", "two", "three"]
    assert "Experience" in found


def test_a_template_may_bring_macros_and_bounds_of_its_own(attempt: Try, tmp_path: Path) -> None:
    files = {
        "mine.sty": r"\ProvidesPackage{mine}\newcommand\minebullet[1]{\cvpar{<#1>}}",
        "preamble.tex": "\\nofiles\n\\documentclass{article}\n\\usepackage{cvtex}\n\\usepackage{mine}\n",
        "bullet.tex": r"\minebullet{<< text | md >>}",
    }
    done = attempt(files, "[fit]\nfont_size = [12, 12]\n")
    assert done.code == 0, done.out
    assert done.report["outputs"][0]["settings"]["font_size_pt"] == 12
    assert "<one>" in text(tmp_path)


@pytest.mark.parametrize(
    ("face", "command", "font"), [("sans", "sffamily", "CvtexSans"), ("mono", "ttfamily", "SourceCodePro")]
)
def test_type_in_another_face_is_set_in_it_or_the_key_that_loads_it_is_named(
    attempt: Try, tmp_path: Path, face: str, command: str, font: str
) -> None:
    files = {"bullet.tex": rf"{{\{command} \cvbullet{{<< text | md >>}}}}"}
    done = attempt(files)
    assert (done.code, done.codes) == (3, {"E610"})
    assert f"template.toml has to load the face: [faces] {face} = true" in done.report["diagnostics"][0]["message"]
    assert (tmp_path / "cv.en.pdf").read_bytes() == b"old"
    assert attempt(files, f"[faces]\n{face} = true\n").code == 0
    assert any(font in used.name for used in pdf.inspect((tmp_path / "cv.en.pdf").read_bytes()).fonts)


@pytest.mark.parametrize(
    ("file", "source", "line"),
    [
        ("bullet.tex", "% a comment\n\\cvbullet{<< txet | md >>}", 2),
        ("work.tex", "<% if name %>", 1),
        ("heading.tex", "\\cvheading{<< title | nofilter >>}", 1),
        ("setup.tex", "\n\n<< nothing >>", 3),
    ],
)
def test_a_mistake_in_jinja_names_the_templates_line(
    attempt: Try, tmp_path: Path, file: str, source: str, line: int
) -> None:
    done = attempt({file: source})
    assert (done.code, done.codes) == (3, {"E621"})
    (found,) = done.report["diagnostics"]
    assert found["file"].endswith(f"mine/{file}")
    assert found["line"] == line
    assert (tmp_path / "cv.en.pdf").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("file", "source", "said"),
    [
        ("bullet.tex", r"\nosuchmacro{<< text | md >>}", r"\nosuchmacro"),
        ("bullet.tex", r"\cvbullet{<< text | md >>", "cvtexblock"),
        ("setup.tex", r"\nosuchsetup", r"\nosuchsetup"),
        ("setup.tex", r"\usepackage{nosuchpackage-at-all}", "nosuchpackage-at-all"),
        ("preamble.tex", "\\documentclass{article}\n\\usepackage{cvtex}\n\\nosuchpreamble", r"\nosuchpreamble"),
        ("work.tex", r"\undefinedhead", r"\undefinedhead"),
    ],
)
def test_a_mistake_in_latex_is_an_engine_error_that_says_what_tex_said(
    attempt: Try, tmp_path: Path, file: str, source: str, said: str
) -> None:
    done = attempt({file: source})
    assert done.code == 3
    (found,) = (item for item in done.report["diagnostics"] if item["severity"] == "error")
    assert found["code"].startswith("E6")
    assert said in f"{found['message']} {found['hint']}"
    assert (tmp_path / "cv.en.pdf").read_bytes() == b"old"


def test_a_template_that_loses_text_is_found_out(attempt: Try, tmp_path: Path) -> None:
    done = attempt({"bullet.tex": r"<% if text | md %>\cvpar{nothing}<% endif %>"})
    assert (done.code, done.codes) == (3, {"P506"})
    assert "one" in done.report["diagnostics"][0]["message"]
    assert (tmp_path / "cv.en.pdf").read_bytes() == b"old"


def test_a_template_that_acts_is_found_out(attempt: Try) -> None:
    opened = '<< "<<" | raw >>'  # these two characters are Jinja's here
    action = rf"\special{{pdf:docview {opened}/OpenAction {opened}/S/JavaScript/JS(1)>>>>}}"
    done = attempt({"bullet.tex": action + r"\cvbullet{<< text | md >>}"})
    assert (done.code, done.codes) == (3, {"P501"})


def test_keep_keeps_what_failed(attempt: Try, tmp_path: Path) -> None:
    done = attempt({"bullet.tex": r"\nosuchmacro"}, "", CV, "--keep", str(tmp_path / "kept"))
    assert done.code == 3
    (folder,) = (tmp_path / "kept").iterdir()
    assert r"\nosuchmacro" in (folder / "blocks.tex").read_text("utf-8")
    assert "nosuchmacro" in (folder / "conversation.log").read_text("utf-8")


def test_what_is_too_wide_is_told_with_its_place(attempt: Try, tmp_path: Path) -> None:
    """A box that no line can hold: only a template can make one."""
    done = attempt({"bullet.tex": r"\cvpar{\hbox to 300mm{<< text | md >>\hfil}}"})
    assert done.code == 0
    found = [item for item in done.report["diagnostics"] if item["code"] == "W801"]
    assert [(item["path"], item["line"]) for item in found] == [
        ("work[0].highlights[0]", 3),
        ("work[0].highlights[1]", 3),
        ("work[1].highlights[0]", 4),
    ]
    assert all(re.search(r"\d+\.\d mm too wide", item["message"]) for item in found)
    assert (tmp_path / "cv.en.pdf").read_bytes().startswith(b"%PDF")


def test_both_languages_share_a_template_and_fail_each_for_itself(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    write("", "mine/template.toml")
    write(r'\cvpar{<% if locale.tag == "en" %>\nosuchmacro<% endif %><< text | md >>}', "mine/bullet.tex")
    file = write("basics: {name: {zh: 张三, en: San}}\nwork: [{name: W, highlights: [h]}]\nlayout: {template: mine}")
    done = cvtex("build", file, "--trust-template", "--json", "-o", tmp_path)
    assert done.code == 3
    assert [output["lang"] for output in done.report["outputs"]] == ["zh"]
    assert (tmp_path / "cv.zh.pdf").is_file()
    assert not (tmp_path / "cv.en.pdf").exists()
