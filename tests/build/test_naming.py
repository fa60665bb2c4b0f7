"""A PDF has the name that is asked for, whatever a résumé says, and never the name of another one of the same run."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cvtex.build.naming import destination, destinations
from cvtex.build.request import Request
from cvtex.build.source import languages, read
from cvtex.errors import CvtexError, ResumeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Cvtex

    Write = Callable[..., Path]

BASICS = {"name": {"zh": "林知远", "en": "Zhiyuan Lin"}, "label": {"zh": "后端/算法", "en": "**C/C++** engineer"}}


def named(folder: Path, pattern: str | None, *, basics: object = BASICS, **options: Any) -> dict[str, str]:  # noqa: ANN401
    """The names of the PDFs by language, of a pattern on the command line."""
    file = folder / "resume.json"
    file.write_text(json.dumps({"basics": basics}), encoding="utf-8")
    request = Request(file=file, output=pattern, output_dir=folder / "out", **options)
    source = read(request)
    places = destinations(request, source, languages(request, source))
    assert {place.path.parent for place in places.values()} == {folder / "out"}
    return {lang: place.path.name for lang, place in places.items()}


def in_english(folder: Path, pattern: str, **options: Any) -> str:  # noqa: ANN401
    return named(folder, pattern, langs=("en",), **options)["en"]


def test_without_a_word_it_has_the_name_of_the_file_and_the_language(tmp_path: Path) -> None:
    assert named(tmp_path, None) == {"zh": "resume.zh.pdf", "en": "resume.en.pdf"}


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{name}-{target}-{lang}", "Zhiyuan Lin-java-en.pdf"),
        ("{name}", "Zhiyuan Lin.pdf"),
        ("CV {name} ({template})", "CV Zhiyuan Lin (classic).pdf"),
        ("{name}.pdf", "Zhiyuan Lin.pdf"),
        ("{name}.PDF", "Zhiyuan Lin.pdf"),
        ("{label}", "C-C++ engineer.pdf"),
        ("简历_{lang}", "简历_en.pdf"),
    ],
)
def test_placeholders_are_filled_in(tmp_path: Path, pattern: str, name: str) -> None:
    assert in_english(tmp_path, pattern, target="java") == name


def test_each_language_is_named_in_its_own_words(tmp_path: Path) -> None:
    assert named(tmp_path, "{name}-{label}") == {
        "zh": "林知远-后端-算法.pdf",
        "en": "Zhiyuan Lin-C-C++ engineer.pdf",
    }


def test_targets_do_not_replace_each_other(tmp_path: Path) -> None:
    pattern = "{name}-{target}-{lang}"
    assert {in_english(tmp_path, pattern, target=target) for target in ("java", "go")} == {
        "Zhiyuan Lin-java-en.pdf",
        "Zhiyuan Lin-go-en.pdf",
    }


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{name}-{target}-{lang}", "Zhiyuan Lin-en.pdf"),
        ("{name}_{label}_{target}_{lang}", "Zhiyuan Lin_en.pdf"),
        ("{target}-{name}", "Zhiyuan Lin.pdf"),
        ("{name} ({target})", "Zhiyuan Lin.pdf"),
        ("{name} ({target}) {lang}", "Zhiyuan Lin en.pdf"),
        ("{name}（{target}）", "Zhiyuan Lin.pdf"),
        ("cv{target}-{lang}", "cv-en.pdf"),
        ("{target}{label}", "resume.en.pdf"),
        ("{target}.pdf", "resume.en.pdf"),
        ("-{target}-", "resume.en.pdf"),
    ],
)
def test_what_is_empty_goes_with_the_mark_beside_it(tmp_path: Path, pattern: str, name: str) -> None:
    assert in_english(tmp_path, pattern, basics={"name": "Zhiyuan Lin"}) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("..", "resume.en.pdf"),
        ("/", "resume.en.pdf"),
        (".bashrc", "bashrc.pdf"),
        ("-rf", "rf.pdf"),
        ("C:\\Users", "C--Users.pdf"),
        ('a<b>c"d|e?f*g', "a-b-c-d-e-f-g.pdf"),
        ("CON", "CON_.pdf"),
        ("nul.txt", "nul_.txt.pdf"),
        ("com1", "com1_.pdf"),
        ("Lin. ", "Lin.pdf"),
        ("Console", "Console.pdf"),
        ("Jose\u0301", "José.pdf"),
        ("{lang}", "{lang}.pdf"),
    ],
)
def test_what_a_name_cannot_hold_is_replaced(tmp_path: Path, said: str, name: str) -> None:
    assert in_english(tmp_path, "{name}", basics={"name": said}).replace("\\", "/") == name


def test_nothing_invisible_gets_into_a_name(tmp_path: Path) -> None:
    assert in_english(tmp_path, "{target}\x1b[2J", target="a\u202efdp.exe\n") == "afdp.exe-[2J.pdf"


def test_a_long_name_is_cut_between_characters(tmp_path: Path) -> None:
    name = in_english(tmp_path, "{name}", basics={"name": "林" * 300})
    assert name == "林" * 66 + ".pdf"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["{name}", "{label}", "{target}", "{date}", "-", "_", ". ", "(", ")", "..", "CON", ":"])),
    st.text(max_size=12),
)
def test_no_name_leaves_the_folder_or_is_hidden(tmp_path: Path, parts: list[str], said: str) -> None:
    basics = {"name": "A" + said.replace("\x00", ""), "label": said.replace("\x00", "")}
    try:
        name = in_english(tmp_path, "".join(parts), basics=basics)
    except ResumeError:  # a control character in the file
        return
    (tmp_path / name).write_bytes(b"")
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert name.endswith(".pdf")
    assert name[0] not in ".-~ "
    assert len(name.encode()) <= 204
    assert not set('/\\:*?"<>|\r\n\t\0') & set(name)


# -- the day


def test_the_day_is_that_of_source_date_epoch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert in_english(tmp_path, "{name} {date}") == "Zhiyuan Lin 2023-11-14.pdf"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert in_english(tmp_path, "{date}") == f"{time.strftime('%Y-%m-%d')}.pdf"


# -- what is refused


def refused(folder: Path, pattern: str | None, **options: Any) -> CvtexError:  # noqa: ANN401
    with pytest.raises(CvtexError) as caught:
        named(folder, pattern, **options)
    return caught.value


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("{nmae}", "did you mean `{name}`"),
        ("{company}", "{name}, {label}, {lang}, {target}, {template}, {date}"),
        ("{name", "placeholders"),
        ("out/{name}", "--output-dir"),
        ("../{name}", "--output-dir"),
        ("..\\{name}", "--output-dir"),
    ],
)
def test_a_pattern_that_names_no_pdf_is_refused(tmp_path: Path, pattern: str, hint: str) -> None:
    error = refused(tmp_path, pattern)
    (found,) = error.diagnostics
    assert isinstance(error, UsageError)
    assert (found.code, str(found.location)) == ("E222", "--output")
    assert hint in found.hint


def test_two_languages_of_one_name_are_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, "{target}-cv", target="java")
    (found,) = error.diagnostics
    assert isinstance(error, UsageError)
    assert found.code == "E223"
    assert "zh and en" in found.message
    assert "{lang}" in found.hint


def test_names_that_differ_in_case_are_one(tmp_path: Path) -> None:
    basics = {"name": {"en": "ZHANG San", "de": "Zhang SAN"}}
    assert refused(tmp_path, "{name}", basics=basics).diagnostics[0].code == "E223"


def test_the_file_says_where_two_names_are_one(write: Write, cvtex: Cvtex, tmp_path: Path) -> None:
    file = write("basics: {name: {zh: 张三, en: San}}\nlayout:\n  output: cv\n")
    done = cvtex("build", file, "--json", "-o", tmp_path / "out")
    (found,) = done.report["diagnostics"]
    assert (done.code, found["code"], found["line"], found["column"]) == (1, "E223", 3, 11)
    assert not (tmp_path / "out").exists()


def test_a_check_says_so_too(write: Write, cvtex: Cvtex) -> None:
    file = write(
        "basics: {name: {zh: 张三, en: San}}\n"
        "layout:\n  languages:\n    zh: {output: San}\n    en: {output: '{name}'}\n"
    )
    done = cvtex("check", file, "--json")
    (found,) = done.report["diagnostics"]
    assert (done.code, found["code"], found["line"], found["column"]) == (1, "E223", 5, 18)


def test_a_language_may_have_a_name_of_its_own(write: Write) -> None:
    file = write(
        "basics: {name: {zh: 张三, en: San}}\nlayout: {output: '{name} CV', languages: {zh: {output: '{name}简历'}}}\n"
    )
    request = Request(file=file)
    source = read(request)
    assert destination(request, source, "zh").path.name == "张三简历.pdf"
    assert destination(request, source, "en").path.name == "San CV.pdf"
    assert destination(replace(request, output="a"), source, "zh").path == request.output_dir / "a.pdf"


# -- all that follows from it


@pytest.mark.tex
def test_the_pdf_its_pictures_what_is_kept_and_the_report_have_the_name(
    write: Write, cvtex: Cvtex, tmp_path: Path
) -> None:
    file = write("basics: {name: {zh: 张三, en: San Zhang}}\nlayout: {output: '{name}-{lang}'}\n")
    out = tmp_path / "out"
    done = cvtex("build", file, "-o", out, "--png", "--json", "--keep", tmp_path / "kept")
    assert done.code == 0, done.out
    assert [output["pdf"] for output in done.report["outputs"]] == [
        str(out / "张三-zh.pdf"),
        str(out / "San Zhang-en.pdf"),
    ]
    assert sorted(path.name for path in out.iterdir()) == [
        "San Zhang-en-1.png",
        "San Zhang-en.pdf",
        "张三-zh-1.png",
        "张三-zh.pdf",
    ]
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["San Zhang-en", "张三-zh"]


@pytest.mark.tex
def test_a_name_that_gives_something_private_away_is_not_delivered(write: Write, cvtex: Cvtex, tmp_path: Path) -> None:
    file = write("basics: {name: San Zhang, phone: +86 139 1187 2943}\nlayout: {output: '{name} 139-1187-2943'}\n")
    done = cvtex("build", file, "-o", tmp_path / "out", "--redact", "--json")
    assert done.code == 1
    assert done.codes == {"E231"}
    assert not (tmp_path / "out").exists()
