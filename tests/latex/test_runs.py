"""Entries of a word or two share a line, and lists of a line stand under the heading of the skills."""

from __future__ import annotations

from cvtex.latex.runs import Run, joined
from cvtex.resume.locale import locale
from cvtex.view import EntryView, PassageView, SectionView


def section(kind: str, *rows: EntryView, title: str = "", priority: int | None = None) -> SectionView:
    return SectionView(kind, kind, kind, title or kind.title(), rows, priority)


def row(kind: str, number: int, priority: int | None = None, **values: object) -> EntryView:
    return EntryView(f"{kind}[{number}]", values, priority)


GO, RUST, SQL = (row("skills", n, name=name, keywords=None) for n, name in enumerate(("Go", "Rust", "SQL")))
ENGLISH = row("languages", 0, language="English", fluency="Fluent", score="CET-6 602")
GERMAN = row("languages", 1, language="German", fluency="B2", score=None)


def found(*sections: SectionView, lang: str = "en") -> list[tuple[str, list[str | Run]]]:
    return [
        (shown.kind, [row if isinstance(row, Run) else row.path for row in rows])
        for shown, rows in joined(sections, locale(lang))
    ]


def test_skills_of_a_name_alone_share_a_line() -> None:
    assert found(section("skills", GO, RUST, SQL)) == [
        ("skills", [Run("skills[0]", "skills", ("Go", "Rust", "SQL"), 3)])
    ]


def test_what_says_more_or_may_be_left_out_by_itself_keeps_its_line() -> None:
    more = row("skills", 3, name="Data", keywords=("Kafka",))
    marked = row("skills", 4, priority=2, name="COBOL", keywords=None)
    assert found(section("skills", GO, RUST, more, marked, SQL)) == [
        ("skills", [Run("skills[0]", "skills", ("Go", "Rust"), 2), "skills[3]", "skills[4]", "skills[2]"])
    ]


def test_languages_and_interests_of_a_line_follow_the_skills_behind_their_titles() -> None:
    interests = section("interests", row("interests", 0, name="Chess", keywords=("Endgames", "Studies")))
    assert found(section("skills", GO), section("languages", ENGLISH, GERMAN), interests) == [
        (
            "skills",
            [
                "skills[0]",
                Run("languages", "languages", ("English (Fluent, CET-6 602)", "German (B2)"), 2, "Languages"),
                Run("interests", "interests", ("Chess (Endgames, Studies)",), 1, "Interests"),
            ],
        )
    ]


def test_brackets_and_lists_are_those_of_the_language() -> None:
    chinese = section("languages", ENGLISH, title="语言能力")
    assert found(section("skills", GO), chinese, lang="zh")[0][1][1] == Run(
        "languages", "languages", ("English（Fluent、CET-6 602）",), 1, "语言能力"
    )


def test_a_list_keeps_its_heading_that_is_longer_than_a_line_or_stands_elsewhere() -> None:
    long = tuple(row("languages", n, language=f"Language number {n}", fluency="Working knowledge") for n in range(3))
    assert [kind for kind, _ in found(section("skills", GO), section("languages", *long))] == ["skills", "languages"]
    assert [kind for kind, _ in found(section("languages", ENGLISH), section("skills", GO))] == ["languages", "skills"]


def test_a_list_that_may_be_left_out_keeps_its_heading() -> None:
    assert [kind for kind, _ in found(section("skills", GO), section("languages", ENGLISH, priority=3))] == [
        "skills",
        "languages",
    ]
    told = EntryView("interests[0]", {"name": "Chess"}, passages=(PassageView("interests[0].summary", "since 2010"),))
    assert [kind for kind, _ in found(section("skills", GO), section("interests", told))] == ["skills", "interests"]


def test_every_row_is_set_once() -> None:
    sections = (
        section("skills", GO, RUST),
        section("work", EntryView("work[0]", {"name": "X"})),
        section("languages", GERMAN),
    )
    shown = [row for _, rows in joined(sections, locale("en")) for row in rows]
    assert sum(row.count if isinstance(row, Run) else 1 for row in shown) == 4
