"""Advice: each rule finds what it is about, at its place, and leaves alone what is well."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

from cvtex.check.lint.engine import BuiltPages, Shown, lint
from cvtex.check.lint.style import advice_rules
from cvtex.check.validate import validate
from cvtex.errors import Diagnostic
from cvtex.load import load, locate, parse_path
from cvtex.view import view

if TYPE_CHECKING:
    from pathlib import Path

Advised = Callable[..., list[Diagnostic]]
Placed = list[tuple[str, int | None]]
Bullets = Callable[..., Placed]
OWN = ROOT / "resume.yaml"


@pytest.fixture
def advised(tmp_path: Path) -> Advised:
    """The advice on a file's text, in one language."""

    def advised(text: str, lang: str = "en", *, without: tuple[str, ...] = ()) -> list[Diagnostic]:
        file = tmp_path / "resume.yaml"
        file.write_text(text, encoding="utf-8")
        document = load(file)
        resume = validate(document).resume
        place = lambda path: locate(document.root, parse_path(path))  # noqa: E731
        found = list(lint(Shown(resume, view(resume, lang), place), without=without))
        assert all(diagnostic.severity == "info" for diagnostic in found)
        assert all(diagnostic.hint and diagnostic.location for diagnostic in found)
        return found

    return advised


@pytest.fixture
def bullets(advised: Advised) -> Bullets:
    """The codes of the advice on bullets of one job: the first stands in line 5, from column 9."""

    def bullets(*texts: str, lang: str = "en", without: tuple[str, ...] = ()) -> Placed:
        lines = "".join(f"      - {text}\n" for text in texts)
        found = advised(f"basics: {{name: X}}\nwork:\n  - name: A\n    highlights:\n{lines}", lang, without=without)
        return placed(found)

    return bullets


def placed(found: list[Diagnostic]) -> Placed:
    return [(diagnostic.code, diagnostic.location.line if diagnostic.location else None) for diagnostic in found]


def codes(found: Placed) -> list[str]:
    return [code for code, _ in found]


@pytest.mark.parametrize(
    ("code", "lang", "wrong", "right"),
    [
        ("A101", "en", "Gift prediction with GNN", "Predicted gifts of 9 users"),
        ("A101", "en", "The new pipeline of 3 stages", "Quickly built 3 pipelines"),
        ("A102", "zh", "CET-6 590分", "以590分通过CET-6"),
        ("A106", "en", "Built the the pipeline of 3", "Built that pipeline of 3"),
        ("A107", "zh", "优化了了3个模型", "优化了3个模型"),
        ("A107", "zh", "设计模型模型3个", "设计模型3个，模型上线"),
        ("A110", "en", "Built it in Sep 2023 and 2022.04", "Built it in Sep 2023 and Oct 2024"),
        ("A114", "en", "Led 3 people in my team", "Led 3 people"),
        ("A114", "en", "Built what I liked in 3 days", "Built type I and stage I-3 models"),
        ("A115", "zh", "我负责3个项目", "负责我国3个项目"),
        ("A116", "en", "Built 3 tools, https://example.com/tools", "Built [3 tools](https://example.com/tools)"),
        ("A118", "zh", "使用 Python 写3个工具", "使用Python写3个工具"),
        ("A118", "zh", "提升 3 个点", "提升3个点，用Visual Genome"),
        ("A119", "zh", "设计３个模型", "设计3个模型"),
    ],
)
def test_a_rule_finds_its_own_and_nothing_else(bullets: Bullets, code: str, lang: str, wrong: str, right: str) -> None:
    assert (code, 5) in bullets(f'"{wrong}"', lang=lang)
    assert code not in codes(bullets(f'"{right}"', lang=lang))


def test_bullets_without_any_figure(bullets: Bullets) -> None:
    assert bullets("Built a pipeline", "Led a team") == [("A103", 5)]
    assert bullets("Built a pipeline", "Led a team of six") == []
    assert bullets("设计模型", "实现上线", lang="zh") == [("A103", 5)]
    assert bullets("设计模型", "实现三个功能", lang="zh") == []
    assert bullets("Built a pipeline") == []


def test_lists_of_ones_own_need_no_verbs_and_referees_may_say_i(advised: Advised) -> None:
    assert not advised(
        dedent("""\
        basics: {name: X}
        sections: [{id: hobbies, kind: bullets, title: Hobbies, items: [Chess, Running]}]
        references: [{name: Y, reference: I would hire X again}]
        """)
    )


def test_a_very_long_bullet_is_counted_in_its_language(bullets: Bullets) -> None:
    assert bullets("Built 2 " + "big old " * 22) == [("A104", 5)]
    assert codes(bullets("Built 2 " + "big old " * 21)) == []
    assert bullets("设计2个" + "甲乙丙丁戊己庚辛壬癸子" * 10, lang="zh", without=("A107",)) == [("A105", 5)]


def test_bullets_that_open_alike(bullets: Bullets) -> None:
    assert bullets("Built 1 a", "Built 2 b", "Built 3 c") == [("A108", 7)]
    assert bullets("Built 1 a", "Built 2 b", "Made 3 c") == []
    assert bullets("负责1项", "负责2项", "负责3项", lang="zh") == [("A108", 7)]


