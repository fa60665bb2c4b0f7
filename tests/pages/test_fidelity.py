"""What a reader copies and a parser reads is what the author wrote, in the order of the page."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.pages.built import Built
    from tests.pages.conftest import Build

pytestmark = pytest.mark.tex

Read = "Callable[[Path], str]"
CONTACTS = ("+86 138 0000 0000", "a.b-c_d@example.com", "https://example.com/~a/b_c?d=e&f#g")


def squeezed(text: str) -> str:
    """A text without white space: where lines end, and how wide a gap is, is the reader's choice."""
    return "".join(unicodedata.normalize("NFC", text).split())


def misplaced(text: str, blocks: tuple[tuple[str, ...], ...]) -> list[str]:
    """Return the texts that do not stand where they should: each block's behind those of the block before it.

    Text that a reader moves out of its block, such as the dates of a head, is found too late or not at all, and so
    is what it jumped over.
    """
    text, start, result = squeezed(text), 0, []
    for block in blocks:
        end = start
        length = sum(len(squeezed(wanted)) for wanted in block)
        for wanted in map(squeezed, block):
            place = text.find(wanted, start)
            if place < 0:
                result.append(wanted)
            end = max(end, place + len(wanted))
        # Marks that the template adds, such as dots, stand between; a line of another block does not fit.
        if end - start > 1.2 * length + 20:
            result.append(f"{block} is torn apart")
        start = end
    return result


def test_a_text_that_stands_elsewhere_is_found() -> None:
    blocks = (("Li", "2022"), ("one bullet",), ("another",))
    assert misplaced("Li  2022\n• one\nbullet\n• another", blocks) == []
    assert misplaced("Li\n• one bullet\n2022\n• another", blocks) == ["onebullet"]
    assert misplaced("Li 2022 • one bulet • another", blocks) == ["onebullet"]


HANZI = "负责直播推荐算法的研究与落地设计多目标排序模型并上线指标提升明显团队协作且按时交付沉淀数据工具"
ZH_WORDS = ("PyTorch", "14,000+", "A/B", "3.5%", "**+4.2%**", "（MMU）", "《书名》", "“引号”", "；", "、", "，")
EN_WORDS = ("and", "shipped", "ranking", "streams,", "offline", "&", "online;", "“wrote”", "a", "of", "3.5%")
MORE_WORDS = ("14,000+", "A/B", "kept", "**latency**", "within", "*traffic*", "every", "quarter,", "李明", "e-mail")


class Author:
    """Writes résumés of every shape: heads that fit a line or do not, bullets of a word or of three lines."""

    def __init__(self, seed: int, lang: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 (a test that repeats)
        self._lang = lang

    def text(self, *lengths: int) -> str:
        length, chance = self._random.choice(lengths), self._random
        if self._lang == "en":
            return "The " + " ".join(chance.choice(EN_WORDS + MORE_WORDS) for _ in range(max(1, length // 3))) + " done"
        words = ["".join(chance.choices(HANZI, k=8)) + chance.choice(ZH_WORDS) for _ in range(length // 8)]
        return "某" + "".join(words) + "".join(chance.choices(HANZI, k=length % 8)) + "完"

    def resume(self) -> str:
        return "\n".join(self._lines()) + "\nlayout: {pages: auto}\n"

    def _lines(self) -> Iterator[str]:
        phone, email, url = CONTACTS
        yield f"basics: {{name: '{self.text(1)}', email: {email}, phone: '{phone}', url: '{url}'}}"
        for section, naming, other in (
            ("education", "institution", "area"),
            ("work", "name", "position"),
            ("projects", "name", "entity"),
        ):
            yield f"{section}:"
            for year in range(2010, 2010 + self._random.randint(1, 3)):
                yield f"  - {naming}: '{self.text(2, 4, 10, 25, 45)}'"
                yield f"    {other}: '{self.text(2, 6, 30)}'"
                if self._random.random() < 0.9:
                    yield f"    startDate: {year}-0{self._random.randint(1, 9)}"
                    yield f"    endDate: {self._random.choice(['present', f'{year + 1}-11'])}"
                if self._random.random() < 0.4:
                    yield f"    summary: '{self.text(5, 20, 70)}'"
                highlights = [self.text(1, 4, 8, 15, 30, 45, 60, 90) for _ in range(self._random.randint(0, 4))]
                yield f"    highlights: {highlights}"
        yield "awards:"
        for year in range(2010, 2010 + self._random.randint(1, 5)):
            yield f"  - {{title: '{self.text(4, 12, 30, 60)}', date: {year}-0{self._random.randint(1, 9)}}}"
        yield f"skills: [{{name: '{self.text(3)}', keywords: [C++, Python, a_b, '#1']}}]"


def hanzi_apart(text: str, shown: tuple[str, ...]) -> list[str]:
    """Return the places where a blank came between two hanzi that the author wrote side by side."""
    result = []
    for wanted in shown:
        place = re.search(r"\s*".join(map(re.escape, squeezed(wanted))), text)
        apart = re.findall("[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]", place[0]) if place else []
        result += [pair for pair in apart if f"{pair[0]} {pair[-1]}" not in wanted]
    return result


def reads(built: Built, read: Callable[[Path], str]) -> str:
    text = read(built.pdf)
    assert misplaced(text, built.blocks) == []
    assert not re.findall("[\\u2E80-\\u2FDF\\uE000-\\uF8FF\\uFB00-\\uFB06\\u00AD\\uFFFD]", text)
    return text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_repository_s_resume_reads_as_it_is_written(
    page: Build, repository: Path, lang: str, reader: Callable[[Path], str]
) -> None:
    built = page(repository, lang)
    text = reads(built, reader)
    for contact in ("name@example.com", "+86 138 0000 0000", "jiaxindeng.xyz"):
        assert contact.removeprefix("https://") in text
    assert hanzi_apart(text, built.texts) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("seed", range(8))
def test_a_resume_of_any_shape_reads_as_it_is_written(
    page: Build, seed: int, lang: str, reader: Callable[[Path], str]
) -> None:
    built = page(Author(seed, lang).resume(), lang)
    text = reads(built, reader)
    for contact in CONTACTS:
        assert contact.removeprefix("https://") in text
    assert hanzi_apart(text, built.texts) == []
