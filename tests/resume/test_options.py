"""The options of the look: what a person may write for each, and what it is read as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from cvtex.resume import COLOURS, PhotoSize, Resume

if TYPE_CHECKING:
    from cvtex.resume.layout import LayoutSettings


def layout(**keys: Any) -> LayoutSettings:  # noqa: ANN401
    return Resume.model_validate({"layout": keys}).layout.for_language("zh")


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_is_left_out_is_the_template_s_own() -> None:
    settings = layout()
    assert (settings.accent, settings.header, settings.output) == (None, None, None)
    assert (settings.photo.side, settings.photo.size, settings.photo.corner) == ("right", None, 0)
    assert (settings.dates.side, settings.dates.precision, settings.dates.short_years) == (None, "month", False)
    assert settings.footer == "auto"


@pytest.mark.parametrize("name", COLOURS)
def test_a_colour_has_a_name_and_is_dark_enough_for_small_type(name: str) -> None:
    assert layout(accent=name).accent == COLOURS[name]
    assert layout(accent=name.upper()).accent == COLOURS[name]
    assert 1.05 / (luminance(COLOURS[name]) + 0.05) >= 7


def test_there_are_six_colours_and_no_two_alike() -> None:
    assert len(COLOURS) == len(set(COLOURS.values())) == 6
    assert layout(accent="#1F4E79").accent == "#1f4e79"


def test_a_header_may_be_centred_in_either_spelling() -> None:
    assert [layout(header=word).header for word in ("left", "centre", "center")] == ["left", "centre", "centre"]


def test_a_photo_is_off_by_a_word_or_has_a_size_and_corners() -> None:
    assert layout(photo="off").photo.side == "off"
    photo = layout(photo={"size": ["25", "35.5"], "corner": "2"}).photo
    assert (photo.side, photo.size, photo.corner) == ("right", PhotoSize(25, 35.5), 2)


@pytest.mark.parametrize(
    ("name", "millimetres"),
    [
        ("one-inch", (25, 35)),
        ("一寸", (25, 35)),
        ("small-two-inch", (33, 48)),
        ("小二寸", (33, 48)),
        ("two-inch", (35, 49)),
        ("二寸", (35, 49)),
    ],
)
def test_a_photo_s_size_has_a_name(name: str, millimetres: tuple[float, float]) -> None:
    assert layout(photo={"size": name}).photo.size == PhotoSize(*millimetres)


@pytest.mark.parametrize(
    "size", ["25", ["25"], ["25", "35", "45"], ["9", "35"], ["25", "61"], ["nan", "35"], ["a", ""]]
)
def test_what_is_no_size_is_refused(size: object) -> None:
    with pytest.raises(ValidationError):
        layout(photo={"size": size})


def test_one_language_may_be_without_the_photo() -> None:
    resume = Resume.model_validate({"layout": {"photo": {"corner": "2"}, "languages": {"en": {"photo": "off"}}}})
    zh, en = (resume.layout.for_language(lang).photo for lang in ("zh", "en"))
    assert (zh.side, en.side) == ("right", "off")
    assert zh.corner == en.corner == 2


def image(value: object, *langs: str) -> list[str | None]:
    paths = Resume.model_validate({"basics": {"name": "A", "image": value}}).basics.image
    assert paths is not None
    return [paths.get(lang) for lang in langs]


def test_a_picture_is_for_all_languages_or_for_some() -> None:
    assert image(" photo.jpg ", "zh", "en") == ["photo.jpg", "photo.jpg"]
    assert image({"zh": "a.jpg", "en": None}, "zh", "zh-CN", "en", "de") == ["a.jpg", "a.jpg", None, None]
    assert image({"zh": "a.jpg", "en": ""}, "en") == [None]
    assert image({}, "zh") == [None]


@pytest.mark.parametrize("value", [["a.jpg"], {"zh": ["a.jpg"]}, {"cn": "a.jpg"}, {"zh": "/a.jpg"}, {"zh": "../a"}])
def test_what_names_no_picture_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        image(value)


def test_a_picture_that_was_read_can_be_read_again() -> None:
    resume = Resume.model_validate({"basics": {"name": "A", "image": {"zh": "a.jpg", "en": None}}})
    assert Resume.model_validate(resume.model_copy()).basics == resume.basics


def test_a_file_s_name_knows_its_placeholders() -> None:
    name = layout(output="{name} CV-{lang}").output
    assert name is not None
    assert name.parts == (("", False), ("name", True), (" CV-", False), ("lang", True), ("", False))


@pytest.mark.parametrize("name", ["{nam}", "{}", "{Name}", "{name", "name}", "{{name}}", "a/b", "..\\b", "/etc/{name}"])
def test_a_name_that_no_pdf_can_have_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        layout(output=name)
