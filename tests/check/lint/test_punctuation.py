"""Half-width marks in Chinese text, for each kind of neighbour that makes them wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.errors import Diagnostic

    Check = Callable[..., list[Diagnostic]]


def marks(check: Check, text: str, *, lang: str = "zh") -> list[str]:
    """What is said of the punctuation of a text in one language."""
    bullet = json.dumps(text, ensure_ascii=False)
    file = f"basics: {{name: X}}\nmeta: {{languages: [{lang}]}}\nwork: [{{name: A, highlights: [{bullet}]}}]\n"
    return [found.hint for found in check(file) if found.code == "W419"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("设计模型,上线", "，"),
        ("设计模型, 上线", "，"),
        ("框架（PyTorch）:用于训练", "："),
        ("框架（PyTorch）: 用于训练", "："),
        ("发表《模型》;获奖", "；"),
        ("称为“标杆”,获奖", "，"),
        ("设计模型:《模型》", "："),
        ("设计模型,“标杆”", "，"),
        ("“标杆”,“先锋”", "，"),
        ("分为（甲）,（乙）", "，"),
        ("分为【甲】;【乙】", "；"),
        ("负责以下内容:", "："),
        ("负责（全部）:", "："),
        ("设计模型.", "。"),
        ("设计（模型）.", "。"),
        ("设计模型.上线", "。"),
        ("设计《模型》.上线", "。"),
        ("设计模型!", "！"),
        ("设计模型(多模态)上线", "（"),
        ("设计模型(AI多模态)", "（"),
        ("设计《模型》(多模态)上线", "（"),
        ("**项目职责**: 负责后端", "："),
        ("**甲**,**乙**", "，"),
    ],
)
def test_a_half_width_mark_in_chinese(check: Check, text: str, mark: str) -> None:
    assert marks(check, text) == [f"write {mark}"]


@pytest.mark.parametrize(
    "text",
    [
        "设计模型，上线。",
        "框架（PyTorch）：用于训练",
        "用Python, C++写了F(x)",
        "提升3.5%，共1,000次",
        "7:30开始，比例3:1",
        "设计模型(AI)",
        "见[论文](https://a.example/甲)",
        "版本号v1.2.",
        "用C++, 《模型》",
    ],
)
def test_a_mark_that_is_right_in_chinese(check: Check, text: str) -> None:
    assert marks(check, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Read “Dream”, “Water Margin”",
        "Read 红楼梦.",
        "Known as 阿里 (Alibaba 阿里)",
        "Edited 阿里(Alibaba 阿里)",
        "Studied “红楼梦”, 西游记 being next",
    ],
)
def test_a_mark_that_is_right_in_english(check: Check, text: str) -> None:
    assert marks(check, text, lang="en") == []


def test_a_translation_counts_by_its_own_language(check: Check) -> None:
    text = "basics: {name: {zh: 林, en: Lin}, label: {zh: '研究《红楼梦》.', en: 'Work on 《红楼梦》.'}}\n"
    assert [found.path for found in check(text)] == ["basics.label.zh"]


def test_a_plain_text_in_a_file_of_several_languages_is_chinese_where_most_of_it_is(check: Check) -> None:
    text = "basics: {{name: {{zh: 林, en: Lin}}, label: '{}'}}\n"
    assert "W419" in [found.code for found in check(text.format("研究红楼梦."))]
    assert check(text.format("Work on 红楼梦.")) == []
