"""Chinese text as clreq (Requirements for Chinese Text Layout) and good résumés have it, on real pages."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.pages.conftest import Build, Lines
    from tests.pages.glyphs import Line

pytestmark = pytest.mark.tex

# clreq 3.1.3: what may not start a line, what may not end one.
NOT_FIRST = set("，。、；：？！）》〉」』】〕”’·～％‰℃,.;:?!)]}%–-")
NOT_LAST = set("（《〈「『【〔“‘([{￥$")

BULLETS = """\
每日对**14,000+**个直播间做流式训练，在快手极速版开展两天A/B实验，观看时长提升6.015%\
，观看超过一分钟的DAU提升**1.772%**，上线
每日对 **14,000+** 个直播间做流式训练，在快手极速版开展两天 A/B 实验，观看时长提升 6\
.015%，观看超过一分钟的 DAU 提升 **1.772%**，上线
排名3/254（前1.2%），“智能基座”未来之星，《一类中值问题的一般解法》（《数学学习与研究》期刊）\
录用，见“附录（二）”。
情感、美食、三农3个垂类的二、三级标签，共20个片段、5000余条样本、2名同学、12 周完成；覆盖率提\
升到98%，成本下降3倍——达到上线标准……
设计网络结构与损失函数，将知识图谱中的常识引入多模态视频模型，并在视频检索、由视频推断标签、由标签推断标\
签等任务上评测，效果很好吗？好！
用于「引号」与『书名』的“测试（很长）的‘嵌套’标点”，以及：冒号；分号、顿号。句号！叹号？问号……省略\
号——破折号·间隔号～波浪号
""".splitlines()
YAML = """basics: {{name: 李明}}
work:
  - name: 快手
    startDate: 2022-09
    endDate: 2025-06
    highlights:
{bullets}
layout: {{pages: auto, fonts: {fonts}, fit: {{margin: {margin}, font_size: 10.5}}}}
"""
MARGINS = [15, 18, 21, 24, 27, 30, 33, 36, 39]


def resume(margin: float, fonts: str = "noto", bullets: list[str] = BULLETS) -> str:
    lines = "\n".join(f"      - '{bullet}'" for bullet in bullets)
    return YAML.format(bullets=lines, margin=margin, fonts=fonts)


@pytest.fixture(params=MARGINS)
def bullets(page: Build, lines: Lines, request: pytest.FixtureRequest) -> list[list[Line]]:
    """The lines of each bullet, at one of several measures."""
    return split(lines(page(resume(request.param)).pdf))


def split(every: list[Line]) -> list[list[Line]]:
    starts = [n for n, line in enumerate(every) if line.text.startswith("•")]
    return [every[a:b] for a, b in itertools.pairwise([*starts, len(every)])]


def breaks(bullets: list[list[Line]]) -> Iterator[tuple[str, str]]:
    for bullet in bullets:
        for above, below in itertools.pairwise(bullet):
            yield above.text.rstrip(), below.text.lstrip()


def test_no_mark_stands_where_a_line_may_not_start_or_end(bullets: list[list[Line]]) -> None:
    for above, below in breaks(bullets):
        assert below[0] not in NOT_FIRST, f"{above} / {below}"
        assert above[-1] not in NOT_LAST, f"{above} / {below}"


def test_dashes_and_dots_of_two_em_are_not_parted(bullets: list[list[Line]]) -> None:
    for above, below in breaks(bullets):
        assert (above[-1], below[0]) not in {("—", "—"), ("…", "…")}


@pytest.mark.parametrize("unit", ["个", "名", "周", "倍", "余"])
def test_a_number_stays_with_its_unit(bullets: list[list[Line]], unit: str) -> None:
    for above, below in breaks(bullets):
        assert not (above[-1:] in set("0123456789+") and below.startswith(unit)), f"{above} / {below}"


def test_no_character_is_alone_on_the_last_line(bullets: list[list[Line]]) -> None:
    for bullet in bullets:
        letters = [character for character in bullet[-1].text if character.isalnum()]
        assert len(bullet) == 1 or len(letters) >= 2, bullet[-1].text


def test_no_line_stands_out_of_its_measure(bullets: list[list[Line]]) -> None:
    full = [line for bullet in bullets for line in bullet[:-1]]
    edge = max(line.right for line in full)
    assert edge - min(line.right for line in full) < 11  # a mark at the end may hang by its white half


def hanzi(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def test_hanzi_and_latin_have_the_same_thin_space_typed_or_not(bullets: list[list[Line]]) -> None:
    count = 0
    for bullet in bullets:
        for line in bullet:
            inner = [glyph for glyph in line.glyphs if not glyph.character.isspace()]
            for a, b in itertools.pairwise(inner):
                pair = a.character + b.character
                mixed = hanzi(a.character) != hanzi(b.character) and all(c.isalnum() for c in pair)
                if mixed:
                    count += 1
                    assert 0.1 < (b.left - a.right) / 10.5 < 0.4, f"{pair} in {line.text}"
    assert count > 20


def test_typed_and_untyped_spaces_give_the_same_lines(bullets: list[list[Line]]) -> None:
    untyped, typed = bullets[:2]
    assert [line.text.split() for line in untyped] == [line.text.split() for line in typed]


def test_no_space_stands_before_a_percent_sign_or_in_a_fraction(bullets: list[list[Line]]) -> None:
    count = 0
    for bullet in bullets:
        for line in bullet:
            for a, b in itertools.pairwise(line.glyphs):
                if b.character == "%" or "/" in (a.character, b.character):
                    count += 1
                    assert b.left - a.right < 0.5, line.text
    assert count > 5


@pytest.mark.parametrize("fonts", ["noto", "noto-sans"])
def test_marks_come_from_the_chinese_face_and_the_dash_of_a_range_from_the_latin_one(
    page: Build, lines: Lines, fonts: str
) -> None:
    every = lines(page(resume(15, fonts)).pdf)
    glyphs = [glyph for line in every for glyph in line.glyphs]
    faces: dict[str, set[str]] = {}
    for glyph in glyphs:
        faces.setdefault(glyph.character, set()).add(glyph.font)
    for mark in "“”‘’《》（）「」，。、；：？！…—·～":
        assert all("Noto" in font for font in faces[mark]), mark
    for mark in "–3/%+":
        assert all("Cvtex" in font for font in faces[mark]), mark
    assert any("2022.09 – 2025.06" in " ".join(line.text.split()) for line in every)


def test_a_mark_gives_up_a_quarter_of_its_square_at_most(bullets: list[list[Line]]) -> None:
    """Clreq 3.1.6.3: squeezed to nothing on one line, it would look like a slip beside its neighbours."""
    count = 0
    for line in (line for bullet in bullets for line in bullet):
        for mark, behind in itertools.pairwise(line.drawn):
            if mark.character in "，。、；：！？" and hanzi(behind.character):
                count += 1
                assert (behind.left - mark.left) / 10.5 > 0.74, f"{mark.character}{behind.character} in {line.text}"
    assert count > 10


def test_marks_side_by_side_are_compressed(page: Build, lines: Lines) -> None:
    """Clreq 3.1.6.1: two marks whose white halves meet take less than two em."""
    text = "甲》（乙），“丙”、《丁》。"
    every = lines(page(resume(15, bullets=[text])).pdf)
    (line,) = (line for line in every if line.text.startswith("•"))
    glyphs = [glyph for glyph in line.glyphs if glyph.character in text]
    for left, right in itertools.pairwise(glyphs):
        if left.character in "》），”、" and right.character in "（，“《。、":
            assert right.left - left.left < 0.8 * 10.5, left.character + right.character
