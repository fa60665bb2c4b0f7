from __future__ import annotations

import contextlib
import json
import random
import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import DATA

from cvtex.latex.inline import markup
from cvtex.text.inline import markup_problems, plain_text
from cvtex.text.math import COMMANDS, SYMBOLS, MathRefusedError, read_formula

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE: list[str] = json.loads((DATA / "hostile-strings.json").read_text("utf-8"))
WORD = re.compile(r"\\([A-Za-z@]+)")
WORDS = (
    {
        "textbackslash",
        "textasciicircum",
        "textasciitilde",
        "cvbreak",
        "cvbold",
        "cvitalic",
        "cvcode",
        "cvlink",
        "cvmath",
    }
    | {name for name in SYMBOLS if name.isalpha()}
    | COMMANDS.keys()
) - {"text"}


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("**bold** and *italic*", r"\cvbold{bold} and \cvitalic{italic}"),
        ("***both***", r"\cvitalic{\cvbold{both}}"),
        ("**bold *and italic* too**", r"\cvbold{bold \cvitalic{and italic} too}"),
        ("`a*b*` **`c_d`**", r"\cvcode{a{*}b{*}} \cvbold{\cvcode{c\_d}}"),
        ("**42 %** & more", r"\cvbold{42 \%} \& more"),
        ("**a\nb**", r"\cvbold{a b}"),
    ],
)
def test_marks_become_macros(text: str, latex: str) -> None:
    assert markup(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("对**文字**进行", r"对\cvbold{文字}进行"),
        ("**42.36 %**，前", r"\cvbold{42.36 \%}，前"),
        ("**“智能基座”**未来之星", r"\cvbold{“智能基座”}未来之星"),
        ("获得**“智能基座”**称号", r"获得\cvbold{“智能基座”}称号"),
        ("**重点：**Python 开发", r"\cvbold{重点：}Python 开发"),
        ("Python**（核心）**模块", r"Python\cvbold{（核心）}模块"),
        ("增长**+42%**以上", r"增长\cvbold{+42\%}以上"),
        ("用**$x$**和**`y`**的", r"用\cvbold{\cvmath{x}}和\cvbold{\cvcode{y}}的"),
        ("**A**、**B**和**C**。", r"\cvbold{A}、\cvbold{B}和\cvbold{C}。"),
        ("《**书名**》“*斜体*”", r"《\cvbold{书名}》“\cvitalic{斜体}”"),
    ],
)
def test_emphasis_works_beside_chinese_punctuation(text: str, latex: str) -> None:
    assert markup(text) == latex


@pytest.mark.parametrize(
    "text",
    [
        "张三*，李四*、王五*",
        "A. Smith*, B. Lee*",
        "138****1234 和 139****5678",
        "1024*768*3",
        "2 * 3 * 4 and 2 ** 3",
        "snake_case_name and __init__",
        "<b>x</b> &amp; &#42; <https://x.y>",
        "https://example.com/a_b",
        "![alt](https://example.com/x.png)",
        "[x] and [y][z] and (https://x.y)",
        "# heading",
        "- item",
        "$5k and $6k, US$5/US$6, $5k-$6k, 价格$100，成本$200",
        "花费$5，得到$，",
        "\\\\[1cm] \\(x\\) \\{ \\_ C:\\dir",
        "`open",
        "**",
        "*",
    ],
)
def test_what_is_no_markup_is_literal(text: str) -> None:
    assert plain_text(text) == text
    assert "\\cv" not in markup(text).replace(r"\cvbreak{}", "")


@pytest.mark.parametrize("text", [text for text in HOSTILE if text != "$x^2$"])
def test_hostile_text_is_literal(text: str) -> None:
    assert plain_text(text) == text.strip()


