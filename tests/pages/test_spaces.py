"""Between two words a space is drawn, whoever set the gap, and nowhere else; nothing moves for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pdfplumber
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pages.conftest import Build

pytestmark = pytest.mark.tex

# Each is one bullet: what is typed, and what a reader finds that looks for nothing but characters.
ENGLISH = {
    "two words and a third": "two words and a third",
    "**bold words** and *italic words* `code words`": "bold words and italic words code words",
    "see [the paper](https://x.example) or **[this one](https://y.example)** here": "see the paper or this one here",
    "$O(n \\log n)$ in $k$ steps": "O(n log n) in k steps",
    "a (b) [c] - d / e, f. G": "a (b) [c] - d / e, f. G",
    "**Led**, **built** and cut": "Led, built and cut",
    "met 张三 (Zhang San) and李四": "met 张三 (Zhang San) and李四",
    "a--b, ~/x and x_y": "a--b, ~/x and x_y",
}
CHINESE = {
    "用 Python 写": "用 Python 写",
    "用Python写": "用Python写",
    "**中文** word **中文**word": "中文 word 中文word",
    "共 3 个，共3个": "共 3 个，共3个",
    "标点，word、word。": "标点，word、word。",
    "见[论文](https://x.example) A Benchmark for it，好": "见论文 A Benchmark for it，好",
    "论文*A Study of it*发表": "论文A Study of it发表",
    "《书名》 word（注） word": "《书名》 word（注） word",
    "提升 **4.2%** 以上": "提升 4.2% 以上",
    "两 个": "两个",
}


def drawn(pdf: Path) -> str:
    """The characters that are drawn, in their order, with nothing added for gaps; white space is one blank."""
    with pdfplumber.open(pdf) as document:
        return " ".join("".join(str(char["text"]) for page in document.pages for char in page.chars).split())


def bullets(pdf: Path) -> list[str]:
    return [text.strip() for text in drawn(pdf).split("•")[1:]]


def resume(texts: dict[str, str]) -> str:
    quoted = "".join(f"      - '{text}'\n" for text in texts)
    return f"basics: {{name: X}}\nwork:\n  - name: Y\n    highlights:\n{quoted}"


@pytest.mark.parametrize(("lang", "texts"), [("en", ENGLISH), ("zh", CHINESE)])
def test_each_gap_between_words_has_a_space_and_no_other(page: Build, lang: str, texts: dict[str, str]) -> None:
    assert bullets(page(resume(texts), lang).pdf) == list(texts.values())


@pytest.mark.parametrize("margin", [12, 20, 30, 40])
def test_no_word_is_joined_where_lines_break(page: Build, margin: int) -> None:
    text = " ".join(f"word{number}" for number in range(60))
    resumed = f"{resume({text: text})}layout: {{fit: {{margin: [{margin}, {margin}]}}}}\n"
    assert bullets(page(resumed, "en").pdf) == [text]


def test_a_template_of_one_s_own_has_them_too(page: Build, tmp_path: Path) -> None:
    """Gaps of all kinds that a person may write, none of them by a macro of cvtex."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "template.toml").write_text("description = 'own'\n", "utf-8")
    (own / "volunteer.tex").write_text(
        r"\noindent\textbf{<< organization >>} at << position >> \textit{a b}\hskip.5em plus.1em x~y\quad z\ w"
        r" {\itshape u}\/ v \mbox{in a box} and \special{color push gray .5}grey text\special{color pop} end\par",
        "utf-8",
    )
    text = "basics: {name: X}\nvolunteer: [{organization: Red Cross, position: First Aid}]\n"
    pdf = page(text, "en", template=str(own), trust_template=True).pdf
    expected = "Red Cross at First Aid a b x y z w u v in a box and grey text end"
    assert expected in drawn(pdf)
