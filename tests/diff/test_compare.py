"""What is reported of two versions of a résumé."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT

from cvtex.diff.compare import compare
from cvtex.diff.show import as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.diff.compare import Comparison
    from cvtex.view import View

    See = Callable[..., View]

OLD = """\
basics: {name: 张三, phone: +86 138 0000 0000}
work:
  - name: 甲公司
    position: 工程师
    startDate: 2020-01
    endDate: 2021-01
    highlights:
      - 用Python重写服务，延迟降低30%
      - 维护日志系统
      - 写了**文档**
education:
  - {institution: 某大学, area: 软件工程, startDate: 2016-09, endDate: 2020-06}
awards:
  - {title: 一等奖, date: 2019-05}
layout: {pages: 1}
"""


def of(see: See, new: str, old: str = OLD) -> Comparison:
    return compare("old", "new", {"zh": see(old)}, {"zh": see(new)})


def text_lines(comparison: Comparison) -> list[str]:
    return as_text(comparison, colour=False).splitlines()[1:]


def test_the_same_says_so(see: See) -> None:
    comparison = of(see, OLD)
    assert comparison.same
    assert as_text(comparison, colour=False) == "no difference that a reader sees between old and new"


def test_changes_stand_under_the_heading_of_their_section(see: See) -> None:
    new = OLD.replace("30%", "45%").replace("138 0000", "139 0000")
    assert text_lines(of(see, new)) == [
        "",
        "zh",
        "  张三",
        "    ~ +86 [-138-]{+139+} 0000 0000",
        "  工作经历",
        "    ~ 用Python重写服务，延迟降低[-30%-]{+45%+}",
    ]


def test_a_line_of_its_own_is_added_or_removed_not_changed(see: See) -> None:
    new = OLD.replace("      - 维护日志系统\n", "      - 带了两名实习生，做线上实验\n")
    assert text_lines(of(see, new))[3:] == ["    - [-维护日志系统-]", "    + {+带了两名实习生，做线上实验+}"]


def test_a_section_that_came_or_went_is_said_once_with_its_lines(see: See) -> None:
    new = OLD.replace("awards:\n  - {title: 一等奖, date: 2019-05}\n", "")
    text = text_lines(of(see, new))
    assert text[2].endswith("(removed)")
    assert any("一等奖" in line and line.startswith("    - ") for line in text)


def test_what_moved_is_not_told_as_gone_and_come(see: See) -> None:
    lines = ["      - 用Python重写服务，延迟降低30%\n", "      - 维护日志系统\n"]
    new = OLD.replace("".join(lines), "".join(reversed(lines)))
    (section,) = of(see, new).languages[0].sections
    assert [change.kind for change in section.changes] == ["moved"]


def test_sections_that_changed_places_are_said_to_have_moved(see: See) -> None:
    new = OLD.replace("layout: {pages: 1}", "layout: {pages: 1, sections: [education, work]}")
    kinds = [(s.id, c.kind) for s in of(see, new).languages[0].sections for c in s.changes]
    assert ("layout", "changed") not in kinds
    assert [kind for _, kind in kinds] == ["moved"]


def test_emphasis_and_links_that_changed_are_shown_with_their_marks(see: See) -> None:
    new = OLD.replace("**文档**", "文档")
    (line,) = text_lines(of(see, new))[3:]
    assert line == "    ~ 写了[-**-]文档[-**-]"


def test_settings_of_the_page_are_named(see: See) -> None:
    new = OLD.replace("pages: 1", "pages: 2")
    assert text_lines(of(see, new))[2:] == ["  layout", "    ~ pages: [-1-]{+2+}"]


def test_dates_are_read_as_the_page_has_them(see: See) -> None:
    (line,) = text_lines(of(see, OLD.replace("endDate: 2021-01", "endDate: 2021-03")))[3:]
    assert "2020.01 – [-2021.01-]{+2021.03+}" in line


def test_a_language_that_came_is_all_new(see: See) -> None:
    shown = see(OLD)
    comparison = compare("old", "new", {}, {"zh": shown})
    assert {section.kind for section in comparison.languages[0].sections} == {"added"}


def test_colours_take_the_place_of_marks(see: See) -> None:
    text = as_text(of(see, OLD.replace("30%", "45%")), colour=True)
    assert "\x1b[31;9m30%\x1b[0m\x1b[32m45%\x1b[0m" in text
    assert "[-" not in text


def test_json_has_paths_texts_and_words(see: See) -> None:
    whole: dict[str, Any] = json.loads(as_json(of(see, OLD.replace("30%", "45%"))))
    assert (whole["old"], whole["new"], whole["same"]) == ("old", "new", False)
    (section,) = whole["languages"][0]["sections"]
    (change,) = section["changes"]
    assert (section["id"], change["kind"]) == ("work", "changed")
    assert change["old_path"] == change["new_path"] == "work[0].highlights[0]"
    assert change["words"][-2:] == [{"kind": "old", "text": "30%"}, {"kind": "new", "text": "45%"}]


def test_every_key_of_the_json_is_documented(see: See) -> None:
    page = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    whole: dict[str, Any] = json.loads(as_json(of(see, OLD.replace("30%", "45%"))))
    keys = set[str]()
    waiting: list[Any] = [whole]
    while waiting:
        value = waiting.pop()
        keys |= value.keys() if isinstance(value, dict) else set()
        waiting += [
            one for one in (value.values() if isinstance(value, dict) else value) if isinstance(one, dict | list)
        ]
    assert {"words", "old_path", "same"} <= keys
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_another_description_of_the_photo_is_a_change_for_those_who_hear_it(see: See) -> None:
    old = OLD.replace("name: 张三,", "name: 张三, image: a.jpg,")
    new = old.replace("a.jpg,", "a.jpg, imageAlt: 证件照,")
    assert any("证件照" in line for line in text_lines(of(see, new, old)))
    assert of(see, old.replace("a.jpg,", "a.jpg, imageAlt: 张三,"), old).same
