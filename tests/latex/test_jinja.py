"""Templates: text is escaped without being asked for, and a template's mistake is shown in its line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.conftest import DATA

from cvtex.errors import EngineError
from cvtex.latex.jinja import Printer
from cvtex.resume.locale import locale

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cvtex.errors import Diagnostic

    Print = Callable[..., str]

TIE = r"\penalty400\ "
HOSTILE = json.loads((DATA / "hostile-strings.json").read_text("utf-8"))


@pytest.fixture
def printer(tmp_path: Path) -> Callable[..., Printer]:
    """A printer over one template file."""

    def make(source: str, lang: str = "en") -> Printer:
        (tmp_path / "a.tex").write_text(source, encoding="utf-8")
        return Printer((tmp_path,), locale(lang))

    return make


@pytest.fixture
def show(printer: Callable[..., Printer]) -> Print:
    """The LaTeX of a template's source."""
    return lambda source, lang="en", /, **values: printer(source, lang).render("a.tex", values)[0]


@pytest.fixture
def mistake(printer: Callable[..., Printer]) -> Callable[..., Diagnostic]:
    """What is said of a wrong template."""

    def fail(source: str, **values: object) -> Diagnostic:
        with pytest.raises(EngineError) as caught:
            printer(source).render("a.tex", values)
        (found,) = caught.value.diagnostics
        return found

    return fail


# What is printed


def test_a_printed_value_is_escaped_and_the_template_itself_is_not(show: Print) -> None:
    assert show(r"\cvname{<< x >>}", x=r"50 % & \input{y}") == r"\cvname{50 \% \& \textbackslash{}input\{y\}}"


def test_escaping_is_off_only_for_raw(show: Print) -> None:
    assert show("<< x | raw >>", x=r"\relax") == r"\relax"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("source", ["<< x >>", "<< x | md >>", "<< line(x, x | italic) >>", "<< bold(x) >>"])
def test_no_text_brings_a_control_word_of_its_own(show: Print, source: str, text: str) -> None:
    known = {"penalty", "cvbold", "cvitalic", "cvcode", "cvlink", "cvmath", "cvsep", "cvitem", "cvwhole", "cvbreak"}
    known |= {"textbackslash", "textasciicircum", "textasciitilde"}
    assert set(re.findall(r"\\([A-Za-z@]+)", show(source, x=text))) <= known


def test_what_templates_look_like_inside_a_text_is_text(show: Print) -> None:
    assert show("<< x >>", x="<< 7*7 >> <% if 1 %> <# c #>") == r"<< 7{*}7 >> <\% if 1 \%> <\# c \#>"


def test_nothing_prints_as_nothing(show: Print) -> None:
    source = '<< a >><< a | md >><< a | italic >><< bold(a) >><< a | link(None) >><< a | labelled("score") >>'
    assert show(f"x{source}<< line(a) >>", a=None) == "x"


@pytest.mark.parametrize(
    ("source", "latex"),
    [
        ("<< x | md >>", r"\cvbold{b} a\_b"),
        ("<< x | italic >>", r"\cvitalic{\cvbold{b} a\_b}"),
        ("<< bold(x) >>", r"\cvbold{\cvbold{b} a\_b}"),
        ("<< x >>", r"{*}{*}b{*}{*} a\_b"),
    ],
)
def test_markdown_is_read_where_the_template_asks_for_it(show: Print, source: str, latex: str) -> None:
    assert show(source, x="**b** a_b") == latex


def test_parts_of_a_line_are_parted_and_empty_ones_leave_nothing(show: Print) -> None:
    assert show("<< line(a, b, c) >>", a="A", b=None, c="C") == r"\cvitem{A}\cvsep \cvitem{C}"


def test_a_part_of_several_words_is_broken_only_where_much_is_lost_otherwise(show: Print) -> None:
    part = r"\cvitem{A\cvwhole{}b\cvwhole{}\cvmath{n\le m}\cvwhole{}c}"
    assert show("<< line(x, x) >>", x="A b $n \\le m$ c") == rf"{part}\cvsep {part}"


