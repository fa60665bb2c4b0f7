"""Numbers and links that two wordings of one text should share."""

from __future__ import annotations

import pytest

from cvtex.check.lint.facts import differences


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("提升 42.36%", "up 42.36 %"),
        ("GPA 3.99/4.00", "GPA 3.99/4"),
        ("排名 3/254（前 1.2%）", "rank 3/254 (top 1.2 %)"),
        ("每日 1.4 万个直播间", "14,000+ live rooms a day"),
        ("每日 14000+", "14k a day"),
        ("120万", "1.2 million"),
        ("1,000,000 次", "1M times"),
        ("两百万用户", "2 million users"),
        ("十二万用户", "120,000 users"),
        ("十余万用户", "over 100,000 users"),
        ("三个垂类的二、三级标签", "second- and third-level tags of 3 verticals"),
        ("第十一届竞赛", "11th competition"),
        ("第二十九届", "the 29th"),
        ("第 1 名", "first place"),
        ("2022–2023 学年度", "academic year 2022-23"),
        ("2023 年 9 月", "Sep 2023"),
        ("2021-01", "January 2021"),
        ("英语六级 590", "CET-6 590"),
        ("半精度推理", "fp16 inference"),
        ("u2a2u 与 u2a2u2a 多跳序列", "u2a2u and u2a2u2a sequences"),
        ("用 8 张 H100 训练", "trained on 8 H100 GPUs"),
        ("三维视觉", "3D vision"),
        ("高等数学 2", "Calculus II"),
        ("一半", "50 %"),
        ("7×24 小时", "24/7"),
        ("３～５ 个", "3-5"),
        ("[文](https://a.example/x_(1))", "see [it](https://a.example/x_(1))"),
        ("", ""),
    ],
)
def test_the_same_facts_said_differently(zh: str, en: str) -> None:
    assert list(differences(zh, en, "zh", "en")) == []
    assert list(differences(en, zh, "en", "zh")) == []


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("42.36%", "42.63%", ["the numbers differ: 42.36 in zh only, 42.63 in en only"]),
        ("提升 6.015%、1.772%", "up 6.015 %", ["the numbers differ: 1.772 in zh only"]),
        ("1.4 万", "1,400", ["the numbers differ: 14000 in zh only, 1400 in en only"]),
        ("2 与 2", "2", ["the numbers differ: 2 in zh only"]),
        ("三项", "4 items", ["the numbers differ: 4 in en only"]),
        ("2022–2023", "2022-24", ["the numbers differ: 2023 in zh only, 24 in en only"]),
        ("[a](https://a.example)", "a", ["the links differ: https://a.example in zh only"]),
    ],
)
def test_facts_that_differ(zh: str, en: str, said: list[str]) -> None:
    assert list(differences(zh, en, "zh", "en")) == said
