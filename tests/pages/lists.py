"""Random lists of publications and awards, as long and as mixed as people have them."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS: Final = (
    *("a", "of", "for", "and", "the", "on", "Deep", "Graph", "Learning", "Benchmark", "Faithful", "Summarization"),
    *(
        "Click-Through-Rate",
        "Characteristically",
        "Query-Aware",
        "Compression",
        "Key–Value",
        "(ICML)",
        "“States”",
        "A/B",
    ),
    *(
        "internationalization",
        "at",
        "Scale:",
        "Documents",
        "of",
        "in",
        "C++",
        "5G",
        "Non-Parametric",
        "U-Net",
        "$O(n^2)$",
    ),
)
_HANZI: Final = "基于异构知识图谱的多模态视频表征学习方法研究与应用直播推荐算法竞赛全国大学生数学建模一等奖优秀论文"
_MARKS: Final = ("《书》", "（IF 9.8）", "，", "：", "——", "“引”", "、", "·", "10万+", " Transformer ", " A ", "GPT-4")
_PEOPLE: Final = (
    *(
        "Li Ming",
        "J. Smith",
        "María García-Hernández",
        "Xiaoming Wang",
        "A. van der Berg",
        "Jean-Luc Ångström",
        "Wu, Q.",
    ),
    *("李明", "欧阳小明", "王伟", "张三丰"),
)
_LEVELS: Final = ("First prize", "二等奖", "Honorable Mention (top 15 % of 12,446 teams)", "国家级", "")
_DATES: Final = ("2024", "2023-05", "2022-11-03", "")


class Lister:
    """Writes one résumé of many lists, the same for the same seed."""

    def __init__(self, seed: int, lang: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 (a test that repeats)
        self._lang = lang

    def resume(self, lists: int, layout: str) -> str:
        """A résumé with so many lists, as JSON, which YAML has within it."""
        sections = ",\n  ".join(json.dumps(self._section(n), ensure_ascii=False) for n in range(lists))
        return f"basics: {{name: 李明}}\nlayout: {layout}\nsections: [\n  {sections}]\n"

    def _section(self, number: int) -> dict[str, object]:
        kind = self._random.choice(("publications", "publications", "awards"))
        entries = [{key: value for key, value in self._entry(kind) if value} for _ in range(self._random.randint(1, 4))]
        return {"id": f"list{number}", "kind": kind, "title": f"List {number}", "entries": entries}

    def _entry(self, kind: str) -> Iterator[tuple[str, object]]:
        chance = self._random
        if kind == "publications":
            yield "authors", [chance.choice(_PEOPLE) for _ in range(chance.choice((0, 1, 2, 5, 14)))]
            yield "name", self._title(2, 6, 12, 30)
            yield "publisher", self._title(0, 1, 4, 14)
            yield "releaseDate", chance.choice(_DATES)
            yield "status", chance.choice(("", "", "已录用", "under review"))
            yield "url", chance.choice(("", "https://doi.org/10.1000/182-a_b.c"))
        else:
            yield "title", self._title(1, 4, 10, 25)
            yield "awarder", self._title(0, 2, 12)
            yield "date", chance.choice(_DATES)
            yield "level", chance.choice(_LEVELS)

    def _title(self, *lengths: int) -> str:
        length = self._random.choice(lengths)
        mixed = self._random.random() < (0.6 if self._lang == "zh" else 0.15)
        words = [self._random.choice(_WORDS) for _ in range(length)]
        if mixed:
            words = [
                "".join(self._random.choices(_HANZI, k=self._random.randint(1, 12))) + self._random.choice(_MARKS)
                for _ in range(-(-length // 2))
            ]
        return ("" if mixed and self._lang == "zh" else " ").join(words)
