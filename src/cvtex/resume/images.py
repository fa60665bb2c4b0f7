"""The photo as the file names it: one picture for all languages or one for each, and the size it is set in."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from pydantic_core import PydanticCustomError, core_schema

from cvtex.resume.checked import ImagePath
from cvtex.resume.languages import TAG, Language

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ImagePaths:
    """A picture, the same in all languages (``plain``), or by language; a language that is not named shows none."""

    plain: ImagePath | None = None
    by_language: tuple[tuple[str, ImagePath | None], ...] = ()

    def get(self, lang: str) -> ImagePath | None:
        """The picture for that language: its own, or its base language's; None where it shows none."""
        if self.plain is not None:
            return self.plain
        return dict(self.by_language).get(self.key(lang) or "")

    def key(self, lang: str) -> str | None:
        """The language under which the file names the picture for that language; None where it names one for all."""
        languages = [known for known, _ in self.by_language]
        while lang not in languages and "-" in lang:
            lang = lang.rpartition("-")[0]
        return lang if lang in languages else None

    @classmethod
    def of(cls, paths: dict[str, ImagePath | None]) -> Self:
        """The picture out of a mapping from languages to paths; under the language "" stands that for all."""
        return cls(plain=paths[""]) if "" in paths else cls(by_language=tuple(paths.items()))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401
        plain = core_schema.no_info_plain_validator_function
        paths = core_schema.dict_schema(plain(_read_tag), plain(_read_path))
        read = core_schema.no_info_after_validator_function(cls.of, paths)
        return core_schema.no_info_before_validator_function(_as_mapping, read, ref=cls.__name__)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: Any, _handler: Any) -> dict[str, Any]:  # noqa: ANN401
        path = ImagePath.json_schema
        by_language = {
            "type": "object",
            "propertyNames": {"pattern": f"^{TAG.pattern}$"},
            "additionalProperties": path | {"type": ["string", "null"]},
        }
        return {"description": "A picture: one for all languages, or one for each.", "anyOf": [path, by_language]}


def _as_mapping(value: object) -> object:
    if isinstance(value, ImagePaths):
        return {"": value.plain} if value.plain is not None else dict(value.by_language)
    if isinstance(value, str):
        return {"": value}
    if not isinstance(value, dict):
        raise PydanticCustomError("text_expected", "")
    return value


def _read_tag(value: object) -> str:
    return Language.read(str(value)) if value else ""


def _read_path(value: object) -> ImagePath | None:
    if isinstance(value, ImagePath) or value is None:
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("text_expected", "")
    return ImagePath.read(value.strip()) if value.strip() else None


ID_PHOTOS: Final[Mapping[str, tuple[float, float]]] = {
    "one-inch": (25.0, 35.0),
    "small-two-inch": (33.0, 48.0),
    "two-inch": (35.0, 49.0),
}
"""The sizes of Chinese identity photos (证件照) by their names: width and height in mm."""
_CHINESE: Final = {"一寸": "one-inch", "小二寸": "small-two-inch", "二寸": "two-inch"}
_SIDES_MM: Final = (10.0, 60.0)
_OTHER_NOTATION: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:mm)?\s*[x×*, ]\s*(\d+(?:\.\d+)?)\s*(?:mm)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """How large a photo is set, in mm."""

    width_mm: float
    height_mm: float

    @classmethod
    def read(cls, value: object) -> Self:
        """Take ``[width, height]`` in mm, each from 10 to 60, or the name of a size.

        Raises:
            PydanticCustomError: It is neither.
        """
        if isinstance(value, str):
            name = value.strip()
            if size := ID_PHOTOS.get(_CHINESE.get(name, name)):
                return cls(*size)
            match = _OTHER_NOTATION.fullmatch(name)
            raise PydanticCustomError("photo_size", "", {"near": f"[{match[1]}, {match[2]}]" if match else None})
        match value:
            case [width, height]:
                sides = (_side(width), _side(height))
                if all(_SIDES_MM[0] <= side <= _SIDES_MM[1] for side in sides):
                    return cls(*sides)
        raise PydanticCustomError("photo_size", "", {"near": None})

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401
        def read(value: object) -> PhotoSize:
            return value if isinstance(value, PhotoSize) else cls.read(value)

        return core_schema.no_info_plain_validator_function(read, ref=cls.__name__)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: Any, _handler: Any) -> dict[str, Any]:  # noqa: ANN401
        side = {"type": "number", "minimum": _SIDES_MM[0], "maximum": _SIDES_MM[1]}
        pair = {"type": "array", "items": side, "minItems": 2, "maxItems": 2}
        description = "The size of a photo: [width, height] in mm, or a name."
        return {"description": description, "anyOf": [{"enum": [*ID_PHOTOS, *_CHINESE]}, pair]}


def _side(value: object) -> float:
    try:
        number = float(value) if isinstance(value, str | int | float) else math.nan
    except ValueError:
        return math.nan
    return number