def test_a_backslash_escapes_what_means_something() -> None:
    assert plain_text(r"\*x\* \`y\` \$5 \[a](https://b.c)") == "*x* `y` $5 [a](https://b.c)"


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("[**a** b](https://x.y/a_b?c=1&d=%20#e)", r"\cvlink{https://x.y/a\_b?c=1\&d=\%20\#e}{\cvbold{a} b}"),
        ("[a](https://x.y/b_(c))", r"\cvlink{https://x.y/b\_(c)}{a}"),
        ("[a](https://x.y/?a=1&amp;b)", r"\cvlink{https://x.y/?a=1\&amp;b}{a}"),
        ("[邮件](mailto:a@b.c)：", r"\cvlink{mailto:a@b.c}{邮件}："),
        ("[x](<https://x.y/a b>)", r"\cvlink{https://x.y/a\%20b}{x}"),
        ("[a\\]b](https://x.y)", r"\cvlink{https://x.y}{a{]}b}"),
        ("[a [b](https://c.d)](https://e.f)", r"{[}a \cvlink{https://c.d}{b}{]}(https://e.f)"),
    ],
)
def test_links(text: str, latex: str) -> None:
    assert markup(text) == latex


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("x [a](javascript:alert(1)) y", 2, "a link cannot lead to"),
        ("[a](run:/bin/sh)", 0, "a link cannot lead to"),
        ("[a](example.com)", 0, "a link cannot lead to"),
        ("[a](https://x y)", 0, "not a whole link"),
        ('[a](https://x.y "title")', 0, "not a whole link"),
        ("[](https://x.y)", 0, "a link without text"),
        ("一\n**二", 2, "** without its pair"),
        ("a $x^2 b", 2, "$ without its pair"),
        (r"a $\input{x}$", 2, r"\input is not among"),
        ("$x^$", 0, "^ without"),
    ],
)
def test_half_markup_is_literal_and_reported(text: str, offset: int, message: str) -> None:
    [(found, said)] = markup_problems(text)
    assert (found, message in said) == (offset, True)
    assert plain_text(text) == text.replace("\n", "")


@pytest.mark.parametrize(
    "text", ["**a** *b* `**` [x](https://y.z) $x^2$", "张三*", "$5 and $6", "138****1234", r"\*\*", "US$", "$HOME_DIR"]
)
def test_good_markup_has_no_problems(text: str) -> None:
    assert markup_problems(text) == []


@pytest.mark.parametrize(
    ("source", "latex", "plain"),
    [
        ("x^2", "x^{2}", "x2"),
        (r"O(n\log n)", r"O(n\cvbeforeword{}\log \cvafterword{}n)", "O(n log n)"),
        (r"\log(n)", r"\log (n)", "log(n)"),
        (r"\alpha x", r"\alpha x", "αx"),
        (r"x_i^{2n}", "x_{i}^{{2n}}", "xi2n"),
        (r"\frac12", r"\frac{1}{2}", "12"),
        (r"\text{if x}", r"\mathrm{{if\ x}}", "if x"),
        ("x'^2", "x'^{2}", "x′2"),
        (r"-3\%", r"-3\%", "−3%"),
    ],
)
def test_formulas_are_built_anew(source: str, latex: str, plain: str) -> None:
    assert read_formula(source) == (latex, plain)


@pytest.mark.parametrize(
    "source",
    [
        *[r"\input{x}", r"\def\x{1}", r"\csname x\endcsname", "^^5cinput", r"\verb|x|", r"\unknown", r"\hat{x}"],
        *[r"\begin{x}a\end{x}", r"\(x\)", "a % b", "a & b", "a # b", "a ~ b", '"', "`", "速度", "\\", "x\\"],
        *["{a", "a}", r"\frac{a}", r"\frac", r"\sqrt{x}", r"\sum_i", r"\frac\frac x", r"\mathrm", "{}", ""],
        *["x^", "_", "x^a^b", "x^ ^2", "x^a ^b", "x_a_b", "x^2'", "x'_i'", "x'_i^2", "{^}", "x^_2"],
        *["{" * 41 + "x" + "}" * 41, r"\frac[" * 2000, r"\(" * 2000, r"\frac" * 2000],
    ],
)
def test_formulas_that_are_not_whole_or_not_safe_are_refused(source: str) -> None:
    with pytest.raises(MathRefusedError):
        read_formula(source)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["**", "*", "`", "$", "[", "](https://x.y/_)", "](run:x)", "\\", "{", "}", "^", "_", "\n"])
        | st.sampled_from(
            [r"\input", r"\alpha", r"\frac", "%", "#", "&", "~", "中", "，", "“", "a", "1", " ", "'", "("]
        )
        | st.characters(codec="utf-8", exclude_categories=["Cc"]),
        max_size=20,
    ).map("".join)
)
def test_any_text_becomes_only_known_commands_and_loses_nothing(text: str) -> None:
    latex = markup(text)
    assert set(WORD.findall(latex)) <= WORDS
    bare = re.sub(r"\\[^A-Za-z]", "", latex)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"[$%#&~]", bare)
    letters = [c for c in unicodedata.normalize("NFC", re.sub(r"https://x\.y/_|\\[a-z]+", "", text)) if c.isalnum()]
    assert not [c for c in letters if c not in plain_text(text)]


