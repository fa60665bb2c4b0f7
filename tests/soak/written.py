"""Résumés of every size and shape, made from a seed: a tenth of a page to four pages, in Chinese, English or both."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

_HAN = (
    "负责设计并实现分布式推荐系统的在线服务，将平均延迟降低一半，日均处理请求上亿次；主导多模态内容理解模型的训练与部署，"
    "提升视频标签的准确率和覆盖率，支撑多个业务的冷启动；参与构建异构知识图谱，完成实体对齐与关系抽取，论文被国际会议录用"
)
_SENTENCE = (
    "designed built led measured a distributed recommendation service that halved latency and served requests for "
    "millions of users; trained multimodal models, shipped them to production and wrote about what was learned"
)
_WORDS = _SENTENCE.split()
_SHAPES = ("usual", "long bullets", "no bullets", "many awards", "one huge entry", "short lines")
_TERMS = ("PyTorch", "A/B", "C++", "42.36%", "GNN", "fp16", "R&D", "u2a2u")


@dataclass(frozen=True, slots=True)
class Written:
    """A résumé as the tree of its YAML, and what it was made to be."""

    seed: int
    lang: str
    shape: str
    pages: float
    tree: dict[str, Any]


class _Author:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 (no secret)
        self.lang = self.random.choice(("zh", "en", "mixed"))

    def text(self, length: int) -> str:
        """About so many hanzi, or twice as many letters, with a figure in bold now and then."""
        if self.lang == "zh" or (self.lang == "mixed" and self.random.random() < 0.6):
            start = self.random.randrange(len(_HAN))
            text = (_HAN * (2 + length // len(_HAN)))[start : start + max(4, length)].strip("，；、")
            if length > 20:
                at = self.random.randrange(4, len(text) - 2)
                text = f"{text[:at]}{self.random.choice(_TERMS)}{text[at:]}"
        else:
            count = max(2, length // 3)
            text = " ".join(self.random.choice(_WORDS) for _ in range(count)).strip(";,")
        return f"{text} **+{self.random.random() * 20:.3f}%**" if self.random.random() < 0.3 else text

    def marks(self, chance: float) -> dict[str, Any]:
        return {"priority": self.random.randint(1, 9)} if self.random.random() < chance else {}

    def bullet(self, length: int, chance: float) -> dict[str, Any]:
        short = {"short": self.text(max(6, length // 2))} if self.random.random() < chance / 2 else {}
        return {"text": self.text(length), **short, **self.marks(chance)}

    def entry(self, bullets: int, length: int, chance: float) -> dict[str, Any]:
        year = self.random.randint(2010, 2023)
        return {
            "name": self.text(8),
            "position": self.text(5),
            "startDate": f"{year}-{self.random.randint(1, 12):02}",
            "endDate": f"{year + 1}-{self.random.randint(1, 12):02}",
            "highlights": [self.bullet(self.random.randint(length // 2, length), chance) for _ in range(bullets)],
            **self.marks(chance / 3),
        }

    def award(self, chance: float) -> dict[str, Any]:
        month = f"{self.random.randint(2012, 2024)}-{self.random.randint(1, 12):02}"
        return {"title": self.text(self.random.randint(6, 30)), "date": month, **self.marks(chance)}


def written(seed: int) -> Written:
    """The résumé of a seed."""
    author = _Author(seed)
    choose = author.random
    shape, pages = choose.choice(_SHAPES), choose.uniform(0.1, 4)
    chance = choose.choice((0.0, 0.3, 0.7, 1.0))
    lines = int(pages * 52)
    tree: dict[str, Any] = {
        "basics": {"name": author.text(3), "email": "name@example.com", "phone": "+86 138 0000 0000"},
        "work": [],
        "awards": [],
    }
    if shape == "many awards":
        tree["awards"] = [author.award(chance) for _ in range(max(1, lines - 6))]
    elif shape == "one huge entry":
        tree["work"] = [author.entry(max(1, lines // 2), 80, chance)]
    else:
        bullets, length = {"long bullets": (3, 260), "no bullets": (0, 40), "short lines": (4, 14)}.get(shape, (4, 90))
        height = 2 + bullets * (1 + length // 50)
        tree["work"] = [author.entry(bullets, length, chance) for _ in range(max(1, lines // height))]
        tree["awards"] = [author.award(chance) for _ in range(choose.randint(0, 6))]
    return Written(seed, author.lang, shape, pages, {key: value for key, value in tree.items() if value})


def with_one_more_line(resume: Written) -> dict[str, Any]:
    """The same tree with one more bullet or award, of which nothing may be left out."""
    author = _Author(resume.seed + 1_000_003)
    author.lang = resume.lang
    tree = dict(resume.tree)
    if tree.get("work"):
        entries = list(tree["work"])
        at = author.random.randrange(len(entries))
        bullets = [*entries[at]["highlights"], {"text": author.text(30)}]
        entries[at] = {key: value for key, value in entries[at].items() if key != "priority"} | {"highlights": bullets}
        return tree | {"work": entries}
    return tree | {"awards": [*tree["awards"], author.award(0)]}
