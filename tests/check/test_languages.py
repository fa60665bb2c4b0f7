"""What a file in several languages owes its readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.errors import Diagnostic
    from cvtex.resume import Resume

    Findings = list[Diagnostic]
    Check = Callable[..., Findings]
    Read = Callable[..., Resume]


def places(found: Findings) -> list[tuple[str, int | None, int | None, str]]:
    return [(d.code, d.location.line, d.location.column, d.path) for d in found if d.location]


# What is missing


def test_a_language_that_a_mapping_leaves_out_is_named_with_its_field(check: Check) -> None:
    found = check(
        """
        basics: {name: {zh: 林, en: Lin}}
        work:
          - name: {zh: 快手, en: Kuaishou}
            highlights:
              - text: {en: Only English}
        """
    )
    assert places(found) == [("E302", 5, 15, "work[0].highlights[0].text")]
    assert found[0].message == "`work[0].highlights[0].text` is missing in zh"
    assert "`zh: …`" in found[0].hint
    assert "`zh: null`" in found[0].hint


def test_null_says_nothing_on_purpose_and_an_empty_text_does_not(check: Check) -> None:
    assert check("basics: {name: {zh: 林, en: Lin}, ethnicity: {zh: 汉族, en: null}}\n") == []
    found = check('basics: {name: {zh: 林, en: Lin}, ethnicity: {zh: 汉族, en: ""}}\n')
    assert places(found) == [("E204", 1, 58, "basics.ethnicity.en")]


def test_declared_languages_are_owed_everywhere(check: Check) -> None:
    found = check("basics: {name: {zh: 林, en: Lin}}\nmeta: {languages: [zh, en, de]}\n")
    assert places(found) == [("E302", 1, 16, "basics.name")]


def test_only_keeps_what_it_holds_to_its_languages(check: Check) -> None:
    text = """
        basics: {name: {zh: 林, en: Lin}}
        work:
          - name: {zh: 快手}
            only: [zh]
            highlights: [{zh: 一}, {text: {zh: 二}, priority: 1}]
    """
    assert check(text) == []
    assert [d.path for d in check(text.replace("only: [zh]", "tags: [zh]"))] == [
        "work[0].name",
        "work[0].highlights[0]",
        "work[0].highlights[1].text",
    ]


def test_a_regional_language_is_covered_by_its_base(check: Check) -> None:
    assert check("basics: {name: {zh: 林, en: Lin}}\nmeta: {languages: [zh-CN, en-GB]}\n") == []


def test_a_language_of_a_few_texts_is_a_slip_not_a_plan(check: Check) -> None:
    names = "".join(f"  - {{name: {{zh: 名, en: Name{n}}}}}\n" for n in range(6))
    found = check(f"basics: {{name: {{zh: 林, en: Lin, fr: Lin}}}}\nwork:\n{names}")
    assert places(found) == [("E303", 1, 33, "basics.name.fr")]
    assert "zh and en" in found[0].message


# Languages that are not


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("cn", "zh"),
        ("jp", "ja"),
        ("zh_CN", "zh-CN"),
        ("EN", "en"),
        ("english", "en"),
        ("中文", "zh"),
        ("xx", "ISO 639"),
    ],
)
def test_an_unknown_language_is_reported_at_its_key_once(check: Check, tag: str, meant: str) -> None:
    found = check(f"basics: {{name: {{zh: 林, {tag}: Lin}}}}\n")
    assert places(found) == [("E301", 1, 24, f"basics.name.{tag}")]
    assert meant in found[0].hint


def test_a_language_nobody_declared(check: Check) -> None:
    found = check("basics: {name: {zh: 林, en: Lin}}\nmeta: {languages: [zh]}\n")
    assert places(found) == [("E303", 1, 24, "basics.name.en")]
    assert "meta.languages" in found[0].hint


def test_languages_are_checked_wherever_they_are_named(check: Check) -> None:
    found = check(
        """
        basics: {name: {zh: 林, en: Lin}}
        work: [{name: A, only: [zh, fr]}, {name: B, only: eng}]
        layout: {languages: {de: {pages: 2}, deutsch: {pages: 2}}}
        meta: {languages: [zh, en, zz]}
        """
    )
    assert places(found) == [
        ("E303", 2, 29, "work[0].only[1]"),
        ("E301", 2, 51, "work[1].only"),
        ("E303", 3, 22, "layout.languages.de"),
        ("E301", 3, 38, "layout.languages.deutsch"),
        ("E301", 4, 28, "meta.languages[2]"),
    ]


# Which languages there are


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("basics: {name: Lin}\n", ("en",)),
        ("basics: {name: Lin, label: 工程师}\n", ("zh",)),
        ("basics: {name: {en: Lin, de: Lin, zh: 林}}\n", ("zh", "en", "de")),
        ("basics: {name: {en: Lin, zh: 林}}\nmeta: {languages: [en, zh]}\n", ("en", "zh")),
    ],
)
def test_the_languages_of_a_file(read: Read, text: str, languages: tuple[str, ...]) -> None:
    assert read(text).languages == languages


# What the wordings say


def highlight(zh: str, en: str) -> str:
    return f"basics: {{name: {{zh: 林, en: Lin}}}}\nwork:\n- name: A\n  highlights:\n  - zh: '{zh}'\n    en: '{en}'\n"


def test_numbers_that_differ_are_shown_side_by_side(check: Check) -> None:
    found = check(highlight("提升 42.36%", "up 42.63 %"))
    assert places(found) == [("W415", 6, 9, "work[0].highlights[0].en")]
    assert found[0].message == "the numbers differ: 42.36 in zh only, 42.63 in en only"


def test_links_that_differ_are_shown_side_by_side(check: Check) -> None:
    found = check(highlight("[文](https://a.example/1)", "[paper](https://a.example/2)"))
    assert [d.code for d in found] == ["W415"]
    assert "https://a.example/1 in zh only" in found[0].message


def test_a_telephone_number_may_differ(check: Check) -> None:
    assert check("basics: {name: X, phone: {zh: 138 0000 0000, en: +86 138 0000 0000}}\n") == []


def test_a_translation_that_is_none(check: Check) -> None:
    sentence = "A paper with a rather long title that nobody has ever translated"
    assert [d.code for d in check(highlight(sentence, sentence))] == ["W414"]
    assert [d.code for d in check(highlight("优秀三好学生", "优秀三好学生"))] == ["W414"]
    assert check(highlight("Kuaishou", "Kuaishou")) == []
    assert check(highlight("林知远", "林知远")) == []


def test_a_chinese_sentence_that_stands_in_the_english_resume_too(check: Check) -> None:
    text = "basics: {name: {zh: 林, en: Lin}}\nwork: [{name: A, highlights: [在两个垂直领域上完成了标签升级]}]\n"
    assert places(check(text)) == [("W414", 2, 31, "work[0].highlights[0]")]
    assert check(text.replace("name: A,", "name: A, only: [zh],")) == []
    assert check(text.replace("{zh: 林, en: Lin}", "{zh: 林}")) == []


@pytest.mark.parametrize(
    ("plain", "codes"),
    [
        ("阿里云", ["W414"]),
        ("阿里云（杭州）", ["W414"]),
        ("张三 AI", ["W414"]),
        ("Alibaba Cloud 阿里云", []),
        ("A级", []),
        ("Alibaba Cloud", []),
    ],
)
def test_a_chinese_name_that_stands_in_the_english_resume_too(check: Check, plain: str, codes: list[str]) -> None:
    text = f"basics: {{name: {{zh: 林, en: Lin}}}}\nwork: [{{name: {plain}}}]\n"
    found = check(text)
    assert [d.code for d in found] == codes
    assert all(d.path == "work[0].name" and "{zh: …, en: …}" in d.hint for d in found)
    assert check(text.replace("{zh: 林, en: Lin}", "林")) == []


def test_what_is_written_alike_in_every_language_may_hold_hanzi(check: Check) -> None:
    text = "basics: {name: {zh: 林, en: Lin}, phone: 138 0000 0000 转二三, profiles: [{network: X, username: 张三}]}\n"
    assert check(text) == []


@pytest.mark.parametrize("gender", ["男", "女", "（女）"])
def test_one_hanzi_alone_stands_in_the_english_resume_too(check: Check, gender: str) -> None:
    text = f"basics: {{name: {{zh: 林, en: Lin}}, gender: {gender}}}\n"
    assert places(check(text)) == [("W414", 1, 42, "basics.gender")]
    assert check(text.replace(gender, "B超")) == []
    assert check(text.replace(gender, "—")) == []
    assert check(text.replace("{zh: 林, en: Lin}", "林")) == []


@pytest.mark.parametrize(
    ("text", "step", "followed"),
    [
        ("gender: 男", "{zh: …, en: null}", "gender: {zh: 男, en: null}"),
        ("location: {city: 北京}", "{zh: …, en: null}", "location: {city: {zh: 北京, en: null}}"),
        ("summary: 多年经验", "only: [zh]", "summary: {text: 多年经验, only: [zh]}"),
        ("details: [群众]", "only: [zh]", "details: [{value: 群众, only: [zh]}]"),
    ],
)
def test_the_next_step_for_a_chinese_text_is_legal_where_it_stands(
    check: Check, text: str, step: str, followed: str
) -> None:
    file = "basics: {{name: {{zh: 林, en: Lin}}, {}}}\n"
    (found,) = check(file.format(text))
    assert found.code == "W414"
    assert step in found.hint
    assert ("only" in found.hint) == ("only" in step)
    assert check(file.format(followed)) == []