@settings(deadline=None)
@given(st.text("ab1*`$[](){}\\^_ '", max_size=30))
def test_offsets_of_problems_lie_in_the_text(text: str) -> None:
    assert all(0 <= offset < len(text) and text[offset] in "*$[`" for offset, _ in markup_problems(text))


PREAMBLE = r"""
\documentclass{article}
\usepackage{fontspec}
\defaultfontfeatures[\rmfamily,\sffamily]{}
\setmainfont{lmroman10-regular.otf}[Ligatures=NoCommon,
  BoldFont=lmroman10-bold.otf,BoldFeatures={Ligatures=NoCommon},
  ItalicFont=lmroman10-italic.otf,ItalicFeatures={Ligatures=NoCommon}]
\setmonofont{lmmono10-regular.otf}
\usepackage[paperwidth=100cm,paperheight=200cm]{geometry}
\usepackage{hyperref}
\pagestyle{empty}\setlength\parskip{1cm}
\newcommand\cvbold[1]{\textbf{#1}}\newcommand\cvitalic[1]{\textit{#1}}\newcommand\cvcode[1]{\texttt{#1}}
\newcommand\cvlink[2]{\href{#1}{#2}}\newcommand\cvmath[1]{$#1$}\newcommand\cvbreak{}\newcommand\cvbeforeword{}\newcommand\cvafterword{}
\begin{document}
"""
PRINTED = [
    *HOSTILE,
    *[f"$a\\{name} b$" for name in SYMBOLS],
    *[
        "$a_i+b'-c*d=(e)/[f]|g|<h>.,;:!?$",
        r"$F_{\text{if so}}\mathcal{O}\mathbf{x}\mathit{y}\overline{z}\underline{u}$",
    ],
    *["**a** *b* `c--d` [e_f](https://x.y/_~#&%20)", "**`~/x_y`** “q” 'r' --flag --- ?`"],
]


@pytest.mark.tex
def test_plain_text_is_what_copies_out_of_the_pdf(tmp_path: Path) -> None:
    body = "\n\n".join(f"S{number}s {markup(text)} E" for number, text in enumerate(PRINTED))
    read = subprocess.run(["pdftotext", str(typeset(body, tmp_path)), "-"], capture_output=True, check=True)
    copied = squeeze(read.stdout.decode())
    expected = [squeeze(f"S{number}s{plain_text(text)}E") for number, text in enumerate(PRINTED)]
    assert [line for line in expected if line not in copied] == []


@pytest.mark.tex
def test_every_formula_that_is_taken_can_be_typeset(tmp_path: Path) -> None:
    formulas = [markup(f"${formula}$") for formula in random_formulas(300)]
    assert all(formula.startswith("\\cvmath{") for formula in formulas)
    typeset("\n\n".join(formulas), tmp_path)


def random_formulas(count: int) -> list[str]:
    """Make formulas that are taken, out of the pieces that TeX is most likely to trip over."""
    choose = random.Random(7)  # noqa: S311 - the same formulas in every run
    pieces = [*"^_'{}a1[] ", r"\frac", r"\text", r"\mathrm", r"\alpha ", r"\,", r"\{"]
    found: list[str] = []
    while len(found) < count:
        formula = "".join(choose.choices(pieces, k=choose.randint(2, 9))).strip()
        with contextlib.suppress(MathRefusedError):
            read_formula(formula)
            found.append(formula)
    return found


def typeset(body: str, folder: Path) -> Path:
    """Run xelatex once; a failure fails the test with the end of the log."""
    (folder / "t.tex").write_text(f"{PREAMBLE}{body}\n\\end{{document}}\n", encoding="utf-8")
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "t.tex"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout[-2000:].decode()
    return folder / "t.pdf"


def squeeze(text: str) -> str:
    """A text without white space; Greek as letters, where a font has it as units (µ, ∆)."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text)).translate({0xB5: 0x3BC, 0x2206: 0x394})