def test_full_stops_at_some_ends_only(bullets: Bullets) -> None:
    assert bullets("Built 1.", "Led 2.", "Cut 3") == [("A109", 7)]
    assert bullets("Built 1", "Led 2", "Cut **3.**") == [("A109", 7)]
    assert bullets("Built 1.", "Led 2.") == []
    assert bullets("设计1个。", "实现2个", "优化3个", lang="zh") == [("A109", 5)]


def dated(*periods: str, section: str = "work") -> str:
    entries = "".join(f"  - {{name: N, {period}}}\n" for period in periods)
    return f"basics: {{name: X}}\n{section}:\n{entries}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (dated("startDate: 2020-01, endDate: 2020-12", "startDate: 2021-10, endDate: 2022"), [("A111", 4)]),
        (dated("startDate: 2020, endDate: 2021", "startDate: 2022, endDate: 2023"), []),
        (dated("startDate: 2020-01, endDate: 2020-03", "startDate: 2021-01, endDate: 2021-02"), [("A112", 4)]),
        (dated("startDate: 2021-01, endDate: 2021-02", "startDate: 2020-01, endDate: 2020-08"), []),
        # A short job within a long one: the time after it is no gap.
        (
            dated(
                "startDate: 2020-01, endDate: 2022-12",
                "startDate: 2020-03, endDate: 2020-04",
                "startDate: 2023-01, endDate: 2023-02",
            ),
            [("A113", 4)],
        ),
        (dated("startDate: 2020-01, endDate: 2020-08", "startDate: 2020-05, endDate: 2020-09"), [("A113", 4)]),
        (dated("startDate: 2020-01, endDate: 2020-08", "startDate: 2020-08, endDate: 2020-09"), []),
        (dated("startDate: 2020-01, endDate: present", "startDate: 2020-05, endDate: 2020-09"), [("A113", 4)]),
    ],
)
def test_periods(advised: Advised, text: str, expected: list[tuple[str, int]]) -> None:
    found = advised(text)
    assert placed(found) == expected


def test_a_gap_is_filled_by_education(advised: Advised) -> None:
    text = dated("startDate: 2020-01, endDate: 2020-03", "startDate: 2021-01, endDate: 2021-02")
    school = "education: [{institution: B, startDate: 2020-03, endDate: 2020-12}]\n"
    assert advised(text + school) == []


def test_the_place_is_that_of_the_language(advised: Advised) -> None:
    text = dedent("""\
        basics: {name: X}
        work:
          - name: A
            highlights:
              - text:
                  zh: 使用 Python 实现3个工具
                  en: Tools in Python, 3
              - {zh: 设计3个 API, en: Diagram of 3 APIs}
        """)
    assert [str(diagnostic.location).rpartition("resume.yaml")[2] for diagnostic in advised(text, "zh")] == [
        ":6:15",
        ":8:14",
    ]
    found = advised(text + indent("- {zh: 写3个, en: Three more}\n", " " * 6), "en")
    places = [str(diagnostic.location).rpartition("resume.yaml")[2] for diagnostic in found]
    assert places == [":7:15", ":8:28", ":9:23"]


def test_a_rule_can_be_left_out(bullets: Bullets) -> None:
    assert bullets("A thing, 3", without=("A101",)) == []


@pytest.mark.parametrize(
    ("fill", "omitted", "said", "step"),
    [
        (0.99, 3, "over the page: 3 items are left out, 2 shortened", "another priority"),
        (0.99, 1, "over the page: 1 item is left out, 2 shortened", "another priority"),
        (0.5, 0, "the page is only 50% full", "say more"),
        (0.26, 1, "the page is only 26% full, and 1 item is left out", "split"),
        (0.26, 2, "the page is only 26% full, and 2 items are left out", "split"),
    ],
)
def test_the_pages_are_judged_by_what_came_of_them(fill: float, omitted: int, said: str, step: str) -> None:
    [found] = lint(BuiltPages("zh", fill, omitted, 2))
    assert (found.severity, found.code) == ("info", "A120")
    assert found.message.startswith(f"zh: {said}")
    assert step in found.hint
    assert ("over" in found.message) == ("more --pages" in found.hint)
    assert list(lint(BuiltPages("zh", fill, omitted, 2), without=("A120",))) == []


def test_a_full_page_needs_no_advice() -> None:
    assert list(lint(BuiltPages("zh", 0.95, 0, 4))) == []
    assert list(lint(BuiltPages("de", 0.5, 0, 0))) == []


def test_the_advice_is_for_chinese_and_english_and_in_the_order_of_its_codes() -> None:
    codes = [rule.code for rule in advice_rules()]
    assert codes == sorted(codes)
    assert {rule.languages for rule in advice_rules()} <= {("zh",), ("en",), ("zh", "en"), ("en", "zh")}


def test_a_good_resume_is_left_in_peace() -> None:
    """Advice that nobody follows is noise: the sample has reasons for the little that is said of it."""
    document = load(OWN)
    resume = validate(document).resume
    for lang in resume.languages:
        found = list(lint(Shown(resume, view(resume, lang), lambda path: locate(document.root, parse_path(path)))))
        assert len(found) <= 5
