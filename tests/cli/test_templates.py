"""``cvtex templates`` lists the designs and starts one of one's own; what is wrong in that is told with its line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

from cvtex import pdf
from cvtex.latex.keys import keys
from cvtex.latex.template import BASE, load_template, templates
from cvtex.system.resources import templates_folder

if TYPE_CHECKING:
    from tests.conftest import Cvtex, Run

OURS = templates_folder()
DESIGNS = templates(OURS)
RESUME = "basics: {name: San Zhang, email: san@example.com}\nwork: [{name: Spruce, startDate: 2021-07}]\n"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# The list


def test_each_design_is_listed_with_a_line_and_the_default_is_marked(cvtex: Cvtex) -> None:
    listed = cvtex("templates").out.partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == list(DESIGNS)
    assert [line.split()[0] for line in listed if line.endswith("(default)")] == [BASE]
    assert all(len(line) <= 120 for line in listed)


def test_the_list_as_json_is_for_programs(cvtex: Cvtex) -> None:
    listed = {each["name"]: each for each in json.loads(cvtex("templates", "--json").out)}
    assert list(listed) == list(DESIGNS)
    assert [name for name, each in listed.items() if each["default"]] == [BASE]
    assert listed["record"]["languages"] == ["zh"]
    assert "photo" in listed["ledger"]["refused"]
    assert all(each["description"] for each in listed.values())


# A copy


@pytest.mark.parametrize("name", DESIGNS)
def test_a_copy_states_what_the_design_states_and_shows_every_key(cvtex: Cvtex, name: str) -> None:
    done = cvtex("templates", "copy", name, "mine")
    assert done.code == 0
    found, copied = load_template(name, OURS, Path()), load_template("mine", OURS, Path())
    assert copied.manifest == found.manifest
    own = {file.name: file.read_bytes() for file in found.folder.iterdir() if file.name != "template.toml"}
    assert {file.name: file.read_bytes() for file in copied.folder.iterdir() if file.name != "template.toml"} == own
    lines = Path("mine/template.toml").read_text("utf-8").splitlines()
    for table, known in keys().items():
        for key, told in known.items():
            pattern = rf'(?:# )?"?{re.escape(key)}"? = \S.*'
            (at,) = [n for n, line in enumerate(part_of(lines, table)) if re.match(pattern, line)]
            assert told.meaning in "".join(part_of(lines, table)[at - 1 : at + 1]), key


def part_of(lines: list[str], table: str) -> list[str]:
    """The lines of a table, with the one above it."""
    begin = lines.index(f"[{table}]") if table else 1
    end = next((n for n, line in enumerate(lines[begin + 1 :], begin + 1) if line.startswith("[")), len(lines))
    return lines[begin:end]


def test_what_stands_behind_a_sign_can_be_uncommented_as_it_is(cvtex: Cvtex) -> None:
    """But for the reasons of what is refused, which have to be written."""
    cvtex("templates", "copy", "navy", "mine")
    file = Path("mine/template.toml")
    text = file.read_text("utf-8").partition("[refused]")[0]
    file.write_text(re.sub(r"(?m)^# (?=[a-z_]+ = )", "", text), "utf-8")
    style = {**load_template(BASE, OURS, Path()).style_for("zh"), **load_template("navy", OURS, Path()).style_for("zh")}
    assert load_template("mine", OURS, Path()).style_for("zh") == style


def test_it_ends_with_what_to_type_next(cvtex: Cvtex) -> None:
    out = cvtex("templates", "copy", "navy", "mine").out
    assert out.startswith("wrote mine/template.toml\n")
    assert "cvtex build --template mine --trust-template\n" in out
    assert out.endswith("in resume.yaml under layout:\n    template: mine\n")
    named = cvtex("templates", "copy", "navy", "my designs/no 1").out
    assert "--template 'my designs/no 1' --trust-template" in named
    assert named.endswith('    template: "my designs/no 1"\n')


def test_with_blocks_the_files_come_too_that_the_design_takes_from_classic(cvtex: Cvtex) -> None:
    assert cvtex("templates", "copy", "ledger", "mine", "--blocks").code == 0
    names = {file.name for file in Path("mine").iterdir()}
    assert names == {file.name for file in (OURS / BASE).iterdir()} - {"preamble.tex"}
    assert Path("mine/work.tex").read_bytes() == (OURS / "ledger" / "work.tex").read_bytes()
    assert Path("mine/awards.tex").read_bytes() == (OURS / BASE / "awards.tex").read_bytes()


@pytest.mark.tex
@pytest.mark.parametrize("name", DESIGNS)
def test_a_copy_builds_to_the_same_page(cvtex: Cvtex, name: str) -> None:
    cvtex("templates", "copy", name, "mine", "--blocks")
    for template in (name, "mine"):
        options = ("--template", template, "--trust-template", "--png", "--lang", "zh", "-o", f"out-{template}")
        done = cvtex("build", ROOT / "resume.yaml", *options)
        assert done.code == 0, done.err
    one, other = (Path(f"out-{template}") for template in (name, "mine"))
    assert (one / "resume.zh-1.png").read_bytes() == (other / "resume.zh-1.png").read_bytes()
    texts = [pdf.inspect((folder / "resume.zh.pdf").read_bytes()).text for folder in (one, other)]
    assert texts[0] == texts[1]


# In a new résumé


@pytest.mark.parametrize("kind", ["student", "engineer", "academic"])
@pytest.mark.parametrize("langs", [("zh",), ("en",), ("en", "zh")])
def test_a_new_resume_asks_for_the_design_that_was_named(cvtex: Cvtex, kind: str, langs: tuple[str, ...]) -> None:
    chosen = [word for lang in langs for word in ("--lang", lang)]
    done = cvtex("new", "me", "--kind", kind, "--template", "navy", *chosen)
    assert done.code == 0
    assert "\nlayout:\n" in (text := Path("me/resume.yaml").read_text("utf-8"))
    assert text.count("  template: navy\n") == 1
    assert "#zh" not in text
    assert (checked := cvtex("check", "me/resume.yaml")).code == 0, checked.err
    cvtex("new", "plain", "--kind", kind, *chosen)
    plain = Path("plain/resume.yaml").read_text("utf-8")
    assert text.replace("template: navy", "template: classic") == plain


def test_a_new_resume_comes_with_what_designs_there_are(cvtex: Cvtex) -> None:
    said = cvtex("new", "me").out
    assert [name for name in DESIGNS if name not in said.partition("Next:")[2]] == []
    assert "cvtex build --template all --png" in said


def test_a_new_resume_in_an_unknown_design_is_not_begun(cvtex: Cvtex) -> None:
    done = cvtex("new", "me", "--template", "nvay")
    assert done.code == 2
    assert "there is no design 'nvay' [E702]" in done.err
    assert "did you mean navy?" in done.err
    assert not Path("me").exists()


# What is refused


def test_nothing_is_overwritten(cvtex: Cvtex) -> None:
    cvtex("templates", "copy", "navy", "mine")
    before = Path("mine/template.toml").read_bytes()
    done = cvtex("templates", "copy", "plain", "mine")
    assert done.code == 2
    assert "mine is already there, and nothing is overwritten [E722]" in done.err
    assert Path("mine/template.toml").read_bytes() == before
    Path("other").mkdir()
    Path("other/notes.txt").write_text("mine", "utf-8")
    Path("link").symlink_to("nowhere")
    Path("file").write_text("", "utf-8")
    for name in ("other", "link", "file", "file/inner"):
        assert "E722" in cvtex("templates", "copy", "plain", name).err, name
    assert not Path("nowhere").exists()
    Path("empty").mkdir()
    assert cvtex("templates", "copy", "plain", "empty").code == 0


@pytest.mark.parametrize(
    "name", ["all", "navy", "sub/navy", ".hidden", "a\nb", "a;b", "..", "", "x" * 101, "a\0b", "{a}", 'a"b', "name."]
)
def test_a_name_that_could_not_be_asked_for_is_refused(cvtex: Cvtex, name: str) -> None:
    done = cvtex("templates", "copy", "plain", "--", name)
    assert done.code == 2
    assert "[E722]" in done.err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("name", "near"), [("nvay", "did you mean navy?"), ("Navy", "did you mean navy?"), ("../x", "")]
)
def test_an_unknown_design_is_told_with_those_there_are(cvtex: Cvtex, name: str, near: str) -> None:
    done = cvtex("templates", "copy", name, "mine")
    assert done.code == 2
    assert "[E702]" in done.err
    assert near in done.err
    assert ", ".join(DESIGNS) in done.err
    assert not Path("mine").exists()


@pytest.mark.parametrize(
    "words", [("copy",), ("copy", "navy"), ("copy", "navy", "a", "b"), ("cpoy", "navy", "mine"), ("--blocks",)]
)
def test_words_that_are_not_understood_say_what_would_be(cvtex: Cvtex, words: tuple[str, ...]) -> None:
    done = cvtex("templates", *words)
    assert done.code == 2
    assert "cvtex templates copy" in re.sub(r"\s+", " ", done.err)
    assert list(Path().iterdir()) == []


# What is wrong in template.toml

WRONG = {
    # what is written: the line of the mistake, and what is said
    "descripton = 'a'": (1, "descripton is unknown; did you mean description?"),
    "\n[style]\nheadng = 'bar'": (3, "style.headng is unknown; did you mean heading?"),
    "[style]\n\nheading = 'bars'": (3, "style.heading = 'bars' is none of plain, rule"),
    "[style]\nname = 9": (2, "style.name = 9 is not a number from 1 to 4"),
    "[style]\nname = true": (2, "is not a number"),
    "[style]\nname = nan": (2, "is not a number"),
    "[style]\nname = 1e400": (2, "is not a number"),
    "[style]\nname = 2000-01-01": (2, "is not a number"),
    "[style]\nname_ink = 'red'": (2, "is none of black, accent"),
    "[style]\nname_ink = 'grey'": (2, "is none of black, accent"),
    "[style]\nname_ink = 101": (2, "is none of black, accent"),
    "[style]\nphoto = '24mm'": (2, "is not a number from 15 to 45"),
    "[style]\nname = 2\n[style.zh]\nname = 9": (4, "style.name = 9"),
    "[style.zh.deep]\nname = 2": (1, "style.zh.deep is unknown"),
    "[style]\nzh.name = 9": (2, "style.name = 9"),
    "style.name = 9": (1, "style.name = 9"),
    "style = {name = 9}": (1, "style.name = 9"),
    "[ style ]\nname = 9": (2, "style.name = 9"),
    "['style']\n\"name\" = 9": (2, "style.name = 9"),
    'description = """\n[style]\nname = 9\n"""\n[style]\nname = 8': (6, "style.name = 8"),
    "[fit]\nfont_size = [11, 9]": (2, "fit.font_size = [11, 9] is not [lower, upper], from 4 to 40"),
    "[fit]\nfont_size = [0, 9]": (2, "fit.font_size"),
    "[fit]\nfont_size = [9, inf]": (2, "fit.font_size"),
    "[fit]\nleading = [nan, nan]": (2, "fit.leading"),
    "[fit]\nmargin = [10, 1e9]": (2, "fit.margin"),
    "rows = [\n  'skills',\n  'skils',\n]": (1, "rows has 'skils'"),
    "[gaps]\nsection = inf": (2, "gaps.section"),
    "[gaps]\nsection = nan": (2, "gaps.section"),
    "[gaps]\nsection = 1e9": (2, "gaps.section"),
    "[gaps]\nsection = true": (2, "gaps.section"),
    "[faces]\nsans = 1": (2, "faces.sans = 1 is neither true nor false"),
    "[refused]\nphotos = 'no'": (2, "refused.photos is unknown; did you mean photo?"),
    "[refused]\nphoto = ''": (2, "refused.photo = '' is not a reason"),
    "[refused]\ndates.side = 'no'": (2, "refused.dates"),
    "accent = 'blue'": (1, "accent = 'blue'"),
    "accent = '#12345'": (1, "accent = '#12345'"),
    "accent = 5": (1, "accent = 5 is not a text"),
    "fonts = ['noto']": (1, "is not a text"),
    "paper = 'a3'": (1, "paper = 'a3' is none of a4, letter"),
    "paper = {zh = 'a3'}": (1, "paper = 'a3'"),
    "paper = ['a4']": (1, "is none of a4, letter"),
    "languages = 'zh'": (1, "languages = 'zh' is not a list"),
    "rows = ['skils']": (1, "rows has 'skils'"),
    "style = 'bold'": (1, "style is not a table"),
    "[style]\nname = 2\nname = 3": (3, "overwrite"),
    "[style]\nname = ": (2, ""),
    "a = " + "[" * 5000: (None, "cannot be used"),
    "description = '\x1b[31m'": (1, ""),
    '[style]\n"\\u001b[31m" = 1': (None, "is unknown"),
}


@pytest.mark.parametrize("written", WRONG, ids=lambda written: repr(written)[:40])
def test_what_is_wrong_in_a_template_is_told_with_its_line(cvtex: Cvtex, written: str) -> None:
    line, said = WRONG[written]
    done = built_with(cvtex, written.encode())
    assert done.code == 3
    assert f"mine/template.toml:{line}: error: " in done.err if line else "mine/template.toml" in done.err
    assert said in done.err
    assert "[E620]" in done.err
    assert "\x1b" not in done.err
    assert len(done.err) < 1000
    assert not Path("build").exists()


@pytest.mark.parametrize(
    "written", [b"\xff\xfe[\0s\0", b"\xef\xbb\xbf[style]\nname = 9", b"a = '\0'", b"#" * 5_000_000]
)
def test_a_template_of_odd_bytes_is_an_error_too(cvtex: Cvtex, written: bytes) -> None:
    done = built_with(cvtex, written)
    assert done.code == 3
    assert "[E620]" in done.err


def built_with(cvtex: Cvtex, manifest: bytes) -> Run:
    Path("mine").mkdir()
    Path("mine/template.toml").write_bytes(manifest)
    Path("resume.yaml").write_text(RESUME, "utf-8")
    return cvtex("build", "--template", "mine", "--trust-template")
