from __future__ import annotations

import pytest
from pydantic import ValidationError

from cvtex.resume import PRESENT, Date, Passage, Resume, Text
from cvtex.resume.items import tags_in, texts_in
from cvtex.resume.shape import fields_of


def test_an_empty_resume_has_nothing_and_the_defaults() -> None:
    resume = Resume.model_validate({})
    assert resume.section_order == ()
    assert resume.basics.name is None
    assert resume.layout.template == "classic"
    assert resume.layout.pages == 1
    assert resume.layout.fit.cut == "marked"
    assert resume.layout.fit.readable == 0.25
    assert resume.languages == ("en",)


def test_a_passage_is_a_text_translations_or_a_mapping() -> None:
    resume = Resume.model_validate(
        {"work": [{"highlights": ["a", {"zh": "b", "en": None}, {"text": {"zh": "c"}, "short": "d", "priority": "2"}]}]}
    )
    assert resume.work[0].highlights == (
        Passage(text=Text.of("a")),
        Passage(text=Text.of({"zh": "b", "en": None})),
        Passage(text=Text.of({"zh": "c"}), short=Text.of("d"), priority=2),
    )


def test_keys_are_camel_case_in_the_file_and_not_otherwise() -> None:
    resume = Resume.model_validate({"work": [{"startDate": "2022-03", "endDate": "present"}]})
    assert (resume.work[0].start_date, resume.work[0].end_date) == (Date(2022, 3), PRESENT)
    with pytest.raises(ValidationError):
        Resume.model_validate({"work": [{"start_date": "2022-03"}]})
    assert "font_size" in fields_of(type(resume.layout.fit))
    assert "startDate" in fields_of(type(resume.work[0]))


def test_sections_stand_in_the_order_of_the_file() -> None:
    own = [{"id": "lab", "kind": "work", "entries": [{"name": "A"}]}, {"id": "note", "kind": "text", "text": "B"}]
    resume = Resume.model_validate({"projects": [], "sections": own, "basics": {}, "work": []})
    assert resume.section_order == ("projects", "lab", "note", "work")


def test_an_own_section_has_the_entries_of_its_kind() -> None:
    section = Resume.model_validate(
        {"sections": [{"id": "lab", "kind": "education", "entries": [{"institution": "A", "score": "4"}]}]}
    ).sections[0]
    assert [entry.heading for entry in section.entries] == [Text.of("A")]
    assert section.entries == section.lists.education


def test_entries_of_each_kind_are_found_by_its_name() -> None:
    resume = Resume.model_validate({"languages": [{"language": "English"}], "skills": [{"name": "C"}]})
    assert [entry.heading for entry in resume.of_kind("languages")] == [Text.of("English")]
    assert resume.of_kind("text") == ()


def test_rows_of_a_table() -> None:
    rows = [["a", ""], {"cells": ["b", {"zh": "c"}], "priority": "3"}]
    section = Resume.model_validate({"sections": [{"id": "t", "kind": "table", "rows": rows}]}).sections[0]
    assert [[cell.get("zh") for cell in row.cells] for row in section.rows] == [["a", None], ["b", "c"]]
    assert section.rows[1].priority == 3


def test_only_and_tags_may_be_one_word() -> None:
    work = Resume.model_validate({"work": [{"only": "zh", "tags": "research"}]}).work[0]
    assert (work.only, work.tags) == (("zh",), ("research",))


def test_a_language_has_its_own_layout_over_the_common_one() -> None:
    layout = Resume.model_validate(
        {
            "layout": {
                "paper": "letter",
                "titles": {"work": "Work", "awards": "Awards"},
                "fit": {"font_size": ["9", "11"], "cut": "never"},
                "languages": {
                    "en": {"pages": "auto", "titles": {"work": "Experience"}, "fit": {"cut": "any"}, "fonts": "latin"}
                },
            }
        }
    ).layout
    english, chinese = layout.for_language("en"), layout.for_language("zh")
    assert (english.paper, english.pages, english.fonts.set) == ("letter", "auto", "latin")
    assert (english.fit.cut, english.fit.font_size) == ("any", (9.0, 11.0))
    assert {key: title.get("en") for key, title in english.titles.items()} == {"work": "Experience", "awards": "Awards"}
    assert (chinese.paper, chinese.pages, chinese.fit.cut) == ("letter", 1, "never")
    assert layout.for_language("en-GB").fit.cut == "any"


def test_a_language_has_its_own_pdf_over_the_common_one() -> None:
    pdf = {"max_kb": "200"}
    layout = Resume.model_validate(
        {"layout": {"pdf": pdf, "languages": {"en": {"pdf": {"tagged": "false"}}, "fr": {"pdf": {"max_kb": 90}}}}}
    ).layout
    made = {lang: layout.for_language(lang).pdf for lang in ("zh", "en", "en-GB", "fr")}
    assert {lang: (pdf.tagged, pdf.max_kb) for lang, pdf in made.items()} == {
        "zh": (True, 200),
        "en": (False, 200),
        "en-GB": (False, 200),
        "fr": (True, 90),
    }
    plain = Resume.model_validate({}).layout.pdf
    assert (plain.tagged, plain.max_kb) == (True, None)


def test_one_number_is_both_bounds() -> None:
    fit = Resume.model_validate({"layout": {"fit": {"margin": "15", "gap": ["0.5", "2"]}}}).layout.fit
    assert (fit.margin, fit.gap) == ((15.0, 15.0), (0.5, 2.0))


def test_a_resume_cannot_be_changed() -> None:
    resume = Resume.model_validate({"basics": {"name": "X"}})
    with pytest.raises(ValidationError):
        resume.basics.name = None  # type: ignore[misc]


def test_every_text_and_tag_is_found_wherever_it_stands() -> None:
    resume = Resume.model_validate(
        {
            "basics": {"name": "A", "profiles": [{"network": "B", "tags": "bank"}]},
            "work": [{"name": {"zh": "C"}, "tags": ["lab"], "highlights": [{"text": "D", "tags": ["lab", "web"]}]}],
            "layout": {
                "titles": {"work": "E"},
                "languages": {"en": {"sections": [{"id": "work", "title": "F", "tags": "talk"}]}},
            },
        }
    )
    assert [text.values for text in texts_in(resume)] == [("C",), ("D",), ("A",), ("B",), ("E",), ("F",)]
    assert list(tags_in(resume)) == ["lab", "lab", "web", "bank", "talk"]
