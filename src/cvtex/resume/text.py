"""Text in several languages.

``{zh: 姓名, en: Name}`` says something in each language; ``en: null`` says that there is nothing in English, on
purpose; a plain text says the same in all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from pydantic_core import PydanticCustomError, core_schema

from cvtex.resume.checked import expect_text
from cvtex.resume.languages import TAG


@dataclass(frozen=True, slots=True)
class Text:
    """One text, the same in all languages (``plain``) or one for each (``translations``)."""

    plain: str | None = None
    translations: tuple[tuple[str, str | None], ...] = ()

    def get(self, lang: str) -> str | None:
        """The text in that language; None where it has none, whether on purpose or not.

        A regional language without words of its own takes those of its base: ``zh-CN`` those of ``zh``.
        """
        if self.plain is not None:
            return self.plain or None
        translations = dict(self.translations)
        while lang not in translations and "-" in lang:
            lang = lang.rpartition("-")[0]
        return translations.get(lang) or None

    def covers(self, lang: str) -> bool:
        """Whether the file decided what stands in that language, be it nothing."""
        if self.plain is not None:
            return True
        return any(lang == known or lang.startswith(f"{known}-") for known, _ in self.translations)

    @property
    def languages(self) -> frozenset[str]:
        """The languages it is written in; none for a plain text."""
        return frozenset(lang for lang, _ in self.translations)

    @property
    def values(self) -> tuple[str, ...]:
        """Every wording there is."""
        return tuple(value for value in (self.plain, *dict(self.translations).values()) if value)

    def __bool__(self) -> bool:
        return bool(self.values)

    @classmethod
    def of(cls, value: str | dict[str, str | None]) -> Self:
        """Make a text from what a file holds: a string, or a mapping from languages to strings."""
        if isinstance(value, str):
            return cls(plain=value.strip())
        return cls(translations=tuple((lang, item.strip() if item else None) for lang, item in value.items()))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401
        # A plain text goes through the same schema as a mapping, under the language "": one path for both, so that
        # the path of an error is that of the file.
        wording = core_schema.nullable_schema(core_schema.no_info_plain_validator_function(expect_text))
        return core_schema.no_info_before_validator_function(
            _as_mapping,
            core_schema.no_info_after_validator_function(
                lambda wordings: cls.of(wordings.get("", wordings)),
                core_schema.dict_schema(core_schema.str_schema(), wording),
            ),
            ref=cls.__name__,
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: Any, _handler: Any) -> dict[str, Any]:  # noqa: ANN401
        translations = {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{TAG.pattern}$"},
            "additionalProperties": {"type": ["string", "number", "null"]},
        }
        description = "Text: the same in all languages, or one for each."
        return {"description": description, "anyOf": [{"type": ["string", "number"]}, translations]}


def _as_mapping(value: object) -> object:
    if isinstance(value, Text):
        return dict(value.translations) if value.plain is None else {"": value.plain}
    if value is None or isinstance(value, str):  # an empty item of a list is an empty text
        return {"": value or ""}
    if not isinstance(value, dict):
        raise PydanticCustomError("text_expected", "")
    if not value:
        raise PydanticCustomError("text_empty", "")
    return value
