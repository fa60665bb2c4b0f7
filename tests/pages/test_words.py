"""The measure of readers itself: what it counts as right, and what as wrong."""

from __future__ import annotations

import pytest
from tests.pages.words import Score, measure


def wrong(score: Score) -> list[str]:
    return [one.word for one in score.wrong]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Rewrote the gateway in Go", "Rewrote the gateway in Go"),
        ("Rewrote the gateway in Go", "• Rewrote  the\ngateway in\u00a0Go\f"),
        ("the paragraph goes over the page", "title the paragraph goes\fover the page rest"),
        ("Python", "Programming: Java, Python, Go"),
        ("Python", "(Python)"),
        ("José", "Jose\u0301"),
        ("a b", "a\u200b b"),
        ("负责后端服务的开发与维护", "负责后端\n服务的开发\r\n与维护"),
        ("使用Python开发，每日14,000+个", "使用 Python 开发，每日 14,000+\n个"),
        ("使用 Python 开发", "使用Python开发"),
        ("见“Best Paper”一文——好", "见“ Best Paper ”一文——好"),
        ("李明 王小明", "李明 王小明"),
        ("前端", "Java、前端、后端"),
        ("主修课程：", "主修课程：机器学习"),
        (", ", "Java,Python"),
        ("", "anything"),
        ("　", ""),
    ],
)
def test_right(text: str, read: str) -> None:
    assert measure([text], read).wrong == ()


@pytest.mark.parametrize(
    ("text", "read", "words"),
    [
        ("Rewrote the gateway in Go", "Rewrote thegateway in Go", ["the", "gateway"]),
        ("Rewrote the gateway", "•Rewrote the gateway", ["Rewrote"]),
        ("Deng", "JiaxinDeng", ["Deng"]),
        ("Rewrote the gateway", "Rew rote the gate\nway", ["Rewrote", "gateway"]),
        ("an efficient service of many parts", "an e\ufb03cient service of many parts", ["efficient"]),
        ("Click-through rates", "Click-\nthrough rates", ["Click-through"]),
        ("wrote “a paper” and", "wrote “ a paper”and", ["“a", "paper”", "and"]),
        ("负责后端服务的开发", "负责后 端服务的开发", ["负责后端服务的开发"]),
        ("负责后端，服务的开发", "负责后端， 服务的开发", ["负责后端，服务的开发"]),
        ("使用Python开发", "使用 Py thon 开 发", ["Python", "开发"]),
        ("李明 王小明", "李明王小明", ["李明", "王小明"]),
        ("快手", "快手多媒体", ["快手"]),
        ("lost", "", ["lost"]),
    ],
)
def test_wrong(text: str, read: str, words: list[str]) -> None:
    assert wrong(measure([text], read)) == words


def test_joined_words_of_two_texts_are_wrong_in_both() -> None:
    assert wrong(measure(["Kuaishou", "Intern", "2022"], "KuaishouIntern 2022")) == ["Kuaishou", "Intern"]


def test_the_separator_of_a_template_parts_texts_when_white_space_is_around_it() -> None:
    assert measure(["Kuaishou", "MMU"], "Kuaishou | MMU").wrong == ()
    assert wrong(measure(["Kuaishou", "MMU"], "Kuaishou|MMU")) == ["Kuaishou", "MMU"]


def test_a_long_address_may_break_at_the_end_of_a_line_where_cvtex_breaks_it() -> None:
    url = "https://example.com/a/very/long/path"
    assert measure([url], "see https://example.com/a/very/\nlong/path").wrong == ()
    assert wrong(measure([url], "see https://example.com/a/very/lo\nng/path")) == [url]
    assert wrong(measure([url], "see https://example.com/a/very/ long/path")) == [url]


def test_white_space_in_a_formula_is_the_reader_s_choice() -> None:
    text, read = "the cost from O(n2) to O(n log n) is", "the cost from O(n\n2 ) to O(n log n) is"
    assert measure([text], read, {"O(n2)"}).wrong == ()
    assert wrong(measure([text], read)) == ["O(n2)"]
    assert wrong(measure([text], read.replace("to O", "toO"), {"O(n2)"})) == ["to", "O(n"]


def test_columns_may_come_in_any_order_but_not_mixed() -> None:
    left, right = "one two three four", "five six seven eight"
    assert measure([left, right], "five six\nseven eight\none two\nthree four").wrong == ()
    mixed = measure([left, right], "one two five six\nthree four seven eight")
    assert sorted(wrong(mixed)) == ["five", "one", "six", "two"]


def test_a_word_that_is_misread_does_not_spoil_its_text() -> None:
    text = "one two three four five six seven eight nine ten"
    assert wrong(measure([text], text.replace("six", "s1x"))) == ["six"]


def test_what_was_put_between_the_words_of_a_text_costs_the_words_it_pushed_away() -> None:
    text = "one two three four five six seven eight nine ten"
    assert len(measure([text], text.replace("six", "six 2022.09 – 2025.06")).wrong) in range(1, 5)


def test_a_place_serves_one_text() -> None:
    assert measure(["Kuaishou", "Kuaishou"], "Kuaishou Kuaishou").wrong == ()
    assert wrong(measure(["Kuaishou", "Kuaishou"], "Kuaishou")) == ["Kuaishou"]


def test_a_short_text_is_found_where_it_stands_by_itself() -> None:
    assert measure(["Go", "Google Goals of Go"], "Google Goals of Go and Go").wrong == ()
    assert wrong(measure(["Go", "Google"], "Google")) == ["Go"]


def test_the_share_is_one_of_words() -> None:
    score = measure(["one two", "three four"], "one two threefour")
    assert (score.words, score.right, score.percent) == (4, 2, 50)
    assert measure([], "anything").percent == 100
    assert [str(one) for one in score.wrong] == ["three -> one two threefour", "four -> one two threefour"]
    assert str(measure(["gone"], "").wrong[0]) == "gone -> not found"
