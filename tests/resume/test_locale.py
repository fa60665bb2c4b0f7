"""What a language says by itself: every locale is whole, and writes dates as its readers do."""

from __future__ import annotations

from string import Formatter

import pytest

from cvtex.errors import UsageError
from cvtex.resume.dates import PRESENT, Date, Present
from cvtex.resume.locale import Locale, locale, locales
from cvtex.resume.sections import ENTRY_CLASSES

LABELS = {"score", "rank", "courses", "objective", "birth_date", "native_place", "resume"}


@pytest.fixture(params=locales())
def any_locale(request: pytest.FixtureRequest) -> Locale:
    return locale(request.param)


def test_the_four_languages_are_there() -> None:
    assert {"zh", "en", "de", "fr"} <= set(locales())


def test_a_locale_names_every_section_and_label(any_locale: Locale) -> None:
    assert set(any_locale.titles) - {"internships"} == {*ENTRY_CLASSES, "summary"}
    assert set(any_locale.labels) == LABELS
    words = [*any_locale.titles.values(), *any_locale.labels.values(), any_locale.present, any_locale.name]
    assert all(word.strip() for word in words)
    assert len(set(any_locale.titles.values())) == len(any_locale.titles)


def test_a_locale_writes_every_date_in_every_style(any_locale: Locale) -> None:
    for style, form in any_locale.dates.items():
        written = {any_locale.date(Date(2023, month), style) for month in range(1, 13)}
        assert len(written) == 12, f"{style}: two months look the same"
        for pattern in (form.year, form.month, form.day):
            names = {name for _, name, _, _ in Formatter().parse(pattern) if name}
            assert names <= {"year", "month", "day", "name"}
            assert "name" not in names or len(form.months) == 12
        assert "2023" in any_locale.date(Date(2023), style)


@pytest.mark.parametrize(
    ("tag", "style", "written"),
    [
        ("zh", None, "2023.09"),
        ("zh", "long", "2023 年 9 月"),
        ("en", None, "Sep 2023"),
        ("en", "numeric", "2023-09"),
        ("en", "long", "September 2023"),
        ("de", None, "09/2023"),
        ("de", "long", "September 2023"),
        ("fr", "long", "septembre 2023"),
    ],
)
def test_a_month_is_written_as_the_language_has_it(tag: str, style: str | None, written: str) -> None:
    assert locale(tag).date(Date(2023, 9), style) == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (Date(2020), Date(2021), "2020 – 2021"),
        (Date(2020), PRESENT, "2020 – Present"),
        (Date(2020), None, "2020 – Present"),
        (None, Date(2021), "2021"),
        (None, PRESENT, "Present"),
        (None, None, ""),
        (Date(2020, 5), Date(2020, 5), "May 2020"),
    ],
)
def test_a_period_runs_from_its_start_to_its_end(start: Date | None, end: Date | None, written: str) -> None:
    assert locale("en").period(start, end) == written


@pytest.mark.parametrize(
    ("tag", "style", "start", "end", "written"),
    [
        ("en", None, Date(2023, 3), Date(2023, 6), "Mar – Jun 2023"),
        ("en", "long", Date(2023, 3), Date(2023, 6), "March – June 2023"),
        ("en", None, Date(2023, 3, 1), Date(2023, 6, 30), "1 Mar – 30 Jun 2023"),
        ("en", None, Date(2023, 3), Date(2024, 6), "Mar 2023 – Jun 2024"),
        ("en", None, Date(2023), Date(2023, 6), "2023 – Jun 2023"),
        ("en", None, Date(2023, 3), Date(2023), "Mar 2023 – 2023"),
        ("en", None, Date(2023, 3), PRESENT, "Mar 2023 – Present"),
        ("en", None, Date(2023, 3), Date(2023, 3), "Mar 2023"),
        ("en", "numeric", Date(2023, 3), Date(2023, 6), "2023-03 – 2023-06"),
        ("de", "abbreviated", Date(2023, 3), Date(2023, 6), "März – Juni 2023"),
        ("fr", None, Date(2023, 3), Date(2023, 6), "mars – juin 2023"),
        ("zh", None, Date(2023, 3), Date(2023, 6), "2023.03 – 2023.06"),
        ("zh", "long", Date(2023, 3), Date(2023, 6), "2023 年 3 月 – 2023 年 6 月"),
    ],
)
def test_a_year_is_written_once_where_months_have_names(
    tag: str, style: str | None, start: Date, end: Date | Present, written: str
) -> None:
    assert locale(tag).period(start, end, style=style, short_years=True) == written


def test_a_separator_of_ones_own_stands_between() -> None:
    assert locale("en").period(Date(2020), Date(2021), separator=" to ") == "2020 to 2021"


@pytest.mark.parametrize("tag", ["en-GB", "zh-CN", "de-AT"])
def test_a_regional_tag_takes_its_base_language_and_stays_itself(tag: str) -> None:
    found = locale(tag)
    assert found.tag == tag
    assert found.titles == locale(tag[:2]).titles


@pytest.mark.parametrize(("tag", "near"), [("zh_CN", "zh-CN"), ("ZH", "zh"), ("cn", "zh"), ("english", "en")])
def test_a_tag_in_another_notation_gets_a_suggestion(tag: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        locale(tag)
    assert f"did you mean {near}?" in caught.value.diagnostics[0].hint
