from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import DATA

from cvtex.latex.escape import Latex, escape, escape_url

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE: list[str] = json.loads((DATA / "hostile-strings.json").read_text("utf-8"))
CONTROL_WORDS = {r"\textbackslash", r"\textasciicircum", r"\textasciitilde", r"\cvbreak"}
TOKEN = re.compile(r"\\(?:[A-Za-z@]+|.)|.", re.DOTALL)
UNESCAPED = re.compile(r"\\(?:text|cv)(backslash|asciicircum|asciitilde|break)\{\}|\\([{}$&#%_])|\{([\[\]*])\}")
NAMED = {"backslash": "\\", "asciicircum": "^", "asciitilde": "~", "break": ""}

# Where text can stand: at the start of a paragraph, behind \\ and \item (which look for [ and *), as an argument.
CONTEXTS = (
    "{start}{text}{end}\\par",
    "\\textbf{{{start}{text}{end}}}\\par",
    "{{\\ttfamily {start}{text}{end}}}\\par",
    "\\begin{{tabular}}{{l}}{start}\\\\{text}{end}\\end{{tabular}}\\par",
    "\\begin{{itemize}}\\item {text}{end}\\end{{itemize}}\\par",
)
PREAMBLE = r"""
\documentclass{article}
\usepackage{fontspec}
\defaultfontfeatures[\rmfamily,\sffamily]{}
\setmainfont{lmroman10-regular.otf}[Ligatures=NoCommon,BoldFont=lmroman10-bold.otf,BoldFeatures={Ligatures=NoCommon}]
\setmonofont{lmmono10-regular.otf}
\usepackage[paperwidth=150cm,paperheight=150cm]{geometry}
\usepackage{hyperref}
\newcommand*\cvbreak{\penalty300 \hskip0pt\relax}
\pagestyle{empty}
\begin{document}
"""


def typeset(body: str, folder: Path) -> Path:
    """Run xelatex once; a failure fails the test with the end of the log."""
    (folder / "t.tex").write_text(PREAMBLE + body + "\n\\end{document}\n", encoding="utf-8")
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "t.tex"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout[-2000:].decode()
    return folder / "t.pdf"


def extract(pdf: Path) -> str:
    """Extract the text with poppler, without its white space."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    return squeeze(text)


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def assert_inert(latex: str, allowed: set[str]) -> None:
    """Hold that `latex` has balanced braces, only allowed control words, and no character that TeX acts on."""
    depth = 0
    for token in TOKEN.findall(latex):
        if token.startswith("\\"):
            assert token in allowed or re.fullmatch(r"\\[^A-Za-z@\s]", token), token
        assert token not in set("$&#%_^~"), token
        depth += {"{": 1, "}": -1}.get(token, 0)
        assert depth >= 0
    assert depth == 0


def unescape(latex: str) -> str:
    return UNESCAPED.sub(lambda match: NAMED[match[1]] if match[1] else match[2] or match[3], latex)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_no_command(text: str) -> None:
    latex = escape(text)
    assert isinstance(latex, Latex)
    assert_inert(latex, CONTROL_WORDS)
    assert unescape(latex) == text.strip()


@settings(deadline=None)
@given(st.text(st.sampled_from("\\{}$&#%_^~[]*`'\"-!?<>|@ aZ9中，") | st.characters(codec="utf-8"), max_size=40))
def test_any_text_becomes_no_command_and_can_be_read_back(text: str) -> None:
    latex = escape(text)
    assert_inert(latex, CONTROL_WORDS)
    printable = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "\ufffd", text)
    assert squeeze(unescape(latex)) == squeeze(printable)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("e\u0301", "é"),
        ("一行\n两行", "一行两行"),
        ("“引文”\n后文", "“引文”后文"),
        ("one\ntwo\n", "one two"),
        ("中文\nEnglish", "中文 English"),
        ("第一段。\n\n第二段", "第一段。 第二段"),
        ("R&D 100%", r"R\&D 100\%"),
        ("\\\\[1cm]*", r"\textbackslash{}\textbackslash{}{[}1cm{]}{*}"),
        ("form\x0cfeed", "form\ufffdfeed"),
    ],
)
def test_text_is_composed_joined_and_escaped(text: str, latex: str) -> None:
    assert escape(text) == latex


@pytest.mark.parametrize(
    ("url", "encoded"),
    [
        ("https://example.com/a_b?x=1&y=2#z", r"https://example.com/a\_b?x=1\&y=2\#z"),
        ("https://example.com/~me/简历 1.pdf", r"https://example.com/\~me/\%E7\%AE\%80\%E5\%8E\%86\%201.pdf"),
        ("https://example.com/a%20b%zz", r"https://example.com/a\%20b\%25zz"),
        ("HTTPS://example.com/\\input{x}^^5c$", r"HTTPS://example.com/\%5Cinput\%7Bx\%7D\%5E\%5E5c\%24"),
        ("mailto:me@example.com", "mailto:me@example.com"),
        ("tel:+8613800138000", "tel:+8613800138000"),
    ],
)
def test_url_is_percent_encoded_then_safe_for_tex(url: str, encoded: str) -> None:
    assert escape_url(url) == encoded


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "run:/bin/sh", "file:///etc/passwd", "java\nscript:x", "example.com", "", "https://"]
)
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="only http"):
        escape_url(url)


@given(st.text(max_size=40))
def test_any_url_is_ascii_without_a_command(rest: str) -> None:
    latex = escape_url("https://x/" + rest.encode("utf-8", "replace").decode())
    assert latex.isascii()
    assert re.fullmatch(r"(?:\\[%#&_~]|[^\\{}%#&_~$^\s])*", latex)


@pytest.mark.tex
def test_hostile_text_is_printed_literally_everywhere(tmp_path: Path) -> None:
    """Each string in each context, through one xelatex: what poppler reads is what was written."""
    lines, expected = [], []
    for number, text in enumerate(HOSTILE):
        for context, template in enumerate(CONTEXTS):
            start, end = f"S{number}s{context}", f"E{number}e{context}"
            lines.append(template.format(start=start, text=escape(text), end=end))
            expected.append(squeeze(("" if "item" in template else start) + text + end))
    text = extract(typeset("\n".join(lines), tmp_path))
    assert [line for line in expected if line not in text] == []


@pytest.mark.tex
def test_links_lead_where_they_say(tmp_path: Path) -> None:
    """Also inside the argument of another macro, where TeX has read the characters already."""
    urls = {
        "https://example.com/~a_b?x=1&y=$2#z%20": "https://example.com/~a_b?x=1&y=%242#z%20",
        "https://example.com/简历": "https://example.com/%E7%AE%80%E5%8E%86",
        "https://example.com/\\{^}": "https://example.com/%5C%7B%5E%7D",
        "mailto:a_b@example.com": "mailto:a_b@example.com",
        "tel:+8613800138000": "tel:+8613800138000",
    }
    body = "\n\n".join(rf"\x{{\href{{{escape_url(url)}}}{{x}}}}" for url in urls)
    with pikepdf.open(typeset(r"\newcommand\x[1]{#1}" + body, tmp_path)) as pdf:
        found = [str(note["/A"]["/URI"]) for page in pdf.pages for note in page["/Annots"]]
    assert found == list(urls.values())
