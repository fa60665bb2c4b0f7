"""The command line as its users meet it: arguments, streams, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import PROGRAM, environment

from cvtex import __version__, pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Cvtex

    Write = Callable[..., Path]

GOOD = "basics: {name: {zh: 张三, en: San Zhang}}\nwork: [{name: {zh: 快手, en: Kuaishou}}]"
WRONG = "basics: {name: A, nmae: B}\nlayout: {pages: x}"
COMMANDS = {"build", "check", "schema", "templates", "explain"}


def program(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    options = {"env": environment(), "cwd": None, **options}
    return subprocess.run((*PROGRAM, *map(str, arguments)), capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


# Help


def test_the_version_is_the_packages(cvtex: Cvtex) -> None:
    assert cvtex("--version").out.strip() == f"cvtex {__version__}"
    assert program("--version").stdout.decode().strip() == f"cvtex {__version__}"


def test_help_names_every_command_and_is_what_no_arguments_give(cvtex: Cvtex) -> None:
    found = cvtex("--help").out
    assert all(command in found for command in COMMANDS)
    assert cvtex("-h").out == found
    assert "Usage" in cvtex().out + cvtex().err


@pytest.mark.parametrize(
    ("command", "codes"),
    [
        ("build", "0 built; 1 the résumé is wrong; 2 wrong usage; 3 xelatex is missing or failed; 4 it cannot fit"),
        ("check", "0 nothing is wrong, warnings aside; 1 the résumé or the PDF is wrong; 2 wrong usage; 3 a font"),
    ],
)
def test_help_teaches_the_exit_codes_and_the_default_file(cvtex: Cvtex, command: str, codes: str) -> None:
    found = " ".join(cvtex(command, "--help").out.split())
    assert "resume.yaml" in found
    assert codes in found


def test_an_unknown_code_is_answered_with_those_near_it(cvtex: Cvtex) -> None:
    assert "did you mean" in cvtex("explain", "E2001").err
    done = cvtex("explain", "foo")
    assert done.code == 2
    assert len(done.err.split()) < 40
    assert "docs/errors.md" in " ".join(done.err.replace("│", " ").split())


@pytest.mark.parametrize(
    "option",
    [
        "--lang",
        "--pages",
        "--cut",
        "--template",
        "--output-dir",
        "--overlay",
        "--set",
        "--target",
        "--keep",
        "--json",
        "--quiet",
    ],
)
def test_build_has_every_option_of_the_design(cvtex: Cvtex, option: str) -> None:
    assert option in cvtex("build", "--help").out


# Exit codes


def test_a_good_resume_checks_out(cvtex: Cvtex, write: Write) -> None:
    done = cvtex("check", write(GOOD))
    assert (done.code, done.out, done.err) == (0, "no mistakes found\n", "")


def test_every_mistake_is_told_at_once_in_its_line(cvtex: Cvtex, write: Write) -> None:
    file = write(WRONG)
    done = cvtex("check", file)
    assert done.code == 1
    assert done.out == ""
    assert f"{file}:1:19: error: unknown key `nmae`" in done.err
    assert f"{file}:2:17: error:" in done.err
    assert done.err.endswith("2 errors\n")


def test_build_and_check_say_the_same_of_a_wrong_file(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    file = write(WRONG)
    check, build = cvtex("check", file, "--json"), cvtex("build", file, "--json", "-o", tmp_path / "out")
    assert check.code == build.code == 1
    assert check.report["diagnostics"] == build.report["diagnostics"]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "cv.yaml", "--pages", "0"),
        ("build", "cv.yaml", "--pages", "100"),
        ("build", "cv.yaml", "--pages", "1.5"),
        ("build", "cv.yaml", "--pages", "two"),
        ("build", "cv.yaml", "--cut", "some"),
        ("build", "cv.yaml", "--nothing"),
        ("build", "cv.yaml", "other.yaml"),
        ("build", "missing.yaml"),
        ("build", "."),
        ("check", ""),
        ("check", "missing.yaml"),
        ("check", "cv.yaml", "--overlay", "missing.yaml"),
        ("check", "cv.yaml", "--lang", "xx"),
        ("build", "cv.yaml", "--lang", "zh_CN"),
        ("build", "cv.yaml", "--template", "clasic"),
        ("explain", "E000"),
        ("nothing",),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_wrong(
    cvtex: Cvtex, write: Write, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(write(GOOD).parent)
    done = cvtex(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert len(done.err.splitlines()) >= 2
    assert not Path("build").exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_without_a_file_it_is_resume_yaml_here(
    cvtex: Cvtex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = cvtex(command, "--json")
    assert (done.code, done.codes) == (2, {"E101"})
    assert done.report["diagnostics"][0]["file"] == "resume.yaml"


def test_a_machine_without_xelatex_is_3_and_is_told_how_to_get_it(
    cvtex: Cvtex, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = cvtex("build", write(GOOD), "--json", "-o", tmp_path / "out")
    assert (done.code, done.codes) == (3, {"E601"})
    assert "apt-get install" in done.report["diagnostics"][0]["hint"]


def test_what_is_written_in_no_language_asked_for_is_wrong_usage(cvtex: Cvtex, write: Write) -> None:
    file = write("basics: {name: {zh: 张三, en: null}}\nmeta: {languages: [zh, en]}")
    done = cvtex("check", file, "--lang", "en", "--json")
    assert (done.code, done.codes) == (2, {"E704"})


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_language_that_only_the_plain_texts_could_fill_is_wrong_usage(
    cvtex: Cvtex, write: Write, tmp_path: Path, command: str
) -> None:
    file = write(GOOD + "\nskills: [{name: Python}]\n")
    place = ("-o", tmp_path / "out") if command == "build" else ()
    done = cvtex(command, file, "--lang", "fr", "--json", *place)
    assert (done.code, done.codes) == (2, {"E704"})
    assert "zh, en" in done.report["diagnostics"][0]["hint"]


def test_a_file_of_plain_texts_is_built_with_any_locale(cvtex: Cvtex, write: Write) -> None:
    assert cvtex("check", write("basics: {name: Ana}\nwork: [{name: Acme}]"), "--lang", "fr").code == 0


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_target_that_nothing_is_for_is_wrong_usage(cvtex: Cvtex, write: Write, tmp_path: Path, command: str) -> None:
    file = write("basics: {name: A}\nwork: [{name: B, tags: [systems, lab], highlights: [{text: C, tags: web}]}]")
    place = ("-o", tmp_path / "out") if command == "build" else ()
    done = cvtex(command, file, "--target", "sistems", "--json", *place)
    assert (done.code, done.codes) == (2, {"E709"})
    assert done.report["diagnostics"][0]["hint"] == "did you mean `systems`? its tags are systems, lab, web"
    assert cvtex("check", file, "--target", "web").code == 0
    bare = cvtex("check", write("basics: {name: A}"), "--target", "x", "--json")
    assert bare.codes == {"E709"}
    assert "tags: [x]" in bare.report["diagnostics"][0]["hint"]


def test_a_list_in_an_overlay_is_the_whole_list(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    over = tmp_path / "over.yaml"
    over.write_text("work: [{position: Engineer}]\n", encoding="utf-8")
    done = cvtex("check", write(GOOD), "--overlay", over, "--json")
    assert done.codes == {"E203"}
    assert "replaces the whole list" in done.report["diagnostics"][0]["hint"]
    done = cvtex("check", write(GOOD + "\nawards: [{date: 2020}]"), "--json")
    assert "replaces" not in done.report["diagnostics"][0]["hint"]


# Reports


def test_json_is_the_report_and_nothing_else_on_standard_output(cvtex: Cvtex, write: Write) -> None:
    done = cvtex("check", write(WRONG), "--json")
    assert done.report["outputs"] == []
    first = done.report["diagnostics"][0]
    assert first.keys() == {"severity", "code", "message", "file", "line", "column", "path", "hint"}
    assert (first["severity"], first["code"], first["line"], first["column"]) == ("error", "E201", 1, 19)
    assert done.report["exit_code"] == done.code == 1
    assert "2 errors" in done.err


def test_quiet_prints_nothing_where_nothing_is_wrong(cvtex: Cvtex, write: Write) -> None:
    done = cvtex("check", write(GOOD), "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_set_is_named_as_the_place_of_its_mistake(cvtex: Cvtex, write: Write) -> None:
    done = cvtex("check", write(GOOD), "--set", "basics.birthDate=2000-13", "--json")
    assert [(found["file"], found["code"]) for found in done.report["diagnostics"]] == [("--set", "E206")]


def test_every_code_is_explained_and_a_small_letter_will_do(cvtex: Cvtex) -> None:
    assert cvtex("explain", "e201").out.startswith("E201: ")


def test_the_schema_is_json_and_templates_are_listed(cvtex: Cvtex) -> None:
    assert "properties" in json.loads(cvtex("schema").out)
    assert cvtex("templates").out.splitlines()[0].startswith("classic ")


# Builds


@pytest.mark.tex
def test_results_go_to_standard_output_a_language_in_two_lines(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    done = cvtex("build", write(GOOD), "-o", tmp_path / "out")
    assert done.code == 0
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines[::2]] == ["zh", "en"]
    assert [line.split()[0] for line in lines[1::2]] == [str(tmp_path / f"out/cv.{lang}.pdf") for lang in ("zh", "en")]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["cv.en.pdf", "cv.zh.pdf"]


@pytest.mark.tex
def test_only_the_languages_asked_for_are_built_each_once(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    done = cvtex("build", write(GOOD), "-l", "en", "-l", "en", "--json", "-o", tmp_path / "out")
    assert [output["lang"] for output in done.report["outputs"]] == ["en"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["cv.en.pdf"]


@pytest.mark.tex
def test_without_output_dir_it_is_build_here(
    cvtex: Cvtex, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(GOOD, "resume.yaml")
    monkeypatch.chdir(tmp_path)
    done = cvtex("build", "-l", "zh", "--json")
    assert done.report["outputs"][0]["pdf"] == "build/resume.zh.pdf"
    assert (tmp_path / "build" / "resume.zh.pdf").is_file()


@pytest.mark.tex
@pytest.mark.parametrize(
    "name", ['d e\'f"g 中文 🚀/my "cv" 简历 🚀.yaml', "$(id) %n #1/-x.yaml", "a\\b ~^{}/a.b.yaml", "no-suffix"]
)
def test_paths_may_have_any_characters(cvtex: Cvtex, write: Write, name: str) -> None:
    file = write("basics: {name: 张三}", name)
    done = cvtex("build", file, "-o", file.parent / "out", "--keep", file.parent / "kept")
    assert done.code == 0, done.err
    made = file.parent / "out" / f"{file.stem}.zh.pdf"
    assert pdf.inspect(made.read_bytes()).text.strip() == "张三"


@pytest.mark.tex
@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no folder that even root cannot write")
def test_a_folder_that_cannot_be_written_is_2_and_named(cvtex: Cvtex, write: Write) -> None:
    done = cvtex("build", write("basics: {name: A}"), "-o", "/proc/cvtex", "--json")
    assert (done.code, done.codes) == (2, {"E703"})
    assert "/proc/cvtex/cv.en.pdf" in done.report["diagnostics"][0]["message"]


@pytest.mark.tex
def test_the_linked_output_is_followed(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    file = write("basics: {name: A}")
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "there.pdf").write_bytes(b"%PDF-1.7 old")
    (tmp_path / "cv.en.pdf").symlink_to(tmp_path / "real" / "there.pdf")
    assert cvtex("build", file, "-o", tmp_path).code == 0
    assert (tmp_path / "cv.en.pdf").is_symlink()
    assert (tmp_path / "real" / "there.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.tex
def test_keep_leaves_what_tex_read_and_what_it_said(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert cvtex("build", write(GOOD), "--keep", kept, "-o", tmp_path).code == 0
    assert sorted(path.name for path in kept.iterdir()) == ["cv.en", "cv.zh"]
    assert "张三" in (kept / "cv.zh" / "blocks.tex").read_text("utf-8")
    assert (kept / "cv.zh" / "conversation.log").read_text("utf-8").strip()


@pytest.mark.tex
def test_nothing_temporary_stays_behind(
    cvtex: Cvtex, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    assert cvtex("build", write(GOOD), "-o", tmp_path / "out").code == 0
    assert list((tmp_path / "tmp").iterdir()) == []


# In a process of its own


@pytest.mark.tex
@pytest.mark.parametrize(
    "changed", [{"LC_ALL": "C", "LANG": "C"}, {"HOME": "/nonexistent"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_an_environment_that_lacks_something_still_builds(
    write: Write, tmp_path: Path, changed: dict[str, str]
) -> None:
    file = write("basics: {name: 张三, email: a@localhost}", "简历.yaml")
    done = program("build", file, "-o", tmp_path / "输出", env=environment(**changed))
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"W417" in done.stderr
    assert (tmp_path / "输出" / "简历.zh.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.tex
def test_the_second_run_says_the_same_as_the_first(write: Write, tmp_path: Path) -> None:
    file = write(GOOD)
    first, second = (program("build", file, "-o", tmp_path / "out", "--json") for _ in range(2))
    assert first.returncode == second.returncode == 0
    reports = [json.loads(done.stdout) for done in (first, second)]
    for report in reports:
        report.pop("unchanged", None)
        for output in report["outputs"]:
            output.pop("seconds")
    assert reports[0] == reports[1]


@pytest.mark.parametrize("file", [".", "", "/", "missing/"])
def test_what_is_no_file_is_named_and_no_bug(tmp_path: Path, file: str) -> None:
    done = program("build", file, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert b"[E101]" in done.stderr


def test_a_reader_that_goes_away_is_no_accident(write: Write) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = (*PROGRAM, "check", str(write(GOOD)))
    done = subprocess.run(command, env=environment(), stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert b"Traceback" not in done.stderr
    assert b"E999" not in done.stderr


@pytest.mark.tex
def test_timings_reach_from_the_start_of_python_to_the_end(write: Write, tmp_path: Path) -> None:
    file = write("basics: {name: Ann Lee}\nwork: [{name: Example}]\n")
    command = [*PROGRAM, "build", str(file), "--timings", "-o", str(tmp_path)]
    variables = environment(XDG_CACHE_HOME=str(tmp_path / "cache"))
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True, timeout=120)
    for stage in ("starting Python", "reading", "fitting", "checking", "printing the report", "remembering the run"):
        assert re.search(rf"{stage} +[\d.]+ ms", done.stderr), stage