def test_a_line_or_a_sentence_within_a_line_stays_as_it_is(show: Print) -> None:
    assert show("<< line(line(a, b), a) >>", a="A", b="B") == r"\cvitem{\cvitem{A}\cvsep \cvitem{B}}\cvsep \cvitem{A}"
    assert show("<< line(x | prose, 'B') >>", x="a word of six") == (
        r"\cvitem{a\cvwhole{}word\cvwhole{}of\penalty400\ six}\cvsep \cvitem{B}"
    )


def test_parts_of_a_sentence_end_with_a_full_stop_each_but_where_they_have_a_mark_of_their_own(show: Print) -> None:
    values = {"a": "Li, Wang", "b": "Why?", "c": None, "d": "Proc. of A."}
    assert show("<< sentence(a, b | link('https://x.example'), c, d | md | italic) >>", **values) == (
        r"Li, Wang. \cvlink{https://x.example}{Why?} \cvitalic{Proc. of A.}"
    )


def test_hanzi_are_not_slanted_and_a_title_in_latin_letters_is(show: Print) -> None:
    assert show("<< x | italic >>", "zh", x="算法 **工程师**") == r"算法 \cvbold{工程\cvkeep{}师}"
    assert show("<< x | italic >>", "zh", x="Nature") == r"\cvitalic{Nature}"


@pytest.mark.parametrize(
    ("lang", "label", "latex"),
    [
        ("en", "Programming", "Programming: "),
        ("zh", "编程", "编程："),
        ("zh", "GitHub", "GitHub: "),
        ("en", "编程", "编程: "),
    ],
)
def test_the_colon_behind_a_label_fits_the_letters_before_it(show: Print, lang: str, label: str, latex: str) -> None:
    """A full-width colon behind Latin letters would leave a hole."""
    plain = re.sub(r"\\cvlang\{zh\}\{(.*?)\}", r"\1", show("<< x | md >><< x | colon >>y", lang, x=label))
    assert plain == f"{latex}y"


@pytest.mark.parametrize(("lang", "latex"), [("en", "a, b"), ("zh", "a、b")])
def test_a_list_is_joined_as_the_language_has_it(show: Print, lang: str, latex: str) -> None:
    assert show("<< x | listed >>", lang, x=("a", "", None, "b")) == latex


def test_an_empty_list_is_nothing(show: Print) -> None:
    assert show("<% if x | listed %>yes<% endif %>", x=()) == ""


def test_a_label_stands_before_its_value_in_the_language(show: Print) -> None:
    assert show('<< x | labelled("rank") >>', "zh", x="3/254") == "排名 3/254"


@pytest.mark.parametrize(
    ("text", "url", "latex"),
    [
        ("a_b", "https://x.example/a%20b#c", r"\cvlink{https://x.example/a\%20b\#c}{a\_b}"),
        ("a", None, "a"),
        (None, "https://x.example", r"\cvlink{https://x.example}{https://x.example}"),
        (None, None, ""),
    ],
)
def test_a_link_shows_its_text_or_else_its_address(show: Print, text: str, url: str, latex: str) -> None:
    assert show("<< x | link(u) >>", x=text, u=url) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("several words at end", r"several words at\penalty400\ end"),
        ("a word of six", r"a word of\penalty400\ six"),
        ("a last word: twelve", r"a last word:\penalty400\ twelve"),
        ("a last one of sixteen", "a last one of sixteen"),
        ("a last-and-very-long-word", "a last-and-very-long-word"),
        ("one", "one"),
        ("see $\\alpha x$", r"see \cvmath{\alpha x}"),
        ("see $\\alpha x$ now", r"see \cvmath{\alpha x}\penalty400\ now"),
    ],
)
def test_a_last_word_of_up_to_six_letters_is_tied_in_prose_but_never_inside_a_formula(
    show: Print, text: str, latex: str
) -> None:
    assert show("<< x | prose >>", x=text) == latex
    assert show("<< x | md >>", x=text) == latex.replace(TIE, " "), "names and titles have no ties"


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("用 Python 写", r"用\cvspace{}Python\cvspace{}写"),
        ("提升 4.2% 以上", r"提升\cvspace{}4.2\%\cvspace{}以上"),
        ("a b 中", r"a b\cvspace{}中"),
        ("用Python写", "用Python写"),
        ("共 3 个", r"共\cvspace{}3\cvgap{}\cvunit{}\cvkeep{}个"),
        ("共3个", r"共3\cvunit{}\cvkeep{}个"),
        ("10万+用户", r"10\cvunit{}万\cvclose{}+用户"),
    ],
)
def test_a_typed_space_between_hanzi_and_latin_is_drawn_in_the_width_of_the_typesetting(
    show: Print, text: str, latex: str
) -> None:
    assert show("<< x | md >>", "zh", x=text) == latex
    plain = re.sub(r"\\cvlang\{zh\}\{(.*?)\}", r"\1", show("<< x | md >>", "en", x=text))
    assert plain.replace(r"\%", "%") == text


