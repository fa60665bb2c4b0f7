"""Every mistake at once, each with its code, its place, what was found and the next step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.errors import Diagnostic, ResumeError
from cvtex.load import load
from cvtex.validate import validate

if TYPE_CHECKING:
    from conftest import Check, Read

DATA = Path(__file__).parent.parent / "data"


def place(diagnostic: Diagnostic) -> tuple[str, int | None, int | None, str]:
    assert diagnostic.location is not None
    return diagnostic.code, diagnostic.location.line, diagnostic.location.column, diagnostic.path


def only(found: list[Diagnostic]) -> Diagnostic:
    assert len(found) == 1, found
    return found[0]


def test_a_complete_file_is_read_without_a_word() -> None:
    validated = validate(load(DATA / "complete.yaml"))
    assert validated.diagnostics == ()
    assert validated.resume.languages == ("zh", "en")
    assert validated.resume.work[0].highlights[1].priority == 2


def test_all_mistakes_come_at_once_by_line(check: Check) -> None:
    found = check(
        """
        basics:
          name: {zh: 林, en: Lin}
          email: nobody
          birthDate: 2000-13
        work:
          - nmae: 快手
            startDate: 2023-09
            endDate: 2022-09
            highlights: [{zh: 只有中文}]
        layout: {pages: none}
        """
    )
    assert [place(diagnostic) for diagnostic in found] == [
        ("E211", 3, 10, "basics.email"),
        ("E206", 4, 14, "basics.birthDate"),
        ("E201", 6, 5, "work[0].nmae"),
        ("E207", 8, 14, "work[0].endDate"),
        ("E302", 9, 18, "work[0].highlights[0]"),
        ("E208", 10, 17, "layout.pages"),
    ]


def test_mistakes_are_sorted_by_file_then_line(tmp_path: Path) -> None:
    file, overlay = tmp_path / "b.yaml", tmp_path / "a.yaml"
    file.write_text("basics: {name: X}\nlayout: {pages: x}\n", "utf-8")
    overlay.write_text("basics: {email: x}\nlayout: {paper: x}\n", "utf-8")
    with pytest.raises(ResumeError) as caught:
        validate(load(file, overlays=[overlay]))
    assert [str(diagnostic.location) for diagnostic in caught.value.diagnostics] == [
        f"{overlay}:1:17",
        f"{overlay}:2:17",
        f"{file}:2:17",
    ]


# Keys


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("postion", "position"),
        ("start_date", "startDate"),
        ("StartDate", "startDate"),
        ("highlight", "highlights"),
        ("company", "name"),
        ("website", "url"),
        ("from", "startDate"),
        ("bullets", "highlights"),
        ("公司", "name"),
    ],
)
def test_an_unknown_key_is_named_where_it_stands_with_the_nearest_key(entry: Check, key: str, meant: str) -> None:
    found = only(entry(f"{key}: x"))
    assert place(found) == ("E201", 4, 5, f"work[0].{key}")
    assert f"`{key}`" in found.message
    assert found.hint.startswith(f"did you mean `{meant}`?")


@pytest.mark.parametrize(
    ("text", "home"), [("pages: 2", "layout"), ("cut: any", "layout.fit"), ("email: a@b.example", "basics")]
)
def test_a_key_in_the_wrong_place_is_sent_home(check: Check, text: str, home: str) -> None:
    found = only(check(f"basics: {{name: X}}\n{text}\n"))
    assert found.code == "E201"
    assert found.hint.endswith(f"belongs in {home}")


def test_a_key_like_nothing_gets_the_list_of_keys(entry: Check) -> None:
    assert "startDate, endDate" in only(entry("zzz: x")).hint


def test_a_misspelt_name_is_not_missing_too(check: Check) -> None:
    assert place(only(check("basics: {nmae: X}\n"))) == ("E201", 1, 10, "basics.nmae")


def test_translations_beside_other_keys_go_under_text(entry: Check) -> None:
    found = only(entry("highlights:\n  - {zh: 一, en: One, priority: 2}"))
    assert place(found) == ("E201", 5, 10, "work[0].highlights[0].zh")
    assert "`text:`" in found.hint


# Types


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("position: [a, b]", ("E202", 4, 15, "work[0].position")),
        ("position: {zh: [a], en: b}", ("E202", 4, 20, "work[0].position.zh")),
        ("highlights: one", ("E202", 4, 17, "work[0].highlights")),
        ("highlights: {zh: [一], en: [One]}", ("E202", 4, 17, "work[0].highlights")),
        ("highlights: [[a]]", ("E202", 4, 18, "work[0].highlights[0]")),
        ("startDate: [2023]", ("E202", 4, 16, "work[0].startDate")),
        ("url: {zh: 'https://a.example'}", ("E202", 4, 10, "work[0].url")),
        ("tags: {a: b}", ("E202", 4, 11, "work[0].tags")),
    ],
)
def test_a_value_of_the_wrong_kind(entry: Check, text: str, expected: tuple[object, ...]) -> None:
    assert place(only(entry(text))) == expected


def test_a_translated_list_is_told_how_to_be(entry: Check) -> None:
    assert "translate each item" in only(entry("highlights: {zh: [一], en: [One]}")).hint


@pytest.mark.parametrize("text", ["work: 快手", "work: {name: 快手}", "work: [快手]"])
def test_a_section_is_a_list_of_mappings(check: Check, text: str) -> None:
    assert only(check(f"basics: {{name: X}}\n{text}\n")).code == "E202"


def test_an_item_that_was_left_empty(check: Check) -> None:
    found = check("basics: {name: X}\nlayout: {}\nwork:\n  -\n  - name: A\n    highlights:\n      -\n      - ''\n")
    assert [place(diagnostic) for diagnostic in found] == [
        ("E204", 4, 4, "work[0]"),
        ("E204", 7, 8, "work[1].highlights[0]"),
        ("E204", 8, 9, "work[1].highlights[1]"),
    ]


# What is missing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("basics: {label: X}\n", ("E203", 1, 9, "basics.name")),
        ("work: []\n", ("E203", 1, 1, "basics")),
        ("basics: {name: X}\nwork:\n  - position: Y\n", ("E203", 3, 5, "work[0].name")),
        ("basics: {name: X}\neducation:\n  - area: Y\n", ("E203", 3, 5, "education[0].institution")),
        ("basics: {name: X}\nsections:\n  - {kind: text, text: Y}\n", ("E203", 3, 5, "sections[0].id")),
        ("basics: {name: X}\nsections:\n  - {id: a, kind: text}\n", ("E203", 3, 5, "sections[0].text")),
        (
            "basics: {name: X}\nwork:\n  - {name: A, highlights: [{priority: 1}]}\n",
            ("E203", 3, 28, "work[0].highlights[0].text"),
        ),
        (
            "basics: {name: X}\nsections:\n  - {id: a, kind: work, entries: [{position: Y}]}\n",
            ("E203", 3, 35, "sections[0].entries[0].name"),
        ),
    ],
)
def test_a_missing_field_is_reported_at_its_parent(check: Check, text: str, expected: tuple[object, ...]) -> None:
    assert place(only(check(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("basics:\n  name: ''\n", ("E204", 2, 9, "basics.name")),
        ("basics: {name: X}\nwork:\n  - name:\n", ("E204", 3, 10, "work[0].name")),
        (
            "basics: {name: X}\nwork: [{name: A, highlights: [{text: '', priority: 1}]}]\n",
            ("E204", 2, 38, "work[0].highlights[0].text"),
        ),
    ],
)
def test_an_empty_required_text_is_reported_at_its_place(check: Check, text: str, expected: tuple[object, ...]) -> None:
    assert place(only(check(text))) == expected


def test_an_empty_optional_value_counts_as_left_out(read: Read) -> None:
    resume = read("""
        basics: {name: X, url: '', image:, birthDate: "", profiles:}
        work: [{name: A, endDate: "", highlights:, priority:}]
        layout: {pages:, fit:}
    """)
    assert resume.basics.url is None
    assert resume.work[0].end_date is None
    assert resume.layout.pages == 1


# Dates


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023年9月", "2023-09"),
        ("2023 年 9 月 1 日", "2023-09-01"),
        ("Sep 2023", "2023-09"),
        ("September, 2023", "2023-09"),
        ("1 Sept. 2023", "2023-09-01"),
        ("2023/09", "2023-09"),
        ("2023.09", "2023-09"),
        ("2023.9.1", "2023-09-01"),
        ("09/2023", "2023-09"),
        ("2023-9", "2023-09"),
        ("２０２３-09", "2023-09"),
        ("202309", "2023-09"),
        ("2023-09-01T00:00:00", "2023-09-01"),
        ("preset", "present"),
        ("至今", "present"),
        ("now", "present"),
        ("current", "present"),
        ("Present", "present"),
    ],
)
def test_a_date_in_another_notation_is_told_the_right_one(entry: Check, written: str, meant: str) -> None:
    found = only(entry(f"endDate: {written}"))
    assert place(found) == ("E205", 4, 14, "work[0].endDate")
    assert found.hint == f"write {meant}"


def test_what_is_no_date_at_all_gets_the_notations(entry: Check) -> None:
    assert "YYYY-MM" in only(entry("startDate: last summer")).hint
    assert "present" not in only(entry("startDate: last summer")).hint
    assert "endDate" in only(entry("startDate: 2022.09 – 2023.06")).hint


def test_present_is_only_an_end(entry: Check) -> None:
    assert entry("endDate: present") == []
    found = only(entry("startDate: present"))
    assert found.code == "E205"
    assert "endDate" in found.hint


@pytest.mark.parametrize("date", ["2023-13", "2023-00", "2023-02-30", "2023-02-29", "2023-04-31", "0000"])
def test_a_date_that_does_not_exist(entry: Check, date: str) -> None:
    found = only(entry(f"startDate: {date}"))
    assert place(found) == ("E206", 4, 16, "work[0].startDate")
    assert date in found.message


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2021-02", "2021-01", True),
        ("2021-02", "2020", True),
        ("2021-02-02", "2021-02-01", True),
        ("2021-02", "2021-02", False),
        ("2021-02", "2021", False),
        ("2021", "2021-02", False),
        ("2021-02-28", "2021-02", False),
        ("2030", "present", False),
    ],
)
def test_an_end_before_its_start(entry: Check, start: str, end: str, wrong: bool) -> None:
    found = entry(f"startDate: {start}\nendDate: {end}")
    assert [place(diagnostic) for diagnostic in found] == [("E207", 5, 14, "work[0].endDate")] * wrong


def test_an_end_before_its_start_is_found_in_an_own_section(check: Check) -> None:
    found = check("""
        basics: {name: X}
        sections:
          - id: research
            kind: projects
            entries: [{name: A, startDate: 2021-02, endDate: 2021-01}]
    """)
    assert place(only(found)) == ("E207", 5, 54, "sections[0].entries[0].endDate")


# Numbers and choices


@pytest.mark.parametrize(
    ("keys", "code", "path"),
    [
        ("{cut: ^nver}", "E210", "cut"),
        ("{same_content: ^maybe}", "E210", "same_content"),
        ("{readable: ^2}", "E208", "readable"),
        ("{readable: ^nan}", "E208", "readable"),
        ("{font_size: ^10pt}", "E208", "font_size"),
        ("{font_size: [^7, 11]}", "E208", "font_size[0]"),
        ("{font_size: [9, ^15]}", "E208", "font_size[1]"),
        ("{font_size: ^[9]}", "E208", "font_size"),
        ("{font_size: ^[9, 10, 11]}", "E208", "font_size"),
        ("{leading: ^[1.4, 1.2]}", "E209", "leading"),
        ("{leading: ^2.1}", "E208", "leading"),
        ("{margin: ^4}", "E208", "margin"),
        ("{gap: [^-1, 1]}", "E208", "gap[0]"),
    ],
)
def test_bounds_of_the_fit(check: Check, keys: str, code: str, path: str) -> None:
    found = only(check(f"basics: {{name: X}}\nlayout:\n  fit: {keys.replace('^', '')}\n"))
    assert place(found) == (code, 3, keys.index("^") + len("  fit: ") + 1, f"layout.fit.{path}")


def test_a_number_with_its_unit_is_told_to_drop_it(check: Check) -> None:
    assert "unit" in only(check("basics: {name: X}\nlayout: {fit: {margin: 15mm}}\n")).hint


def test_small_type_is_only_warned_of(check: Check) -> None:
    found = only(check("basics: {name: X}\nlayout: {fit: {font_size: [8.5, 10]}}\n"))
    assert place(found) == ("W413", 2, 28, "layout.fit.font_size")


@pytest.mark.parametrize("priority", ["0", "10", "-1", "1.5", "high"])
def test_a_priority_is_1_to_9(entry: Check, priority: str) -> None:
    found = only(entry(f"priority: {priority}"))
    assert place(found) == ("E208", 4, 15, "work[0].priority")
    assert "from 1 to 9" in found.hint + found.message


def test_a_misspelt_choice_gets_the_nearest_and_all(check: Check) -> None:
    hint = only(check("basics: {name: X}\nlayout: {paper: leter}\n")).hint
    assert hint == "did you mean `letter`? It can be a4, letter"


# E-mail, links, pictures, colours, telephone numbers


@pytest.mark.parametrize("email", ["name", "name@", "@example.com", "a b@example.com", "a@b@example.com", "a@b..com"])
def test_an_email_address_that_cannot_be(check: Check, email: str) -> None:
    assert place(only(check(f'basics: {{name: X, email: "{email}"}}\nlayout: {{}}\n')))[0] == "E211"


def test_an_email_host_without_a_dot_is_odd(check: Check) -> None:
    assert only(check("basics: {name: X, email: name@gmail}\nlayout: {}\n")).code == "W417"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "http://例子.测试/路径",
        "https://en.wikipedia.org/wiki/A_(b)?q=1&r=%20#x",
        "https://example.com:8080/~me",
        "https://[2001:db8::1]/",
        "mailto:name@example.com",
        "tel:+8613800000000",
        "HTTPS://EXAMPLE.COM",
    ],
)
def test_links_that_can_be(entry: Check, url: str) -> None:
    assert entry(f"url: {url}") == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("example.com", "https://example.com"),
        ("www.example.com/a?b#c", "https://www.example.com/a?b#c"),
        ("example.com:8080", "https://example.com:8080"),
        ("name@example.com", "mailto:name@example.com"),
        ("just words", "http, https"),
        ("ftp://example.com", "http, https"),
        ("javascript:alert(1)", "http, https"),
        ("file:///etc/passwd", "http, https"),
        ("https://", "host"),
        ("https:///path", "host"),
        ("https://a b.example", "blanks"),
        ("https://example.com:port/", "host"),
        ("mailto:", "host"),
    ],
)
def test_links_that_cannot_be(entry: Check, url: str, said: str) -> None:
    found = only(entry(f'url: "{url}"'))
    assert place(found) == ("E212", 4, 10, "work[0].url")
    assert said in found.hint


@pytest.mark.parametrize("image", ["/home/me/photo.jpg", "../photo.jpg", "a/../../photo.jpg", r"C:\photo.jpg", "~/a.jpg"])
def test_a_picture_stays_beside_the_file(check: Check, image: str) -> None:
    assert only(check(f"basics: {{name: X, image: '{image}'}}\nlayout: {{}}\n")).code == "E213"


def test_a_picture_is_not_fetched(check: Check) -> None:
    found = only(check("basics: {name: X, image: 'https://example.com/a.jpg'}\nlayout: {}\n"))
    assert found.code == "E213"
    assert "web" in found.message


@pytest.mark.parametrize(
    ("colour", "meant"), [("1F4E79", "'#1f4e79'"), ("'#abc'", "'#aabbcc'"), ("blue", "'#"), ("'#12345g'", "'#")]
)
def test_a_colour_in_another_notation(check: Check, colour: str, meant: str) -> None:
    found = only(check(f"basics: {{name: X}}\nlayout: {{accent: {colour}}}\n"))
    assert found.code == "E214"
    assert meant in found.hint


def test_a_colour_that_yaml_took_for_a_comment(check: Check) -> None:
    found = [diagnostic for diagnostic in check("basics: {name: X}\nlayout:\n  accent: #1f4e79\n")]
    assert [diagnostic.code for diagnostic in found] == ["W411"]
    assert "quotes" in found[0].hint


@pytest.mark.parametrize(
    ("phone", "odd"),
    [
        ("+86 138 0000 0000", False),
        ("138 0000 0000", False),
        ("(912) 555-4321", False),
        ("(010) 8254-4500 转 123", False),
        ("+86 138 0000 000", True),
        ("+86 138 0000 00000", True),
        ("1234", True),
        ("call me", True),
        ("+1 555 0100 0100 0100 0100", True),
    ],
)
def test_an_odd_telephone_number_is_warned_of(check: Check, phone: str, odd: bool) -> None:
    found = check(f"basics: {{name: X, phone: {phone}}}\nlayout: {{}}\n")
    assert [diagnostic.code for diagnostic in found] == ["W412"] * odd


# Markdown


def test_text_is_shown_to_the_checker_of_markup_and_its_findings_are_placed(entry: Check) -> None:
    seen: list[str] = []

    def complain(text: str) -> list[tuple[int, str]]:
        seen.append(text)
        return [(text.index("**"), "unbalanced")] if "**" in text else []

    found = only(entry("highlights: [{zh: 提升 **42%, en: up 42%}]", check_text=complain))
    assert place(found) == ("W416", 4, 23, "work[0].highlights[0].zh")
    assert found.message == "unbalanced near `**42%`"
    assert seen == ["快手", "Kuaishou", "提升 **42%", "up 42%"]  # not the person's name
