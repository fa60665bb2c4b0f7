"""English text after Bringhurst, The Elements of Typographic Style, on real pages."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.pages.conftest import Build, Lines
    from tests.pages.glyphs import Glyph, Line

pytestmark = pytest.mark.tex

TEXT = """\
Expanded users’ gift histories, which are sparse and seldom repeat a <user, author> pair, through a graph store of \
u2a, a2u and a2a edges; pooled its multi-hop sequences into the MMoE model, up **1.3072 pp**
Built the model on a pretrained multimodal transformer that reads 20 consecutive past segments (video frames, the \
streamer’s ASR, viewer comments) and outputs the next segment’s click-through rate online
Published “A Unified Model for Video Understanding and Knowledge Embedding” – best paper — at ICMR 2023 with 李明 and \
王小明《数学学习》, state-of-the-art end-to-end characteristically incomprehensible internationalization
Efficient offline workflow: fi, fl, ffi; see https://example.com/a/very/long/path_with-many.parts?and=queries&x=1 ok
""".splitlines()
AWARD = "Mathematical Contest in Modeling / Interdisciplinary Contest in Modeling (MCM/ICM), 2021"
MARGINS = [15, 18, 21, 24, 27, 30, 33, 36, 39]


def resume(margin: float) -> str:
    lines = "\n".join(f"      - '{text}'" for text in TEXT)
    return f"""\
basics: {{name: Ming Li}}
work:
  - name: Kuaishou
    startDate: 2022-09
    endDate: present
    highlights:
{lines}
awards:
  - {{title: '{AWARD}', date: 2021-04, level: Honorable Mention}}
