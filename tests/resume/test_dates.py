from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from cvtex.resume.dates import Date, suggest_date

DATES = st.dates().flatmap(
    lambda day: st.sampled_from([Date(day.year), Date(day.year, day.month), Date(day.year, day.month, day.day)])
)


@given(DATES)
def test_a_date_is_read_back_as_it_is_written(date: Date) -> None:
    assert Date.read(str(date)) == date


@given(st.text(max_size=12))
def test_whatever_is_read_is_written_the_same(text: str) -> None:
    try:
        date = Date.read(text)
    except PydanticCustomError:
        return
    assert str(date) == text


@given(st.text("0123456789年月日./- SepMay至今now", max_size=14))
def test_a_suggestion_can_itself_be_written(text: str) -> None:
    near = suggest_date(text)
    assert near in {None, "present"} or str(Date.read(str(near))) == near


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_only_days_of_the_calendar_exist(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError:
        with pytest.raises(PydanticCustomError):
            Date.read(f"{year:04}-{month:02}-{day:02}")
    else:
        assert Date.read(f"{year:04}-{month:02}-{day:02}") == Date(year, month, day)


def test_dates_are_in_order_of_time() -> None:
    in_order = [Date(2022), Date(2022, 1), Date(2022, 1, 31), Date(2022, 2), Date(2023)]
    mixed = [in_order[place] for place in (3, 1, 4, 0, 2)]
    assert sorted(mixed) == in_order


@given(DATES, DATES)
def test_what_is_before_is_not_after(one: Date, other: Date) -> None:
    assert not (one.is_before(other) and other.is_before(one))
    if one.is_before(other):
        assert one < other


def test_what_a_date_leaves_open_decides_nothing() -> None:
    assert not Date(2023).is_before(Date(2023, 5))
    assert not Date(2023, 5).is_before(Date(2023))
    assert Date(2022).is_before(Date(2023, 5))


@pytest.mark.parametrize("text", ["sometime", "2023-13", "Sep", "99", "2023-02-30 to", "13/2023", "2023年13月", ""])
def test_what_is_no_date_gets_no_suggestion(text: str) -> None:
    assert suggest_date(text) is None
