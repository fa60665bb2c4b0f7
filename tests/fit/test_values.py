"""One scale of values: by priority for what is marked, by what it is and how new it is for what is not."""

from __future__ import annotations

from cvtex.fit.values import (
    entry_worth,
    may_go,
    piece_worth,
    ranks,
    section_worth,
    short_value,
    value_of,
    value_within,
)

KINDS = ("work", "education", "projects", "volunteer", "skills", "awards", "publications", "interests", "text")
LONG_LIST = range(60)


def test_many_low_ones_are_worth_one_higher_one() -> None:
    for priority in range(1, 9):
        assert 3 * value_of(priority) == value_of(priority + 1)
    assert value_of(None) == 3 * value_of(9)


def test_shorter_wordings_go_before_any_item() -> None:
    """Even fifty of the dearest weigh less than one of the cheapest items."""
    dearest = value_of(None) - short_value(value_of(None), None)
    assert 50 * dearest < value_of(1)
    assert short_value(value_of(1), 1) == value_of(1) - 1


def bullets(kind: str, rank: int) -> list[int]:
    return [piece_worth(kind, rank, position) or 0 for position in LONG_LIST]


def test_later_bullets_and_those_of_older_jobs_cost_less() -> None:
    for rank in range(5):
        newer, older = bullets("work", rank), bullets("work", rank + 1)
        assert newer == sorted(newer, reverse=True)
        assert all(later < earlier for later, earlier in zip(older[:8], newer[:8], strict=True))


def test_all_bullets_together_are_worth_less_than_the_newest_job_or_an_education() -> None:
    every = sum(sum(bullets(kind, rank)[1:]) for kind in ("work", "projects", "volunteer") for rank in range(20))
    for kind in ("work", "education"):
        assert entry_worth(kind, 0) > every
    assert entry_worth("education", 7) > every
    assert entry_worth("skills", 0) > every
    assert entry_worth("languages", 3) > every


def test_what_is_marked_goes_before_all_that_is_not() -> None:
    for kind in KINDS:
        assert min(entry_worth(kind, 40), *bullets(kind, 40)) > value_of(9)


def test_a_kind_of_ones_own_counts_as_projects_do() -> None:
    assert entry_worth("mine", 2) == entry_worth("projects", 2)
    assert section_worth("mine") == section_worth("projects") == 0


def test_a_very_long_list_of_skills_loses_its_last_rows() -> None:
    assert entry_worth("skills", 7) == entry_worth("skills", 0)
    assert entry_worth("skills", 9) < entry_worth("skills", 8) < piece_worth("work", 0, 1)  # type: ignore[operator]


def test_the_words_of_a_reference_go_with_it() -> None:
    assert piece_worth("references", 0, 0) is None


def test_the_newest_is_what_ends_last() -> None:
    assert ranks([]) == ()
    assert ranks([(2020,), (2024,), (2022,)]) == (2, 0, 1)
    assert ranks([(), ()]) == (0, 1)


def test_of_what_is_as_old_the_first_is_newer_in_a_file_from_new_to_old() -> None:
    assert ranks([(2024,), (2020,), (2020,)]) == (0, 1, 2)
    assert ranks([(2020,), (2020,), (2024,)]) == (2, 1, 0)


def test_what_has_no_dates_is_as_old_as_what_stands_before_it() -> None:
    assert ranks([(2024,), (), (2020,)]) == (0, 1, 2)
    assert ranks([(2020,), (), (2024,)]) == (2, 1, 0)
    assert ranks([(), (2024,), (2020,)]) == (0, 1, 2)


def test_a_marked_entry_weighs_what_its_mark_says() -> None:
    inside = sum(value_within(None, 2) for _ in range(20))
    assert value_of(2) + inside < value_of(3)
    assert value_within(1, 2) == value_of(1)
    assert value_within(None, None) == value_of(None)
    assert short_value(value_within(None, 2), None) >= 0


def test_leave() -> None:
    assert [may_go(priority, "marked") for priority in (None, 1)] == [False, True]
    assert [may_go(priority, "any") for priority in (None, 1)] == [True, True]
    assert [may_go(priority, "never") for priority in (None, 1)] == [False, False]
