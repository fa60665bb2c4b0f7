"""Dates, numbers, choices, addresses, links, pictures, colours: each mistake with its place and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.errors import Diagnostic

    Check = Callable[..., list[Diagnostic]]


def place(diagnostic: Diagnostic) -> tuple[str, int | None, int | None, str]:
    assert diagnostic.location is not None
    return diagnostic.code, diagnostic.location.line, diagnostic.location.column, diagnostic.path


def only(found: list[Diagnostic]) -> Diagnostic:
    assert len(found) == 1, found
    return found[0]


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


@pytest.mark.parametrize(
    "image", ["/home/me/photo.jpg", "../photo.jpg", "a/../../photo.jpg", r"C:\photo.jpg", "~/a.jpg"]
)
def test_a_picture_stays_beside_the_file(check: Check, image: str) -> None:
    assert only(check(f"basics: {{name: X, image: '{image}'}}\nlayout: {{}}\n")).code == "E213"


def test_a_picture_is_not_fetched(check: Check) -> None:
    found = only(check("basics: {name: X, image: 'https://example.com/a.jpg'}\nlayout: {}\n"))
    assert found.code == "E213"
    assert "web" in found.message


@pytest.mark.parametrize(
    ("colour", "meant"), [("1F4E79", "'#1f4e79'"), ("'#abc'", "'#aabbcc'"), ("red", "'#"), ("'#12345g'", "'#")]
)
def test_a_colour_in_another_notation(check: Check, colour: str, meant: str) -> None:
    found = only(check(f"basics: {{name: X}}\nlayout: {{accent: {colour}}}\n"))
    assert found.code == "E214"
    assert meant in found.hint


def test_a_colour_that_yaml_took_for_a_comment(check: Check) -> None:
    found = only(check("basics: {name: X}\nlayout:\n  accent: #1f4e79\n"))
    assert found.code == "W411"
    assert "quotes" in found.hint


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
