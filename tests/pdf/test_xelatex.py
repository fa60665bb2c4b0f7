"""What xelatex makes of text is read back and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.errors import Diagnostic


A4 = (210.0, 297.0)
METADATA = pdf.Metadata("zh-Hans", "简历 – 张三")


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


@pytest.mark.tex
def test_a_real_page_reads_back_as_it_was_typed(typeset: Callable[[str], bytes]) -> None:
    """Wrapped hanzi, TeX's glue around Latin words, hyphens at line ends, links, mathematics."""
    narrow = (
        r"\parbox{30mm}{\raggedright 使用Python语言开发 efficient state-of-the-art "
        r"long-hyphenated-compound tools服务，提升30\%。}"
    )
    body = narrow + r"\par 张三\hfill 2020-01 - 2021-02 \par\href{https://example.com/}{office} $x^2+\alpha$"
    inspection = pdf.inspect(pdf.finish(typeset(body), METADATA).data)
    expected = [
        "使用Python语言开发 efficient state-of-the-art long-hyphenated-compound tools服务，提升30%。",
        "2020-01 - 2021-02",
        "office",
        "x2+α",
    ]
    assert pdf.findings(inspection, expected=expected, pages=1, size=A4) == ()
    assert inspection.links == ("https://example.com/",)
    assert len(inspection.fonts) >= 2
    assert "负责" not in inspection.text


@pytest.mark.tex
def test_a_word_that_tex_hyphenated_or_set_off_the_page_is_missing(typeset: Callable[[str], bytes]) -> None:
    narrow = r"\parbox{22mm}{\hyphenpenalty-1000\hskip0pt misunderstanding}\par "
    inspection = pdf.inspect(typeset(narrow + r"here\hbox to 0pt{\hskip 300mm beyond}"))
    diagnostics = pdf.findings(inspection, expected=["misunderstanding", "here", "beyond"])
    assert [d.message.split("”")[0] for d in diagnostics] == ["“misunderstanding", "“beyond"]


@pytest.mark.tex
def test_a_chinese_font_without_a_map_is_found(typeset: Callable[[str], bytes]) -> None:
    body = r"\newfontfamily\F{FandolSong-Regular.otf}\XeTeXinterchartokenstate=0 \F 中文"
    diagnostics = pdf.findings(pdf.inspect(typeset(body)))
    assert "P504" in codes(diagnostics)