# What a reader finds


def test_texts_are_noted_as_a_reader_reads_them(printer: Callable[..., Printer]) -> None:
    source = "<< a | md >><< b >><< c | listed >><< d | link(u) >><< n >><< e | raw >>"
    values = {"a": "**b** `c`", "b": "x_y", "c": ("p", "q"), "d": "D", "u": "https://x.example", "n": 0.25, "e": "raw"}
    _, texts = printer(source).render("a.tex", values)
    assert texts == ("b c", "x_y", "p", "q", "D")


def test_texts_of_one_block_are_not_those_of_the_next(printer: Callable[..., Printer]) -> None:
    made = printer("<< a >>")
    made.render("a.tex", {"a": "first"})
    assert made.render("a.tex", {"a": "second"})[1] == ("second",)


# Mistakes


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("ok\n<< nmae >>", 2, "'nmae' is undefined"),
        ("ok\n\n<% if x %>", 3, "endif"),
        ("<< x | nofilter >>", 1, "nofilter"),
        ("a\n<< x.y.z >>", 2, "has no attribute"),
        ("a\nb\n<< 1 / 0 >>", 3, "division by zero"),
        ('<< x | link("javascript:alert(1)") >>', 1, "a link cannot lead to"),
        ('\n<< x | labelled("nolabel") >>', 2, "nolabel"),
        ("<< x.__class__ >>", 1, "unsafe"),
    ],
)
def test_a_mistake_is_shown_in_its_line(
    mistake: Callable[..., Diagnostic], tmp_path: Path, source: str, line: int, said: str
) -> None:
    found = mistake(source, x="text")
    assert found.code == "E621"
    assert found.location is not None
    assert (found.location.file, found.location.line) == (str(tmp_path / "a.tex"), line)
    assert said in found.message
    assert found.hint


def test_a_file_that_is_missing_or_not_utf8_is_named(
    mistake: Callable[..., Diagnostic], printer: Callable[..., Printer], tmp_path: Path
) -> None:
    assert "b.tex is wrong: there is no such file" in mistake('<% include "b.tex" %>').message
    made = printer("")
    (tmp_path / "a.tex").write_bytes(b"\xff\xfe")
    with pytest.raises(EngineError, match="not UTF-8"):
        made.render("a.tex", {})


def test_the_first_folder_that_has_a_file_wins(tmp_path: Path) -> None:
    for name in ("own", "base"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.tex").write_text(name, encoding="utf-8")
    (tmp_path / "base" / "b.tex").write_text("<< x >>", encoding="utf-8")
    made = Printer((tmp_path / "own", tmp_path / "base"), locale("en"))
    assert made.render("a.tex", {})[0] == "own"
    with pytest.raises(EngineError) as caught:
        made.render("b.tex", {})
    place = caught.value.diagnostics[0].location
    assert place is not None
    assert place.file == str(tmp_path / "base" / "b.tex")


def test_compiled_templates_that_were_damaged_are_compiled_again(
    printer: Callable[..., Printer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bit of a constant, which Python would load as it is."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert printer("salary 100").render("a.tex", {})[0] == "salary 100"
    (file,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    compiled = file.read_bytes()
    assert b"salary 100" in compiled
    file.write_bytes(compiled.replace(b"salary 100", b"salary 900"))
    assert printer("salary 100").render("a.tex", {})[0] == "salary 100"
    assert file.read_bytes() == compiled


def test_a_template_cannot_leave_its_folder(mistake: Callable[..., Diagnostic]) -> None:
    for name in ("../secret.tex", "/etc/passwd"):
        assert mistake(f'<% include "{name}" %>').code == "E621"
