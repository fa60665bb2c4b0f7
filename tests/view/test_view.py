"""One language and target of a résumé: what is shown, in which order, under which names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.errors import UsageError

if TYPE_CHECKING:
    from tests.conftest import See

    from cvtex.view import SectionView, View


def titles(shown: View) -> list[str]:
    return [section.title for section in shown.sections]


def section(shown: View, name: str) -> SectionView:
    return next(section for section in shown.sections if section.id == name)


def passages(shown: View, name: str) -> list[str]:
    return [passage.text for entry in section(shown, name).entries for passage in entry.passages]


def contacts(shown: View) -> list[str]:
    return [contact.text for contact in shown.header.contacts]


# Languages and targets


def test_each_language_reads_its_own_words(see: See) -> None:
    text = "basics: {name: {zh: 张三, en: San Zhang}}\nwork: [{name: {zh: 快手, en: Kuaishou}}]"
    assert see(text, "zh").header.name == "张三"
    assert see(text, "en").sections[0].entries[0].values["name"] == "Kuaishou"


def test_a_regional_language_reads_its_base(see: See) -> None:
    text = "basics: {name: {zh: 张三, en: San Zhang}}\nawards: [{title: A, only: zh}, {title: B, only: en}]"
    shown = see(text, "zh-CN")
    assert (shown.lang, shown.header.name) == ("zh-CN", "张三")
    assert [entry.values["title"] for entry in shown.sections[0].entries] == ["A"]


def test_null_is_nothing_and_leaves_no_trace(see: See) -> None:
    text = "basics: {name: {zh: 张三, en: San}, ethnicity: {zh: 汉族, en: null}}"
    assert contacts(see(text, "zh")) == ["汉族"]
    assert contacts(see(text, "en")) == []


def test_a_picture_is_described_in_each_language_or_by_the_name(see: See) -> None:
    text = "basics: {name: {zh: 张三, en: San}, image: a.jpg, imageAlt: {zh: 证件照, en: null}}"
    assert see(text, "zh").header.image_alt == "证件照"
    assert see(text, "en").header.image_alt == "San"
    assert see("basics: {name: A, image: a.jpg}").header.image_alt == "A"
    assert see("basics: {name: A, imageAlt: of nothing}").header.image_alt is None


def test_only_and_tags_choose_at_every_level(see: See) -> None:
    text = """
        basics: {name: A, profiles: [{network: X, tags: lab}], details: [{value: D, only: en}]}
        work:
          - {name: W1, tags: [lab, firm], highlights: [{text: h1, tags: firm}, {text: h2, only: zh}, h3]}
          - {name: W2, tags: firm}
        education: [{institution: E, courses: [{name: C1, only: en}, {name: C2, tags: firm}, C3]}]
        sections:
          - {id: own, kind: bullets, tags: firm, items: [i]}
          - {id: t, kind: table, rows: [{cells: [a], only: en}, [b]]}
        layout: {sections: [{id: education, tags: firm}]}
    """
    every = see(text, "zh")
    assert passages(every, "work") == ["h1", "h2", "h3"]
    lab = see(text, "en", target="lab")
    assert [section.id for section in lab.sections] == ["work", "t"]
    assert [entry.values["name"] for entry in lab.sections[0].entries] == ["W1"]
    assert passages(lab, "work") == ["h3"]
    assert contacts(lab) == ["X", "D"]
    firm = see(text, "zh", target="firm")
    assert contacts(firm) == []
    assert [entry.values["name"] for entry in section(firm, "work").entries] == ["W1", "W2"]
    assert [course.name for course in section(firm, "education").entries[0].courses] == ["C2", "C3"]
    assert [entry.values["cells"] for entry in section(firm, "t").entries] == [("b",)]
    assert "own" in [section.id for section in firm.sections]


@pytest.mark.parametrize("lang", ["xx", "ja", "ZH", "zh_CN", "../zh", "zh-../x", ""])
def test_a_language_without_a_locale_is_refused_with_those_there_are(see: See, lang: str) -> None:
    with pytest.raises(UsageError) as caught:
        see("basics: {name: A}", lang)
    (found,) = caught.value.diagnostics
    assert found.code == "E701"
    assert "de, en, fr, zh" in found.hint


# Sections


def test_sections_stand_as_in_the_file_and_the_summary_first(see: See) -> None:
    text = """
        basics: {name: A, summary: S}
        work: [{name: W}]
        sections: [{id: own, kind: text, title: 自述, text: t}]
        education: [{institution: E}]
    """
    assert titles(see(text)) == ["个人简介", "工作经历", "自述", "教育背景"]


def test_the_layout_orders_sections_and_the_rest_follows(see: See) -> None:
    text = """
        basics: {name: A, summary: S}
        work: [{name: W}]
        education: [{institution: E}]
        awards: [{title: T}]
        layout: {sections: [awards, {id: education, priority: 3}, summary]}
    """
    shown = see(text)
    assert [section.id for section in shown.sections] == ["awards", "education", "summary", "work"]
    assert [section.priority for section in shown.sections] == [None, 3, None, None]


def test_titles_come_from_the_nearest_place_that_names_them(see: See) -> None:
    text = """
        basics: {name: A}
        work: [{name: W}]
        awards: [{title: T}]
        sections:
          - {id: a, kind: work, title: 自己的, entries: [{name: x}]}
          - {id: b, kind: work, entries: [{name: x}]}
          - {id: c, kind: bullets, items: [x]}
        layout: {titles: {work: 实习经历, a: 布局里的}, sections: [{id: awards, title: 荣誉}]}
    """
    assert titles(see(text)) == ["荣誉", "实习经历", "布局里的", "工作经历", "c"]


@pytest.mark.parametrize(
    "text",
    [
        "work: []",
        "work: [{name: W, only: en}]",
        "sections: [{id: x, kind: bullets, items: [{text: h, only: en}]}]",
        "sections: [{id: x, kind: table, columns: [a], rows: [['']]}]",
        "sections: [{id: x, kind: text, text: {zh: null, en: t}}]",
    ],
)
def test_a_section_without_anything_to_show_has_no_heading(see: See, text: str) -> None:
    assert see(f"basics: {{name: A}}\n{text}").sections == ()


def test_entries_that_say_only_one_thing_are_shown(see: See) -> None:
    """JSON Resume asks for no field at all, so the name may be what is missing."""
    text = """
        $schema: https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json
        basics: {name: A}
        work: [{position: P}, {highlights: [h]}, {}, {url: https://x.example}]
        education: [{courses: [c]}]
        references: [{reference: r}]
    """
    shown = see(text, "en")
    assert [len(section.entries) for section in shown.sections] == [3, 1, 1]
    assert [entry.has_values for entry in section(shown, "work").entries] == [True, False, True]
    assert not section(shown, "references").entries[0].has_values


def test_every_value_keeps_its_path(see: See) -> None:
    text = """
        basics: {name: A, phone: 12345678, summary: S, details: [{value: D}]}
        education: [{institution: E, courses: [C], summary: S, highlights: [h]}]
        sections: [{id: w, kind: work, entries: [{name: x, highlights: [h]}]}, {id: b, kind: bullets, items: [i]}]
    """
    shown = see(text)
    found = [contact.path for contact in shown.header.contacts]
    for section in shown.sections:
        for entry in section.entries:
            found += [entry.path, *(passage.path for passage in entry.passages)]
            found += [course.path for course in entry.courses]
    assert found == [
        "basics.phone",
        "basics.details[0]",
        "basics",
        "basics.summary",
        "education[0]",
        "education[0].summary",
        "education[0].highlights[0]",
        "education[0].courses[0]",
        "sections[0].entries[0]",
        "sections[0].entries[0].highlights[0]",
        "sections[1]",
        "sections[1].items[0]",
    ]


# Values


def test_an_entry_has_its_dates_written_out(see: See) -> None:
    text = """
        basics: {name: A}
        work: [{name: a, startDate: 2020-01, endDate: 2021-02}, {name: b, startDate: 2020}, {name: c}]
        awards: [{title: t, date: 2019-11}]
        publications: [{name: p, releaseDate: 2024-07-15}]
    """
    values = [entry.values["dates"] for section in see(text, "en").sections for entry in section.entries]
    assert values == ["Jan 2020 – Feb 2021", "2020 – Present", "", "Nov 2019", "Jul 2024"]


@pytest.mark.parametrize(
    ("dates", "written"),
    [
        ("{style: numeric}", "2020-01 – 2021-02"),
        ("{style: long}", "January 2020 – February 2021"),
        ('{separator: "-"}', "Jan 2020 - Feb 2021"),
        ('{separator: " to "}', "Jan 2020 to Feb 2021"),
    ],
)
def test_the_layout_chooses_how_dates_look(see: See, dates: str, written: str) -> None:
    text = f"basics: {{name: A}}\nwork: [{{name: a, startDate: 2020-01, endDate: 2021-02}}]\nlayout: {{dates: {dates}}}"
    assert see(text, "en").sections[0].entries[0].values["dates"] == written


def test_a_language_has_its_own_layout(see: See) -> None:
    text = "basics: {name: A}\nlayout: {paper: a4, languages: {en: {paper: letter}}}"
    assert (see(text, "zh").layout.paper, see(text, "en").layout.paper) == ("a4", "letter")


def test_text_over_several_lines_comes_on_one(see: See) -> None:
    text = """
        basics:
          name: A
          location: {address: "12 Mill Lane\\nBack door"}
        work:
          - name: W
            highlights:
              - |
                第一行，
                第二行
    """
    assert contacts(see(text, "en")) == ["12 Mill Lane Back door"]
    assert passages(see(text, "zh"), "work") == ["第一行，第二行"]


def test_soft_hyphens_of_a_word_processor_are_gone(see: See) -> None:
    text = 'basics: {name: A}\nwork: [{name: W, highlights: ["soft\u00adware"]}]'
    assert passages(see(text, "en"), "work") == ["software"]


@pytest.mark.parametrize(
    ("dates", "period", "award"),
    [
        ("{}", "Dec 2013 – Dec 2014", "May 2021"),
        ("{precision: day}", "1 Dec 2013 – 1 Dec 2014", "4 May 2021"),
        ("{precision: day, style: numeric}", "2013-12-01 – 2014-12-01", "2021-05-04"),
    ],
)
def test_days_are_printed_where_the_layout_asks_for_them(see: See, dates: str, period: str, award: str) -> None:
    text = f"""
        basics: {{name: A, birthDate: 1999-01-02}}
        work: [{{name: a, startDate: 2013-12-01, endDate: 2014-12-01}}]
        awards: [{{title: b, date: 2021-05-04}}]
        publications: [{{name: c, releaseDate: 2021-05-04}}]
        layout: {{dates: {dates}}}
    """
    shown = see(text, "en")
    assert [entry.values["dates"] for section in shown.sections for entry in section.entries] == [period, award, award]
    assert "2 Jan 1999" in contacts(shown)[0] or "1999-01-02" in contacts(shown)[0], "it is no period"


def test_two_dates_that_print_the_same_are_printed_once(see: See) -> None:
    text = "basics: {name: A}\nwork: [{name: a, startDate: 2023-07-01, endDate: 2023-07-28}]\n"
    (work,) = see(text, "en").sections
    assert work.entries[0].values["dates"] == "Jul 2023"
    assert see(text + "layout: {dates: {precision: day}}", "en").sections[0].entries[0].values["dates"] == (
        "1 Jul 2023 – 28 Jul 2023"
    )


def test_a_year_is_printed_once_where_the_layout_asks_for_it(see: See) -> None:
    text = "basics: {name: A}\nwork: [{name: a, startDate: 2023-03-01, endDate: 2023-06-30}]\nlayout: {dates: %s}"
    (work,) = see(text % "{short_years: true}", "en").sections
    assert work.entries[0].values["dates"] == "Mar – Jun 2023"


@pytest.mark.parametrize(
    ("positions", "lang", "title"),
    [
        (["算法实习生", "实习"], "zh", "实习经历"),
        (["Backend Intern", "Internship", "Summer intern, search"], "zh", "实习经历"),
        (["算法实习生", "工程师"], "zh", "工作经历"),
        (["Internal auditor", "Internist"], "zh", "工作经历"),
        (["算法实习生"], "en", "Experience"),
    ],
)
def test_jobs_that_are_all_internships_are_titled_so_in_chinese(
    see: See, positions: list[str], lang: str, title: str
) -> None:
    jobs = ", ".join(f"{{name: W, position: '{position}'}}" for position in positions)
    text = f"basics: {{name: A}}\nwork: [{jobs}, {{name: X, position: 经理, only: [de]}}]\n"
    assert titles(see(text, lang)) == [title]
    own = text + "layout: {titles: {work: Own}}"
    assert titles(see(own, lang)) == ["Own"]


def test_a_job_without_a_position_is_no_internship(see: See) -> None:
    assert titles(see("basics: {name: A}\nwork: [{name: W}]")) == ["工作经历"]


def test_keywords_of_skills_are_the_metadata_each_once(see: See) -> None:
    text = "basics: {name: A}\nskills: [{name: X, keywords: [a, b]}, {name: Y, keywords: [b, c]}, {name: Z}]"
    assert see(text, "en").keywords == ("a", "b", "c")
