"""Texts of a kind that is checked: e-mail addresses, links, pictures, colours, names.

Each is a ``str`` whose class says what it passed. A refusal is a ``PydanticCustomError`` whose type is the kind of
mistake; ``cvtex.check.validate`` turns kinds into codes, messages and hints.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_BARE_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#].*)?")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:[/?#]|$))")  # example.com:8080 has a port, not a scheme


def expect_text(value: object) -> str:
    """Take a text.

    Raises:
        PydanticCustomError: It is a list, a mapping or nothing.
    """
    if not isinstance(value, str):
        raise PydanticCustomError("text_expected", "")
    return value


class Checked(str):
    """A text that passed ``read``."""

    __slots__ = ()
    json_schema: ClassVar[dict[str, Any]] = {"type": ["string", "number"]}
    """What JSON Schema can say of it."""

    @classmethod
    def read(cls, value: str) -> Self:
        """Take the text, or say with a ``PydanticCustomError`` what is wrong with it."""
        return cls(value)

    @classmethod
    def _validate(cls, value: object) -> Self:
        return value if isinstance(value, cls) else cls.read(expect_text(value).strip())

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(cls._validate, ref=cls.__name__)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: Any, _handler: Any) -> dict[str, Any]:  # noqa: ANN401
        return {"description": (cls.__doc__ or "").partition("\n")[0]} | cls.json_schema


class Name(Checked):
    """A word the file chooses: an id, a tag, a font family."""

    __slots__ = ()


class Email(Checked):
    """An e-mail address: something, one ``@``, a host. Whether the host can be reached is not asked."""

    __slots__ = ()
    json_schema: ClassVar = {"type": "string", "pattern": "^$|^[^@]+@[^@]+$"}

    @classmethod
    def read(cls, value: str) -> Self:
        """Take an address.

        Raises:
            PydanticCustomError: It has no ``@``, or more than one, or blanks.
        """
        local, _, host = value.rpartition("@")
        is_local = re.fullmatch(r"""[^\s@<>(),;:"]+|"[^"]+\"""", local)
        is_host = re.fullmatch(r"[^\W_](?:[\w.-]*[^\W_])?|\[[\w.:]+\]", host) and ".." not in host
        if not is_local or not is_host:
            raise PydanticCustomError("email_impossible", "")
        return cls(value)


class Url(Checked):
    """A link that a PDF may carry: http, https, mailto or tel, and nothing else."""

    __slots__ = ()
    json_schema: ClassVar = {
        "type": "string",
        "pattern": "^$|^([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]):",
    }

    @classmethod
    def read(cls, value: str) -> Self:
        """Take a link.

        Raises:
            PydanticCustomError: It has no scheme, another scheme, or nowhere to lead to.
        """
        scheme = _SCHEME.match(value)
        if scheme is None:
            raise PydanticCustomError("url_without_scheme", "", {"near": _with_scheme(value)})
        if scheme[1].lower() not in LINK_SCHEMES:
            raise PydanticCustomError("url_scheme", "", {"scheme": scheme[1]})
        if not _leads_somewhere(value):
            raise PydanticCustomError("url_impossible", "")
        return cls(value)


def _with_scheme(value: str) -> str | None:
    if re.fullmatch(r"[^\s@/]+@[^\s@/]+", value):
        return f"mailto:{value}"
    return f"https://{value}" if _BARE_DOMAIN.fullmatch(value) else None


def _leads_somewhere(value: str) -> bool:
    if re.search(r"[\s\x00-\x1f<>\"\\^`{|}]", value):
        return False
    try:
        parts = urlsplit(value)
        _ = parts.port  # refuses a port that is no number
    except ValueError:
        return False
    if parts.scheme.lower() in {"http", "https"}:
        host = parts.hostname or ""
        return bool(host) and not host.startswith(".") and ".." not in host
    return bool(parts.path)


class ImagePath(Checked):
    """A picture beside the résumé, by a relative path that stays in its folder."""

    __slots__ = ()
    json_schema: ClassVar = {"type": "string", "pattern": r"^(?![/\\~])"}

    @classmethod
    def read(cls, value: str) -> Self:
        """Take a path.

        Raises:
            PydanticCustomError: It is absolute, leads outside, or is an address on the web.
        """
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", value):
            raise PydanticCustomError("image_address", "")
        path = PurePosixPath(value.replace("\\", "/"))
        if path.is_absolute() or PureWindowsPath(value).drive or value.startswith("~"):
            raise PydanticCustomError("image_absolute", "")
        if ".." in path.parts:
            raise PydanticCustomError("image_outside", "")
        return cls(value)


COLOURS: Final[Mapping[str, str]] = {
    "navy": "#1b2f5c",
    "blue": "#1f4fa3",
    "teal": "#0b5359",
    "green": "#1f5a33",
    "wine": "#7b1e3b",
    "slate": "#3b4754",
}
"""Colours by their names: dark enough for small type on white and for print (a contrast of 7:1 or more, WCAG 1.4.6)."""


class Colour(Checked):
    """A colour by its name, or as six hexadecimal digits, ``#1f4e79``; kept as these, in lower case."""

    __slots__ = ()
    json_schema: ClassVar = {"anyOf": [{"enum": [*COLOURS]}, {"type": "string", "pattern": "^$|^#[0-9A-Fa-f]{6}$"}]}

    @classmethod
    def read(cls, value: str) -> Self:
        """Take a colour.

        Raises:
            PydanticCustomError: It is neither one of the names nor written ``#rrggbb``.
        """
        if named := COLOURS.get(value.lower()):
            return cls(named)
        if re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
            return cls(value.lower())
        near = None
        if re.fullmatch(r"[0-9A-Fa-f]{6}", value):
            near = f"#{value.lower()}"
        elif re.fullmatch(r"#[0-9A-Fa-f]{3}", value):
            near = "#" + "".join(digit * 2 for digit in value[1:].lower())
        raise PydanticCustomError("colour_notation", "", {"near": near})