layout: {{pages: auto, fit: {{margin: {margin}, font_size: 10.5}}}}
"""


@pytest.fixture(params=MARGINS)
def bullets(page: Build, lines: Lines, request: pytest.FixtureRequest) -> list[list[Line]]:
    """The lines of each bullet, at one of several measures."""
    every = lines(page(resume(request.param), "en").pdf)
    starts = [n for n, line in enumerate(every) if line.text.startswith("•")]
    end = next(n for n, line in enumerate(every) if line.text.strip() == "Awards")
    return [every[a:b] for a, b in itertools.pairwise([*starts, end])]


def test_no_word_is_hyphenated(bullets: list[list[Line]]) -> None:
    whole = "".join("".join(text.split()).replace("**", "") for text in TEXT)
    shown = "".join("".join(line.text.split()).lstrip("•") for bullet in bullets for line in bullet)
    assert shown == whole


WORDS = [
    "the",
    "of",
    "a",
    "to",
    "in",
    "on",
    "for",
    "with",
    "and",
    "by",
    "at",
    "from",
    "into",
    "over",
    "under",
    "while",
    "model",
    "service",
    "latency",
    "ranking",
    "users",
    "training",
    "graph",
    "video",
    "retrieval",
    "offline",
    "online",
    "quality",
    "deployed",
    "reduced",
    "improved",
    "measured",
    "across",
    "teams",
    "percent",
    "million",
    "requests",
    "second",
    "daily",
    "index",
    "search",
    "compiler",
    "bandwidth",
    "recommendation",
    "characteristics",
]
PAGE_PT = 595.28


@pytest.mark.parametrize(("margin", "size"), [(15, 9.5), (20, 10.5), (25, 11)])
def test_lines_are_used_to_their_ends_and_short_last_words_have_company(
    page: Build, lines: Lines, margin: float, size: float
) -> None:
    """Over a hundred lines at random: one in eight at most ends before a word that has room, and none far before it.

    A word of up to six letters stands alone on a last line only where the line above would be a tenth short without
    it: that is the lesser fault.
    """
    random_words = random.Random(margin)  # noqa: S311 (a test that repeats)
    texts = ["The " + " ".join(random_words.choices(WORDS, k=random_words.randint(8, 45))) for _ in range(80)]
    listed = "".join(f"      - {text}\n" for text in texts)
    source = f"basics: {{name: X}}\nwork:\n  - name: Y\n    highlights:\n{listed}"
    fit = f"{{margin: {margin}, font_size: {size}, leading: 1.3}}"
    every = lines(page(f"{source}layout: {{pages: auto, footer: off, fit: {fit}}}\n", "en").pdf)
    starts = [n for n, line in enumerate(every) if line.text.startswith("•")]
    bullets = [every[a:b] for a, b in itertools.pairwise([*starts, len(every)])]
    right = PAGE_PT - margin * 72 / 25.4
    measure = 2 * right - PAGE_PT
    rooms = []
    for bullet in bullets:
        for above, below in itertools.pairwise(bullet):
            first, room = next(parted(below)), right - above.drawn[-1].right
            fits = room > first[-1].right - first[0].left + 0.25 * size + 0.1
            rooms.append(room / measure if fits else 0)
        last = list(parted(bullet[-1]))
        if len(bullet) > 1 and len(last) == 1 and len(last[0]) <= 6:
            *_, before, _ = parted(bullet[-2])
            assert right - before[-1].right > 0.1 * measure, [line.words for line in bullet[-2:]]
    assert len(rooms) > 75
    assert max(rooms) < 0.12
    assert len([room for room in rooms if room]) < len(rooms) / 8


def parted(line: Line) -> Iterator[list[Glyph]]:
    """The words of a line."""
    for space, glyphs in itertools.groupby(line.glyphs, lambda glyph: glyph.character.isspace()):
        if not space:
            yield list(glyphs)


@pytest.mark.parametrize("margin", MARGINS)
def test_a_level_stays_whole_beside_its_date(page: Build, lines: Lines, margin: float) -> None:
    assert any("Honorable Mention Apr 2021" in line.words for line in lines(page(resume(margin), "en").pdf))


def test_the_right_edge_is_ragged_and_the_spaces_are_even(bullets: list[list[Line]]) -> None:
    spaces = []
    for line in (line for bullet in bullets for line in bullet):
        drawn = [glyph for glyph in line.glyphs if not glyph.character.isspace()]
        for a, b in itertools.pairwise(drawn):
            if a.character.islower() and b.character.islower() and b.left - a.right > 1:
                spaces.append(b.left - a.right)
    assert len(spaces) > 40
    assert max(spaces) - min(spaces) < 1


def test_a_name_in_hanzi_is_neither_spread_nor_broken(bullets: list[list[Line]]) -> None:
    for name in ("李明", "王小明"):
        (line,) = (line for bullet in bullets for line in bullet if name in line.text)
        place = line.text.index(name)
        glyphs = line.glyphs[place : place + len(name)]
        assert all(abs(b.left - a.left - 10.46) < 0.05 for a, b in itertools.pairwise(glyphs)), glyphs


def test_marks_come_from_the_latin_face_and_hanzi_from_the_chinese_one(page: Build, lines: Lines) -> None:
    glyphs = [glyph for line in lines(page(resume(15), "en").pdf) for glyph in line.glyphs]
    for glyph in glyphs:
        if glyph.character in "“”‘’–—•" or glyph.character.isascii():
            assert glyph.character.isspace() or "Cvtex" in glyph.font, glyph.character
        else:
            assert "Noto" in glyph.font, glyph.character
    assert {"“", "’", "–", "—", "•", "《", "明"} <= {glyph.character for glyph in glyphs}


@pytest.mark.parametrize(("separator", "expected"), [("", "Sep 2022 – Present"), (" - ", "Sep 2022 - Present")])
def test_a_range_has_an_en_dash_or_what_the_layout_says(
    page: Build, lines: Lines, separator: str, expected: str
) -> None:
    source = resume(15).replace("{pages:", f"{{dates: {{separator: '{separator}'}}, pages:" if separator else "{pages:")
    assert any(expected in " ".join(line.text.split()) for line in lines(page(source, "en").pdf))
