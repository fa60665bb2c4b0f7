from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from cvtex.resume import Text, is_language, nearest_language
from cvtex.text.cjk import has_hanzi

TEXT = TypeAdapter(Text)


def test_a_plain_text_says_the_same_in_all_languages() -> None:
    text = TEXT.validate_python("  PyTorch\n")
    assert text.get("zh") == text.get("en") == "PyTorch"
    assert text.languages == frozenset()
    assert text.covers("de")


def test_translations() -> None:
    text = TEXT.validate_python({"zh": "快手", "en": None})
    assert text.get("zh") == "快手"
    assert text.get("en") is None
    assert text.get("de") is None
    assert text.languages == {"zh", "en"}
    assert text.covers("en")
    assert not text.covers("de")


def test_a_regional_language_takes_its_own_words_first() -> None:
    text = Text.of({"zh": "软件", "zh-Hant": "軟體"})
    assert [text.get(lang) for lang in ("zh", "zh-CN", "zh-Hant", "zh-Hant-TW")] == ["软件", "软件", "軟體", "軟體"]


def test_a_text_without_a_word_is_false_and_says_nothing() -> None:
    for empty in ("", {"zh": None}, {"zh": ""}, None):
        text = TEXT.validate_python(empty)
        assert not text
        assert text.get("zh") is None
    assert TEXT.validate_python("no")


def test_texts_are_values() -> None:
    assert Text.of({"zh": "一"}) == TEXT.validate_python({"zh": "一"})
    assert len({Text.of("a"), Text.of("a")}) == 1
    assert TEXT.validate_python(Text.of("a")) == Text.of("a")


@pytest.mark.parametrize(
    ("value", "loc"), [([], ()), ({}, ()), ({"zh": []}, ("zh",)), ({"zh": "a", "en": {}}, ("en",))]
)
def test_what_is_no_text_is_refused_at_its_place(value: object, loc: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        TEXT.validate_python(value)
    assert [error["loc"] for error in caught.value.errors()] == [loc]


@pytest.mark.parametrize("tag", ["zh", "en", "en-GB", "zh-Hant", "zh-Hant-TW", "es-419", "yue"])
def test_languages_there_are(tag: str) -> None:
    assert is_language(tag)
    assert nearest_language(tag) == tag


@pytest.mark.parametrize("tag", ["", "cn", "ZH", "zh_CN", "zh-cn", "text", "url", "en-", "e", "priority"])
def test_languages_there_are_not(tag: str) -> None:
    assert not is_language(tag)


@pytest.mark.parametrize(
    ("text", "expected"), [("abc", False), ("é—…", False), ("かな", False), ("a中", True), ("𠮷", True)]
)
def test_han(text: str, expected: bool) -> None:
    assert has_hanzi(text) is expected
