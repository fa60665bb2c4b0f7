from __future__ import annotations

from cvtex.fit.values import may_go, short_value, value_of, value_within


def test_many_low_ones_are_worth_one_higher_one() -> None:
    for priority in range(1, 9):
        assert 3 * value_of(priority) == value_of(priority + 1)
    assert value_of(None) == 3 * value_of(9)


def test_shorter_wordings_go_before_any_item() -> None:
    """Even fifty of the dearest weigh less than one of the cheapest items."""
    dearest = value_of(None) - short_value(value_of(None), None)
    assert 50 * dearest < value_of(1)
    assert short_value(value_of(1), 1) == value_of(1) - 1


def test_later_ones_cost_a_little_less_under_cut_any() -> None:
    values = [value_of(None, position, 8, "any") for position in range(8)]
    assert values == sorted(values, reverse=True)
    assert values[0] > values[-1] > value_of(9)
    assert value_of(None, 7, 8) == value_of(None)


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
