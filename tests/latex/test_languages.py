"""What is in another language than the document is marked as such; single words are not."""

from __future__ import annotations

import pytest

from cvtex.latex.languages import escape_foreign


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("met 张三 (Zhang San)", r"met \cvlang{zh}{张三} (Zhang San)"),
        ("日本語のテスト in Tokyo", r"\cvlang{ja}{日本語のテスト} in Tokyo"),
        ("plain & simple", r"plain \& simple"),
        ("naïve café", "naïve café"),
    ],
)
def test_chinese_and_japanese_in_a_latin_text(text: str, latex: str) -> None:
    assert escape_foreign(text, cjk=False) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("论文A Study of It, Part 2发表", r"论文\cvlang{en}{A Study of It, Part 2}发表"),
        ("Does It Add Up? Probing（会议）", r"\cvlang{en}{Does It Add Up? Probing}（会议）"),
        ("What 42% of Errors & More", r"\cvlang{en}{What 42\% of Errors \& More}"),
        ("用Visual Genome与VRD", "用Visual Genome与VRD"),
        ("Best Paper Candidate", "Best Paper Candidate"),
    ],
)
def test_a_title_of_four_words_in_a_chinese_text(text: str, latex: str) -> None:
    assert escape_foreign(text, cjk=True) == latex
